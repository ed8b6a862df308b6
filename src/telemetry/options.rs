//! The telemetry options of the host.

use std::sync::Arc;

use super::catalogue::declared::DeclaredCatalogue;
use super::hash::Hashing;
use super::level::Level;
use super::limits;

/// The options that the host passed at the start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The level that the host states at the start.
    pub level: Option<Level>,
    /// Whether a client that negotiates version 1 of the format consents to it, as the documentation of terraform-ls
    /// says.
    pub negotiation: bool,
    /// How remotes and paths are hashed.
    pub hashing: Hashing,
    /// The maximum number of events in the queue for the host; 0 if the host takes no events.
    pub capacity: usize,
    /// Whether `telemetry/event` may be sent to the client.
    pub lsp: bool,
    /// How detailed a report of a module is.
    pub detail: Detail,
    /// Names of clients that the host adds to the known ones.
    pub client_names: Vec<String>,
    /// Providers that the host adds to the known ones: `namespace/name`.
    pub known_providers: Vec<String>,
    /// The host's own events.
    pub declared: Arc<DeclaredCatalogue>,
    /// Whether recording an event that its declaration does not admit returns an error to the caller.
    pub strict: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            level: None,
            negotiation: true,
            hashing: Hashing::default(),
            capacity: limits::CAPACITY,
            lsp: true,
            detail: Detail::Full,
            client_names: Vec::new(),
            known_providers: Vec::new(),
            declared: Arc::default(),
            strict: false,
        }
    }
}

/// How detailed a report of a module is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Everything that the module requires, as terraform-ls documents the event.
    Full,
    /// One provider per event, with major versions only: values that many modules have in common.
    Coarse,
}
