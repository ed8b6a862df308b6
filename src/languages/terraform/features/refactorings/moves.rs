//! Moves all blocks of a kind to the file in which such blocks usually stand.

use std::ops::Range;

use super::rewrite;
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring};
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Block, File};
use crate::languages::terraform::file_names::is_override_file;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::rules::required_providers::before_comments;

/// The files, by the keyword of the blocks, with what people call these.
const USUAL: [(&str, &str, &str); 6] = [
    ("variable", "variables.tf", "variables"),
    ("output", "outputs.tf", "outputs"),
    ("locals", "locals.tf", "local values"),
    ("provider", "providers.tf", "providers"),
    ("data", "data.tf", "data sources"),
    ("terraform", "versions.tf", "settings"),
];

/// For a block whose usual file exists. A file that does not exist cannot be edited.
pub fn to_usual_file(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    offset: usize,
) -> Option<Refactoring> {
    if !file.errors().is_empty() || is_override_file(source.file_name) {
        return None;
    }
    let block = file.body().blocks().find(|block| block.range().contains(&offset))?;
    // Only on the header.
    if offset >= block.body().range().start {
        return None;
    }
    let (keyword, name, noun) = *USUAL.iter().find(|(keyword, ..)| *keyword == block.name().text())?;
    let own = environment.index.own();
    let target = FileRef::Path(name.into());
    let is_there = own.files.iter().any(|file| file.file == target && !file.facts.has_errors);
    if source.file_name == name || !is_there {
        return None;
    }
    let text = environment.index.text(&target)?;
    let mut moved = String::new();
    let mut edits = Vec::new();
    for block in file.body().blocks().filter(|block| block.name().text() == keyword) {
        let lines = lines_of(source.text, block)?;
        moved.push('\n');
        moved.push_str(source.text[lines.clone()].trim_end());
        moved.push('\n');
        // The empty line behind it goes, too.
        let after = &source.text[lines.end..];
        let empty = after.len() - after.strip_prefix("\r\n").or(after.strip_prefix('\n')).unwrap_or(after).len();
        edits.push(Edit::delete(lines.start..lines.end + empty));
    }
    let before = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    let moved = if text.trim().is_empty() { moved.trim_start().to_owned() } else { moved };
    let added = FileEdits { file: target, edits: vec![Edit::insert(text.len(), format!("{before}{moved}"))] };
    Some(rewrite(format!("Move all {noun} to `{name}`"), vec![FileEdits::in_document(edits), added]))
}

/// The lines of a block with the comments before it. `None` if something else stands on them.
fn lines_of(text: &str, block: Block<'_>) -> Option<Range<usize>> {
    let range = block.range();
    let line_start = text[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |length| range.end + length + 1);
    let is_alone = text[line_start..range.start].trim().is_empty() && text[range.end..line_end].trim().is_empty();
    is_alone.then(|| before_comments(text, range.start)..line_end)
}
