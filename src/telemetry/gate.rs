//! The gate: decides whether an event may pass, twice, and is the only maker of what a queue accepts.
//!
//! Consent is a span of messages. Every message that `send` takes gets a number, its [`MessageSequence`]; so does every call
//! that states a level. [`consent`](super::consent) computes from them the first number whose events may pass, for
//! each [`RequiredConsent`], and the gate holds it: an event that follows from an earlier message stays out, however long
//! the work on it took.

use std::array;

use tokio::sync::watch;

use super::catalogue::{Event, Expiry, Kind};
use super::level::Level;
use super::sync::{AtomicU64, AtomicUsize, Ordering};

/// The number of the message from which an event follows, or of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageSequence(u64);

impl MessageSequence {
    /// Every event follows from this one or a later one.
    pub const FIRST: Self = Self(0);

    /// The first origin behind this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// The one of this number, which [`number`](Self::number) has returned.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// Its place in the order of origins.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// What must be consented to before an event may pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredConsent {
    /// terraform-ls's format was negotiated.
    Negotiation,
    /// Level `all`, by somebody's word.
    Usage,
    /// Level `error` or `all`, by somebody's word.
    Error,
}

impl RequiredConsent {
    /// In the order of their discriminants.
    pub const ALL: [Self; 3] = [Self::Negotiation, Self::Usage, Self::Error];

    /// What an event of a kind requires.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Usage => Self::Usage,
            Kind::Error => Self::Error,
        }
    }

    /// The lowest level that admits it.
    pub fn level(self) -> Level {
        match self {
            Self::Negotiation | Self::Usage => Level::All,
            Self::Error => Level::Error,
        }
    }
}

/// No message has this number.
const CLOSED: u64 = u64::MAX;

/// By requirement: the first origin that may pass; `None` where none may.
pub type Openings = [Option<MessageSequence>; RequiredConsent::ALL.len()];

/// An event that passed the gate, ready for a sink. Only [`Gate::admit`] makes one.
#[derive(Debug)]
pub struct Admitted {
    requirement: RequiredConsent,
    origin: MessageSequence,
    position: u64,
    sequence: u64,
    expiry: Expiry,
    json: String,
}

impl Admitted {
    /// Its number among the events of its identity for the host.
    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    /// The event as JSON.
    pub fn json(&self) -> &str {
        &self.json
    }

    /// Turns the event into JSON.
    pub fn into_json(self) -> String {
        self.json
    }

    /// How long the event is sent.
    pub fn expiry(&self) -> Expiry {
        self.expiry
    }

    /// Its place among everything that is queued for JavaScript.
    pub fn position(&self) -> u64 {
        self.position
    }
}

/// Decides which events may pass. Read and changed by all threads without a lock.
#[derive(Debug)]
pub struct Gate {
    /// By requirement: the first origin that may pass, or `CLOSED`.
    open_from: [AtomicU64; RequiredConsent::ALL.len()],
    /// How often events that might pass were shut out.
    revocation_count: watch::Sender<u64>,
    /// The number of the newest message.
    newest: AtomicU64,
    /// Pulls under way. While there are any, nothing is delivered.
    holds: AtomicUsize,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            open_from: array::from_fn(|_| AtomicU64::new(CLOSED)),
            revocation_count: watch::Sender::new(0),
            newest: AtomicU64::new(0),
            holds: AtomicUsize::new(0),
        }
    }
}

impl Gate {
    /// Numbers a message.
    pub fn take(&self) -> MessageSequence {
        MessageSequence(self.newest.fetch_add(1, Ordering::SeqCst) + 1)
    }

    /// The origin of an event that follows from no message: later than every message taken so far.
    pub fn now(&self) -> MessageSequence {
        MessageSequence(self.newest.load(Ordering::SeqCst) + 1)
    }

    /// Whether any event with this requirement may pass.
    pub fn is_open(&self, requirement: RequiredConsent) -> bool {
        self.open_from[requirement as usize].load(Ordering::Relaxed) != CLOSED
    }

    /// Whether an event may pass that follows from a message with this number.
    pub fn admits(&self, requirement: RequiredConsent, origin: MessageSequence) -> bool {
        origin.0 >= self.open_from[requirement as usize].load(Ordering::SeqCst)
    }

    /// Whether an admitted event may still pass.
    pub fn still_admits(&self, event: &Admitted) -> bool {
        self.admits(event.requirement, event.origin)
    }

    /// Turns an event into what a queue accepts, if it may pass.
    pub fn admit(&self, event: &Event, admission: Admission) -> Option<Admitted> {
        let Admission { requirement, origin, position, sequence } = admission;
        self.admits(requirement, origin).then(|| Admitted {
            requirement,
            origin,
            position,
            sequence,
            expiry: event.expiry(),
            json: event.json().to_owned(),
        })
    }

    /// Opens and closes as consent says. Returns whether an event that might pass until now may pass no more.
    pub fn set(&self, openings: Openings) -> bool {
        let mut closed = false;
        for (open_from, opening) in self.open_from.iter().zip(openings) {
            let opening = opening.map_or(CLOSED, |origin| origin.0);
            closed |= opening > open_from.swap(opening, Ordering::SeqCst);
        }
        if closed {
            self.revocation_count.send_modify(|count| *count += 1);
        }
        closed
    }

    /// How often events that might pass were shut out.
    pub fn revocation_count(&self) -> u64 {
        *self.revocation_count.borrow()
    }

    /// Sees every closing from now on.
    pub fn watch_closings(&self) -> watch::Receiver<u64> {
        self.revocation_count.subscribe()
    }

    /// Whether delivery is on hold.
    pub fn is_held(&self) -> bool {
        self.holds.load(Ordering::SeqCst) > 0
    }

    /// Puts delivery on hold until [`release`](Self::release).
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
pub struct Admission {
    /// The consent that it requires.
    pub requirement: RequiredConsent,
    /// The message that it follows from.
    pub origin: MessageSequence,
    /// Its place among everything queued for JavaScript.
    pub position: u64,
    /// Its number among the events of its identity for the host; 0 for the client's.
    pub sequence: u64,
}

/// The gate cannot be passed by: what a queue accepts has no other maker.
///
/// ```compile_fail,E0451
/// use candor::telemetry::gate::{Admitted, Gate, RequiredConsent};
/// let gate = Gate::default();
/// let forged = Admitted { requirement: RequiredConsent::Usage, origin: gate.now(), position: 0, json: String::new() };
/// ```
///
/// Nor can an event be made from text:
///
/// ```compile_fail,E0451
/// let forged = candor::telemetry::catalogue::Event { json: "/home/alice".to_owned() };
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
