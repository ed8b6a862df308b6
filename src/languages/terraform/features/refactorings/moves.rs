//! Moves all blocks of a kind to the file that usually contains such blocks.

use std::ops::Range;

use super::rewrite;
use crate::languages::answers::{Edit, FileEdits, FileRef, Refactoring};
use crate::languages::sort::SortStably;
use crate::languages::source::Source;
use crate::languages::syntax::hcl::{Block, File};
use crate::languages::terraform::file_names::{is_opentofu_file, is_override_file};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::rules::required_providers::before_comments;
use crate::languages::text::line_start;

/// The keyword of the blocks, the name of their usual file without its extension, and a noun for messages.
const USUAL: [(&str, &str, &str); 6] = [
    ("variable", "variables", "variables"),
    ("output", "outputs", "outputs"),
    ("locals", "locals", "local values"),
    ("provider", "providers", "providers"),
    ("data", "data", "data sources"),
    ("terraform", "versions", "settings"),
];

/// Moves the blocks of the kind at the cursor, or the blocks of all kinds, to their usual files. Files that do not exist
/// are created.
pub fn to_usual_files(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    offset: usize,
) -> Vec<Refactoring> {
    if !file.errors().is_empty() || is_override_file(source.file_name) {
        return Vec::new();
    }
    // The cursor must be on the header of a block.
    let at_cursor = file.body().blocks().find(|block| block.range().contains(&offset));
    let Some(at_cursor) = at_cursor.filter(|block| offset < block.body().range().start) else { return Vec::new() };
    let moves: Vec<Move> = USUAL.iter().filter_map(|usual| Move::new(source, file, environment, usual)).collect();
    let mut found = Vec::new();
    let has_others = |one: &Move| file.body().blocks().any(|block| block.name().text() != one.keyword);
    let of_kind = moves.iter().find(|one| one.keyword == at_cursor.name().text());
    if let Some(one) = of_kind.filter(|one| !one.is_new || has_others(one)) {
        found.push(rewrite(format!("Move all {} to `{}`", one.noun, one.file_name), changes([one])));
    }
    if moves.len() > 1 {
        let names: Vec<String> = moves.iter().map(|one| format!("`{}`", one.file_name)).collect();
        found.push(rewrite(format!("Move blocks to {}", names.join(", ")), changes(&moves)));
    }
    found
}

/// The blocks of a kind that are moved to another file.
struct Move {
    keyword: &'static str,
    file_name: String,
    noun: &'static str,
    deleted: Vec<Edit>,
    /// Whether the file is created.
    is_new: bool,
    added: FileEdits,
}

impl Move {
    fn new(
        source: &Source<'_>,
        file: &File<'_>,
        environment: &Environment<'_>,
        (keyword, stem, noun): &(&'static str, &'static str, &'static str),
    ) -> Option<Self> {
        let mut blocks = file.body().blocks().filter(|block| block.name().text() == *keyword).peekable();
        blocks.peek()?;
        let own = environment.index.own();
        let is_opentofu = is_opentofu_file(source.file_name);
        let (extension, other) = if is_opentofu { ("tofu", "tf") } else { ("tf", "tofu") };
        let file_name = format!("{stem}.{extension}");
        let target = FileRef::Path(file_name.as_str().into());
        if source.file_name == file_name || !environment.index.is_listed() {
            return None;
        }
        let text = environment.index.text(&target);
        let is_readable = own.files().any(|file| file.file == target && !file.facts.has_errors);
        if !own.is_complete || text.is_some() != is_readable {
            return None;
        }
        let (mut moved, mut deleted) = (String::new(), Vec::new());
        for block in blocks {
            let lines = lines_of(source.text, block)?;
            moved.push('\n');
            moved.push_str(source.text[lines.clone()].trim_end());
            moved.push('\n');
            // The empty line after the block is moved, too.
            let after = &source.text[lines.end..];
            let empty = after.len() - after.strip_prefix("\r\n").or(after.strip_prefix('\n')).unwrap_or(after).len();
            deleted.push(Edit::delete(lines.start..lines.end + empty));
        }
        let is_new = text.is_none();
        // OpenTofu reads `outputs.tofu` instead of `outputs.tf`, so a new file could hide another or be hidden.
        let other = FileRef::Path(format!("{stem}.{other}").into());
        if is_new && environment.index.text(&other).is_some() {
            return None;
        }
        let added = match text {
            None => FileEdits::create(&file_name, moved.trim_start()),
            Some(text) => {
                let before = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
                let moved = if text.trim().is_empty() { moved.trim_start().to_owned() } else { moved };
                FileEdits::new(target, vec![Edit::insert(text.len(), format!("{before}{moved}"))])
            }
        };
        Some(Self { keyword, file_name, noun, deleted, is_new, added })
    }
}

fn changes<'m>(moves: impl IntoIterator<Item = &'m Move>) -> Vec<FileEdits> {
    let (mut deleted, mut changes) = (Vec::new(), Vec::new());
    for one in moves {
        deleted.extend(one.deleted.iter().cloned());
        changes.push(one.added.clone());
    }
    deleted.sort_stably_by_key(|edit: &Edit| edit.range.start);
    [vec![FileEdits::in_document(deleted)], changes].concat()
}

/// Returns the lines of a block with the comments before it. `None` if there is anything else on these lines.
fn lines_of(text: &str, block: Block<'_>) -> Option<Range<usize>> {
    let range = block.range();
    let line_start = line_start(text, range.start);
    let line_end = text[range.end..].find('\n').map_or(text.len(), |length| range.end + length + 1);
    let is_alone = text[line_start..range.start].trim().is_empty() && text[range.end..line_end].trim().is_empty();
    is_alone.then(|| before_comments(text, range.start)..line_end)
}
