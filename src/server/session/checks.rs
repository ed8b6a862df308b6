//! The checks of a session's documents: scheduled and running checks, the requests that wait for them, and the last
//! reports.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Weak};

use tokio::sync::oneshot;
use tower_lsp::lsp_types::{Diagnostic, Url};

use crate::languages::text::Text;
use crate::server::rpc::request_context::RequestContext;
use crate::server::session::dependencies::Dependencies;

/// The maximum number of requests that wait for one check. Clients send further requests before the first is answered;
/// when there are too many, the oldest one fails.
const MAX_WAITING: usize = 16;

/// The diagnostics of a document.
#[derive(Debug, Default)]
pub struct Report {
    pub items: Vec<Diagnostic>,
    /// A hash of the items; 0 if there are none.
    pub id: u64,
}

impl Report {
    pub fn new(items: Vec<Diagnostic>) -> Self {
        if items.is_empty() {
            return Self::default();
        }
        let mut hasher = DefaultHasher::new();
        // Diagnostics are plain data. If one could not be serialized, its report would only look new each time.
        serde_json::to_string(&items).unwrap_or_default().hash(&mut hasher);
        Self { items, id: hasher.finish() }
    }
}

/// The result of a request for diagnostics.
pub type Answer = Result<Arc<Report>, Cancelled>;

/// Why a request for diagnostics gets no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cancelled {
    /// The document, or a file on which it depends, has changed: the client should send the request again.
    Outdated,
    /// There is no report of this text.
    Failed,
}

/// A pending request for diagnostics.
pub struct PendingRequest {
    /// The text whose diagnostics the client requests.
    text: Weak<Text>,
    pub context: RequestContext,
    answer: oneshot::Sender<Answer>,
}

impl PendingRequest {
    pub fn is_for(&self, text: &Arc<Text>) -> bool {
        self.text.as_ptr() == Arc::as_ptr(text)
    }
}

/// The check of a document.
#[derive(Default)]
pub struct Check {
    pub is_running: bool,
    /// The message that requires a check of the document. If a check is running, the document is checked again
    /// afterwards.
    pub wanted: Option<RequestContext>,
    waiting: Vec<PendingRequest>,
    /// The dependencies of the last report.
    dependencies: Option<Arc<Dependencies>>,
    /// The dependencies of the running check so far.
    running_dependencies: Option<Arc<Dependencies>>,
    /// The id of the last report that the client received.
    pub last_published: u64,
    /// The last explanation of why parts of the document are not checked.
    pub unchecked: Option<&'static str>,
}

impl Check {
    /// Returns the message for which the document is to be checked next, if any.
    pub fn take_wanted(&mut self) -> Option<RequestContext> {
        self.drop_cancelled();
        self.wanted.take().or_else(|| Some(self.waiting.first()?.context.clone()))
    }

    /// Adds a request that waits for the report of a text.
    pub fn wait(&mut self, text: &Arc<Text>, context: RequestContext) -> oneshot::Receiver<Answer> {
        let (answer, answered) = oneshot::channel();
        self.drop_cancelled();
        if self.waiting.len() >= MAX_WAITING {
            let _ = self.waiting.remove(0).answer.send(Err(Cancelled::Failed));
        }
        self.waiting.push(PendingRequest { text: Arc::downgrade(text), context, answer });
        answered
    }

    /// Answers all waiting requests. Returns whether there was one.
    pub fn answer(&mut self, report: &Arc<Report>) -> bool {
        self.dependencies.clone_from(&self.running_dependencies);
        let is_requested = !self.waiting.is_empty();
        for PendingRequest { answer, .. } in self.waiting.drain(..) {
            // If the client has cancelled the request, its receiver is gone.
            let _ = answer.send(Ok(Arc::clone(report)));
        }
        is_requested
    }

    /// Cancels the requests for which `is_concerned` returns true.
    pub fn cancel(&mut self, reason: Cancelled, is_concerned: impl Fn(&PendingRequest) -> bool) {
        for PendingRequest { answer, .. } in self.waiting.extract_if(.., |waiting| is_concerned(waiting)) {
            let _ = answer.send(Err(reason));
        }
    }

    /// Resets the check, except for whether it is running. Requests that wait for a report get none.
    pub fn reset(&mut self) {
        *self = Self { is_running: self.is_running, ..Self::default() };
    }

    /// Records that the check no longer runs, and drops the requests that wait for it.
    pub fn stop(&mut self) {
        self.is_running = false;
        self.waiting.clear();
    }

    fn drop_cancelled(&mut self) {
        self.waiting.retain(|waiting| !waiting.answer.is_closed());
    }

    fn has_dependencies(&self, dependencies: &Arc<Dependencies>) -> bool {
        let own = [&self.dependencies, &self.running_dependencies].into_iter().flatten();
        own.into_iter().any(|own| Arc::ptr_eq(own, dependencies))
    }
}

/// The checks of a session, by document.
#[derive(Default)]
pub struct Checks {
    checks: HashMap<Arc<Url>, Check>,
}

impl Checks {
    pub fn get_mut(&mut self, uri: &Url) -> Option<&mut Check> {
        self.checks.get_mut(uri)
    }

    pub fn get_or_insert(&mut self, uri: &Arc<Url>) -> &mut Check {
        self.checks.entry(Arc::clone(uri)).or_default()
    }

    pub fn remove(&mut self, uri: &Url) {
        self.checks.remove(uri);
    }

    /// Keeps the dependencies of the running check of a document, to which more are added while it runs.
    pub fn watch(&mut self, uri: &Url, dependencies: &Arc<Dependencies>) {
        if let Some(check) = self.checks.get_mut(uri) {
            check.running_dependencies = Some(Arc::clone(dependencies));
        }
    }

    /// Whether these are the dependencies of a document's last report or of its running check.
    pub fn depend_on(&self, dependencies: &Arc<Dependencies>) -> bool {
        self.checks.get(dependencies.document()).is_some_and(|check| check.has_dependencies(dependencies))
    }
}
