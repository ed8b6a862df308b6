//! Adds lines to blocks.

use std::fmt::Write as _;
use std::ops::Range;

use crate::languages::answers::Edit;

/// Adds arguments with their values at the end of a block, as [`lines`] does.
pub fn arguments(text: &str, block: &Range<usize>, arguments: &[(&str, &str)]) -> Option<Edit> {
    let width = arguments.iter().map(|(name, _)| name.len()).max()?;
    let added: Vec<String> = arguments.iter().map(|(name, value)| format!("{name:width$} = {value}")).collect();
    lines(text, block, &added)
}

/// Adds lines at the end of a block whose closing brace stands on a line of its own, or fills an empty block.
pub fn lines(text: &str, block: &Range<usize>, added: &[String]) -> Option<Edit> {
    let end = block.end.checked_sub(1)?;
    let before = text.get(block.start..end)?;
    if !text.get(end..)?.starts_with('}') {
        return None;
    }
    let indented = |indentation: &str| {
        let mut all = String::new();
        for line in added {
            let _ = writeln!(all, "{indentation}  {line}");
        }
        all
    };
    let last = before.rsplit('\n').next()?;
    if before.contains('\n') && last.trim().is_empty() {
        return Some(Edit::insert(end - last.len(), indented(last)));
    }
    let opening = before.rfind('{')? + block.start;
    if !text.get(opening + 1..end)?.trim().is_empty() {
        return None;
    }
    let line_start = text[..block.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line = text[line_start..block.start].chars();
    let indentation: String = line.take_while(|next| matches!(next, ' ' | '\t')).collect();
    Some(Edit::replace(opening..end, format!("{{\n{}{indentation}", indented(&indentation))))
}
