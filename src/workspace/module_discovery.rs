//! Finds the Terraform modules in the client's folders, by the names of their files alone. Reads the disk, so call it
//! only where blocking is allowed.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::languages::terraform::is_file_name;
use crate::platform::files::EntryKind;

use super::folders::{Folders, Ignored};
use super::module_cache::{DATA, LOCK_FILE};
use super::reach::Reach;

/// The maximum number of modules that a search finds: more than a user can look at.
const MAX_MODULES: usize = 65_536;

/// The maximum number of directories that are searched. The largest monorepos have some hundred thousand, including
/// what tools have downloaded.
const MAX_DIRECTORIES: usize = if cfg!(feature = "testing") { 2_048 } else { 262_144 };

/// The result of a search.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The modules, by their directories.
    pub modules: BTreeMap<PathBuf, Discovered>,
    /// Whether there are more directories or modules than the limits of a search.
    pub is_incomplete: bool,
}

/// A directory with files of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// The number of files of the module.
    pub files: usize,
    /// Whether the directory contains what Terraform installed, or its lock file.
    pub is_initialized: bool,
}

/// Returns the modules in all folders. Follows links to files inside the folders, but no links to directories. Skips
/// what is ignored. Searches higher directories first. Stops once `should_continue` returns false, and returns what was
/// found until then.
pub fn modules(folders: &Folders, ignored: &Ignored, should_continue: impl Fn() -> bool) -> Discovery {
    let mut found = Discovery::default();
    let folders = folders.confined();
    let reach = Reach::new(&folders, None);
    let is_file = |path: &Path| reach.find(path).is_some_and(|place| place.is_regular_file());
    let mut waiting: VecDeque<PathBuf> = folders.outermost().filter(|path| !ignored.holds_path(path)).collect();
    let mut noted = waiting.len();
    while let Some(directory) = waiting.pop_front()
        && should_continue()
    {
        if found.modules.len() >= MAX_MODULES {
            found.is_incomplete = true;
            break;
        }
        let Some(place) = reach.find(&directory) else { continue };
        let mut module = Discovered::default();
        for (name, kind) in place.entries() {
            let text = name.to_string_lossy();
            let path = directory.join(&name);
            if kind == EntryKind::Directory {
                module.is_initialized |= text == DATA;
                if ignored.holds(&path) {
                    continue;
                }
                // Counted here and not when it is searched, so that the queue is bounded, too.
                if noted < MAX_DIRECTORIES {
                    noted += 1;
                    waiting.push_back(path);
                } else {
                    found.is_incomplete = true;
                }
                continue;
            }
            let is_lock_file = text == LOCK_FILE;
            if !is_lock_file && (!is_file_name(&text) || is_left_by_editor(&text)) {
                continue;
            }
            if kind == EntryKind::File || (kind == EntryKind::Link && is_file(&path)) {
                module.is_initialized |= is_lock_file;
                module.files += usize::from(!is_lock_file);
            }
        }
        if module.files > 0 {
            found.modules.insert(directory, module);
        }
    }
    found
}

/// Whether an editor keeps a file of this name next to the file that is edited. Such files do not make a directory a
/// module.
fn is_left_by_editor(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}
