//! `UndefinedVar` and `UndefinedArgInFrom`: references to variables that are not set.

use std::ops::Range;

use super::Rule;
use super::checker::Checker;
use super::lint::Lint;
use super::walker::InstructionWalker;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::syntax::expansion::Expanded;

impl<'f> Checker<'f> {
    /// Reports the arguments that a `FROM` uses and no earlier `ARG` declares.
    pub fn undeclared(
        &mut self,
        index: usize,
        (text, range): (&str, Range<usize>),
        expanded: &Expanded,
        lint: Lint,
        globals: &mut Scope<'f>,
    ) {
        for (name, reference) in expanded.unset(text) {
            if globals.is_declared(name) || !self.admits(lint, Rule::UndefinedArgInFrom) {
                continue;
            }
            let instruction = &self.file.instructions[index];
            let is_as_written = range.len() == text.len();
            let at = range.start + reference.range.start..range.start + reference.range.end;
            let range = instruction.source(if is_as_written { &at } else { &range });
            let hint = globals.closest_match(name).map(|name| format!("; `{name}` is")).unwrap_or_default();
            self.warn(lint, Rule::UndefinedArgInFrom, index, range, || {
                format!("no ARG in front of the first FROM declares `{name}`{hint}")
            });
        }
    }
}

impl InstructionWalker<'_, '_, '_> {
    pub fn undefined(&mut self, name: &str, source: Range<usize>) {
        let is_wanted = self.stages.checker.admits(self.lint, Rule::UndefinedVar);
        if !is_wanted || self.stages.scope.is_declared(name) || is_only_argument(name) {
            return;
        }
        let hint = self.stages.scope.closest_match(name).map(|name| format!("; ${name} is")).unwrap_or_default();
        self.warn_at(Rule::UndefinedVar, source, || format!("${name} is not set here{hint}"));
    }
}

/// Arguments that the build reads and that are never set.
pub fn is_only_argument(name: &str) -> bool {
    matches!(name, "BUILDKIT_SBOM_SCAN_CONTEXT" | "BUILDKIT_SBOM_SCAN_STAGE")
}
