//! Cuts a text into tokens, one at a time.
//!
//! What a character means depends on the templates that are open and never on the grammar above, so a broken text is
//! cut as a whole one is. No byte is looked at more than a fixed number of times.

mod configuration;
mod template;

use super::problem::{ProblemKind, Problems};
use super::token::{Span, Symbol, Token};

#[derive(Debug)]
pub struct Lexer<'t> {
    text: &'t str,
    position: usize,
    /// The templates that are open, the innermost last.
    modes: Vec<Mode<'t>>,
    pub problems: Problems,
    told: Told,
    /// A search for the end of a comment found none, so no later one will.
    no_comment_ends: bool,
    has_told_comment: bool,
}

#[derive(Debug)]
enum Mode<'t> {
    Quoted,
    Heredoc {
        marker: &'t str,
        at_line_start: bool,
    },
    /// An interpolation or directive within one of these, and how many braces are open in it.
    Sequence {
        braces: u32,
    },
}

/// How often a mistake was met that is likely to be met again and again.
#[derive(Debug, Default)]
struct Told {
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
            problems: Problems::default(),
            told: Told::default(),
            no_comment_ends: false,
            has_told_comment: false,
        }
    }

    pub fn next(&mut self) -> Token {
        match self.modes.last() {
            None | Some(Mode::Sequence { .. }) => self.configuration(),
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

    /// Moves over `length` bytes, which are a token.
    fn take(&mut self, symbol: Symbol, length: usize) -> Token {
        let start = self.position;
        self.position += length;
        Token { symbol, span: self.span_from(start) }
    }

    /// Moves over `length` bytes that are nothing.
    fn refuse(&mut self, kind: ProblemKind, length: usize) -> Token {
        let token = self.take(Symbol::Unusable, length);
        self.problems.push(kind, token.span);
        token
    }

    fn span_from(&self, start: usize) -> Span {
        // What is read is shorter than a `u32` can tell.
        let narrow = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: narrow(start), end: narrow(self.position) }
    }
}
