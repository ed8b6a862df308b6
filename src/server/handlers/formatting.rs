//! `textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`. The last two make only the edits of the first
//! that are in their lines, so that all of them agree.

use std::ops::Range;

use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    self, DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, OneOf, TextEdit,
};

use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::Edit;
use crate::languages::features::Feature;
use crate::languages::text::{Position, Text};
use crate::server::context::SessionHandle;
use crate::server::protocol::convert;
use crate::server::snapshot::analyzed_document::AnalyzedDocument;

/// The characters that continue a line of a Dockerfile.
const ESCAPES: [&str; 2] = ["\\", "`"];

pub fn provider<T>() -> Option<OneOf<bool, T>> {
    Feature::Formatting.is_implemented().then_some(OneOf::Left(true))
}

pub fn on_type_provider() -> Option<DocumentOnTypeFormattingOptions> {
    Feature::Formatting.is_implemented().then(|| DocumentOnTypeFormattingOptions {
        first_trigger_character: "\n".to_owned(),
        more_trigger_character: Some(["}", ESCAPES[0], ESCAPES[1]].map(str::to_owned).to_vec()),
    })
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn formatting(handle: &SessionHandle, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    let options = options(&params.options);
    let edits = handle.ask(&params.text_document.uri, move |document| {
        Some(convert::edits(document.text(), &document.formatting(options)))
    });
    edits.await
}

/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn range_formatting(
    handle: &SessionHandle,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let options = options(&params.options);
    let (start, end) = (params.range.start, params.range.end);
    // A selection of whole lines ends at the start of the next line.
    let last = if end.character == 0 && end.line > start.line { end.line - 1 } else { end.line };
    let lines = start.line..last.saturating_add(1);
    let edits = handle.ask(&params.text_document.uri, move |document| Some(edits_in(document, &lines, options)));
    edits.await
}

/// Formats the line that was completed: after a line break, the line before the cursor, and the line of the cursor if it
/// continues that line; after a character that continues a line, the next line; otherwise, the line of the cursor.
///
/// # Errors
/// Fails if the document changes before the result is ready.
pub async fn on_type_formatting(
    handle: &SessionHandle,
    params: DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let options = options(&params.options);
    let position = params.text_document_position;
    let line = position.position.line;
    if ESCAPES.contains(&params.ch.as_str()) {
        let typed = params.ch.chars().next().unwrap_or_default();
        let edits = handle.ask(&position.text_document.uri, move |document| {
            let offset = document.offset(position.position);
            let edits = document.continuation_formatting(offset, typed, options);
            Some(convert::edits(document.text(), &edits))
        });
        return edits.await;
    }
    let line = if params.ch == "\n" { line.checked_sub(1) } else { Some(line) };
    let Some(line) = line else { return Ok(None) };
    let edits = handle.ask(&position.text_document.uri, move |document| {
        let mut edits = edits_in(document, &(line..line + 1), options);
        if params.ch == "\n" {
            let offset = document.offset(position.position);
            let continuation = document.continuation_formatting(offset, '\n', options);
            edits.extend(convert::edits(document.text(), &continuation));
        }
        Some(edits)
    });
    edits.await
}

/// Returns those edits for the whole document that are within some lines.
fn edits_in(document: &AnalyzedDocument, lines: &Range<u32>, options: FormattingOptions) -> Vec<TextEdit> {
    let within = bytes_of(document.text(), lines);
    let is_within = |edit: &Edit| within.start <= edit.range.start && edit.range.end <= within.end;
    let edits: Vec<Edit> = document.formatting(options).into_iter().filter(is_within).collect();
    convert::edits(document.text(), &edits)
}

/// Returns the byte range of lines, without the end of the last line.
fn bytes_of(text: &Text, lines: &Range<u32>) -> Range<usize> {
    let start = text.offset(Position { line: lines.start, column: 0 });
    let end = text.offset(Position { line: lines.end.saturating_sub(1), column: u32::MAX });
    start..end.max(start)
}

fn options(options: &lsp_types::FormattingOptions) -> FormattingOptions {
    /// More columns than any editor uses for an indentation.
    const MAX_TAB_SIZE: u32 = 32;
    let tab_size = options.tab_size.min(MAX_TAB_SIZE);
    FormattingOptions { tab_size: tab_size as usize, insert_spaces: options.insert_spaces }
}
