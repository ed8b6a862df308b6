//! What the answers about a document depend on beside its own text: files that were requested, whether they exist or
//! not, and lists of names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use crate::languages::{Language, identifier_of_file};

#[derive(Debug, Default)]
pub struct Dependencies {
    /// The files that were requested, with their texts. `None` for one that cannot be read, or is still being read.
    files: BTreeMap<PathBuf, Option<Weak<str>>>,
    /// The folders whose entries were listed, with the paths that are known.
    folders: BTreeMap<PathBuf, BTreeSet<PathBuf>>,
    /// The languages whose files in the workspace were listed, with the paths that are known.
    languages: Vec<(Language, BTreeSet<PathBuf>)>,
}

impl Dependencies {
    /// Notes a file before it is read, so that no later change is missed. Returns whether it was noted before.
    pub fn add_file(&mut self, file: &Path) -> bool {
        let is_known = self.files.contains_key(file);
        if !is_known {
            self.files.insert(file.to_path_buf(), None);
        }
        is_known
    }

    /// Keeps which text a file has.
    pub fn set_text(&mut self, file: &Path, text: &Arc<str>) {
        self.files.insert(file.to_path_buf(), Some(Arc::downgrade(text)));
    }

    pub fn add_folder(&mut self, folder: &Path, known: BTreeSet<PathBuf>) {
        self.folders.insert(folder.to_path_buf(), known);
    }

    pub fn add_language(&mut self, language: Language, known: BTreeSet<PathBuf>) {
        self.languages.retain(|(listed, _)| *listed != language);
        self.languages.push((language, known));
    }

    pub fn has_file(&self, file: &Path) -> bool {
        self.files.contains_key(file)
    }

    pub fn file_count(&self) -> usize {
        self.files.len()
    }

    /// The files that were requested, with their texts.
    pub fn files(&self) -> impl Iterator<Item = (&Path, Option<&Weak<str>>)> {
        self.files.iter().map(|(path, text)| (path.as_path(), text.as_ref()))
    }

    /// The folders that were listed, with the paths that are known.
    pub fn folders(&self) -> impl Iterator<Item = (&Path, &BTreeSet<PathBuf>)> {
        self.folders.iter().map(|(folder, known)| (folder.as_path(), known))
    }

    /// Whether a change of a file, or of a folder with everything in it, may change the answers.
    pub fn is_affected_by(&self, changed: &Path) -> bool {
        let is_requested = || self.files.keys().any(|file| file.starts_with(changed));
        let is_new = |known: &BTreeSet<PathBuf>| !known.contains(changed);
        let is_listed = || {
            let folder = changed.parent().and_then(|folder| self.folders.get(folder));
            folder.is_some_and(is_new)
        };
        let is_document = || {
            if self.languages.is_empty() {
                return false;
            }
            let name = changed.file_name().unwrap_or_default().to_string_lossy();
            let language = identifier_of_file(&name).and_then(|identifier| Language::detect(identifier, &name));
            self.languages.iter().any(|(listed, known)| Some(*listed) == language && is_new(known))
        };
        self.files.contains_key(changed) || is_requested() || is_listed() || is_document()
    }
}
