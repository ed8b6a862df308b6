//! Ranges and messages of syntax errors.
//!
//! A parser notices many errors late: a missing `:` on the next line, an open bracket at the end of the text. Their
//! ranges are moved back to where the text has to change.

use std::ops::Range;

use granit_parser::{ErrorKind, ScalarStyle};

use crate::languages::answers::Diagnostic;

/// How far the parser got before the error.
#[derive(Default)]
pub struct Progress {
    /// The end of the last valid token.
    after: usize,
    /// The range of the last scalar.
    scalar: Range<usize>,
    /// The offsets of the open brackets.
    brackets: Vec<usize>,
    /// Whether each open collection has a bracket, the outermost first.
    containers: Vec<bool>,
    /// Ranges in which a tab at the start of a line is not indentation: quoted and block scalars, brackets.
    pub verbatim: Vec<Range<usize>>,
}

impl Progress {
    pub fn scalar(&mut self, range: &Range<usize>, style: ScalarStyle) {
        self.after = range.end;
        self.scalar = range.clone();
        if style != ScalarStyle::Plain && self.brackets.is_empty() {
            self.verbatim.push(range.clone());
        }
    }

    pub fn start(&mut self, text: &str, range: &Range<usize>) {
        self.after = range.end;
        let has_bracket = text[range.clone()].ends_with(['[', '{']);
        self.containers.push(has_bracket);
        if has_bracket {
            if self.brackets.is_empty() {
                self.verbatim.push(range.start..text.len());
            }
            self.brackets.push(range.end - 1);
        }
    }

    /// The end of the innermost collection, whose end was noticed at `at`.
    pub fn end(&mut self, at: usize) -> usize {
        let has_bracket = self.containers.pop().unwrap_or_default();
        self.after = at + usize::from(has_bracket);
        if has_bracket {
            self.brackets.pop();
            if self.brackets.is_empty()
                && let Some(last) = self.verbatim.last_mut()
            {
                last.end = self.after;
            }
        }
        self.after
    }
}

/// Diagnostics from these offsets to the ends of their lines, in the order of the text. Each line's end is searched for
/// once, because all may be on one line.
pub fn diagnostics(text: &str, found: Vec<(usize, String)>) -> Vec<Diagnostic> {
    let mut end = 0;
    let diagnostics = found.into_iter().map(|(start, message)| {
        if start >= end {
            end = line_end(text, start);
        }
        Diagnostic::error(start..end, message)
    });
    diagnostics.collect()
}

/// A diagnostic from an offset to the end of its line.
pub fn diagnostic(text: &str, start: usize, message: String) -> Diagnostic {
    Diagnostic::error(start..line_end(text, start), message)
}

/// A name as a message shows it, shortened where no person wrote it.
pub fn shown(name: &str) -> &str {
    name.char_indices().nth(80).map_or(name, |(end, _)| &name[..end])
}

/// The diagnostic for an error that the parser reported at `place`.
pub fn error(text: &str, kind: &ErrorKind, place: usize, progress: &Progress) -> Diagnostic {
    let next = next_token(text, progress.after);
    let (rule, message) = match kind {
        ErrorKind::MappingValueNotAllowed => long_value(text, place, &progress.scalar),
        _ => reason(kind),
    };
    if matches!(rule, Place::Key | Place::Unclosed) && next < line_start(text, place) {
        match text.as_bytes().get(next) {
            Some(b'[' | b'{') => return diagnostic(text, next, BRACKET.to_owned()),
            Some(b'"' | b'\'') if matches!(rule, Place::Unclosed) => return diagnostic(text, next, QUOTE.to_owned()),
            _ => {}
        }
    }
    if let Some(bracket) = progress.brackets.last()
        && is_left_open(text, *bracket, place)
    {
        return diagnostic(text, *bracket, BRACKET.to_owned());
    }
    let start = match rule {
        Place::Here | Place::Unclosed => place,
        Place::Next | Place::Key => next,
        Place::Scalar => progress.scalar.start,
        Place::Tab => indenting_tab(text, place).unwrap_or(place),
    };
    let start = if text[start..line_end(text, start)].trim().is_empty() { last_content(text, start) } else { start };
    diagnostic(text, start, message.to_owned())
}

/// The first line outside of `verbatim` ranges that starts with a tab. The parser accepts it where nothing follows or
/// nothing came before; Compose accepts it before a comment only.
pub fn tab_before_content(text: &str, verbatim: &[Range<usize>]) -> Option<Diagnostic> {
    let mut verbatim = verbatim.iter().peekable();
    let starts =
        text.starts_with('\t').then_some(0).into_iter().chain(text.match_indices("\n\t").map(|(at, _)| at + 1));
    for start in starts {
        while verbatim.next_if(|part| part.end < start).is_some() {}
        let is_comment = text[start..].trim_start_matches([' ', '\t']).starts_with('#');
        if !is_comment && verbatim.peek().is_none_or(|part| part.start >= start) {
            return Some(diagnostic(text, start, TABS.to_owned()));
        }
    }
    None
}

/// Where an error is reported.
#[derive(Clone, Copy)]
enum Place {
    /// Where the parser noticed it.
    Here,
    /// At the unexpected token.
    Next,
    /// At the unexpected token, which is a key without a colon or, before other lines, an unclosed bracket.
    Key,
    /// Where the parser noticed it, unless a quote or bracket from an earlier line is the cause.
    Unclosed,
    /// At the last scalar.
    Scalar,
    /// At the tab.
    Tab,
}

const KEY: &str = "expected ':' and a space after this key";
const BRACKET: &str = "this bracket is never closed";
const TABS: &str = "tabs cannot indent YAML; use spaces";
const QUOTE: &str = "this quote is never closed";

/// Where an error of this kind is reported, and its message.
fn reason(kind: &ErrorKind) -> (Place, &'static str) {
    match kind {
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => (Place::Tab, TABS),
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => (Place::Key, KEY),
        ErrorKind::UnclosedFlowCollection { .. } => (Place::Here, BRACKET),
        ErrorKind::UnclosedQuotedScalar
        | ErrorKind::InvalidQuotedScalarIndent
        | ErrorKind::DocumentIndicatorInQuotedScalar => (Place::Unclosed, QUOTE),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            (Place::Unclosed, "unexpected text after a closing quote")
        }
        ErrorKind::ExpectedBlockMappingKey => {
            (Place::Next, "expected a key; check the indentation and the line before")
        }
        ErrorKind::ExpectedBlockSequenceEntry => (Place::Next, "expected a list item with '-'; check the indentation"),
        ErrorKind::ExpectedDocumentStart => (Place::Next, "unexpected text; check the indentation and the line before"),
        ErrorKind::ExpectedFlowMappingSeparator => (Place::Here, "expected ',' or '}'"),
        ErrorKind::ExpectedFlowSequenceSeparator => (Place::Here, "expected ',' or ']'"),
        ErrorKind::MisplacedFlowCollectionEnd | ErrorKind::MismatchedFlowCollectionEnd { .. } => {
            (Place::Here, "unexpected closing bracket")
        }
        ErrorKind::BlockEntryInFlowCollection => (Place::Unclosed, "a list item with '-' cannot be inside brackets"),
        ErrorKind::BlockSequenceEntryNotAllowed => (Place::Here, "a list with '-' starts on its own line"),
        ErrorKind::InvalidBlockScalarHeader => (Place::Here, "text after '|' or '>' starts on the next line"),
        ErrorKind::InvalidBlockScalarIndent => (Place::Here, "this line is indented less than the text it belongs to"),
        ErrorKind::InvalidIndentation | ErrorKind::InvalidFlowScalarIndent => (Place::Here, "unexpected indentation"),
        ErrorKind::UnexpectedCharacter { .. } => (Place::Here, "a value that starts with this character needs quotes"),
        ErrorKind::InvalidColonPlacement | ErrorKind::InvalidMappingValueWhitespace => {
            (Place::Unclosed, "unexpected ':'")
        }
        ErrorKind::MappingKeyNotAllowed => (Place::Here, "a value that starts with '?' needs quotes"),
        ErrorKind::CommentNotSeparated => (Place::Here, "expected a space before '#'"),
        ErrorKind::CommentInterceptedScalar => (Place::Here, "a comment cannot stand between the lines of a value"),
        ErrorKind::UnknownAnchor => (Place::Here, "no anchor has this name"),
        ErrorKind::MissingAnchorOrAliasName => {
            (Place::Here, "expected a name; a value that starts with '&' or '*' needs quotes")
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => {
            (Place::Here, "unknown escape in double quotes; a backslash is written '\\\\'")
        }
        ErrorKind::MissingDocumentEndBeforeDirective
        | ErrorKind::MissingDirectiveName
        | ErrorKind::InvalidDirectiveName
        | ErrorKind::InvalidDirectiveTerminator => (Place::Here, "a value that starts with '%' needs quotes"),
        ErrorKind::MissingTagUri
        | ErrorKind::InvalidTagTerminator
        | ErrorKind::ExpectedTagBang
        | ErrorKind::UndeclaredTagHandle => (Place::Here, "unknown tag; a value that starts with '!' needs quotes"),
        ErrorKind::BomInsideDocument => (Place::Here, "a byte order mark can only start the text"),
        ErrorKind::RecursionLimitExceeded => (Place::Here, "this is nested too deeply"),
        ErrorKind::ExpectedNodeContent => (Place::Here, "expected a value"),
        _ => (Place::Here, "this is not YAML"),
    }
}

/// Whether a bracket should have been closed earlier: the text ends, or a line follows that is indented no deeper than
/// the bracket's and does not close it.
fn is_left_open(text: &str, bracket: usize, place: usize) -> bool {
    let line = line_start(text, place);
    let rest = text[line..].trim_start_matches([' ', '\t']);
    text[place..].trim().is_empty()
        || line > bracket && !rest.starts_with([']', '}']) && indentation(text, place) <= indentation(text, bracket)
}

/// Explains a `:` after a plain scalar. A scalar from an earlier line was meant as a key if it is the first on its line,
/// and else was meant to end there.
fn long_value(text: &str, place: usize, scalar: &Range<usize>) -> (Place, &'static str) {
    let line = line_start(text, scalar.start);
    if line == line_start(text, place) || !text[scalar.end..place].trim().is_empty() {
        (Place::Here, "a value with ': ' in it needs quotes")
    } else if text[line..scalar.start].trim_matches([' ', '-']).is_empty() {
        (Place::Scalar, KEY)
    } else {
        (Place::Here, "this key is indented too deeply")
    }
}

/// Where the next token starts, after comments.
fn next_token(text: &str, after: usize) -> usize {
    let mut at = after;
    loop {
        let rest = &text[at..];
        let is_comment = rest.starts_with('#') && (at == 0 || text[..at].ends_with(char::is_whitespace));
        let ends_key = rest.starts_with(':') && rest[1..].chars().next().is_none_or(char::is_whitespace);
        match rest.chars().next() {
            _ if is_comment => at = line_end(text, at),
            Some(_) if ends_key => at += 1,
            Some(space) if space.is_whitespace() || matches!(space, ',' | '\u{feff}') => at += space.len_utf8(),
            _ => return at,
        }
    }
}

/// The first tab in the indentation of the line of `place` or of a later line.
fn indenting_tab(text: &str, place: usize) -> Option<usize> {
    let start = line_start(text, place);
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        if let Some(tab) = line[..indentation].find('\t') {
            return Some(at + tab);
        }
        at += line.len();
    }
    None
}

/// The first character of the last line before `place` that is not empty.
fn last_content(text: &str, place: usize) -> usize {
    let last = text[..place].trim_end().len();
    line_start(text, last) + indentation(text, last)
}

fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind(['\n', '\r']).map_or(0, |end| end + 1)
}

pub fn line_end(text: &str, place: usize) -> usize {
    text[place..].find(['\n', '\r']).map_or(text.len(), |end| place + end)
}

/// The width of the indentation of the line of `place`.
fn indentation(text: &str, place: usize) -> usize {
    let line = &text[line_start(text, place)..];
    line.len() - line.trim_start_matches([' ', '\t']).len()
}
