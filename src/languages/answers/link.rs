//! Links from a document to files and web pages.

use std::ops::Range;

use super::location::FileRef;

/// A link in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The byte range of the link.
    pub range: Range<usize>,
    /// The target of the link.
    pub target: LinkTarget,
}

/// The target of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file.
    File(FileRef),
    /// An absolute URL.
    Page(String),
}
