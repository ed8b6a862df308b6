//! Checks a file in BuildKit's order.

use std::ops::Range;

use super::Rule;
use super::finding::Finding;
use super::lint::{self, Lint};
use crate::languages::dockerfile::model::dockerignore::Dockerignore;
use crate::languages::dockerfile::syntax::instruction::{Directive, DirectiveName, Dockerfile};
use crate::languages::findings::Quota;

/// The first error, which ends the checks.
pub(super) type Result<T = ()> = std::result::Result<T, Finding>;

/// Returns the `.dockerignore` file that applies. Called at most once.
pub type DockerignoreProvider<'d> = &'d dyn Fn() -> Option<Dockerignore>;

/// The findings in a file, in the order of the text.
pub fn findings(file: &Dockerfile, dockerignore: DockerignoreProvider) -> Vec<Finding> {
    // The error that ends the checks is reported in any case.
    let quota = Quota::new(1);
    let mut checker = Checker { file, lint: Lint::default(), quota, findings: Vec::new() };
    if let Err(error) = checker.run(dockerignore) {
        checker.findings.push(error);
    }
    let mut findings = checker.findings;
    findings.sort_by_key(|finding| finding.diagnostic.range.start);
    findings
}

/// Checks a file.
pub(super) struct Checker<'f> {
    pub file: &'f Dockerfile<'f>,
    /// The settings of the file's `check` directive.
    pub lint: Lint,
    pub findings: Vec<Finding>,
    quota: Quota<Rule>,
}

impl Checker<'_> {
    fn run(&mut self, dockerignore: DockerignoreProvider) -> Result {
        let file = self.file;
        if file.text.is_empty() {
            return Err(Finding::error(0..0, None, "the Dockerfile is empty"));
        }
        let check = lint::check_directive(file.text);
        if let Some(check) = &check {
            let lint = Lint::parse(&file.text[check.value.clone()]);
            self.lint = lint.map_err(|message| Finding::error(check.range.clone(), None, message))?;
        }
        if let Some(error) = file.errors.first() {
            return Err(Finding::error(error.range.clone(), error.instruction, &error.message));
        }
        if file.instructions.is_empty() {
            let text = file.text.strip_suffix('\n').unwrap_or(file.text);
            let last = text.rfind('\n').map_or(0, |end| end + 1);
            let range = last..last + text[last..].trim_end().len();
            return Err(Finding::error(range, None, "there are no instructions"));
        }
        self.empty_continuations();
        let (stages, globals) = self.instructions()?;
        if stages.is_empty() {
            let first = &file.instructions[0];
            return Err(Finding::error(first.source(&first.name), Some(0), "there is no FROM, so nothing is built"));
        }
        self.stage_names(&stages);
        self.keyword_casing(&stages);
        let images = self.images(stages, &globals)?;
        let dependencies = self.dependencies(&images)?;
        self.commands(&images, &dependencies, dockerignore)?;
        match check {
            Some(check) if self.lint.is_error && !self.findings.is_empty() => {
                let mut rules: Vec<&str> = self.findings.iter().filter_map(Finding::rule).map(Rule::name).collect();
                rules.sort_unstable();
                rules.dedup();
                let message = format!("error=true makes these warnings fail the build: {}", rules.join(", "));
                Err(Finding::error(check.range, None, message))
            }
            _ => Ok(()),
        }
    }

    /// Whether the file asks for the experimental Dockerfile frontend.
    pub fn uses_labs_frontend(&self) -> bool {
        let is_labs = |directive: &Directive| {
            directive.name == DirectiveName::Syntax && self.file.text[directive.value.clone()].ends_with("-labs")
        };
        self.file.directives.iter().any(is_labs)
    }

    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, lint: Lint, rule: Rule) -> bool {
        lint.allows(rule) && self.quota.admits(rule)
    }

    /// Counts one more finding of a rule. `false` where it must not be reported.
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

    /// An error at a range of an instruction's line.
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
        findings(&parse(text), &|| None)
    }

    #[test]
    fn a_rule_at_its_limit_does_not_silence_the_others() {
        let found = found(&format!("FROM a\n{}MAINTAINER b\n", "USER $a\n".repeat(2 * MAX_FINDINGS_PER_RULE)));
        assert_eq!(found.len(), MAX_FINDINGS_PER_RULE + 1);
        assert_eq!(found.last().and_then(Finding::rule), Some(Rule::MaintainerDeprecated));
    }

    #[test]
    fn values_that_grow_with_every_line_are_bounded() {
        let found = found(&format!("FROM a\nENV a=xxxxxxxx\n{}USER $b\n", "ENV a=$a$a$a\n".repeat(20_000)));
        assert_eq!(found.len(), 1, "the user is not set, and nothing else is wrong");
    }

    #[test]
    fn triggers_of_many_stages_are_bounded() {
        let triggers = "ONBUILD ENV a b\n".repeat(10_000);
        let stages = "FROM b\n".repeat(1_000);
        assert!(found(&format!("FROM a AS b\n{triggers}{stages}")).iter().all(|finding| finding.rule().is_some()));
    }
}
