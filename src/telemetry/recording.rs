//! What comes in: an event is made only where the gate admits it, and counted where it is lost.

use std::sync::Arc;

use super::catalogue::{CatalogueEvent, Event, Kind};
use super::gate::{Admission, MessageSequence, RequiredConsent};
use super::state::{Sink, State};
use super::sync::Ordering;
use super::{Identity, Telemetry, limits};

impl Telemetry {
    /// Whether an event of `kind` that follows from `origin` would reach a sink. Costs one read while the gate is
    /// closed: ask it before any work.
    #[inline]
    pub fn wants(&self, kind: Kind, origin: MessageSequence) -> bool {
        let requirement = RequiredConsent::of(kind);
        self.gate.is_open(requirement)
            && self.gate.admits(requirement, origin)
            && (self.takes(Sink::Host, origin) || self.takes(Sink::Lsp, origin))
    }

    /// Whether this event would reach a sink if it followed from `origin`. Beside what [`wants`](Self::wants) says,
    /// one that was negotiated reaches the client.
    #[inline]
    pub fn wants_event<E: CatalogueEvent>(&self, origin: MessageSequence) -> bool {
        self.is_open_for::<E>(origin) && !E::DOCUMENTATION.expiry.is_past(&self.clock)
    }

    #[inline]
    fn is_open_for<E: CatalogueEvent>(&self, origin: MessageSequence) -> bool {
        self.wants(E::DOCUMENTATION.kind, origin)
            || E::DOCUMENTATION.is_negotiable
                && self.gate.is_open(RequiredConsent::Negotiation)
                && self.gate.admits(RequiredConsent::Negotiation, origin)
                && self.takes(Sink::Lsp, origin)
    }

    /// Records the event that `make` builds, if it can reach a sink.
    ///
    /// Inlined, so that a closed gate costs its caller one read and not the frame of what is behind it.
    #[inline]
    pub fn record<E: CatalogueEvent>(&self, origin: MessageSequence, make: impl FnOnce(&Identity) -> Option<E>) {
        if self.wants_event::<E>(origin) {
            self.record_wanted(origin, make);
        }
    }

    #[cold]
    #[inline(never)]
    fn record_wanted<E: CatalogueEvent>(&self, origin: MessageSequence, make: impl FnOnce(&Identity) -> Option<E>) {
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
        if is_of_this_session && self.is_open_for::<E>(origin) {
            for sink in [Sink::Host, Sink::Lsp].into_iter().filter(|sink| self.takes(*sink, origin)) {
                self.push(&mut state, sink, &event, (self.requirement::<E>(sink, origin), origin));
            }
        } else {
            state.dropped.revoked += 1;
        }
        drop(state);
        (self.notify)();
    }

    /// The consent that an event needs for a sink. One that a client may have for the format alone stays in the client's
    /// queue when the words beside the format are withdrawn.
    fn requirement<E: CatalogueEvent>(&self, sink: Sink, origin: MessageSequence) -> RequiredConsent {
        let is_negotiable = sink == Sink::Lsp && E::DOCUMENTATION.is_negotiable;
        if is_negotiable && self.gate.admits(RequiredConsent::Negotiation, origin) {
            RequiredConsent::Negotiation
        } else {
            RequiredConsent::of(E::DOCUMENTATION.kind)
        }
    }

    /// Counts something that asked to be recorded and is none of our events.
    pub fn refuse(&self) {
        self.lock().dropped.refused += 1;
    }

    /// Whether this is the first modification of `document` in this identity that may be reported.
    pub fn is_first_modification(&self, document: &str, origin: MessageSequence) -> bool {
        if !self.wants(Kind::Usage, origin) {
            return false;
        }
        let mut state = self.lock();
        // Asked again: the level may have been lowered and raised, and a new identity knows nothing of this message.
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
        if let Some(admitted) = self.gate.admit(event, Admission { requirement, origin, position }) {
            let queue = if sink == Sink::Host { &mut state.host } else { &mut state.lsp };
            state.dropped.capacity += queue.push(admitted);
        }
    }
}
