//! Edits, and the code actions that are made of them.

use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::location::FileRef;

/// Replaces a range by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub text: String,
}

impl Edit {
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    pub fn delete(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

/// The edits of one file, in the order of its text and without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    pub file: FileRef,
    pub edits: Vec<Edit>,
}

impl FileEdits {
    pub fn in_document(edits: Vec<Edit>) -> Self {
        Self { file: FileRef::Document, edits }
    }
}

/// Edits that resolve diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickFix {
    pub title: String,
    /// The diagnostics that it resolves, all of one code.
    pub resolves: Vec<Diagnostic>,
    /// A file occurs at most once.
    pub changes: Vec<FileEdits>,
    /// Whether it is what most people want.
    pub is_preferred: bool,
}

impl QuickFix {
    /// The edits of the analysed document.
    pub fn document_edits(&self) -> &[Edit] {
        let document = self.changes.iter().find(|change| change.file == FileRef::Document);
        document.map_or(&[], |change| &change.edits)
    }
}

/// Edits that change the structure of a document and keep its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refactoring {
    pub kind: RefactoringKind,
    pub title: String,
    pub changes: Vec<FileEdits>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefactoringKind {
    Extract,
    Inline,
    Rewrite,
}
