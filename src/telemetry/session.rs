//! Sessions, and the levels that the sources state: which level applies, and what changes with it.

use std::sync::Arc;

use super::catalogue::{CatalogueEvent, Event, InitializeEvent, ServerHeartbeatInitializedEvent};
use super::consent::{Source, Statement};
use super::gate::{MessageSequence, RequiredConsent};
use super::level::{Level, LevelSetting};
use super::observation::{PipelineEvent, decision_changed};
use super::state::{Loss, Phase, Sink, State};
use super::sync::Ordering;
use super::{Hold, SessionInfo, Status, Telemetry};

impl Telemetry {
    /// Begins a session: the client sent `initialize`, the message `at`.
    pub fn open_session(&self, opening: SessionInfo, at: MessageSequence) {
        let mut state = self.lock();
        let level = opening.level.map(LevelSetting::level);
        let negotiated = opening.version_1 && self.options.negotiation;
        if opening.level == Some(LevelSetting::Invalid) {
            state.note_invalid(Source::Client);
        }
        state.phase = Phase::Opening;
        state.opening = Some(opening);
        state.forget();
        self.state(&mut state, Statement::SessionStarted { level, negotiated }, at);
    }

    /// Marks the session as initialized. From now on, events may go to the client.
    pub fn session_initialized(&self, at: MessageSequence) {
        let mut state = self.lock();
        if state.phase != Phase::Opening {
            return;
        }
        state.phase = Phase::Initialized;
        let version_1 = state.opening.as_ref().is_some_and(|opening| opening.version_1);
        self.lsp_open.store(version_1 && self.options.lsp, Ordering::SeqCst);
        self.emit_session_events(&mut state, at);
    }

    /// Marks the session as shut down. No further event is queued for the client.
    pub fn session_shut_down(&self) {
        self.lsp_open.store(false, Ordering::SeqCst);
        self.lock().phase = Phase::Closed;
    }

    /// Ends the session with the message `at`. Forgets what the client stated, and its identity. Drops the events that
    /// are queued for this client, so that the next client does not receive them.
    pub fn close_session(&self, at: MessageSequence) {
        let mut state = self.lock();
        self.lsp_open.store(false, Ordering::SeqCst);
        state.phase = Phase::Closed;
        state.ended_at = Some(at);
        state.opening = None;
        let lost = state.lsp.clear();
        self.count_lost(&mut state, Loss::Revoked, lost);
        state.forget();
        self.state(&mut state, Statement::SessionEnded, at);
    }

    /// Stops telemetry with its server: ends the session, and states `off` for the host.
    pub fn stop(&self) {
        self.close_session(self.gate.take());
        self.set_host_level(Some(LevelSetting::Level(Level::Off)));
    }

    /// Sets the level that the host states; `None` withdraws its statement. When this returns, no event that the new
    /// level does not admit can reach a sink.
    pub fn set_host_level(&self, statement: Option<LevelSetting>) {
        let mut state = self.lock();
        if statement == Some(LevelSetting::Invalid) {
            state.note_invalid(Source::Host);
        }
        // Numbered under the lock, so that the host's statements are applied in the order of their numbers.
        self.state(&mut state, Statement::Host(statement.map(LevelSetting::level)), self.gate.take());
    }

    /// Sets the level that the client states with the message `at`, which is a response or a notification.
    pub fn set_client_level(&self, statement: LevelSetting, at: MessageSequence) {
        let mut state = self.lock();
        if statement == LevelSetting::Invalid {
            state.note_invalid(Source::Client);
        }
        self.state(&mut state, Statement::Client(statement.level()), at);
    }

    /// Handles a request for the client's level that failed or was not answered in time. It counts as `off`.
    pub fn client_failed(&self, at: MessageSequence) {
        self.state(&mut self.lock(), Statement::Client(Level::Off), at);
    }

    /// Handles a response to a request for the client's level that does not mention telemetry.
    pub fn client_answered_nothing(&self, at: MessageSequence) {
        self.state(&mut self.lock(), Statement::ClientStatedNoLevel, at);
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

    /// What `telemetryStatus` reports.
    pub fn status(&self) -> Status {
        let state = self.lock();
        state.status(state.consent.sources())
    }

    /// Returns the sources that have stated an invalid level since the last call.
    pub fn take_invalid_sources(&self) -> Vec<Source> {
        std::mem::take(&mut self.lock().invalid_sources)
    }

    /// Applies a statement that was made at the place `at`: opens or closes the gate, drops queued events that may no
    /// longer pass, forgets the identity at level `off`, and queues the events that announce the session.
    pub(super) fn state(&self, state: &mut State, statement: Statement, at: MessageSequence) {
        let before = state.consent.sources();
        state.consent.state(statement, at);
        let is_purged = self.gate.set(state.consent.openings());
        let lost = if is_purged { state.host.purge(&self.gate) + state.lsp.purge(&self.gate) } else { 0 };
        state.dropped.count(Loss::Revoked, lost);
        let sources = state.consent.sources();
        self.observe(|| decision_changed(before, sources).then(|| PipelineEvent::Decided(state.status(sources))));
        self.observe_loss(state, lost, Loss::Revoked);
        if sources.decide().level == Level::Off {
            state.forget();
        }
        if state.level_changes.as_mut().is_some_and(|changes| changes.note(sources)) {
            (self.notify)();
        }
        self.emit_session_events(state, at);
    }

    /// Queues `initialize` and the heartbeat for each sink that may have them since the message `at` and has not got
    /// them yet.
    fn emit_session_events(&self, state: &mut State, at: MessageSequence) {
        if state.phase != Phase::Initialized || state.opening.is_none() {
            return;
        }
        let origin = self.gate.now();
        let before = (state.host.count(), state.lsp.count());
        for sink in [Sink::Host, Sink::Lsp].into_iter().filter(|sink| self.takes(*sink, at)) {
            if self.gate.admits(RequiredConsent::Usage, origin) {
                self.emit_session_event(state, sink, (RequiredConsent::Usage, origin));
            } else if self.gate.admits(RequiredConsent::Negotiation, origin) && sink == Sink::Lsp {
                self.emit_session_event(state, sink, (RequiredConsent::Negotiation, origin));
            }
        }
        if (state.host.count(), state.lsp.count()) != before {
            (self.notify)();
        }
    }

    fn emit_session_event(&self, state: &mut State, sink: Sink, terms: (RequiredConsent, MessageSequence)) {
        let full = terms.0 == RequiredConsent::Usage;
        if state.announced.insert((InitializeEvent::DOCUMENTATION.name, sink)) {
            let event = state.opening.as_mut().and_then(|opening| {
                // The format that terraform-ls documents does not name the client, so the name is omitted if only this
                // format was negotiated.
                opening.initialize.client_name = opening.client.name().cloned().filter(|_| full);
                opening.initialize.client_version = opening.client.version().cloned().filter(|_| full);
                Event::new(&opening.initialize)
            });
            if let Some(event) = event {
                self.push(state, sink, &event, terms);
            }
        }
        if full && state.announced.insert((ServerHeartbeatInitializedEvent::DOCUMENTATION.name, sink)) {
            let Some(identity) = state.identity(&self.options.hashing) else { return };
            if let Some(event) = Event::new(&ServerHeartbeatInitializedEvent { session: identity.session.clone() }) {
                self.push(state, sink, &event, terms);
            }
        }
    }
}
