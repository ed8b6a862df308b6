//! The folders that the client has open.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use crate::platform::files;

use super::project_size::is_confined;
use super::relative;

/// The names of directories that contain no modules of the user. The list is the same as in terraform-ls.
const IGNORED_NAMES: [&str; 5] = [".git", ".idea", ".terragrunt-cache", ".vscode", "terraform.tfstate.d"];

/// The folders that the client has open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folders {
    folders: Vec<PathBuf>,
}

/// What a search of the folders skips, in addition to what it always skips.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ignored {
    /// Names of directories to skip wherever they are.
    pub names: Vec<String>,
    /// Absolute paths of directories to skip.
    pub paths: Vec<PathBuf>,
}

impl Folders {
    /// Creates folders with the given absolute paths.
    pub fn new(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut opened = Self::default();
        for folder in folders {
            opened.add(&folder);
        }
        opened
    }

    /// Adds a folder, unless it is open already.
    pub fn add(&mut self, folder: &Path) {
        let folder = files::normalize(folder);
        if !self.folders.contains(&folder) {
            self.folders.push(folder);
        }
    }

    /// Removes a folder.
    pub fn remove(&mut self, folder: &Path) {
        let folder = files::normalize(folder);
        self.folders.retain(|known| *known != folder);
    }

    /// Returns the folders that may be searched and read entirely: all except the root of a file system, the user's
    /// home directory and the directories above it. Waits for the disk.
    #[must_use]
    pub fn confined(&self) -> Self {
        Self { folders: self.folders.iter().filter(|folder| is_confined(folder)).cloned().collect() }
    }

    /// Returns the folders that are not the root of a file system, because a path relative to a root is an absolute
    /// path. Waits for the disk.
    #[must_use]
    pub fn below_root(&self) -> Self {
        let is_root = |folder: &Path| {
            let resolved = files::canonical(folder);
            files::is_file_system_root(folder) || resolved.is_some_and(|folder| files::is_file_system_root(&folder))
        };
        Self { folders: self.folders.iter().filter(|folder| !is_root(folder)).cloned().collect() }
    }

    /// Whether a search of the folders, which follows no links and skips what is ignored, would reach `directory`. If
    /// no folder is open, every directory counts as reached. Checks only the directories on the path on disk, however
    /// large the folders are.
    pub fn lead_to(&self, directory: &Path, ignored: &Ignored) -> bool {
        self.folders.is_empty() || self.folders.iter().any(|folder| leads_to(folder, directory, ignored))
    }

    /// Returns the folders that are not inside another one.
    pub fn outermost(&self) -> impl Iterator<Item = PathBuf> {
        let is_outermost = |folder: &&PathBuf| self.folders.iter().all(|other| !is_inside(folder, other));
        self.folders.iter().filter(is_outermost).cloned()
    }

    /// Returns the folders in the order in which they were opened.
    pub fn iter(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(PathBuf::as_path)
    }

    /// Whether a directory is one of the folders, or is inside one.
    pub fn contains(&self, directory: &Path) -> bool {
        let directory = files::normalize(directory);
        self.folders.iter().any(|folder| directory.starts_with(folder))
    }

    /// Returns the path of `file` relative to the innermost folder that contains it.
    pub fn relative(&self, file: &Path) -> Option<String> {
        self.folders
            .iter()
            .filter_map(|folder| Some((folder.components().count(), relative(file, folder)?)))
            .max_by_key(|(depth, _)| *depth)
            .map(|(_, path)| path)
    }
}

impl Ignored {
    /// Whether a search skips a directory and everything in it.
    pub fn holds(&self, directory: &Path) -> bool {
        let is_ignored = |name: &OsStr| {
            IGNORED_NAMES.iter().any(|ignored| name == *ignored)
                || self.names.iter().any(|ignored| name == ignored.as_str())
        };
        directory.file_name().is_some_and(is_ignored) || self.holds_path(directory)
    }

    /// Whether a directory is ignored by its path. Its name does not matter, because the client may have opened a
    /// folder with an ignored name.
    pub fn holds_path(&self, directory: &Path) -> bool {
        self.paths.iter().any(|ignored| ignored == directory)
    }
}

fn leads_to(folder: &Path, directory: &Path, ignored: &Ignored) -> bool {
    let Ok(way) = directory.strip_prefix(folder) else { return false };
    let mut path = folder.to_path_buf();
    !ignored.holds_path(&path)
        && way.components().all(|component| {
            path.push(component);
            matches!(component, Component::Normal(_)) && !ignored.holds(&path) && !files::is_link(&path)
        })
}

fn is_inside(folder: &Path, other: &Path) -> bool {
    folder != other && folder.starts_with(other)
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
    fn section_4_a_search_passes_by_what_holds_no_module_of_the_user_s_own() {
        let folders = Folders::new([PathBuf::from("/w")]);
        let ignored = Ignored { names: vec!["named".to_owned()], paths: vec![PathBuf::from("/w/at/path")] };
        for (directory, expected) in [
            ("/w", true),
            ("/w/a/b/c/d/e/f/g", true),
            ("/w/.terraform/modules/a", true),
            ("/w/.git/a", false),
            ("/w/.idea", false),
            ("/w/.vscode", false),
            ("/w/a/terraform.tfstate.d/b", false),
            ("/w/.terragrunt-cache/a/b", false),
            ("/w/a/named/b", false),
            ("/w/at/path", false),
            ("/w/at/path/below", false),
            ("/w/at/other", true),
            ("/elsewhere", false),
            ("/w/../elsewhere", false),
        ] {
            assert_eq!(folders.lead_to(Path::new(directory), &ignored), expected, "{directory}");
        }
        assert!(Folders::default().lead_to(Path::new("/anywhere"), &ignored));
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
