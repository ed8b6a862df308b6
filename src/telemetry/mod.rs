//! Telemetry: record → gate → anonymise → queue → gate → sinks.
//!
//! The promise: off unless somebody who may opt in does; every source can only lower; what leaves is made of
//! anonymised values by type; revocation holds before the call that lowered the level returns; what was under way
//! then can never arrive later. Recording cannot fail: losses are counted.
//!
//! Read [`level`], [`consent`] and [`gate`] for who may pass, [`event`] and [`anonymise`] for what, [`queue`] for
//! where it waits.

pub mod anonymise;
pub mod consent;
pub mod crash;
pub mod event;
pub mod gate;
pub mod hash;
pub mod known;
pub mod level;
mod level_changes;
pub mod limits;
mod options;
pub mod property;
pub mod queue;
mod revocation;
mod sinks;
mod state;
mod sync;

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, PoisonError};

use crate::platform::{Clock, Environment};

use consent::{Consent, Decision, Source, Word};
use event::{CatalogueEvent, Event, InitializeEvent, Kind, ServerHeartbeatInitializedEvent};
use gate::{Admitted, Gate, Origin, Passage, Requirement};
use level::{Level, Statement};
pub use options::{Detail, Options};
use queue::Queue;
use sinks::Seal;
pub use state::{Dropped, Identity, SessionOpening};
use state::{Loss, Phase, Sink, State};
use sync::{AtomicBool, AtomicU64, Mutex, MutexGuard, Ordering};

/// Told whenever there may be something new to deliver.
pub type Notify = Arc<dyn Fn() + Send + Sync>;

/// What surrounds the pipeline.
pub struct Surroundings {
    pub environment: Vec<Environment>,
    /// By its date events expire.
    pub clock: Clock,
    /// The one count of everything that is queued for JavaScript.
    pub positions: Arc<AtomicU64>,
    pub notify: Notify,
}

#[derive(Clone, Copy, Debug)]
pub struct Status {
    pub decision: Decision,
    pub environment: Option<Level>,
    pub host: Option<Level>,
    pub client: Option<Level>,
    pub pending: usize,
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
    pub fn new(options: Options, surroundings: Surroundings) -> Self {
        let environment = consent::of_environment(&surroundings.environment);
        let misunderstood =
            if environment == Some(Statement::NotUnderstood) { vec![Source::Environment] } else { vec![] };
        let host = Word::Host(options.level);
        let state = State {
            consent: Consent::new(environment.map(Statement::level)),
            phase: Phase::Closed,
            ended_at: None,
            opening: None,
            identity: None,
            announced: HashSet::new(),
            modified: HashSet::new(),
            host: Queue::new(options.capacity),
            lsp: Queue::new(limits::CAPACITY),
            dropped: Dropped::default(),
            misunderstood,
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
            state: Mutex::new(state),
        };
        telemetry.state(&mut telemetry.lock(), host, telemetry.gate.take());
        telemetry
    }

    // --- Messages and sessions -------------------------------------------------------------------------------------

    /// Numbers a message that was just taken from the client.
    pub fn take_message(&self) -> Origin {
        self.gate.take()
    }

    /// The origin of what follows from no message.
    pub fn now(&self) -> Origin {
        self.gate.now()
    }

    /// A client began a session with `initialize`.
    pub fn open_session(&self, opening: SessionOpening, at: Origin) {
        let mut state = self.lock();
        let level = opening.level.map(Statement::level);
        let negotiated = opening.version_1 && self.options.negotiation;
        if opening.level == Some(Statement::NotUnderstood) {
            state.misunderstand(Source::Client);
        }
        state.phase = Phase::Opening;
        state.opening = Some(opening);
        state.forget();
        self.state(&mut state, Word::ClientArrives { level, negotiated }, at);
    }

    /// The session is up: from here on events may go to the client.
    pub fn session_initialized(&self, at: Origin) {
        let mut state = self.lock();
        if state.phase != Phase::Opening {
            return;
        }
        state.phase = Phase::Initialized;
        let version_1 = state.opening.as_ref().is_some_and(|opening| opening.version_1);
        self.lsp_open.store(version_1 && self.options.lsp, Ordering::SeqCst);
        self.announce(&mut state, at);
    }

    /// The client is shutting the session down: nothing more is queued for it.
    pub fn session_shut_down(&self) {
        self.lsp_open.store(false, Ordering::SeqCst);
        self.lock().phase = Phase::Closed;
    }

    /// The session ended with the message `at`: what the client stated, and who it was, is forgotten. Events that are
    /// queued for this client are dropped, so that the next one does not get them.
    pub fn close_session(&self, at: Origin) {
        let mut state = self.lock();
        self.lsp_open.store(false, Ordering::SeqCst);
        state.phase = Phase::Closed;
        state.ended_at = Some(at);
        state.opening = None;
        state.dropped.revoked += state.lsp.clear();
        state.forget();
        self.state(&mut state, Word::ClientLeaves, at);
    }

    /// The server stops: everything is forgotten.
    pub fn stop(&self) {
        self.close_session(self.gate.take());
        self.state_host(Some(Statement::Understood(Level::Off)));
    }

    // --- Consent ---------------------------------------------------------------------------------------------------

    /// The host states a level, or withdraws its statement. When this returns, nothing that the new level does not
    /// admit can reach a sink.
    pub fn state_host(&self, statement: Option<Statement>) {
        let mut state = self.lock();
        if statement == Some(Statement::NotUnderstood) {
            state.misunderstand(Source::Host);
        }
        // Numbered under the lock, so that the host's statements are applied in the order of their numbers.
        self.state(&mut state, Word::Host(statement.map(Statement::level)), self.gate.take());
    }

    /// The client states a level with the message `at`: an answer, or a notification.
    pub fn state_client(&self, statement: Statement, at: Origin) {
        let mut state = self.lock();
        if statement == Statement::NotUnderstood {
            state.misunderstand(Source::Client);
        }
        self.state(&mut state, Word::Client(statement.level()), at);
    }

    /// A pull failed, or was not answered in time.
    pub fn client_failed(&self, at: Origin) {
        self.state(&mut self.lock(), Word::Client(Level::Off), at);
    }

    /// A pull was answered with nothing about telemetry.
    pub fn client_answered_nothing(&self, at: Origin) {
        self.state(&mut self.lock(), Word::ClientAnswersNothing, at);
    }

    /// Whether the client stated a level in `initialize`.
    pub fn client_stated(&self) -> bool {
        self.lock().opening.as_ref().is_some_and(|opening| opening.level.is_some())
    }

    /// Holds every delivery until the returned value is dropped.
    pub fn hold(self: &Arc<Self>) -> Hold {
        self.gate.hold();
        Hold { telemetry: Arc::clone(self) }
    }

    pub fn status(&self) -> Status {
        let state = self.lock();
        state.status(state.consent.sources())
    }

    /// Sources whose last word was not understood since the last call.
    pub fn take_misunderstood(&self) -> Vec<Source> {
        std::mem::take(&mut self.lock().misunderstood)
    }

    // --- Recording -------------------------------------------------------------------------------------------------

    /// Whether an event of `kind` that follows from `origin` would reach a sink. Costs one read while the gate is
    /// closed: ask it before any work.
    #[inline]
    pub fn wants(&self, kind: Kind, origin: Origin) -> bool {
        let requirement = Requirement::of(kind);
        self.gate.is_open(requirement)
            && self.gate.admits(requirement, origin)
            && (self.takes(Sink::Host, origin) || self.takes(Sink::Lsp, origin))
    }

    /// Whether this event would reach a sink if it followed from `origin`. Beside what [`wants`](Self::wants) says,
    /// one that was negotiated reaches the client.
    #[inline]
    pub fn wants_event<E: CatalogueEvent>(&self, origin: Origin) -> bool {
        self.is_open_for::<E>(origin) && !E::DOCUMENTATION.expiry.is_past(&self.clock)
    }

    #[inline]
    fn is_open_for<E: CatalogueEvent>(&self, origin: Origin) -> bool {
        self.wants(E::DOCUMENTATION.kind, origin)
            || E::DOCUMENTATION.is_negotiable
                && self.gate.is_open(Requirement::Negotiation)
                && self.gate.admits(Requirement::Negotiation, origin)
                && self.takes(Sink::Lsp, origin)
    }

    /// Records the event that `make` builds, if it can reach a sink.
    ///
    /// Inlined, so that a closed gate costs its caller one read and not the frame of what is behind it.
    #[inline]
    pub fn record<E: CatalogueEvent>(&self, origin: Origin, make: impl FnOnce(&Identity) -> Option<E>) {
        if self.wants_event::<E>(origin) {
            self.record_wanted(origin, make);
        }
    }

    #[cold]
    #[inline(never)]
    fn record_wanted<E: CatalogueEvent>(&self, origin: Origin, make: impl FnOnce(&Identity) -> Option<E>) {
        let Some(identity) = self.identity() else { return };
        let Some(event) = make(&identity) else { return };
        let event = Event::new(&event);
        let mut state = self.lock();
        let Some(event) = event else {
            state.dropped.refused += 1;
            return;
        };
        // Since `wants` the level can have been lowered, or the session have ended.
        let is_of_this_session = state.ended_at.is_none_or(|end| origin > end);
        let requirement = Requirement::of(E::DOCUMENTATION.kind);
        if is_of_this_session && self.gate.admits(requirement, origin) {
            for sink in [Sink::Host, Sink::Lsp].into_iter().filter(|sink| self.takes(*sink, origin)) {
                self.push(&mut state, sink, &event, (requirement, origin));
            }
        } else if is_of_this_session && self.is_open_for::<E>(origin) {
            self.push(&mut state, Sink::Lsp, &event, (Requirement::Negotiation, origin));
        } else {
            state.dropped.revoked += 1;
        }
        drop(state);
        (self.notify)();
    }

    /// Counts something that asked to be recorded and is none of our events.
    pub fn refuse(&self) {
        self.lock().dropped.refused += 1;
    }

    /// Whether this is the first modification of `document` in this identity that may be reported.
    pub fn is_first_modification(&self, document: &str, origin: Origin) -> bool {
        if !self.wants(Kind::Usage, origin) {
            return false;
        }
        let mut state = self.lock();
        // Asked again: the level may have been lowered and raised, and a new identity knows nothing of this message.
        let known = state.modified.contains(document) || state.modified.len() >= limits::MODIFIED_FILES;
        if known || !self.gate.admits(Requirement::Usage, origin) {
            return false;
        }
        state.modified.insert(document.to_owned())
    }

    // --- Sinks -----------------------------------------------------------------------------------------------------

    // Each looks at the holds under the lock: what is queued behind a hold, as the first events of a session are, must
    // not be taken by whoever looked before it began.

    /// Takes up to `limit` events for the host, oldest first, as the text of one JSON array. When they are too many for
    /// one text, there are more to take.
    pub fn take_for_host(&self, limit: usize) -> Option<String> {
        let mut state = self.lock();
        if self.gate.is_held() || state.has_level_change() {
            return None;
        }
        let mut array = String::new();
        for _ in 0..limit {
            if array.len() > limits::BATCH_BYTES {
                break;
            }
            let Some(event) = state.host.pop_before(u64::MAX) else { break };
            // The second gate. Purging has kept it true, and nothing is sent on trust.
            if let Err(reason) = self.check(&event) {
                state.dropped.count(reason);
                continue;
            }
            array.push(if array.is_empty() { '[' } else { ',' });
            array.push_str(event.json());
        }
        if array.is_empty() {
            return None;
        }
        array.push(']');
        Some(array)
    }

    /// Takes the oldest event for the client, if it was queued before `position`.
    pub fn take_for_client(&self, position: u64) -> Option<String> {
        let mut state = self.lock();
        if self.gate.is_held() || state.has_level_change() {
            return None;
        }
        loop {
            let event = state.lsp.pop_before(position)?;
            match self.check(&event) {
                Ok(()) => return Some(event.into_json()),
                Err(reason) => state.dropped.count(reason),
            }
        }
    }

    /// Where the oldest event of each sink stands that could be delivered now: the host's and the client's.
    pub fn first_positions(&self) -> (Option<u64>, Option<u64>) {
        let state = self.lock();
        if self.gate.is_held() {
            return (None, None);
        }
        (state.host.first_position(), state.lsp.first_position())
    }

    // --- Inside ----------------------------------------------------------------------------------------------------

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic while it was held has been caught and reported; the state is changed by whole statements only.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a queued event may be delivered.
    fn check(&self, event: &Admitted) -> Result<(), Loss> {
        if !self.gate.still_admits(event) {
            return Err(Loss::Revoked);
        }
        if event.expiry().is_past(&self.clock) { Err(Loss::Refused) } else { Ok(()) }
    }

    fn identity(&self) -> Option<Arc<Identity>> {
        self.lock().identity(&self.options.hashing)
    }

    /// Applies a statement that was made at the place `at`: opens or closes the gate, purges, forgets and announces.
    fn state(&self, state: &mut State, word: Word, at: Origin) {
        state.consent.state(word, at);
        if self.gate.set(state.consent.openings()) {
            state.dropped.revoked += state.host.purge(&self.gate) + state.lsp.purge(&self.gate);
        }
        let sources = state.consent.sources();
        if sources.decide().level == Level::Off {
            state.forget();
        }
        if state.level_changes.as_mut().is_some_and(|changes| changes.note(sources)) {
            (self.notify)();
        }
        self.announce(state, at);
    }

    /// Queues `initialize` and the heartbeat for each sink that may now, since the message `at`, have them and has not.
    fn announce(&self, state: &mut State, at: Origin) {
        if state.phase != Phase::Initialized || state.opening.is_none() {
            return;
        }
        let origin = self.gate.now();
        let before = (state.host.count(), state.lsp.count());
        for sink in [Sink::Host, Sink::Lsp].into_iter().filter(|sink| self.takes(*sink, at)) {
            if self.gate.admits(Requirement::Usage, origin) {
                self.announce_one(state, sink, (Requirement::Usage, origin));
            } else if self.gate.admits(Requirement::Negotiation, origin) && sink == Sink::Lsp {
                self.announce_one(state, sink, (Requirement::Negotiation, origin));
            }
        }
        if (state.host.count(), state.lsp.count()) != before {
            (self.notify)();
        }
    }

    fn announce_one(&self, state: &mut State, sink: Sink, terms: (Requirement, Origin)) {
        let full = terms.0 == Requirement::Usage;
        if state.announced.insert((InitializeEvent::DOCUMENTATION.name, sink == Sink::Host)) {
            let event = state.opening.as_mut().and_then(|opening| {
                // terraform-ls's document knows no client: where only its format was asked for, none is named.
                opening.initialize.client_name = opening.client.name().cloned().filter(|_| full);
                opening.initialize.client_version = opening.client.version().cloned().filter(|_| full);
                Event::new(&opening.initialize)
            });
            if let Some(event) = event {
                self.push(state, sink, &event, terms);
            }
        }
        if full && state.announced.insert((ServerHeartbeatInitializedEvent::DOCUMENTATION.name, sink == Sink::Host)) {
            let Some(identity) = state.identity(&self.options.hashing) else { return };
            if let Some(event) = Event::new(&ServerHeartbeatInitializedEvent { session: identity.session.clone() }) {
                self.push(state, sink, &event, terms);
            }
        }
    }

    fn push(&self, state: &mut State, sink: Sink, event: &Event, (requirement, origin): (Requirement, Origin)) {
        if event.expiry().is_past(&self.clock) {
            return;
        }
        let position = self.positions.fetch_add(1, Ordering::SeqCst);
        if let Some(admitted) = self.gate.admit(event, Passage { requirement, origin, position }) {
            let queue = if sink == Sink::Host { &mut state.host } else { &mut state.lsp };
            state.dropped.capacity += queue.push(admitted);
        }
    }
}
