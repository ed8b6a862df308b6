//! The gate: checks every event twice, when it is queued and when it is delivered. Only the gate creates what a queue
//! accepts.
//!
//! Consent covers a range of messages. Every message that `send` takes gets a number, its [`MessageSequence`], and so
//! does every call that states a level. From these numbers, [`consent`](super::consent) computes the first number whose
//! events may pass, for each [`RequiredConsent`]. The gate stores it, and rejects every event that an earlier message
//! caused, however long the work on that message took.

use std::array;

use tokio::sync::watch;

use super::catalogue::{Event, Expiry, Kind};
use super::level::Level;
use super::sync::{AtomicU64, AtomicUsize, Ordering};

/// The number of the message that causes an event (its origin), or of a statement of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MessageSequence(u64);

impl MessageSequence {
    /// The lowest number. The origin of every event is this one or a later one.
    pub const FIRST: Self = Self(0);

    /// Returns the number after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Converts back a number that [`number`](Self::number) returned.
    pub fn from_number(number: u64) -> Self {
        Self(number)
    }

    /// Returns its place in the order of messages and statements.
    pub fn number(self) -> u64 {
        self.0
    }
}

/// The consent that an event needs to pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequiredConsent {
    /// The level that applies is `all`, even if the client only negotiated terraform-ls's format and no level was
    /// stated.
    Negotiation,
    /// The host or the client stated a level, and the level that applies is `all`.
    Usage,
    /// The host or the client stated a level, and the level that applies is `error` or `all`.
    Error,
}

impl RequiredConsent {
    /// All variants, in the order of their discriminants.
    pub const ALL: [Self; 3] = [Self::Negotiation, Self::Usage, Self::Error];

    /// Returns the consent that events of a kind need.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Usage => Self::Usage,
            Kind::Error => Self::Error,
        }
    }

    /// Returns the lowest level that admits events with this requirement.
    pub fn level(self) -> Level {
        match self {
            Self::Negotiation | Self::Usage => Level::All,
            Self::Error => Level::Error,
        }
    }
}

/// Means that no origin may pass. No message has this number.
const CLOSED: u64 = u64::MAX;

/// The first origin whose events may pass, for each requirement; `None` if none may.
pub type Openings = [Option<MessageSequence>; RequiredConsent::ALL.len()];

/// An event that passed the gate, ready for a sink. Only [`Gate::admit`] creates one.
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
    /// Returns its number among the events of its identity for the host.
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

    /// Returns until when the event is sent.
    pub fn expiry(&self) -> Expiry {
        self.expiry
    }

    /// Returns its position among everything that is queued for JavaScript.
    pub fn position(&self) -> u64 {
        self.position
    }
}

/// Decides which events may pass. All threads read and change it without a lock.
#[derive(Debug)]
pub struct Gate {
    /// The first origin whose events may pass, for each requirement, or `CLOSED`.
    open_from: [AtomicU64; RequiredConsent::ALL.len()],
    /// How often the gate closed for events that could pass before.
    revocation_count: watch::Sender<u64>,
    /// The number of the newest message.
    newest: AtomicU64,
    /// The number of holds, such as pending requests for the client's level. While there are any, no event is
    /// delivered.
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

    /// Returns the origin of an event that no message caused: later than every message taken so far.
    pub fn now(&self) -> MessageSequence {
        MessageSequence(self.newest.load(Ordering::SeqCst) + 1)
    }

    /// Whether any event with this requirement may pass.
    pub fn is_open(&self, requirement: RequiredConsent) -> bool {
        self.open_from[requirement as usize].load(Ordering::Relaxed) != CLOSED
    }

    /// Whether an event that the message with this number caused may pass.
    pub fn admits(&self, requirement: RequiredConsent, origin: MessageSequence) -> bool {
        origin.0 >= self.open_from[requirement as usize].load(Ordering::SeqCst)
    }

    /// Whether an admitted event may still pass.
    pub fn still_admits(&self, event: &Admitted) -> bool {
        self.admits(event.requirement, event.origin)
    }

    /// Converts an event into what a queue accepts, if it may pass.
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

    /// Opens and closes the gate. Returns whether it closed for an event that could pass before.
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

    /// How often the gate closed for events that could pass before.
    pub fn revocation_count(&self) -> u64 {
        *self.revocation_count.borrow()
    }

    /// Returns a receiver that is notified whenever the gate closes from now on.
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

/// How an event is admitted: the consent that it needs, its origin, and its place in the queues.
#[derive(Clone, Copy, Debug)]
pub struct Admission {
    /// The consent that the event needs.
    pub requirement: RequiredConsent,
    /// The message that caused the event.
    pub origin: MessageSequence,
    /// The position of the event among everything that is queued for JavaScript.
    pub position: u64,
    /// The number of the event among the events of its identity for the host; 0 for an event to the client.
    pub sequence: u64,
}

/// The gate cannot be bypassed: nothing else can create what a queue accepts.
///
/// ```compile_fail,E0451
/// use candor::telemetry::gate::{Admitted, Gate, RequiredConsent};
/// let gate = Gate::default();
/// let forged = Admitted { requirement: RequiredConsent::Usage, origin: gate.now(), position: 0, json: String::new() };
/// ```
///
/// Nor can an event be created from text:
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
