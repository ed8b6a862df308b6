//! Files in a workspace. Every read goes through a [`ReadScope`]: a set of directories that neither a path nor a link
//! can leave. Nothing outside them is accessed, not even to test whether it exists.

use std::collections::VecDeque;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The maximum size of a file that is read, in bytes. Real files have some kilobytes, and a file of this size can still
/// be read between two keystrokes.
const MAX_FILE_BYTES: u64 = 4 << 20;

/// The maximum number of entries of a directory that are listed. A directory with more entries was filled by a program,
/// and not by a user who edits files there.
pub const MAX_DIRECTORY_ENTRIES: usize = 65_536;

/// The maximum number of links on one path, as on Linux.
pub(super) const MAX_LINKS: usize = 40;

/// The directories in which files may be read.
#[derive(Clone, Debug, Default)]
pub struct ReadScope {
    roots: Vec<Root>,
}

#[derive(Clone, Debug)]
struct Root {
    /// The path as it was given. `resolved` is the same path without links. Paths to find may begin with either.
    named: PathBuf,
    resolved: PathBuf,
    extent: Extent,
}

/// How much of a directory belongs to a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything below it.
    Tree,
    /// The directory and its direct entries.
    Entries,
}

/// The result of looking for a path in a scope.
#[derive(Debug)]
pub enum Lookup {
    /// The path exists inside the scope.
    Found(Place),
    /// The path is inside the scope, and nothing exists there.
    Missing,
    /// The path, or a link on the way, leads out of the scope.
    Outside,
}

impl Lookup {
    /// Returns the place, if one was found.
    pub fn found(self) -> Option<Place> {
        match self {
            Self::Found(place) => Some(place),
            Self::Missing | Self::Outside => None,
        }
    }
}

/// An existing file or directory inside a scope. Its path contains no links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    path: PathBuf,
    is_linked: bool,
}

/// What an entry of a directory is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A directory.
    Directory,
    /// A symbolic link; [`ReadScope::find`] resolves it.
    Link,
    /// A pipe, a socket or a device.
    Other,
}

impl From<FileType> for EntryKind {
    fn from(kind: FileType) -> Self {
        match kind {
            _ if kind.is_symlink() => Self::Link,
            _ if kind.is_dir() => Self::Directory,
            _ if kind.is_file() => Self::File,
            _ => Self::Other,
        }
    }
}

impl ReadScope {
    /// Adds a directory, which may itself be a link, if it exists. Waits for the disk.
    pub fn add(&mut self, directory: &Path, extent: Extent) {
        let named = normalize(directory);
        if let Some(resolved) = canonical(&named) {
            self.roots.push(Root { named, resolved, extent });
        }
    }

    /// Looks for an absolute path. `..` in it removes the component before it, even when that is a link. Waits for the
    /// disk.
    pub fn find(&self, path: &Path) -> Lookup {
        let Some((mut current, rest)) = self.enter(&normalize(path)) else { return Lookup::Outside };
        // From now on, `current` contains no links, so that `..` is its parent.
        let mut rest = components(&rest);
        let mut links = 0;
        while let Some(name) = rest.pop_front() {
            if name == ".." {
                if fs::symlink_metadata(&current).is_ok_and(|metadata| !metadata.is_dir()) {
                    return Lookup::Missing;
                }
                current.pop();
                continue;
            }
            current.push(&name);
            if self.is_above(&current) {
                continue;
            }
            if !self.contains(&current) {
                return Lookup::Outside;
            }
            let Ok(metadata) = fs::symlink_metadata(&current) else { return Lookup::Missing };
            if !metadata.is_symlink() {
                continue;
            }
            links += 1;
            let Some(target) = fs::read_link(&current).ok().filter(|_| links <= MAX_LINKS) else {
                return Lookup::Missing;
            };
            current.pop();
            let target = match self.enter(&target) {
                Some((root, rest)) => {
                    current = root;
                    rest
                }
                None if target.has_root() => return Lookup::Outside,
                None => target,
            };
            rest = components(&target).into_iter().chain(rest).collect();
        }
        if self.contains(&current) {
            Lookup::Found(Place { path: current, is_linked: links > 0 })
        } else {
            Lookup::Outside
        }
    }

    /// Returns the innermost root that contains an absolute path, and the rest of the path. Compares names only.
    fn enter(&self, path: &Path) -> Option<(PathBuf, PathBuf)> {
        let inside = |root: &Root| {
            let rest = path.strip_prefix(&root.resolved).or_else(|_| path.strip_prefix(&root.named)).ok()?;
            let is_inside = root.extent == Extent::Tree || rest.components().count() <= 1;
            is_inside.then(|| (root.resolved.clone(), rest.to_path_buf()))
        };
        self.roots.iter().filter_map(inside).min_by_key(|(_, rest)| rest.components().count())
    }

    /// Whether a path without links is inside this scope.
    fn contains(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| match root.extent {
            Extent::Tree => path.starts_with(&root.resolved),
            Extent::Entries => path == root.resolved || path.parent() == Some(&root.resolved),
        })
    }

    /// Whether a path is an ancestor of a root. Such a directory exists and is not a link.
    fn is_above(&self, path: &Path) -> bool {
        self.roots.iter().any(|root| root.resolved != path && root.resolved.starts_with(path)) && !self.contains(path)
    }
}

fn components(path: &Path) -> VecDeque<OsString> {
    path.components().map(|component| component.as_os_str().to_owned()).collect()
}

impl Place {
    /// The path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the place was found through a link inside its scope. Clients report changes under the path without
    /// links.
    pub fn is_linked(&self) -> bool {
        self.is_linked
    }

    /// Returns an entry of this directory, if it exists. Links are not followed.
    pub fn entry(&self, name: &str) -> Option<(Self, EntryKind)> {
        let place = Self { path: self.path.join(name), is_linked: self.is_linked };
        let metadata = fs::symlink_metadata(&place.path).ok()?;
        Some((place, metadata.file_type().into()))
    }

    /// Returns the place of an entry of this directory, which may not exist, or be a link, which no method follows.
    #[must_use]
    pub fn child(&self, name: &str) -> Self {
        Self { path: self.path.join(name), is_linked: self.is_linked }
    }

    /// Whether it is a regular file now, not a link to one.
    pub fn is_regular_file(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether it is a directory now, not a link to one.
    pub fn is_directory(&self) -> bool {
        fs::symlink_metadata(&self.path).is_ok_and(|metadata| metadata.is_dir())
    }

    /// Whether this belongs to the user of this process or, under `sudo`, to the user who called it, as Git checks it.
    /// True on systems without Unix owners.
    pub fn is_own(&self) -> bool {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            let Ok(owner) = fs::symlink_metadata(&self.path).map(|metadata| metadata.uid()) else { return false };
            let user = rustix::process::geteuid();
            let caller = || std::env::var("SUDO_UID").ok().and_then(|caller| caller.parse().ok());
            owner == user.as_raw() || (user.is_root() && caller() == Some(owner))
        }
        #[cfg(not(unix))]
        true
    }

    /// Reads the text of a regular file. Returns `None` for anything else, because a pipe or a device may never end.
    /// Waits for the disk.
    pub fn read(&self) -> Option<String> {
        let (file, metadata) = self.open(MAX_FILE_BYTES)?;
        text(file, &metadata)
    }

    /// Reads the bytes of a regular file that has at most `limit` bytes. Waits for the disk.
    pub fn read_bytes(&self, limit: u64) -> Option<Vec<u8>> {
        let (file, metadata) = self.open(limit)?;
        bytes(file, &metadata, limit)
    }

    /// Returns the stamp of this version of the file. `None` if it was written recently: see [`Reading::Text`]. Waits
    /// for the disk.
    pub fn stamp(&self) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(&self.path).ok().filter(Metadata::is_file)?;
        Stamp::of(&metadata)?.settled()
    }

    /// Returns the stamp of the current entries of this directory. `None` if they changed recently. Waits for the disk.
    pub fn directory_stamp(&self) -> Option<Stamp> {
        let metadata = fs::symlink_metadata(&self.path).ok().filter(Metadata::is_dir)?;
        Stamp::of(&metadata)?.settled()
    }

    /// Reads a file as [`Self::read`] does, unless it still has the stamp `known`. Waits for the disk.
    pub fn read_changed(&self, known: Option<&Stamp>) -> Reading {
        let Some((file, metadata)) = self.open(MAX_FILE_BYTES) else { return Reading::Nothing };
        let stamp = Stamp::of(&metadata);
        if stamp.is_some() && stamp.as_ref() == known {
            return Reading::Same;
        }
        let settled = stamp.and_then(Stamp::settled);
        text(file, &metadata).map_or(Reading::Nothing, |text| Reading::Text(text, settled))
    }

    /// Returns the names of the entries of this directory in no particular order, or none if it cannot be read. Waits
    /// for the disk.
    pub fn names(&self) -> Vec<OsString> {
        self.entries().map(|(name, _)| name).collect()
    }

    /// Returns the entries of this directory in no particular order. Waits for the disk.
    pub fn entries(&self) -> impl Iterator<Item = (OsString, EntryKind)> + use<> {
        let entries = fs::read_dir(&self.path).into_iter().flatten().take(MAX_DIRECTORY_ENTRIES);
        entries.filter_map(Result::ok).map(|entry| {
            let kind = entry.file_type().map_or(EntryKind::Other, EntryKind::from);
            (entry.file_name(), kind)
        })
    }

    /// Opens a regular file of at most `limit` bytes. If it is replaced meanwhile, a link is not followed and a pipe
    /// does not block.
    fn open(&self, limit: u64) -> Option<(File, Metadata)> {
        let is_readable = |metadata: &Metadata| metadata.is_file() && metadata.len() <= limit;
        // Opening a device can have side effects.
        fs::symlink_metadata(&self.path).ok().filter(is_readable)?;
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use rustix::fs::OFlags;
            use std::os::unix::fs::OpenOptionsExt;
            let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
            options.custom_flags(i32::try_from(flags.bits()).unwrap_or_default());
        }
        let file = options.open(&self.path).ok()?;
        let metadata = file.metadata().ok().filter(is_readable)?;
        Some((file, metadata))
    }
}

/// Identifies a version of a file, which changes when the file is written again, or of a directory, which changes with
/// its entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: SystemTime,
    /// The time at which the system last recorded a change (seconds and nanoseconds), and the inode number. Neither can
    /// be set back.
    #[cfg(unix)]
    noted: (i64, i64, u64),
}

/// The result of reading a regular file, compared with an earlier version.
#[derive(Debug)]
pub enum Reading {
    /// The file has not changed since the stamp was taken.
    Same,
    /// The text of the file, and its stamp. The stamp is `None` if the file was written so recently that another text
    /// could be written with the same time.
    Text(String, Option<Stamp>),
    /// There is no regular file, or it cannot be read.
    Nothing,
}

/// The coarsest resolution of the times that file systems record.
const COARSEST_TIME: Duration = Duration::from_secs(2);

impl Stamp {
    /// Returns `None` on a system that records no times.
    fn of(metadata: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        use std::os::unix::fs::MetadataExt;
        Some(Self {
            length: metadata.len(),
            modified: metadata.modified().ok()?,
            #[cfg(unix)]
            noted: (metadata.ctime(), metadata.ctime_nsec(), metadata.ino()),
        })
    }

    /// Returns the stamp, unless the file was written so recently that another text could be written with the same
    /// time.
    fn settled(self) -> Option<Self> {
        let lately = SystemTime::now().checked_sub(COARSEST_TIME)?;
        (self.newest() < lately).then_some(self)
    }

    fn newest(&self) -> SystemTime {
        #[cfg(unix)]
        {
            let noted = u64::try_from(self.noted.0).map(Duration::from_secs).unwrap_or_default();
            self.modified.max(SystemTime::UNIX_EPOCH + noted)
        }
        #[cfg(not(unix))]
        self.modified
    }
}

fn text(file: File, metadata: &Metadata) -> Option<String> {
    let bytes = bytes(file, metadata, MAX_FILE_BYTES)?;
    let text = String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    // A byte order mark is removed, as in editors.
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn bytes(file: File, metadata: &Metadata, limit: u64) -> Option<Vec<u8>> {
    // Virtual files of the system report that they are empty, and reading some of them blocks.
    if metadata.len() == 0 {
        return Some(Vec::new());
    }
    // With one spare byte, the end of the file is found without growing the buffer.
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len().min(limit)).unwrap_or_default() + 1);
    file.take(limit).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Returns the file or directory at a path that the host itself passed, wherever it is. Never call it for a path from a
/// client or a workspace, which only a [`ReadScope`] may resolve. Waits for the disk.
pub fn named_by_host(path: &Path) -> Option<Place> {
    canonical(path).map(|path| Place { path, is_linked: false })
}

/// Returns the path with all links resolved. `None` if nothing exists there. Waits for the disk.
pub fn canonical(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}

/// Returns the path without `.` and `..`. Uses only the names, not the disk.
pub fn normalize(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            _ => plain.push(component),
        }
    }
    plain
}

/// Whether a path is a link. Waits for the disk.
pub fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_symlink())
}

/// Returns the directory of `file`, or the nearest one above it that exists. Waits for the disk.
pub fn nearest_directory(file: &Path) -> Option<&Path> {
    file.ancestors().skip(1).find(|directory| fs::metadata(directory).is_ok_and(|metadata| metadata.is_dir()))
}

/// Whether a path is the root of a file system. Uses only the name, not the disk.
pub fn is_file_system_root(path: &Path) -> bool {
    path.parent().is_none()
}

/// Whether the last component of a path has this name.
pub fn has_name(path: &Path, name: &str) -> bool {
    path.file_name() == Some(OsStr::new(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(path: &Path) -> Place {
        let mut scope = ReadScope::default();
        scope.add(path.parent().expect("a file"), Extent::Entries);
        scope.find(path).found().expect("it is there")
    }

    #[test]
    fn a_file_that_is_as_it_was_is_not_read_again() {
        let place = place(&Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"));
        let Reading::Text(text, Some(stamp)) = place.read_changed(None) else { panic!("it was written long ago") };
        assert_eq!(Some(&text), place.read().as_ref());
        assert!(matches!(place.read_changed(Some(&stamp)), Reading::Same));
        let other = Stamp { length: stamp.length + 1, ..stamp };
        assert!(matches!(place.read_changed(Some(&other)), Reading::Text(..)));
    }

    #[test]
    fn a_file_that_was_just_written_is_read_again() {
        let path = std::env::temp_dir().join(format!("candor-platform-{}", std::process::id()));
        fs::write(&path, "text").expect("a file can be written");
        let reading = place(&path).read_changed(None);
        fs::remove_file(&path).expect("it is there");
        assert!(matches!(reading, Reading::Text(text, None) if text == "text"));
    }

    #[test]
    fn paths_outside_a_scope_are_not_looked_at() {
        let mut scope = ReadScope::default();
        scope.add(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").as_path(), Extent::Entries);
        let find = |path: &str| scope.find(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
        assert!(matches!(find("src"), Lookup::Found(_)));
        assert!(matches!(find("src/lib.rs"), Lookup::Found(_)));
        assert!(matches!(find("src/server/../lib.rs"), Lookup::Found(_)));
        assert!(matches!(find("src/none"), Lookup::Missing));
        for path in ["", "Cargo.toml", "src/../Cargo.toml", "src/server/mod.rs", "src-2", "/", "/etc/passwd"] {
            assert!(matches!(find(path), Lookup::Outside), "{path}");
        }
        assert!(matches!(scope.find(Path::new("src/lib.rs")), Lookup::Outside), "a relative path");
    }
}
