//! The Git repository around a file, and its remote. A clone can contain what only looks like a repository, so libgit2
//! never opens one: it parses a configuration that was inspected before. Reads the disk: call it where waiting is
//! allowed.

mod config;
mod repository;

use std::path::{Path, PathBuf};

use crate::platform::files;

use super::folders::Folders;
use super::project_size::is_confined;
use super::relative;

use repository::Repository;

/// What a file's repository says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// Address of `origin`, else of the first remote, as it is written in the configuration.
    pub remote: Option<String>,
    /// Path of the file relative to the work tree.
    pub path: String,
}

/// Looks for the repository of a file. `None` outside a repository, and inside one that is not sound.
pub fn versioned(file: &Path, folders: &Folders) -> Option<Versioned> {
    let directory = files::nearest_directory(file)?;
    // The directory's own links are followed, so that a link into the repository is inside; the file need not exist.
    let resolved = files::canonical(directory)?;
    let repository = around(&resolved, folders)?;
    let path = relative(&resolved.join(file.strip_prefix(directory).ok()?), &repository.work_tree)?;
    Some(Versioned { remote: repository.remote, path })
}

/// The work tree of the repository around a directory, whose path contains no links.
pub fn work_tree(directory: &Path, folders: &Folders) -> Option<PathBuf> {
    around(directory, folders).map(|repository| repository.work_tree)
}

/// The directories of the repositories around a directory, sound or not: every one with a `.git`, and for a linked
/// worktree the directory of its repository. The path contains no links.
pub fn claimed(directory: &Path) -> Vec<PathBuf> {
    let mut claimed = repository::claimed(directory);
    let innermost = claimed.next();
    // A home directory that is a repository is the user's own.
    let others = claimed.filter(|directory| is_confined(directory));
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
