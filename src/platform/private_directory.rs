//! The empty private directory in which a program runs.
//!
//! A process that is killed (`SIGKILL`) removes nothing. As long as it lives it holds a lock on its directory, which the
//! system releases with the process, so that the next one can tell an abandoned directory from one in use.

use std::env;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::files::canonical;
use super::random_bytes;

/// What the names begin with. 32 hexadecimal digits follow.
const PREFIX: &str = "candor-terraform-";

/// An empty directory for temporary files that other users cannot enter. Removed when it is dropped.
#[derive(Debug)]
pub struct PrivateDirectory {
    path: PathBuf,
    /// Holds the lock. `None` where a directory cannot be locked: such a directory never counts as abandoned.
    _lock: Option<File>,
}

impl PrivateDirectory {
    /// The system's directory for temporary files. `None` if it is inside the workspace: version managers search every
    /// directory above the current one for settings.
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

    /// Can be called again: a program that is being killed may still write a file during the first call.
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

/// Windows keeps the directory for temporary files itself from others.
#[cfg(not(unix))]
fn create_private(path: &Path) -> io::Result<()> {
    fs::create_dir(path)
}

/// Windows locks no directories: there, a directory that was left behind stays until the user's temporary files are
/// cleaned up.
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

    /// Entries of the directory for temporary files that are looked at.
    const MAX_ENTRIES: usize = 4_096;

    /// A younger directory may belong to a process that has not locked it yet.
    const MIN_AGE: Duration = Duration::from_secs(60);

    /// Removes the directories of processes that were killed: those with a name that only [`super::PrivateDirectory`]
    /// gives, private to the user of this process, and locked by nobody. Waits for the disk.
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

    /// The lock of a directory that nobody uses any more. Held while it is removed, so that two processes do not both.
    fn lock_abandoned(path: &Path) -> Option<File> {
        let flags = i32::try_from((OFlags::DIRECTORY | OFlags::NOFOLLOW).bits()).ok()?;
        let directory = OpenOptions::new().read(true).custom_flags(flags).open(path).ok()?;
        let metadata = directory.metadata().ok()?;
        let is_private = metadata.uid() == rustix::process::geteuid().as_raw() && metadata.mode() & 0o7777 == 0o700;
        let age = SystemTime::now().duration_since(metadata.modified().ok()?).ok()?;
        (is_private && age >= MIN_AGE && directory.try_lock().is_ok()).then_some(directory)
    }
}
