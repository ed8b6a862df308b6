//! Syntax errors, with their messages and ranges.

use std::ops::Range;

use crate::languages::answers::Diagnostic;
use crate::languages::sort::SortStably;

/// The kind of a syntax error.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Problem {
    MissingColon,
    MissingKey,
    DuplicateKey(String),
    CollectionAsKey,
    ExpectedKey,
    ExpectedItem,
    ExpectedFlowMappingEnd,
    ExpectedFlowSequenceEnd,
    IndentedTooDeeply,
    ColonInValue,
    UnexpectedColon,
    ListOnKeyLine,
    ListInBrackets,
    KeyNotAllowed,
    UnclosedBracket,
    UnexpectedBracket,
    UnclosedQuote,
    TextAfterQuote,
    CommentInValue,
    UnexpectedText,
    Tab,
    NeedsQuotes,
    NotPrintable,
    UnknownEscape,
    InvalidCodePoint,
    BlockScalarHeader,
    UnknownAnchor,
    AliasInsideAnchor,
    AnchorName,
    Tag,
    TwoProperties,
    Directive,
    YamlVersion,
    ExpectedValue,
    TooDeep,
}

impl Problem {
    /// Whether the problem is about the separators between the parts of a flow collection.
    fn is_about_brackets(&self) -> bool {
        matches!(self, Self::ExpectedFlowMappingEnd | Self::ExpectedFlowSequenceEnd | Self::ListInBrackets)
    }

    /// Whether the problem can be fixed independently of other problems on the same line. Of all other problems on a
    /// line, the first one explains the rest.
    fn is_about_one_value(&self) -> bool {
        matches!(self, Self::DuplicateKey(_) | Self::UnknownAnchor | Self::UnknownEscape | Self::InvalidCodePoint)
    }

    fn message(&self) -> String {
        let message = match self {
            Self::DuplicateKey(name) => return format!("duplicate key `{name}`; remove one of the two"),
            Self::MissingColon => "expected `:` and a space after this key",
            Self::MissingKey => "expected a key before `:`",
            Self::CollectionAsKey => "a key must be a string; put quotes around a value that starts with a bracket",
            Self::ExpectedKey => "expected a key; check the indentation and the previous line",
            Self::ExpectedItem => "expected a list item that starts with `-`; check the indentation",
            Self::ExpectedFlowMappingEnd => "expected `,` or `}`",
            Self::ExpectedFlowSequenceEnd => "expected `,` or `]`",
            Self::IndentedTooDeeply => "unexpected indentation: this line is indented more than the key above it",
            Self::ColonInValue => "unexpected `: ` in a value; put quotes around the value",
            Self::UnexpectedColon => "unexpected `:`",
            Self::ListOnKeyLine => "a list with `-` must start on its own line",
            Self::ListInBrackets => "unexpected `-` between brackets; separate the items with commas",
            Self::KeyNotAllowed => "unexpected `?`; put quotes around a value that starts with it",
            Self::UnclosedBracket => "unclosed bracket",
            Self::UnexpectedBracket => "unexpected closing bracket",
            Self::UnclosedQuote => "unterminated quoted string",
            Self::TextAfterQuote => "unexpected text after the closing quote",
            Self::CommentInValue => "a comment is not allowed between the lines of a value",
            Self::UnexpectedText => "unexpected text; check the indentation and the previous line",
            Self::Tab => "tabs are not allowed in indentation; use spaces",
            Self::NeedsQuotes => "a value cannot start with this character; put quotes around the value",
            Self::NotPrintable => "invalid control character; remove it or use an escape in double quotes",
            Self::UnknownEscape => "unknown escape sequence in double quotes; write a backslash as `\\\\`",
            Self::InvalidCodePoint => "invalid Unicode code point in an escape sequence",
            Self::BlockScalarHeader => "the text of `|` or `>` must start on the next line",
            Self::UnknownAnchor => "unknown anchor; define it with `&` earlier in this file",
            Self::AliasInsideAnchor => "an alias cannot be inside the value that it refers to",
            Self::AnchorName => "expected a name; put quotes around a value that starts with `&` or `*`",
            Self::Tag => "invalid tag; put quotes around a value that starts with `!`",
            Self::TwoProperties => "a value can have only one anchor and one tag",
            Self::Directive => "unknown directive; put quotes around a value that starts with `%`",
            Self::YamlVersion => "unsupported YAML version; Compose reads `%YAML 1.1` only",
            Self::ExpectedValue => "expected a value",
            Self::TooDeep => "nested too deeply",
        };
        message.to_owned()
    }
}

/// A problem with its range. An empty range extends to the end of its line.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    pub problem: Problem,
    pub range: Range<usize>,
}

/// Returns diagnostics in document order, at most one for each position. The end of each line is searched for only
/// once, because all errors may be on one line.
pub fn diagnostics(text: &str, mut errors: Vec<SyntaxError>) -> Vec<Diagnostic> {
    errors.sort_stably_by(|one, other| (one.range.start, &one.problem).cmp(&(other.range.start, &other.problem)));
    // After an unclosed bracket, the parser cannot know what is inside the brackets.
    let bracket = errors.iter().find(|error| error.problem == Problem::UnclosedBracket).map(|error| error.range.start);
    errors.retain(|error| !error.problem.is_about_brackets() || bracket.is_none_or(|at| error.range.start < at));
    let mut end = 0;
    let mut line = 0;
    errors.retain(|error| {
        let is_first = error.range.start >= line || line == 0;
        if is_first {
            line = line_end(text, error.range.start) + 1;
        }
        is_first || error.problem.is_about_one_value()
    });
    errors.dedup_by(|later, earlier| later.range.start == earlier.range.start);
    let diagnostics = errors.into_iter().map(|SyntaxError { problem, range }| {
        if range.start >= end || end == 0 {
            end = line_end(text, range.start);
        }
        let range = if range.is_empty() { range.start..end } else { range };
        Diagnostic::error(visible(text, range), problem.message())
    });
    diagnostics.collect()
}

/// Returns a range without trailing white space. An error without visible text, such as at the end of the text, is
/// moved to the last line that is not empty.
fn visible(text: &str, range: Range<usize>) -> Range<usize> {
    let end = range.start + text[range.clone()].trim_end_matches([' ', '\r', '\n']).len();
    if end > range.start {
        return range.start..end;
    }
    let last = text[..range.start].trim_end().len();
    let start = line_start(text, last);
    let indentation = text[start..last].len() - text[start..last].trim_start_matches([' ', '\t']).len();
    if start + indentation < last { start + indentation..last } else { range.start..range.end }
}

/// A name or value as shown in a message: its first line. Very long names, which are unlikely to be written by hand, are
/// truncated.
pub fn shown(name: &str) -> &str {
    let name = name.lines().next().unwrap_or_default();
    name.char_indices().nth(80).map_or(name, |(end, _)| &name[..end])
}

/// Returns the start of the line that contains an offset.
pub fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

/// Returns the end of the line that contains an offset, without its line break.
pub fn line_end(text: &str, offset: usize) -> usize {
    text[offset..].find(['\n', '\r']).map_or(text.len(), |end| offset + end)
}
