//! Handles one message at a time: parses it, calls its handler, awaits or spawns it, and catches panics.
//!
//! tower-lsp's `Server` is not used: it runs notifications concurrently, so that edits overtake each other, it blocks
//! itself when handlers wait for the client, and a panic ends it. Instead, its service is called directly. Each request
//! is polled once in the order of arrival. If it is still pending after that, it is awaited to the end if later
//! messages depend on it, and runs concurrently with them otherwise.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;

use futures::FutureExt;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::task::futures::TaskLocalFuture;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Error, Id, Request};
use tower_lsp::lsp_types::error_codes;
use tower_service::Service;

use crate::telemetry::catalogue::Kind;
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::gate::MessageSequence;
use crate::telemetry::{Hold, Telemetry};

use crate::server::consent::event::ConsentEvent;
use crate::server::consent::stated_level::{self, Change, Sections};
use crate::server::context::ServerContext;
use crate::server::handlers::{self, Backend, NOTIFICATIONS, inline_completion, is_known, terraform_modules};
use crate::server::incoming::Incoming;
use crate::server::options::Options;
use crate::server::protocol::initialize_params::{RawInitialization, TelemetryOpening};
use crate::server::rpc::intake::IntakeReceiver;
use crate::server::rpc::json_tree::Tree;
use crate::server::rpc::message::{Message, parse};
use crate::server::rpc::outbox::RequestId;
use crate::server::rpc::outgoing::REQUEST_FAILED;
use crate::server::rpc::pending_responses::PendingResponse;
use crate::server::rpc::request_context::{CONTEXT, RequestContext};
use crate::server::rpc::scanner;
use crate::server::rpc::scanner::{CONFIGURATION_CHANGED, EXIT};
use crate::server::rpc::trace::{Explanation, Verbosity};
use crate::server::rpc::written_result::{self, RequestResult};
use crate::server::session::phase::SessionPhase;
use crate::server::settings_requests::SettingsEvent;

/// A running handler of tower-lsp.
type Handled = Pin<Box<dyn Future<Output = Option<Result<RequestResult, Error>>> + Send>>;

/// Whether a panic would be recorded.
type WantsFrames = Box<dyn Fn() -> bool + Send + Sync>;

/// A handler whose panics are caught, with its message.
type Call = TaskLocalFuture<RequestContext, Caught<Handled, WantsFrames>>;

type Outcome = Result<Option<Result<RequestResult, Error>>, Crash>;

/// The notification that changes how much is explained.
const SET_TRACE: &str = "$/setTrace";

/// Error codes of JSON-RPC and LSP.
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INVALID_PARAMS: i64 = -32602;
const NOT_INITIALIZED: i64 = -32002;
const REQUEST_CANCELLED: i64 = -32800;

pub struct Dispatcher {
    server: Arc<ServerContext>,
    service: LspService<Backend>,
    decoded: Arc<AtomicU64>,
    /// Requests of this session that run concurrently with later messages.
    pending: JoinSet<()>,
    /// The ids of requests whose handlers panicked, sent before the requests are answered.
    panicked: (UnboundedSender<Id>, UnboundedReceiver<Id>),
}

impl Dispatcher {
    pub fn new(server: Arc<ServerContext>) -> Self {
        let (service, decoded) = new_service(&server);
        Self { server, service, decoded, pending: JoinSet::new(), panicked: unbounded_channel() }
    }

    pub async fn run(mut self, mut incoming: IntakeReceiver<Incoming>) {
        while let Some((context, next)) = incoming.recv().await {
            while self.pending.try_join_next().is_some() {}
            while let Ok(id) = self.panicked.1.try_recv() {
                self.forget_request(id);
            }
            // Panics of handlers are caught where they are called; all other panics are caught here.
            let server = Arc::clone(&self.server);
            let wants_frames = || server.telemetry.wants(Kind::Error, context.origin);
            if let Err(crash) = Caught::new(Box::pin(self.handle(next, context.clone())), wants_frames).await {
                server.recorder.crash(crash, context);
            }
        }
    }

    async fn handle(&mut self, incoming: Incoming, context: RequestContext) {
        match incoming {
            Incoming::Message { text, hold, pending } => self.message(&text, context, hold, pending).await,
            Incoming::Consent(event) => {
                let settings_requests = &self.server.settings_requests;
                let may_change_settings = match event {
                    ConsentEvent::ProviderChanged { has_provider, .. } => {
                        if let Some(stated) = settings_requests.set_provider(has_provider) {
                            handlers::settings::apply(&self.server, &stated, &context);
                        }
                        true
                    }
                    ConsentEvent::ConfigurationChanged(_) => true,
                    ConsentEvent::ProviderAnswered { .. } | ConsentEvent::PullTimedOut(_) => false,
                };
                self.server.configuration.handle(event, context.clone());
                if may_change_settings {
                    settings_requests.changed(context);
                }
            }
            Incoming::Settings(event) => self.settings_event(event, context),
            Incoming::Reported(report) => {
                // Recorded after the events of earlier messages that are still being recorded.
                let record = |telemetry: &Telemetry, origin| telemetry.record_from_host(origin, report);
                self.server.recorder.record_or_enqueue(context, record);
            }
        }
    }

    fn settings_event(&self, event: SettingsEvent, context: RequestContext) {
        let settings_requests = &self.server.settings_requests;
        match event {
            SettingsEvent::Changed => settings_requests.changed(context),
            SettingsEvent::TimedOut(id) => settings_requests.timed_out(id),
            SettingsEvent::Answered(id, answer) => {
                let answered = settings_requests.provider_answered(id, answer.as_deref(), context);
                if let Some((stated, context)) = answered {
                    handlers::settings::apply(&self.server, &stated, &context);
                }
            }
        }
    }

    async fn message(
        &mut self,
        text: &str,
        context: RequestContext,
        hold: Option<Hold>,
        pending: Option<PendingResponse>,
    ) {
        let message = match Message::parse(text) {
            Ok(message) => message,
            Err(error) => return self.unreadable(text, &error, context, hold),
        };
        let Message { jsonrpc, id, method, params, result, error, is_ambiguous } = message;
        let method = match method {
            None if result.is_some() || error.is_some() => {
                let is_error = error.is_some_and(|error| !error.is_null());
                let response = ClientResponse { text, result: result.filter(|_| !is_error) };
                return self.response(id.as_ref(), &response, &context);
            }
            Some(Value::String(method)) => method,
            _ => return self.refuse(text, "the message has no `method`"),
        };
        if method == CONFIGURATION_CHANGED {
            let Options { section, settings_section, .. } = &self.server.options;
            let sections = Sections { telemetry: section, settings: settings_section.as_deref() };
            let change = tree(text).map(|message| stated_level::change(&message, sections));
            self.configuration_changed(change.unwrap_or(Change::UNREADABLE), context, hold);
            // It is invalid as a request, but it may still withdraw consent.
            if id.is_some() {
                self.refuse(text, "workspace/didChangeConfiguration is a notification; send it without `id`");
            }
            return;
        }
        if is_ambiguous && method != "initialize" {
            return self.refuse(text, "the message contains a duplicate key");
        }
        // For other messages, the hold was only needed until it was known that they do not concern the configuration.
        let _until_the_session_is_closed = hold.filter(|_| method == EXIT);
        if jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
            return self.refuse(text, "`jsonrpc` must be \"2.0\"");
        }
        // tower-lsp would exit or shut down silently.
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
                let opening = tree(text).map(|message| stated_level::opening(&message));
                Some(unread(RawInitialization::new(params, opening.unwrap_or(TelemetryOpening::UNREADABLE))))
            }
            ("initialize", _) => {
                let (envelope, _) = scanner::scan(text);
                let message = "`params` of initialize must be an object";
                return self.server.outbox.error(envelope.answer_id(), INVALID_PARAMS, message);
            }
            // The parameters are empty. Invalid ones must not prevent a session from beginning.
            ("initialized", _) => Some(json!({})),
            // tower-lsp rejects parameters for this method, but some clients send an empty object.
            ("shutdown", _) => None,
            (_, params) => params,
        };
        let context = context.with_method(&method);
        let Some(id) = id else {
            return self.notification(method, params, context).await;
        };
        let written = written_id(&id, text);
        match (self.server.session.phase(), method.as_str()) {
            (SessionPhase::Uninitialized, "initialize")
            | (SessionPhase::Opening(_) | SessionPhase::Initialized(_), _) => {}
            (SessionPhase::Uninitialized, _) => {
                return self.server.outbox.error(&written, NOT_INITIALIZED, "the server is not initialized");
            }
            (SessionPhase::ShutDown, _) => return self.refuse(text, "the session has been shut down"),
        }
        if !is_known(&method) {
            self.server.trace.explain(|| Explanation::new("a request has no result: there is no such method"));
            return self.server.outbox.respond(&written, &Err(Error::method_not_found()));
        }
        self.request(RunningRequest { method, id, written, pending }, params, context).await;
    }

    /// Calls the handler of a notification. It changes the session before it returns, so it is awaited to the end.
    async fn notification(&mut self, method: String, params: Option<Value>, context: RequestContext) {
        if method == SET_TRACE {
            return self.set_trace(params.as_ref());
        }
        let decoded = self.decoded.load(Ordering::Relaxed);
        let called = self.call(build(method.clone(), None, params), &context);
        let outcome = match called {
            Ok(call) => call.await,
            Err(crash) => Err(crash),
        };
        let silent = NOTIFICATIONS.contains(&method.as_str()) && self.decoded.load(Ordering::Relaxed) == decoded;
        match outcome {
            Err(crash) => self.server.recorder.crash(crash, context),
            Ok(_) if silent && self.server.session.is_initialized() => {
                let message = format!("candor: ignored {method}, because its parameters are invalid");
                self.server.outbox.warn(message);
            }
            Ok(_) => {}
        }
    }

    /// Handles `$/setTrace`. A value that the protocol does not define has no effect.
    fn set_trace(&self, params: Option<&Value>) {
        if self.server.session.active().is_none() {
            return;
        }
        let value = params.map_or(&Value::Null, |params| &params["value"]);
        match Verbosity::from_json(value) {
            Some(verbosity) => self.server.trace.set(verbosity),
            None if value.is_string() => self.server.outbox.warn(format!(
                "candor: ignored {SET_TRACE}, because its value is unknown; use `off`, `messages` or `verbose`"
            )),
            None => {}
        }
    }

    /// Calls the handler of a request and responds, now or later.
    async fn request(&mut self, running: RunningRequest, params: Option<Value>, context: RequestContext) {
        let request = build(running.method.clone(), Some(running.id.clone()), params);
        let mut call = match self.call(request, &context) {
            Ok(call) => call,
            Err(crash) => return self.finish(running, context, Err(crash)),
        };
        let first = poll_fn(|task| Poll::Ready(call.as_mut().poll(task))).await;
        match first {
            Poll::Ready(outcome) => self.finish(running, context, outcome),
            Poll::Pending if running.method == "initialize" => {
                let outcome = call.await;
                self.finish(running, context, outcome);
            }
            Poll::Pending => {
                let (server, panicked) = (Arc::clone(&self.server), self.panicked.0.clone());
                self.pending.spawn(async move {
                    let outcome = call.await;
                    if outcome.is_err() {
                        // The receiver is in the dispatcher, which outlives the requests of its session.
                        let _ = panicked.send(running.id.clone());
                    }
                    answer(&server, running, context, outcome);
                });
            }
        }
    }

    fn finish(&mut self, running: RunningRequest, context: RequestContext, outcome: Outcome) {
        if outcome.is_err() {
            self.forget_request(running.id.clone());
        }
        answer(&self.server, running, context, outcome);
    }

    /// Passes a message to tower-lsp. Panics of the handler are caught in each poll, and in the call itself.
    fn call(&mut self, request: Request, context: &RequestContext) -> Result<Pin<Box<Call>>, Crash> {
        let (server, origin) = (Arc::clone(&self.server), context.origin);
        let wants_frames: WantsFrames = Box::new(move || server.telemetry.wants(Kind::Error, origin));
        let handled = crash::catch(wants_frames(), || {
            let called = self.service.call(request);
            Box::pin(written_result::collect(async move { called.await.unwrap_or_default() })) as Handled
        })?;
        Ok(Box::pin(CONTEXT.scope(context.clone(), Caught::new(handled, wants_frames))))
    }

    /// Rejects a message with its id, if it has one.
    fn refuse(&self, text: &str, message: &str) {
        let (envelope, _) = scanner::scan(text);
        self.server.outbox.error(envelope.answer_id(), INVALID_REQUEST, message);
    }

    /// Cancels a request whose handler panicked: tower-lsp considers it running, and would reject its id forever.
    fn forget_request(&mut self, id: Id) {
        let id = match id {
            Id::Number(number) => json!(number),
            Id::String(text) => json!(text),
            Id::Null => return,
        };
        let cancel = Request::build("$/cancelRequest").params(json!({ "id": id })).finish();
        // One poll is enough.
        let _ = self.service.call(cancel).now_or_never();
    }

    fn response(&self, id: Option<&Value>, response: &ClientResponse, context: &RequestContext) {
        // The ids of this server's requests are strings.
        let Some(Value::String(id)) = id else { return };
        let (request, origin) = (RequestId::from_answer(id), context.origin);
        let ClientResponse { text, result } = response;
        let answer =
            || tree(text).filter(|_| result.is_some()).and_then(|message| stated_level::answer_of_client(&message));
        self.server.configuration.client_answered(&request, answer, origin);
        if let Some(stated) = self.server.settings_requests.client_answered(&request, result.as_ref()) {
            handlers::settings::apply(&self.server, &stated, context);
        }
    }

    /// Handles a text that cannot be parsed. Its method and id are used as far as they can be read.
    fn unreadable(&self, text: &str, error: &serde_json::Error, context: RequestContext, hold: Option<Hold>) {
        let (envelope, is_json) = scanner::scan(text);
        // A text with an error before its method may still contain its name.
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
            // A response gets no error, which would look like the response to a request of the client.
            self.server.outbox.error(envelope.answer_id(), INVALID_REQUEST, "the message is not a JSON-RPC message");
        }
    }

    fn configuration_changed(&self, change: Change, context: RequestContext, hold: Option<Hold>) {
        let hold = hold.unwrap_or_else(|| self.server.telemetry.hold());
        self.server.configuration.client_changed(change, hold, context.clone());
        if change.concerns_settings {
            self.server.settings_requests.changed(context);
        }
    }

    /// Ends the session; the server waits for the next `initialize`.
    async fn exit(&mut self, at: MessageSequence) {
        // No response of this session may be sent in the next one.
        self.pending.shutdown().await;
        self.server.session.close();
        self.server.end_requests(at);
        self.server.telemetry.close_session(at);
        (self.service, self.decoded) = new_service(&self.server);
    }
}

impl Drop for Dispatcher {
    /// Closes the session: the server may have been stopped while it handled a message that opened one.
    fn drop(&mut self) {
        self.server.session.close();
    }
}

/// A response of the client.
struct ClientResponse<'a> {
    text: &'a str,
    /// `None` if it is an error.
    result: Option<Value>,
}

/// Returns the id as the client wrote it. If the id had to be repaired, the client would not recognize the repaired
/// one.
fn written_id(id: &Id, text: &str) -> String {
    match id {
        Id::Number(number) => number.to_string(),
        Id::String(string) if !string.contains('\u{fffd}') => json!(string).to_string(),
        _ => scanner::scan(text).0.answer_id().to_owned(),
    }
}

/// A request that is being handled.
struct RunningRequest {
    method: String,
    id: Id,
    /// The id as the client wrote it.
    written: String,
    pending: Option<PendingResponse>,
}

/// Responds to a request.
fn answer(server: &ServerContext, running: RunningRequest, context: RequestContext, outcome: Outcome) {
    let RunningRequest { method, id: _, written, pending } = running;
    // `idle()` may not end before the response is queued.
    let activity = context.activity.clone();
    match outcome {
        Ok(Some(Ok(RequestResult::Json(result)))) => server.outbox.respond_written(&written, &result),
        Ok(Some(Ok(RequestResult::Value(mut result)))) => {
            if method == "initialize" {
                inline_completion::advertise(&mut result);
            }
            server.outbox.respond(&written, &Ok(result));
        }
        Ok(Some(Err(error))) => {
            let code = error.code.code();
            server.outbox.respond(&written, &Err(error));
            server.trace.explain(|| error_explanation(&method, code));
        }
        // tower-lsp does not answer unknown requests whose method begins with `$/`.
        Ok(None) => server.outbox.respond(&written, &Err(Error::method_not_found())),
        Err(crash) => {
            let error = Error { message: "internal error".into(), ..Error::internal_error() };
            // Recorded before the response, so that the crash precedes whatever the client does next.
            server.recorder.crash(crash, context);
            server.outbox.respond(&written, &Err(error));
        }
    }
    drop((pending, activity));
}

/// Explains why a request has no result. The error message itself is not used, because it may quote the document.
fn error_explanation(method: &str, code: i64) -> Explanation {
    let reason = match code {
        REQUEST_CANCELLED => "the client cancelled it",
        error_codes::CONTENT_MODIFIED => "the document changed before the answer was ready",
        error_codes::SERVER_CANCELLED => "the document changed before it was checked, or could not be checked",
        REQUEST_FAILED => "it failed or timed out",
        INVALID_PARAMS => "its parameters are invalid",
        _ => "it was answered with an error",
    };
    Explanation::new(format!("`{method}` has no result: {reason}")).with_details(format!("error code {code}"))
}

/// Creates tower-lsp's service for one session, and the counter of the notifications that it could decode.
fn new_service(server: &Arc<ServerContext>) -> (LspService<Backend>, Arc<AtomicU64>) {
    let decoded = Arc::new(AtomicU64::new(0));
    let backend = Backend { server: Arc::clone(server), decoded: Arc::clone(&decoded) };
    // tower-lsp's own client is not used: its channel does not distinguish messages, so the gate could not be applied.
    let builder = LspService::build(|_| backend)
        .custom_method(terraform_modules::METHOD, Backend::modules)
        .custom_method(inline_completion::METHOD, Backend::inline_completion);
    #[cfg(feature = "testing")]
    let builder = crate::server::handlers::testing::register(builder);
    let (service, _) = builder.finish();
    (service, decoded)
}

fn build(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let request_takes_params = method != terraform_modules::METHOD;
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    // Clients that cannot omit parameters send empty ones, which tower-lsp would reject.
    if let Some(params) = params.filter(|_| request_takes_params) {
        request = request.params(params);
    }
    request.finish()
}

/// Wraps the parameters of `initialize` in a form that tower-lsp cannot reject: the unread parameters are inside.
fn unread(raw: RawInitialization) -> Value {
    json!({ "capabilities": {}, "initializationOptions": raw.into_value() })
}

/// Parses a message into a tree with all possible readings.
fn tree(text: &str) -> Option<Tree> {
    parse(text).ok()
}
