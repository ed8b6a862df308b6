//! Links from a document to files and web pages.

use std::ops::Range;

use super::location::FileRef;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    pub range: Range<usize>,
    pub target: LinkTarget,
    pub tooltip: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    File(FileRef),
    /// An absolute URL.
    Page(String),
}
