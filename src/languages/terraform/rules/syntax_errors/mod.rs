//! Selects the syntax errors that are reported. The parser continues after an error and may report others that are only
//! consequences of it, which would distract a user who is typing.

mod candidates;
pub mod fixes;
mod rewrite;

use std::ops::Range;

use crate::languages::syntax::hcl::{self, SyntaxError, SyntaxErrorKind};
use crate::languages::syntax::json::{self, Json, Kind};
use crate::languages::terraform::syntax::config::File;
use crate::languages::text::line_start;

/// The maximum distance between a name and an unexpected character after it, in bytes.
const MAX_DISTANCE: usize = 256;

/// A syntax error as it is reported.
pub struct ReportedError {
    pub range: Range<usize>,
    pub message: String,
    /// `None` for JSON.
    pub kind: Option<SyntaxErrorKind>,
    /// Whether the error is a trailing comma, so that removing it corrects the text.
    pub is_trailing_comma: bool,
    /// Whether everything after the error may be parsed in an unintended way.
    spoils_rest: bool,
}

impl ReportedError {
    /// Whether findings in a range may be consequences of the error.
    pub fn hides(&self, range: &Range<usize>) -> bool {
        let touches = self.range.start < range.end && range.start < self.range.end;
        !self.is_redefinition() && (touches || self.spoils_rest && range.end > self.range.start)
    }

    pub fn is_redefinition(&self) -> bool {
        self.kind == Some(SyntaxErrorKind::Redefined)
    }
}

/// Returns the syntax errors of a file that are reported, in the order of the text.
pub fn reported(text: &str, file: &File) -> Vec<ReportedError> {
    match file {
        File::Native(file) => native_errors(text, file.errors()),
        File::Json(json) => json_error(text, json).into_iter().collect(),
    }
}

/// Like [`reported`], for a text in the native syntax.
pub fn reported_in_native(text: &str) -> Vec<ReportedError> {
    native_errors(text, hcl::File::parse(text).errors())
}

fn native_errors(text: &str, errors: &[SyntaxError]) -> Vec<ReportedError> {
    let mut shown: Vec<ReportedError> = Vec::new();
    for (at, SyntaxError { range, kind }) in errors.iter().enumerate() {
        if *kind == SyntaxErrorKind::ItemUnfinished
            && errors.get(at + 1).is_some_and(|next| is_in_line(text, range, next))
        {
            continue;
        }
        let last = shown.last();
        let follows = last.is_some_and(|last| follows(text, last, range, *kind));
        let spoils_rest = matches!(kind, SyntaxErrorKind::SplitString | SyntaxErrorKind::UnclosedComment);
        if !follows {
            let (range, kind) = (reported_range(text, range, *kind), reported_kind(*kind));
            let message = message(text, &range, kind);
            shown.push(ReportedError { range, message, kind: Some(kind), is_trailing_comma: false, spoils_rest });
        } else if spoils_rest && let Some(last) = shown.last_mut() {
            last.spoils_rest = true;
        }
        // From here on, strings and the text between them may be confused.
        if spoils_rest {
            break;
        }
    }
    shown
}

/// Whether an error is only a consequence of the previous one.
fn follows(text: &str, before: &ReportedError, range: &Range<usize>, kind: SyntaxErrorKind) -> bool {
    let line_ends =
        |from: usize, to: usize| text.get(from..to).map_or(0, |between| between.matches('\n').take(2).count());
    let is_unexpected_character = is_unexpected_character(kind);
    // An unclosed interpolation splits the string.
    let is_cut = kind == SyntaxErrorKind::SplitString && line_ends(before.range.start, range.start) < 2;
    let is_pair =
        is_unexpected_character && before.kind == Some(kind) && line_ends(before.range.start, range.start) == 0;
    range.start < before.range.end || range.start == before.range.start || is_cut || is_pair
}

fn is_unexpected_character(kind: SyntaxErrorKind) -> bool {
    matches!(
        kind,
        SyntaxErrorKind::SingleQuote
            | SyntaxErrorKind::CurlyQuote
            | SyntaxErrorKind::Backtick
            | SyntaxErrorKind::InvalidCharacter
    )
}

/// Whether an unexpected character follows a name on its line, which explains why the item is incomplete.
fn is_in_line(text: &str, name: &Range<usize>, character: &SyntaxError) -> bool {
    let between = text.get(name.end..character.range.start);
    is_unexpected_character(character.kind)
        && between.is_some_and(|between| between.len() <= MAX_DISTANCE && !between.contains('\n'))
}

/// Returns the message, with the code point of an invisible character.
fn message(text: &str, range: &Range<usize>, kind: SyntaxErrorKind) -> String {
    match text.get(range.clone()).and_then(|text| text.chars().next()) {
        Some(character)
            if kind == SyntaxErrorKind::InvalidCharacter && (character.is_whitespace() || is_hidden(character)) =>
        {
            format!("unexpected invisible character U+{:04X}", u32::from(character))
        }
        _ => kind.to_string(),
    }
}

/// Whether a character has no width.
pub fn is_hidden(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Returns the range at which an error is reported. Editors do not show line ends, and an unterminated string is
/// reported from its opening quote.
fn reported_range(text: &str, range: &Range<usize>, kind: SyntaxErrorKind) -> Range<usize> {
    let rest = text.get(range.start..).unwrap_or_default();
    if kind == SyntaxErrorKind::UnclosedHeredoc || kind == SyntaxErrorKind::UnclosedTemplate && rest.starts_with('"') {
        let line = rest.lines().next().unwrap_or_default();
        return range.start..range.start + line.trim_end().len();
    }
    if kind == SyntaxErrorKind::UnclosedComment {
        return range.start..range.start + 2;
    }
    if text.get(range.clone()).is_none_or(|at| !at.starts_with(['\n', '\r', '#', '/']) || at == "/") {
        return range.clone();
    }
    let end = range.start;
    if kind != SyntaxErrorKind::SplitString {
        return end..end;
    }
    let line_start = line_start(text, end);
    let quote = text[line_start..end].rfind('"').map_or(end, |quote| line_start + quote);
    quote..end
}

/// Returns the kind that is reported. A string that extends over several lines is most likely unterminated.
fn reported_kind(kind: SyntaxErrorKind) -> SyntaxErrorKind {
    if kind == SyntaxErrorKind::SplitString { SyntaxErrorKind::UnclosedTemplate } else { kind }
}

fn json_error(text: &str, json: &Json) -> Option<ReportedError> {
    let error = |range, message: &str| ReportedError {
        range,
        message: message.to_owned(),
        kind: None,
        is_trailing_comma: false,
        spoils_rest: false,
    };
    if let Some(json::SyntaxError { range, message, is_trailing_comma }) = json.error() {
        return Some(ReportedError { is_trailing_comma: *is_trailing_comma, ..error(range.clone(), message) });
    }
    let Some(root) = json.root() else { return Some(error(text.len()..text.len(), "expected an object")) };
    let refused = match root.kind() {
        Kind::Object => None,
        Kind::Array => root.elements().find(|element| element.kind() != Kind::Object),
        Kind::String | Kind::Other => Some(root),
    };
    Some(error(refused?.range(), "expected an object"))
}
