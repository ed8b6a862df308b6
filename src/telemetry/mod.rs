//! Telemetry: record → gate → anonymise → queue → gate → sinks.
//!
//! Telemetry is off unless the host or the client opts in, and every source can only lower the level. Events consist of
//! anonymised values only; the types enforce this. A lower level is in force when the call that states it returns: an
//! event that was in progress at that time is never delivered later. Recording cannot fail: lost events are counted.
//!
//! [`level`], [`consent`] and [`gate`] decide which events may pass, [`catalogue`] and [`anonymise`] define what events
//! contain, and [`queue`] keeps them until they are delivered. [`Telemetry`] is the handle. Its methods are in
//! `session` (sessions and stated levels), `recording` (events in) and `delivery` (events out).

pub mod allowlists;
pub mod anonymise;
pub mod catalogue;
pub mod consent;
pub(crate) mod crash;
mod delivery;
pub mod gate;
pub(crate) mod git_remote;
pub mod hash;
pub mod level;
mod level_changes;
pub mod limits;
pub mod observation;
mod options;
pub(crate) mod queue;
mod recording;
mod revocation;
mod session;
mod sinks;
mod state;
mod sync;

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, OnceLock, PoisonError};

use crate::platform::{Clock, Environment};

use consent::{Consent, Decision, Source, Statement};
use gate::{Gate, MessageSequence};
use level::{Level, LevelSetting};
pub use options::{Detail, Options};
use queue::Queue;
pub use recording::HostReport;
use sinks::Seal;
pub use state::{Dropped, Identity, Loss, SessionInfo};
use state::{Phase, State};
use sync::{AtomicBool, AtomicU64, Mutex, MutexGuard};

/// A callback that runs whenever there may be something new to deliver.
pub type Notify = Arc<dyn Fn() + Send + Sync>;

/// What the pipeline needs from its surroundings.
pub struct PipelineContext {
    /// The environments that may state a level: the environment of the process and the environment of the calling
    /// realm.
    pub environment: Vec<Environment>,
    /// The clock whose date decides whether an event has expired.
    pub clock: Clock,
    /// The counter that numbers everything that is queued for JavaScript, in all queues.
    pub positions: Arc<AtomicU64>,
    /// Called whenever there may be something new to deliver.
    pub notify: Notify,
}

/// What `telemetryStatus` reports.
#[derive(Clone, Copy, Debug)]
pub struct Status {
    /// The level that applies, and why.
    pub decision: Decision,
    /// The level that the environment states.
    pub environment: Option<Level>,
    /// The level that the host states.
    pub host: Option<Level>,
    /// The level that the client states.
    pub client: Option<Level>,
    /// How many events wait for the host to read them.
    pub pending: usize,
    /// How many events were lost.
    pub dropped: Dropped,
}

/// The handle through which the server records events and all sources state levels.
pub struct Telemetry {
    options: Options,
    gate: Gate,
    /// Whether the client's sink takes events: only if the client asked for version 1 of the format, and only between
    /// `initialized` and `shutdown`.
    lsp_open: AtomicBool,
    clock: Clock,
    host_seal: Seal,
    positions: Arc<AtomicU64>,
    notify: Notify,
    observer: OnceLock<Arc<dyn observation::Observer>>,
    state: Mutex<State>,
}

impl fmt::Debug for Telemetry {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Telemetry").field("gate", &self.gate).finish_non_exhaustive()
    }
}

/// While this value exists, no event is delivered to any sink.
#[derive(Debug)]
pub struct Hold {
    telemetry: Arc<Telemetry>,
}

impl Drop for Hold {
    fn drop(&mut self) {
        if self.telemetry.gate.release() {
            (self.telemetry.notify)();
        }
    }
}

impl Telemetry {
    /// Creates the pipeline of one server.
    pub fn new(options: Options, surroundings: PipelineContext) -> Self {
        let environment = consent::of_environment(&surroundings.environment);
        let invalid_sources =
            if environment == Some(LevelSetting::Invalid) { vec![Source::Environment] } else { vec![] };
        let host = Statement::Host(options.level);
        let state = State {
            consent: Consent::new(environment.map(LevelSetting::level)),
            phase: Phase::Closed,
            ended_at: None,
            opening: None,
            identity: None,
            announced: HashSet::new(),
            modified: HashSet::new(),
            host: Queue::new(options.capacity),
            lsp: Queue::new(limits::CAPACITY),
            host_events: 0,
            taken: Vec::new(),
            dropped: Dropped::default(),
            invalid_sources,
            level_changes: None,
        };
        let telemetry = Self {
            options,
            gate: Gate::default(),
            lsp_open: AtomicBool::new(false),
            clock: surroundings.clock,
            host_seal: Seal::default(),
            positions: surroundings.positions,
            notify: surroundings.notify,
            observer: OnceLock::new(),
            state: Mutex::new(state),
        };
        telemetry.state(&mut telemetry.lock(), host, telemetry.gate.take());
        telemetry
    }

    /// Numbers a message that was just taken from the client.
    pub fn take_message(&self) -> MessageSequence {
        self.gate.take()
    }

    /// Returns the origin of events that no message caused.
    pub fn now(&self) -> MessageSequence {
        self.gate.now()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // The lock is poisoned only by a panic that has been caught and reported. The state remains usable, because no
        // statement leaves it half changed.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
