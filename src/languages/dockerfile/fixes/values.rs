//! Fixes of what is set: pairs, maintainers and paths.

use std::ops::Range;

use super::super::arguments;
use super::super::finding::Finding;
use super::super::instruction::{Arguments, Dockerfile, Instruction, Keyword, Pair};
use super::{Correction, Whole, casing};
use crate::languages::answers::Edit;

/// `ENV key value` becomes `ENV key=value`, with quotes or escapes where the value has blanks.
pub fn legacy_pair(file: &Dockerfile, instruction: &Instruction) -> Option<Correction> {
    let Arguments::LegacyPair(Pair { key, value }) = &instruction.arguments else { return None };
    let name = instruction.text(key);
    // White space beyond ASCII ends words of pairs, but not the name of a legacy pair.
    if name.contains(['"', '\'', file.escape]) || name.contains(char::is_whitespace) {
        return None;
    }
    let between = instruction.source(key).end..instruction.source(value).start;
    // A comment between the two would be lost.
    if file.text[between.clone()].contains('#') {
        return None;
    }
    let mut edits = vec![Edit::replace(between, "=")];
    let text = instruction.text(value);
    let source = instruction.source(value);
    let is_one_word = arguments::words(instruction.line.text(), value.clone(), file.escape).eq([value.clone()]);
    if !is_one_word && !text.contains(['"', '\'', file.escape]) {
        edits[0].text.push('"');
        edits.push(Edit::insert(source.end, "\""));
    } else if !is_one_word {
        let blanks = unquoted_blanks(text, file.escape)?;
        let escape =
            |at: usize| Edit::insert(instruction.source(&(value.start + at..value.start + at + 1)).start, file.escape);
        edits.extend(blanks.into_iter().map(escape));
    }
    Some(Correction::new(format!("Write {name}=…"), edits))
}

/// The blanks that no quote and no escape holds; `None` where the quotes are not closed.
fn unquoted_blanks(text: &str, escape: char) -> Option<Vec<usize>> {
    let mut blanks = Vec::new();
    let mut quote = None;
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match quote {
            _ if character == escape && quote != Some('\'') => drop(characters.next()),
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character.is_whitespace() => blanks.push(at),
            Some(open) if character == open => quote = None,
            _ => {}
        }
    }
    quote.is_none().then_some(blanks)
}

/// `MAINTAINER text` becomes the label that says the same.
pub fn maintainer(whole: &Whole, instruction: &Instruction) -> Correction {
    let file = whole.file;
    let name = instruction.name();
    let is_lower = name == name.to_lowercase() && whole.is_mostly_lower;
    let keyword = casing::cased("LABEL", is_lower);
    let text = instruction.text(&instruction.rest);
    let key = "org.opencontainers.image.authors=";
    let mut edits = vec![Edit::replace(instruction.source(&instruction.name), keyword.as_str())];
    let source = instruction.source(&instruction.rest);
    let is_quoted = text.len() > 1 && text.starts_with('"') && text.ends_with('"');
    if is_quoted {
        let inner = instruction.rest.start + 1..instruction.rest.end - 1;
        edits.push(Edit::insert(source.start, key));
        edits.extend(escapes(file, instruction, &inner));
    } else {
        edits.push(Edit::insert(source.start, format!("{key}\"")));
        edits.extend(escapes(file, instruction, &instruction.rest));
        edits.push(Edit::insert(source.end, "\""));
    }
    Correction::new(format!("Convert to {keyword} org.opencontainers.image.authors"), edits)
}

/// The escapes that a text needs between double quotes to say what it says.
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

/// A relative path becomes one from the root, where images start unless they say otherwise.
pub fn workdir(whole: &Whole, index: usize, finding: &Finding) -> Option<Correction> {
    let file = whole.file;
    let instruction = &file.instructions[index];
    let is_it =
        instruction.keyword == Keyword::Workdir && instruction.source(&instruction.rest) == finding.diagnostic.range;
    if !is_it || whole.is_windows {
        return None;
    }
    let text = instruction.text(&instruction.rest);
    let path = text.strip_prefix(['"', '\'']).unwrap_or(text);
    let skipped = text.len() - path.len();
    let dots = path.len() - path.strip_prefix("./").unwrap_or(path).trim_start_matches('/').len();
    let name = &path[dots..];
    // What a variable holds may be absolute, and what is above depends on where this is.
    if name.is_empty()
        || name.starts_with(['$', '.', file.escape, '"', '\''])
        || name.contains(':')
        || path.starts_with('/')
    {
        return None;
    }
    let start = instruction.rest.start + skipped;
    let range = instruction.source(&(start..start + dots));
    let range = if dots == 0 { range.start..range.start } else { range };
    let stage = whole.stages.partition_point(|from| *from < index).checked_sub(1)?;
    let from = &file.instructions[whole.stages[stage]];
    let is_scratch = from.words().first().is_some_and(|base| from.word(base) == "scratch");
    let remedy = Correction::new("Write an absolute path", vec![Edit::replace(range, "/")]);
    Some(if is_scratch { remedy } else { remedy.not_preferred() })
}
