//! When a Terraform module is reported: when it is opened, with the modules that it calls, and when what it requires
//! becomes another thing. Nothing is read where nobody wants the event.
//!
//! The files are read beside the messages, one directory after the other. What came meanwhile is read with them, so
//! that many edits at once give one event.
//!
//! Reading takes time, and consent may be taken back meanwhile, and given again. What is remembered of a module belongs
//! to the consent under which it was met, so that what was found under an older one never counts under a newer one.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::terraform::is_file_name;
use crate::languages::terraform::model::module::Module;
use crate::telemetry::Detail;
use crate::telemetry::anonymise::providers::{KnownProviders, ProviderNames};
use crate::telemetry::catalogue::FullModuleDataEvent;
use crate::workspace::folders::Ignored;
use crate::workspace::module_cache::{self, ModuleCache, OpenTexts};
use crate::workspace::terraform_program::Workspace;

use crate::server::background::{Task, Wanted};
use crate::server::context::ServerContext;
use crate::server::instrumentation::module_data::{CoarseReport, Facts};
use crate::server::instrumentation::module_scan::{Content, ModuleScan, ReportedState, ScanResult, Settings};
use crate::server::instrumentation::terraform_version::{ProbeState, Program, VersionProbe};
use crate::server::protocol::convert;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::documents::Document;
use crate::server::session::{Session, State};

/// Directories that are remembered. Past it, further ones are not reported.
const MAX_DIRECTORIES: usize = 4_096;

/// Coarse events of one module. Past it, what becomes of the module is not reported: an edit at a time, it could say
/// as much as a full report.
const MAX_COARSE_REPORTS: usize = 128;

/// Bytes that are read of the modules that one module calls, unless a document of theirs is opened. Past it, further ones
/// are not reported: a repository could have one large file read for hundreds of modules.
const MAX_CALLED_BYTES: usize = 16 << 20;

/// The identifiers of the two languages: modules, and values for their variables.
const MODULE: &str = "terraform";
const VALUES: &str = "terraform-vars";

/// The modules that were met since consent was last taken back, by their directories.
#[derive(Default)]
pub struct ModuleTracker {
    settings: Settings,
    /// How often consent had been taken back when the first of them was met.
    revocations: u64,
    known: HashMap<PathBuf, TrackedModule>,
}

/// A module that is to be reported, under the consent that was given then.
#[derive(Clone)]
pub struct ModuleReport {
    pub server: Arc<ServerContext>,
    pub context: RequestContext,
    session: Arc<Session>,
    directory: PathBuf,
    /// How often consent had been taken back.
    revocations: u64,
}

/// What is remembered of a module.
#[derive(Default)]
struct TrackedModule {
    /// A document of it was opened: it is more than a module that another one calls.
    is_opened: bool,
    /// A file of it was opened; values for its variables alone do not make a module of a directory that no search of
    /// the folders finds.
    is_certain: bool,
    /// The directory of the module that called it first, of which a document was open.
    called_by: Option<PathBuf>,
    /// Bytes that were read of the modules that it calls.
    called_bytes: usize,
    /// It is going to be read, with all that comes until then.
    is_queued: bool,
    /// Its documents as they were before they were changed, where nobody might read the module earlier.
    before: Option<OpenTexts>,
    files: ModuleCache,
    reported_state: Arc<ReportedState>,
    /// What was reported of it, where reports are coarse.
    reported: Vec<CoarseReport>,
    version: ProbeState,
}

impl ModuleTracker {
    pub fn new(settings: Settings) -> Self {
        Self { settings, ..Self::default() }
    }

    pub fn ignored(&self) -> &Ignored {
        &self.settings.ignored
    }

    /// Forgets what was known when consent was taken back.
    fn reset_after_revocation(&mut self, Consent { revocations }: Consent) {
        if self.revocations != revocations {
            self.revocations = revocations;
            self.known = HashMap::new();
        }
    }

    /// Adds a module unless it is known, or there are too many. Returns it where it is known now.
    fn add(&mut self, directory: &Path, module: impl FnOnce() -> TrackedModule) -> Option<&mut TrackedModule> {
        if self.known.len() >= MAX_DIRECTORIES && !self.known.contains_key(directory) {
            return None;
        }
        Some(self.known.entry(directory.to_path_buf()).or_insert_with(module))
    }
}

/// The consent under which a message is handled.
#[derive(Clone, Copy)]
struct Consent {
    /// How often consent had been taken back.
    revocations: u64,
}

impl Consent {
    /// `None` where nobody would get the event.
    fn to(server: &ServerContext, context: &RequestContext) -> Option<Self> {
        // Counted first: if it is taken back after that, what is noted belongs to the old consent, and is forgotten.
        let revocations = server.telemetry.revocations();
        is_wanted(server, context).then_some(Self { revocations })
    }
}

/// A document was opened. Its module is reported unless that has happened.
pub fn document_opened(server: &Arc<ServerContext>, session: &Arc<Session>, uri: &Url, context: &RequestContext) {
    let Some(consent) = Consent::to(server, context) else { return };
    let state = &mut *session.lock();
    let Some(document) = state.documents.get(uri) else { return };
    let Some(directory) = directory(document) else { return };
    let is_certain = document.language_identifier != VALUES;
    state.modules.reset_after_revocation(consent);
    if let Some(module) = state.modules.add(directory, TrackedModule::default) {
        module.is_opened = true;
        module.is_certain |= is_certain;
        let directory = directory.to_path_buf();
        want(server, session, &mut state.modules, directory, context);
    }
}

/// A document is about to change. One of a module that nobody might read when it was opened is kept as it is, so
/// that what the change adds can be told apart from what was there.
pub fn document_changes(server: &ServerContext, state: &mut State, uri: &Url, context: &RequestContext) {
    let Some(consent) = Consent::to(server, context) else { return };
    let Some(Document { path: Some(path), text, .. }) = state.documents.get(uri) else { return };
    let Some(directory) = module_cache::module_of(path) else { return };
    state.modules.reset_after_revocation(consent);
    let unread = || TrackedModule {
        is_opened: true,
        is_certain: true,
        before: Some(OpenTexts::new()),
        ..TrackedModule::default()
    };
    if let Some(before) = state.modules.add(directory, unread).and_then(|module| module.before.as_mut()) {
        before.entry(path.clone()).or_insert_with(|| Arc::clone(text));
    }
}

/// A document was changed or closed: the text that counts for its module is another one.
pub fn document_changed(server: &Arc<ServerContext>, session: &Arc<Session>, uri: &Url, context: &RequestContext) {
    let path = is_wanted(server, context).then(|| convert::path(uri)).flatten();
    files_changed(server, session, path, context);
}

/// Files changed. Those of modules of which no document is open wait until one is.
pub fn files_changed(
    server: &Arc<ServerContext>,
    session: &Arc<Session>,
    files: impl IntoIterator<Item = PathBuf>,
    context: &RequestContext,
) {
    let Some(consent) = Consent::to(server, context) else { return };
    let directories: BTreeSet<PathBuf> =
        files.into_iter().filter_map(|file| module_cache::module_of(&file).map(Path::to_path_buf)).collect();
    let modules = &mut session.lock().modules;
    modules.reset_after_revocation(consent);
    for directory in directories {
        if modules.known.get(&directory).is_some_and(|known| known.is_opened) {
            want(server, session, modules, directory, context);
        }
    }
}

/// Whether anybody would get the event. Asked before anything is looked at.
fn is_wanted(server: &ServerContext, context: &RequestContext) -> bool {
    server.telemetry.wants_event::<FullModuleDataEvent>(context.origin)
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
    server: &Arc<ServerContext>,
    session: &Arc<Session>,
    modules: &mut ModuleTracker,
    directory: PathBuf,
    context: &RequestContext,
) {
    let Some(module) = modules.known.get_mut(&directory) else { return };
    // A report that is queued may still be made, or consent would have been taken back since and it were forgotten.
    if std::mem::replace(&mut module.is_queued, true) {
        return;
    }
    let (session, revocations) = (Arc::clone(session), modules.revocations);
    server.reports.add(context.clone(), async move |server, context| {
        let report = ModuleReport { server, context, session, directory, revocations };
        report.make().await;
    });
}

impl ModuleReport {
    /// The module, if it may still be reported. Ask again whenever something was waited for, and change the module only
    /// under the lock under which this was asked.
    fn known<'a>(&self, state: &'a mut State) -> Option<&'a mut TrackedModule> {
        let is_current = state.modules.revocations == self.revocations && is_wanted(&self.server, &self.context);
        state.modules.known.get_mut(&self.directory).filter(|_| is_current)
    }

    /// Reads the module, and reports it if it says another thing than it did.
    async fn make(self) {
        let Some(reading) = self.begin() else { return };
        let read = self.run_beside(move |_| reading.read()).await;
        let Some(read) = read.and_then(|read| self.keep(read)) else { return };
        if read.may_ask && self.server.options.run_terraform && self.ask(&read).await {
            return;
        }
        self.report(read);
    }

    /// `None` where the module is forgotten, or waits for an answer.
    fn begin(&self) -> Option<ModuleScan> {
        let mut state = self.session.lock();
        if state.modules.revocations == self.revocations {
            // Also where it is not reported now, so that it can be queued again.
            state.modules.known.get_mut(&self.directory)?.is_queued = false;
        }
        let known = self.known(&mut state)?;
        if matches!(known.version, ProbeState::Pending(_)) {
            return None;
        }
        let (is_opened, is_certain, before) = (known.is_opened, known.is_certain, known.before.clone());
        let files = std::mem::take(&mut known.files);
        let terraform_version = known.version.known().map(str::to_owned);
        let is_version_unasked = matches!(known.version, ProbeState::NotStarted);
        let called_by = known.called_by.clone();
        let caller = called_by.as_ref().and_then(|caller| state.modules.known.get(caller));
        if !is_opened && caller.is_some_and(|caller| caller.called_bytes >= MAX_CALLED_BYTES) {
            return None;
        }
        let is_open = |directory: &&Path| state.documents.paths_in(directory).next().is_some();
        let opened = [Some(&*self.directory), called_by.as_deref()].into_iter().flatten().find(is_open);
        let open = state.documents.within(&self.directory);
        Some(ModuleScan {
            directory: self.directory.clone(),
            opened: opened.map(Path::to_path_buf),
            open: open.map(|(path, text)| (path.to_owned(), Arc::clone(text))).collect(),
            folders: state.folders.clone(),
            settings: state.modules.settings.clone(),
            is_opened,
            is_certain,
            before,
            files,
            terraform_version,
            is_version_unasked,
        })
    }

    /// Keeps what was read for the next time. `None` where there is nothing to report.
    fn keep(&self, ScanResult { files, called_bytes, content }: ScanResult) -> Option<Content> {
        let mut state = self.session.lock();
        let known = self.known(&mut state)?;
        known.files = files;
        // It has gone, or there was none; a document that is opened may make one, and may have been meanwhile.
        known.is_opened &= content.is_some() || known.is_queued;
        let caller = known.called_by.clone();
        if let Some(caller) = caller.and_then(|caller| state.modules.known.get_mut(&caller)) {
            caller.called_bytes += called_bytes;
        }
        content
    }

    /// Asks for the version of the module's Terraform. Returns whether the report is to wait for the answer.
    async fn ask(&self, content: &Content) -> bool {
        let (server, directory) = (Arc::clone(&self.server), self.directory.clone());
        let (folders, Settings { terraform, time_limit, .. }) = (content.folders.clone(), content.settings.clone());
        let start = move |wanted: &Wanted| {
            let workspace = Workspace::new(&folders, &directory);
            let named = terraform.as_deref();
            VersionProbe::new(&server, &Program { named, workspace: &workspace, time_limit }, wanted)
        };
        let started = self.run_beside(start).await.flatten();
        let mut state = self.session.lock();
        let Some(known) = self.known(&mut state) else { return true };
        let Some(started) = started else {
            known.version = ProbeState::Resolved(None);
            return false;
        };
        // Under the lock, so that the answer cannot be there before the question.
        known.version = ProbeState::Pending(started.wait(self.clone()));
        true
    }

    /// The program that was asked for the version of the module's Terraform takes long: reports wait no longer.
    pub fn probe_is_overdue(&self) {
        self.terraform_changed(|answer| match answer {
            ProbeState::Pending(question) => ProbeState::Overdue(question),
            answer => answer,
        });
    }

    /// It has answered; `None` where it cannot say.
    pub fn probe_resolved(&self, version: Option<String>) {
        self.terraform_changed(|_| ProbeState::Resolved(version));
    }

    fn terraform_changed(&self, change: impl FnOnce(ProbeState) -> ProbeState) {
        let mut state = self.session.lock();
        let Some(known) = self.known(&mut state) else { return };
        known.version = change(std::mem::take(&mut known.version));
        want(&self.server, &self.session, &mut state.modules, self.directory.clone(), &self.context);
    }

    /// Reports the module unless it states what it stated before, and the modules that it calls.
    fn report(&self, Content { state: reported_state, before, called, .. }: Content) {
        let reported_state = Arc::new(reported_state);
        let last = {
            let mut state = self.session.lock();
            // What consent was taken back for meanwhile may not count as reported.
            let Some(known) = self.known(&mut state) else { return };
            known.before = None;
            std::mem::replace(&mut known.reported_state, Arc::clone(&reported_state))
        };
        let is_same = before.as_ref().map_or_else(
            || last.is_equivalent(&reported_state),
            |before| before.has_same_requirements(&reported_state.module),
        );
        if !is_same {
            match self.server.options.telemetry.detail {
                Detail::Full => self.record(&reported_state),
                Detail::Coarse => self.record_coarse(&reported_state, before.as_ref()),
            }
        }
        let mut state = self.session.lock();
        if self.known(&mut state).is_none() {
            return;
        }
        let modules = &mut state.modules;
        for directory in called {
            let module = || TrackedModule { called_by: Some(self.directory.clone()), ..TrackedModule::default() };
            if !modules.known.contains_key(&directory) && modules.add(&directory, module).is_some() {
                want(&self.server, &self.session, modules, directory, &self.context);
            }
        }
    }

    fn record(&self, reported_state: &ReportedState) {
        let known = KnownProviders { named_by_host: &self.server.options.telemetry.known_providers };
        self.server.telemetry.record(self.context.origin, |identity| {
            reported_state
                .facts(&self.directory.to_string_lossy())
                .full(ProviderNames { known, pseudonyms: &identity.pseudonyms })
        });
    }

    /// Records what is new: each event of a module leaves once, so that neither their number nor their time says which
    /// of them belong together. What the module was before its first change was never reported, and is not now.
    fn record_coarse(&self, reported_state: &ReportedState, before: Option<&Module>) {
        let known = KnownProviders { named_by_host: &self.server.options.telemetry.known_providers };
        let facts = reported_state.facts("");
        let reports = facts.coarse(known);
        let old = before.map(|module| Facts { module, ..facts }.coarse(known));
        let mut news = Vec::new();
        {
            let mut state = self.session.lock();
            let Some(module) = self.known(&mut state) else { return };
            module.reported.extend(old.into_iter().flatten());
            for report in reports {
                if module.reported.len() < MAX_COARSE_REPORTS && !module.reported.contains(&report) {
                    module.reported.push(report.clone());
                    news.push(report);
                }
            }
        }
        let (telemetry, origin) = (&self.server.telemetry, self.context.origin);
        for report in news {
            match report {
                CoarseReport::Settings(event) => telemetry.record(origin, |_| Some(event)),
                CoarseReport::Provider(event) => telemetry.record(origin, |_| Some(event)),
            }
        }
    }

    /// Does what waits for the disk. `None` where it panicked or took too long: the module is not reported this time.
    async fn run_beside<R: Send + 'static>(&self, work: impl FnOnce(&Wanted) -> R + Send + 'static) -> Option<R> {
        let place = self.directory.to_string_lossy();
        self.server.run_beside((Task::Disk, &place), self.context.clone(), work).await.ok()
    }
}
