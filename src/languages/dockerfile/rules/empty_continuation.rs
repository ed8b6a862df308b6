//! `NoEmptyContinuation`: empty lines between continued lines.

use super::Rule;
use super::checker::Checker;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::syntax::instruction::Instruction;
use crate::languages::findings::Correction;
use crate::languages::text::line_start;

impl Checker<'_> {
    pub fn empty_continuations(&mut self) {
        let file = self.file;
        for (index, instruction) in file.instructions.iter().enumerate() {
            if instruction.blank_lines().is_empty() {
                continue;
            }
            // The diagnostic is on the last line of the command, before the heredocs.
            let end = match instruction.heredocs().first() {
                Some(heredoc) => heredoc.content.start.saturating_sub(1),
                None => instruction.range().end,
            };
            let start = line_start(file.text, end);
            let line = &file.text[start..end];
            let start = start + (line.len() - line.trim_start().len());
            self.warn(self.lint, Rule::NoEmptyContinuation, index, start.min(end)..end, || {
                "empty line in a multi-line instruction; a future version of BuildKit will reject it".to_owned()
            });
        }
    }
}

pub fn correct(instruction: &Instruction) -> Correction {
    let edits = instruction.blank_lines().iter().cloned().map(Edit::delete).collect();
    Correction::new("Remove the empty lines", edits)
}
