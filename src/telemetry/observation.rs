//! What an observer learns about the pipeline, so that it can explain why events are sent or not sent. Nothing of it
//! depends on the contents of events.

use std::sync::Arc;

use super::catalogue::{CatalogueEvent, EventDocumentation, Expiry, Kind};
use super::consent::{Decision, Sources};
use super::gate::{MessageSequence, RequiredConsent};
use super::level::Level;
use super::state::{Loss, Sink, State};
use super::{Status, Telemetry};

/// Something that happened in the pipeline.
#[derive(Clone, Copy, Debug)]
pub enum PipelineEvent<'a> {
    /// A different level applies, or the same level for a different reason.
    Decided(Status),
    /// An event is not recorded.
    Unrecorded {
        /// The name of the event, if it is known.
        event: Option<&'a str>,
        /// Why it is not recorded.
        obstacle: Obstacle,
    },
    /// Events that were recorded are not delivered.
    Lost {
        /// The number of events.
        count: u64,
        /// Why they are not delivered.
        loss: Loss,
        /// The level that applies, and why.
        decision: Decision,
    },
}

/// Why an event is not recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Obstacle {
    /// The level does not admit it.
    Level {
        /// The lowest level that admits it.
        required: Level,
        /// The level that applies, and why.
        decision: Decision,
    },
    /// The message that caused it came before the level admitted it.
    BeforeConsent,
    /// Neither the host nor the client takes events.
    NoSink,
    /// Its end date is past.
    Expired,
    /// The catalogue or the declaration does not admit it.
    NotAdmitted,
    /// It was reported before, in this telemetry session.
    Repeated,
}

/// Observes a pipeline. It must not call the pipeline.
pub trait Observer: Send + Sync {
    /// Whether the observer wants to be notified.
    fn is_observing(&self) -> bool;

    /// Notifies the observer that something happened.
    fn observe(&self, event: PipelineEvent<'_>);
}

impl Telemetry {
    /// Sets the observer that is notified from now on. Only the first call has an effect.
    pub fn observe_with(&self, observer: Arc<dyn Observer>) {
        // A second observer would mean that two servers share a pipeline.
        let _ = self.observer.set(observer);
    }

    /// Explains to the observer why the event `E` is not recorded, if `origin` caused it.
    #[cold]
    pub fn explain_unwanted<E: CatalogueEvent>(&self, origin: MessageSequence) {
        let Some(observer) = self.observer() else { return };
        let EventDocumentation { name, discriminant, kind, expiry, .. } = E::DOCUMENTATION;
        let obstacle = self.obstacle(RequiredConsent::of(*kind), *expiry, origin);
        match discriminant {
            None => observer.observe(PipelineEvent::Unrecorded { event: Some(name), obstacle }),
            Some((_, value)) => {
                let event = format!("{name}/{value}");
                observer.observe(PipelineEvent::Unrecorded { event: Some(&event), obstacle });
            }
        }
    }

    /// Explains to the observer why an event of the host is not recorded. `event` is its name if it is declared.
    #[cold]
    pub fn explain_undelivered(&self, event: Option<&str>, kind: Kind, origin: MessageSequence) {
        let Some(observer) = self.observer() else { return };
        let obstacle = self.obstacle(RequiredConsent::of(kind), Expiry::Never, origin);
        observer.observe(PipelineEvent::Unrecorded { event, obstacle });
    }

    fn obstacle(&self, requirement: RequiredConsent, expiry: Expiry, origin: MessageSequence) -> Obstacle {
        if !self.gate.is_open(requirement) {
            let decision = self.lock().consent.sources().decide();
            Obstacle::Level { required: requirement.level(), decision }
        } else if !self.gate.admits(requirement, origin) {
            Obstacle::BeforeConsent
        } else if !self.takes(Sink::Host, origin) && !self.takes(Sink::Lsp, origin) {
            Obstacle::NoSink
        } else if expiry.is_past(&self.clock) {
            Obstacle::Expired
        } else {
            Obstacle::Repeated
        }
    }

    fn observer(&self) -> Option<&dyn Observer> {
        self.observer.get().map(|observer| &**observer).filter(|observer| observer.is_observing())
    }

    pub(super) fn observe<'a>(&self, event: impl FnOnce() -> Option<PipelineEvent<'a>>) {
        let Some(observer) = self.observer() else { return };
        if let Some(event) = event() {
            observer.observe(event);
        }
    }

    /// Counts lost events, and explains to the observer why they are lost.
    pub(super) fn count_lost(&self, state: &mut State, loss: Loss, count: u64) {
        state.dropped.count(loss, count);
        self.observe_loss(state, count, loss);
    }

    pub(super) fn observe_loss(&self, state: &State, count: u64, loss: Loss) {
        self.observe(|| {
            let decision = state.consent.sources().decide();
            (count > 0).then_some(PipelineEvent::Lost { count, loss, decision })
        });
    }
}

/// Whether two states of the sources lead to different decisions.
pub(super) fn decision_changed(before: Sources, after: Sources) -> bool {
    before.decide() != after.decide()
}
