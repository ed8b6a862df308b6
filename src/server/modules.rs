//! When a Terraform module is reported: when it is opened, with the modules that it calls, and when what it requires
//! becomes another thing. Nothing is read where nobody wants the event.
//!
//! The files are read away from the messages, one directory after the other. What came meanwhile is read with them, so
//! that many edits at once give one event.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::lsp_types::Url;

use crate::languages::terraform::{Installed, Module, is_file_name};
use crate::telemetry::Detail;
use crate::telemetry::anonymise::providers::{KnownProviders, ProviderNames};
use crate::telemetry::event::FullModuleDataEvent;
use crate::workspace::folders::{Folders, Ignored};
use crate::workspace::modules::{self, Files, OpenTexts};
use crate::workspace::reach::Reach;
use crate::workspace::terraform::Workspace;

use super::documents::Document;
use super::module_data::{CoarseReport, Facts};
use super::session::{Session, State};
use super::subject::Occasion;
use super::terraform_version::{Answer, Started};
use super::{Shared, convert};

/// Directories that are remembered. Past it, further ones are not reported.
const DIRECTORIES: usize = 4_096;

/// Coarse events of one module. Past it, what becomes of the module is not reported: an edit at a time, it could say
/// as much as a full report.
const COARSE_REPORTS: usize = 128;

/// The identifiers of the two languages: modules, and values for their variables.
const MODULE: &str = "terraform";
const VALUES: &str = "terraform-vars";

/// The modules that were met since consent was last taken back, by their directories.
#[derive(Default)]
pub struct Modules {
    settings: Settings,
    /// How often consent had been taken back when the first of them was met.
    revocations: u64,
    known: HashMap<PathBuf, Known>,
}

/// What the client wants of modules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub ignored: Ignored,
    /// The program that is run instead of the one that the environment knows.
    pub terraform: Option<PathBuf>,
    pub time_limit: Option<Duration>,
}

/// What is remembered of a module.
#[derive(Default)]
struct Known {
    /// A document of it was opened: it is more than a module that another one calls.
    is_opened: bool,
    /// A file of it was opened; values for its variables alone do not make a module of a directory that no search of
    /// the folders finds.
    is_certain: bool,
    /// The directory of the module that called it first, of which a document was open.
    called_by: Option<PathBuf>,
    /// It is going to be read, with all that comes until then.
    is_queued: bool,
    /// Its documents as they were before they were changed, where nobody might read the module earlier.
    before: Option<OpenTexts>,
    files: Files,
    said: Arc<Said>,
    /// What was told of it, where reports are coarse.
    told: Vec<CoarseReport>,
    version: Answer,
}

/// What a module said when it was last read.
#[derive(Default)]
struct Said {
    module: Module,
    installed: Installed,
    terraform_version: Option<String>,
}

impl Said {
    fn facts<'a>(&'a self, directory: &'a str) -> Facts<'a> {
        let Self { module, installed, terraform_version } = self;
        Facts { directory, module, installed, terraform_version: terraform_version.as_deref() }
    }

    fn says_same(&self, other: &Self) -> bool {
        self.module.requires_same(&other.module)
            && self.installed == other.installed
            && self.terraform_version == other.terraform_version
    }
}

impl Modules {
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    pub fn ignored(&self) -> &Ignored {
        &self.settings.ignored
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

/// The program that was asked for the version of a module's Terraform takes long: reports wait no longer.
pub fn terraform_is_late(shared: &Arc<Shared>, session: &Arc<Session>, directory: &Path, occasion: &Occasion) {
    terraform_changed(shared, session, directory, occasion, |answer| match answer {
        Answer::Awaited(question) => Answer::Late(question),
        answer => answer,
    });
}

/// It has answered; `None` where it cannot say.
pub fn terraform_answered(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    directory: &Path,
    version: Option<String>,
    occasion: &Occasion,
) {
    terraform_changed(shared, session, directory, occasion, |_| Answer::Known(version));
}

fn terraform_changed(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    directory: &Path,
    occasion: &Occasion,
    change: impl FnOnce(Answer) -> Answer,
) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let mut state = session.lock();
    let known = state.modules.since(shared.telemetry.revocations());
    if let Some(module) = known.get_mut(directory) {
        module.version = change(std::mem::take(&mut module.version));
        want(shared, session, known, directory.to_path_buf(), occasion);
    }
}

/// Whether anybody would get the event. Asked before anything is looked at.
fn is_wanted(shared: &Shared, occasion: &Occasion) -> bool {
    shared.telemetry.wants_event::<FullModuleDataEvent>(occasion.taken.origin)
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
    // A report that is queued may still be made, or consent would have been taken back since and it were forgotten.
    if std::mem::replace(&mut module.is_queued, true) {
        return;
    }
    let Occasion { method, taken } = occasion.clone();
    let (shared, session, occasion) = (Arc::clone(shared), Arc::clone(session), occasion.clone());
    Arc::clone(&shared).reports.add(method, taken, move |_, _| report(&shared, &session, &directory, &occasion));
}

/// Reads a module, and reports it if it says another thing than it did.
fn report(shared: &Arc<Shared>, session: &Arc<Session>, directory: &Path, occasion: &Occasion) {
    if !is_wanted(shared, occasion) {
        return;
    }
    let Some(mut task) = Task::begin(&mut session.lock(), directory) else { return };
    let before = task.said_before();
    let read = task.read();
    {
        let mut state = session.lock();
        let Some(known) = state.modules.known.get_mut(directory) else { return };
        known.files = std::mem::take(&mut task.files);
        // It has gone, or there was none; a document that is opened may make one, and may have been meanwhile.
        known.is_opened &= read.is_some() || known.is_queued;
    }
    let Some(read) = read else { return };
    if read.may_ask && shared.options.run_terraform && ask(shared, session, &task, occasion) {
        return;
    }
    let said = Arc::new(read.said);
    {
        let mut state = session.lock();
        // What consent was taken back for meanwhile may not count as reported.
        if !is_wanted(shared, occasion) {
            return;
        }
        let Some(known) = state.modules.known.get_mut(directory) else { return };
        known.before = None;
        let last = std::mem::replace(&mut known.said, Arc::clone(&said));
        drop(state);
        let is_same =
            before.as_ref().map_or_else(|| last.says_same(&said), |before| before.requires_same(&said.module));
        if !is_same {
            match shared.options.telemetry.detail {
                Detail::Full => record(shared, directory, &said, occasion),
                Detail::Coarse => record_coarse(shared, session, directory, (&said, before.as_ref()), occasion),
            }
        }
    }
    let mut state = session.lock();
    let known = &mut state.modules.known;
    for called in read.called {
        if known.len() < DIRECTORIES && !known.contains_key(&called) {
            known.insert(called.clone(), Known { called_by: Some(directory.to_path_buf()), ..Known::default() });
            want(shared, session, known, called, occasion);
        }
    }
}

/// Asks for the version of a module's Terraform. Returns whether the report is to wait for the answer.
fn ask(shared: &Arc<Shared>, session: &Arc<Session>, task: &Task, occasion: &Occasion) -> bool {
    let Task { settings, folders, directory, .. } = task;
    let workspace = Workspace::new(folders, directory);
    let started = Started::new(shared, settings.terraform.as_deref(), &workspace, settings.time_limit);
    let mut state = session.lock();
    let Some(known) = state.modules.known.get_mut(*directory) else { return true };
    let Some(started) = started else {
        known.version = Answer::Known(None);
        return false;
    };
    // Under the lock, so that the answer cannot be there before the question.
    known.version = Answer::Awaited(started.wait(shared, session, directory, occasion));
    true
}

fn record(shared: &Shared, directory: &Path, said: &Said, occasion: &Occasion) {
    let known = KnownProviders { named_by_host: &shared.options.telemetry.known_providers };
    shared.telemetry.record(occasion.taken.origin, |identity| {
        said.facts(&directory.to_string_lossy()).full(ProviderNames { known, pseudonyms: &identity.pseudonyms })
    });
}

/// Records what is new: each event of a module leaves once, so that neither their number nor their time says which
/// of them belong together. What the module was before its first change was never reported, and is not now.
fn record_coarse(
    shared: &Shared,
    session: &Session,
    directory: &Path,
    (said, before): (&Said, Option<&Module>),
    occasion: &Occasion,
) {
    let known = KnownProviders { named_by_host: &shared.options.telemetry.known_providers };
    let facts = said.facts("");
    let reports = facts.coarse(known);
    let old = before.map(|module| Facts { module, ..facts }.coarse(known));
    let mut news = Vec::new();
    {
        let mut state = session.lock();
        let Some(module) = state.modules.known.get_mut(directory) else { return };
        module.told.extend(old.into_iter().flatten());
        for report in reports {
            if module.told.len() < COARSE_REPORTS && !module.told.contains(&report) {
                module.told.push(report.clone());
                news.push(report);
            }
        }
    }
    for report in news {
        let (telemetry, origin) = (&shared.telemetry, occasion.taken.origin);
        match report {
            CoarseReport::Settings(event) => telemetry.record(origin, |_| Some(event)),
            CoarseReport::Provider(event) => telemetry.record(origin, |_| Some(event)),
        }
    }
}

/// A module that is being read, with all that it takes.
struct Task<'a> {
    directory: &'a Path,
    /// The directory of the open document for which it is read.
    opened: Option<PathBuf>,
    open: OpenTexts,
    folders: Folders,
    settings: Settings,
    is_opened: bool,
    is_certain: bool,
    before: Option<OpenTexts>,
    files: Files,
    terraform_version: Option<String>,
    is_version_unasked: bool,
}

/// What was read.
struct Read {
    said: Said,
    called: BTreeSet<PathBuf>,
    /// The version of its Terraform may be asked for, and has not been.
    may_ask: bool,
}

impl<'a> Task<'a> {
    /// `None` where the module is forgotten, or waits for an answer.
    fn begin(state: &mut State, directory: &'a Path) -> Option<Self> {
        let known = state.modules.known.get_mut(directory)?;
        known.is_queued = false;
        if matches!(known.version, Answer::Awaited(_)) {
            return None;
        }
        let is_open =
            |directory: &&Path| state.documents.within(directory).any(|(path, _)| path.parent() == Some(directory));
        let opened = [Some(directory), known.called_by.as_deref()].into_iter().flatten().find(is_open);
        Some(Self {
            directory,
            opened: opened.map(Path::to_path_buf),
            open: state.documents.within(directory).map(|(path, text)| (path.to_owned(), Arc::clone(text))).collect(),
            folders: state.folders.clone(),
            settings: state.modules.settings.clone(),
            is_opened: known.is_opened,
            is_certain: known.is_certain,
            before: known.before.clone(),
            files: std::mem::take(&mut known.files),
            terraform_version: known.version.known().map(str::to_owned),
            is_version_unasked: matches!(known.version, Answer::NotAsked),
        })
    }

    /// Reads the module and which others it calls. `None` where there is none.
    fn read(&mut self) -> Option<Read> {
        let Self { directory, open, files, .. } = self;
        let reach = &Reach::new(&self.folders, self.opened.as_deref());
        if !self.is_opened {
            // Nothing is asked of it a second time.
            let said = Said { module: Files::default().read(directory, open, reach)?, ..Said::default() };
            return Some(Read { said, called: BTreeSet::new(), may_ask: false });
        }
        let module = files.read(directory, open, reach)?;
        let is_found = self.folders.confined().lead_to(directory, &self.settings.ignored);
        let called = modules::called(directory, &module, open, reach);
        let installed = if is_found { modules::read_installed(directory, open, reach) } else { Installed::new() };
        let said = Said { module, installed, terraform_version: self.terraform_version.clone() };
        let may_ask = is_found && self.is_version_unasked;
        (is_found || self.is_certain).then_some(Read { said, called, may_ask })
    }

    /// What the module said before its first change, where that is known from nothing else.
    fn said_before(&mut self) -> Option<Module> {
        let open = self.open.clone().into_iter().chain(self.before.clone()?).collect();
        let reach = Reach::new(&self.folders, self.opened.as_deref());
        self.files.read(self.directory, &open, &reach)
    }
}
