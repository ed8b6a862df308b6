//! `UndefinedVar` and `UndefinedArgInFrom`: references to variables that are not set.

use std::ops::Range;

use super::Rule;
use super::checker::Checker;
use super::lint::Lint;
use super::walker::InstructionWalker;
use crate::languages::dockerfile::model::scope::Scope;
use crate::languages::dockerfile::syntax::expansion::{Expanded, Lookup, Variables};
use crate::languages::text::did_you_mean;

impl<'f> Checker<'f> {
    /// Reports arguments that a `FROM` uses although no earlier `ARG` declares them.
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
            let hint = did_you_mean(globals.closest_match(name));
            self.warn(lint, Rule::UndefinedArgInFrom, index, range, || {
                format!("argument `{name}` is not declared before the first FROM{hint}")
            });
        }
    }
}

impl InstructionWalker<'_, '_, '_> {
    /// Reports a reference to a variable that is not set. If the base image can set it, it is only reported if the name
    /// resembles another variable.
    pub fn undefined(&mut self, name: &str, source: Range<usize>) {
        let is_wanted = self.stages.checker.admits(self.lint, Rule::UndefinedVar);
        let scope = &mut self.stages.scope;
        if !is_wanted || scope.is_declared(name) || is_only_argument(name) {
            return;
        }
        let (nearest, is_certain) = match scope.get(name) {
            Lookup::Unset => (scope.closest_match(name), true),
            _ => match scope.probable_match(name) {
                Some(other) => (Some(other), false),
                None => return,
            },
        };
        let hint = did_you_mean(nearest.map(|nearest| format!("${nearest}")).as_deref());
        let message = || format!("variable `${name}` is not defined here{hint}");
        self.warn_at(Rule::UndefinedVar, source, is_certain, message);
    }
}

/// Whether a name is an argument that builds read but that is never set as a variable.
pub fn is_only_argument(name: &str) -> bool {
    matches!(name, "BUILDKIT_SBOM_SCAN_CONTEXT" | "BUILDKIT_SBOM_SCAN_STAGE")
}
