//! Corrections of unknown flags. [`validation`](super::validation) finds these flags.

use std::ops::Range;

use super::finding::Finding;
use super::validation::Validation;
use crate::languages::answers::Edit;
use crate::languages::dockerfile::Dialect;
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Word};
use crate::languages::dockerfile::syntax::parser::parse;
use crate::languages::findings::Correction;
use crate::languages::text::line_start;

/// Changes an unknown flag to the suggested one, or removes it.
pub fn correct_unknown(
    file: &Dockerfile,
    instruction: &Instruction,
    finding: &Finding,
    suggestion: Option<&str>,
) -> Vec<Correction> {
    let is_it = |flag: &&Word| instruction.source(&flag.range()) == finding.diagnostic.range;
    let Some(flag) = instruction.flags.iter().find(is_it) else { return Vec::new() };
    let (name, _) = instruction.flag(flag);
    let mut corrections = Vec::new();
    if let Some(suggestion) = suggestion.filter(|_| instruction.text(&flag.range())[2..].starts_with(name)) {
        let start = flag.range().start + 2;
        let range = instruction.source(&(start..start + name.len()));
        if is_accepted(file, instruction, &range, suggestion) {
            let edits = vec![Edit::replace(range, suggestion)];
            corrections.push(Correction::new(format!("Change to `--{suggestion}`"), edits));
        }
    }
    let edits = vec![Edit::delete(flag_with_spaces(file, instruction, &flag.range()))];
    corrections.push(Correction::new(format!("Remove `--{name}`"), edits).not_preferred());
    corrections
}

/// Whether a flag is valid under its new name. Its value may still be invalid.
fn is_accepted(file: &Dockerfile, instruction: &Instruction, range: &Range<usize>, name: &str) -> bool {
    let dialect = Dialect::Dockerfile;
    let directive = format!("# escape={}\n", file.escape);
    let (before, after) = (instruction.range().start..range.start, range.end..instruction.range().end);
    let text = format!("{directive}{}{name}{}", &file.text[before.clone()], &file.text[after]);
    let parsed = parse(&text);
    let Some(renamed) = parsed.instructions.first() else { return false };
    let at = directive.len() + before.len();
    Validation::new(renamed, dialect).rejection().is_none_or(|rejection| {
        let rejected = renamed.source(&rejection.range);
        !(rejected.start <= at && at < rejected.end)
    })
}

/// Returns the range to delete with a flag. It includes the spaces after the flag, or the entire line if the flag is
/// alone on a continued line.
pub fn flag_with_spaces(file: &Dockerfile, instruction: &Instruction, flag: &Range<usize>) -> Range<usize> {
    let source = instruction.source(flag);
    let after = &file.text[source.end..];
    let spaces = after.len() - after.trim_start_matches([' ', '\t']).len();
    let end = source.end + spaces;
    let line = line_start(file.text, source.start);
    let rest = file.text[end..].strip_prefix(file.escape);
    if line > instruction.range().start
        && file.text[line..source.start].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
        && let Some((spaces, _)) = rest.and_then(|rest| rest.split_once('\n'))
        && spaces.trim_end().is_empty()
    {
        return line..end + 1 + spaces.len() + 1;
    }
    source.start..end
}
