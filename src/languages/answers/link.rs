//! Links from a document to files and web pages.

use std::ops::Range;

use super::location::FileRef;

/// A part of a document that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// The bytes that are underlined.
    pub range: Range<usize>,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// A file.
    File(FileRef),
    /// An absolute URL.
    Page(String),
}
