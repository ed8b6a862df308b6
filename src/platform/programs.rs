//! Programs on disk: where to look for one, which links its path contains, and how to identify it.

use std::env;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use super::files::{MAX_LINKS, normalize};

/// Returns the paths that a program would have in the entries of `PATH`, in their order. Relative entries are ignored,
/// because they refer to another program in every directory.
pub fn in_search_path(name: &str) -> Vec<PathBuf> {
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    search_path().map(|directory| directory.join(&file_name)).collect()
}

/// Returns the absolute entries of the environment's `PATH`.
pub fn search_path() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let directories: Vec<PathBuf> = env::split_paths(&path).filter(|directory| directory.is_absolute()).collect();
    directories.into_iter()
}

/// Identifies a file or a directory, regardless of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// Returns the identity of what is at a path, with links resolved. `None` if nothing exists there. Waits for the
    /// disk.
    pub fn of(path: &Path) -> Option<Self> {
        Some(identified(path)?.0)
    }
}

/// Returns the identity of a file or a directory, and the number of its hard links.
#[cfg(unix)]
fn identified(path: &Path) -> Option<(Identity, u64)> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path).ok()?;
    Some((Identity { device: metadata.dev(), number: metadata.ino() }, metadata.nlink()))
}

#[cfg(windows)]
fn identified(path: &Path) -> Option<(Identity, u64)> {
    let handle = winapi_util::Handle::from_path_any(path).ok()?;
    let information = winapi_util::file::information(&handle).ok()?;
    let identity = Identity { device: information.volume_serial_number(), number: information.file_index() };
    Some((identity, information.number_of_links()))
}

/// An executable regular file. Its path contains no links.
#[derive(Clone, Debug)]
pub struct Executable {
    path: PathBuf,
    identity: Identity,
    /// How many directory entries (hard links) this file has.
    pub links: u64,
}

impl Executable {
    /// Returns the file at a path, with links resolved. `None` if that is not an executable regular file. Waits for the
    /// disk.
    pub fn at(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        let metadata = fs::symlink_metadata(&path).ok()?;
        #[cfg(unix)]
        let is_executable = std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()) & 0o111 != 0;
        #[cfg(not(unix))]
        let is_executable = true;
        if !metadata.is_file() || !is_executable {
            return None;
        }
        let (identity, links) = identified(&path)?;
        Some(Self { path, identity, links })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path still refers to the same file. Waits for the disk.
    pub fn is_unchanged(&self) -> bool {
        Self::at(&self.path).is_some_and(|now| now.path == self.path && now.identity == self.identity)
    }

    /// Whether one of the directories, or one below them, has an entry that is this file. `None` after `max_entries`
    /// entries, and if a directory cannot be listed. Follows no symbolic links. Waits for the disk.
    pub fn is_linked_in(&self, directories: Vec<PathBuf>, max_entries: usize) -> Option<bool> {
        let mut entries = 0;
        let mut waiting = directories;
        while let Some(directory) = waiting.pop() {
            for entry in fs::read_dir(directory).ok()? {
                entries += 1;
                if entries > max_entries {
                    return None;
                }
                let entry = entry.ok()?;
                let kind = entry.file_type().ok()?;
                if kind.is_dir() {
                    waiting.push(entry.path());
                } else if kind.is_file() && self.is_at(&entry)? {
                    return Some(true);
                }
            }
        }
        Some(false)
    }

    /// Whether a directory entry is this file. `None` if that cannot be determined.
    fn is_at(&self, entry: &DirEntry) -> Option<bool> {
        #[cfg(unix)]
        if std::os::unix::fs::DirEntryExt::ino(entry) != self.identity.number {
            return Some(false);
        }
        Some(Identity::of(&entry.path())? == self.identity)
    }
}

/// Returns the path of every link that is followed to resolve a path, and the resolved path last, as far as it exists.
/// `None` if links form a cycle. Waits for the disk.
pub fn links_on_path(path: &Path) -> Option<Vec<PathBuf>> {
    let mut paths = Vec::new();
    let mut path = normalize(path);
    while let Some((link, target)) = first_link(&path) {
        paths.push(link);
        if paths.len() > MAX_LINKS {
            return None;
        }
        path = target;
    }
    paths.push(path);
    Some(paths)
}

/// Returns the first link on a path, and the path with that link replaced by its target.
fn first_link(path: &Path) -> Option<(PathBuf, PathBuf)> {
    let mut current = PathBuf::new();
    let mut components = path.components();
    while let Some(component) = components.next() {
        current.push(component);
        if fs::symlink_metadata(&current).ok()?.is_symlink() {
            let target = current.parent()?.join(fs::read_link(&current).ok()?).join(components.as_path());
            return Some((current, normalize(&target)));
        }
    }
    None
}
