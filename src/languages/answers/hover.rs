//! What an editor shows when the pointer rests on a word.

use std::ops::Range;

/// The documentation of something in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The part of the document that is explained.
    pub range: Range<usize>,
    /// The documentation.
    pub markdown: String,
}
