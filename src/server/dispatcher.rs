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

use crate::telemetry::catalogue::Kind;
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::{Hold, HostReport};

use crate::server::consent::pull::{self, ConfigurationRequestId, PullId};
use crate::server::consent::settings::{self, Answer, Change, Opening};
use crate::server::context::{PendingResponse, ServerContext, SessionHandle};
use crate::server::handlers::{Backend, NOTIFICATIONS, inline_completion, is_known, terraform_modules};
use crate::server::protocol::initialize_params::Given;
use crate::server::rpc::json_tree::Tree;
use crate::server::rpc::message::{Message, parse};
use crate::server::rpc::outbox::RequestId;
use crate::server::rpc::request_context::{CONTEXT, RequestContext};
use crate::server::rpc::scanner;
use crate::server::rpc::scanner::{CONFIGURATION_CHANGED, EXIT};
use crate::server::session::Session;

/// What the dispatcher takes, in order.
pub enum Incoming {
    Message {
        text: String,
        hold: Option<Hold>,
        due: Option<PendingResponse>,
    },
    ConfigurationChanged(Hold),
    ProviderChanged {
        has_provider: bool,
        hold: Hold,
    },
    /// The host's provider answered a question; `None` where it failed.
    ProviderAnswered {
        question: ConfigurationRequestId,
        answer: Option<Answer>,
    },
    PullTimedOut(PullId),
    /// The host reports something of its own. In turn, so that what was sent before it has been applied.
    Reported(HostReport),
}

/// Numbers what comes and queues it for the dispatcher, in one step: so statements are handled in the order of their
/// numbers.
pub struct Intake {
    queue: Mutex<UnboundedSender<(RequestContext, Incoming)>>,
}

impl Intake {
    pub fn new() -> (Self, UnboundedReceiver<(RequestContext, Incoming)>) {
        let (sender, receiver) = unbounded_channel();
        (Self { queue: Mutex::new(sender) }, receiver)
    }

    pub fn enqueue(&self, incoming: Incoming, take: impl FnOnce() -> RequestContext) {
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
type Call = TaskLocalFuture<RequestContext, Caught<Handled, Wanted>>;

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
    server: Arc<ServerContext>,
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
    pub fn new(server: Arc<ServerContext>) -> Self {
        let (service, session, decoded) = new_service(&server);
        Self {
            server,
            service,
            session,
            decoded,
            phase: Phase::Uninitialized,
            pending: JoinSet::new(),
            panicked: unbounded_channel(),
        }
    }

    pub async fn run(mut self, mut incoming: UnboundedReceiver<(RequestContext, Incoming)>) {
        while let Some((context, next)) = incoming.recv().await {
            while self.pending.try_join_next().is_some() {}
            while let Ok(id) = self.panicked.1.try_recv() {
                self.forget_request(id);
            }
            // Handlers are caught where they are called; this catches what is around them.
            let server = Arc::clone(&self.server);
            let wanted = || server.telemetry.wants(Kind::Error, context.origin);
            if let Err(crash) = Caught::new(Box::pin(self.handle(next, context.clone())), wanted).await {
                server.reports.crash(&server, crash, context);
            }
        }
    }

    async fn handle(&mut self, incoming: Incoming, context: RequestContext) {
        match incoming {
            Incoming::Message { text, hold, due } => self.message(&text, context, hold, due).await,
            Incoming::ConfigurationChanged(hold) => pull::host_changed(&self.server, hold, context),
            Incoming::ProviderChanged { has_provider, hold } => {
                pull::provider_changed(&self.server, has_provider, hold, context);
            }
            Incoming::ProviderAnswered { question, answer } => {
                pull::provider_answered(&self.server, question, answer, context.origin);
            }
            Incoming::PullTimedOut(pull) => pull::timed_out(&self.server, pull, context.origin),
            Incoming::Reported(report) => {
                // Behind the events of earlier messages that are still being made.
                let record = |server: &ServerContext, origin| server.telemetry.record_from_host(origin, report);
                self.server.reports.record_or_enqueue(&self.server, context, record);
            }
        }
    }

    async fn message(&mut self, text: &str, context: RequestContext, hold: Option<Hold>, due: Option<PendingResponse>) {
        let message = match Message::parse(text) {
            Ok(message) => message,
            Err(error) => return self.unreadable(text, &error, context, hold),
        };
        let Message { jsonrpc, id, method, params, result, error, is_ambiguous } = message;
        let method = match method {
            None if result.is_some() || error.is_some() => {
                let is_error = error.is_some_and(|error| !error.is_null());
                return self.response(id.as_ref(), text, is_error, context.origin);
            }
            Some(Value::String(method)) => method,
            _ => return self.refuse(text, "the message has no `method`"),
        };
        if method == CONFIGURATION_CHANGED {
            let change = tree(text).map(|message| settings::change(&message, &self.server.options.section));
            self.configuration_changed(change.unwrap_or(Change::UNREADABLE), context, hold);
            // Sent as a request it is wrong, and may still take consent back.
            if id.is_some() {
                self.refuse(text, "workspace/didChangeConfiguration is a notification; send it without `id`");
            }
            return;
        }
        if is_ambiguous && method != "initialize" {
            return self.refuse(text, "the message contains a duplicate key");
        }
        // Other messages were held in case they concerned the configuration.
        let _until_the_session_is_closed = hold.filter(|_| method == EXIT);
        if jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
            return self.refuse(text, "`jsonrpc` must be \"2.0\"");
        }
        // tower-lsp would end or shut down without a word to anybody.
        match (method.as_str(), id.is_some()) {
            (EXIT, false) => return self.exit(context.origin).await,
            (EXIT, true) => return self.refuse(text, "exit is a notification; send it without `id`"),
            ("shutdown" | "initialize", false) => {
                return self.refuse(text, &format!("{method} is a request; send it with an `id`"));
            }
            _ => {}
        }
        let Ok(id) = id.map(serde_json::from_value::<Id>).transpose() else {
            return self.refuse(text, "`id` must be an integer or a string");
        };
        let params = match (method.as_str(), params) {
            ("initialize", Some(params @ Value::Object(_))) => {
                let opening = tree(text).map(|message| settings::opening(&message));
                Some(unread(Given::new(params, opening.unwrap_or(Opening::UNREADABLE))))
            }
            ("initialize", _) => {
                let (envelope, _) = scanner::scan(text);
                let message = "`params` of initialize must be an object";
                return self.server.outbox.error(envelope.answer_id(), INVALID_PARAMS, message);
            }
            // They say nothing, and a session must not fail to begin for them.
            ("initialized", _) => Some(json!({})),
            // tower-lsp refuses parameters where there should be none, and some clients write an empty object.
            ("shutdown", _) => None,
            (_, params) => params,
        };
        let context = context.with_method(&method);
        let Some(id) = id else {
            return self.notification(method, params, context).await;
        };
        let written = written_id(&id, text);
        match (self.phase, method.as_str()) {
            (Phase::Uninitialized, "initialize") | (Phase::Initialized, _) => {}
            (Phase::Uninitialized, _) => {
                return self.server.outbox.error(&written, NOT_INITIALIZED, "the server is not initialized");
            }
            (Phase::ShutDown, _) => return self.refuse(text, "the session has been shut down"),
        }
        if !is_known(&method) {
            return self.server.outbox.respond(&written, &Err(Error::method_not_found()));
        }
        self.request(Asked { method, id, written, due }, params, context).await;
    }

    /// Calls the handler of a notification. It changes the session before it returns, so it is awaited to the end.
    async fn notification(&mut self, method: String, params: Option<Value>, context: RequestContext) {
        let decoded = self.decoded.load(Ordering::Relaxed);
        let called = self.call(build(method.clone(), None, params), &context);
        let outcome = match called {
            Ok(call) => call.await,
            Err(crash) => Err(crash),
        };
        let silent = NOTIFICATIONS.contains(&method.as_str()) && self.decoded.load(Ordering::Relaxed) == decoded;
        match outcome {
            Err(crash) => self.server.reports.crash(&self.server, crash, context),
            Ok(_) if silent && self.server.is_session_up() => {
                let message = format!("candor: ignored {method}, because its parameters are invalid");
                self.server.outbox.warn(message);
            }
            Ok(_) => {}
        }
    }

    /// Calls the handler of a request and answers, now or later.
    async fn request(&mut self, asked: Asked, params: Option<Value>, context: RequestContext) {
        let request = build(asked.method.clone(), Some(asked.id.clone()), params);
        let mut call = match self.call(request, &context) {
            Ok(call) => call,
            Err(crash) => return self.finish(asked, context, Err(crash)),
        };
        let first = poll_fn(|task| Poll::Ready(call.as_mut().poll(task))).await;
        match first {
            Poll::Ready(outcome) => self.finish(asked, context, outcome),
            Poll::Pending if asked.method == "initialize" => {
                let outcome = call.await;
                self.finish(asked, context, outcome);
            }
            Poll::Pending => {
                let (server, panicked) = (Arc::clone(&self.server), self.panicked.0.clone());
                self.pending.spawn(async move {
                    let outcome = call.await;
                    if outcome.is_err() {
                        // The dispatcher that holds the other end outlives its session's requests.
                        let _ = panicked.send(asked.id.clone());
                    }
                    answer(&server, asked, context, outcome);
                });
            }
        }
    }

    fn finish(&mut self, asked: Asked, context: RequestContext, outcome: Outcome) {
        let succeeded = matches!(&outcome, Ok(Some(response)) if response.is_ok());
        match asked.method.as_str() {
            "initialize" if succeeded => self.phase = Phase::Initialized,
            "shutdown" if succeeded => self.phase = Phase::ShutDown,
            _ => {}
        }
        if outcome.is_err() {
            self.forget_request(asked.id.clone());
        }
        answer(&self.server, asked, context, outcome);
    }

    /// Hands a message to tower-lsp. A handler that panics is caught in each poll, and in the call itself.
    fn call(&mut self, request: Request, context: &RequestContext) -> Result<Pin<Box<Call>>, Crash> {
        let (server, origin) = (Arc::clone(&self.server), context.origin);
        let wanted: Wanted = Box::new(move || server.telemetry.wants(Kind::Error, origin));
        let handled = crash::catch(wanted(), || {
            let called = self.service.call(request);
            Box::pin(async move { called.await.unwrap_or_default() }) as Handled
        })?;
        Ok(Box::pin(CONTEXT.scope(context.clone(), Caught::new(handled, wanted))))
    }

    /// Refuses a message with the identifier that it has, if it has one.
    fn refuse(&self, text: &str, message: &str) {
        let (envelope, _) = scanner::scan(text);
        self.server.outbox.error(envelope.answer_id(), INVALID_REQUEST, message);
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
        let answer = || tree(text).filter(|_| !is_error).and_then(|message| settings::answer_of_client(&message));
        pull::client_answered(&self.server, &RequestId::from_answer(id), answer, at);
    }

    /// A text that no parser takes. Its method and identifier count as far as they can be read.
    fn unreadable(&self, text: &str, error: &serde_json::Error, context: RequestContext, hold: Option<Hold>) {
        let (envelope, is_json) = scanner::scan(text);
        // A text that breaks before its method may still name it.
        let concerns = match &envelope.method {
            Some(method) => method == CONFIGURATION_CHANGED,
            None => scanner::may_change_configuration(text),
        };
        if concerns {
            self.configuration_changed(Change::UNREADABLE, context, hold);
        }
        if !is_json {
            let place = format!("the message is not JSON: line {}, column {}", error.line(), error.column());
            self.server.outbox.error("null", PARSE_ERROR, &place);
        } else if envelope.method.is_some() || !envelope.is_answer {
            // An answer is not answered: that would be taken for the answer to the client's own request.
            self.server.outbox.error(envelope.answer_id(), INVALID_REQUEST, "the message is not a JSON-RPC message");
        }
    }

    fn configuration_changed(&self, change: Change, context: RequestContext, hold: Option<Hold>) {
        let hold = hold.unwrap_or_else(|| self.server.telemetry.hold());
        pull::client_changed(&self.server, change, hold, context);
    }

    /// Ends the session; the server waits for the next `initialize`.
    async fn exit(&mut self, at: MessageSequence) {
        // No answer of this session may come out in the next one.
        self.pending.shutdown().await;
        self.session.end();
        pull::session_closed(&self.server, at);
        self.server.telemetry.close_session(at);
        self.server.session_is_down();
        (self.service, self.session, self.decoded) = new_service(&self.server);
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
        _ => scanner::scan(text).0.answer_id().to_owned(),
    }
}

/// A request that is being handled.
struct Asked {
    method: String,
    id: Id,
    /// The identifier as the client wrote it.
    written: String,
    due: Option<PendingResponse>,
}

/// Answers a request.
fn answer(server: &ServerContext, asked: Asked, context: RequestContext, outcome: Outcome) {
    let Asked { method, id: _, written, due } = asked;
    // Nobody may think that all is done before the answer is queued.
    let activity = context.activity.clone();
    match outcome {
        Ok(Some(response)) => {
            let (_, mut result) = response.into_parts();
            if method == "initialize"
                && let Ok(result) = &mut result
            {
                inline_completion::advertise(result);
            }
            server.outbox.respond(&written, &result);
        }
        // tower-lsp says nothing to unknown requests whose method begins with `$/`.
        Ok(None) => server.outbox.respond(&written, &Err(Error::method_not_found())),
        Err(crash) => {
            let error = Error { message: "internal error".into(), ..Error::internal_error() };
            // Before the answer: what the client does then comes after the crash.
            server.reports.crash(server, crash, context);
            server.outbox.respond(&written, &Err(error));
        }
    }
    drop((due, activity));
}

fn new_service(server: &Arc<ServerContext>) -> (LspService<Backend>, Arc<Session>, Arc<AtomicU64>) {
    let decoded = Arc::new(AtomicU64::new(0));
    let session = Arc::new(Session::default());
    let handle = SessionHandle { server: Arc::clone(server), session: Arc::clone(&session) };
    let backend = Backend { handle, decoded: Arc::clone(&decoded) };
    // tower-lsp's own client is not used: its channel forgets what a message is, so that no gate could follow.
    let builder = LspService::build(|_| backend)
        .custom_method(terraform_modules::METHOD, Backend::modules)
        .custom_method(inline_completion::METHOD, Backend::inline_completion);
    #[cfg(feature = "testing")]
    let builder = crate::server::handlers::testing::register(builder);
    let (service, _) = builder.finish();
    (service, session, decoded)
}

fn build(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let request_takes_params = method != terraform_modules::METHOD;
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
