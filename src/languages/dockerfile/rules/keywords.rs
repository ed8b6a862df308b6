//! Corrections of unknown instructions. [`validation`](super::validation) finds these instructions.

use super::casing::cased;
use super::validation::Validation;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::syntax::instruction::{Instruction, Keyword};
use crate::languages::dockerfile::syntax::parser::parse;
use crate::languages::findings::Correction;

/// Changes an unknown instruction to the suggested one, if its arguments are valid there.
pub fn correct_unknown(facts: &FileFacts, instruction: &Instruction, suggestion: &str) -> Option<Correction> {
    if Keyword::from_name(suggestion) == Keyword::Maintainer {
        return None;
    }
    let name = cased(suggestion, facts.is_mostly_lower);
    let range = instruction.source(&instruction.keyword_range());
    let directive = format!("# escape={}\n", facts.file.escape);
    let text = format!("{directive}{name}{}", &facts.file.text[range.end..instruction.range().end]);
    let parsed = parse(&text);
    let renamed = parsed.instructions.first()?;
    let is_accepted = parsed.errors.is_empty() && Validation::new(renamed, Dialect::Dockerfile).rejection().is_none();
    is_accepted.then(|| Correction::replace(format!("Change to `{name}`"), range, name))
}
