//! The position of the scanner in a text, with the line and column as go-yaml counts them, and the errors found so far.

use std::ops::Range;

use crate::languages::findings::MAX_FINDINGS_PER_RULE;

use super::errors::{Problem, SyntaxError};

/// How to handle errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Parsing stops at the first error.
    Exact,
    /// Parsing continues after an error, with guesses about the intended structure.
    Tolerant,
}

/// Signals that scanning stopped at an error, which only happens in [`Mode::Exact`].
pub struct Stopped;

pub type Scan<T = ()> = Result<T, Stopped>;

/// A position in a text.
pub struct Cursor<'t> {
    pub text: &'t str,
    pub mode: Mode,
    pub at: usize,
    /// The line number. Lines end as defined by YAML 1.1.
    pub line: usize,
    /// The offset at which the column is 0. If tabs count as several columns, this is before the start of the line.
    pub line_start: isize,
    pub errors: Vec<SyntaxError>,
    pub comments: Vec<Range<usize>>,
}

impl<'t> Cursor<'t> {
    /// A cursor at the start of a text, after its byte order mark.
    pub fn new(text: &'t str, mode: Mode) -> Self {
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Self { text, mode, at, line: 0, line_start: at.cast_signed(), errors: Vec::new(), comments: Vec::new() }
    }

    /// Records an error. In [`Mode::Exact`], this stops scanning.
    pub fn fail(&mut self, problem: Problem, range: Range<usize>) -> Scan {
        if self.errors.len() < MAX_FINDINGS_PER_RULE {
            self.errors.push(SyntaxError { problem, range });
        }
        if self.mode == Mode::Exact { Err(Stopped) } else { Ok(()) }
    }

    /// Records an error from an offset to the end of its line.
    pub fn fail_at(&mut self, problem: Problem, at: usize) -> Scan {
        self.fail(problem, at..at)
    }

    pub fn is_tolerant(&self) -> bool {
        self.mode == Mode::Tolerant
    }

    pub fn byte(&self, ahead: usize) -> u8 {
        self.text.as_bytes().get(self.at + ahead).copied().unwrap_or(0)
    }

    pub fn column(&self) -> isize {
        self.at.cast_signed() - self.line_start
    }

    /// The length of the line break at an offset, or 0 if there is none.
    pub fn break_len(&self, at: usize) -> usize {
        break_len(self.text.as_bytes(), at)
    }

    /// Whether there is a space, a tab, a line break or the end of the text at an offset.
    pub fn is_blank_or_end(&self, at: usize) -> bool {
        let byte = self.text.as_bytes().get(at);
        byte.is_none_or(|byte| matches!(byte, b' ' | b'\t')) || self.break_len(at) > 0
    }

    /// Moves past the line break at the current position.
    pub fn next_line(&mut self) {
        self.at += self.break_len(self.at);
        self.line += 1;
        self.line_start = self.at.cast_signed();
    }

    /// Moves past letters, digits and other characters without a special meaning.
    pub fn skip_letters(&mut self) {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/');
        self.at += rest.iter().take_while(is_letter).count();
    }

    pub fn skip_to_line_end(&mut self) {
        while self.at < self.text.len() && self.break_len(self.at) == 0 {
            self.at += 1;
        }
    }

    /// Whether the current position is at the start of a line with `---` or `...`.
    pub fn is_document_mark(&self) -> bool {
        self.column() == 0
            && (self.text[self.at..].starts_with("---") || self.text[self.at..].starts_with("..."))
            && self.is_blank_or_end(self.at + 3)
    }
}

/// Whether a line starts with a key and a `:`.
pub fn is_key_line(line: &str) -> bool {
    let line = line.strip_prefix(['"', '\'']).unwrap_or(line);
    let is_name = |character: &char| !matches!(character, ' ' | '\t' | '{' | '}' | '[' | ']' | ',' | '#' | '"' | '\'');
    let name: usize = line.chars().take_while(is_name).map(char::len_utf8).sum();
    let (name, rest) = line.split_at(name);
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest);
    name.len() > 1 && name.ends_with(':') && (rest.is_empty() || rest.starts_with([' ', '\t']))
        || !name.is_empty() && (rest == ":" || rest.starts_with(": "))
}

/// The length of the line break at an offset, or 0 if there is none. YAML 1.1 has three line breaks that editors do not
/// display as such.
fn break_len(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b'\r', b'\n', ..] | [0xC2, 0x85, ..]) => 2,
        Some([b'\r' | b'\n', ..]) => 1,
        Some([0xE2, 0x80, 0xA8 | 0xA9, ..]) => 3,
        _ => 0,
    }
}
