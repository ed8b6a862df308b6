//! Evaluates literals: escape sequences, and the indentation of heredocs.

use std::borrow::Cow;
use std::ops::Range;

/// An escape sequence: a backslash sequence, or a doubled `$` or `%` before a brace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escape {
    Character(char),
    /// `$${` or `%%{`, which produces `${` or `%{`.
    Marker(&'static str),
    /// A backslash before any other character, which produces that character.
    Unknown(char),
    /// `\u` or `\U` with too few digits, which is kept unchanged.
    Incomplete,
    /// `\u` or `\U` with a number that is not a Unicode character, which is kept unchanged.
    InvalidCharacter,
}

/// Iterates over the escape sequences in a text, with their ranges.
pub struct Escapes<'t> {
    text: &'t str,
    at: usize,
    /// Whether a backslash begins an escape sequence.
    has_backslashes: bool,
}

impl<'t> Escapes<'t> {
    pub fn quoted(text: &'t str) -> Self {
        Self { text, at: 0, has_backslashes: true }
    }

    /// Creates an iterator for a heredoc, in which a backslash is an ordinary character.
    pub fn heredoc(text: &'t str) -> Self {
        Self { text, at: 0, has_backslashes: false }
    }

    /// Returns the text with all escape sequences replaced.
    pub fn resolve(self) -> Cow<'t, str> {
        let text = self.text;
        let mut result = String::new();
        let mut copied = 0;
        for (range, escape) in self {
            result.push_str(&text[copied..range.start]);
            copied = range.end;
            match escape {
                Escape::Character(character) | Escape::Unknown(character) => result.push(character),
                Escape::Marker(marker) => result.push_str(marker),
                Escape::Incomplete | Escape::InvalidCharacter => result.push_str(&text[range]),
            }
        }
        if copied == 0 {
            return Cow::Borrowed(text);
        }
        result.push_str(&text[copied..]);
        Cow::Owned(result)
    }
}

impl Escapes<'_> {
    /// Returns the distance to the next character with which an escape sequence can begin.
    fn next_starter(&self) -> Option<usize> {
        let rest = &self.text.as_bytes()[self.at..];
        if self.has_backslashes { memchr::memchr3(b'\\', b'$', b'%', rest) } else { memchr::memchr2(b'$', b'%', rest) }
    }
}

impl Iterator for Escapes<'_> {
    type Item = (Range<usize>, Escape);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at + self.next_starter()?;
            let rest = &self.text[start..];
            if rest.starts_with("$${") || rest.starts_with("%%{") {
                self.at = start + 3;
                return Some((start..self.at, Escape::Marker(if rest.starts_with('$') { "${" } else { "%{" })));
            }
            let Some(after) = rest.strip_prefix('\\') else {
                self.at = start + 1;
                continue;
            };
            let selector = after.chars().next()?;
            let (escape, length) = match selector {
                'n' => (Escape::Character('\n'), 2),
                'r' => (Escape::Character('\r'), 2),
                't' => (Escape::Character('\t'), 2),
                '"' | '\\' => (Escape::Character(selector), 2),
                'u' => unicode(&after[1..], 4),
                'U' => unicode(&after[1..], 8),
                other => (Escape::Unknown(other), 1 + other.len_utf8()),
            };
            self.at = start + length;
            return Some((start..self.at, escape));
        }
    }
}

/// Removes the indentation of the least indented line from all lines, as `<<-` does.
pub fn unindent(text: &str) -> Cow<'_, str> {
    let lines = || text.split_inclusive('\n');
    let is_blank = |line: &str| line.ends_with('\n') && line.trim().is_empty();
    let indent = |line: &str| line.chars().take_while(|character| character.is_whitespace()).count();
    let least = lines().filter(|line| !is_blank(line)).map(indent).min().unwrap_or(0);
    if least == 0 {
        return Cow::Borrowed(text);
    }
    let shortened = |line| if is_blank(line) { line } else { skip(line, least) };
    Cow::Owned(lines().map(shortened).collect())
}

fn skip(line: &str, characters: usize) -> &str {
    line.char_indices().nth(characters).map_or("", |(at, _)| &line[at..])
}

/// Decodes the digits of `\u` or `\U`. Returns the escape and its length in bytes.
fn unicode(after: &str, digits: usize) -> (Escape, usize) {
    let found = after.bytes().take(digits).take_while(u8::is_ascii_hexdigit).count();
    let escape = if found < digits {
        Escape::Incomplete
    } else {
        let number = u32::from_str_radix(&after[..digits], 16).ok();
        number.and_then(char::from_u32).map_or(Escape::InvalidCharacter, Escape::Character)
    };
    (escape, 2 + found)
}
