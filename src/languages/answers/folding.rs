//! Parts of a document that an editor can collapse.

use std::ops::Range;

/// Lines that an editor can collapse.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// From the end of what stays visible to the end of what is hidden.
    pub range: Range<usize>,
    /// What the lines are.
    pub kind: FoldingKind,
}

/// What the lines of a folding range are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldingKind {
    /// A block, a list or another part of the syntax.
    Syntax,
    /// What the author marked as a region.
    Region,
    /// Comments.
    Comment,
}
