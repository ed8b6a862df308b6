//! Checks documents: at most one check of a document runs at a time, and it is always the newest text that counts.
//! What is found for an older one is dropped.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::lsp_types::notification::PublishDiagnostics;
use tower_lsp::lsp_types::request::{Request, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::{Diagnostic, PublishDiagnosticsParams, Url};

use super::client::Client;
use super::dependencies::Dependencies;
use super::session::{Session, State};
use super::subject::{Occasion, Subject};
use super::{Shared, convert, outbox};

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

/// Who asked for diagnostics.
struct Waiting {
    occasion: Occasion,
    answer: oneshot::Sender<Arc<Report>>,
}

/// The check of one document.
#[derive(Default)]
struct Check {
    is_running: bool,
    /// What it is to be checked for, again where it is running.
    wanted: Option<Occasion>,
    waiting: Vec<Waiting>,
    dependencies: Dependencies,
    /// The report that the client was told last.
    told: u64,
}

/// The checks of a session by their documents.
#[derive(Default)]
pub struct Checks {
    checks: HashMap<Url, Check>,
}

impl Checks {
    /// On what the document's diagnostics depend; more may be noted. `None` where it is not checked.
    pub fn dependencies(&mut self, uri: &Url) -> Option<&mut Dependencies> {
        self.checks.get_mut(uri).map(|check| &mut check.dependencies)
    }

    /// The documents whose diagnostics depend on a file, or on one in it where it is a folder.
    pub fn dependants(&self, file: &Path) -> Vec<Url> {
        let dependants = self.checks.iter().filter(|(_, check)| check.dependencies.concern(file));
        dependants.map(|(uri, _)| uri.clone()).collect()
    }
}

/// Has a document checked. One that gives no diagnostics loses those that it has.
pub fn want(shared: &Arc<Shared>, session: &Arc<Session>, state: &mut State, uri: &Url, occasion: Occasion) {
    if state.subject(uri).is_none() {
        return forget(shared, state, uri);
    }
    let check = state.checks.checks.entry(uri.clone()).or_default();
    check.wanted = Some(occasion);
    begin(shared, session, check, uri);
}

/// Waits for a document's diagnostics. `None` when it has none to wait for.
pub fn wait(
    shared: &Arc<Shared>,
    session: &Arc<Session>,
    uri: &Url,
    occasion: Occasion,
) -> Option<oneshot::Receiver<Arc<Report>>> {
    let state = &mut *session.lock();
    state.subject(uri)?;
    let (answer, answered) = oneshot::channel();
    let check = state.checks.checks.entry(uri.clone()).or_default();
    check.waiting.push(Waiting { occasion, answer });
    begin(shared, session, check, uri);
    Some(answered)
}

/// A document is closed, or of no language any more: what is pushed of it is taken back, and nobody is left waiting.
pub fn forget(shared: &Arc<Shared>, state: &mut State, uri: &Url) {
    let Some(check) = state.checks.checks.get_mut(uri) else { return };
    let told = check.told;
    if check.is_running {
        // It finds its document gone.
        *check = Check { is_running: true, ..Check::default() };
    } else {
        state.checks.checks.remove(uri);
    }
    if !state.client.pulls_diagnostics && told != 0 {
        shared.outbox.notification::<PublishDiagnostics>(&PublishDiagnosticsParams::new(uri.clone(), vec![], None));
    }
}

fn begin(shared: &Arc<Shared>, session: &Arc<Session>, check: &mut Check, uri: &Url) {
    if !std::mem::replace(&mut check.is_running, true) {
        shared.spawn(run(Arc::clone(shared), Arc::clone(session), uri.clone()));
    }
}

/// Checks a document until nobody wants more.
async fn run(shared: Arc<Shared>, session: Arc<Session>, uri: Url) {
    while let Some((subject, client, occasion)) = next(&session, &uri) {
        let asked = subject.ask((&shared, &session), occasion.clone(), move |subject, language, source| {
            let found = language.analyze(source).diagnostics();
            Found::of(subject, Report::of(convert::diagnostics(subject, &found, client)), client)
        });
        // A panic costs the document its diagnostics, and no more.
        let nothing = || (Found::of(&subject, Report::default(), client), Dependencies::default());
        let (found, dependencies) = asked.await.unwrap_or_else(nothing);
        finish(&shared, &session, &subject, (found, dependencies));
        // Until here, so that nobody thinks that all is done.
        drop(occasion);
    }
}

/// What a check found.
struct Found {
    report: Arc<Report>,
    /// The notification of it, for a client that does not ask.
    message: Option<String>,
}

impl Found {
    fn of(subject: &Subject, report: Report, client: Client) -> Self {
        let message = (!client.pulls_diagnostics).then(|| {
            let version = client.takes_versions.then_some(subject.version);
            let params = PublishDiagnosticsParams::new(subject.uri.clone(), report.items.clone(), version);
            outbox::notification::<PublishDiagnostics>(&params)
        });
        Self { report: Arc::new(report), message }
    }
}

/// What is to be checked next; `None` ends the task.
fn next(session: &Session, uri: &Url) -> Option<(Subject, Client, Occasion)> {
    let state = &mut *session.lock();
    let subject = state.subject(uri);
    let check = state.checks.checks.get_mut(uri)?;
    let occasion = check.wanted.take().or_else(|| Some(check.waiting.first()?.occasion.clone()));
    if let (Some(subject), Some(occasion)) = (subject, occasion) {
        return Some((subject, state.client, occasion));
    }
    check.is_running = false;
    check.waiting.clear();
    if state.documents.get(uri).is_none() {
        state.checks.checks.remove(uri);
    }
    None
}

/// Tells the client what was found, unless the document has been changed since, or one on which it depends.
fn finish(shared: &Shared, session: &Session, subject: &Subject, (found, dependencies): (Found, Dependencies)) {
    let state = &mut *session.lock();
    let Some(check) = state.checks.checks.get_mut(&subject.uri) else { return };
    let document = state.documents.get(&subject.uri);
    let is_newest = document.is_some_and(|document| Arc::ptr_eq(&document.text, &subject.text));
    if !is_newest || check.wanted.is_some() {
        return;
    }
    let Found { report, message } = found;
    check.dependencies = dependencies;
    let is_asked = !check.waiting.is_empty();
    for Waiting { answer, .. } in check.waiting.drain(..) {
        // Who has given up waiting is told nothing.
        let _ = answer.send(Arc::clone(&report));
    }
    let told = std::mem::replace(&mut check.told, report.id);
    if let Some(message) = message {
        // Under the lock, so that no older version can come behind a newer one.
        shared.outbox.push(message);
    } else if !is_asked && state.client.refreshes_diagnostics && told != report.id {
        shared.outbox.request_without_answer(WorkspaceDiagnosticRefresh::METHOD, None);
    }
}
