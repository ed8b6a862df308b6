//! Programs on the disk: where one is looked for, over which links its path leads, and what tells it from others.

use std::env;
use std::fs::{self, DirEntry, Metadata};
use std::path::{Path, PathBuf};

use super::files::normalize;

/// Links that one path may lead through, as in Linux.
const MAX_LINKS: usize = 40;

/// Files that the environment's `PATH` has for a program, in its order. Relative entries mean another program in every
/// directory and do not count.
pub fn in_search_path(name: &str) -> Vec<PathBuf> {
    let file_name = format!("{name}{}", env::consts::EXE_SUFFIX);
    search_path().map(|directory| directory.join(&file_name)).collect()
}

/// The absolute entries of the environment's `PATH`.
pub fn search_path() -> impl Iterator<Item = PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let directories: Vec<PathBuf> = env::split_paths(&path).filter(|directory| directory.is_absolute()).collect();
    directories.into_iter()
}

/// What a file or a directory is on the disk, whatever its name. `None` where nothing is, or the system does not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// Follows links. Waits for the disk.
    pub fn of(path: &Path) -> Option<Self> {
        Self::from_metadata(&fs::metadata(path).ok()?)
    }

    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems do not tell")]
    fn from_metadata(metadata: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        Some(Self { device: metadata.dev(), number: metadata.ino() })
    }

    #[cfg(not(unix))]
    fn from_metadata(_: &Metadata) -> Option<Self> {
        None
    }
}

/// An executable regular file. Its path leads through no links.
#[derive(Clone, Debug)]
pub struct Executable {
    path: PathBuf,
    identity: Option<Identity>,
    /// The directory entries that are this file. 1 where the system does not tell.
    pub links: u64,
}

impl Executable {
    /// The file to which a path leads. `None` where that is no executable regular file. Waits for the disk.
    pub fn at(path: &Path) -> Option<Self> {
        let path = fs::canonicalize(path).ok()?;
        let metadata = fs::symlink_metadata(&path).ok()?;
        #[cfg(unix)]
        let (is_executable, links) = {
            use std::os::unix::fs::MetadataExt;
            (metadata.mode() & 0o111 != 0, metadata.nlink())
        };
        #[cfg(not(unix))]
        let (is_executable, links) = (true, 1);
        let identity = Identity::from_metadata(&metadata);
        (metadata.is_file() && is_executable).then_some(Self { path, identity, links })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the path still leads to the file that was looked at. Waits for the disk.
    pub fn is_unchanged(&self) -> bool {
        Self::at(&self.path).is_some_and(|now| now.path == self.path && now.identity == self.identity)
    }

    /// Whether one of the directories holds an entry that is this file. Looks at `budget` entries at most and takes off
    /// those that it looked at. `None` where that does not suffice, or something cannot be listed. Follows no links.
    /// Waits for the disk.
    pub fn is_linked_in(&self, directories: &[PathBuf], budget: &mut usize) -> Option<bool> {
        let mut waiting: Vec<PathBuf> = directories.to_vec();
        while let Some(directory) = waiting.pop() {
            for entry in fs::read_dir(directory).ok()? {
                *budget = budget.checked_sub(1)?;
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

    /// Whether an entry of a directory is this file. `None` where that cannot be told.
    fn is_at(&self, entry: &DirEntry) -> Option<bool> {
        #[cfg(unix)]
        if self.identity.is_some_and(|identity| std::os::unix::fs::DirEntryExt::ino(entry) != identity.number) {
            return Some(false);
        }
        Some(Identity::from_metadata(&entry.metadata().ok()?) == self.identity)
    }
}

/// Every path that the system comes by on its way to a file: the path itself, and what each link on it leads to. None of
/// them leads through a link but at its end. `None` where nothing is, or links lead in circles. Waits for the disk.
pub fn stations(path: &Path) -> Option<Vec<PathBuf>> {
    let mut stations = Vec::new();
    let mut next = Some(normalize(path));
    while let Some(path) = next.take() {
        let mut current = PathBuf::new();
        let mut components = path.components();
        while let Some(component) = components.next() {
            current.push(component);
            if !fs::symlink_metadata(&current).ok()?.is_symlink() {
                continue;
            }
            stations.push(current.clone());
            let target = current.parent()?.join(fs::read_link(&current).ok()?);
            next = Some(normalize(&target.join(components.as_path())));
            break;
        }
        if next.is_none() {
            stations.push(current);
        } else if stations.len() > MAX_LINKS {
            return None;
        }
    }
    Some(stations)
}
