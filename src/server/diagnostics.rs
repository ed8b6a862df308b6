//! Checks documents: at most one check of a document runs at a time, and it is always the newest text that counts.
//! Results for an older text are dropped, and requests that wait for them are cancelled.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Arc, Weak};

use tokio::sync::oneshot;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::request::{Request, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use crate::languages::text::Text;
use crate::server::background::Unanswered;
use crate::server::context::{ServerContext, SessionHandle};
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert;
use crate::server::rpc::outgoing::Outgoing;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::dependencies::Dependencies;
use crate::server::session::{Session, State};
use crate::server::snapshot::{AnalyzedDocument, DocumentSnapshot};

/// Requests that wait for one check. Clients send the next one before the last is answered; further ones make the
/// oldest give up.
const MAX_WAITING: usize = 16;

/// What is wrong in a document.
#[derive(Debug, Default)]
pub struct Report {
    pub items: Vec<Diagnostic>,
    /// The same for the same items; 0 where nothing is wrong.
    pub id: u64,
}

impl Report {
    fn of(items: Vec<Diagnostic>) -> Self {
        if items.is_empty() {
            return Self::default();
        }
        let mut hasher = DefaultHasher::new();
        // Diagnostics are plain data; were one not to be written, its report would only look new each time.
        serde_json::to_string(&items).unwrap_or_default().hash(&mut hasher);
        Self { items, id: hasher.finish() }
    }
}

/// The answer to a request for diagnostics.
pub type Answer = Result<Arc<Report>, Cancelled>;

/// Why a request for diagnostics is not answered with a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// The document, or one on which it depends, has changed: a new request is worth it.
    Outdated,
    /// There is no report of this text.
    Failed,
}

/// A request for diagnostics.
struct Waiting {
    /// The text for which it came.
    text: Weak<Text>,
    context: RequestContext,
    answer: oneshot::Sender<Answer>,
}

/// The check of one document.
#[derive(Default)]
struct Check {
    is_running: bool,
    /// What it is to be checked for, again where it is running.
    wanted: Option<RequestContext>,
    waiting: Vec<Waiting>,
    /// What the last report depends on.
    dependencies: Option<Arc<Dependencies>>,
    /// What the check that is running depends on so far.
    running_dependencies: Option<Arc<Dependencies>>,
    /// The identifier of the last report that the client has.
    last_published: u64,
}

impl Check {
    fn has_dependencies(&self, dependencies: &Arc<Dependencies>) -> bool {
        let own = [&self.dependencies, &self.running_dependencies].into_iter().flatten();
        own.into_iter().any(|own| Arc::ptr_eq(own, dependencies))
    }

    /// Cancels the requests that `is_concerned` picks.
    fn cancel(&mut self, reason: Cancelled, is_concerned: impl Fn(&Waiting) -> bool) {
        for Waiting { answer, .. } in self.waiting.extract_if(.., |waiting| is_concerned(waiting)) {
            // A request that the client has cancelled itself hears nothing.
            let _ = answer.send(Err(reason));
        }
    }
}

/// The checks of a session by their documents.
#[derive(Default)]
pub struct Checks {
    checks: HashMap<Url, Check>,
}

impl Checks {
    /// Notes what the running check of a document depends on: more is added while it runs.
    fn watch(&mut self, uri: &Url, dependencies: &Arc<Dependencies>) {
        if let Some(check) = self.checks.get_mut(uri) {
            check.running_dependencies = Some(Arc::clone(dependencies));
        }
    }

    /// Whether the diagnostics of a document come from these dependencies, or are about to.
    fn depend_on(&self, dependencies: &Arc<Dependencies>) -> bool {
        self.checks.get(dependencies.document()).is_some_and(|check| check.has_dependencies(dependencies))
    }
}

/// Has those documents checked again whose diagnostics depend on a file, or on one in it if it is a folder.
pub fn schedule_dependants(handle: &SessionHandle, state: &mut State, file: &Path, context: &RequestContext) {
    for dependencies in state.dependencies.dependants(file) {
        if state.checks.depend_on(&dependencies) {
            schedule(handle, state, dependencies.document(), context.clone());
        }
    }
}

/// Has a document checked. One that gives no diagnostics loses those that it has.
pub fn schedule(handle: &SessionHandle, state: &mut State, uri: &Url, context: RequestContext) {
    if state.snapshot(uri).is_none() {
        return clear(&handle.server, state, uri);
    }
    let check = state.checks.checks.entry(uri.clone()).or_default();
    check.wanted = Some(context);
    check.cancel(Cancelled::Outdated, |_| true);
    begin(handle, check, uri);
}

/// Cancels the requests for diagnostics that came before a document was changed.
pub fn document_changed(state: &mut State, uri: &Url) {
    let Some(check) = state.checks.checks.get_mut(uri) else { return };
    let Some(document) = state.documents.get(uri) else { return };
    let is_outdated = |waiting: &Waiting| waiting.text.as_ptr() != Arc::as_ptr(&document.text);
    check.cancel(Cancelled::Outdated, is_outdated);
}

/// Waits for a document's diagnostics. `None` when it has none to wait for.
pub fn wait_for_report(
    handle: &SessionHandle,
    uri: &Url,
    context: RequestContext,
) -> Option<oneshot::Receiver<Answer>> {
    let state = &mut *handle.session.lock();
    let text = Arc::downgrade(&state.snapshot(uri)?.text);
    let (answer, answered) = oneshot::channel();
    let check = state.checks.checks.entry(uri.clone()).or_default();
    check.waiting.retain(|waiting| !waiting.answer.is_closed());
    if check.waiting.len() >= MAX_WAITING {
        let _ = check.waiting.remove(0).answer.send(Err(Cancelled::Failed));
    }
    check.waiting.push(Waiting { text, context, answer });
    begin(handle, check, uri);
    Some(answered)
}

/// A document is closed, or of no language any more: what is pushed of it is taken back, and nobody is left waiting.
pub fn clear(server: &Arc<ServerContext>, state: &mut State, uri: &Url) {
    let Some(check) = state.checks.checks.get_mut(uri) else { return };
    let last_published = check.last_published;
    if check.is_running {
        // It finds its document gone.
        *check = Check { is_running: true, ..Check::default() };
    } else {
        state.checks.checks.remove(uri);
    }
    if !state.client.pulls_diagnostics && last_published != 0 {
        server.outbox.notification::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri.clone(), vec![], None));
    }
}

fn begin(handle: &SessionHandle, check: &mut Check, uri: &Url) {
    if !std::mem::replace(&mut check.is_running, true) {
        handle.server.spawn(run(handle.clone(), uri.clone()));
    }
}

/// Checks a document until nobody wants more.
async fn run(handle: SessionHandle, uri: Url) {
    let SessionHandle { server, session } = &handle;
    let mut running = Running { session, uri: &uri, is_over: false };
    while let Some((snapshot, client, context)) = next(session, &uri) {
        let asked = snapshot.ask(&handle, context.clone(), move |document| {
            let AnalyzedDocument { snapshot, analysis, dependencies, session, client, .. } = document;
            session.lock().checks.watch(&snapshot.uri, dependencies);
            let found = analysis.diagnostics();
            Found::of(
                snapshot,
                Report::of(convert::diagnostics(document.text(), snapshot.publisher(), &found, client)),
                client,
            )
        });
        match asked.await {
            Ok(found) => finish(server, session, &snapshot, found),
            Err(Unanswered::Panicked) => {
                // A panic costs the document its diagnostics, and no more.
                let nothing = Found::of(&snapshot, Report::default(), &client);
                finish(server, session, &snapshot, nothing);
            }
            // Nothing is known of this text. The diagnostics of the last one stay published.
            Err(Unanswered::Late | Unanswered::Refused(_)) => fail(session, &snapshot),
        }
        // Until here, so that nobody thinks that all is done.
        drop(context);
    }
    running.is_over = true;
}

/// The task that checks a document. However it ends, the next check can begin, and nobody waits for this one.
struct Running<'a> {
    session: &'a Session,
    uri: &'a Url,
    /// It ended as it should: another task may check the document by now.
    is_over: bool,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        let mut state = self.session.lock();
        let Some(check) = state.checks.checks.get_mut(self.uri) else { return };
        check.is_running = false;
        check.waiting.clear();
    }
}

/// What a check found.
struct Found {
    report: Arc<Report>,
    /// The notification of it, for a client that does not ask.
    message: Option<Outgoing>,
}

impl Found {
    fn of(snapshot: &DocumentSnapshot, report: Report, client: &ClientCapabilities) -> Self {
        let message = (!client.pulls_diagnostics).then(|| {
            let version = client.diagnostic_versions.then_some(snapshot.version);
            let params = PublishDiagnosticsParams::new(snapshot.uri.clone(), report.items.clone(), version);
            Outgoing::notification::<PublishDiagnostics>(&params)
        });
        Self { report: Arc::new(report), message }
    }
}

/// What is to be checked next; `None` ends the task.
fn next(session: &Session, uri: &Url) -> Option<(DocumentSnapshot, Arc<ClientCapabilities>, RequestContext)> {
    let state = &mut *session.lock();
    let snapshot = state.snapshot(uri);
    let check = state.checks.checks.get_mut(uri)?;
    check.waiting.retain(|waiting| !waiting.answer.is_closed());
    let context = check.wanted.take().or_else(|| Some(check.waiting.first()?.context.clone()));
    if let (Some(snapshot), Some(context)) = (snapshot, context) {
        return Some((snapshot, Arc::clone(&state.client), context));
    }
    check.is_running = false;
    check.waiting.clear();
    if state.documents.get(uri).is_none() {
        state.checks.checks.remove(uri);
    }
    None
}

/// Tells the client what was found, unless the document has been changed since, or one on which it depends.
fn finish(server: &ServerContext, session: &Session, snapshot: &DocumentSnapshot, found: Found) {
    let state = &mut *session.lock();
    let Some(check) = state.checks.checks.get_mut(&snapshot.uri) else { return };
    let document = state.documents.get(&snapshot.uri);
    let is_newest = document.is_some_and(|document| Arc::ptr_eq(&document.text, &snapshot.text));
    if !is_newest || check.wanted.is_some() {
        return;
    }
    let Found { report, message } = found;
    check.dependencies.clone_from(&check.running_dependencies);
    let is_asked = !check.waiting.is_empty();
    for Waiting { answer, .. } in check.waiting.drain(..) {
        // A request that the client has cancelled hears nothing.
        let _ = answer.send(Ok(Arc::clone(&report)));
    }
    let last_published = std::mem::replace(&mut check.last_published, report.id);
    if let Some(message) = message {
        // Under the lock, so that no older version can come behind a newer one.
        server.outbox.push(message);
    } else if !is_asked && state.client.refreshes_diagnostics && last_published != report.id {
        server.outbox.request_without_answer(WorkspaceDiagnosticRefresh::METHOD, None);
    }
}

/// There is no report of a text. Requests for a later one wait for the next check.
fn fail(session: &Session, snapshot: &DocumentSnapshot) {
    let mut state = session.lock();
    let Some(check) = state.checks.checks.get_mut(&snapshot.uri) else { return };
    check.cancel(Cancelled::Failed, |waiting| waiting.text.as_ptr() == Arc::as_ptr(&snapshot.text));
}
