//! The folders that the client has open.

use std::path::{Path, PathBuf};

use super::relative;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    folders: Vec<PathBuf>,
}

impl Folders {
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut opened = Self::default();
        for folder in folders {
            opened.add(folder);
        }
        opened
    }

    pub fn add(&mut self, folder: PathBuf) {
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
        }
    }

    pub fn remove(&mut self, folder: &Path) {
        self.folders.retain(|known| known != folder);
    }

    /// The path of `file` in the innermost folder that holds it.
    pub fn relative(&self, file: &Path) -> Option<String> {
        self.folders
            .iter()
            .filter_map(|folder| Some((folder.components().count(), relative(file, folder)?)))
            .max_by_key(|(depth, _)| *depth)
            .map(|(_, path)| path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn d19_a_folder_whose_name_begins_alike_holds_nothing_of_the_other() {
        let folders = Folders::new([PathBuf::from("/home/u/proj")]);
        assert_eq!(folders.relative(Path::new("/home/u/proj-secret/Dockerfile")), None);
        assert_eq!(folders.relative(Path::new("/home/u/proj/a/Dockerfile")).as_deref(), Some("a/Dockerfile"));
    }

    #[test]
    fn the_innermost_folder_counts() {
        let mut folders = Folders::new([PathBuf::from("/w"), PathBuf::from("/w/a")]);
        assert_eq!(folders.relative(Path::new("/w/a/b")).as_deref(), Some("b"));
        folders.remove(Path::new("/w/a"));
        assert_eq!(folders.relative(Path::new("/w/a/b")).as_deref(), Some("a/b"));
        assert_eq!(folders.relative(Path::new("/w")), None);
    }
}
