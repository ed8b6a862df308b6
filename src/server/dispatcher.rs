//! One message at a time: parse, call, await or spawn, catch a panic.
//!
//! tower-lsp's `Server` is not used: it runs notifications side by side, so that edits overtake each other, it
//! waits for itself when handlers wait for the client, and a panic ends it. Here its service is called directly.
//! Each request is polled once in the order of arrival; what is still pending then is awaited to the end where
//! later messages depend on it, and goes on beside them otherwise.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;

use futures::FutureExt;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::task::futures::TaskLocalFuture;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_service::Service;

use crate::telemetry::anonymise::Method;
use crate::telemetry::catalogue::Kind;
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::{Hold, HostReport};

use super::backend::{Backend, NOTIFICATIONS, REQUESTS};
use super::configuration::{self, Cause, PullId, QuestionId};
use super::envelope::{CONFIGURATION_CHANGED, EXIT};
use super::initialization::Given;
use super::json_tree::Tree;
use super::message::{Message, parse};
use super::outbox::RequestId;
use super::session::Session;
use super::statements::{self, Answer, Change, Opening};
use super::work::{TAKEN, Taken};
use super::{Due, Shared, discovery, envelope};

/// What the dispatcher takes, in order.
pub enum Incoming {
    Message {
        text: String,
        hold: Option<Hold>,
        due: Option<Due>,
    },
    ConfigurationChanged(Hold),
    ProviderChanged {
        has_provider: bool,
        hold: Hold,
    },
    /// The host's provider answered a question; `None` where it failed.
    ProviderAnswered {
        question: QuestionId,
        answer: Option<Answer>,
    },
    PullTimedOut(PullId),
    /// The host reports something of its own. In turn, so that what was sent before it has been applied.
    Reported(HostReport),
}

/// Numbers what comes and queues it for the dispatcher, in one step: so statements are handled in the order of their
/// numbers.
pub struct Intake {
    queue: Mutex<UnboundedSender<(Taken, Incoming)>>,
}

impl Intake {
    pub fn new() -> (Self, UnboundedReceiver<(Taken, Incoming)>) {
        let (sender, receiver) = unbounded_channel();
        (Self { queue: Mutex::new(sender) }, receiver)
    }

    pub fn enqueue(&self, incoming: Incoming, take: impl FnOnce() -> Taken) {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        // The receiver is gone only after `stop`, when nobody waits for anything.
        let _ = queue.send((take(), incoming));
    }
}

/// A handler of tower-lsp at work.
type Handled = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// Whether anybody wants to hear of a panic.
type Wanted = Box<dyn Fn() -> bool + Send + Sync>;

/// A handler whose panics are caught, and that knows its message.
type Call = TaskLocalFuture<Taken, Caught<Handled, Wanted>>;

type Outcome = Result<Option<Response>, Crash>;

/// Where a session is, for requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Uninitialized,
    Initialized,
    ShutDown,
}

/// Codes of JSON-RPC and LSP.
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;

pub struct Dispatcher {
    shared: Arc<Shared>,
    service: LspService<Backend>,
    session: Arc<Session>,
    decoded: Arc<AtomicU64>,
    phase: Phase,
    /// Requests of this session that go on beside the messages behind them.
    pending: JoinSet<()>,
    /// Identifiers of requests whose handlers panicked, put here before they are answered.
    panicked: (UnboundedSender<Id>, UnboundedReceiver<Id>),
}

impl Dispatcher {
    pub fn new(shared: Arc<Shared>) -> Self {
        let (service, session, decoded) = new_service(&shared);
        Self {
            shared,
            service,
            session,
            decoded,
            phase: Phase::Uninitialized,
            pending: JoinSet::new(),
            panicked: unbounded_channel(),
        }
    }

    pub async fn run(mut self, mut incoming: UnboundedReceiver<(Taken, Incoming)>) {
        while let Some((taken, next)) = incoming.recv().await {
            while self.pending.try_join_next().is_some() {}
            while let Ok(id) = self.panicked.1.try_recv() {
                self.forget_request(id);
            }
            // Handlers are caught where they are called; this catches what is around them.
            let shared = Arc::clone(&self.shared);
            let wanted = || shared.telemetry.wants(Kind::Error, taken.origin);
            if let Err(crash) = Caught::new(Box::pin(self.handle(next, taken.clone())), wanted).await {
                shared.reports.crash(&shared, crash, Method::of("other"), taken);
            }
        }
    }

    async fn handle(&mut self, incoming: Incoming, taken: Taken) {
        match incoming {
            Incoming::Message { text, hold, due } => self.message(&text, taken, hold, due).await,
            Incoming::ConfigurationChanged(hold) => configuration::host_changed(&self.shared, Cause { hold, taken }),
            Incoming::ProviderChanged { has_provider, hold } => {
                configuration::provider_changed(&self.shared, has_provider, Cause { hold, taken });
            }
            Incoming::ProviderAnswered { question, answer } => {
                configuration::provider_answered(&self.shared, question, answer, taken.origin);
            }
            Incoming::PullTimedOut(pull) => configuration::timed_out(&self.shared, pull, taken.origin),
            Incoming::Reported(report) => self.shared.telemetry.record_from_host(taken.origin, report),
        }
    }

    async fn message(&mut self, text: &str, taken: Taken, hold: Option<Hold>, due: Option<Due>) {
        let message = match Message::parse(text) {
            Ok(message) => message,
            Err(error) => return self.unreadable(text, &error, taken, hold),
        };
        let Message { jsonrpc, id, method, params, result, error, is_ambiguous } = message;
        let method = match method {
            None if result.is_some() || error.is_some() => {
                let is_error = error.is_some_and(|error| !error.is_null());
                return self.response(id.as_ref(), text, is_error, taken.origin);
            }
            Some(Value::String(method)) => method,
            _ => return self.refuse(text, "the message has no method"),
        };
        if method == CONFIGURATION_CHANGED {
            let change = tree(text).map(|message| statements::change(&message, &self.shared.options.section));
            self.configuration_changed(change.unwrap_or(Change::UNREADABLE), taken, hold);
            // Sent as a request it is wrong, and may still take consent back.
            if id.is_some() {
                self.refuse(text, "this method is a notification");
            }
            return;
        }
        if is_ambiguous && method != "initialize" {
            return self.refuse(text, "a member of the message is repeated");
        }
        // Other messages were held in case they concerned the configuration.
        let _until_the_session_is_closed = hold.filter(|_| method == EXIT);
        if jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
            return self.refuse(text, "`jsonrpc` must be \"2.0\"");
        }
        // tower-lsp would end or shut down without a word to anybody.
        match (method.as_str(), id.is_some()) {
            (EXIT, false) => return self.exit(taken.origin).await,
            (EXIT, true) => return self.refuse(text, "exit is a notification"),
            ("shutdown" | "initialize", false) => return self.refuse(text, "the request has no `id`"),
            _ => {}
        }
        let Ok(id) = id.map(serde_json::from_value::<Id>).transpose() else {
            return self.refuse(text, "`id` must be an integer or a string");
        };
        let params = match (method.as_str(), params) {
            ("initialize", Some(params @ Value::Object(_))) => {
                let opening = tree(text).map(|message| statements::opening(&message));
                Some(unread(Given::new(params, opening.unwrap_or(Opening::UNREADABLE))))
            }
            ("initialize", _) => {
                let (envelope, _) = envelope::envelope(text);
                let message = "`params` of initialize must be an object";
                return self.shared.outbox.error(envelope.answer_id(), INVALID_PARAMS, message);
            }
            // They say nothing, and a session must not fail to begin for them.
            ("initialized", _) => Some(json!({})),
            // tower-lsp refuses parameters where there should be none, and some clients write an empty object.
            ("shutdown", _) => None,
            (_, params) => params,
        };
        let Some(id) = id else {
            return self.notification(method, params, taken).await;
        };
        let written = written_id(&id, text);
        match (self.phase, method.as_str()) {
            (Phase::Uninitialized, "initialize") | (Phase::Initialized, _) => {}
            (Phase::Uninitialized, _) => {
                return self.shared.outbox.error(&written, NOT_INITIALIZED, "the server is not initialized");
            }
            (Phase::ShutDown, _) => return self.refuse(text, "the session has been shut down"),
        }
        if !is_known(&method) {
            return self.shared.outbox.respond(&written, &Err(Error::method_not_found()));
        }
        self.request(Asked { method, id, written, due }, params, taken).await;
    }

    /// Calls the handler of a notification. It changes the session before it returns, so it is awaited to the end.
    async fn notification(&mut self, method: String, params: Option<Value>, taken: Taken) {
        let decoded = self.decoded.load(Ordering::Relaxed);
        let called = self.call(build(method.clone(), None, params), &taken);
        let outcome = match called {
            Ok(call) => call.await,
            Err(crash) => Err(crash),
        };
        let silent = NOTIFICATIONS.contains(&method.as_str()) && self.decoded.load(Ordering::Relaxed) == decoded;
        match outcome {
            Err(crash) => self.shared.reports.crash(&self.shared, crash, Method::of(&method), taken),
            Ok(_) if silent && self.shared.is_session_up() => {
                let message = format!("candor: the parameters of {method} were not understood; it is ignored");
                self.shared.outbox.warn(message);
            }
            Ok(_) => {}
        }
    }

    /// Calls the handler of a request and answers, now or later.
    async fn request(&mut self, asked: Asked, params: Option<Value>, taken: Taken) {
        let request = build(asked.method.clone(), Some(asked.id.clone()), params);
        let mut call = match self.call(request, &taken) {
            Ok(call) => call,
            Err(crash) => return self.finish(asked, taken, Err(crash)),
        };
        let first = poll_fn(|context| Poll::Ready(call.as_mut().poll(context))).await;
        match first {
            Poll::Ready(outcome) => self.finish(asked, taken, outcome),
            Poll::Pending if asked.method == "initialize" => {
                let outcome = call.await;
                self.finish(asked, taken, outcome);
            }
            Poll::Pending => {
                let (shared, panicked) = (Arc::clone(&self.shared), self.panicked.0.clone());
                self.pending.spawn(async move {
                    let outcome = call.await;
                    if outcome.is_err() {
                        // The dispatcher that holds the other end outlives its session's requests.
                        let _ = panicked.send(asked.id.clone());
                    }
                    answer(&shared, asked, taken, outcome);
                });
            }
        }
    }

    fn finish(&mut self, asked: Asked, taken: Taken, outcome: Outcome) {
        let succeeded = matches!(&outcome, Ok(Some(response)) if response.is_ok());
        match asked.method.as_str() {
            "initialize" if succeeded => self.phase = Phase::Initialized,
            "shutdown" if succeeded => self.phase = Phase::ShutDown,
            _ => {}
        }
        if outcome.is_err() {
            self.forget_request(asked.id.clone());
        }
        answer(&self.shared, asked, taken, outcome);
    }

    /// Hands a message to tower-lsp. A handler that panics is caught in each poll, and in the call itself.
    fn call(&mut self, request: Request, taken: &Taken) -> Result<Pin<Box<Call>>, Crash> {
        let (shared, origin) = (Arc::clone(&self.shared), taken.origin);
        let wanted: Wanted = Box::new(move || shared.telemetry.wants(Kind::Error, origin));
        let handled = crash::catch(wanted(), || {
            let called = self.service.call(request);
            Box::pin(async move { called.await.unwrap_or_default() }) as Handled
        })?;
        Ok(Box::pin(TAKEN.scope(taken.clone(), Caught::new(handled, wanted))))
    }

    /// Refuses a message with the identifier that it has, if it has one.
    fn refuse(&self, text: &str, message: &str) {
        let (envelope, _) = envelope::envelope(text);
        self.shared.outbox.error(envelope.answer_id(), INVALID_REQUEST, message);
    }

    /// tower-lsp remembers a request whose handler panicked as running, and would refuse its identifier for ever.
    fn forget_request(&mut self, id: Id) {
        let id = match id {
            Id::Number(number) => json!(number),
            Id::String(text) => json!(text),
            Id::Null => return,
        };
        let cancel = Request::build("$/cancelRequest").params(json!({ "id": id })).finish();
        // It is done in the first poll.
        let _ = self.service.call(cancel).now_or_never();
    }

    fn response(&self, id: Option<&Value>, text: &str, is_error: bool, at: MessageSequence) {
        // The ids of our requests are strings; an answer to anything else was never asked for.
        let Some(Value::String(id)) = id else { return };
        let answer = || tree(text).filter(|_| !is_error).and_then(|message| statements::answer_of_client(&message));
        configuration::client_answered(&self.shared, &RequestId::from_answer(id), answer, at);
    }

    /// A text that no parser takes. Its method and identifier count as far as they can be read.
    fn unreadable(&self, text: &str, error: &serde_json::Error, taken: Taken, hold: Option<Hold>) {
        let (envelope, is_json) = envelope::envelope(text);
        // A text that breaks before its method may still name it.
        let concerns = match &envelope.method {
            Some(method) => method == CONFIGURATION_CHANGED,
            None => envelope::may_change_configuration(text),
        };
        if concerns {
            self.configuration_changed(Change::UNREADABLE, taken, hold);
        }
        if !is_json {
            let place = format!("the message is not JSON: line {}, column {}", error.line(), error.column());
            self.shared.outbox.error("null", PARSE_ERROR, &place);
        } else if envelope.method.is_some() || !envelope.is_answer {
            // An answer is not answered: that would be taken for the answer to the client's own request.
            self.shared.outbox.error(envelope.answer_id(), INVALID_REQUEST, "the message is no message of JSON-RPC");
        }
    }

    fn configuration_changed(&self, change: Change, taken: Taken, hold: Option<Hold>) {
        let hold = hold.unwrap_or_else(|| self.shared.telemetry.hold());
        configuration::client_changed(&self.shared, change, Cause { hold, taken });
    }

    /// Ends the session; the server waits for the next `initialize`.
    async fn exit(&mut self, at: MessageSequence) {
        // No answer of this session may come out in the next one.
        self.pending.shutdown().await;
        self.session.end();
        configuration::session_closed(&self.shared, at);
        self.shared.telemetry.close_session(at);
        self.shared.session_is_down();
        (self.service, self.session, self.decoded) = new_service(&self.shared);
        self.phase = Phase::Uninitialized;
    }
}

impl Drop for Dispatcher {
    /// The server was stopped: what is still read for a document finds that nobody wants it.
    fn drop(&mut self) {
        self.session.end();
    }
}

/// The identifier as the client wrote it. One that had to be mended is none that the client knows.
fn written_id(id: &Id, text: &str) -> String {
    match id {
        Id::Number(number) => number.to_string(),
        Id::String(string) if !string.contains('\u{fffd}') => json!(string).to_string(),
        _ => envelope::envelope(text).0.answer_id().to_owned(),
    }
}

/// A request that is being handled.
struct Asked {
    method: String,
    id: Id,
    /// The identifier as the client wrote it.
    written: String,
    due: Option<Due>,
}

/// Answers a request.
fn answer(shared: &Shared, asked: Asked, taken: Taken, outcome: Outcome) {
    let Asked { method, id: _, written, due } = asked;
    // Nobody may think that all is done before the answer is queued.
    let busy = taken.busy.clone();
    match outcome {
        Ok(Some(response)) => shared.outbox.respond(&written, &response.into_parts().1),
        // tower-lsp says nothing to unknown requests whose method begins with `$/`.
        Ok(None) => shared.outbox.respond(&written, &Err(Error::method_not_found())),
        Err(crash) => {
            let error = Error { message: "internal error".into(), ..Error::internal_error() };
            // Before the answer: what the client does then comes after the crash.
            shared.reports.crash(shared, crash, Method::of(&method), taken);
            shared.outbox.respond(&written, &Err(error));
        }
    }
    drop((due, busy));
}

fn new_service(shared: &Arc<Shared>) -> (LspService<Backend>, Arc<Session>, Arc<AtomicU64>) {
    let decoded = Arc::new(AtomicU64::new(0));
    let session = Arc::new(Session::default());
    let backend = Backend { shared: Arc::clone(shared), session: Arc::clone(&session), decoded: Arc::clone(&decoded) };
    // tower-lsp's own client is not used: its channel forgets what a message is, so that no gate could follow.
    let builder = LspService::build(|_| backend).custom_method(discovery::METHOD, Backend::modules);
    #[cfg(feature = "testing")]
    let builder = super::testing::register(builder);
    let (service, _) = builder.finish();
    (service, session, decoded)
}

/// Whether tower-lsp has a handler for the method, so that its parameters matter.
fn is_known(method: &str) -> bool {
    let is_hook = cfg!(feature = "testing") && method.starts_with("candor/testing/");
    // A notification with an identifier is an invalid request, not an unknown one.
    let is_notification = NOTIFICATIONS.contains(&method) || method == "$/cancelRequest";
    REQUESTS.contains(&method) || is_notification || is_hook
}

fn build(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let request_takes_params = method != discovery::METHOD;
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    // Who cannot leave parameters out sends empty ones, which tower-lsp would refuse.
    if let Some(params) = params.filter(|_| request_takes_params) {
        request = request.params(params);
    }
    request.finish()
}

/// Parameters of `initialize` in a form that tower-lsp cannot refuse: the real ones are inside, unread.
fn unread(given: Given) -> Value {
    json!({ "capabilities": {}, "initializationOptions": given.into_value() })
}

/// All readings of a message that was parsed before.
fn tree(text: &str) -> Option<Tree> {
    parse(text).ok()
}
