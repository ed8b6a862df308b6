//! `InvalidDefinitionDescription`: comments that should describe an argument or a stage.

use super::Rule;
use super::checker::Checker;
use super::lint::Lint;
use crate::languages::dockerfile::syntax::instruction::{Keyword, Word};

impl Checker<'_> {
    pub fn description(&mut self, lint: Lint, index: usize) {
        let instruction = &self.file.instructions[index];
        if !lint.allows(Rule::InvalidDefinitionDescription) {
            return;
        }
        let Some(comment) = self.file.comments[instruction.comments()].last() else { return };
        let names: Vec<&str> = match (instruction.keyword, instruction.words()) {
            (Keyword::From, [_, _, name]) => vec![instruction.word(name)],
            (Keyword::Arg, words) => words.iter().map(|word| argument_name(instruction.word(word))).collect(),
            _ => return,
        };
        let is_from = instruction.keyword == Keyword::From;
        let first = self.file.text[comment.clone()].split(' ').next().unwrap_or_default();
        let is_described = |name: &&str| if is_from { name.to_lowercase() == first } else { *name == first };
        if !names.iter().any(is_described) {
            let name = instruction.words().last().filter(|_| is_from);
            let range = name.map_or_else(|| instruction.keyword_range(), Word::range);
            self.warn(lint, Rule::InvalidDefinitionDescription, index, instruction.source(&range), || {
                let name = if let [name] = names.as_slice() { name } else { "<name>" };
                format!("the comment above should start with the name that it describes: `# {name} …`")
            });
        }
    }
}

/// Returns the name in an argument of `ARG`.
pub fn argument_name(word: &str) -> &str {
    word.split_once('=').map_or(word, |(name, _)| name)
}
