//! The files on which the diagnostics of a document depend: those that were asked for, whether they are there or not,
//! and the names in its folder, where those were asked for.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

#[derive(Debug, Default)]
pub struct Dependencies {
    read: BTreeSet<PathBuf>,
    listed: Option<Listed>,
}

/// A folder whose names were asked for.
#[derive(Debug)]
struct Listed {
    folder: PathBuf,
    /// Those that are known. A file of another name is a new one.
    known: BTreeSet<PathBuf>,
}

impl Dependencies {
    pub fn add_file(&mut self, file: &Path) {
        self.read.insert(file.to_path_buf());
    }

    pub fn add_names(&mut self, folder: &Path, known: impl Iterator<Item = PathBuf>) {
        self.listed = Some(Listed { folder: folder.to_path_buf(), known: known.collect() });
    }

    pub fn has_file(&self, file: &Path) -> bool {
        self.read.contains(file)
    }

    pub fn file_count(&self) -> usize {
        self.read.len()
    }

    /// Whether a change of a file, or of a folder with all that is in it, may change the diagnostics.
    pub fn concern(&self, changed: &Path) -> bool {
        let is_new = |listed: &Listed| changed.parent() == Some(&*listed.folder) && !listed.known.contains(changed);
        self.read.iter().any(|read| read.starts_with(changed)) || self.listed.as_ref().is_some_and(is_new)
    }
}
