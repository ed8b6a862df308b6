//! The state of the pipeline, in memory only: the stated levels, the session and its identity, and the queues.

use std::collections::HashSet;
use std::sync::Arc;

use super::Status;
use super::anonymise::client::ClientInfo;
use super::anonymise::pseudonyms::Pseudonyms;
use super::anonymise::{ServerVersion, SessionId};
use super::catalogue::{InitializeEvent, SessionProperties};
use super::consent::{Consent, Source, Sources};
use super::gate::MessageSequence;
use super::hash::{Hasher, Hashing};
use super::level::LevelSetting;
use super::level_changes::LevelChanges;
use super::queue::Queue;

/// What a client said of itself in `initialize`.
#[derive(Debug)]
pub struct SessionInfo {
    /// The client, reduced to listed names and versions.
    pub client: ClientInfo,
    /// `telemetry` of the initialization options.
    pub level: Option<LevelSetting>,
    /// The client asked for version 1 of the format.
    pub version_1: bool,
    /// The event that announces the session.
    pub initialize: InitializeEvent,
}

/// Why events were lost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dropped {
    /// Events that did not fit in the queue.
    pub capacity: u64,
    /// Events whose consent was withdrawn.
    pub revoked: u64,
    /// Events that the catalogue or its dates do not admit.
    pub refused: u64,
}

/// Why an event is not delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Its queue was full.
    Capacity,
    /// Consent to it was withdrawn.
    Revoked,
    /// It is not in the catalogue, or past its date.
    Refused,
}

impl Dropped {
    /// Counts `events` that were lost.
    pub fn count(&mut self, reason: Loss, events: u64) {
        *match reason {
            Loss::Capacity => &mut self.capacity,
            Loss::Revoked => &mut self.revoked,
            Loss::Refused => &mut self.refused,
        } += events;
    }
}

/// What an event needs of the identity it belongs to.
#[derive(Debug)]
pub struct Identity {
    /// The properties that all events of the session have.
    pub session: SessionProperties,
    /// What stands for the modules and providers that this identity has met.
    pub pseudonyms: Pseudonyms,
    hasher: Option<Hasher>,
}

impl Identity {
    /// `None` where the system has no randomness for a key.
    pub fn hasher(&self) -> Option<&Hasher> {
        self.hasher.as_ref()
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Before `initialized`.
    Opening,
    Initialized,
    /// After `shutdown`, or without a session.
    Closed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sink {
    Host,
    Lsp,
}

#[derive(Debug)]
pub struct State {
    pub consent: Consent,
    pub phase: Phase,
    /// The message that ended the session before: what follows from it, or from earlier ones, belongs to nobody any
    /// more.
    pub ended_at: Option<MessageSequence>,
    pub opening: Option<SessionInfo>,
    pub identity: Option<Arc<Identity>>,
    /// Which of `initialize` and `server_heartbeat` each sink has been given, in this identity.
    pub announced: HashSet<(&'static str, Sink)>,
    pub modified: HashSet<String>,
    pub host: Queue,
    pub lsp: Queue,
    /// Events of this identity that were queued for the host, lost ones included.
    pub host_events: u64,
    /// The numbers of the events that the host took last.
    pub taken: Vec<u64>,
    pub dropped: Dropped,
    /// Sources whose last word was not understood, for a warning each.
    pub invalid_sources: Vec<Source>,
    /// Noted only where somebody takes them.
    pub level_changes: Option<LevelChanges>,
}

impl State {
    /// The identity that events belong to now, made when first needed. `None` where the system has no randomness.
    pub fn identity(&mut self, hashing: &Hashing) -> Option<Arc<Identity>> {
        if self.identity.is_none() {
            let opening = self.opening.as_ref();
            let session = SessionProperties {
                server_session: SessionId::random()?,
                server_version: ServerVersion::CURRENT,
                lsp_client_info_name: opening.and_then(|opening| opening.client.name()).cloned(),
                lsp_client_info_version: opening.and_then(|opening| opening.client.version()).cloned(),
            };
            let (pseudonyms, hasher) = (Pseudonyms::default(), Hasher::new(hashing));
            self.identity = Some(Arc::new(Identity { session, pseudonyms, hasher }));
        }
        self.identity.clone()
    }

    /// The status where the sources state `sources`, with the counts of now.
    pub fn status(&self, sources: Sources) -> Status {
        Status {
            decision: sources.decide(),
            environment: sources.environment,
            host: sources.host,
            client: sources.client.level(),
            pending: self.host.count(),
            dropped: self.dropped,
        }
    }

    pub fn has_level_change(&self) -> bool {
        self.level_changes.as_ref().is_some_and(LevelChanges::is_pending)
    }

    /// Remembers to warn of a source, once.
    pub fn note_invalid(&mut self, source: Source) {
        if !self.invalid_sources.contains(&source) {
            self.invalid_sources.push(source);
        }
    }

    /// Forgets who this was and what it did.
    pub fn forget(&mut self) {
        self.identity = None;
        // Numbers that go on would tell that two identities are one.
        self.host_events = 0;
        self.announced.clear();
        // `clear` would keep the memory.
        self.modified = HashSet::new();
    }
}
