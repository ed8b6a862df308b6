//! The gate: decides whether an event may pass, twice, and is the only maker of what a queue accepts.
//!
//! Consent is a span of messages. Every message that `send` takes gets a number, its [`Origin`]; opening the gate
//! notes the number from which events may pass, closing it notes that none may. An event whose message was taken
//! before the opt-in, or before a revocation that has since been lifted, is older than that number and stays out,
//! however long the work on it took.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};

use tokio::sync::watch;

use super::consent::{Decision, Scope};
use super::event::{Event, Kind};
use super::level::Level;

/// The number of the message from which an event follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin(u64);

/// What must be consented to before an event may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Requirement {
    /// terraform-ls's format was negotiated.
    Negotiation,
    /// Level `all`, by somebody's word.
    Usage,
    /// Level `error` or `all`, by somebody's word.
    Error,
}

impl Requirement {
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Usage => Self::Usage,
            Kind::Error => Self::Error,
        }
    }
}

const REQUIREMENTS: [Requirement; 3] = [Requirement::Negotiation, Requirement::Usage, Requirement::Error];

/// No message has this number.
const CLOSED: u64 = u64::MAX;

/// An event that passed the gate, ready for a sink. Only [`Gate::admit`] makes one.
#[derive(Debug)]
pub struct Admitted {
    requirement: Requirement,
    origin: Origin,
    position: u64,
    json: String,
}

impl Admitted {
    pub fn json(&self) -> &str {
        &self.json
    }

    pub fn into_json(self) -> String {
        self.json
    }

    pub fn position(&self) -> u64 {
        self.position
    }
}

#[derive(Debug)]
pub struct Gate {
    /// By requirement: the first origin that may pass, or `CLOSED`.
    open_from: [AtomicU64; 3],
    /// By requirement: the first origin after the last closing.
    floor: [AtomicU64; 3],
    /// How often something was closed.
    closings: watch::Sender<u64>,
    /// The number of the newest message.
    newest: AtomicU64,
    /// Pulls under way. While there are any, nothing is delivered.
    holds: AtomicUsize,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            open_from: [const { AtomicU64::new(CLOSED) }; 3],
            floor: [const { AtomicU64::new(0) }; 3],
            closings: watch::Sender::new(0),
            newest: AtomicU64::new(0),
            holds: AtomicUsize::new(0),
        }
    }
}

impl Gate {
    /// Numbers a message.
    pub fn take(&self) -> Origin {
        Origin(self.newest.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// The origin of an event that follows from no message: later than every message taken so far.
    pub fn now(&self) -> Origin {
        Origin(self.newest.load(Ordering::SeqCst) + 1)
    }

    pub fn is_open(&self, requirement: Requirement) -> bool {
        self.open_from[requirement as usize].load(Ordering::Relaxed) != CLOSED
    }

    pub fn admits(&self, requirement: Requirement, origin: Origin) -> bool {
        origin.0 >= self.open_from[requirement as usize].load(Ordering::SeqCst)
    }

    pub fn still_admits(&self, event: &Admitted) -> bool {
        self.admits(event.requirement, event.origin)
    }

    /// Turns an event into what a queue accepts, if it may pass.
    pub fn admit(&self, event: &Event, passage: Passage) -> Option<Admitted> {
        let Passage { requirement, origin, position } = passage;
        self.admits(requirement, origin).then(|| Admitted {
            requirement,
            origin,
            position,
            json: event.json().to_owned(),
        })
    }

    /// Opens and closes as `decision` says, behind the message `at` that brought it: what it opens is open from the
    /// next message on, and never for anything that was taken before the last closing. Returns whether something was
    /// closed.
    pub fn follow(&self, decision: Decision, at: Origin) -> bool {
        let mut closed = false;
        for requirement in REQUIREMENTS {
            let index = requirement as usize;
            let wanted = match requirement {
                Requirement::Negotiation => decision.level == Level::All,
                Requirement::Usage => decision.level == Level::All && decision.scope == Scope::Full,
                Requirement::Error => decision.level >= Level::Error && decision.scope == Scope::Full,
            };
            match (self.is_open(requirement), wanted) {
                (true, false) => {
                    self.open_from[index].store(CLOSED, Ordering::SeqCst);
                    self.floor[index].fetch_max(at.0 + 1, Ordering::SeqCst);
                    closed = true;
                }
                (false, true) => {
                    let floor = self.floor[index].load(Ordering::SeqCst);
                    self.open_from[index].store(floor.max(at.0 + 1), Ordering::SeqCst);
                }
                _ => {}
            }
        }
        if closed {
            self.closings.send_modify(|count| *count += 1);
        }
        closed
    }

    pub fn closings(&self) -> u64 {
        *self.closings.borrow()
    }

    /// Sees every closing from now on.
    pub fn watch_closings(&self) -> watch::Receiver<u64> {
        self.closings.subscribe()
    }

    pub fn is_held(&self) -> bool {
        self.holds.load(Ordering::SeqCst) > 0
    }

    pub fn hold(&self) {
        self.holds.fetch_add(1, Ordering::SeqCst);
    }

    /// Ends one hold and returns whether it was the last.
    pub fn release(&self) -> bool {
        self.holds.fetch_sub(1, Ordering::SeqCst) == 1
    }
}

/// On whose terms, from where and to which place an event passes.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    pub requirement: Requirement,
    pub origin: Origin,
    /// Its place among everything queued for JavaScript.
    pub position: u64,
}

/// The gate cannot be passed by: what a queue accepts has no other maker.
///
/// ```compile_fail,E0451
/// use candor::telemetry::gate::{Admitted, Gate, Requirement};
/// let gate = Gate::default();
/// let forged = Admitted { requirement: Requirement::Usage, origin: gate.now(), position: 0, json: String::new() };
/// ```
///
/// Nor can an event be made from text:
///
/// ```compile_fail,E0451
/// let forged = candor::telemetry::event::Event { json: "/home/alice".to_owned() };
/// ```
///
/// ```compile_fail,E0423
/// let forged = candor::telemetry::anonymise::RemoteHash("/home/alice".to_owned());
/// ```
///
/// ```compile_fail,E0423
/// let forged = candor::telemetry::anonymise::versions::VersionText("~> acme".to_owned());
/// ```
#[cfg(doctest)]
struct ForgingDoesNotCompile;
