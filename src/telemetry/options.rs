//! The telemetry options of the host.

use std::sync::Arc;

use super::catalogue::declared::DeclaredCatalogue;
use super::hash::Hashing;
use super::level::Level;
use super::limits;

/// What the host chose at the start.
#[derive(Clone, Debug)]
pub struct Options {
    /// The level that the host states at the start.
    pub level: Option<Level>,
    /// Whether negotiating the version counts as terraform-ls's document says.
    pub negotiation: bool,
    /// How remotes and paths are hashed.
    pub hashing: Hashing,
    /// Bytes of JSON that the queue for the host holds.
    pub capacity: usize,
    /// Whether `telemetry/event` may be sent to the client.
    pub lsp: bool,
    /// How much one report of a module says.
    pub detail: Detail,
    /// Names of clients that the host adds to the known ones.
    pub client_names: Vec<String>,
    /// Providers that the host adds to the known ones: `namespace/name`.
    pub known_providers: Vec<String>,
    /// The host's own events.
    pub declared: Arc<DeclaredCatalogue>,
    /// Whether what the declaration does not admit is an error for whoever records it.
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

/// How much one report of a module says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// All that it requires, as terraform-ls documents the event.
    Full,
    /// One provider at a time, with major versions only: what many modules have in common.
    Coarse,
}
