//! The text of a document, which is edited in place and has an index of its lines.
//!
//! [`line_index`] converts between byte offsets and positions; [`paths`] normalizes paths in documents;
//! [`mod@closest_match`] finds the name that was probably intended by a misspelled one; [`mod@nearest_words`] finds
//! words that complete the one at the cursor, and [`mod@predicted_words`] those that are likely there.

mod closest_match;
mod line_index;
mod nearest_words;
pub mod paths;
mod predicted_words;
mod span;

use std::ops::Range;

pub use closest_match::{closest_match, did_you_mean};
pub use line_index::{LineIndex, Position, Positions, utf16_len};
pub use nearest_words::{WORD_PARTS, nearest_words};
pub use predicted_words::{Candidates, LIKELY, Prediction, WordSources, predicted_words};
pub use span::Span;

/// The text of a document. Its line index is kept up to date with every edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    content: String,
    lines: LineIndex,
}

impl Text {
    /// Creates a text and its line index.
    pub fn new(content: String) -> Self {
        let lines = LineIndex::new(&content);
        Self { content, lines }
    }

    /// The text as a string.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Returns the byte offset of `position`, or of the nearest valid position.
    pub fn offset(&self, position: Position) -> usize {
        self.lines.offset(&self.content, position)
    }

    /// Returns the position of a byte offset. An offset inside a character is moved back to its start.
    pub fn position(&self, offset: usize) -> Position {
        self.lines.position(&self.content, offset)
    }

    /// Returns a converter for many offsets, which is fast if they are in ascending order.
    pub fn positions(&self) -> Positions<'_> {
        self.lines.positions(&self.content)
    }

    /// Replaces the text between two positions, which may be in either order. Other lines are not scanned again.
    pub fn replace(&mut self, range: Range<Position>, with: &str) {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        let (start, end) = (start.min(end), start.max(end));
        self.content.replace_range(start..end, with);
        self.lines.update(&self.content, start..end, with.len());
    }
}

/// Returns the nearest character boundary at or before an offset.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

/// Returns the start of the line that contains an offset.
pub fn line_start(text: &str, offset: usize) -> usize {
    text[..offset].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Whether a character can be part of a word: a letter, a digit or `_`.
#[inline]
pub fn is_word_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// Whether a cursor is within a range, or at one of its ends.
pub fn touches(range: &Range<usize>, offset: usize) -> bool {
    range.start <= offset && offset <= range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: u32, column: u32) -> Position {
        Position { line, column }
    }

    #[test]
    fn columns_count_utf_16_units() {
        let text = Text::new("a😀b\nä".to_owned());
        assert_eq!(text.offset(at(0, 1)), 1);
        assert_eq!(text.offset(at(0, 2)), 1, "inside a surrogate pair");
        assert_eq!(text.offset(at(0, 3)), 5);
        assert_eq!(text.position(5), at(0, 3));
        assert_eq!(text.position(text.as_str().len()), at(1, 1));
    }

    #[test]
    fn positions_outside_the_text_mean_the_nearest_place() {
        let text = Text::new("ab\r\ncd".to_owned());
        assert_eq!(text.offset(at(0, 99)), 2);
        assert_eq!(text.offset(at(1, u32::MAX)), 6);
        assert_eq!(text.offset(at(u32::MAX, u32::MAX)), 6);
        assert_eq!(text.position(usize::MAX), at(1, 2));
    }

    #[test]
    fn a_range_may_be_given_backwards() {
        let mut text = Text::new("abcd".to_owned());
        text.replace(at(0, 3)..at(0, 1), "-");
        assert_eq!(text.as_str(), "a-d");
    }

    #[test]
    fn lines_after_any_edit_are_those_of_the_text_read_afresh() {
        let pieces = ["", "\n", "\r", "\r\n", "x", "\n\r", "😀\r\n", "a\nb\rc\r\nd"];
        let mut seed = 7_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(seed >> 33).unwrap_or(0) % below
        };
        let mut text = Text::new("one\r\ntwo\nthree".to_owned());
        for _ in 0..20_000 {
            let length = text.as_str().len() + 1;
            let (start, end) = (text.position(random(length)), text.position(random(length)));
            text.replace(start..end, pieces[random(pieces.len())]);
            assert_eq!(text, Text::new(text.as_str().to_owned()));
            if text.as_str().len() > 60 {
                text = Text::new(String::new());
            }
        }
    }
}
