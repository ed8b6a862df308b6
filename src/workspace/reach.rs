//! Which files may be read for a document: those in the folders that the client has open, in the document's own
//! directory, and in the repository that contains it. Every read in a workspace goes through [`Reach`].

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use crate::platform::files::{self, Extent, Lookup, Place, ReadScope};

use super::folders::Folders;
use super::git;
use super::project_size::is_confined;

/// The files that may be read for the documents of one directory. Waits for the disk.
#[derive(Debug)]
pub struct Reach {
    folders: Folders,
    directory: Option<PathBuf>,
    /// Only the directory.
    own: ReadScope,
    /// `own` and the folders. Created only when a path is outside `own`, because every folder is resolved.
    near: OnceLock<ReadScope>,
    /// `near` and the repository, which is looked for only when a path is outside `near`.
    wide: OnceLock<ReadScope>,
}

impl Reach {
    /// Creates the reach of the documents in `directory`, which is `None` if there is no document or it is not a file.
    pub fn new(folders: &Folders, directory: Option<&Path>) -> Self {
        let mut own = ReadScope::default();
        if let Some(directory) = directory {
            own.add(directory, if is_confined(directory) { Extent::Tree } else { Extent::Entries });
        }
        let directory = directory.map(Path::to_path_buf);
        Self { folders: folders.clone(), directory, own, near: OnceLock::new(), wide: OnceLock::new() }
    }

    /// Returns a file or directory that may be read. `None` if it does not exist, or if it is outside, also through a
    /// link.
    pub fn find(&self, path: &Path) -> Option<Place> {
        let lookup = match self.own.find(path) {
            Lookup::Outside => self.near().find(path),
            lookup => lookup,
        };
        match lookup {
            Lookup::Found(place) => Some(place),
            Lookup::Missing => None,
            Lookup::Outside => self.wide().find(path).found(),
        }
    }

    fn near(&self) -> &ReadScope {
        self.near.get_or_init(|| {
            let mut near = self.own.clone();
            for folder in self.folders.confined().iter() {
                near.add(folder, Extent::Tree);
            }
            near
        })
    }

    fn wide(&self) -> &ReadScope {
        self.wide.get_or_init(|| {
            let mut wide = self.near().clone();
            let directory = self.directory.as_deref().and_then(files::canonical);
            let work_tree = directory.and_then(|directory| git::work_tree(&directory, &self.folders));
            if let Some(work_tree) = work_tree.filter(|work_tree| is_confined(work_tree)) {
                wide.add(&work_tree, Extent::Tree);
            }
            wide
        })
    }
}
