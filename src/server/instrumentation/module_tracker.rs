//! Decides when a Terraform module is reported: when it is opened, together with the modules that it calls, and when
//! its requirements change. Nothing is read if no sink may receive the event.
//!
//! The files are read in the background, one directory after the other, with the contents that they have at that time,
//! so that many edits in a row cause one event.
//!
//! Reading takes time, and consent may be withdrawn and given again in the meantime. Each module is kept only as long
//! as the consent under which it was found, so that nothing that was found under an older consent is reported under a
//! newer one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp::lsp_types::Url;

use crate::languages::terraform::is_file_name;
use crate::languages::terraform::model::module_requirements::Module;
use crate::telemetry::Detail;
use crate::telemetry::anonymise::providers::{KnownProviders, ProviderNames};
use crate::telemetry::catalogue::FullModuleDataEvent;
use crate::workspace::module_cache::{self, OpenTexts};
use crate::workspace::terraform_program::Workspace;

use crate::server::context::{ServerContext, SessionHandle};
use crate::server::instrumentation::module_data::Facts;
use crate::server::instrumentation::module_scan::{Content, ModuleScan, ScanResult};
use crate::server::instrumentation::terraform_version::{Program, VersionProbe};
use crate::server::protocol::convert;
use crate::server::protocol::module_settings::ModuleSettings;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::active_session::{ActiveSession, State};
use crate::server::session::documents::Document;
use crate::server::session::modules::{CoarseReport, Modules, ProbeState, ReportedState, TrackedModule};
use crate::server::work::background::{CancellationToken, Task};

/// The maximum number of coarse events of one module. Further events are not recorded: edit by edit, they could reveal
/// as much as a full report.
const MAX_COARSE_REPORTS: usize = 128;

/// The maximum number of bytes that are read of the modules that one module calls, except for modules of which a
/// document is opened. Further modules are not reported: a repository could otherwise make the server read one large
/// file for hundreds of modules.
const MAX_CALLED_BYTES: usize = 16 << 20;

/// The language identifiers of modules and of files with values for their variables.
const MODULE: &str = "terraform";
const VALUES: &str = "terraform-vars";

/// A module to report, under the consent that was given when the report was requested.
#[derive(Clone)]
struct ModuleReport {
    server: Arc<ServerContext>,
    context: RequestContext,
    session: Arc<ActiveSession>,
    directory: PathBuf,
    /// The number of revocations of consent at that time.
    revocations: u64,
}

/// The consent under which a message is handled.
#[derive(Clone, Copy)]
struct Consent {
    /// The number of revocations of consent at that time.
    revocations: u64,
}

impl Consent {
    /// Returns the consent. `None` if no sink may receive the event.
    fn get(server: &ServerContext, context: &RequestContext) -> Option<Self> {
        // Counted first: if consent is withdrawn after that, the module is kept under the old count, and is forgotten.
        let revocations = server.telemetry.revocations();
        is_wanted(server, context).then_some(Self { revocations })
    }
}

/// Handles that a document was opened: its module is reported, unless it already was.
pub fn document_opened(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    let SessionHandle { server, session } = handle;
    let state = &mut *session.lock();
    let Some(document) = state.documents.get(uri) else { return };
    let Some(directory) = directory(document) else { return };
    let Some(consent) = Consent::get(server, context) else {
        return server.telemetry.explain_unwanted::<FullModuleDataEvent>(context.origin);
    };
    let is_certain = document.language_identifier != VALUES;
    state.modules.reset_after_revocation(consent.revocations);
    if let Some(module) = state.modules.add(directory, TrackedModule::default) {
        module.is_opened = true;
        module.is_certain |= is_certain;
        module.changed.extend(document.path.as_deref().map(Path::to_path_buf));
        let directory = directory.to_path_buf();
        want(handle, &mut state.modules, directory, context);
    }
}

/// Handles that a document is about to change. If its module could not be read when it was opened, the text is kept, so
/// that the effect of the change can be distinguished from the earlier contents.
pub fn document_changes(server: &ServerContext, state: &mut State, uri: &Url, context: &RequestContext) {
    let Some(consent) = Consent::get(server, context) else { return };
    let Some(Document { path: Some(path), text, .. }) = state.documents.get(uri) else { return };
    let Some(directory) = module_cache::module_of(path) else { return };
    state.modules.reset_after_revocation(consent.revocations);
    let unread = || TrackedModule {
        is_opened: true,
        is_certain: true,
        before: Some(OpenTexts::new()),
        ..TrackedModule::default()
    };
    if let Some(before) = state.modules.add(directory, unread).and_then(|module| module.before.as_mut()) {
        before.entry(path.to_path_buf()).or_insert_with(|| Arc::clone(text));
    }
}

/// Handles that a document was changed or closed, which changes the text of its module.
pub fn document_changed(handle: &SessionHandle, uri: &Url, context: &RequestContext) {
    files_changed(handle, std::iter::once_with(|| convert::path(uri)).flatten(), context);
}

/// Handles changed files. A module without an open document is read when a document of it is opened.
pub fn files_changed(handle: &SessionHandle, files: impl IntoIterator<Item = PathBuf>, context: &RequestContext) {
    let Some(consent) = Consent::get(&handle.server, context) else { return };
    let mut changed: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        if let Some(directory) = module_cache::module_of(&file).map(Path::to_path_buf) {
            changed.entry(directory).or_default().push(file);
        }
    }
    let modules = &mut handle.session.lock().modules;
    modules.reset_after_revocation(consent.revocations);
    for (directory, files) in changed {
        if let Some(module) = modules.get_mut(&directory).filter(|known| known.is_opened) {
            module.changed.extend(files);
            want(handle, modules, directory, context);
        }
    }
}

/// Whether a sink may receive the event. Called before anything is read.
fn is_wanted(server: &ServerContext, context: &RequestContext) -> bool {
    server.telemetry.wants_event::<FullModuleDataEvent>(context.origin)
}

/// Returns the directory of the module to which a document belongs.
fn directory(document: &Document) -> Option<&Path> {
    let path = document.path.as_deref()?;
    let is_terraform = [MODULE, VALUES].contains(&document.language_identifier.as_str())
        || is_file_name(&path.file_name()?.to_string_lossy());
    path.parent().filter(|_| is_terraform)
}

/// Queues a known module to be read.
fn want(handle: &SessionHandle, modules: &mut Modules, directory: PathBuf, context: &RequestContext) {
    let SessionHandle { server, session } = handle;
    let Some(module) = modules.get_mut(&directory) else { return };
    // A queued report is still valid: if consent had been withdrawn since, the module would have been removed.
    if std::mem::replace(&mut module.is_queued, true) {
        return;
    }
    let (owner, session, revocations) = (Arc::clone(server), Arc::clone(session), modules.revocations());
    server.recorder.add(context.clone(), async move |context| {
        let report = ModuleReport { server: owner, context, session, directory, revocations };
        report.make().await;
    });
}

impl ModuleReport {
    /// Returns the module, if it may still be reported. Call it again after everything that waits, and change the
    /// module only under the same lock.
    fn known<'a>(&self, state: &'a mut State) -> Option<&'a mut TrackedModule> {
        let is_current = state.modules.revocations() == self.revocations && is_wanted(&self.server, &self.context);
        state.modules.get_mut(&self.directory).filter(|_| is_current)
    }

    /// Reads the module, and reports it if it has changed.
    async fn make(self) {
        let Some(reading) = self.begin() else { return };
        let read = self.run_in_background(move |_| reading.read()).await;
        let Some(read) = read.and_then(|read| self.keep(read)) else { return };
        if read.may_probe && self.server.options.run_terraform && self.probe_version(&read).await {
            return;
        }
        self.report(read);
    }

    /// Begins to read the module. `None` if it has been removed, or waits for its version.
    fn begin(&self) -> Option<ModuleScan> {
        let mut state = self.session.lock();
        if state.modules.revocations() == self.revocations {
            // Reset even if the module is not reported now, so that it can be queued again.
            state.modules.get_mut(&self.directory)?.is_queued = false;
        }
        let known = self.known(&mut state)?;
        if matches!(known.version, ProbeState::Pending(_)) {
            return None;
        }
        let (is_opened, is_certain, before) = (known.is_opened, known.is_certain, known.before.clone());
        let (files, changed) = (std::mem::take(&mut known.files), std::mem::take(&mut known.changed));
        let terraform_version = known.version.known().map(str::to_owned);
        let is_version_unknown = matches!(known.version, ProbeState::NotStarted);
        let called_by = known.called_by.clone();
        let caller = called_by.as_ref().and_then(|caller| state.modules.get(caller));
        if !is_opened && caller.is_some_and(|caller| caller.called_bytes >= MAX_CALLED_BYTES) {
            return None;
        }
        let is_open = |directory: &&Path| state.documents.paths_in(directory).next().is_some();
        let opened = [Some(&*self.directory), called_by.as_deref()].into_iter().flatten().find(is_open);
        let is_watched = self.session.client.watches_files && state.folders.contains(&self.directory);
        let open = state.documents.within(&self.directory);
        Some(ModuleScan {
            directory: self.directory.clone(),
            opened: opened.map(Path::to_path_buf),
            open: open.map(|(path, text)| (path.to_owned(), Arc::clone(text))).collect(),
            folders: state.folders.clone(),
            settings: self.session.module_settings.clone(),
            is_opened,
            is_certain,
            before,
            files,
            changed: is_watched.then_some(changed),
            terraform_version,
            is_version_unknown,
        })
    }

    /// Keeps the result for the next time. `None` if there is nothing to report.
    fn keep(&self, ScanResult { files, called_bytes, content }: ScanResult) -> Option<Content> {
        let mut state = self.session.lock();
        let known = self.known(&mut state)?;
        known.files = files;
        // Without a module, the directory no longer counts as opened, unless a document that may turn it into a module
        // was opened in the meantime.
        known.is_opened &= content.is_some() || known.is_queued;
        let caller = known.called_by.clone();
        if let Some(caller) = caller.and_then(|caller| state.modules.get_mut(&caller)) {
            caller.called_bytes += called_bytes;
        }
        content
    }

    /// Requests the version of the module's Terraform. Returns whether the report has to wait for it.
    async fn probe_version(&self, content: &Content) -> bool {
        let (server, directory) = (Arc::clone(&self.server), self.directory.clone());
        let folders = content.folders.clone();
        let ModuleSettings { terraform, time_limit, .. } = content.settings.clone();
        let start = move |cancellation: &CancellationToken| {
            let workspace = Workspace::new(&folders, &directory);
            let named = terraform.as_deref();
            VersionProbe::new(&server, &Program { named, workspace: &workspace, time_limit }, cancellation)
        };
        let started = self.run_in_background(start).await.flatten();
        let mut state = self.session.lock();
        let Some(known) = self.known(&mut state) else { return true };
        let Some(started) = started else {
            known.version = ProbeState::Resolved(None);
            return false;
        };
        let (overdue, resolved) = (self.clone(), self.clone());
        // Set while the state is locked, so that the probe cannot be resolved before it is pending.
        known.version = ProbeState::Pending(started.wait(
            (&self.server, self.context.origin),
            move || overdue.probe_is_overdue(),
            move |version| resolved.version_changed(|_| ProbeState::Resolved(version)),
        ));
        true
    }

    /// Handles that the program takes long: reports no longer wait for it.
    fn probe_is_overdue(&self) {
        self.version_changed(|version| match version {
            ProbeState::Pending(probe) => ProbeState::Overdue(probe),
            version => version,
        });
    }

    fn version_changed(&self, change: impl FnOnce(ProbeState) -> ProbeState) {
        let mut state = self.session.lock();
        let Some(known) = self.known(&mut state) else { return };
        known.version = change(std::mem::take(&mut known.version));
        want(&self.handle(), &mut state.modules, self.directory.clone(), &self.context);
    }

    /// Reports the module if it has changed, and the modules that it calls.
    fn report(&self, Content { state: reported_state, before, called, .. }: Content) {
        let reported_state = Arc::new(reported_state);
        let last = {
            let mut state = self.session.lock();
            // If consent was withdrawn, the state must not count as reported.
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
            if modules.get(&directory).is_none() && modules.add(&directory, module).is_some() {
                want(&self.handle(), modules, directory, &self.context);
            }
        }
    }

    fn record(&self, reported_state: &ReportedState) {
        let known = KnownProviders { named_by_host: &self.server.options.telemetry.known_providers };
        self.server.telemetry.record(self.context.origin, |identity| {
            Facts::new(&self.directory.to_string_lossy(), reported_state)
                .full(ProviderNames { known, pseudonyms: &identity.pseudonyms })
        });
    }

    /// Records new events only: each event of a module leaves once, so that neither the number nor the time of the
    /// events reveals which of them belong together. Events of the state before the first change count as reported,
    /// although they never are.
    fn record_coarse(&self, reported_state: &ReportedState, before: Option<&Module>) {
        let known = KnownProviders { named_by_host: &self.server.options.telemetry.known_providers };
        let facts = Facts::new("", reported_state);
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

    fn handle(&self) -> SessionHandle {
        SessionHandle { server: Arc::clone(&self.server), session: Arc::clone(&self.session) }
    }

    /// Runs work that waits for the disk. `None` if it panicked or took too long: then the module is not reported this
    /// time.
    async fn run_in_background<R: Send + 'static>(
        &self,
        work: impl FnOnce(&CancellationToken) -> R + Send + 'static,
    ) -> Option<R> {
        let place = self.directory.to_string_lossy();
        self.server.run_in_background((Task::Disk, &place), self.context.clone(), work).await.ok()
    }
}
