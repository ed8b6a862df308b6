//! The only place that converts between the protocol's types and ours.

use std::ops::Range;
use std::path::PathBuf;

use tower_lsp::lsp_types::{self, Url};

use crate::languages::text::Position;

/// The path that a `file:` URI names on this machine. `None` for every other scheme, and for hosts that are not this
/// one.
pub fn path(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() != "file" {
        return None;
    }
    // Windows drives arrive as `/c%3A/…` from VS Code and as `/C:/…` from others.
    uri.to_file_path().ok()
}

pub fn position(position: lsp_types::Position) -> Position {
    Position { line: position.line, column: position.character }
}

pub fn range(range: lsp_types::Range) -> Range<Position> {
    position(range.start)..position(range.end)
}
