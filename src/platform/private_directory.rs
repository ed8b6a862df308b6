//! The empty private directory in which a program runs.
//!
//! A process that is killed (`SIGKILL`) cannot remove its directory. While the process runs, it holds a lock on the
//! directory, which the system releases with the process, so that the next process can distinguish an abandoned
//! directory from one in use.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::files::canonical;
use super::random_bytes;

/// The prefix of the names. 32 hexadecimal digits follow.
const PREFIX: &str = "candor-terraform-";

/// An empty directory for temporary files that other users cannot enter. Removed when it is dropped.
#[derive(Debug)]
pub struct PrivateDirectory {
    path: PathBuf,
    /// Holds the lock. `None` if the directory cannot be locked. Such a directory never counts as abandoned.
    _lock: Option<File>,
}

impl PrivateDirectory {
    /// Returns the system's directory for temporary files. `None` if it is inside the workspace, because version
    /// managers search every directory above the current one for settings.
    pub fn parent(is_trusted: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        canonical(&env::temp_dir()).filter(|path| is_trusted(path))
    }

    pub fn new(parent: &Path) -> Option<Self> {
        let path = parent.join(format!("{PREFIX}{:032x}", u128::from_ne_bytes(random_bytes()?)));
        create_private(&path).ok()?;
        let lock = File::open(&path).ok().filter(|directory| directory.try_lock().is_ok());
        Some(Self { path, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Removes the directory. Can be called again, because a program that is being killed may still write a file during
    /// the first call.
    pub fn remove(&self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

impl Drop for PrivateDirectory {
    fn drop(&mut self) {
        self.remove();
    }
}

#[cfg(unix)]
fn create_private(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(path)
}

/// On Windows, other users cannot access the directory for temporary files itself.
#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Does nothing, because Windows cannot lock directories. An abandoned directory stays until the user's temporary files
/// are cleaned up.
#[cfg(not(unix))]
pub fn remove_abandoned(_parent: &Path) {}

#[cfg(unix)]
pub use unix::remove_abandoned;

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::fs::{self, File, OpenOptions};
    use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
    use std::path::Path;
    use std::time::{Duration, SystemTime};

    use rustix::fs::OFlags;

    use super::PREFIX;

    /// The maximum number of entries of the directory for temporary files that are checked.
    const MAX_ENTRIES: usize = 4_096;

    /// A younger directory may belong to a process that has not locked it yet.
    const MIN_AGE: Duration = Duration::from_secs(60);

    /// Removes the directories of processes that were killed: directories with a name that only
    /// [`super::PrivateDirectory`] uses, private to the user of this process, and not locked. Waits for the disk.
    pub fn remove_abandoned(parent: &Path) {
        let Ok(entries) = fs::read_dir(parent) else { return };
        for entry in entries.take(MAX_ENTRIES).flatten() {
            if is_own_name(&entry.file_name())
                && let Some(_lock) = lock_abandoned(&entry.path())
            {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }

    fn is_own_name(name: &OsStr) -> bool {
        let digits = name.to_str().and_then(|name| name.strip_prefix(PREFIX));
        digits.is_some_and(|digits| digits.len() == 32 && digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
    }

    /// Locks a directory that is no longer in use. The lock is held while the directory is removed, so that only one
    /// process removes it.
    fn lock_abandoned(path: &Path) -> Option<File> {
        let flags = i32::try_from((OFlags::DIRECTORY | OFlags::NOFOLLOW).bits()).ok()?;
        let directory = OpenOptions::new().read(true).custom_flags(flags).open(path).ok()?;
        let metadata = directory.metadata().ok()?;
        let is_private = metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o7777 == 0o700;
        let age = SystemTime::now().duration_since(metadata.modified().ok()?).ok()?;
        (is_private && age >= MIN_AGE && directory.try_lock().is_ok()).then_some(directory)
    }
}
