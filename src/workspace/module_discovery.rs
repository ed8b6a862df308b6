//! Finds the Terraform modules in the client's folders, by the names of their files alone. Reads the disk: call it
//! where waiting is allowed.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};

use crate::languages::terraform::is_file_name;
use crate::platform::files::EntryKind;

use super::folders::{Folders, Ignored};
use super::module_cache::{DATA, LOCK_FILE};
use super::reach::Reach;

/// Modules that are found. Past it, nobody could look at them.
const MAX_MODULES: usize = 65_536;

/// Directories that are searched: the largest monorepos have some hundred thousand with what tools have downloaded.
const MAX_DIRECTORIES: usize = if cfg!(feature = "testing") { 2_048 } else { 262_144 };

/// What a search has found.
#[derive(Debug, Default)]
pub struct Discovery {
    /// By their directories.
    pub modules: BTreeMap<PathBuf, Discovered>,
    /// There are more directories or modules than a search goes through.
    pub is_incomplete: bool,
}

/// A directory with files of a module.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Discovered {
    /// How many files make the module.
    pub files: usize,
    /// Terraform has put there what it installed, or noted which versions.
    pub is_initialized: bool,
}

/// The modules in all folders. Follows links to files inside the folders, and none to directories. Skips what is
/// ignored. The directories that lie less deep come first. Ends early, with what was found until then, once `goes_on`
/// returns false.
pub fn modules(folders: &Folders, ignored: &Ignored, goes_on: impl Fn() -> bool) -> Discovery {
    let mut found = Discovery::default();
    let folders = folders.confined();
    let reach = Reach::new(&folders, None);
    let is_file = |path: &Path| reach.find(path).is_some_and(|place| place.is_regular_file());
    let mut waiting: VecDeque<PathBuf> = folders.outermost().filter(|path| !ignored.holds_path(path)).collect();
    let mut noted = waiting.len();
    while let Some(directory) = waiting.pop_front()
        && goes_on()
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
                // Counted here and not when it is searched, so that the list of those that wait is bounded too.
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

/// Files that editors keep beside those that they edit make no module of a directory.
fn is_left_by_editor(name: &str) -> bool {
    name.starts_with('.') || name.ends_with('~') || (name.starts_with('#') && name.ends_with('#'))
}
