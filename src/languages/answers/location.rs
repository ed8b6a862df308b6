//! Places in the analysed document and in other files.

use std::ops::Range;
use std::sync::Arc;

/// The file that an answer is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRef {
    /// The analysed document.
    Document,
    /// A file by its path from the document's folder, with `/` between the parts.
    Path(Arc<str>),
}

/// A byte range of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// The file.
    pub file: FileRef,
    /// The bytes of the file.
    pub range: Range<usize>,
}

impl FileRange {
    /// A range of the analyzed document.
    pub fn in_document(range: Range<usize>) -> Self {
        Self { file: FileRef::Document, range }
    }
}

/// A declaration to which an editor can jump.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationTarget {
    /// The file that contains the declaration.
    pub file: FileRef,
    /// The whole declaration.
    pub full_range: Range<usize>,
    /// Its name, within `full_range`.
    pub focus_range: Range<usize>,
}

/// Where a name is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The name in the document for which the targets were requested.
    pub origin: Range<usize>,
    /// The declarations, in the order of their files.
    pub targets: Vec<NavigationTarget>,
}

/// An occurrence of a name in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The bytes to highlight.
    pub range: Range<usize>,
    /// Whether the occurrence declares or uses the name.
    pub kind: HighlightKind,
}

/// How an occurrence uses its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// The occurrence declares the name or changes its value.
    Write,
    /// It uses the value.
    Read,
}

/// A name that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTarget {
    /// The bytes of the name.
    pub range: Range<usize>,
    /// The name to start with, without quotes and escapes.
    pub placeholder: String,
}
