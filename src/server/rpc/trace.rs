//! Explains why something did or did not happen: in `$/logTrace`, at the level that the client requests with `trace` of
//! `initialize` and `$/setTrace`, and in `window/logMessage`, at the level of `CANDOR_LOG`.
//!
//! Explanations contain no file text, path or file name, and nothing that a client wrote. From the host they contain
//! only the names of the events that it declares.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use serde_json::Value;
use tower_lsp::lsp_types::notification::{LogMessage, LogTrace};
use tower_lsp::lsp_types::{LogMessageParams, LogTraceParams, MessageType};

use crate::server::rpc::outbox::Outbox;

/// How much is explained.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    #[default]
    Off,
    /// One line for each explanation.
    Messages,
    /// With details.
    Verbose,
}

impl Verbosity {
    /// Parses a value of the protocol or of `CANDOR_LOG`. VS Code's client also sends `compact`, which means
    /// `messages`.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "messages" | "compact" => Some(Self::Messages),
            "verbose" => Some(Self::Verbose),
            _ => None,
        }
    }

    /// Reads `trace` of `initialize`, or `value` of `$/setTrace`.
    pub fn from_json(value: &Value) -> Option<Self> {
        value.as_str().and_then(Self::parse)
    }

    fn from_number(number: u8) -> Self {
        match number {
            0 => Self::Off,
            1 => Self::Messages,
            _ => Self::Verbose,
        }
    }
}

/// One explanation.
#[derive(Debug)]
pub struct Explanation {
    pub message: String,
    pub details: Option<String>,
}

impl Explanation {
    pub fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), details: None }
    }

    #[must_use]
    pub fn with_details(self, details: impl Into<String>) -> Self {
        Self { details: Some(details.into()), ..self }
    }
}

/// Explains what happens in a session. Between sessions it sends nothing, because there is no client.
pub struct Trace {
    /// The value of `CANDOR_LOG`.
    configured: Verbosity,
    client: AtomicU8,
    log: AtomicU8,
    outbox: Arc<Outbox>,
}

impl Trace {
    pub fn new(configured: Verbosity, outbox: Arc<Outbox>) -> Self {
        Self { configured, client: AtomicU8::new(0), log: AtomicU8::new(0), outbox }
    }

    /// Begins a session whose client requests this verbosity.
    pub fn open(&self, requested: Verbosity) {
        self.set(requested);
        self.log.store(self.configured as u8, Ordering::SeqCst);
    }

    /// Changes the verbosity that the client requests.
    pub fn set(&self, requested: Verbosity) {
        self.client.store(requested as u8, Ordering::SeqCst);
    }

    /// Ends the session, which was shut down or closed.
    pub fn close(&self) {
        self.client.store(0, Ordering::SeqCst);
        self.log.store(0, Ordering::SeqCst);
    }

    /// Whether explanations are sent to the client's trace or to the log.
    pub fn is_on(&self) -> bool {
        self.verbosities() != [Verbosity::Off; 2]
    }

    /// Sends an explanation to the trace and to the log, if they are on. Calls `explanation` only then.
    pub fn explain(&self, explanation: impl FnOnce() -> Explanation) {
        let verbosities @ [client, log] = self.verbosities();
        if verbosities == [Verbosity::Off; 2] {
            return;
        }
        let Explanation { message, details } = explanation();
        if log > Verbosity::Off {
            let details = details.as_ref().filter(|_| log == Verbosity::Verbose);
            let details = details.map(|details| format!(" ({details})")).unwrap_or_default();
            let message = format!("candor: {message}{details}");
            self.outbox.notification::<LogMessage>(&LogMessageParams { typ: MessageType::LOG, message });
        }
        if client > Verbosity::Off {
            let verbose = details.filter(|_| client == Verbosity::Verbose);
            self.outbox.notification::<LogTrace>(&LogTraceParams { message, verbose });
        }
    }

    fn verbosities(&self) -> [Verbosity; 2] {
        [&self.client, &self.log].map(|verbosity| Verbosity::from_number(verbosity.load(Ordering::Relaxed)))
    }
}
