//! Checks a file in BuildKit's order.
//!
//! BuildKit stops at the first error. Editors show all errors, so the checks continue with the rest of the file. With
//! the option `dockerfile.stopAtFirstError`, they stop where BuildKit does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::Rule;
use super::finding::Finding;
use super::lint::{self, Lint, MisspelledCheck};
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::model::dockerignore::Dockerignore;
use crate::languages::dockerfile::syntax::frontend::Frontend;
use crate::languages::dockerfile::syntax::instruction::{Directive, DirectiveName, Dockerfile, Instruction, Keyword};
use crate::languages::dockerfile::syntax::templates;
use crate::languages::findings::{MAX_FINDINGS_PER_RULE, Quota};
use crate::languages::sort::SortStably;

/// Signals that an error was reported at which the checks stop.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stop;

pub(super) type Result<T = ()> = std::result::Result<T, Stop>;

/// Returns the `.dockerignore` file that applies. Called at most once.
pub type DockerignoreProvider<'d> = &'d dyn Fn() -> Option<Dockerignore>;

/// Instructions of the frontends dockerfile-x and dockerfile-plus.
const FOREIGN_INSTRUCTIONS: [&str; 2] = ["INCLUDE", "INCLUDE+"];

/// Options for checking a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct CheckOptions {
    pub dialect: Dialect,
    /// Whether the checks stop at the first error.
    pub stops_at_first_error: bool,
}

/// Returns the findings in a file, in document order.
pub fn findings(file: &Dockerfile, options: CheckOptions, dockerignore: DockerignoreProvider) -> Vec<Finding> {
    let frontend = Frontend::detect(file.text);
    // The syntax of a custom frontend is unknown, and an empty new file is not an error.
    if frontend == Frontend::Custom || (file.instructions.is_empty() && file.errors.is_empty()) {
        return Vec::new();
    }
    // A build can choose the frontend with the argument `BUILDKIT_SYNTAX`.
    let names_frontend = file.directives.iter().any(|directive| directive.name == DirectiveName::Syntax);
    let foreign = foreign_instructions(file);
    if !names_frontend && !foreign.is_empty() {
        return foreign;
    }
    let quota = Quota::new(MAX_FINDINGS_PER_RULE);
    let mut checker = Checker {
        file,
        options,
        lint: Lint::default(),
        quota,
        findings: Vec::new(),
        errors: 0,
        unparsed: Vec::new(),
        rejected: BTreeSet::new(),
    };
    // The findings are complete, whether or not the checks stopped early.
    let _: Result = checker.run(dockerignore);
    let mut findings = checker.findings;
    let markers = templates::markers(file);
    if !markers.is_empty() {
        findings.retain(|finding| !finding.is_error() && !touches(finding, file, &markers));
    }
    findings.sort_stably_by_key(|finding| finding.diagnostic.range.start);
    findings
}

/// Returns the reason why parts of a file are not checked.
pub fn unchecked_reason(file: &Dockerfile) -> Option<&'static str> {
    if Frontend::detect(file.text) == Frontend::Custom {
        return Some("the file uses a custom frontend");
    }
    (!templates::markers(file).is_empty()).then_some("the file contains template markers, so errors are not reported")
}

/// Returns warnings for instructions that only other frontends support. Such an instruction means that the entire file
/// is for another frontend.
fn foreign_instructions(file: &Dockerfile) -> Vec<Finding> {
    let is_foreign = |name: &str| FOREIGN_INSTRUCTIONS.iter().any(|foreign| name.eq_ignore_ascii_case(foreign));
    let instructions = file.instructions.iter().enumerate().take(MAX_FINDINGS_PER_RULE);
    let foreign = instructions.filter(|(_, it)| it.keyword == Keyword::Unknown && is_foreign(it.name()));
    let warning = |(index, instruction): (usize, &Instruction)| {
        let name = instruction.name();
        let message = format!(
            "`{name}` is an instruction of another frontend; select the frontend with `# syntax=…` on the first line"
        );
        Finding::error(instruction.source(&instruction.keyword_range()), Some(index), message).into_warning()
    };
    foreign.map(warning).collect()
}

/// Whether a finding is about an instruction that contains a template marker.
fn touches(finding: &Finding, file: &Dockerfile, markers: &[Range<usize>]) -> bool {
    let Some(instruction) = finding.instruction.and_then(|index| file.instructions.get(index)) else { return false };
    let first = markers.partition_point(|marker| marker.start < instruction.range().start);
    markers.get(first).is_some_and(|marker| marker.start < instruction.range().end)
}

/// Checks a file.
pub(super) struct Checker<'f> {
    pub file: &'f Dockerfile<'f>,
    pub options: CheckOptions,
    /// The settings of the file's `check` directive.
    pub lint: Lint,
    pub findings: Vec<Finding>,
    quota: Quota<Rule>,
    /// The number of errors so far.
    errors: usize,
    /// The instructions whose arguments could not be parsed, in ascending order.
    unparsed: Vec<usize>,
    /// The instructions with an error.
    rejected: BTreeSet<usize>,
}

impl Checker<'_> {
    fn run(&mut self, dockerignore: DockerignoreProvider) -> Result {
        let file = self.file;
        let check = lint::check_directive(file.text);
        if let Some(check) = &check {
            match Lint::parse(&file.text[check.value.clone()]) {
                Ok(lint) => self.lint = lint,
                Err(message) => self.report(Finding::error(check.range.clone(), None, message))?,
            }
        }
        self.unknown_checks(check.as_ref());
        for error in &file.errors {
            self.unparsed.extend(error.instruction);
            self.report(Finding::error(error.range.clone(), error.instruction, &error.message))?;
        }
        self.empty_continuations();
        let (stages, globals) = self.instructions()?;
        self.stage_names(&stages);
        self.keyword_casing(&stages);
        let images = self.images(stages, &globals)?;
        let dependencies = self.dependencies(&images)?;
        self.commands(&images, &dependencies, dockerignore)?;
        if let Some(check) = check
            && self.lint.is_error
            && self.errors == 0
        {
            let certain = self.findings.iter().filter(|finding| finding.is_certain);
            let mut rules: Vec<&str> = certain.filter_map(Finding::rule).map(Rule::name).collect();
            rules.sort_unstable();
            rules.dedup();
            if !rules.is_empty() {
                let message = format!("`error=true` turns these warnings into build errors: {}", rules.join(", "));
                self.report(Finding::error(check.range, None, message))?;
            }
        }
        Ok(())
    }

    /// Reports misspelled names of checks in the directive of the file and in those above instructions.
    fn unknown_checks(&mut self, check: Option<&Directive>) {
        let file = self.file;
        let above = file.instructions.iter().filter_map(|it| lint::check_above(file, &it.comments()));
        let values: BTreeSet<_> = above.map(|check| (check.value.start, check.value.end)).collect();
        let own = check.map(|check| (check.value.start, check.value.end));
        let values = own.into_iter().chain(values.into_iter().filter(|value| Some(*value) != own));
        let misspelled = values.flat_map(|(start, end)| lint::misspelled_checks(file.text, start..end));
        let hint = |misspelled: MisspelledCheck| {
            let name = &file.text[misspelled.range.clone()];
            Finding::unknown_check(name, misspelled)
        };
        let hints = misspelled.take(MAX_FINDINGS_PER_RULE).map(hint);
        self.findings.extend(hints);
    }

    /// Adds an error.
    ///
    /// # Errors
    ///
    /// If the checks stop at the first error.
    pub fn report(&mut self, error: Finding) -> Result {
        self.errors += 1;
        self.rejected.extend(error.instruction);
        if self.errors <= MAX_FINDINGS_PER_RULE {
            self.findings.push(error);
        }
        if self.options.stops_at_first_error { Err(Stop) } else { Ok(()) }
    }

    /// Whether the arguments of an instruction could not be parsed.
    pub fn has_syntax_error(&self, instruction: usize) -> bool {
        self.unparsed.binary_search(&instruction).is_ok()
    }

    /// Whether an instruction already has an error. Another error would probably be redundant.
    pub fn is_rejected(&self, instruction: usize) -> bool {
        self.rejected.contains(&instruction)
    }

    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, lint: Lint, rule: Rule) -> bool {
        lint.allows(rule) && self.quota.admits(rule)
    }

    /// Counts one more finding of a rule. Returns `false` if the finding must not be reported.
    pub fn take(&self, lint: Lint, rule: Rule) -> bool {
        lint.allows(rule) && self.quota.take(rule)
    }

    pub fn warn(
        &mut self,
        lint: Lint,
        rule: Rule,
        instruction: usize,
        range: Range<usize>,
        message: impl FnOnce() -> String,
    ) {
        if self.take(lint, rule) {
            self.findings.push(Finding::warning(rule, range, instruction, message()));
        }
    }

    /// Creates an error at a range of an instruction's logical line.
    pub fn error(&self, instruction: usize, range: &Range<usize>, message: impl Into<String>) -> Finding {
        Finding::error(self.file.instructions[instruction].source(range), Some(instruction), message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::languages::dockerfile::parse;
    use crate::languages::findings::MAX_FINDINGS_PER_RULE;

    fn found(text: &str) -> Vec<Finding> {
        findings(&parse(text), CheckOptions::default(), &|| None)
    }

    #[test]
    fn a_rule_at_its_limit_does_not_silence_the_others() {
        let found = found(&format!("FROM scratch\n{}MAINTAINER b\n", "USER $a\n".repeat(2 * MAX_FINDINGS_PER_RULE)));
        assert_eq!(found.len(), MAX_FINDINGS_PER_RULE + 1);
        assert_eq!(found.last().and_then(Finding::rule), Some(Rule::MaintainerDeprecated));
    }

    #[test]
    fn errors_are_bounded() {
        assert_eq!(found(&format!("FROM a\n{}", "NOPE\n".repeat(10_000))).len(), MAX_FINDINGS_PER_RULE);
    }

    #[test]
    fn values_that_grow_with_every_line_are_bounded() {
        let found = found(&format!("FROM scratch\nENV a=xxxxxxxx\n{}USER $b\n", "ENV a=$a$a$a\n".repeat(20_000)));
        assert_eq!(found.len(), 1, "the user is not set, and nothing else is wrong");
    }

    #[test]
    fn triggers_of_many_stages_are_bounded() {
        let triggers = "ONBUILD ENV a b\n".repeat(10_000);
        let stages = "FROM b\n".repeat(1_000);
        assert!(found(&format!("FROM a AS b\n{triggers}{stages}")).iter().all(|finding| finding.rule().is_some()));
    }

    #[test]
    fn one_broken_line_does_not_hide_the_others() {
        let text = "FROM a\nNOPE\nRUN --mout=x y\nEXPOSE 99999\nMAINTAINER b\nCOPY --from=9 a b\n";
        let lines: Vec<usize> = found(text)
            .iter()
            .map(|finding| 1 + text[..finding.diagnostic.range.start].matches('\n').count())
            .collect();
        assert_eq!(lines, [2, 3, 4, 5, 6]);
    }

    #[test]
    fn the_checks_can_stop_at_the_first_error() {
        let text = "FROM a\nNOPE\nRUN --mout=x y\nMAINTAINER b\n";
        let options = CheckOptions { stops_at_first_error: true, ..CheckOptions::default() };
        assert_eq!(findings(&parse(text), options, &|| None).len(), 1);
    }
}
