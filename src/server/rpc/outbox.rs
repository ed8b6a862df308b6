//! The output queue: messages to the client in order, with a position for every telemetry event.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tower_lsp::jsonrpc::Error;
use tower_lsp::lsp_types::notification::{LogMessage, Notification, ShowMessage};
use tower_lsp::lsp_types::{LogMessageParams, MessageType, ShowMessageParams};

use crate::platform;
use crate::telemetry::{Notify, Telemetry};

use crate::server::rpc::outgoing::Outgoing;

/// The id of a request to the client. It is random, so that only the client can know it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(String);

impl RequestId {
    /// Creates a random id. `None` if the system has no randomness.
    pub fn random() -> Option<Self> {
        let uuid = uuid::Builder::from_random_bytes(platform::random_bytes()?).into_uuid();
        Some(Self(uuid.to_string()))
    }

    /// The id of a response.
    pub fn from_answer(id: &str) -> Self {
        Self(id.to_owned())
    }
}

pub struct Outbox {
    /// Messages with their positions. Telemetry events wait in a queue of the telemetry, where they can be purged. They
    /// are merged by position when a message is taken.
    messages: Mutex<VecDeque<(u64, Outgoing)>>,
    positions: Arc<AtomicU64>,
    notify: Notify,
}

impl Outbox {
    pub fn new(positions: Arc<AtomicU64>, notify: Notify) -> Self {
        Self { messages: Mutex::default(), positions, notify }
    }

    pub fn push(&self, message: Outgoing) {
        let mut messages = self.lock();
        // Numbered under the lock, so that the queue stays in order.
        let position = self.positions.fetch_add(1, Ordering::SeqCst);
        messages.push_back((position, message));
        drop(messages);
        (self.notify)();
    }

    pub fn notification<N: Notification>(&self, params: &N::Params) {
        self.push(Outgoing::notification::<N>(params));
    }

    /// Sends a request whose response has no effect. Returns whether it was sent: without randomness it is not.
    pub fn request_without_answer(&self, method: &str, params: Option<&Value>) -> bool {
        RequestId::random().map(|id| self.request(&id, method, params)).is_some()
    }

    pub fn request(&self, id: &RequestId, method: &str, params: Option<&Value>) {
        self.push(Outgoing::request(&id.0, method, params));
    }

    /// Responds to a request. `id` is JSON, as the client wrote it.
    pub fn respond(&self, id: &str, result: &Result<Value, Error>) {
        self.push(Outgoing::response(id, result));
    }

    /// Responds to a request with a result that is already written as JSON.
    pub fn respond_written(&self, id: &str, result: &str) {
        self.push(Outgoing::written_response(id, result));
    }

    /// Responds to a request with an error. `id` is JSON.
    pub fn error(&self, id: &str, code: i64, message: &str) {
        self.respond(id, &Err(Error { code: code.into(), message: message.to_owned().into(), data: None }));
    }

    pub fn warn(&self, message: String) {
        let params = LogMessageParams { typ: MessageType::WARNING, message };
        self.notification::<LogMessage>(&params);
    }

    pub fn show_warning(&self, message: String) {
        let params = ShowMessageParams { typ: MessageType::WARNING, message };
        self.notification::<ShowMessage>(&params);
    }

    /// Takes the next message for the client. For an event, the gate decides at this moment.
    pub fn take(&self, telemetry: &Telemetry) -> Option<String> {
        let first = self.first_position();
        if let Some(event) = telemetry.take_for_client(first.unwrap_or(u64::MAX)) {
            return Some(Outgoing::telemetry(&event).into_text());
        }
        // Checked after the queue was read, so that a change of the level is taken before any message that follows from
        // it.
        if first.is_none() || telemetry.has_level_change() {
            return None;
        }
        self.lock().pop_front().map(|(_, message)| message.into_text())
    }

    pub fn first_position(&self) -> Option<u64> {
        self.lock().front().map(|(position, _)| *position)
    }

    /// Returns a position that is not greater than the one of the next message.
    pub fn next_position(&self) -> u64 {
        self.positions.load(Ordering::SeqCst)
    }

    pub fn is_empty(&self) -> bool {
        self.lock().is_empty()
    }

    pub fn clear(&self) {
        *self.lock() = VecDeque::new();
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<(u64, Outgoing)>> {
        self.messages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
