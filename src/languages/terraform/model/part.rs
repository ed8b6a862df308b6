//! The files of one folder that belong to a module.

use std::sync::Arc;

use crate::languages::terraform::file_names::FileKind;

use super::folder_index::{FolderIndex, ModuleFile};

/// The files of one folder that belong to a module, with the current version of the document.
#[derive(Debug)]
pub struct Part {
    pub index: Arc<FolderIndex>,
    pub content: Content,
    pub document: Option<ModuleFile>,
}

/// Which files of a folder belong to a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Module,
    /// A folder of tests, which can also contain values for their variables.
    ValuesAndTests,
    Tests,
}

impl Part {
    pub fn files(&self) -> impl Iterator<Item = &ModuleFile> {
        let files = self.index.files();
        let position = self
            .document
            .as_ref()
            .map_or(Ok(files.len()), |document| files.binary_search_by(|file| file.name.cmp(&document.name)));
        let (before, after) = match position {
            Ok(at) => (&files[..at], files.get(at + 1..).unwrap_or_default()),
            Err(at) => files.split_at(at),
        };
        let (before, after) = (before.iter().map(|file| &**file), after.iter().map(|file| &**file));
        let is_part = |file: &&ModuleFile| self.content.has(file.kind);
        before.filter(is_part).chain(&self.document).chain(after.filter(is_part))
    }

    /// Returns those of the given files that belong to this part. The files must be sorted by name, and so is the
    /// result. The document is included if `has_document` returns true for its current version.
    pub fn with_document<'m>(
        &'m self,
        files: impl Iterator<Item = &'m ModuleFile>,
        has_document: impl FnOnce(&ModuleFile) -> bool,
    ) -> impl Iterator<Item = &'m ModuleFile> {
        let is_other = |file: &&'m ModuleFile| self.document.as_ref().is_none_or(|document| document.name != file.name);
        let mut others = files.filter(|file| self.content.has(file.kind)).filter(is_other).peekable();
        let mut document = self.document.as_ref().filter(|document| has_document(document));
        std::iter::from_fn(move || match (document, others.peek()) {
            (Some(current), Some(other)) if other.name < current.name => others.next(),
            (Some(_), _) => document.take(),
            (None, _) => others.next(),
        })
    }

    pub fn is_complete(&self) -> bool {
        let document = self.document.as_ref();
        self.index.is_complete_but(document.map(|document| &*document.name))
            && document.is_none_or(|document| !document.facts.has_errors)
    }

    pub fn has_module_files(&self) -> bool {
        let is_module = |document: &ModuleFile| document.kind == FileKind::Module;
        self.content == Content::Module
            && (self.index.has_module_files() || self.document.as_ref().is_some_and(is_module))
    }
}

impl Content {
    pub fn has(self, kind: FileKind) -> bool {
        match self {
            Self::Module => true,
            Self::ValuesAndTests => matches!(kind, FileKind::Variables | FileKind::Test),
            Self::Tests => kind == FileKind::Test,
        }
    }
}
