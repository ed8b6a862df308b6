//! Edits, and the code actions that consist of edits.

use std::collections::BTreeMap;
use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::location::FileRef;
use crate::languages::sort::SortStably;

/// Replaces a range with a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The byte range to replace; empty to insert.
    pub range: Range<usize>,
    /// The replacement; empty to delete.
    pub text: String,
}

impl Edit {
    /// Creates an edit that replaces a range.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Creates an edit that inserts a string at an offset.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// Creates an edit that deletes a range.
    pub fn delete(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

/// The edits of one file, in document order and without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The file to edit.
    pub file: FileRef,
    /// The edits, in document order.
    pub edits: Vec<Edit>,
    /// Whether the file does not exist yet. Its only edit is an insertion.
    pub creates_file: bool,
}

impl FileEdits {
    /// Creates edits of an existing file.
    pub fn new(file: FileRef, edits: Vec<Edit>) -> Self {
        Self { file, edits, creates_file: false }
    }

    /// Creates a file with a text. A client that cannot create files offers nothing that needs one.
    pub fn create(path: &str, text: impl Into<String>) -> Self {
        Self { file: FileRef::Path(path.into()), edits: vec![Edit::insert(0, text)], creates_file: true }
    }

    /// Creates edits of the analyzed document.
    pub fn in_document(edits: Vec<Edit>) -> Self {
        Self::new(FileRef::Document, edits)
    }

    /// Groups edits by file: first those of the document, then those of other files in the order of their paths.
    pub fn group(edits: impl IntoIterator<Item = (FileRef, Edit)>) -> Vec<Self> {
        let mut files: BTreeMap<FileRef, Vec<Edit>> = BTreeMap::new();
        for (file, edit) in edits {
            files.entry(file).or_default().push(edit);
        }
        let groups = files.into_iter().map(|(file, mut edits)| {
            edits.sort_stably_by_key(|edit| edit.range.start);
            Self::new(file, edits)
        });
        groups.collect()
    }
}

/// Edits that resolve diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickFix {
    /// The title in the menu, in the imperative mood, such as `Rename stage to build`.
    pub title: String,
    /// The diagnostics that it resolves, which all have the same code.
    pub resolves: Vec<Diagnostic>,
    /// The edits. A file occurs at most once.
    pub changes: Vec<FileEdits>,
    /// Whether most users want this fix, so that editors may apply it automatically.
    pub is_preferred: bool,
}

impl QuickFix {
    /// The edits of the analyzed document.
    pub fn document_edits(&self) -> &[Edit] {
        let document = self.changes.iter().find(|change| change.file == FileRef::Document);
        document.map_or(&[], |change| &change.edits)
    }
}

/// Edits that change the structure of a document without changing its meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refactoring {
    /// The kind, which decides the submenu in which an editor lists it.
    pub kind: RefactoringKind,
    /// The title in the menu, in the imperative mood.
    pub title: String,
    /// The edits. A file occurs at most once.
    pub changes: Vec<FileEdits>,
}

/// Edits that complement a rename. The user has to confirm them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameAdditions {
    /// The title, which describes the edits.
    pub title: String,
    /// The edits, by file.
    pub changes: Vec<FileEdits>,
}

/// The kind of a refactoring, in the terms of LSP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefactoringKind {
    /// Moves code to a place of its own, and replaces it with a reference.
    Extract,
    /// Replaces references with the values that they refer to.
    Inline,
    /// Rewrites code in another form.
    Rewrite,
}
