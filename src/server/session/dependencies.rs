//! The dependencies of the results about a document besides its own text: files that were requested, whether they exist
//! or not, and lists of names. An index finds the documents that a change affects without visiting the others.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use tower_lsp::lsp_types::Url;

use crate::languages::{Facts, FolderFactsKind, Language};
use crate::platform::files::Stamp;
use crate::workspace::document_discovery::language_of;

/// The dependencies of the results about one document. Listed in its index until it is dropped.
pub struct Dependencies {
    document: Arc<Url>,
    number: u64,
    index: Arc<DependencyIndex>,
    requested: Mutex<Requested>,
    /// Whether diagnostics are being computed.
    is_checking: AtomicBool,
}

#[derive(Default)]
struct Requested {
    /// The requested files, with their texts. `None` for a file that cannot be read, or is still being read.
    files: BTreeMap<Arc<Path>, Option<Weak<str>>>,
    /// The folders whose entries were listed, with the known paths.
    folders: BTreeMap<Arc<Path>, Arc<BTreeSet<PathBuf>>>,
    /// The folders from whose files facts were composed.
    composed: BTreeMap<Arc<Path>, ComposedFolder>,
    /// The languages whose files in the workspace were listed, with the known paths.
    languages: HashMap<Language, BTreeSet<PathBuf>>,
    /// The folders whose callers were requested, with the known callers.
    callers: BTreeMap<PathBuf, Vec<Arc<Path>>>,
}

/// A folder from whose files facts were composed.
#[derive(Clone)]
pub struct ComposedFolder {
    pub kind: FolderFactsKind,
    /// The path of the folder, relative to the document's folder.
    pub path: String,
    /// The name of the document, if it is in the folder.
    pub document: Option<String>,
    /// `None` while the files are still being read.
    pub facts: Option<Facts>,
    /// The stamp of the folder at that time. `None` if it has to be listed again.
    pub stamp: Option<Stamp>,
}

impl ComposedFolder {
    /// Whether the results can change with a file in the folder.
    fn depends_on(&self, file: &Path) -> bool {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        (self.kind.is_part)(&name) && self.document.as_deref() != Some(&*name)
    }
}

impl Dependencies {
    pub fn document(&self) -> &Url {
        &self.document
    }

    /// Adds a file before it is read, so that no later change is missed. Returns false if there are already `limit`
    /// others.
    pub fn add_file(self: &Arc<Self>, file: &Path, limit: usize) -> bool {
        let mut requested = self.lock();
        if requested.files.contains_key(file) {
            return true;
        }
        if requested.files.len() >= limit {
            return false;
        }
        let file = self.index.add_file(file, self);
        requested.files.insert(file, None);
        true
    }

    /// Keeps the text of a file.
    pub fn set_text(&self, file: &Path, text: &Arc<str>) {
        if let Some(known) = self.lock().files.get_mut(file) {
            *known = Some(Arc::downgrade(text));
        }
    }

    pub fn add_folder(self: &Arc<Self>, folder: &Path, known: Arc<BTreeSet<PathBuf>>) {
        let mut requested = self.lock();
        if let Some(folder) = requested.folders.get_mut(folder) {
            *folder = known;
        } else {
            requested.folders.insert(self.index.add_folder(folder, self), known);
        }
    }

    /// Adds a folder before its files are read, so that no later change is missed.
    pub fn add_composed(self: &Arc<Self>, folder: &Path, composed: ComposedFolder) {
        let mut requested = self.lock();
        if let Some(known) = requested.composed.get_mut(folder) {
            *known = composed;
        } else {
            requested.composed.insert(self.index.add_composed(folder, self), composed);
        }
    }

    /// Keeps the composed facts.
    pub fn set_composed(&self, folder: &Path, facts: &Facts, stamp: Option<Stamp>) {
        if let Some(composed) = self.lock().composed.get_mut(folder) {
            composed.facts = Some(Arc::clone(facts));
            composed.stamp = stamp;
        }
    }

    /// Returns the folders from whose files facts were composed.
    pub fn composed(&self) -> Vec<(Arc<Path>, ComposedFolder)> {
        self.lock().composed.iter().map(|(folder, composed)| (Arc::clone(folder), composed.clone())).collect()
    }

    /// Marks whether diagnostics are being computed. If they request callers, they depend on every file that can change
    /// which modules call which.
    pub fn set_checking(&self, is_checking: bool) {
        self.is_checking.store(is_checking, Ordering::SeqCst);
    }

    /// Adds that callers are requested, before they are looked up, so that no later change is missed.
    pub fn add_callers(self: &Arc<Self>) {
        if self.is_checking.load(Ordering::SeqCst) {
            self.index.lock().callers.insert(self.number, Arc::downgrade(self));
        }
    }

    /// Keeps the callers of the module in a folder.
    pub fn set_callers(&self, called: &Path, callers: Vec<Arc<Path>>) {
        self.lock().callers.insert(called.to_path_buf(), callers);
    }

    /// Returns the folders whose callers were requested, with the known callers.
    pub fn callers(&self) -> Vec<(PathBuf, Vec<Arc<Path>>)> {
        self.lock().callers.iter().map(|(called, callers)| (called.clone(), callers.clone())).collect()
    }

    pub fn add_language(self: &Arc<Self>, language: Language, known: BTreeSet<PathBuf>) {
        let mut requested = self.lock();
        if requested.languages.insert(language, known).is_none() {
            self.index.add_language(language, self);
        }
    }

    /// Returns the requested files, with their texts.
    pub fn files(&self) -> Vec<(Arc<Path>, Option<Weak<str>>)> {
        self.lock().files.iter().map(|(path, text)| (Arc::clone(path), text.clone())).collect()
    }

    /// Returns the folders that were listed, with the known paths.
    pub fn folders(&self) -> Vec<(Arc<Path>, Arc<BTreeSet<PathBuf>>)> {
        self.lock().folders.iter().map(|(folder, known)| (Arc::clone(folder), Arc::clone(known))).collect()
    }

    /// Whether a folder was listed without a file that is in it.
    fn lacks_in_folder(&self, folder: &Path, file: &Path) -> bool {
        self.lock().folders.get(folder).is_some_and(|known| !known.contains(file))
    }

    /// Whether facts about a folder depend on a file that is in it.
    fn composes(&self, folder: &Path, file: &Path) -> bool {
        self.lock().composed.get(folder).is_some_and(|composed| composed.depends_on(file))
    }

    /// Whether the files of a language were listed without this one.
    fn lacks_in_language(&self, language: Language, file: &Path) -> bool {
        self.lock().languages.get(&language).is_some_and(|known| !known.contains(file))
    }

    /// The index may be locked while this is locked, never the other way round.
    fn lock(&self) -> MutexGuard<'_, Requested> {
        self.requested.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Dependencies {
    fn drop(&mut self) {
        let requested = self.requested.get_mut().unwrap_or_else(PoisonError::into_inner);
        self.index.remove(self.number, requested);
    }
}

/// Finds the dependants of a file.
#[derive(Default)]
pub struct DependencyIndex {
    state: Mutex<Index>,
}

#[derive(Default)]
struct Index {
    last_number: u64,
    /// Ordered, so that the files in a folder are adjacent.
    files: BTreeMap<Arc<Path>, Dependants>,
    folders: BTreeMap<Arc<Path>, Dependants>,
    composed: BTreeMap<Arc<Path>, Dependants>,
    languages: HashMap<Language, Dependants>,
    /// The dependencies of diagnostics that requested callers.
    callers: Dependants,
}

/// Dependencies by their numbers, in the order in which they were created.
type Dependants = BTreeMap<u64, Weak<Dependencies>>;

impl DependencyIndex {
    /// Creates the dependencies for new results about a document.
    pub fn create(self: &Arc<Self>, document: &Arc<Url>) -> Arc<Dependencies> {
        let number = {
            let mut index = self.lock();
            index.last_number += 1;
            index.last_number
        };
        let (document, index) = (Arc::clone(document), Arc::clone(self));
        let (requested, is_checking) = (Mutex::default(), AtomicBool::new(false));
        Arc::new(Dependencies { document, number, index, requested, is_checking })
    }

    /// Returns the dependencies that a change of a file affects or, if it is a folder, a change of a file in it.
    pub fn dependants(&self, changed: &Path) -> Vec<Arc<Dependencies>> {
        let folder = changed.parent();
        let mut language = None;
        let (mut found, in_folder, in_composed, in_language) = {
            let index = self.lock();
            let files = index.files.range::<Path, _>((Bound::Included(changed), Bound::Unbounded));
            let composed = index.composed.range::<Path, _>((Bound::Included(changed), Bound::Unbounded));
            let within = files.take_while(|(file, _)| file.starts_with(changed));
            let within = within.chain(composed.take_while(|(folder, _)| folder.starts_with(changed)));
            let found = within.flat_map(|(_, dependants)| alive(dependants)).collect::<BTreeMap<_, _>>();
            let in_composed = folder.and_then(|folder| index.composed.get(folder));
            let in_folder = folder.and_then(|folder| index.folders.get(folder));
            if !index.languages.is_empty() {
                language = language_of(&changed.file_name().unwrap_or_default().to_string_lossy());
            }
            let in_language = language.and_then(|language| index.languages.get(&language));
            let collect = |dependants: Option<&Dependants>| dependants.into_iter().flat_map(alive).collect::<Vec<_>>();
            (found, collect(in_folder), collect(in_composed), collect(in_language))
        };
        // Called without the lock of the index, see [`Dependencies::lock`].
        if let Some(folder) = folder {
            found.extend(in_composed.into_iter().filter(|(_, composing)| composing.composes(folder, changed)));
            found.extend(in_folder.into_iter().filter(|(_, listing)| listing.lacks_in_folder(folder, changed)));
        }
        if let Some(language) = language {
            found.extend(in_language.into_iter().filter(|(_, listing)| listing.lacks_in_language(language, changed)));
        }
        found.into_values().collect()
    }

    /// Returns the dependencies of diagnostics that requested the callers of modules.
    pub fn dependants_on_callers(&self) -> Vec<Arc<Dependencies>> {
        alive(&self.lock().callers).map(|(_, dependant)| dependant).collect()
    }

    fn add_file(&self, file: &Path, dependant: &Arc<Dependencies>) -> Arc<Path> {
        add(&mut self.lock().files, file, dependant)
    }

    fn add_folder(&self, folder: &Path, dependant: &Arc<Dependencies>) -> Arc<Path> {
        add(&mut self.lock().folders, folder, dependant)
    }

    fn add_composed(&self, folder: &Path, dependant: &Arc<Dependencies>) -> Arc<Path> {
        add(&mut self.lock().composed, folder, dependant)
    }

    fn add_language(&self, language: Language, dependant: &Arc<Dependencies>) {
        let mut index = self.lock();
        index.languages.entry(language).or_default().insert(dependant.number, Arc::downgrade(dependant));
    }

    fn remove(&self, number: u64, requested: &Requested) {
        let index = &mut *self.lock();
        for file in requested.files.keys() {
            remove(&mut index.files, file, number);
        }
        for folder in requested.folders.keys() {
            remove(&mut index.folders, folder, number);
        }
        for folder in requested.composed.keys() {
            remove(&mut index.composed, folder, number);
        }
        for language in requested.languages.keys() {
            if let Some(dependants) = index.languages.get_mut(language) {
                dependants.remove(&number);
            }
        }
        index.languages.retain(|_, dependants| !dependants.is_empty());
        index.callers.remove(&number);
    }

    fn lock(&self) -> MutexGuard<'_, Index> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn alive(dependants: &Dependants) -> impl Iterator<Item = (u64, Arc<Dependencies>)> {
    dependants.iter().filter_map(|(number, dependant)| Some((*number, dependant.upgrade()?)))
}

/// Adds a dependant of a path. Returns the path that all of its dependants share.
fn add(paths: &mut BTreeMap<Arc<Path>, Dependants>, path: &Path, dependant: &Arc<Dependencies>) -> Arc<Path> {
    let path = paths.get_key_value(path).map_or_else(|| Arc::from(path), |(path, _)| Arc::clone(path));
    paths.entry(Arc::clone(&path)).or_default().insert(dependant.number, Arc::downgrade(dependant));
    path
}

fn remove(paths: &mut BTreeMap<Arc<Path>, Dependants>, path: &Path, number: u64) {
    if let Some(dependants) = paths.get_mut(path) {
        dependants.remove(&number);
        if dependants.is_empty() {
            paths.remove(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn create(index: &Arc<DependencyIndex>, name: &str) -> Arc<Dependencies> {
        let uri = Url::parse(&format!("file:///w/{name}")).expect("it is a URI");
        index.create(&Arc::new(uri))
    }

    fn dependants(index: &DependencyIndex, changed: &str) -> Vec<String> {
        let found = index.dependants(Path::new(changed));
        found.iter().map(|dependencies| dependencies.document().path().to_owned()).collect()
    }

    #[test]
    fn a_change_affects_what_requested_the_file_or_one_in_the_folder() {
        let index = Arc::new(DependencyIndex::default());
        let (first, second) = (create(&index, "first"), create(&index, "second"));
        assert!(first.add_file(Path::new("/w/a/x"), 8));
        assert!(second.add_file(Path::new("/w/a/x"), 8));
        assert!(second.add_file(Path::new("/w/a/b/y"), 8));
        assert!(second.add_file(Path::new("/w/a.b"), 8));
        assert_eq!(dependants(&index, "/w/a/x"), ["/w/first", "/w/second"]);
        assert_eq!(dependants(&index, "/w/a"), ["/w/first", "/w/second"]);
        assert_eq!(dependants(&index, "/w/a/b"), ["/w/second"]);
        assert_eq!(dependants(&index, "/w/a.b"), ["/w/second"]);
        assert!(dependants(&index, "/w/a/xx").is_empty());
        drop(second);
        assert_eq!(dependants(&index, "/w"), ["/w/first"]);
        drop(first);
        assert!(dependants(&index, "/").is_empty());
        assert!(index.lock().files.is_empty(), "nothing stays in the index");
    }

    #[test]
    fn a_new_file_affects_what_listed_its_folder_or_its_language() {
        let index = Arc::new(DependencyIndex::default());
        let (lists_folder, lists_language) = (create(&index, "folder"), create(&index, "language"));
        let known = BTreeSet::from([PathBuf::from("/w/a/main.tf")]);
        lists_folder.add_folder(Path::new("/w/a"), Arc::default());
        assert_eq!(dependants(&index, "/w/a/main.tf"), ["/w/folder"]);
        lists_folder.add_folder(Path::new("/w/a"), Arc::new(known.clone()));
        lists_language.add_language(Language::Terraform, known);
        assert!(dependants(&index, "/w/a/main.tf").is_empty());
        assert_eq!(dependants(&index, "/w/a/other.tf"), ["/w/folder", "/w/language"]);
        assert_eq!(dependants(&index, "/w/b/other.tf"), ["/w/language"]);
        assert!(dependants(&index, "/w/b/Dockerfile").is_empty());
        drop((lists_folder, lists_language));
        let index = index.lock();
        assert!(index.folders.is_empty() && index.languages.is_empty(), "nothing stays in the index");
    }

    #[test]
    fn no_more_files_are_added_than_the_limit_allows() {
        let index = Arc::new(DependencyIndex::default());
        let dependencies = create(&index, "document");
        assert!(dependencies.add_file(Path::new("/w/1"), 1));
        assert!(!dependencies.add_file(Path::new("/w/2"), 1));
        assert!(dependencies.add_file(Path::new("/w/1"), 1), "it was added before");
        assert!(dependants(&index, "/w/2").is_empty());
    }
}
