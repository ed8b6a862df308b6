//! The files of the supported languages in the open folders, as the last search of the disk found them.

use std::path::PathBuf;
use std::sync::Arc;

use crate::languages::Language;

pub type WorkspaceFiles = Arc<[(PathBuf, Language)]>;

/// The files that a search found, kept until a change is reported.
#[derive(Default)]
pub struct KnownFiles {
    found: Option<WorkspaceFiles>,
    /// The number of reported changes.
    changes: u64,
}

/// A search that has begun.
#[derive(Clone, Copy)]
pub struct Search {
    changes: u64,
}

impl KnownFiles {
    pub fn known(&self) -> Option<WorkspaceFiles> {
        self.found.clone()
    }

    pub fn begin_search(&self) -> Search {
        Search { changes: self.changes }
    }

    /// Keeps the files that a search found, unless a change was reported in the meantime.
    pub fn finish_search(&mut self, search: Search, found: &WorkspaceFiles) {
        if search.changes == self.changes {
            self.found = Some(Arc::clone(found));
        }
    }

    /// Records that a file was created or deleted, or that the folders changed.
    pub fn changed(&mut self) {
        self.changes += 1;
        self.found = None;
    }
}
