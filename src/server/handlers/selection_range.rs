//! `textDocument/selectionRange`.

use std::ops;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Position, Range, SelectionRange, SelectionRangeParams, SelectionRangeProviderCapability};

use crate::languages::features::Feature;
use crate::server::context::SessionHandle;
use crate::server::protocol::convert::protocol_range;
use crate::server::snapshot::analyzed_document::AnalyzedDocument;

/// The maximum number of ranges around one position, because clients and serializers recurse into them.
const MAX_DEPTH: usize = 64;

pub fn provider() -> Option<SelectionRangeProviderCapability> {
    Feature::SelectionRanges.is_implemented().then_some(SelectionRangeProviderCapability::Simple(true))
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn selection_range(
    handle: &SessionHandle,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let SelectionRangeParams { text_document, positions, .. } = params;
    let ranges = handle.ask(&text_document.uri, move |document| {
        Some(positions.iter().map(|position| around(document, *position)).collect())
    });
    ranges.await
}

/// Returns the ranges around a position, each inside its parent. Every position gets a result, because the protocol
/// matches them by index.
fn around(document: &AnalyzedDocument, position: Position) -> SelectionRange {
    let offset = document.offset(position);
    let mut ranges: Vec<ops::Range<usize>> = Vec::new();
    for range in document.analysis.selection_ranges(offset) {
        let inner = ranges.last().cloned().unwrap_or(offset..offset);
        let is_around = range.start <= inner.start && inner.end <= range.end && range != inner;
        if is_around && ranges.len() < MAX_DEPTH {
            ranges.push(range);
        }
    }
    let mut parent = None;
    for range in ranges.iter().rev() {
        parent = Some(Box::new(SelectionRange { range: protocol_range(document.text(), range), parent }));
    }
    parent.map_or_else(|| SelectionRange { range: Range::new(position, position), parent: None }, |range| *range)
}
