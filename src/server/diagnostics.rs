//! Checks documents. At most one check of a document runs at a time, and only the newest text matters: results for an
//! older text are dropped, and requests that wait for them are cancelled.

use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::request::{Request, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

use crate::languages::Language;
use crate::server::context::SessionHandle;
use crate::server::indexing;
use crate::server::protocol::client_capabilities::ClientCapabilities;
use crate::server::protocol::convert;
use crate::server::rpc::outgoing::Outgoing;
use crate::server::rpc::request_context::RequestContext;
use crate::server::rpc::trace::Explanation;
use crate::server::session::active_session::{ActiveSession, State};
use crate::server::session::checks::{Answer, Cancelled, Check, Report};
use crate::server::session::dependencies::Dependencies;
use crate::server::snapshot::analyzed_document::AnalyzedDocument;
use crate::server::snapshot::document_snapshot::DocumentSnapshot;
use crate::server::work::background::BackgroundError;
use crate::workspace::call_index::may_change_calls;

/// Schedules a check of a document. If it cannot have diagnostics, the ones that it has are removed.
pub fn schedule(handle: &SessionHandle, state: &mut State, uri: &Url, context: RequestContext) {
    if DocumentSnapshot::language_of(state, uri).is_none() {
        return clear(handle, state, uri);
    }
    let Some((uri, _)) = state.documents.entry(uri) else { return };
    let check = state.checks.get_or_insert(uri);
    check.wanted = Some(context);
    check.cancel(Cancelled::Outdated, |_| true);
    begin(handle, check, uri);
}

/// Schedules checks of the documents whose diagnostics depend on a file or, if it is a folder, on a file in it.
pub fn schedule_dependants(handle: &SessionHandle, state: &mut State, file: &Path, context: &RequestContext) {
    let mut dependants = state.dependencies.dependants(file);
    if may_change_calls(file) {
        let is_other = |dependant: &Arc<Dependencies>| convert::path(dependant.document()).as_deref() != Some(file);
        dependants.extend(state.dependencies.dependants_on_callers().into_iter().filter(is_other));
    }
    for dependencies in dependants {
        if state.checks.depend_on(&dependencies) {
            schedule(handle, state, dependencies.document(), context.clone());
        }
    }
}

/// Handles changed settings: every open document is checked again.
pub fn settings_changed(handle: &SessionHandle, state: &mut State, context: &RequestContext) {
    let open: Vec<Arc<Url>> = state.documents.uris().cloned().collect();
    if !handle.session.client.pulls_diagnostics {
        for uri in &open {
            schedule(handle, state, uri, context.clone());
        }
        return;
    }
    for uri in &open {
        if let Some(check) = state.checks.get_mut(uri) {
            check.cancel(Cancelled::Outdated, |_| true);
        }
    }
    if handle.session.client.refreshes_diagnostics && !open.is_empty() {
        handle.server.outbox.request_without_answer(WorkspaceDiagnosticRefresh::METHOD, None);
    }
}

/// Cancels the requests for diagnostics that were received before a document was changed.
pub fn document_changed(state: &mut State, uri: &Url) {
    let Some(check) = state.checks.get_mut(uri) else { return };
    let Some(document) = state.documents.get(uri) else { return };
    check.cancel(Cancelled::Outdated, |waiting| !waiting.is_for(&document.text));
}

/// Waits for a document's diagnostics. `None` if it cannot have any.
pub fn wait_for_report(
    handle: &SessionHandle,
    uri: &Url,
    context: RequestContext,
) -> Option<oneshot::Receiver<Answer>> {
    let state = &mut *handle.session.lock();
    let DocumentSnapshot { uri, text, .. } = DocumentSnapshot::of_open(state, uri)?;
    let check = state.checks.get_or_insert(&uri);
    let answered = check.wait(&text, context);
    begin(handle, check, &uri);
    Some(answered)
}

/// Handles that a document was closed, or is no longer of a supported language: its published diagnostics are removed,
/// and requests that wait for it are answered.
pub fn clear(handle: &SessionHandle, state: &mut State, uri: &Url) {
    let SessionHandle { server, session } = handle;
    let Some(check) = state.checks.get_mut(uri) else { return };
    let last_published = check.last_published;
    if check.is_running {
        // The running check will find its document closed.
        check.reset();
    } else {
        state.checks.remove(uri);
    }
    if !session.client.pulls_diagnostics && last_published != 0 {
        server.outbox.notification::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri.clone(), vec![], None));
    }
}

fn begin(handle: &SessionHandle, check: &mut Check, uri: &Arc<Url>) {
    if !std::mem::replace(&mut check.is_running, true) {
        handle.server.tasks.spawn(run(handle.clone(), Arc::clone(uri)));
    }
}

/// Checks a document until no further check is requested.
async fn run(handle: SessionHandle, uri: Arc<Url>) {
    let session = &handle.session;
    let mut running = Running { session, uri: &uri, is_over: false };
    while let Some((snapshot, context)) = next(session, &uri) {
        let explains = handle.server.trace.is_on();
        let check = snapshot.ask(&handle, context.clone(), move |document| {
            let AnalyzedDocument { snapshot, dependencies, session, .. } = *document;
            session.lock().checks.watch(&snapshot.uri, dependencies);
            dependencies.set_checking(true);
            let found = document.diagnostics();
            dependencies.set_checking(false);
            let items = convert::diagnostics(document.text(), snapshot.publisher(), &found, &session.client);
            let unchecked = if explains { document.analysis.unchecked_reason() } else { None };
            Found { unchecked, ..Found::new(snapshot, Report::new(items), &session.client) }
        });
        match check.await {
            Ok(found) => {
                finish(&handle, &snapshot, found);
                if snapshot.language == Language::Terraform {
                    indexing::begin(&handle, &context);
                }
            }
            Err(error) => {
                let reason = match error {
                    BackgroundError::Panicked => "its analysis panicked",
                    BackgroundError::TimedOut => "its analysis took too long",
                    BackgroundError::Refused(_) => "no thread is available, or earlier work is still blocked",
                };
                explain(&handle, &snapshot, reason);
                if error == BackgroundError::Panicked {
                    // After a panic, the document has no diagnostics, but nothing else fails.
                    finish(&handle, &snapshot, Found::new(&snapshot, Report::default(), &session.client));
                } else {
                    // Nothing is known about this text. The diagnostics of the previous text stay published.
                    fail(session, &snapshot);
                }
            }
        }
        // Kept until here, so that `idle()` does not end earlier.
        drop(context);
    }
    running.is_over = true;
}

/// The task that checks a document. However it ends, the next check can begin, and no request waits for this one.
struct Running<'a> {
    session: &'a ActiveSession,
    uri: &'a Url,
    /// Whether it ended normally: then another task may already check the document.
    is_over: bool,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if self.is_over {
            return;
        }
        if let Some(check) = self.session.lock().checks.get_mut(self.uri) {
            check.stop();
        }
    }
}

/// The result of a check.
struct Found {
    report: Arc<Report>,
    /// The notification with the report, for a client that does not pull diagnostics.
    message: Option<Outgoing>,
    /// Why parts of the document are not checked.
    unchecked: Option<&'static str>,
}

impl Found {
    fn new(snapshot: &DocumentSnapshot, report: Report, client: &ClientCapabilities) -> Self {
        let message = (!client.pulls_diagnostics).then(|| {
            let version = client.diagnostic_versions.then_some(snapshot.version);
            let params = PublishDiagnosticsParams::new(Url::clone(&snapshot.uri), report.items.clone(), version);
            Outgoing::notification::<PublishDiagnostics>(&params)
        });
        Self { report: Arc::new(report), message, unchecked: None }
    }
}

/// Returns the next text to check, and the message for which it is checked; `None` ends the task.
fn next(session: &ActiveSession, uri: &Url) -> Option<(DocumentSnapshot, RequestContext)> {
    let state = &mut *session.lock();
    let snapshot = DocumentSnapshot::of_open(state, uri);
    let check = state.checks.get_mut(uri)?;
    if let (Some(snapshot), Some(context)) = (snapshot, check.take_wanted()) {
        return Some((snapshot, context));
    }
    check.stop();
    if state.documents.get(uri).is_none() {
        state.checks.remove(uri);
    }
    None
}

/// Sends the report, unless the document, a file on which it depends or the settings have changed since.
fn finish(handle: &SessionHandle, snapshot: &DocumentSnapshot, found: Found) {
    let SessionHandle { server, session } = handle;
    let state = &mut *session.lock();
    let Some(check) = state.checks.get_mut(&snapshot.uri) else { return };
    let is_newest =
        state.documents.has_text(&snapshot.uri, &snapshot.text) && Arc::ptr_eq(&state.settings, &snapshot.settings);
    if !is_newest || check.wanted.is_some() {
        return;
    }
    let Found { report, message, unchecked } = found;
    let explained = std::mem::replace(&mut check.unchecked, unchecked);
    let is_requested = check.answer(&report);
    let last_published = std::mem::replace(&mut check.last_published, report.id);
    if let Some(message) = message {
        // Sent while the state is locked, so that no older version follows a newer one.
        server.outbox.push(message);
    } else if !is_requested && session.client.refreshes_diagnostics && last_published != report.id {
        server.outbox.request_without_answer(WorkspaceDiagnosticRefresh::METHOD, None);
    }
    if let Some(reason) = unchecked.filter(|_| unchecked != explained) {
        let language = snapshot.language;
        server.trace.explain(|| Explanation::new(format!("checked only part of a {language:?} document: {reason}")));
    }
}

fn explain(handle: &SessionHandle, snapshot: &DocumentSnapshot, reason: &str) {
    let language = snapshot.language;
    handle.server.trace.explain(|| Explanation::new(format!("did not check a {language:?} document: {reason}")));
}

/// Records that there is no report of a text. Requests for a later text wait for the next check.
fn fail(session: &ActiveSession, snapshot: &DocumentSnapshot) {
    if let Some(check) = session.lock().checks.get_mut(&snapshot.uri) {
        check.cancel(Cancelled::Failed, |waiting| waiting.is_for(&snapshot.text));
    }
}
