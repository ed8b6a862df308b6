//! Parts of a document that an editor can collapse.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// From the end of what stays visible to the end of what is hidden.
    pub range: Range<usize>,
    pub kind: FoldingKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoldingKind {
    Region,
    Comment,
}
