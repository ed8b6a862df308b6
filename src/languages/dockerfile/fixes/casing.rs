//! Fixes of case.

use super::super::finding::Finding;
use super::super::instruction::{Dockerfile, Instruction, Keyword, Word};
use super::{Correction, Whole};
use crate::languages::answers::Edit;

/// Whether most keywords of the file are in lower case, counted as the check counts them.
pub fn is_mostly_lower(file: &Dockerfile) -> bool {
    let (mut lower, mut upper) = (0_usize, 0_usize);
    let first = file.instructions.iter().position(|instruction| instruction.keyword == Keyword::From);
    for instruction in &file.instructions[first.unwrap_or(0)..] {
        let name = instruction.name();
        if !name.contains(|c: char| c.is_ascii_uppercase()) {
            lower += 1;
        } else if !name.contains(|c: char| c.is_ascii_lowercase()) {
            upper += 1;
        }
    }
    lower > upper
}

pub fn cased(text: &str, is_lower: bool) -> String {
    if is_lower { text.to_lowercase() } else { text.to_uppercase() }
}

pub fn keyword(whole: &Whole, instruction: &Instruction) -> Correction {
    let is_lower = whole.is_mostly_lower;
    let name = cased(instruction.name(), is_lower);
    let mut edits = vec![Edit::replace(instruction.source(&instruction.name), name.as_str())];
    if let (Keyword::From, [_, word, _]) = (instruction.keyword, instruction.words()) {
        // In another case than FROM, AS would be the next thing to be warned of; unless it is warned of already.
        let cased = cased(instruction.word(word), is_lower);
        let differs = |from: &str| {
            !is_mixed(from) && self::cased(instruction.word(word), is_lower_case(from)) != instruction.word(word)
        };
        if differs(&name) && !differs(instruction.name()) {
            edits.push(Edit::replace(instruction.source(&word.range), cased));
        }
    }
    Correction::new(format!("Write {name}"), edits)
}

fn is_lower_case(text: &str) -> bool {
    !text.contains(|c: char| c.is_ascii_uppercase())
}

fn is_mixed(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_uppercase()) && text.contains(|c: char| c.is_ascii_lowercase())
}

pub fn word_as(instruction: &Instruction) -> Option<Correction> {
    let word = instruction.words().get(1)?;
    let is_lower = is_lower_case(instruction.name());
    let cased = cased(instruction.word(word), is_lower);
    Some(Correction::new(format!("Write {cased}"), vec![Edit::replace(instruction.source(&word.range), cased)]))
}

pub fn stage_name(instruction: &Instruction) -> Option<Correction> {
    let word = instruction.words().get(2)?;
    let lower = instruction.word(word).to_lowercase();
    let title = format!("Name the stage {lower}");
    Some(Correction::new(title, vec![Edit::replace(instruction.source(&word.range), lower)]))
}

/// The protocol of a port, where it is written and does not come from a variable.
pub fn protocol(instruction: &Instruction, finding: &Finding) -> Option<Correction> {
    // The words are in the order of the text.
    let place = |word: &Word| instruction.source(&word.range);
    let words = instruction.words();
    let index = words.partition_point(|word| place(word).start < finding.diagnostic.range.start);
    let word = words.get(index).filter(|word| place(word) == finding.diagnostic.range)?;
    let text = instruction.text(&word.range);
    let slash = text.rfind('/')?;
    let protocol = &text[slash + 1..];
    let is_known = ["tcp", "udp", "sctp"].iter().any(|known| protocol.eq_ignore_ascii_case(known));
    if !is_known || !protocol.contains(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let range = instruction.source(&(word.range.start + slash + 1..word.range.end));
    let lower = protocol.to_lowercase();
    Some(Correction::new(format!("Write {lower}"), vec![Edit::replace(range, lower)]))
}
