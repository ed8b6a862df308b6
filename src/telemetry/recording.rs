//! Recording: an event is created only if the gate admits it, and counted if it is lost.

use std::sync::Arc;

use super::anonymise::{ErrorClass, HostStackTrace};
use super::catalogue::declared::{GivenValue, RecordedEvent, Refusal};
use super::catalogue::{CatalogueEvent, Event, ExtensionErrorEvent, Kind};
use super::gate::{Admission, MessageSequence, RequiredConsent};
use super::observation::{Obstacle, PipelineEvent};
use super::state::{Loss, Sink, State};
use super::sync::Ordering;
use super::{Identity, Telemetry, limits};

/// A report of the host, in the only forms that can become an event.
#[derive(Debug)]
pub enum HostReport {
    /// An event that the host declared.
    Event(RecordedEvent),
    /// An error that the host caught.
    Error {
        /// The class of the error.
        class: ErrorClass,
        /// The functions on the stack of the error.
        stack: HostStackTrace,
    },
}

impl HostReport {
    /// Returns the kind of the event, which decides which levels admit it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Event(recorded) => recorded.kind(),
            Self::Error { .. } => Kind::Error,
        }
    }
}

/// What decides which consent an event needs.
#[derive(Clone, Copy)]
struct EventConsent {
    kind: Kind,
    /// Whether a client that negotiated the format may receive the event, even if no source stated a level.
    is_negotiable: bool,
}

impl EventConsent {
    fn of<E: CatalogueEvent>() -> Self {
        Self { kind: E::DOCUMENTATION.kind, is_negotiable: E::DOCUMENTATION.is_negotiable }
    }
}

impl Telemetry {
    /// Whether an event of `kind` that `origin` caused would reach a sink. Costs one read while the gate is closed, so
    /// check it before doing any work for an event.
    #[inline]
    pub fn wants(&self, kind: Kind, origin: MessageSequence) -> bool {
        let requirement = RequiredConsent::of(kind);
        self.gate.is_open(requirement)
            && self.gate.admits(requirement, origin)
            && (self.takes(Sink::Host, origin) || self.takes(Sink::Lsp, origin))
    }

    /// Whether the event `E` would reach a sink if `origin` caused it. Like [`wants`](Self::wants), but also considers
    /// whether the client negotiated the format and whether the event has expired.
    #[inline]
    pub fn wants_event<E: CatalogueEvent>(&self, origin: MessageSequence) -> bool {
        self.is_open_on(EventConsent::of::<E>(), origin) && !E::DOCUMENTATION.expiry.is_past(&self.clock)
    }

    #[inline]
    fn is_open_on(&self, consent: EventConsent, origin: MessageSequence) -> bool {
        self.wants(consent.kind, origin)
            || consent.is_negotiable
                && self.gate.is_open(RequiredConsent::Negotiation)
                && self.gate.admits(RequiredConsent::Negotiation, origin)
                && self.takes(Sink::Lsp, origin)
    }

    /// Records the event that `make` builds, if it can reach a sink.
    ///
    /// Inlined, so that a closed gate costs its caller one read, and not the stack frame of the code that records.
    #[inline]
    pub fn record<E: CatalogueEvent>(&self, origin: MessageSequence, make: impl FnOnce(&Identity) -> Option<E>) {
        if self.wants_event::<E>(origin) {
            self.record_wanted(origin, make);
        } else {
            self.explain_unwanted::<E>(origin);
        }
    }

    #[cold]
    #[inline(never)]
    fn record_wanted<E: CatalogueEvent>(&self, origin: MessageSequence, make: impl FnOnce(&Identity) -> Option<E>) {
        let Some(identity) = self.identity() else { return };
        let Some(event) = make(&identity) else { return };
        let Some(event) = Event::new(&event) else { return self.refuse() };
        self.queue(&event, EventConsent::of::<E>(), origin);
    }

    /// Whether a declared event has to be checked: it could reach a sink, or the host wants an error for what its
    /// declaration does not admit. Costs one read while the gate is closed.
    #[inline]
    pub fn may_record(&self) -> bool {
        self.gate.is_open(RequiredConsent::Error) || self.options.strict
    }

    /// Checks the values that the host passed for a declared event. An event that its declaration does not admit is
    /// counted as refused.
    ///
    /// # Errors
    /// Returns what the declaration does not admit.
    pub fn accept(&self, name: &str, given: &[(String, GivenValue)]) -> Result<RecordedEvent, Refusal> {
        self.options.declared.accept(name, given).inspect_err(|_| self.refuse())
    }

    /// Records a report of the host that could reach a sink when the host made it. If it no longer can, it is counted
    /// as lost.
    pub fn record_from_host(&self, origin: MessageSequence, report: HostReport) {
        if !self.wants(report.kind(), origin) {
            return self.count_lost(&mut self.lock(), Loss::Revoked, 1);
        }
        match report {
            HostReport::Event(recorded) => self.record_declared(origin, &recorded),
            HostReport::Error { class, stack } => self.record(origin, |identity| {
                let (function, stack_trace) = (stack.function(), stack.stack_trace());
                Some(ExtensionErrorEvent { class, function, stack_trace, session: identity.session.clone() })
            }),
        }
    }

    /// Explains why a report of the host is not recorded.
    pub fn explain_report(&self, report: &HostReport, origin: MessageSequence) {
        match report {
            HostReport::Event(recorded) => self.explain_undelivered(Some(recorded.name()), recorded.kind(), origin),
            HostReport::Error { .. } => self.explain_unwanted::<ExtensionErrorEvent>(origin),
        }
    }

    fn record_declared(&self, origin: MessageSequence, recorded: &RecordedEvent) {
        if recorded.expiry().is_past(&self.clock) {
            return self.observe(|| {
                Some(PipelineEvent::Unrecorded { event: Some(recorded.name()), obstacle: Obstacle::Expired })
            });
        }
        let Some(identity) = self.identity() else { return };
        let event = recorded.to_event(&identity.session.server_session, identity.hasher());
        self.queue(&event, EventConsent { kind: recorded.kind(), is_negotiable: false }, origin);
    }

    /// Queues an event for every sink that may receive it.
    fn queue(&self, event: &Event, consent: EventConsent, origin: MessageSequence) {
        let mut state = self.lock();
        // The level may have been lowered, or the session may have ended, since the caller checked `wants`.
        let is_of_this_session = state.ended_at.is_none_or(|end| origin > end);
        if is_of_this_session && self.is_open_on(consent, origin) {
            for sink in [Sink::Host, Sink::Lsp].into_iter().filter(|sink| self.takes(*sink, origin)) {
                self.push(&mut state, sink, event, (self.requirement(consent, sink, origin), origin));
            }
        } else {
            self.count_lost(&mut state, Loss::Revoked, 1);
        }
        drop(state);
        (self.notify)();
    }

    /// Returns the consent that an event needs for a sink. An event that a client may receive because it negotiated the
    /// format stays in the client's queue when the stated levels are withdrawn.
    fn requirement(&self, consent: EventConsent, sink: Sink, origin: MessageSequence) -> RequiredConsent {
        let is_negotiable = sink == Sink::Lsp && consent.is_negotiable;
        if is_negotiable && self.gate.admits(RequiredConsent::Negotiation, origin) {
            RequiredConsent::Negotiation
        } else {
            RequiredConsent::of(consent.kind)
        }
    }

    /// Counts an event that the catalogue or its declaration does not admit.
    pub fn refuse(&self) {
        self.lock().dropped.count(Loss::Refused, 1);
        self.observe(|| Some(PipelineEvent::Unrecorded { event: None, obstacle: Obstacle::NotAdmitted }));
    }

    /// Whether this is the first modification of `document` that may be reported in this telemetry session.
    pub fn is_first_modification(&self, document: &str, origin: MessageSequence) -> bool {
        if !self.wants(Kind::Usage, origin) {
            return false;
        }
        let mut state = self.lock();
        // The gate is checked again: the level may have been lowered and raised since, and this message must not leave
        // a trace in the new identity.
        let known = state.modified.contains(document) || state.modified.len() >= limits::MODIFIED_FILES;
        if known || !self.gate.admits(RequiredConsent::Usage, origin) {
            return false;
        }
        state.modified.insert(document.to_owned())
    }

    fn identity(&self) -> Option<Arc<Identity>> {
        self.lock().identity(&self.options.hashing)
    }

    pub(super) fn push(
        &self,
        state: &mut State,
        sink: Sink,
        event: &Event,
        (requirement, origin): (RequiredConsent, MessageSequence),
    ) {
        if event.expiry().is_past(&self.clock) {
            return;
        }
        let position = self.positions.fetch_add(1, Ordering::SeqCst);
        let sequence = if sink == Sink::Host { state.host_events + 1 } else { 0 };
        if let Some(admitted) = self.gate.admit(event, Admission { requirement, origin, position, sequence }) {
            state.host_events = state.host_events.max(sequence);
            let queue = if sink == Sink::Host { &mut state.host } else { &mut state.lsp };
            let lost = queue.push(admitted);
            self.count_lost(state, Loss::Capacity, lost);
        }
    }
}
