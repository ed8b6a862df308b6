//! The Git repository that contains a file, and its remote. A clone can contain files that only look like a repository,
//! so libgit2 never opens one: it only parses a configuration that was checked before. Reads the disk, so call it only
//! where blocking is allowed.

mod config;
mod repository;

use std::path::{Path, PathBuf};

use crate::platform::files;

use super::folders::Folders;
use super::project_size::is_confined;
use super::relative;

use repository::Repository;

/// A file in a repository.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// The URL of `origin`, else of the first remote, as it is written in the configuration.
    pub remote: Option<String>,
    /// The path of the file relative to the work tree.
    pub path: String,
}

/// Finds the repository that contains a file. Returns `None` outside a repository, and inside one that is not valid.
pub fn versioned(file: &Path, folders: &Folders) -> Option<Versioned> {
    let directory = files::nearest_directory(file)?;
    // Links on the path of the directory are followed, so that a link into the repository counts as inside. The file
    // need not exist.
    let resolved = files::canonical(directory)?;
    let repository = around(&resolved, folders)?;
    let path = relative(&resolved.join(file.strip_prefix(directory).ok()?), &repository.work_tree)?;
    Some(Versioned { remote: repository.remote, path })
}

/// Returns the work tree of the repository that contains a directory. The path of the directory must not contain links.
pub fn work_tree(directory: &Path, folders: &Folders) -> Option<PathBuf> {
    around(directory, folders).map(|repository| repository.work_tree)
}

/// Returns the directories of the repositories that contain a directory, valid or not: every directory with a `.git`,
/// and for a linked worktree the directory of its repository. The path of the directory must not contain links.
pub fn enclosing_repositories(directory: &Path) -> Vec<PathBuf> {
    let mut repositories = repository::enclosing_repositories(directory);
    let innermost = repositories.next();
    // A home directory that is a repository is controlled by the user.
    let others = repositories.filter(|directory| is_confined(directory));
    innermost
        .into_iter()
        .chain(others)
        .flat_map(|directory| {
            let common = repository::common_directory(&directory);
            [Some(directory), common].into_iter().flatten()
        })
        .collect()
}

fn around(directory: &Path, folders: &Folders) -> Option<Repository> {
    let repository = Repository::around(directory)?;
    is_of_workspace(&repository.work_tree, directory, folders).then_some(repository)
}

/// Whether a work tree is inside an open folder or contains one. If no folder is open, the document's directory counts
/// as one.
fn is_of_workspace(work_tree: &Path, directory: &Path, folders: &Folders) -> bool {
    if files::is_file_system_root(work_tree) {
        return false;
    }
    let resolved = |folder: &Path| files::canonical(folder).unwrap_or_else(|| folder.to_path_buf());
    let folders: Vec<PathBuf> = folders.below_root().iter().map(resolved).collect();
    let is_related = |folder: &Path| work_tree.starts_with(folder) || folder.starts_with(work_tree);
    if folders.is_empty() { is_related(directory) } else { folders.iter().any(|folder| is_related(folder)) }
}
