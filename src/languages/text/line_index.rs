//! Converts between byte offsets and positions, which consist of a line and a UTF-16 column.
//!
//! Lines end as the Language Server Protocol defines: with `\n`, `\r\n` or `\r`. Positions outside the text are clamped
//! to the nearest valid position, as the protocol defines for columns.

use std::ops::Range;
use std::sync::OnceLock;

use super::floor_char_boundary;

/// A position in a text: a line and a UTF-16 column, both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 0.
    pub line: u32,
    /// The column in UTF-16 code units, counted from 0.
    pub column: u32,
}

/// The maximum number of bytes of a line that are scanned to find a column. Minified files can have a single line of a
/// megabyte, in which thousands of positions are looked up.
const CHECKPOINT_DISTANCE: usize = 1_024;

/// The offsets at which the lines of a text start. The text itself is passed to every method.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// The byte offset at which each line starts. The first is 0. Everything beyond 4 GiB counts as one line.
    line_starts: Vec<u32>,
    /// The columns of some offsets within long lines, computed at the first lookup.
    checkpoints: OnceLock<Vec<Checkpoint>>,
}

/// The column of a byte offset in a long line.
#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    offset: usize,
    column: usize,
}

impl PartialEq for LineIndex {
    fn eq(&self, other: &Self) -> bool {
        self.line_starts == other.line_starts
    }
}

impl Eq for LineIndex {}

impl LineIndex {
    /// Creates the index of a text.
    pub fn new(text: &str) -> Self {
        let mut line_starts: Vec<u32> = std::iter::once(0).chain(line_starts(text, 0..text.len())).collect();
        line_starts.shrink_to_fit();
        Self { line_starts, checkpoints: OnceLock::new() }
    }

    /// Returns the line that contains a byte offset, counted from 0.
    pub fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start as usize <= offset).saturating_sub(1)
    }

    /// Returns the byte offset of a position, or of the nearest valid position.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(range) = self.line_range(text, line) else { return text.len() };
        let wanted = position.column as usize;
        let before = self.checkpoints(text, &range);
        let start = match before.partition_point(|checkpoint| checkpoint.column <= wanted).checked_sub(1) {
            Some(index) => before[index],
            None => Checkpoint { offset: range.start, column: 0 },
        };
        let mut column = start.column;
        for (offset, character) in text[start.offset..range.end].char_indices() {
            // A column inside a surrogate pair is moved to the start of the character.
            let width = character.len_utf16();
            if column + width > wanted || matches!(character, '\n' | '\r') {
                return start.offset + offset;
            }
            column += width;
        }
        range.end
    }

    /// Returns the position of a byte offset.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line = self.line(offset);
        let range = self.line_range(text, line).unwrap_or(0..text.len());
        let before = self.checkpoints(text, &range);
        let start = match before.partition_point(|checkpoint| checkpoint.offset <= offset).checked_sub(1) {
            Some(index) => before[index],
            None => Checkpoint { offset: range.start, column: 0 },
        };
        let column = start.column + utf16_len(&text[start.offset..offset]);
        Position { line: saturate(line), column: saturate(column) }
    }

    /// Returns a converter for many offsets, which is fast if they are in ascending order.
    pub fn positions<'t>(&'t self, text: &'t str) -> Positions<'t> {
        let range = self.line_range(text, 0).unwrap_or(0..text.len());
        Positions { lines: self, text, line: 0, range, offset: 0, column: 0 }
    }

    /// Updates the index for an edit that replaced the bytes of `replaced` with `inserted` new bytes. `text` is the
    /// text after the edit.
    pub fn update(&mut self, text: &str, replaced: Range<usize>, inserted: usize) {
        let Range { start, end } = replaced;
        let length_before = text.len() + (end - start) - inserted;
        if u32::try_from(text.len().max(length_before)).is_err() {
            *self = Self::new(text);
            return;
        }
        // Whether a line ends at `\r` depends on the next character, so the adjacent bytes are scanned again.
        let first = self.line_starts.partition_point(|line| (*line as usize) < start).max(1);
        let last = self.line_starts.partition_point(|line| *line as usize <= end + 1).max(first);
        let shifted = |offset: usize| offset + inserted - (end - start);
        let until = shifted(end);
        let scanned = start.saturating_sub(1)..(until + 1).min(text.len());
        let first = self.line_starts[..first].partition_point(|line| *line as usize <= scanned.start).max(1);
        for line in &mut self.line_starts[last..] {
            *line = saturate(shifted(*line as usize));
        }
        let found: Vec<u32> = line_starts(text, scanned).collect();
        self.line_starts.splice(first..last, found);
        self.checkpoints = OnceLock::new();
    }

    /// The byte range of a line, including its line ending.
    fn line_range(&self, text: &str, line: usize) -> Option<Range<usize>> {
        let start = *self.line_starts.get(line)? as usize;
        let end = self.line_starts.get(line + 1).map_or(text.len(), |next| *next as usize);
        Some(start..end)
    }

    /// The checkpoints of a line, in order. A short line has none.
    fn checkpoints(&self, text: &str, line: &Range<usize>) -> &[Checkpoint] {
        if line.len() <= CHECKPOINT_DISTANCE {
            return &[];
        }
        let all = self.checkpoints.get_or_init(|| self.find_checkpoints(text));
        let first = all.partition_point(|checkpoint| checkpoint.offset < line.start);
        let last = all.partition_point(|checkpoint| checkpoint.offset < line.end);
        &all[first..last]
    }

    fn find_checkpoints(&self, text: &str) -> Vec<Checkpoint> {
        let mut checkpoints = Vec::new();
        for line in 0..self.line_starts.len() {
            let Some(range) = self.line_range(text, line) else { break };
            let mut at = Checkpoint { offset: range.start, column: 0 };
            while range.end - at.offset > CHECKPOINT_DISTANCE {
                let next = floor_char_boundary(text, at.offset + CHECKPOINT_DISTANCE);
                at = Checkpoint { offset: next, column: at.column + utf16_len(&text[at.offset..next]) };
                checkpoints.push(at);
            }
        }
        checkpoints
    }
}

/// The maximum distance between two offsets for which [`Positions`] scans the text between them, in bytes. If the
/// distance is larger, the position is looked up.
const MAX_WALK: usize = 1_024;

/// Converts offsets to positions, starting at the previous offset. If the offsets are in ascending order, each
/// conversion only scans the text between two offsets.
pub struct Positions<'t> {
    lines: &'t LineIndex,
    text: &'t str,
    /// The line of the previous offset, and the byte range of that line.
    line: usize,
    range: Range<usize>,
    offset: usize,
    column: usize,
}

impl Positions<'_> {
    /// Returns the position of a byte offset.
    pub fn at(&mut self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        if offset.checked_sub(self.offset).is_none_or(|distance| distance > MAX_WALK) {
            let position = self.lines.position(self.text, offset);
            self.line = position.line as usize;
            self.range = self.lines.line_range(self.text, self.line).unwrap_or(0..self.text.len());
            (self.offset, self.column) = (offset, position.column as usize);
            return position;
        }
        while offset >= self.range.end
            && let Some(next) = self.lines.line_range(self.text, self.line + 1)
        {
            (self.line, self.offset, self.column) = (self.line + 1, next.start, 0);
            self.range = next;
        }
        self.column += utf16_len(&self.text[self.offset..offset]);
        self.offset = offset;
        Position { line: saturate(self.line), column: saturate(self.column) }
    }
}

/// The starts of the lines that follow a line ending inside `range`.
fn line_starts(text: &str, range: Range<usize>) -> impl Iterator<Item = u32> {
    let bytes = text.as_bytes();
    let ends = memchr::memchr2_iter(b'\n', b'\r', &bytes[range.clone()]).map(move |at| range.start + at);
    let starts = ends.filter(|at| bytes[*at] == b'\n' || bytes.get(at + 1) != Some(&b'\n')).map(|at| at + 1);
    starts.map_while(|start| u32::try_from(start).ok())
}

/// The length of a text in UTF-16 code units: one for each character, and one more for each four-byte character.
pub fn utf16_len(text: &str) -> usize {
    let units = |byte: u8| usize::from(byte & 0xC0 != 0x80) + usize::from(byte >= 0xF0);
    text.bytes().map(units).sum()
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_in_long_lines_are_those_that_a_scan_finds() {
        for piece in ["a", "é", "😀", "ab😀é\r"] {
            let text = format!("x\n{}\r\n{}", piece.repeat(3_000), piece.repeat(700));
            let index = LineIndex::new(&text);
            let mut expected = Position { line: 0, column: 0 };
            let mut previous = ' ';
            for (offset, character) in text.char_indices() {
                let is_line_start = previous == '\n' || previous == '\r' && character != '\n';
                if is_line_start {
                    expected = Position { line: expected.line + 1, column: 0 };
                }
                assert_eq!(index.position(&text, offset), expected, "{piece} {offset}");
                if !(previous == '\r' && character == '\n') {
                    assert_eq!(index.offset(&text, expected), offset, "{piece} {expected:?}");
                }
                expected.column += u32::try_from(character.len_utf16()).unwrap_or_default();
                previous = character;
            }
        }
    }

    #[test]
    fn a_converter_finds_the_same_positions_as_single_lookups() {
        let text = format!("a\r\né😀\r{}\n\n{}", "ab😀é\n".repeat(400), "x😀".repeat(2_000));
        let index = LineIndex::new(&text);
        for step in [1, 3, 7, 500, 1_500] {
            let mut positions = index.positions(&text);
            // In ascending order, with some steps back.
            let offsets = (0..text.len() + 9).step_by(step).flat_map(|at| [at, at + 2, at.saturating_sub(5)]);
            for offset in offsets {
                assert_eq!(positions.at(offset), index.position(&text, offset), "{step} {offset}");
            }
        }
    }

    #[test]
    fn many_positions_in_one_long_line_are_found_in_linear_time() {
        let text = "é".repeat(1 << 16);
        let index = LineIndex::new(&text);
        // If each lookup scanned from the start of the line, this test would take minutes.
        for column in 0..1 << 16 {
            let position = Position { line: 0, column };
            let offset = index.offset(&text, position);
            assert_eq!((offset, index.position(&text, offset)), (column as usize * 2, position));
        }
    }
}
