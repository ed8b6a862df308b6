//! Checks the instructions one by one, and assigns them to stages.

use super::checker::{Checker, Result};
use super::finding::Finding;
use super::validation::Validation;
use crate::languages::dockerfile::model::stages::Stage;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};

impl<'f> Checker<'f> {
    /// Returns the stages, and the `ARG` instructions before the first stage.
    pub fn instructions(&mut self) -> Result<(Vec<Stage<'f>>, Vec<usize>)> {
        let (mut stages, mut globals) = (Vec::<Stage<'f>>::new(), Vec::new());
        // The first instruction that does not belong to a stage. One error is enough for all such instructions.
        let mut stray = None;
        let file = self.file;
        for (index, instruction) in file.instructions.iter().enumerate() {
            self.instruction(index, instruction)?;
            match (instruction.keyword, stages.last_mut()) {
                (Keyword::From, _) => stages.push(Stage::new(index, instruction)),
                (keyword, Some(stage)) => {
                    stage.commands.end = index + 1;
                    if keyword == Keyword::Onbuild {
                        stage.triggers.push(index);
                    }
                }
                (Keyword::Arg, None) => globals.push(index),
                // Unknown instructions already have an error.
                (Keyword::Unknown, None) => {}
                (_, None) if stray.is_some() => {}
                (_, None) => {
                    stray = Some(index);
                    let name = instruction.name().to_uppercase();
                    let message = format!("{name} is not allowed before the first FROM; only ARG is");
                    self.report(self.error(index, &instruction.keyword_range(), message))?;
                }
            }
        }
        if stages.is_empty()
            && stray.is_none()
            && let Some(first) = file.instructions.iter().position(|other| other.keyword == Keyword::Arg)
        {
            let name = &file.instructions[first].keyword_range();
            self.report(self.error(first, name, "no build stage; add a FROM instruction"))?;
        }
        Ok((stages, globals))
    }

    fn instruction(&mut self, index: usize, instruction: &Instruction) -> Result {
        let lint = self.lint.merged(self.file, &instruction.comments());
        if instruction.keyword == Keyword::Maintainer {
            self.maintainer(lint, index);
        }
        if let (Keyword::From, [_, word, name, others @ ..]) = (instruction.keyword, instruction.words()) {
            if others.is_empty() {
                self.stage_name_casing(lint, index, name);
            }
            self.as_casing(lint, index, word);
        }
        if self.has_syntax_error(index) {
            return Ok(());
        }
        if let Some(rejection) = Validation::new(instruction, self.options.dialect).rejection() {
            let (range, message) = (instruction.source(&rejection.range), rejection.message);
            self.report(Finding { kind: rejection.kind, ..Finding::error(range, Some(index), message) })?;
        }
        self.description(lint, index);
        Ok(())
    }
}
