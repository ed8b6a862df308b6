//! The files around a document, as its language reads them: open documents with the text of the editor, other files
//! from the disk.

use std::any::TypeId;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, Weak};

use crate::languages::text::Text;
use crate::languages::{Facts, FileProvider, FileState, FolderChanges, FolderFactsKind, Language, MAX_ENTRIES};
use crate::platform::files::{EntryKind, MAX_DIRECTORY_ENTRIES, Place, Stamp};
use crate::workspace::file_cache::Request;
use crate::workspace::folder_cache::{self, Key};
use crate::workspace::reach::Reach;
use crate::workspace::{path_from, resolve};

use crate::server::protocol::watched_files::is_watched_name;
use crate::server::session::active_session::ActiveSession;
use crate::server::session::dependencies::{ComposedFolder, Dependencies};
use crate::server::session::workspace_files::WorkspaceFiles;
use crate::server::snapshot::module_calls;
use crate::server::snapshot::workspace_search::workspace_files;

/// The maximum number of files that may be read for one document: a Bake file of a large project names a Dockerfile for
/// each of several hundred targets, and a Terraform module can have a thousand files.
const MAX_FILES: usize = 4_096;

pub struct SiblingFiles {
    /// Weak, because the session keeps analyses, which keep their files.
    session: Weak<ActiveSession>,
    document: Option<PathBuf>,
    folder: Option<PathBuf>,
    /// Determined when the first file is read.
    reach: OnceLock<Reach>,
    /// The files of all languages in the open folders, once they are requested.
    workspace: OnceLock<WorkspaceFiles>,
    dependencies: Arc<Dependencies>,
}

/// The names of the files in a folder from which facts are composed.
#[derive(Default)]
struct Listing {
    names: Vec<String>,
    /// Whether there may be more files.
    is_cut: bool,
    has_links: bool,
}

impl SiblingFiles {
    pub fn new(session: &Arc<ActiveSession>, document: Option<&Path>, dependencies: Arc<Dependencies>) -> Self {
        Self {
            session: Arc::downgrade(session),
            document: document.map(Path::to_path_buf),
            folder: document.and_then(Path::parent).map(Path::to_path_buf),
            reach: OnceLock::new(),
            workspace: OnceLock::new(),
            dependencies,
        }
    }

    /// Whether everything that was requested is unchanged. Files whose changes the client reports are not read again,
    /// because a change drops the analysis.
    pub fn are_unchanged(&self) -> bool {
        let Some(session) = self.session.upgrade() else { return false };
        let is_same_text = |(path, text): &(Arc<Path>, Option<Weak<str>>)| {
            let (open, is_watched) = Self::look_up(&session, path);
            open.is_some() || (is_watched && !session.files.is_unwatched(path)) || {
                let now = self.read_file(&session, path, None, false);
                text.as_ref().map(Weak::as_ptr) == now.as_ref().map(Arc::as_ptr)
            }
        };
        let has_same_entries =
            |(folder, known): &(Arc<Path>, Arc<BTreeSet<PathBuf>>)| self.paths_in(&session, folder) == **known;
        let has_same_facts = |(folder, known): &(Arc<Path>, ComposedFolder)| {
            let ComposedFolder { kind, path, document, facts, stamp } = known;
            (stamp.is_some() && *stamp == self.folder_stamp(&session, folder)) || {
                let key = Key { kind: kind.id, path: path.clone() };
                let (now, _) = self.compose(&session, folder, &key, kind, document.as_deref());
                facts.as_ref().is_some_and(|facts| Arc::ptr_eq(facts, &now))
            }
        };
        let has_same_callers = |(called, known): &(PathBuf, Vec<Arc<Path>>)| {
            module_calls::callers(&session, called, self.document.as_deref()) == *known
        };
        self.dependencies.callers().iter().all(has_same_callers)
            && self.dependencies.files().iter().all(is_same_text)
            && self.dependencies.folders().iter().all(has_same_entries)
            && self.dependencies.composed().iter().all(has_same_facts)
    }

    /// Returns a folder, if the client reports changes of the files in it from which facts are composed.
    fn watched_folder(&self, session: &ActiveSession, folder: &Path) -> Option<Place> {
        if !session.client.watches_files || !session.lock().folders.contains(folder) {
            return None;
        }
        // Changes of files behind a link are reported for another path.
        self.reach(session).find(folder).filter(|place| !place.is_linked())
    }

    /// Returns a stamp that changes with the entries of a folder, because changes of the folder itself may not be
    /// reported. `None` if the folder has to be listed.
    fn folder_stamp(&self, session: &ActiveSession, folder: &Path) -> Option<Stamp> {
        self.watched_folder(session, folder)?.directory_stamp()
    }

    /// Returns the facts about the files in a folder, and the stamp of the folder. Only changed files are parsed again.
    fn compose(
        &self,
        session: &ActiveSession,
        folder: &Path,
        key: &Key,
        kind: &FolderFactsKind,
        document: Option<&str>,
    ) -> (Facts, Option<Stamp>) {
        let cache = Arc::clone(&session.lock().composed);
        let outdated = cache.get(folder, key, document);
        let watched = self.watched_folder(session, folder);
        // Read before the folder is listed, so that no later change is missed.
        let stamp = watched.as_ref().and_then(Place::directory_stamp);
        let is_known = outdated.is_complete(stamp.as_ref());
        let Listing { names, is_cut, has_links } = if is_known {
            let names = outdated.changed().filter(|name| (kind.is_part)(name)).map(str::to_owned).collect();
            Listing { names, ..Listing::default() }
        } else {
            self.part_names(session, folder, kind)
        };
        // Changes of a linked file are reported for another path.
        let stamp = stamp.filter(|_| !has_links);
        // A folder in which a file was just created is listed again, but its other files are not visited.
        let are_changes_reported = watched.is_some() && !has_links;
        let is_included = |name: &str| outdated.facts.as_ref().is_some_and(|facts| (kind.includes)(facts, name));
        let is_unchanged = |name: &str| {
            // The analysis of a document brings the facts about it.
            Some(name) == document
                || (are_changes_reported && is_watched_name(name) && outdated.is_unchanged(name) && is_included(name))
        };
        let state = |name: String| {
            if is_unchanged(&name) {
                return (name, FileState::Kept);
            }
            let path = folder.join(&name);
            let (open, is_watched) = Self::look_up(session, &path);
            let state = match self.read_file(session, &path, open.as_ref(), is_watched) {
                Some(text) => {
                    FileState::Read(session.files.facts(&path, kind.file_id, &text, || (kind.parse)(&name, &text)))
                }
                None if self.reach(session).find(&path).is_some() => FileState::Unreadable,
                None => FileState::Missing,
            };
            (name, state)
        };
        let changes = FolderChanges { files: names.into_iter().map(state).collect(), is_all: !is_known, is_cut };
        let composed = (kind.compose)(&key.path, outdated.facts.as_ref(), changes).or_else(|| outdated.facts.clone());
        // If nothing could be composed, the facts are a new, empty value.
        let facts = composed.unwrap_or_else(|| Arc::new(()));
        let left_out = document.filter(|name| !is_included(name)).map(str::to_owned);
        let listing = folder_cache::Listing { stamp: stamp.clone(), are_changes_reported, left_out };
        cache.set(folder, key, &outdated, &facts, listing);
        (facts, stamp)
    }

    /// Returns the files in a folder from which facts are composed.
    fn part_names(&self, session: &ActiveSession, folder: &Path, kind: &FolderFactsKind) -> Listing {
        let place = self.reach(session).find(folder);
        let mut parts = BTreeSet::new();
        let (mut entries, mut has_links) = (0, false);
        for (name, entry) in place.iter().flat_map(Place::entries) {
            entries += 1;
            if let Some(name) = name.to_str().filter(|name| (kind.is_part)(name)) {
                has_links |= entry == EntryKind::Link;
                parts.insert(name.to_owned());
            }
        }
        let open = open_files(session, folder);
        let open = open.iter().filter_map(|path| path.file_name()?.to_str());
        parts.extend(open.filter(|name| (kind.is_part)(name)).map(str::to_owned));
        Listing { names: parts.into_iter().collect(), is_cut: entries >= MAX_DIRECTORY_ENTRIES, has_links }
    }

    /// Returns the text of a file that is open, and whether the client reports changes of the file.
    fn look_up(session: &ActiveSession, path: &Path) -> (Option<Arc<Text>>, bool) {
        let state = session.lock();
        let open = state.documents.at(path).map(|document| Arc::clone(&document.text));
        (open, session.is_watched(&state, path))
    }

    fn read_file(
        &self,
        session: &ActiveSession,
        path: &Path,
        open: Option<&Arc<Text>>,
        is_watched: bool,
    ) -> Option<Arc<str>> {
        // The text of an open file is not read from the disk.
        #[cfg(feature = "testing")]
        if open.is_none() {
            crate::server::testing_hooks::hang_if_requested(&path.to_string_lossy());
        }
        session.files.read(Request { path, open, is_watched }, || self.reach(session))
    }

    /// Reads a file and records that the analysis depends on it. Also returns its full path.
    fn request(&self, path: &str) -> Option<(PathBuf, Arc<str>)> {
        let session = self.session.upgrade()?;
        let path = resolve(self.folder.as_deref()?, path)?;
        if !self.dependencies.add_file(&path, MAX_FILES) {
            return None;
        }
        let (open, is_watched) = Self::look_up(&session, &path);
        let text = self.read_file(&session, &path, open.as_ref(), is_watched)?;
        self.dependencies.set_text(&path, &text);
        Some((path, text))
    }

    /// Returns the full paths of the entries of a folder.
    fn paths_in(&self, session: &ActiveSession, folder: &Path) -> BTreeSet<PathBuf> {
        let names = self.reach(session).find(folder).map(|place| place.names()).unwrap_or_default();
        let on_disk = names.into_iter().map(|name| folder.join(name));
        on_disk.chain(open_files(session, folder)).collect()
    }

    /// Lists a folder and records that the analysis depends on its entries.
    fn list(&self, folder: &Path) -> Arc<BTreeSet<PathBuf>> {
        let Some(session) = self.session.upgrade() else { return Arc::default() };
        // Until the names are known, every file in the folder counts as new.
        self.dependencies.add_folder(folder, Arc::default());
        let paths = Arc::new(self.paths_in(&session, folder));
        self.dependencies.add_folder(folder, Arc::clone(&paths));
        paths
    }

    fn reach(&self, session: &ActiveSession) -> &Reach {
        self.reach.get_or_init(|| {
            let folders = session.lock().folders.clone();
            Reach::new(&folders, self.folder.as_deref())
        })
    }
}

impl FileProvider for SiblingFiles {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.request(path).map(|(_, text)| text)
    }

    fn entries(&self) -> Vec<String> {
        let Some(folder) = &self.folder else { return Vec::new() };
        self.list(folder).iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let Some(session) = self.session.upgrade() else { return Vec::new() };
        let Some(folder) = self.folder.as_deref().and_then(|own| resolve(own, folder)) else { return Vec::new() };
        let Some(place) = self.reach(&session).find(&folder) else { return Vec::new() };
        self.list(&folder);
        let mut names: Vec<String> = Vec::new();
        for (name, kind) in place.entries() {
            let Some(name) = name.to_str() else { continue };
            let is_folder = match kind {
                EntryKind::Directory => true,
                EntryKind::Link => {
                    let target = self.reach(&session).find(&folder.join(name));
                    target.is_some_and(|target| target.is_directory())
                }
                EntryKind::File | EntryKind::Other => false,
            };
            names.push(if is_folder { format!("{name}/") } else { name.to_owned() });
        }
        names.sort_unstable();
        let open = open_files(&session, &folder);
        let mut entries: Vec<String> =
            open.iter().filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect();
        entries.sort_unstable();
        let others = names.into_iter().filter(|name| entries.binary_search(name).is_err());
        let others: Vec<String> = others.take(MAX_ENTRIES.saturating_sub(entries.len())).collect();
        entries.extend(others);
        entries.truncate(MAX_ENTRIES);
        entries
    }

    fn documents(&self, language: Language) -> Vec<String> {
        let Some(session) = self.session.upgrade() else { return Vec::new() };
        let Some(folder) = &self.folder else { return Vec::new() };
        // Until the files are known, each of them counts as new.
        self.dependencies.add_language(language, BTreeSet::new());
        let mut open: Vec<PathBuf> = {
            let state = session.lock();
            let documents = state.documents.files().filter(|(path, document)| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                Language::detect(&document.language_identifier, &name) == Some(language)
            });
            documents.map(|(path, _)| path.to_path_buf()).collect()
        };
        open.sort_unstable();
        let on_disk = self.workspace.get_or_init(|| workspace_files(&session));
        let on_disk = on_disk.iter().filter(|(_, other)| *other == language).map(|(path, _)| path);
        let mut known: BTreeSet<PathBuf> = open.iter().cloned().collect();
        let others: Vec<PathBuf> = on_disk.filter(|path| !known.contains(*path)).cloned().collect();
        known.extend(others.iter().cloned());
        self.dependencies.add_language(language, known);
        let files = open.iter().chain(&others).filter(|path| Some(*path) != self.document.as_ref());
        files.filter_map(|path| path_from(folder, path)).take(MAX_ENTRIES).collect()
    }

    fn module_callers(&self, folder: &str) -> Option<Vec<String>> {
        let session = self.session.upgrade()?;
        let own = self.folder.as_deref()?;
        let called = resolve(own, folder)?;
        self.dependencies.add_callers();
        let callers = module_calls::callers(&session, &called, self.document.as_deref());
        let folders = callers.iter().filter_map(|caller| path_from(own, caller)).collect();
        self.dependencies.set_callers(&called, callers);
        Some(folders)
    }

    fn shortest_path(&self, path: &str) -> String {
        let shortest = self.folder.as_deref().and_then(|folder| path_from(folder, &resolve(folder, path)?));
        shortest.unwrap_or_else(|| path.to_owned())
    }

    fn provider_schemas(&self) -> Option<Facts> {
        let schemas = self.session.upgrade()?.lock().schemas.of_folder(self.folder.as_deref())?;
        Some(schemas)
    }

    fn facts(&self, path: &str, kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
        let (path, text) = self.request(path)?;
        let session = self.session.upgrade()?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Some(session.files.facts(&path, kind, &text, || parse(&name, &text)))
    }

    fn folder_facts(&self, folder: &str, kind: &FolderFactsKind, except: Option<&str>) -> Option<Facts> {
        let session = self.session.upgrade()?;
        let full = resolve(self.folder.as_deref()?, folder)?;
        let key = Key { kind: kind.id, path: folder.to_owned() };
        let document = except.map(str::to_owned);
        let composed = ComposedFolder { kind: *kind, path: folder.to_owned(), document, facts: None, stamp: None };
        // Until the facts are known, every file in the folder counts as new.
        self.dependencies.add_composed(&full, composed);
        let (facts, stamp) = self.compose(&session, &full, &key, kind, except);
        self.dependencies.set_composed(&full, &facts, stamp);
        Some(facts)
    }
}

/// Returns the open documents that are files in a folder.
fn open_files(session: &ActiveSession, folder: &Path) -> Vec<PathBuf> {
    session.lock().documents.paths_in(folder).map(Path::to_path_buf).collect()
}
