//! An index of the Terraform modules in the open folders: which modules call which, and which names their files
//! contain, so that no request has to visit all files. It is updated file by file, and does not read files itself.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::languages::Language;
use crate::languages::terraform::{TESTS, is_test_file};
use crate::platform::files::Stamp;

use super::document_discovery::language_of;
use super::module_cache::module_of;

/// The maximum number of files in the index. Further files are omitted.
const MAX_FILES: usize = 65_536;

/// The maximum number of outdated files that are left to the next request. If there are more, they are read in the
/// background.
const MAX_LEFT: usize = 32;

/// The index of the Terraform files in a workspace.
#[derive(Default)]
pub struct CallIndex {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whether the folders were searched for files.
    is_listed: bool,
    /// Whether files are being read in the background.
    is_being_read: bool,
    /// The number of requests that wait until all files are read.
    waiting: usize,
    /// Ordered, so that the files in a folder are adjacent.
    files: BTreeMap<Key, FileEntry>,
    /// The files that have to be read.
    outdated: BTreeMap<Key, Change>,
    /// The number of files that have to be read for the first time.
    unread: usize,
    /// The files whose changes are never reported.
    unreported: BTreeSet<Key>,
    /// For each called folder, the folders that call it, with the number of their files that do.
    callers: HashMap<Arc<Path>, BTreeMap<Arc<Path>, usize>>,
    /// The number of the latest change.
    now: u64,
}

/// The path of a file, ordered by its bytes. Comparing paths by their components takes several times as long.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key(Arc<Path>);

impl Borrow<OsStr> for Key {
    fn borrow(&self) -> &OsStr {
        self.0.as_os_str()
    }
}

impl PartialOrd for Key {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Key {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_os_str().cmp(other.0.as_os_str())
    }
}

/// The change after which a file has to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    number: u64,
    /// Whether a search of the folders has found the file.
    is_found: bool,
}

/// The entry of one file.
#[derive(Debug, Default)]
pub struct FileEntry {
    /// Identifies the version of the file that was read. `None` for an open document, or a file that was just written.
    pub stamp: Option<Stamp>,
    /// The calls in the file, one for each folder that is called.
    pub calls: Box<[ModuleCall]>,
    /// Whether some of the calls depend on what Terraform has installed.
    pub depends_on_installed: bool,
    /// Whether changes of the file are not reported, because of its name, or because it is reached through a link.
    pub is_unreported: bool,
    /// The names in the outline of the file, in lower case. `None` if they are not known, so that every name is
    /// possible.
    pub names: Option<Box<str>>,
}

/// A call of a module by another one, identified by their folders.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleCall {
    pub caller: Arc<Path>,
    pub called: Arc<Path>,
}

/// A file that has to be read.
#[derive(Debug)]
pub struct Outdated {
    pub path: Arc<Path>,
    /// Its stamp when it was last read.
    pub stamp: Option<Stamp>,
    change: Change,
}

/// The result of reading a file.
#[derive(Debug)]
pub enum Update {
    /// The file has not changed.
    Same,
    New(FileEntry),
    /// The file no longer exists, or is outside the folders.
    Gone,
}

/// The end of the list from which outdated files are taken. Requests and the background take them from opposite ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    First,
    Last,
}

/// Whether a change of a file can change which modules call which.
pub fn may_change_calls(file: &Path) -> bool {
    is_terraform(file) || module_of(file).is_some()
}

/// Returns the folders whose modules a file is part of. A test in the folder of tests also belongs to the module in the
/// folder above.
pub fn callers_of_file(file: &Path) -> impl Iterator<Item = &Path> {
    let folder = file.parent();
    let is_test = is_test_file(&file.file_name().unwrap_or_default().to_string_lossy());
    let is_in_tests = |folder: &&Path| is_test && folder.file_name().is_some_and(|name| name == TESTS);
    let above = folder.filter(is_in_tests).and_then(Path::parent);
    folder.into_iter().chain(above)
}

/// Whether a file is a Terraform file by its name.
pub fn is_terraform(file: &Path) -> bool {
    file.file_name().and_then(|name| language_of(name.to_str()?)) == Some(Language::Terraform)
}

impl Outdated {
    /// Whether a search of the folders is already known to find the file.
    pub fn is_searched(&self) -> bool {
        self.change.is_found || self.stamp.is_some()
    }
}

impl CallIndex {
    /// Whether the folders were searched for files.
    pub fn is_listed(&self) -> bool {
        self.lock().is_listed
    }

    /// Whether files should be read in the background now, because there are many. If so, the caller calls
    /// [`CallIndex::finish`] afterwards.
    pub fn begin(&self) -> bool {
        let state = &mut *self.lock();
        let has_work = !state.is_listed || state.outdated.len() > MAX_LEFT;
        has_work && !std::mem::replace(&mut state.is_being_read, true)
    }

    /// Registers a request that waits until all files are read, until the guard is dropped.
    pub fn wait(&self) -> Waiting<'_> {
        self.lock().waiting += 1;
        Waiting(self)
    }

    /// Whether a request waits until all files are read.
    pub fn is_awaited(&self) -> bool {
        self.lock().waiting > 0
    }

    /// Ends the reading in the background.
    pub fn finish(&self) {
        self.lock().is_being_read = false;
    }

    /// Adds the files that a search has found.
    pub fn set_files(&self, found: Vec<PathBuf>) {
        let state = &mut *self.lock();
        state.is_listed = true;
        let change = state.change(true);
        for path in found {
            if !state.files.contains_key(path.as_os_str()) {
                state.add(Key(path.into()), change);
            }
        }
    }

    /// Marks all files as outdated, because nothing reports their changes.
    pub fn all_changed(&self) {
        let state = &mut *self.lock();
        let change = state.change(false);
        state.outdated.extend(state.files.keys().map(|path| (path.clone(), change)));
    }

    /// Marks the files as outdated whose changes are never reported.
    pub fn unreported_changed(&self) {
        let state = &mut *self.lock();
        let change = state.change(false);
        state.outdated.extend(state.unreported.iter().map(|path| (path.clone(), change)));
    }

    /// Handles a change of a file, or of a folder with everything in it.
    pub fn changed(&self, path: &Path) {
        let state = &mut *self.lock();
        let change = state.change(false);
        if is_terraform(path) {
            match state.files.get_key_value(path.as_os_str()).map(|(path, _)| path.clone()) {
                Some(known) => {
                    state.outdated.insert(known, change);
                }
                None => state.add(Key(path.into()), change),
            }
            return;
        }
        let within = |folder: &Path| -> Vec<Key> {
            // The separator at the end makes the files in the folder adjacent.
            let first = folder.join("");
            let files = state.files.range::<OsStr, _>((Bound::Included(first.as_os_str()), Bound::Unbounded));
            files.map(|(file, _)| file).take_while(|file| file.0.starts_with(folder)).cloned().collect()
        };
        let mut changed = within(path);
        // What Terraform has installed decides where a call leads.
        if let Some(folder) = module_of(path) {
            let is_caller = |file: &Key| {
                let depends = state.files.get(file).is_some_and(|entry| entry.depends_on_installed);
                depends && callers_of_file(&file.0).any(|caller| caller == folder)
            };
            changed.extend(within(folder).into_iter().filter(is_caller));
        }
        state.outdated.extend(changed.into_iter().map(|path| (path, change)));
    }

    /// Returns up to `limit` of the files that have to be read, without `except`.
    pub fn outdated(&self, limit: usize, order: Order, except: Option<&Path>) -> Vec<Outdated> {
        let state = self.lock();
        let outdated = |(path, change): (&Key, &Change)| {
            let stamp = state.files.get(path).and_then(|entry| entry.stamp.clone());
            Outdated { path: Arc::clone(&path.0), stamp, change: *change }
        };
        let except = except.map(Path::as_os_str);
        let is_wanted = |(path, _): &(&Key, &Change)| Some(path.0.as_os_str()) != except;
        match order {
            Order::First => state.outdated.iter().filter(is_wanted).take(limit).map(outdated).collect(),
            Order::Last => state.outdated.iter().rev().filter(is_wanted).take(limit).map(outdated).collect(),
        }
    }

    /// Stores the result of reading a file. The file stays outdated if it has changed since.
    pub fn update(&self, outdated: &Outdated, update: Update) {
        let state = &mut *self.lock();
        let path = outdated.path.as_os_str();
        if state.outdated.get(path) != Some(&outdated.change) {
            return;
        }
        let Some((key, _)) = state.outdated.remove_entry(path) else { return };
        if !state.files.contains_key(path) {
            state.unread -= 1;
        }
        match update {
            Update::Same => {}
            Update::New(entry) => {
                state.remove(path);
                for ModuleCall { caller, called } in &entry.calls {
                    *state.callers.entry(Arc::clone(called)).or_default().entry(Arc::clone(caller)).or_default() += 1;
                }
                if entry.is_unreported {
                    state.unreported.insert(key.clone());
                }
                state.files.insert(key, entry);
            }
            Update::Gone => state.remove(path),
        }
    }

    /// Returns the folders whose modules call the module in a folder, in the order of their paths.
    pub fn callers(&self, called: &Path) -> Vec<Arc<Path>> {
        self.lock().callers.get(called).into_iter().flat_map(BTreeMap::keys).cloned().collect()
    }

    /// Whether a name in the outline of a file may contain `part`, which must be in lower case.
    pub fn may_have_name(&self, file: &Path, part: &str) -> bool {
        let state = self.lock();
        let file = file.as_os_str();
        let names = state.files.get(file).and_then(|entry| entry.names.as_deref());
        state.outdated.contains_key(file) || names.is_none_or(|names| names.contains(part))
    }

    /// Returns the number of files in the index and the number of files that have to be read.
    #[cfg(feature = "testing")]
    pub fn counts(&self) -> (usize, usize) {
        let state = self.lock();
        (state.files.len(), state.outdated.len())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request that waits until all files are read.
pub struct Waiting<'i>(&'i CallIndex);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.lock().waiting -= 1;
    }
}

impl State {
    fn change(&mut self, is_found: bool) -> Change {
        self.now += 1;
        Change { number: self.now, is_found }
    }

    /// Marks a file as outdated that was not read yet, unless there are too many files.
    fn add(&mut self, path: Key, change: Change) {
        if !self.outdated.contains_key(&path) {
            if self.files.len() + self.unread >= MAX_FILES {
                return;
            }
            self.unread += 1;
        }
        self.outdated.insert(path, change);
    }

    fn remove(&mut self, path: &OsStr) {
        let Some(entry) = self.files.remove(path) else { return };
        if entry.is_unreported {
            self.unreported.remove(path);
        }
        for ModuleCall { caller, called } in &entry.calls {
            let Some(callers) = self.callers.get_mut(called) else { continue };
            if let Some(files) = callers.get_mut(caller) {
                *files -= 1;
                if *files == 0 {
                    callers.remove(caller);
                }
            }
            if callers.is_empty() {
                self.callers.remove(called);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(calls: &[(&str, &str)]) -> Update {
        let call = |(caller, called): &(&str, &str)| ModuleCall {
            caller: Path::new(caller).into(),
            called: Path::new(called).into(),
        };
        Update::New(FileEntry { calls: calls.iter().map(call).collect(), ..FileEntry::default() })
    }

    fn read(index: &CallIndex, path: &str, update: Update) {
        let outdated = index.outdated(usize::MAX, Order::First, None);
        let outdated = outdated.iter().find(|outdated| *outdated.path == *Path::new(path));
        index.update(outdated.expect("the file is outdated"), update);
    }

    fn callers(index: &CallIndex, called: &str) -> Vec<PathBuf> {
        index.callers(Path::new(called)).iter().map(|caller| caller.to_path_buf()).collect()
    }

    fn outdated(index: &CallIndex) -> Vec<PathBuf> {
        let outdated = index.outdated(usize::MAX, Order::First, None);
        outdated.iter().map(|outdated| outdated.path.to_path_buf()).collect()
    }

    #[test]
    fn callers_follow_the_files_that_call() {
        let index = CallIndex::default();
        index.set_files(vec!["/w/a/x.tf".into(), "/w/a/y.tf".into(), "/w/b/x.tf".into()]);
        read(&index, "/w/a/x.tf", entry(&[("/w/a", "/w/c")]));
        read(&index, "/w/a/y.tf", entry(&[("/w/a", "/w/c")]));
        read(&index, "/w/b/x.tf", entry(&[("/w/b", "/w/c")]));
        assert_eq!(callers(&index, "/w/c"), [Path::new("/w/a"), Path::new("/w/b")]);
        index.changed(Path::new("/w/a/x.tf"));
        read(&index, "/w/a/x.tf", entry(&[("/w/a", "/w/d")]));
        assert_eq!(callers(&index, "/w/c"), [Path::new("/w/a"), Path::new("/w/b")], "another file still calls it");
        index.changed(Path::new("/w/a/y.tf"));
        read(&index, "/w/a/y.tf", Update::Gone);
        assert_eq!(callers(&index, "/w/c"), [Path::new("/w/b")]);
        index.changed(Path::new("/w/b"));
        read(&index, "/w/b/x.tf", Update::Gone);
        assert!(callers(&index, "/w/c").is_empty());
        let state = index.lock();
        assert_eq!((state.files.len(), state.callers.len()), (1, 1), "nothing stays of what is gone");
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_stays_outdated() {
        let index = CallIndex::default();
        index.changed(Path::new("/w/a/x.tf"));
        let reading = index.outdated(1, Order::First, None);
        index.changed(Path::new("/w/a/x.tf"));
        index.update(&reading[0], entry(&[("/w/a", "/w/b")]));
        assert_eq!(outdated(&index), [Path::new("/w/a/x.tf")]);
        assert!(callers(&index, "/w/b").is_empty());
    }

    #[test]
    fn installed_modules_outdate_the_files_that_call_them() {
        let index = CallIndex::default();
        index.set_files(vec!["/w/a/x.tf".into(), "/w/a/y.tf".into(), "/w/a/tests/t.tftest.hcl".into()]);
        let depends = || Update::New(FileEntry { depends_on_installed: true, ..FileEntry::default() });
        read(&index, "/w/a/x.tf", depends());
        read(&index, "/w/a/y.tf", entry(&[]));
        read(&index, "/w/a/tests/t.tftest.hcl", depends());
        index.changed(Path::new("/w/a/.terraform/modules/modules.json"));
        assert_eq!(outdated(&index), [Path::new("/w/a/tests/t.tftest.hcl"), Path::new("/w/a/x.tf")]);
        index.changed(Path::new("/w/a/Dockerfile"));
        assert_eq!(outdated(&index).len(), 2);
    }

    #[test]
    fn new_files_are_added_while_most_files_have_to_be_read_again() {
        let index = CallIndex::default();
        let count = MAX_FILES - 2;
        index.set_files((0..count).map(|number| format!("/w/{number}.tf").into()).collect());
        for outdated in index.outdated(usize::MAX, Order::First, None) {
            index.update(&outdated, entry(&[]));
        }
        index.all_changed();
        index.changed(Path::new("/w/new.tf"));
        index.set_files(vec!["/w/found.tf".into(), "/w/omitted.tf".into()]);
        index.changed(Path::new("/w/omitted.tf"));
        assert_eq!(index.outdated(usize::MAX, Order::First, None).len(), MAX_FILES);
        let added = outdated(&index).split_off(count);
        assert_eq!(added, [Path::new("/w/found.tf"), Path::new("/w/new.tf")]);
        read(&index, "/w/new.tf", Update::Gone);
        index.changed(Path::new("/w/omitted.tf"));
        assert!(outdated(&index).contains(&PathBuf::from("/w/omitted.tf")), "a file that is gone makes room");
    }

    #[test]
    fn names_are_possible_until_a_file_is_read() {
        let index = CallIndex::default();
        let file = Path::new("/w/a/x.tf");
        assert!(index.may_have_name(file, "region"));
        index.changed(file);
        let names = Some("variable \"size\"".into());
        read(&index, "/w/a/x.tf", Update::New(FileEntry { names, ..FileEntry::default() }));
        assert!(index.may_have_name(file, "size"));
        assert!(!index.may_have_name(file, "region"));
        index.changed(file);
        assert!(index.may_have_name(file, "region"));
    }
}
