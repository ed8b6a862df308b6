//! The stages of a file: their names, and the case of all that they do.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::super::instruction::Instruction;
use super::super::rule::Rule;
use super::Report;

/// A `FROM` and the instructions behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stage<'f> {
    /// The index of its `FROM`.
    pub from: usize,
    /// The indices of its instructions.
    pub commands: Range<usize>,
    /// The indices of its `ONBUILD`s.
    pub triggers: Vec<usize>,
    /// In lower case.
    pub name: Option<Cow<'f, str>>,
}

impl<'f> Stage<'f> {
    pub fn of(from: usize, instruction: &'f Instruction) -> Self {
        let name = instruction.words().get(2).map(|word| lower(instruction.word(word)));
        Self { from, commands: from + 1..from + 1, triggers: Vec::new(), name }
    }
}

/// A text in lower case.
pub fn lower(text: &str) -> Cow<'_, str> {
    let is_lower = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

impl Report<'_> {
    pub(super) fn stage_names(&mut self, stages: &[Stage]) {
        let lint = self.lint;
        let mut seen = BTreeSet::new();
        for stage in stages {
            let Some(name) = stage.name.as_deref() else { continue };
            let instruction = &self.file.instructions[stage.from];
            let range = instruction.words().get(2).map_or(0..0, |word| instruction.source(&word.range));
            if matches!(name, "scratch" | "context") {
                self.warn(lint, Rule::ReservedStageName, stage.from, range.clone(), || {
                    format!("`{name}` has a meaning of its own; a stage needs another name")
                });
            }
            if !seen.insert(name) {
                self.warn(lint, Rule::DuplicateStageName, stage.from, range, || {
                    format!("another stage is named `{name}` already")
                });
            }
        }
    }

    /// Names the keywords that are not in the case of the most.
    pub(super) fn casing(&mut self, stages: &[Stage]) {
        let file = self.file;
        let lint = self.lint;
        let keywords = || stages.iter().flat_map(|stage| std::iter::once(stage.from).chain(stage.commands.clone()));
        let is_lower = |name: &str| !name.contains(|c: char| c.is_ascii_uppercase());
        let is_upper = |name: &str| !name.contains(|c: char| c.is_ascii_lowercase());
        let (mut lower, mut upper) = (0, 0);
        for index in keywords() {
            let name = file.instructions[index].name();
            if is_lower(name) {
                lower += 1;
            } else if is_upper(name) {
                upper += 1;
            }
        }
        let mostly_lower = lower > upper;
        for index in keywords() {
            let instruction = &file.instructions[index];
            let name = instruction.name();
            if if mostly_lower { is_lower(name) } else { is_upper(name) } {
                continue;
            }
            let case = if mostly_lower { "lower" } else { "upper" };
            self.warn(lint, Rule::ConsistentInstructionCasing, index, instruction.source(&instruction.name), || {
                format!("`{name}` is not in {case} case, as most instructions here are")
            });
        }
    }
}
