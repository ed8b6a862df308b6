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

/// What a client stated about itself in `initialize`.
#[derive(Debug)]
pub struct SessionInfo {
    /// The name and the version of the client, reduced to what may be reported.
    pub client: ClientInfo,
    /// The level in `telemetry` of the initialization options, if any.
    pub level: Option<LevelSetting>,
    /// Whether the client asked for version 1 of the format.
    pub version_1: bool,
    /// The event that announces the session.
    pub initialize: InitializeEvent,
}

/// How many events were lost, for each reason.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dropped {
    /// Events that did not fit in the queue.
    pub capacity: u64,
    /// Events whose consent was withdrawn.
    pub revoked: u64,
    /// Events that the catalogue does not admit, or that have expired.
    pub refused: u64,
}

/// Why an event is not delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Loss {
    /// Its queue was full.
    Capacity,
    /// Consent to it was withdrawn.
    Revoked,
    /// The catalogue does not admit it, or it has expired.
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

/// The identity of a telemetry session: what its events need to be written.
#[derive(Debug)]
pub struct Identity {
    /// The properties that describe the session in its events.
    pub session: SessionProperties,
    /// The pseudonyms of the modules and providers that were seen in this telemetry session.
    pub pseudonyms: Pseudonyms,
    hasher: Option<Hasher>,
}

impl Identity {
    /// Returns the hasher for remotes and paths. `None` if the system provides no randomness for a key.
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
    /// The message that ended the previous session. Events that this message or an earlier one caused belong to no
    /// session any more.
    pub ended_at: Option<MessageSequence>,
    pub opening: Option<SessionInfo>,
    pub identity: Option<Arc<Identity>>,
    /// Which of `initialize` and `server_heartbeat` have been queued for each sink in this telemetry session.
    pub announced: HashSet<(&'static str, Sink)>,
    pub modified: HashSet<String>,
    pub host: Queue,
    pub lsp: Queue,
    /// The number of events of this identity that were queued for the host, including lost ones.
    pub host_events: u64,
    /// The sequence numbers of the events that the host took last.
    pub taken: Vec<u64>,
    pub dropped: Dropped,
    /// The sources that stated an invalid level, for one warning each.
    pub invalid_sources: Vec<Source>,
    /// Changes of the level, recorded only after `Telemetry::watch_level`.
    pub level_changes: Option<LevelChanges>,
}

impl State {
    /// Returns the identity to which events belong now, and creates it if there is none. `None` if the system provides
    /// no randomness.
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

    /// Returns the status for given statements of the sources, with the current counts.
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

    /// Records that a source stated an invalid level, for one warning.
    pub fn note_invalid(&mut self, source: Source) {
        if !self.invalid_sources.contains(&source) {
            self.invalid_sources.push(source);
        }
    }

    /// Forgets the identity and everything that belongs to it.
    pub fn forget(&mut self) {
        self.identity = None;
        // Numbers that continue would reveal that two identities are the same.
        self.host_events = 0;
        self.announced.clear();
        // `clear` would keep the allocated memory.
        self.modified = HashSet::new();
    }
}
