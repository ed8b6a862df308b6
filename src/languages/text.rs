//! A text that is edited in place, and the way between its byte offsets and lines and columns in UTF-16.
//!
//! Lines end as the Language Server Protocol says: `\n`, `\r\n` or `\r`. Positions outside the text mean its nearest
//! place, as the protocol says for columns.

use std::ops::Range;

/// A place in a text: line and UTF-16 column, both from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    content: String,
    /// Byte offset at which each line starts; the first is 0.
    line_starts: Vec<usize>,
}

impl Text {
    pub fn new(content: String) -> Self {
        let line_starts = std::iter::once(0).chain(line_starts(&content, 0..content.len())).collect();
        Self { content, line_starts }
    }

    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// Byte offset of `position`, or of the nearest place that exists.
    pub fn offset(&self, position: Position) -> usize {
        let Some(range) = self.line(position.line as usize) else { return self.content.len() };
        let line = &self.content[range.clone()];
        let mut column = 0;
        for (offset, character) in line.char_indices() {
            // A column inside a surrogate pair means the character before which it stands.
            let width = character.len_utf16();
            if column + width > position.column as usize || matches!(character, '\n' | '\r') {
                return range.start + offset;
            }
            column += width;
        }
        range.end
    }

    /// Position of a byte offset, which is moved back to a character's start where it is inside one.
    pub fn position(&self, offset: usize) -> Position {
        let mut offset = offset.min(self.content.len());
        while !self.content.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.content[self.line_starts[line]..offset];
        let column = before.chars().map(char::len_utf16).sum::<usize>();
        Position { line: saturate(line), column: saturate(column) }
    }

    /// Replaces what lies between two positions, in either order. Lines elsewhere are not read again.
    pub fn replace(&mut self, range: Range<Position>, with: &str) {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        let (start, end) = (start.min(end), start.max(end));
        self.content.replace_range(start..end, with);
        // Whether a line ends at `\r` depends on the character behind it, so the neighbours are looked at again.
        let first = self.line_starts.partition_point(|line| *line < start).max(1);
        let last = self.line_starts.partition_point(|line| *line <= end + 1).max(first);
        let shifted = |offset: usize| offset + with.len() - (end - start);
        let until = shifted(end);
        let scanned = start.saturating_sub(1)..(until + 1).min(self.content.len());
        let first = self.line_starts[..first].partition_point(|line| *line <= scanned.start).max(1);
        for line in &mut self.line_starts[last..] {
            *line = shifted(*line);
        }
        let found: Vec<usize> = line_starts(&self.content, scanned).collect();
        self.line_starts.splice(first..last, found);
    }

    /// Bytes of a line with its end.
    fn line(&self, line: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(line)?;
        let end = self.line_starts.get(line + 1).copied().unwrap_or(self.content.len());
        Some(start..end)
    }
}

/// Where lines start that follow a line end inside of `range`.
fn line_starts(content: &str, range: Range<usize>) -> impl Iterator<Item = usize> {
    let bytes = content.as_bytes();
    range.filter_map(move |at| {
        let ends = match bytes[at] {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        ends.then_some(at + 1)
    })
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
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
