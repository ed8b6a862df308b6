//! Edits, and the code actions that are made of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::diagnostic::Diagnostic;
use super::location::FileRef;
use crate::languages::sort::SortStably;

/// Replaces a range by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes to replace; empty to insert.
    pub range: Range<usize>,
    /// The text to put there; empty to delete.
    pub text: String,
}

impl Edit {
    /// Replaces a range.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Inserts a text at an offset.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::replace(at..at, text)
    }

    /// Deletes a range.
    pub fn delete(range: Range<usize>) -> Self {
        Self::replace(range, "")
    }
}

/// The edits of one file, in the order of its text and without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    /// The file to edit.
    pub file: FileRef,
    /// The edits, in the order of the text.
    pub edits: Vec<Edit>,
}

impl FileEdits {
    /// Edits of the analyzed document.
    pub fn in_document(edits: Vec<Edit>) -> Self {
        Self { file: FileRef::Document, edits }
    }

    /// Groups edits by file: first those of the document, then the others in the order of their paths.
    pub fn group(edits: impl IntoIterator<Item = (FileRef, Edit)>) -> Vec<Self> {
        let mut files: BTreeMap<FileRef, Vec<Edit>> = BTreeMap::new();
        for (file, edit) in edits {
            files.entry(file).or_default().push(edit);
        }
        let groups = files.into_iter().map(|(file, mut edits)| {
            edits.sort_stably_by_key(|edit| edit.range.start);
            Self { file, edits }
        });
        groups.collect()
    }
}

/// Edits that resolve diagnostics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuickFix {
    /// The title in the menu, an imperative such as `Rename stage to build`.
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
    /// Which submenu of an editor lists it.
    pub kind: RefactoringKind,
    /// The title in the menu, an imperative.
    pub title: String,
    /// The edits; a file occurs at most once.
    pub changes: Vec<FileEdits>,
}

/// Edits beside those of a renaming, which the user has to confirm.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenameAdditions {
    /// What the edits do, as a title.
    pub title: String,
    /// The edits, by file.
    pub changes: Vec<FileEdits>,
}

/// What a refactoring does, in the terms of LSP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RefactoringKind {
    /// Moves a part to a place of its own and refers to it.
    Extract,
    /// Replaces references by what they refer to.
    Inline,
    /// Writes the same in another form.
    Rewrite,
}
