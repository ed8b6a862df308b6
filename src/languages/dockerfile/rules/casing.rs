//! `ConsistentInstructionCasing` and `FromAsCasing`: the case of keywords.

use super::Rule;
use super::checker::Checker;
use super::lint::Lint;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::file_facts::{FileFacts, is_lowercase, is_mostly_lowercase, is_uppercase};
use crate::languages::dockerfile::model::stages::Stage;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword, Word};
use crate::languages::findings::Correction;

impl Checker<'_> {
    /// Reports keywords whose case differs from the case of most other keywords.
    pub fn keyword_casing(&mut self, stages: &[Stage]) {
        let file = self.file;
        let lint = self.lint;
        let is_mostly_lower = is_mostly_lowercase(file);
        for index in stages.iter().flat_map(|stage| std::iter::once(stage.from).chain(stage.commands.clone())) {
            let instruction = &file.instructions[index];
            let name = instruction.name();
            // Unknown instructions already have an error.
            if instruction.keyword == Keyword::Unknown {
                continue;
            }
            if if is_mostly_lower { is_lowercase(name) } else { is_uppercase(name) } {
                continue;
            }
            let case = if is_mostly_lower { "lowercase" } else { "uppercase" };
            self.warn(
                lint,
                Rule::ConsistentInstructionCasing,
                index,
                instruction.source(&instruction.keyword_range()),
                || format!("`{name}` should be {case} like most instructions in this file"),
            );
        }
    }

    pub fn as_casing(&mut self, lint: Lint, index: usize, word: &Word) {
        let instruction = &self.file.instructions[index];
        let (from, written) = (instruction.name(), instruction.word(word));
        let has_upper = |text: &str| text.chars().any(char::is_uppercase);
        let has_lower = |text: &str| text.chars().any(char::is_lowercase);
        let differs = match (has_upper(from), has_lower(from)) {
            (false, _) => has_upper(written),
            (true, false) => has_lower(written),
            (true, true) => false,
        };
        if differs {
            self.warn(lint, Rule::FromAsCasing, index, instruction.source(&word.range()), || {
                // BuildKit compares the case of any word in the place of `AS`.
                if is_as(written) {
                    format!("`{written}` should have the same case as `{from}`")
                } else {
                    format!("`{written}` should be `{}`", cased("AS", is_lowercase(from)))
                }
            });
        }
    }
}

pub fn cased(text: &str, is_lower: bool) -> String {
    if is_lower { text.to_lowercase() } else { text.to_uppercase() }
}

pub fn correct_keyword(facts: &FileFacts, instruction: &Instruction) -> Correction {
    let is_lower = facts.is_mostly_lower;
    let name = cased(instruction.name(), is_lower);
    let mut edits = vec![Edit::replace(instruction.source(&instruction.keyword_range()), name.as_str())];
    if let (Keyword::From, [_, word, _]) = (instruction.keyword, instruction.words())
        && is_as(instruction.word(word))
    {
        // Keeps `AS` in the same case as `FROM`, unless the two already differ.
        let cased = cased(instruction.word(word), is_lower);
        let differs = |from: &str| {
            !is_mixed(from) && self::cased(instruction.word(word), is_lowercase(from)) != instruction.word(word)
        };
        if differs(&name) && !differs(instruction.name()) {
            edits.push(Edit::replace(instruction.source(&word.range()), cased));
        }
    }
    Correction::new(format!("Change to `{name}`"), edits)
}

fn is_mixed(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_uppercase()) && text.contains(|c: char| c.is_ascii_lowercase())
}

pub fn correct_as(instruction: &Instruction) -> Option<Correction> {
    let word = match instruction.words() {
        [_, word, _] => word,
        [_, word, ..] if is_as(instruction.word(word)) => word,
        // With a surplus word, it is unknown which word should be `AS`.
        _ => return None,
    };
    let cased = cased("AS", is_lowercase(instruction.name()));
    Some(Correction::new(format!("Change to `{cased}`"), vec![Edit::replace(instruction.source(&word.range()), cased)]))
}

fn is_as(word: &str) -> bool {
    word.eq_ignore_ascii_case("AS")
}
