//! One message at a time: parse, call, await or spawn, catch a panic.
//!
//! tower-lsp's `Server` is not used: it runs notifications side by side, so that edits overtake each other, it
//! waits for itself when handlers wait for the client, and a panic ends it. Here its service is called directly.
//! Each request is polled once in the order of arrival; what is still pending then is awaited to the end where
//! later messages depend on it, and goes on beside them otherwise.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;
use tower_lsp::LspService;
use tower_lsp::jsonrpc::{Id, Request, Response};
use tower_service::Service;

use crate::telemetry::Hold;
use crate::telemetry::anonymise::Method;
use crate::telemetry::crash::{self, Caught, Crash};
use crate::telemetry::event::Kind;

use super::backend::{Backend, NOTIFICATIONS};
use super::configuration::{self, Cause};
use super::session::Session;
use super::work::{TAKEN, Taken};
use super::{Due, Shared, envelope};

/// What the dispatcher takes, in order.
pub enum Incoming {
    Message {
        text: String,
        taken: Taken,
        hold: Option<Hold>,
        due: Option<Due>,
    },
    ConfigurationChanged(Cause),
    ProviderChanged {
        has_provider: bool,
        cause: Cause,
    },
    /// The host's provider answered a question; `None` where it failed.
    ProviderAnswered {
        id: u64,
        answer: Option<String>,
        taken: Taken,
    },
}

impl Incoming {
    fn taken(&self, shared: &Shared) -> Taken {
        match self {
            Self::Message { taken, .. } | Self::ProviderAnswered { taken, .. } => taken.clone(),
            Self::ConfigurationChanged(cause) | Self::ProviderChanged { cause, .. } => {
                Taken { origin: shared.telemetry.now(), busy: cause.busy.clone() }
            }
        }
    }
}

/// A message as it is on the wire.
#[derive(Deserialize)]
struct Message {
    jsonrpc: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    id: Option<Value>,
    method: Option<Value>,
    params: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    result: Option<Value>,
    error: Option<Value>,
}

/// Tells a member that is null from one that is missing.
fn given<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

type Call = Pin<Box<dyn Future<Output = Option<Response>> + Send>>;

/// JSON-RPC's codes.
const PARSE_ERROR: i64 = -32700;
const INVALID_REQUEST: i64 = -32600;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;

pub struct Dispatcher {
    shared: Arc<Shared>,
    service: LspService<Backend>,
    decoded: Arc<AtomicU64>,
    /// Requests of this session that go on beside the messages behind them. Those that panic return their identifier.
    pending: JoinSet<Option<Id>>,
}

impl Dispatcher {
    pub fn new(shared: Arc<Shared>) -> Self {
        let (service, decoded) = new_service(&shared);
        Self { shared, service, decoded, pending: JoinSet::new() }
    }

    pub async fn run(mut self, mut incoming: UnboundedReceiver<Incoming>) {
        while let Some(next) = incoming.recv().await {
            while let Some(finished) = self.pending.try_join_next() {
                self.forget_request(finished.ok().flatten());
            }
            // Handlers are caught where they are called; this catches what is around them.
            let shared = Arc::clone(&self.shared);
            let taken = next.taken(&shared);
            let wanted = || shared.telemetry.wants(Kind::Error, taken.origin);
            if let Err(crash) = Caught::new(Box::pin(self.handle(next)), wanted).await {
                shared.reports.crash(crash, Method::of("other"), taken);
            }
        }
    }

    async fn handle(&mut self, incoming: Incoming) {
        match incoming {
            Incoming::Message { text, taken, hold, due } => self.message(&text, taken, hold, due).await,
            Incoming::ConfigurationChanged(cause) => configuration::host_changed(&self.shared, cause),
            Incoming::ProviderChanged { has_provider, cause } => {
                configuration::provider_changed(&self.shared, has_provider, cause);
            }
            Incoming::ProviderAnswered { id, answer, taken } => {
                let result = answer.ok_or(()).and_then(|answer| parse::<Value>(&answer).map_err(drop));
                configuration::answered(&self.shared, id, result, taken.origin);
            }
        }
    }

    async fn message(&mut self, text: &str, taken: Taken, hold: Option<Hold>, due: Option<Due>) {
        let message = match parse::<Message>(text) {
            Ok(message) => message,
            Err(error) => return self.unreadable(text, &error, taken, hold),
        };
        let Message { jsonrpc, id, method, params, result, error } = message;
        let id_text = id.as_ref().map_or_else(|| "null".to_owned(), Value::to_string);
        let method = match method {
            None if result.is_some() || error.is_some() => {
                return self.response(id.as_ref(), result, error.as_ref(), &taken);
            }
            Some(Value::String(method)) => method,
            _ => return self.shared.outbox.error(&id_text, INVALID_REQUEST, "the message has no method"),
        };
        if method == "workspace/didChangeConfiguration" {
            self.configuration_changed(params.as_ref(), taken, hold);
            // Sent as a request it is wrong, and may still take consent back.
            if id.is_some() {
                self.shared.outbox.error(&id_text, INVALID_REQUEST, "this method is a notification");
            }
            return;
        }
        // The message was held in case it concerned the configuration, and it does not.
        drop(hold);
        if jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
            return self.shared.outbox.error(&id_text, INVALID_REQUEST, "`jsonrpc` must be \"2.0\"");
        }
        // tower-lsp would end or shut down without a word to anybody.
        match (method.as_str(), id.is_some()) {
            ("exit", false) => return self.exit().await,
            ("exit", true) => return self.shared.outbox.error(&id_text, INVALID_REQUEST, "exit is a notification"),
            ("shutdown" | "initialize", false) => {
                return self.shared.outbox.error("null", INVALID_REQUEST, "the request has no `id`");
            }
            _ => {}
        }
        let Ok(id) = id.map(serde_json::from_value::<Id>).transpose() else {
            return self.shared.outbox.error(&id_text, INVALID_REQUEST, "`id` must be an integer or a string");
        };
        let params = match (method.as_str(), params) {
            ("initialize", Some(params @ Value::Object(_))) => Some(unread(&params)),
            ("initialize", _) => {
                return self.shared.outbox.error(&id_text, INVALID_PARAMS, "`params` of initialize must be an object");
            }
            ("initialized", None) => Some(json!({})),
            // tower-lsp refuses parameters where there should be none, and some clients write an empty object.
            ("shutdown", _) => None,
            (_, params) => params,
        };
        self.call(Arrived { method, id, id_text, params }, taken, due).await;
    }

    /// Calls the service, answers, and goes on after a panic.
    async fn call(&mut self, arrived: Arrived, taken: Taken, due: Option<Due>) {
        let Arrived { method, id, id_text, params } = arrived;
        let is_notification = id.is_none();
        let to_the_end = is_notification || method == "initialize";
        let decoded = self.decoded.load(Ordering::Relaxed);
        let request = build(method.clone(), id.clone(), params);

        let shared = Arc::clone(&self.shared);
        let wanted = {
            let (shared, origin) = (Arc::clone(&shared), taken.origin);
            move || shared.telemetry.wants(Kind::Error, origin)
        };
        let service = &mut self.service;
        let called = crash::catch(wanted(), || {
            let call = service.call(request);
            Box::pin(async move { call.await.unwrap_or_default() }) as Call
        });
        let finish = {
            let (taken, method) = (taken.clone(), method.clone());
            let id = (!is_notification).then_some(id_text);
            move |outcome: Result<Option<Response>, Crash>| {
                match outcome {
                    Ok(Some(response)) => shared.respond(&response),
                    Ok(None) => {}
                    Err(crash) => {
                        if let Some(id) = &id {
                            shared.outbox.error(id, INTERNAL_ERROR, "internal error");
                        }
                        shared.reports.crash(crash, Method::of(&method), taken);
                    }
                }
                drop(due);
            }
        };
        let call = match called {
            Ok(call) => TAKEN.scope(taken, Caught::new(call, wanted)),
            Err(crash) => return finish(Err(crash)),
        };
        // The future inside is boxed, so that it may move between its first poll and the others.
        let mut call = Box::pin(call);
        let first = std::future::poll_fn(|context| std::task::Poll::Ready(call.as_mut().poll(context))).await;
        match first {
            std::task::Poll::Ready(outcome) => {
                if outcome.is_err() {
                    self.forget_request(id);
                }
                finish(outcome);
            }
            std::task::Poll::Pending if to_the_end => finish(call.await),
            std::task::Poll::Pending => {
                self.pending.spawn(async move {
                    let outcome = call.await;
                    let panicked = outcome.is_err().then_some(id).flatten();
                    finish(outcome);
                    panicked
                });
            }
        }
        let silent = NOTIFICATIONS.contains(&method.as_str()) && self.decoded.load(Ordering::Relaxed) == decoded;
        if is_notification && silent && self.shared.is_session_up() {
            self.shared.outbox.warn(format!("candor: the parameters of {method} were not understood; it is ignored"));
        }
    }

    /// tower-lsp remembers a request whose handler panicked as running, and would refuse its identifier for ever.
    fn forget_request(&mut self, id: Option<Id>) {
        let id = match id {
            Some(Id::Number(number)) => json!(number),
            Some(Id::String(text)) => json!(text),
            _ => return,
        };
        let cancel = Request::build("$/cancelRequest").params(json!({ "id": id })).finish();
        // The cancellation is done by the call itself; its future has nothing left to do.
        drop(self.service.call(cancel));
    }

    fn response(&self, id: Option<&Value>, result: Option<Value>, error: Option<&Value>, taken: &Taken) {
        // Identifiers of requests are numbers of ours; an answer to anything else was never asked for.
        let Some(id) = id.and_then(Value::as_u64) else { return };
        let result = match error {
            Some(error) if !error.is_null() => Err(()),
            _ => result.ok_or(()),
        };
        configuration::answered(&self.shared, id, result, taken.origin);
    }

    /// A text that no parser takes. Its method and identifier count as far as they can be read.
    fn unreadable(&self, text: &str, error: &serde_json::Error, taken: Taken, hold: Option<Hold>) {
        let (envelope, is_json) = envelope::envelope(text);
        let head = envelope::head(text);
        if envelope.method.or(head.method).as_deref() == Some("workspace/didChangeConfiguration") {
            let hold = hold.unwrap_or_else(|| self.shared.telemetry.hold());
            let cause = Cause { hold, busy: taken.busy };
            configuration::client_changed_unreadably(&self.shared, taken.origin, cause);
        }
        if is_json {
            let id = envelope.id.as_deref().and_then(|id| parse::<Value>(id).ok());
            let id =
                id.filter(|id| id.is_number() || id.is_string()).map_or_else(|| "null".to_owned(), |id| id.to_string());
            self.shared.outbox.error(&id, INVALID_REQUEST, "the message is JSON, but no message of JSON-RPC");
        } else {
            let place = format!("the message is not JSON: line {}, column {}", error.line(), error.column());
            self.shared.outbox.error("null", PARSE_ERROR, &place);
        }
    }

    fn configuration_changed(&self, params: Option<&Value>, taken: Taken, hold: Option<Hold>) {
        let hold = hold.unwrap_or_else(|| self.shared.telemetry.hold());
        configuration::client_changed(&self.shared, params, taken.origin, Cause { hold, busy: taken.busy });
    }

    /// Ends the session; the server waits for the next `initialize`.
    async fn exit(&mut self) {
        // No answer of this session may come out in the next one.
        self.pending.shutdown().await;
        configuration::session_closed(&self.shared);
        self.shared.telemetry.close_session();
        self.shared.session_is_down();
        (self.service, self.decoded) = new_service(&self.shared);
    }
}

struct Arrived {
    method: String,
    id: Option<Id>,
    /// The identifier as JSON, for answers that tower-lsp does not give.
    id_text: String,
    params: Option<Value>,
}

fn new_service(shared: &Arc<Shared>) -> (LspService<Backend>, Arc<AtomicU64>) {
    let decoded = Arc::new(AtomicU64::new(0));
    let session = Arc::new(Session::default());
    let backend = Backend { shared: Arc::clone(shared), session, decoded: Arc::clone(&decoded) };
    // tower-lsp's own client is not used: its channel forgets what a message is, so that no gate could follow.
    let builder = LspService::build(|_| backend);
    #[cfg(feature = "testing")]
    let builder = super::testing::register(builder);
    let (service, _) = builder.finish();
    (service, decoded)
}

fn build(method: String, id: Option<Id>, params: Option<Value>) -> Request {
    let mut request = Request::build(method);
    if let Some(id) = id {
        request = request.id(id);
    }
    if let Some(params) = params {
        request = request.params(params);
    }
    request.finish()
}

/// Parameters of `initialize` in a form that tower-lsp cannot refuse: the real ones are inside, unread.
fn unread(params: &Value) -> Value {
    json!({ "capabilities": {}, "initializationOptions": params })
}

/// Parses JSON, mended where only the mending makes it readable.
fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> serde_json::Result<T> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).or_else(|error| serde_json::from_str(&envelope::mend(text)).map_err(|_| error))
}
