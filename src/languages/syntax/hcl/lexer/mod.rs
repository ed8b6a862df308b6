//! Splits a text into tokens, one at a time.
//!
//! The meaning of a character depends only on the open templates and never on the grammar, so that invalid text is
//! split like valid text. Every byte is visited a bounded number of times.

mod normal;
mod template;

use super::errors::{SyntaxErrorKind, SyntaxErrors};
use super::token::{Span, Token, TokenKind};

#[derive(Debug)]
pub struct Lexer<'t> {
    text: &'t str,
    position: usize,
    /// The open templates, from the outermost to the innermost.
    modes: Vec<Mode<'t>>,
    pub errors: SyntaxErrors,
    counts: ReportCounts,
    /// Whether a search for `*/` has found none, so that no further search is needed.
    no_comment_end: bool,
    has_reported_comment: bool,
}

#[derive(Debug)]
enum Mode<'t> {
    Quoted,
    Heredoc {
        marker: &'t str,
        at_line_start: bool,
    },
    /// An interpolation or directive within a template, with the number of open braces in it.
    Sequence {
        braces: u32,
    },
}

/// The number of occurrences of each recurring error, used to limit repeated reports.
#[derive(Debug, Default)]
struct ReportCounts {
    bitwise: u8,
    backticks: u8,
    single_quotes: u8,
    semicolons: u8,
}

impl<'t> Lexer<'t> {
    pub fn new(text: &'t str) -> Self {
        let position = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self {
            text,
            position,
            modes: Vec::new(),
            errors: SyntaxErrors::default(),
            counts: ReportCounts::default(),
            no_comment_end: false,
            has_reported_comment: false,
        }
    }

    pub fn next(&mut self) -> Token {
        match self.modes.last() {
            None | Some(Mode::Sequence { .. }) => self.normal(),
            Some(Mode::Quoted) => self.quoted(),
            Some(Mode::Heredoc { .. }) => self.heredoc(),
        }
    }

    pub fn text(&self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or_default()
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.position + ahead).copied()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.position..]
    }

    /// Consumes the next `length` bytes as one token.
    fn take(&mut self, kind: TokenKind, length: usize) -> Token {
        let start = self.position;
        self.position += length;
        Token { kind, span: self.span_from(start) }
    }

    /// Reports the next `length` bytes as invalid.
    fn invalid(&mut self, kind: SyntaxErrorKind, length: usize) -> Token {
        let token = self.take(TokenKind::Invalid, length);
        self.errors.push(kind, token.span);
        token
    }

    fn span_from(&self, start: usize) -> Span {
        // The length limit of the text keeps offsets within `u32`.
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(self.position) }
    }
}
