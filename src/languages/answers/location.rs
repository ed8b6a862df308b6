//! Places in the analyzed document and in other files.

use std::ops::Range;
use std::sync::Arc;

/// The file that an answer refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileRef {
    /// The analyzed document.
    Document,
    /// Another file, by its path relative to the document's folder, with `/` between the parts.
    Path(Arc<str>),
}

/// A byte range of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRange {
    /// The file.
    pub file: FileRef,
    /// The byte range in the file.
    pub range: Range<usize>,
}

impl FileRange {
    /// Creates a range of the analyzed document.
    pub fn in_document(range: Range<usize>) -> Self {
        Self { file: FileRef::Document, range }
    }
}

/// A declaration that an editor can jump to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavigationTarget {
    /// The file that contains the declaration.
    pub file: FileRef,
    /// The whole declaration.
    pub full_range: Range<usize>,
    /// The name, which is within `full_range`.
    pub focus_range: Range<usize>,
}

/// The declarations of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The range of the name at the requested offset in the document.
    pub origin: Range<usize>,
    /// The declarations, in the order of their files.
    pub targets: Vec<NavigationTarget>,
}

/// An occurrence of a name in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The byte range to highlight.
    pub range: Range<usize>,
    /// Whether the occurrence writes or reads the name.
    pub kind: HighlightKind,
}

/// How an occurrence uses its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HighlightKind {
    /// The occurrence declares the name or changes its value.
    Write,
    /// The occurrence uses the value.
    Read,
}

/// A name that can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameTarget {
    /// The byte range of the name.
    pub range: Range<usize>,
    /// The initial value of the input box: the name without quotes and escapes.
    pub placeholder: String,
}
