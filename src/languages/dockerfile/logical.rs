//! A logical line: what an instruction says once its continuation lines are joined, and where each byte of it stands
//! in the text.

use std::borrow::Cow;
use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logical<'a> {
    text: Cow<'a, str>,
    pieces: Pieces,
}

/// Where the logical line comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Pieces {
    /// One stretch of the text, from this byte on.
    One(usize),
    /// Where each piece starts: in the logical line, and in the text. The first starts at 0.
    Many(Vec<(usize, usize)>),
}

impl<'a> Logical<'a> {
    fn of(source: &'a str, piece: Range<usize>) -> Self {
        Self { pieces: Pieces::One(piece.start), text: Cow::Borrowed(&source[piece]) }
    }

    /// Joins pieces of the text.
    pub fn joined(source: &'a str, pieces: &[Range<usize>]) -> Self {
        let mut filled = pieces.iter().filter(|piece| !piece.is_empty());
        match (filled.next(), filled.next()) {
            (None, _) => Self::of(source, pieces.first().map_or(0..0, |piece| piece.start..piece.start)),
            (Some(piece), None) => Self::of(source, piece.clone()),
            (Some(_), Some(_)) => {
                let mut text = String::with_capacity(pieces.iter().map(Range::len).sum());
                let mut starts = Vec::with_capacity(pieces.len());
                for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
                    starts.push((text.len(), piece.start));
                    text.push_str(&source[piece.clone()]);
                }
                Self { text: Cow::Owned(text), pieces: Pieces::Many(starts) }
            }
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where a text that is a part of the line stands in it.
    pub fn place(&self, part: &str) -> Option<usize> {
        let start = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        (start + part.len() <= self.text.len()).then_some(start)
    }

    /// The range of the text that a range of the line comes from; with what joins its lines, where it has several.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, false);
        let end = if range.is_empty() { start } else { self.source_of(range.end, true) };
        start..end
    }

    /// The pieces of the text that a range of the line consists of.
    pub fn source_pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let end = match &self.pieces {
                Pieces::One(_) => range.end,
                Pieces::Many(starts) => {
                    let next = starts.partition_point(|(logical, _)| *logical <= at);
                    starts.get(next).map_or(range.end, |(logical, _)| range.end.min(*logical))
                }
            };
            let start = self.source_of(at, false);
            pieces.push(start..start + (end - at));
            at = end;
        }
        pieces
    }

    /// Where two pieces meet, an end belongs to the first, and a start to the second.
    fn source_of(&self, at: usize, is_end: bool) -> usize {
        match &self.pieces {
            Pieces::One(start) => start + at,
            Pieces::Many(pieces) => {
                let index = pieces.partition_point(|(logical, _)| if is_end { *logical < at } else { *logical <= at });
                let (logical, source) = pieces[index.saturating_sub(1)];
                source + (at - logical)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_of_the_line_is_found_in_the_text() {
        let source = "RUN a \\\n  # note\n  b\n";
        let line = Logical::joined(source, &[0..6, 8..8, 17..20]);
        assert_eq!(line.text(), "RUN a   b");
        assert_eq!(line.source(4..5), 4..5);
        assert_eq!(line.source(4..9), 4..20, "over both pieces");
        assert_eq!(line.source(6..9), 17..20);
        assert_eq!(line.source(4..6), 4..6, "an end belongs to the first piece");
        assert_eq!(line.source_pieces(4..9), [4..6, 17..20]);
        assert!(line.source(8..9).len() == 1 && line.source(4..9).len() != 5);
    }
}
