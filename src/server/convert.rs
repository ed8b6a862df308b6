//! The only place that converts between the protocol's types and ours.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use tower_lsp::lsp_types::{
    self, CodeDescription, Diagnostic, DiagnosticSeverity, DiagnosticTag, NumberOrString, TextEdit, Url,
};

use crate::languages::diagnostic::{self, Edit, Severity, Tag};
use crate::languages::text::{Position, Text};

use super::client::Client;
use super::subject::Subject;

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

/// The bytes of a range, which may be given backwards.
pub fn byte_range(text: &Text, range: lsp_types::Range) -> Range<usize> {
    let (start, end) = (text.offset(position(range.start)), text.offset(position(range.end)));
    start.min(end)..start.max(end)
}

/// Diagnostics as the client shows them.
pub fn diagnostics(subject: &Subject, found: &[diagnostic::Diagnostic], client: Client) -> Vec<Diagnostic> {
    let places = Places::of(&subject.text, found.iter().map(|diagnostic| &diagnostic.range));
    let converted = found.iter().map(|diagnostic| Diagnostic {
        range: places.range(&diagnostic.range),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: diagnostic.code.map(|code| NumberOrString::String(code.name.to_owned())),
        code_description: diagnostic
            .code
            .and_then(|code| code.href)
            .filter(|_| client.takes_code_descriptions)
            .and_then(|href| Url::parse(href).ok())
            .map(|href| CodeDescription { href }),
        source: Some(subject.publisher().to_owned()),
        message: diagnostic.message.clone(),
        tags: diagnostic.tag.and_then(|tag| match tag {
            Tag::Unnecessary => client.shows_unnecessary.then(|| vec![DiagnosticTag::UNNECESSARY]),
            Tag::Deprecated => client.shows_deprecated.then(|| vec![DiagnosticTag::DEPRECATED]),
        }),
        ..Diagnostic::default()
    });
    converted.collect()
}

pub fn edits(text: &Text, edits: &[Edit]) -> Vec<TextEdit> {
    let places = Places::of(text, edits.iter().map(|edit| &edit.range));
    edits.iter().map(|edit| TextEdit::new(places.range(&edit.range), edit.text.clone())).collect()
}

/// Positions by byte offset, found in one walk: thousands of places in one long line would each be counted from its
/// start.
struct Places(BTreeMap<usize, lsp_types::Position>);

impl Places {
    fn of<'a>(text: &Text, ranges: impl Iterator<Item = &'a Range<usize>>) -> Self {
        let mut places: BTreeMap<_, _> = ranges
            .flat_map(|range| [range.start, range.end])
            .map(|offset| (offset, lsp_types::Position::default()))
            .collect();
        let mut before: Option<(usize, lsp_types::Position)> = None;
        for (offset, place) in &mut places {
            let on_same_line = before.and_then(|(start, place)| {
                let between = text.as_str().get(start..*offset).filter(|between| !between.contains(['\n', '\r']))?;
                let columns: usize = between.chars().map(char::len_utf16).sum();
                Some(lsp_types::Position::new(place.line, place.character.saturating_add(u32::try_from(columns).ok()?)))
            });
            *place = on_same_line.unwrap_or_else(|| {
                let Position { line, column } = text.position(*offset);
                lsp_types::Position::new(line, column)
            });
            before = Some((*offset, *place));
        }
        Self(places)
    }

    fn range(&self, range: &Range<usize>) -> lsp_types::Range {
        let at = |offset| self.0.get(&offset).copied().unwrap_or_default();
        lsp_types::Range::new(at(range.start), at(range.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_found_in_one_walk_are_those_found_one_by_one() {
        let content = "a😀b\r\nc\rd\n\néé😀\n";
        let text = Text::new(content.to_owned());
        let offsets: Vec<usize> = content.char_indices().map(|(at, _)| at).chain([content.len(), 999]).collect();
        let ranges: Vec<_> = offsets.iter().flat_map(|start| offsets.iter().map(|end| *start..*end)).collect();
        // All at once, and each by itself.
        let places = Places::of(&text, ranges.iter());
        for range in &ranges {
            let one = Places::of(&text, std::iter::once(range)).range(range);
            let (start, end) = (text.position(range.start), text.position(range.end));
            assert_eq!(places.range(range), one, "{range:?}");
            assert_eq!((position(one.start), position(one.end)), (start, end), "{range:?}");
        }
    }

    #[test]
    fn many_places_in_one_long_line_are_found_in_one_walk() {
        let text = Text::new("é".repeat(1 << 14));
        let ranges: Vec<_> = (0..1_usize << 13).map(|number| number * 4..number * 4 + 2).collect();
        // Counted from the start of the line each time, this would be quadratic.
        let places = Places::of(&text, ranges.iter());
        let last = places.range(&ranges[ranges.len() - 1]);
        assert_eq!(last.start.character, (1 << 14) - 2);
        assert_eq!(last.end.character, (1 << 14) - 1);
    }
}
