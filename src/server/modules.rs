//! When a Terraform module is reported: when it is opened, with the modules that it calls, and when what it requires
//! becomes another thing. Nothing is read where nobody wants the event.
//!
//! The files are read away from the messages, one directory after the other. What came meanwhile is read with them, so
//! that many edits at once give one event.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::terraform::{Installed, Module, is_file_name};
use crate::telemetry::anonymise::modules::ProviderNames;
use crate::telemetry::event::ModuleDataEvent;
use crate::workspace::folders::{Folders, Ignored};
use crate::workspace::modules::{self, OpenTexts};

use super::documents::Document;
use super::module_data::Facts;
use super::session::{Session, State};
use super::subject::Occasion;
use super::{Shared, convert};

/// Directories that are remembered. Past it, further ones are not reported.
const DIRECTORIES: usize = 4_096;

/// The identifiers of the two languages: modules, and values for their variables.
const MODULE: &str = "terraform";
const VALUES: &str = "terraform-vars";

/// The modules that were met since consent was last taken back, by their directories.
#[derive(Default)]
pub struct Modules {
    ignored: Ignored,
    /// How often consent had been taken back when the first of them was met.
    revocations: u64,
    known: HashMap<PathBuf, Known>,
}

/// What is remembered of a module.
#[derive(Default)]
struct Known {
    /// A document of it was opened: it is more than a module that another one calls.
    is_opened: bool,
    /// A file of it was opened; values for its variables alone do not make a module of a directory that no search of
    /// the folders finds.
    is_certain: bool,
    /// It is to be read; who reads it first does it for all.
    is_wanted: bool,
    /// Its documents as they were before they were changed, where nobody might read the module earlier.
    before: Option<OpenTexts>,
    said: Arc<Said>,
}

/// What a module said when it was last read.
#[derive(Default)]
struct Said {
    module: Module,
    installed: Installed,
}

impl Said {
    fn says_same(&self, other: &Self) -> bool {
        self.module.requires_same(&other.module) && self.installed == other.installed
    }
}

impl Modules {
    pub fn new(ignored: Ignored) -> Self {
        Self { ignored, ..Self::default() }
    }

    /// The modules that count: what was known when consent was taken back is forgotten.
    fn since(&mut self, revocations: u64) -> &mut HashMap<PathBuf, Known> {
        if self.revocations != revocations {
            self.revocations = revocations;
            self.known = HashMap::new();
        }
        &mut self.known
    }
}

/// A document was opened. Its module is reported unless that has happened.
pub fn document_opened(shared: &Arc<Shared>, session: &Arc<Session>, uri: &Url, occasion: &Occasion) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let mut state = session.lock();
    let Some(document) = state.documents.get(uri) else { return };
    let Some(directory) = directory(document).map(Path::to_path_buf) else { return };
    let is_certain = document.language_identifier != VALUES;
    let known = state.modules.since(shared.telemetry.revocations());
    if known.len() < DIRECTORIES || known.contains_key(&directory) {
        let module = known.entry(directory.clone()).or_default();
        module.is_opened = true;
        module.is_certain |= is_certain;
        want(shared, session, known, directory, occasion);
    }
}

/// A document is about to change. One of a module that nobody might read when it was opened is kept as it is, so
/// that what the change brings can be told from what was there.
pub fn document_changes(shared: &Shared, state: &mut State, uri: &Url, occasion: &Occasion) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let Some(Document { path: Some(path), text, .. }) = state.documents.get(uri) else { return };
    let Some(directory) = modules::concerned(path).map(Path::to_path_buf) else { return };
    let (path, text) = (path.clone(), Arc::clone(text));
    let known = state.modules.since(shared.telemetry.revocations());
    if known.len() < DIRECTORIES && !known.contains_key(&directory) {
        let before = Some(OpenTexts::new());
        known.insert(directory.clone(), Known { is_opened: true, is_certain: true, before, ..Known::default() });
    }
    if let Some(before) = known.get_mut(&directory).and_then(|module| module.before.as_mut()) {
        before.entry(path).or_insert(text);
    }
}

/// A document was changed or closed: the text that counts for its module is another one.
pub fn document_changed(shared: &Arc<Shared>, session: &Arc<Session>, uri: &Url, occasion: &Occasion) {
    let path = is_wanted(shared, occasion).then(|| convert::path(uri)).flatten();
    files_changed(shared, session, path, occasion);
}

/// Files changed. Those of modules of which no document is open wait until one is.
pub fn files_changed(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    files: impl IntoIterator<Item = PathBuf>,
    occasion: &Occasion,
) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let directories: BTreeSet<PathBuf> =
        files.into_iter().filter_map(|file| modules::concerned(&file).map(Path::to_path_buf)).collect();
    let mut state = session.lock();
    let known = state.modules.since(shared.telemetry.revocations());
    for directory in directories {
        if known.get(&directory).is_some_and(|known| known.is_opened) {
            want(shared, session, known, directory, occasion);
        }
    }
}

/// Whether anybody would get the event. Asked before anything is looked at.
fn is_wanted(shared: &Shared, occasion: &Occasion) -> bool {
    shared.telemetry.wants_event::<ModuleDataEvent>(occasion.taken.origin)
}

/// The directory of the module to which a document belongs.
fn directory(document: &Document) -> Option<&Path> {
    let path = document.path.as_deref()?;
    let is_terraform = [MODULE, VALUES].contains(&document.language_identifier.as_str())
        || is_file_name(&path.file_name()?.to_string_lossy());
    path.parent().filter(|_| is_terraform)
}

/// Has a module read that is known.
fn want(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    known: &mut HashMap<PathBuf, Known>,
    directory: PathBuf,
    occasion: &Occasion,
) {
    let Some(module) = known.get_mut(&directory) else { return };
    module.is_wanted = true;
    let Occasion { method, taken } = occasion.clone();
    let (shared, session, occasion) = (Arc::clone(shared), Arc::clone(session), occasion.clone());
    Arc::clone(&shared).reports.add(method, taken, move |_, _| report(&shared, &session, &directory, &occasion));
}

/// Reads a module, and reports it if it says another thing than it did.
fn report(shared: &Arc<Shared>, session: &Arc<Session>, directory: &Path, occasion: &Occasion) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let Some(task) = Task::begin(&mut session.lock(), directory) else { return };
    let Some((said, called)) = task.read(directory) else {
        // It has gone, or there was none.
        session.lock().modules.known.remove(directory);
        return;
    };
    let said = Arc::new(said);
    {
        let mut state = session.lock();
        // What consent was taken back for meanwhile may not count as reported.
        if !is_wanted(shared, occasion) {
            return;
        }
        let Some(known) = state.modules.known.get_mut(directory) else { return };
        let before = task.before(directory, &said).map_or_else(|| Arc::clone(&known.said), Arc::new);
        known.said = Arc::clone(&said);
        if !before.says_same(&said) {
            drop(state);
            record(shared, directory, &said, occasion);
        }
    }
    let mut state = session.lock();
    let known = &mut state.modules.known;
    for directory in called {
        if known.len() < DIRECTORIES && !known.contains_key(&directory) {
            known.insert(directory.clone(), Known::default());
            want(shared, session, known, directory, occasion);
        }
    }
}

fn record(shared: &Shared, directory: &Path, said: &Said, occasion: &Occasion) {
    let named_by_host = &shared.options.telemetry.known_providers;
    shared.telemetry.record(occasion.taken.origin, |identity| {
        let Said { module, installed } = said;
        let facts = Facts { directory: &directory.to_string_lossy(), module, installed, terraform_version: None };
        facts.event(ProviderNames { named_by_host, pseudonyms: &identity.pseudonyms })
    });
}

/// A module that is being read, with all that it takes.
struct Task {
    open: OpenTexts,
    folders: Folders,
    ignored: Ignored,
    is_opened: bool,
    is_certain: bool,
    before: Option<OpenTexts>,
}

impl Task {
    /// `None` where the module has been read since it was wanted, or is forgotten.
    fn begin(state: &mut State, directory: &Path) -> Option<Self> {
        let known = state.modules.known.get_mut(directory)?;
        std::mem::take(&mut known.is_wanted).then(|| Self {
            open: state.documents.within(directory).map(|(path, text)| (path.to_owned(), Arc::clone(text))).collect(),
            folders: state.folders.clone(),
            ignored: state.modules.ignored.clone(),
            is_opened: known.is_opened,
            is_certain: known.is_certain,
            before: known.before.take(),
        })
    }

    /// Reads the module and which others it calls. `None` where there is none.
    fn read(&self, directory: &Path) -> Option<(Said, BTreeSet<PathBuf>)> {
        let Self { open, is_opened, .. } = self;
        let module = modules::read(directory, open)?;
        if !is_opened {
            return Some((Said { module, ..Said::default() }, BTreeSet::new()));
        }
        let is_found = self.folders.lead_to(directory, &self.ignored);
        let called = modules::called(directory, &module, open);
        let installed = if is_found { modules::read_installed(directory, open) } else { Installed::new() };
        (is_found || self.is_certain).then_some((Said { module, installed }, called))
    }

    /// What the module said before its first change, where that is known from nothing else.
    fn before(&self, directory: &Path, now: &Said) -> Option<Said> {
        let open = self.open.clone().into_iter().chain(self.before.clone()?).collect();
        Some(Said { module: modules::read(directory, &open)?, installed: now.installed.clone() })
    }
}
