//! Finds what `BuildKit` warns of and what it refuses, in its order: it stops at the first error, and so do we. What
//! it would say next is about a file that nobody has yet.

mod commands;
mod dependencies;
mod images;
mod instructions;
mod scope;
mod stages;

use std::ops::Range;

use super::dockerignore::Ignored;
use super::finding::Finding;
use super::instruction::{Directive, DirectiveName, Dockerfile};
use super::lint::{self, Lint};
use super::rule::Rule;
use crate::languages::findings::Quota;

/// The first error, which ends the checks.
type Result<T = ()> = std::result::Result<T, Finding>;

/// What is found in a file, in the order of the text.
///
/// `ignored` is asked at most once, for the `.dockerignore` that counts.
pub fn findings(file: &Dockerfile, ignored: &dyn Fn() -> Option<Ignored>) -> Vec<Finding> {
    // The error that ends the checks is reported in any case.
    let quota = Quota::new(1);
    let mut report = Report { file, lint: Lint::default(), quota, findings: Vec::new() };
    if let Err(error) = report.run(ignored) {
        report.findings.push(error);
    }
    let mut findings = report.findings;
    findings.sort_by_key(|finding| finding.diagnostic.range.start);
    findings
}

struct Report<'f> {
    file: &'f Dockerfile<'f>,
    /// What the whole file says about rules.
    lint: Lint,
    quota: Quota<Rule>,
    findings: Vec<Finding>,
}

impl Report<'_> {
    fn run(&mut self, ignored: &dyn Fn() -> Option<Ignored>) -> Result {
        let file = self.file;
        if file.text.is_empty() {
            return Err(Finding::error(0..0, None, "the Dockerfile is empty"));
        }
        let check = lint::check_directive(file.text);
        if let Some(check) = &check {
            let lint = Lint::parse(&file.text[check.value.clone()]);
            self.lint = lint.map_err(|message| Finding::error(check.range.clone(), None, message))?;
        }
        if let Some(problem) = file.problems.first() {
            return Err(Finding::error(problem.range.clone(), problem.instruction, &problem.message));
        }
        if file.instructions.is_empty() {
            let text = file.text.strip_suffix('\n').unwrap_or(file.text);
            let last = text.rfind('\n').map_or(0, |end| end + 1);
            let range = last..last + text[last..].trim_end().len();
            return Err(Finding::error(range, None, "there are no instructions"));
        }
        self.blank_lines();
        let (stages, globals) = self.instructions()?;
        if stages.is_empty() {
            let first = &file.instructions[0];
            return Err(Finding::error(first.source(&first.name), Some(0), "there is no FROM, so nothing is built"));
        }
        self.stage_names(&stages);
        self.casing(&stages);
        let images = self.images(stages, &globals)?;
        let dependencies = self.dependencies(&images)?;
        self.commands(&images, &dependencies, ignored)?;
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

    /// Whether the file is read by an experimental version of `BuildKit`.
    fn is_of_labs(&self) -> bool {
        let is_labs = |directive: &Directive| {
            directive.name == DirectiveName::Syntax && self.file.text[directive.value.clone()].ends_with("-labs")
        };
        self.file.directives.iter().any(is_labs)
    }

    fn blank_lines(&mut self) {
        let file = self.file;
        for (index, instruction) in file.instructions.iter().enumerate() {
            if instruction.blank_lines.is_empty() {
                continue;
            }
            // The line that is named is the last one of the command, where the heredocs begin.
            let end = match instruction.heredocs.first() {
                Some(heredoc) => heredoc.content.start.saturating_sub(1),
                None => instruction.range.end,
            };
            let start = file.text[..end].rfind('\n').map_or(0, |newline| newline + 1);
            let line = &file.text[start..end];
            let start = start + (line.len() - line.trim_start().len());
            self.warn(self.lint, Rule::NoEmptyContinuation, index, start.min(end)..end, || {
                "blank lines between continued lines will be an error in a future version".to_owned()
            });
        }
    }

    /// Whether one more finding of a rule may be reported.
    fn admits(&self, lint: Lint, rule: Rule) -> bool {
        lint.allows(rule) && self.quota.admits(rule)
    }

    /// Counts one more finding of a rule. `false` where it must not be reported.
    fn take(&self, lint: Lint, rule: Rule) -> bool {
        lint.allows(rule) && self.quota.take(rule)
    }

    fn warn(
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
    fn error(&self, instruction: usize, range: &Range<usize>, message: impl Into<String>) -> Finding {
        Finding::error(self.file.instructions[instruction].source(range), Some(instruction), message)
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;
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
    fn values_that_grow_with_every_line_end() {
        let found = found(&format!("FROM a\nENV a=xxxxxxxx\n{}USER $b\n", "ENV a=$a$a$a\n".repeat(20_000)));
        assert_eq!(found.len(), 1, "the user is not set, and nothing else is wrong");
    }

    #[test]
    fn triggers_of_many_stages_are_followed_for_a_while() {
        let triggers = "ONBUILD ENV a b\n".repeat(10_000);
        let stages = "FROM b\n".repeat(1_000);
        assert!(found(&format!("FROM a AS b\n{triggers}{stages}")).iter().all(|finding| finding.rule().is_some()));
    }
}
