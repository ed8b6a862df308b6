//! Folding ranges by line, and by column for clients that support it.

use tower_lsp::lsp_types;

use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::text::Text;
use crate::server::protocol::client_capabilities::ClientCapabilities;

/// Converts a folding range. `None` for a range within one line, which no client can fold by lines.
pub fn convert(text: &Text, range: &FoldingRange, client: &ClientCapabilities) -> Option<lsp_types::FoldingRange> {
    let (start, end) = (text.position(range.range.start), text.position(range.range.end));
    let has_columns = !client.line_folding_only;
    (start.line < end.line).then(|| lsp_types::FoldingRange {
        start_line: start.line,
        start_character: has_columns.then_some(start.column),
        end_line: end.line,
        end_character: has_columns.then_some(end.column),
        kind: match range.kind {
            FoldingKind::Syntax => None,
            FoldingKind::Region => Some(lsp_types::FoldingRangeKind::Region),
            FoldingKind::Comment => Some(lsp_types::FoldingRangeKind::Comment),
        },
        collapsed_text: None,
    })
}
