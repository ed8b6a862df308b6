//! Telemetry: record → gate → anonymise → queue → gate → sinks.
//!
//! The promise: off unless somebody who may opt in does; every source can only lower; what leaves is made of
//! anonymised values by type; revocation holds before the call that lowered the level returns; what was under way
//! then can never arrive later. Recording cannot fail: losses are counted.
//!
//! Read [`level`], [`consent`] and [`gate`] for who may pass, [`catalogue`] and [`anonymise`] for what, [`queue`] for
//! where it waits. [`Telemetry`] is the handle: its methods are in `session` (whose word counts), `recording` (what
//! comes in) and `delivery` (what goes out).

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

use consent::{Consent, Decision, Source, Word};
use gate::{Gate, MessageSequence};
use level::{Level, LevelSetting};
pub use options::{Detail, Options};
use queue::Queue;
pub use recording::HostReport;
use sinks::Seal;
pub use state::{Dropped, Identity, Loss, SessionInfo};
use state::{Phase, State};
use sync::{AtomicBool, AtomicU64, Mutex, MutexGuard};

/// Told whenever there may be something new to deliver.
pub type Notify = Arc<dyn Fn() + Send + Sync>;

/// What surrounds the pipeline.
pub struct PipelineContext {
    /// The environments that may state a level: that of the process, and that of the calling realm.
    pub environment: Vec<Environment>,
    /// By its date events expire.
    pub clock: Clock,
    /// The one count of everything that is queued for JavaScript.
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

/// The handle through which the server records and everybody consents.
pub struct Telemetry {
    options: Options,
    gate: Gate,
    /// Whether the client's sink takes events: version 1, between `initialized` and `shutdown`.
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

/// While it lives, nothing is delivered to any sink.
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
    /// A pipeline for one server.
    pub fn new(options: Options, surroundings: PipelineContext) -> Self {
        let environment = consent::of_environment(&surroundings.environment);
        let invalid_sources =
            if environment == Some(LevelSetting::Invalid) { vec![Source::Environment] } else { vec![] };
        let host = Word::Host(options.level);
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

    /// The origin of what follows from no message.
    pub fn now(&self) -> MessageSequence {
        self.gate.now()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while it was held has been caught and reported; the state is changed by whole statements only.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
