//! Which Git repository a file lies in, and its remote. Reads the disk: call it where waiting is allowed.

use std::path::{Path, PathBuf};

use git2::{Repository, RepositoryOpenFlags};

use super::relative;

/// What a file's repository says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versioned {
    /// Address of `origin`, else of the first remote, as it is written in the configuration.
    pub remote: Option<String>,
    /// Path of the file relative to the work tree.
    pub path: String,
}

/// Looks from the file upwards. `None` outside a repository, and for one that is bare, broken or not to be trusted.
pub fn versioned(file: &Path) -> Option<Versioned> {
    let directory = nearest_directory(file)?;
    let nowhere: [&Path; 0] = [];
    let repository = Repository::open_ext(&directory, RepositoryOpenFlags::empty(), nowhere).ok()?;
    let root = repository.workdir()?.canonicalize().ok()?;
    // The directory's own links are followed, so that a link into the repository is inside; the file need not exist.
    let resolved = directory.canonicalize().ok()?.join(file.strip_prefix(&directory).ok()?);
    Some(Versioned { remote: remote(&repository), path: relative(&resolved, &root)? })
}

fn remote(repository: &Repository) -> Option<String> {
    let origin = repository.find_remote("origin");
    let remote = origin.or_else(|_| {
        let names = repository.remotes()?;
        let first = names.iter().find_map(|name| name.ok().flatten().map(str::to_owned));
        repository.find_remote(first.as_deref().unwrap_or_default())
    });
    remote.ok()?.url().ok().map(str::to_owned)
}

/// The directory that holds `file`, or the first above it that is there.
fn nearest_directory(file: &Path) -> Option<PathBuf> {
    file.ancestors().skip(1).find(|directory| directory.is_dir()).map(Path::to_path_buf)
}
