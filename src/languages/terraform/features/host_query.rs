//! Queries the modules of a registry for the source of a call.

use super::json_cursor::{self, Position};
use crate::languages::answers::HostQuery;
use crate::languages::syntax::hcl::cursor::{Cursor, FrameKind};
use crate::languages::terraform::syntax::config::File;

pub fn host_query(file: &File<'_>, text: &str, offset: usize) -> Option<HostQuery> {
    let start = match file {
        File::Native(_) => start_of_source(text, offset)?,
        File::Json(_) => start_of_json_source(text, offset)?,
    };
    HostQuery::registry_modules(text, start, offset)
}

fn start_of_source(text: &str, offset: usize) -> Option<usize> {
    let cursor = Cursor::new(text, offset);
    let blocks: Vec<_> = cursor.blocks().map(|(keyword, _)| keyword).collect();
    let frame = cursor.frame();
    let is_string = matches!(frame.kind, FrameKind::Template) && text[frame.start..].starts_with('"');
    let is_source = is_string
        && matches!(blocks[..], ["module"] | ["run", "module"])
        && cursor.value_path().is_some_and(|path| path == ["source"]);
    is_source.then_some(frame.start + 1)
}

fn start_of_json_source(text: &str, offset: usize) -> Option<usize> {
    let cursor = json_cursor::Cursor::new(text, offset)?;
    let is_string = cursor.is_quoted && cursor.position == Position::Value { is_in_list: false };
    let path: Vec<_> = cursor.path.iter().map(String::as_str).collect();
    let is_source = is_string && matches!(path[..], ["module", _, "source"] | ["run", _, "module", "source"]);
    is_source.then_some(cursor.content.start)
}
