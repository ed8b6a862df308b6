//! Reads the instructions one by one: what each demands of itself, and to which stage it belongs.

use super::super::finding::Finding;
use super::super::instruction::{Instruction, Keyword};
use super::super::rule::Rule;
use super::super::validation;
use super::stages::Stage;
use super::{Report, Result};

impl<'f> Report<'f> {
    /// The stages, and the `ARG`s in front of them.
    pub(super) fn instructions(&mut self) -> Result<(Vec<Stage<'f>>, Vec<usize>)> {
        let (mut stages, mut globals) = (Vec::<Stage<'f>>::new(), Vec::new());
        let file = self.file;
        for (index, instruction) in file.instructions.iter().enumerate() {
            self.instruction(index, instruction)?;
            match (instruction.keyword, stages.last_mut()) {
                (Keyword::From, _) => stages.push(Stage::of(index, instruction)),
                (keyword, Some(stage)) => {
                    stage.commands.end = index + 1;
                    if keyword == Keyword::Onbuild {
                        stage.triggers.push(index);
                    }
                }
                (Keyword::Arg, None) => globals.push(index),
                (_, None) => {
                    let message = format!("{} comes before the first FROM", instruction.name().to_uppercase());
                    return Err(self.error(index, &instruction.name, message));
                }
            }
        }
        Ok((stages, globals))
    }

    fn instruction(&mut self, index: usize, instruction: &Instruction) -> Result {
        let lint = self.lint.merged(self.file, &instruction.comments);
        if instruction.keyword == Keyword::Maintainer {
            self.warn(lint, Rule::MaintainerDeprecated, index, instruction.source(&instruction.name), || {
                "MAINTAINER is deprecated; a label says the same: LABEL org.opencontainers.image.authors=…".to_owned()
            });
        }
        if let (Keyword::From, [_, word, name, others @ ..]) = (instruction.keyword, instruction.words()) {
            let written = instruction.word(name);
            if others.is_empty() && written.to_lowercase() != written {
                self.warn(lint, Rule::StageNameCasing, index, instruction.source(&name.range), || {
                    format!("the name of a stage is in lower case: {}", written.to_lowercase())
                });
            }
            let (from, written) = (instruction.name(), instruction.word(word));
            let has_upper = |text: &str| text.chars().any(char::is_uppercase);
            let has_lower = |text: &str| text.chars().any(char::is_lowercase);
            let differs = match (has_upper(from), has_lower(from)) {
                (false, _) => has_upper(written),
                (true, false) => has_lower(written),
                (true, true) => false,
            };
            if differs {
                self.warn(lint, Rule::FromAsCasing, index, instruction.source(&word.range), || {
                    format!("`{written}` and `{from}` are not in the same case")
                });
            }
        }
        if let Some(refusal) = validation::refusal(instruction) {
            let (range, message) = (instruction.source(&refusal.range), refusal.message);
            return Err(Finding { kind: refusal.kind, ..Finding::error(range, Some(index), message) });
        }
        if !lint.allows(Rule::InvalidDefinitionDescription) {
            return Ok(());
        }
        let Some(comment) = self.file.comments[instruction.comments.clone()].last() else { return Ok(()) };
        let names: Vec<&str> = match (instruction.keyword, instruction.words()) {
            (Keyword::From, [_, _, name]) => vec![instruction.word(name)],
            (Keyword::Arg, words) => words.iter().map(|word| argument_name(instruction.word(word))).collect(),
            _ => return Ok(()),
        };
        let is_from = instruction.keyword == Keyword::From;
        let first = self.file.text[comment.clone()].split(' ').next().unwrap_or_default();
        let is_described = |name: &&str| if is_from { name.to_lowercase() == first } else { *name == first };
        if !names.iter().any(is_described) {
            let range = instruction.words().last().filter(|_| is_from).map_or(&instruction.name, |word| &word.range);
            self.warn(lint, Rule::InvalidDefinitionDescription, index, instruction.source(range), || {
                let name = if let [name] = names.as_slice() { name } else { "<name>" };
                format!("the comment above does not describe this; it would begin: # {name} …")
            });
        }
        Ok(())
    }
}

/// The name of an argument of `ARG`.
pub fn argument_name(word: &str) -> &str {
    word.split_once('=').map_or(word, |(name, _)| name)
}
