//! What an editor shows when the pointer rests on a word.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The part of the document that is explained.
    pub range: Range<usize>,
    pub markdown: String,
}
