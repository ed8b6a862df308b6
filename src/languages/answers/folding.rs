//! Parts of a document that an editor can collapse.

use std::ops::Range;

/// A range of lines that an editor can collapse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// The byte range that is hidden. It starts at the end of the part that stays visible.
    pub range: Range<usize>,
    /// The kind of the range.
    pub kind: FoldingKind,
}

/// The kind of a folding range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldingKind {
    /// A block, a list or another syntactic element.
    Syntax,
    /// A region that the author marked.
    Region,
    /// A group of comments.
    Comment,
}
