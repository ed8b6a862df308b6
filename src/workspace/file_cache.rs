//! Caches the texts of files, and the facts that languages compute from them, until the files change. Reads the disk,
//! so call it only where blocking is allowed.

use std::any::TypeId;
use std::collections::{BTreeMap, HashMap};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::languages::Facts;
use crate::languages::text::Text;
use crate::platform::files::{Reading, Stamp};

use super::median_use;
use super::reach::Reach;

/// The maximum size of the cached texts, in bytes: enough for a monorepo of some thousand modules.
const MAX_BYTES: usize = 16 << 20;

#[derive(Default)]
pub struct FileCache {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Ordered, so that the files in a folder are adjacent.
    files: BTreeMap<PathBuf, CachedFile>,
    bytes: usize,
    uses: u64,
    /// How often files were reported as changed.
    changes: u64,
}

struct CachedFile {
    origin: Origin,
    text: Arc<str>,
    facts: HashMap<TypeId, Facts>,
    /// The number of its last use. Later uses have higher numbers.
    last_use: u64,
}

/// Where a text comes from.
enum Origin {
    /// An open document. The reference is weak, so that the document can be edited in place.
    Editor(Weak<Text>),
    Disk(Option<Stamp>),
    /// A file on disk whose changes are reported.
    Watched(Option<Stamp>),
}

/// A file to read.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    pub path: &'a Path,
    /// The document, if the file is open.
    pub open: Option<&'a Arc<Text>>,
    /// Whether the client reports changes of the file.
    pub is_watched: bool,
}

impl FileCache {
    /// Returns the text of a file: the same `Arc` until the text changes.
    pub fn read<'r>(&self, request: Request, reach: impl FnOnce() -> &'r Reach) -> Option<Arc<str>> {
        let Request { path, open, mut is_watched } = request;
        if let Some(open) = open {
            return Some(self.read_open(path, open));
        }
        let (known, changes) = {
            let mut state = self.lock();
            let changes = state.changes;
            let known = match state.get(path) {
                Some(CachedFile { origin: Origin::Watched(_), text, .. }) if is_watched => {
                    return Some(Arc::clone(text));
                }
                Some(CachedFile { origin: Origin::Disk(stamp) | Origin::Watched(stamp), text, .. }) => {
                    stamp.clone().map(|stamp| (stamp, Arc::clone(text)))
                }
                Some(CachedFile { origin: Origin::Editor(_), .. }) | None => None,
            };
            (known, changes)
        };
        let reading = match reach().find(path) {
            Some(place) => {
                // Changes of a linked file are reported for another path.
                is_watched &= !place.is_linked();
                place.read_changed(known.as_ref().map(|(stamp, _)| stamp))
            }
            None => Reading::Nothing,
        };
        let mut state = self.lock();
        // A change that was reported meanwhile may have happened after the file was read.
        let is_watched = is_watched && state.changes == changes;
        let origin = |stamp| if is_watched { Origin::Watched(stamp) } else { Origin::Disk(stamp) };
        match (reading, known) {
            (Reading::Text(text, stamp), _) => Some(state.set(path, &text, origin(stamp))),
            (Reading::Same, Some((stamp, text))) => Some(state.set(path, &text, origin(Some(stamp)))),
            (Reading::Same | Reading::Nothing, _) => {
                state.remove(path);
                None
            }
        }
    }

    /// Whether the text of a file is cached, but changes of the file are not reported.
    pub fn is_unwatched(&self, path: &Path) -> bool {
        self.lock().get(path).is_some_and(|file| matches!(file.origin, Origin::Disk(_)))
    }

    /// Returns what `parse` computes from a file that was read. It is called once for each text of the file.
    pub fn facts(&self, path: &Path, kind: TypeId, text: &Arc<str>, parse: impl FnOnce() -> Facts) -> Facts {
        if let Some(facts) = self.lock().get_text(path, text).and_then(|file| file.facts.get(&kind)) {
            return Arc::clone(facts);
        }
        // Parses without the lock, so that other files can be read meanwhile.
        let facts = parse();
        if let Some(file) = self.lock().get_text(path, text) {
            return Arc::clone(file.facts.entry(kind).or_insert(facts));
        }
        facts
    }

    /// Handles a reported change of a file, or of a folder with everything in it.
    pub fn file_changed(&self, changed: &Path) {
        let mut state = self.lock();
        state.changes += 1;
        let files = state.files.range_mut::<Path, _>((Bound::Included(changed), Bound::Unbounded));
        for (_, file) in files.take_while(|(path, _)| path.starts_with(changed)) {
            if let Origin::Watched(stamp) = &mut file.origin {
                file.origin = Origin::Disk(stamp.take());
            }
        }
    }

    pub fn clear(&self) {
        *self.lock() = State::default();
    }

    fn read_open(&self, path: &Path, open: &Arc<Text>) -> Arc<str> {
        let mut state = self.lock();
        if let Some(CachedFile { origin: Origin::Editor(known), text, .. }) = state.get(path)
            && known.as_ptr() == Arc::as_ptr(open)
        {
            return Arc::clone(text);
        }
        state.set(path, open.as_str(), Origin::Editor(Arc::downgrade(open)))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn get(&mut self, path: &Path) -> Option<&mut CachedFile> {
        let file = self.files.get_mut(path)?;
        self.uses += 1;
        file.last_use = self.uses;
        Some(file)
    }

    fn get_text(&mut self, path: &Path, text: &Arc<str>) -> Option<&mut CachedFile> {
        self.get(path).filter(|file| Arc::ptr_eq(&file.text, text))
    }

    /// Caches a text. If it is equal to the previous one, its facts are kept.
    fn set(&mut self, path: &Path, text: &str, origin: Origin) -> Arc<str> {
        if let Some(file) = self.get(path)
            && *file.text == *text
        {
            file.origin = origin;
            return Arc::clone(&file.text);
        }
        self.remove(path);
        self.uses += 1;
        self.bytes += text.len();
        let text: Arc<str> = text.into();
        let file = CachedFile { origin, text: Arc::clone(&text), facts: HashMap::new(), last_use: self.uses };
        self.files.insert(path.to_path_buf(), file);
        if self.bytes > MAX_BYTES {
            self.drop_oldest_half();
        }
        text
    }

    fn remove(&mut self, path: &Path) {
        if let Some(file) = self.files.remove(path) {
            self.bytes -= file.text.len();
        }
    }

    /// Drops half of the files at once, so that a full cache is not sorted for each new file.
    fn drop_oldest_half(&mut self) {
        let first = median_use(self.files.values().map(|file| file.last_use));
        self.files.retain(|_, file| file.last_use >= first);
        self.bytes = self.files.values().map(|file| file.text.len()).sum();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(cache: &FileCache, path: &str, text: &str) -> Arc<str> {
        cache.lock().set(Path::new(path), text, Origin::Disk(None))
    }

    #[test]
    fn facts_are_computed_once_for_each_text() {
        struct Length(usize);
        let cache = FileCache::default();
        let path = Path::new("/w/a.tf");
        let length = |text: &Arc<str>, is_expected: bool| {
            let facts = cache.facts(path, TypeId::of::<Length>(), text, || {
                assert!(is_expected, "the facts are kept");
                Arc::new(Length(text.len()))
            });
            facts.downcast::<Length>().map(|length| length.0).ok()
        };
        let text = set(&cache, "/w/a.tf", "abc");
        assert_eq!(length(&text, true), Some(3));
        let same = set(&cache, "/w/a.tf", "abc");
        assert!(Arc::ptr_eq(&text, &same), "a file that is written again with the same text has not changed");
        assert_eq!(length(&same, false), Some(3));
        let other = set(&cache, "/w/a.tf", "abcd");
        assert_eq!(length(&other, true), Some(4));
    }

    #[test]
    fn the_files_that_were_used_last_are_kept() {
        let cache = FileCache::default();
        let text = "x".repeat(MAX_BYTES / 8);
        for number in 0..64 {
            set(&cache, &format!("/w/{number}"), &text);
            assert!(cache.lock().bytes <= MAX_BYTES);
        }
        let state = cache.lock();
        assert_eq!(state.bytes, state.files.values().map(|file| file.text.len()).sum::<usize>());
        assert!(state.files.contains_key(Path::new("/w/63")));
    }
}
