//! Converts between the protocol's types and ours. A type that only one handler builds from ranges is built in that
//! handler.

pub mod completion;
pub mod folding_ranges;
pub mod lenses;
pub mod semantic_tokens;
pub mod signature_help;
pub mod symbols;

use std::ops::Range;
use std::path::PathBuf;

use tower_lsp::lsp_types::{
    self, CodeDescription, Diagnostic, DiagnosticSeverity, DiagnosticTag, NumberOrString, TextEdit, Url,
};

use crate::languages::answers::{self, Edit, Severity, Tag};
use crate::languages::text::{Position, Text};
use crate::server::protocol::client_capabilities::ClientCapabilities;

/// Returns the path on this machine that a `file:` URI names. `None` for every other scheme, and for other hosts.
pub fn path(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() != "file" {
        return None;
    }
    // Windows drives arrive as `/c%3A/…` from VS Code and as `/C:/…` from other clients.
    uri.to_file_path().ok()
}

pub fn position(position: lsp_types::Position) -> Position {
    Position { line: position.line, column: position.character }
}

pub fn range(range: lsp_types::Range) -> Range<Position> {
    position(range.start)..position(range.end)
}

/// Returns the byte range of a protocol range, whose end may be before its start.
pub fn byte_range(text: &Text, range: lsp_types::Range) -> Range<usize> {
    let (start, end) = (text.offset(position(range.start)), text.offset(position(range.end)));
    start.min(end)..start.max(end)
}

pub fn protocol_position(Position { line, column }: Position) -> lsp_types::Position {
    lsp_types::Position::new(line, column)
}

pub fn protocol_range(text: &Text, range: &Range<usize>) -> lsp_types::Range {
    let at = |offset| protocol_position(text.position(offset));
    lsp_types::Range::new(at(range.start), at(range.end))
}

/// Converts diagnostics. `source` is the name of the server that publishes them.
pub fn diagnostics(
    text: &Text,
    source: &str,
    found: &[answers::Diagnostic],
    client: &ClientCapabilities,
) -> Vec<Diagnostic> {
    let converted = found.iter().map(|diagnostic| Diagnostic {
        range: protocol_range(text, &diagnostic.range),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
            Severity::Information => DiagnosticSeverity::INFORMATION,
            Severity::Hint => DiagnosticSeverity::HINT,
        }),
        code: diagnostic.code.map(|code| NumberOrString::String(code.name.to_owned())),
        code_description: diagnostic
            .code
            .and_then(|code| code.href)
            .filter(|_| client.code_descriptions)
            .and_then(|href| Url::parse(href).ok())
            .map(|href| CodeDescription { href }),
        source: Some(source.to_owned()),
        message: diagnostic.message().to_owned(),
        tags: diagnostic.tag.and_then(|tag| match tag {
            Tag::Unnecessary => client.unnecessary_tag.then(|| vec![DiagnosticTag::UNNECESSARY]),
            Tag::Deprecated => client.deprecated_tag.then(|| vec![DiagnosticTag::DEPRECATED]),
        }),
        ..Diagnostic::default()
    });
    converted.collect()
}

pub fn edits(text: &Text, edits: &[Edit]) -> Vec<TextEdit> {
    edits.iter().map(|edit| TextEdit::new(protocol_range(text, &edit.range), edit.text.clone())).collect()
}
