//! A logical line: an instruction with its continuation lines joined. Each byte of the line can be mapped to the text.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::text::Span;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogicalLine<'a>(Form<'a>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form<'a> {
    /// A single piece of the text, which starts at the start of the span.
    Piece(&'a str, Span),
    Joined(Arc<Joined>),
}

/// A line that consists of several pieces of the text.
#[derive(Debug, PartialEq, Eq)]
struct Joined {
    text: Box<str>,
    /// For each piece, the offset in the logical line at which it starts, and its place in the text. The first piece
    /// starts at 0 in the line.
    pieces: Box<[Piece]>,
}

#[derive(Debug, PartialEq, Eq)]
struct Piece {
    logical: u32,
    source: Span,
}

impl Piece {
    fn logical(&self) -> usize {
        self.logical as usize
    }
}

impl<'a> LogicalLine<'a> {
    fn from_piece(source: &'a str, piece: Range<usize>) -> Self {
        Self(Form::Piece(&source[piece.clone()], piece.into()))
    }

    /// Joins pieces of the text to a logical line.
    pub fn join(source: &'a str, pieces: &[Range<usize>]) -> Self {
        let mut filled = pieces.iter().filter(|piece| !piece.is_empty());
        match (filled.next(), filled.next()) {
            (None, _) => Self::from_piece(source, pieces.first().map_or(0..0, |piece| piece.start..piece.start)),
            (Some(piece), None) => Self::from_piece(source, piece.clone()),
            (Some(_), Some(_)) => {
                let mut text = String::with_capacity(pieces.iter().map(Range::len).sum());
                let mut places = Vec::with_capacity(pieces.len());
                for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
                    let logical = u32::try_from(text.len()).unwrap_or(u32::MAX);
                    places.push(Piece { logical, source: Span::new(piece) });
                    text.push_str(&source[piece.clone()]);
                }
                Self(Form::Joined(Arc::new(Joined { text: text.into(), pieces: places.into() })))
            }
        }
    }

    pub fn text(&self) -> &str {
        match &self.0 {
            Form::Piece(text, _) => text,
            Form::Joined(joined) => &joined.text,
        }
    }

    /// Returns the offset of a string that is a slice of the logical line.
    pub fn offset_of(&self, part: &str) -> Option<usize> {
        let start = (part.as_ptr() as usize).checked_sub(self.text().as_ptr() as usize)?;
        (start + part.len() <= self.text().len()).then_some(start)
    }

    /// Maps a range of the line to the text. The result includes the separators between continued lines.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        let start = self.source_of(range.start, false);
        let end = if range.is_empty() { start } else { self.source_of(range.end, true) };
        start..end
    }

    /// Returns the pieces of the text for a range of the line.
    pub fn source_pieces(&self, range: Range<usize>) -> Vec<Range<usize>> {
        let mut pieces = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let end = match &self.0 {
                Form::Piece(..) => range.end,
                Form::Joined(joined) => {
                    let next = joined.pieces.partition_point(|piece| piece.logical() <= at);
                    joined.pieces.get(next).map_or(range.end, |piece| range.end.min(piece.logical()))
                }
            };
            let start = self.source_of(at, false);
            pieces.push(start..start + (end - at));
            at = end;
        }
        pieces
    }

    /// Maps an offset to the text. At the border of two pieces, an end is mapped to the first piece, and a start to the
    /// second.
    fn source_of(&self, at: usize, is_end: bool) -> usize {
        match &self.0 {
            Form::Piece(_, source) => source.range().start + at,
            Form::Joined(joined) => {
                let is_before = |piece: &Piece| if is_end { piece.logical() < at } else { piece.logical() <= at };
                let index = joined.pieces.partition_point(is_before);
                let piece = &joined.pieces[index.saturating_sub(1)];
                piece.source.range().start + (at - piece.logical())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_of_the_line_are_mapped_to_the_text() {
        let source = "RUN a \\\n  # note\n  b\n";
        let line = LogicalLine::join(source, &[0..6, 8..8, 17..20]);
        assert_eq!(line.text(), "RUN a   b");
        assert_eq!(line.source(4..5), 4..5);
        assert_eq!(line.source(4..9), 4..20, "over both pieces");
        assert_eq!(line.source(6..9), 17..20);
        assert_eq!(line.source(4..6), 4..6, "an end belongs to the first piece");
        assert_eq!(line.source_pieces(4..9), [4..6, 17..20]);
        assert!(line.source(8..9).len() == 1 && line.source(4..9).len() != 5);
    }
}
