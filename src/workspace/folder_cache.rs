//! Caches what languages compose from the files in folders, and which files have changed since. Does not read files
//! itself.

use std::any::TypeId;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::languages::Facts;
use crate::platform::files::Stamp;

use super::median_use;

/// The maximum number of folders that are cached: enough for a monorepo of some thousand modules, each with a folder of
/// tests.
const MAX_FOLDERS: usize = 8_192;

/// The maximum number of facts that are cached for one folder. Each path that leads to it from the folder of a document
/// has its own facts.
const MAX_KEYS: usize = 8;

#[derive(Default)]
pub struct FolderCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Ordered, so that the folders in a folder are adjacent.
    folders: BTreeMap<PathBuf, Folder>,
    /// The number of the latest use or change.
    now: u64,
}

#[derive(Default)]
struct Folder {
    composed: HashMap<Key, Composed>,
    /// The number of its last use. Later uses have higher numbers.
    last_use: u64,
}

/// Identifies composed facts about one folder.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    pub kind: TypeId,
    /// The path of the folder, relative to the folder of the document for which the facts are composed.
    pub path: String,
}

#[derive(Default)]
struct Composed {
    facts: Option<Facts>,
    listing: Listing,
    /// Distinguishes these facts from others that replaced them.
    number: u64,
    /// The files that changed since the facts were composed, with the numbers of the changes.
    changed: BTreeMap<String, u64>,
}

/// How the files were found from which facts are composed.
#[derive(Clone, Default)]
pub struct Listing {
    /// The stamp that the folder had before it was listed. `None` if it has to be listed again.
    pub stamp: Option<Stamp>,
    /// Whether every change of a watched file in the folder is reported for its path.
    pub are_changes_reported: bool,
    /// A file that the facts do not include because the caller read it itself. To other callers, it is a changed file.
    pub left_out: Option<String>,
}

/// Facts that have to be updated.
pub struct Outdated {
    pub facts: Option<Facts>,
    listing: Listing,
    number: u64,
    changed: BTreeMap<String, u64>,
}

impl Outdated {
    /// Whether the facts cover all files in the folder except those that changed. `stamp` is the current stamp of the
    /// folder.
    pub fn is_complete(&self, stamp: Option<&Stamp>) -> bool {
        self.facts.is_some() && stamp.is_some() && self.listing.stamp.as_ref() == stamp
    }

    /// Whether a watched file is unchanged if the facts include it.
    pub fn is_unchanged(&self, name: &str) -> bool {
        self.listing.are_changes_reported && !self.changed.contains_key(name)
    }

    /// Returns the names of the files that changed. Only meaningful if there are facts.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        self.changed.keys().map(String::as_str)
    }
}

impl FolderCache {
    /// Returns the cached facts. Changes of `except` stay pending, because the caller reads that file itself.
    pub fn get(&self, folder: &Path, key: &Key, except: Option<&str>) -> Outdated {
        let mut state = self.lock();
        state.now += 1;
        let now = state.now;
        if state.folders.len() >= MAX_FOLDERS && !state.folders.contains_key(folder) {
            state.drop_oldest_half();
        }
        let folder = state.folders.entry(folder.to_path_buf()).or_default();
        folder.last_use = now;
        if folder.composed.len() >= MAX_KEYS && !folder.composed.contains_key(key) {
            folder.composed.clear();
        }
        // Inserted now, so that no change is missed while the folder is listed.
        let composed =
            folder.composed.entry(key.clone()).or_insert_with(|| Composed { number: now, ..Composed::default() });
        let left_out = composed.listing.left_out.iter().map(|name| (name, &composed.number));
        // The number of a change that was noted replaces the other one.
        let changed = left_out.chain(&composed.changed).filter(|(name, _)| Some(name.as_str()) != except);
        let changed = changed.map(|(name, at)| (name.clone(), *at)).collect();
        Outdated { facts: composed.facts.clone(), listing: composed.listing.clone(), number: composed.number, changed }
    }

    /// Caches updated facts, unless others were cached meanwhile.
    pub fn set(&self, folder: &Path, key: &Key, outdated: &Outdated, facts: &Facts, listing: Listing) {
        let mut state = self.lock();
        state.now += 1;
        let now = state.now;
        let composed = state.folders.get_mut(folder).and_then(|folder| folder.composed.get_mut(key));
        let Some(composed) = composed.filter(|composed| composed.number == outdated.number) else { return };
        if !composed.facts.as_ref().is_some_and(|known| Arc::ptr_eq(known, facts)) {
            composed.facts = Some(Arc::clone(facts));
            composed.number = now;
        }
        composed.listing = listing;
        // A file may have changed again.
        composed.changed.retain(|name, at| outdated.changed.get(name) != Some(at));
    }

    /// Handles a change of a file, or of a folder with everything in it.
    pub fn changed(&self, path: &Path) {
        let state = &mut *self.lock();
        state.now += 1;
        if let (Some(folder), Some(name)) = (path.parent(), path.file_name())
            && let Some(folder) = state.folders.get_mut(folder)
            && let Some(name) = name.to_str()
        {
            for composed in folder.composed.values_mut() {
                composed.changed.insert(name.to_owned(), state.now);
            }
        }
        let below = state.folders.range::<Path, _>((Bound::Included(path), Bound::Unbounded));
        let below: Vec<PathBuf> =
            below.take_while(|(folder, _)| folder.starts_with(path)).map(|(folder, _)| folder.clone()).collect();
        for folder in below {
            state.folders.remove(&folder);
        }
    }

    pub fn clear(&self) {
        self.lock().folders.clear();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Drops half of the folders at once, so that a full cache is not sorted for each new folder.
    fn drop_oldest_half(&mut self) {
        let first = median_use(self.folders.values().map(|folder| folder.last_use));
        self.folders.retain(|_, folder| folder.last_use >= first);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDER: &str = "/w/a";

    fn key() -> Key {
        Key { kind: TypeId::of::<u32>(), path: String::new() }
    }

    fn facts(number: u32) -> Facts {
        Arc::new(number)
    }

    fn listing_without(name: &str) -> Listing {
        Listing { left_out: Some(name.to_owned()), ..Listing::default() }
    }

    fn known(outdated: &Outdated) -> Option<u32> {
        outdated.facts.as_ref()?.downcast_ref().copied()
    }

    fn changed(outdated: &Outdated) -> Vec<&str> {
        outdated.changed().collect()
    }

    #[test]
    fn changes_are_noted_until_facts_are_kept_that_know_them() {
        let cache = FolderCache::default();
        let get = |except| cache.get(Path::new(FOLDER), &key(), except);
        let first = get(None);
        assert_eq!(known(&first), None);
        // The file changes while the folder is listed.
        cache.changed(Path::new("/w/a/x.tf"));
        cache.set(Path::new(FOLDER), &key(), &first, &facts(1), Listing::default());
        let second = get(None);
        assert_eq!((known(&second), changed(&second)), (Some(1), vec!["x.tf"]));
        // The same file changes again.
        cache.changed(Path::new("/w/a/x.tf"));
        cache.changed(Path::new("/w/a/y.tf"));
        cache.set(Path::new(FOLDER), &key(), &second, &facts(2), Listing::default());
        let third = get(Some("y.tf"));
        assert_eq!((known(&third), changed(&third)), (Some(2), vec!["x.tf"]));
        cache.set(Path::new(FOLDER), &key(), &third, &facts(3), Listing::default());
        let fourth = get(None);
        assert_eq!((known(&fourth), changed(&fourth)), (Some(3), vec!["y.tf"]));
    }

    #[test]
    fn a_file_that_one_caller_read_itself_counts_as_changed_for_others() {
        let cache = FolderCache::default();
        let get = |except| cache.get(Path::new(FOLDER), &key(), except);
        let set = |outdated: &Outdated, number, listing| {
            cache.set(Path::new(FOLDER), &key(), outdated, &facts(number), listing);
        };
        set(&get(Some("x.tf")), 1, listing_without("x.tf"));
        assert!(changed(&get(Some("x.tf"))).is_empty());
        let other = get(Some("y.tf"));
        assert_eq!(changed(&other), ["x.tf"]);
        // The file changes while the other caller reads it.
        cache.changed(Path::new("/w/a/x.tf"));
        set(&other, 2, listing_without("y.tf"));
        let third = get(None);
        assert_eq!(changed(&third), ["x.tf", "y.tf"]);
        set(&third, 3, Listing::default());
        assert!(changed(&get(None)).is_empty());
    }

    #[test]
    fn facts_that_come_late_replace_no_newer_ones() {
        let cache = FolderCache::default();
        let get = || cache.get(Path::new(FOLDER), &key(), None);
        let late = get();
        let outdated = get();
        cache.set(Path::new(FOLDER), &key(), &outdated, &facts(2), Listing::default());
        cache.set(Path::new(FOLDER), &key(), &late, &facts(1), Listing::default());
        assert_eq!(known(&get()), Some(2));
        let late = get();
        cache.changed(Path::new("/w"));
        assert_eq!(known(&get()), None, "a folder above changed");
        cache.set(Path::new(FOLDER), &key(), &late, &facts(3), Listing::default());
        assert_eq!(known(&get()), None);
    }

    #[test]
    fn the_folders_that_were_used_last_are_kept() {
        let cache = FolderCache::default();
        for number in 0..MAX_FOLDERS + 2 {
            cache.get(Path::new(&format!("/w/{number}")), &key(), None);
        }
        let state = cache.lock();
        assert!(state.folders.len() <= MAX_FOLDERS);
        assert!(state.folders.contains_key(Path::new(&format!("/w/{}", MAX_FOLDERS + 1))));
    }

    #[test]
    fn facts_for_few_paths_to_a_folder_are_kept() {
        let cache = FolderCache::default();
        let get = |path: &str| cache.get(Path::new(FOLDER), &Key { path: path.to_owned(), ..key() }, None);
        let late = get("");
        for number in 0..MAX_KEYS {
            get(&number.to_string());
        }
        cache.set(Path::new(FOLDER), &key(), &late, &facts(1), Listing::default());
        assert_eq!(known(&get("")), None, "changes were not noted meanwhile");
        assert!(cache.lock().folders.values().all(|folder| folder.composed.len() <= MAX_KEYS));
    }
}
