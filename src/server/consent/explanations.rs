//! Explains why telemetry events are recorded or not, for clients that request explanations.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::rpc::trace::{Explanation, Trace};
use crate::telemetry::consent::{DecidedBy, Decision, Scope};
use crate::telemetry::level::Level;
use crate::telemetry::observation::{Observer, Obstacle, PipelineEvent};
use crate::telemetry::{Loss, Status};

/// Explains each reason once until another level applies, because a document is edited at every keystroke.
pub struct TelemetryExplainer {
    trace: Arc<Trace>,
    explained: Mutex<Explained>,
}

#[derive(Default)]
struct Explained {
    unrecorded: HashSet<(Option<String>, Obstacle)>,
    lost: HashMap<Loss, Lost>,
}

/// The number of events that were lost for one reason.
#[derive(Default)]
struct Lost {
    explained: u64,
    unexplained: u64,
}

impl Lost {
    /// Counts lost events. Returns how many to explain now, if any: the first at once, and further ones when the total
    /// has doubled, because events may be lost at every keystroke.
    fn count(&mut self, count: u64) -> Option<u64> {
        self.unexplained = self.unexplained.saturating_add(count);
        if self.unexplained < self.explained {
            return None;
        }
        self.explained = self.explained.saturating_add(self.unexplained);
        Some(std::mem::take(&mut self.unexplained))
    }
}

impl TelemetryExplainer {
    pub fn new(trace: Arc<Trace>) -> Self {
        Self { trace, explained: Mutex::default() }
    }

    /// Explains the level that applies when a session is initialized.
    pub fn session_initialized(&self, status: &Status) {
        self.decided(status);
    }

    fn decided(&self, status: &Status) {
        *self.explained() = Explained::default();
        let word = |level: Option<Level>| level.map_or("nothing", Level::as_str);
        let Status { environment, host, client, .. } = *status;
        let details = format!(
            "the environment sets {}, the host sets {}, the client sets {}",
            word(environment),
            word(host),
            word(client)
        );
        self.trace.explain(|| Explanation::new(level(status.decision)).with_details(details));
    }

    fn explained(&self) -> MutexGuard<'_, Explained> {
        self.explained.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Observer for TelemetryExplainer {
    fn is_observing(&self) -> bool {
        self.trace.is_on()
    }

    fn observe(&self, event: PipelineEvent<'_>) {
        match event {
            PipelineEvent::Decided(status) => self.decided(&status),
            PipelineEvent::Unrecorded { event, obstacle } => {
                if self.explained().unrecorded.insert((event.map(str::to_owned), obstacle)) {
                    self.trace.explain(|| unrecorded(event, obstacle));
                }
            }
            PipelineEvent::Lost { count, loss, decision } => {
                let count = self.explained().lost.entry(loss).or_default().count(count);
                if let Some(count) = count {
                    self.trace.explain(|| lost(count, loss, decision));
                }
            }
        }
    }
}

fn level(Decision { level, decided_by, .. }: Decision) -> String {
    let level = level.as_str();
    match decided_by {
        DecidedBy::Default => {
            format!("the telemetry level is `{level}`, because neither the host nor the client sets one")
        }
        DecidedBy::Negotiation => {
            format!(
                "the telemetry level is `{level}`, because the client negotiated the format and nobody sets a level"
            )
        }
        DecidedBy::Environment | DecidedBy::Host | DecidedBy::Client => {
            format!("the telemetry level is `{level}`, decided by the {}", decided_by.as_str())
        }
    }
}

fn unrecorded(event: Option<&str>, obstacle: Obstacle) -> Explanation {
    let event = event.map_or_else(|| "an event".to_owned(), |event| format!("the event `{event}`"));
    let reason = match obstacle {
        Obstacle::Level { decision: Decision { scope: Scope::Negotiated, .. }, .. } => {
            "nobody sets a level, and the event is not part of the format that the client negotiated".to_owned()
        }
        Obstacle::Level { required, decision } => {
            format!("it requires level `{}`, and {}", required.as_str(), level(decision))
        }
        Obstacle::BeforeConsent => "it follows from a message that was sent before the level allowed it".to_owned(),
        Obstacle::NoSink => {
            "the host keeps no events, and the client did not request version 1 of the format".to_owned()
        }
        Obstacle::Expired => "its end date has passed".to_owned(),
        Obstacle::NotAdmitted => "the catalogue or the declaration does not allow it".to_owned(),
        Obstacle::Repeated => "it was already reported in this telemetry session".to_owned(),
    };
    Explanation::new(format!("did not record {event}: {reason}"))
}

fn lost(count: u64, loss: Loss, decision: Decision) -> Explanation {
    let events = if count == 1 { "1 event".to_owned() } else { format!("{count} events") };
    let reason = match loss {
        Loss::Capacity => "the queue is full".to_owned(),
        Loss::Revoked => format!("consent was withdrawn, or the session ended; {}", level(decision)),
        Loss::Refused => "the catalogue does not allow it, or its end date has passed".to_owned(),
    };
    Explanation::new(format!("dropped {events}: {reason}"))
}
