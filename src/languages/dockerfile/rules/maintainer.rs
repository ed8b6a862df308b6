//! `MaintainerDeprecated`: replaces `MAINTAINER` with a label.

use std::ops::Range;

use super::Rule;
use super::casing::cased;
use super::checker::Checker;
use super::lint::Lint;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction};
use crate::languages::findings::Correction;

impl Checker<'_> {
    pub fn maintainer(&mut self, lint: Lint, index: usize) {
        let instruction = &self.file.instructions[index];
        self.warn(lint, Rule::MaintainerDeprecated, index, instruction.source(&instruction.keyword_range()), || {
            "MAINTAINER is deprecated; use `LABEL org.opencontainers.image.authors=…` instead".to_owned()
        });
    }
}

/// Changes `MAINTAINER name` to `LABEL org.opencontainers.image.authors="name"`.
pub fn correct(facts: &FileFacts, instruction: &Instruction) -> Correction {
    let file = facts.file;
    let name = instruction.name();
    let is_lower = name == name.to_lowercase() && facts.is_mostly_lower;
    let keyword = cased("LABEL", is_lower);
    let text = instruction.text(&instruction.rest());
    let key = "org.opencontainers.image.authors=";
    let mut edits = vec![Edit::replace(instruction.source(&instruction.keyword_range()), keyword.as_str())];
    let source = instruction.source(&instruction.rest());
    let is_quoted = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    if is_quoted {
        let inner = instruction.rest().start + 1..instruction.rest().end - 1;
        edits.push(Edit::insert(source.start, key));
        edits.extend(escapes(file, instruction, &inner));
    } else {
        edits.push(Edit::insert(source.start, format!("{key}\"")));
        edits.extend(escapes(file, instruction, &instruction.rest()));
        edits.push(Edit::insert(source.end, "\""));
    }
    Correction::new(format!("Convert to `{keyword} org.opencontainers.image.authors`"), edits)
}

/// Returns the escapes that are required to put a string in double quotes.
fn escapes(file: &Dockerfile, instruction: &Instruction, range: &Range<usize>) -> Vec<Edit> {
    let text = instruction.text(range);
    let mut characters = text.char_indices().peekable();
    let mut edits = Vec::new();
    while let Some((at, character)) = characters.next() {
        let needs = match character {
            '"' | '$' => true,
            _ if character == file.escape => {
                let next = characters.peek().map(|(_, next)| *next);
                next.is_none_or(|next| matches!(next, '"' | '$') || next == file.escape)
            }
            _ => false,
        };
        if needs {
            let place = instruction.source(&(range.start + at..range.start + at + 1)).start;
            edits.push(Edit::insert(place, file.escape));
        }
    }
    edits
}
