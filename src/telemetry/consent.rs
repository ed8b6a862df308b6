//! What each source states about telemetry, and the result: the level, the source that decides, the scope, and the
//! first message whose events may pass.
//!
//! Every source can only lower the level. The level is the minimum of all statements, so their order cannot raise it.
//!
//! Statements may arrive in another order than they were made. A statement of the host is in force when its call
//! returns. A statement of the client is in force when its message is handled, which may be much later. Each statement
//! therefore carries the number of its call or message, its place, and the order of places counts: an event that a
//! message caused passes only if no source forbade it at the place of that message or has forbidden it since.

use crate::platform::Environment;

use super::gate::{MessageSequence, Openings, RequiredConsent};
use super::level::{Level, LevelSetting};

/// A party that may state a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The environment variables of the process and of the calling realm.
    Environment,
    /// The application that embeds the server.
    Host,
    /// The LSP client.
    Client,
}

impl Source {
    /// Returns the description of the source in a warning. It never contains what the source stated.
    pub fn described(self) -> &'static str {
        match self {
            Self::Environment => "the environment variable `CANDOR_TELEMETRY`",
            Self::Host => "the options of the host",
            Self::Client => "the settings of the client",
        }
    }
}

/// Why a level applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecidedBy {
    /// Neither the host nor the client has stated a level.
    Default,
    /// The environment states the lowest level.
    Environment,
    /// The host states the lowest level.
    Host,
    /// The client states the lowest level.
    Client,
    /// The client negotiated the format, and neither the host nor the client has stated a level.
    Negotiation,
}

impl DecidedBy {
    /// Returns the word in `telemetryStatus`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Environment => "environment",
            Self::Host => "host",
            Self::Client => "client",
            Self::Negotiation => "negotiation",
        }
    }
}

/// Which events and sinks a level applies to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// All events that the level admits, for all sinks.
    Full,
    /// Only the format was negotiated: the level applies to the events that terraform-ls documents, and only to the LSP
    /// sink.
    Negotiated,
}

/// The level that applies, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The level.
    pub level: Level,
    /// The source that decides.
    pub decided_by: DecidedBy,
    /// Which events and sinks the level applies to.
    pub scope: Scope,
}

impl Decision {
    /// Returns the level for events to the host, which is `off` if only the format was negotiated.
    pub fn host_level(self) -> Level {
        match self.scope {
            Scope::Full => self.level,
            Scope::Negotiated => Level::Off,
        }
    }
}

/// What the client stated in `initialize` and afterwards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientStatements {
    at_initialize: Option<Level>,
    last: Option<Level>,
}

impl ClientStatements {
    /// Begins with the level that the client states in `initialize`.
    pub fn at_initialize(level: Option<Level>) -> Self {
        Self { at_initialize: level, last: level }
    }

    /// Returns the level that the client states now.
    pub fn level(self) -> Option<Level> {
        self.last
    }

    /// Replaces the previous statement with a level from a response or a notification.
    pub fn state(&mut self, level: Level) {
        self.last = Some(level);
    }

    /// Applies a response without a level. It never raises the level: the lower of the last statement and the one in
    /// `initialize` applies.
    pub fn answer_nothing(&mut self) {
        self.last = [self.last, self.at_initialize].into_iter().flatten().min();
    }
}

/// The statements of all sources at one time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources {
    /// The level that the environment states.
    pub environment: Option<Level>,
    /// The level that the host states.
    pub host: Option<Level>,
    /// What the client states.
    pub client: ClientStatements,
    /// Whether the client asked for version 1 of the format and the host accepts that as consent.
    pub negotiated: bool,
}

impl Sources {
    /// Returns the level that results from all statements.
    pub fn decide(self) -> Decision {
        let client = self.client.level();
        if self.host.is_none() && client.is_none() {
            return self.decide_unstated();
        }
        let stated =
            [(self.environment, DecidedBy::Environment), (self.host, DecidedBy::Host), (client, DecidedBy::Client)];
        let (level, decided_by) = stated
            .into_iter()
            .filter_map(|(level, source)| Some((level?, source)))
            // `min_by_key` keeps the first of equals, and the order above is the order of precedence.
            .min_by_key(|(level, _)| *level)
            .unwrap_or((Level::Off, DecidedBy::Default));
        Decision { level, decided_by, scope: Scope::Full }
    }

    /// Decides if neither the host nor the client has stated a level. The environment alone cannot opt in.
    fn decide_unstated(self) -> Decision {
        if !self.negotiated {
            return Decision { level: Level::Off, decided_by: DecidedBy::Default, scope: Scope::Full };
        }
        let (level, decided_by) = match self.environment {
            Some(level) if level < Level::All => (level, DecidedBy::Environment),
            _ => (Level::All, DecidedBy::Negotiation),
        };
        Decision { level, decided_by, scope: Scope::Negotiated }
    }

    fn admits(self, requirement: RequiredConsent) -> bool {
        let Decision { level, scope, .. } = self.decide();
        level >= requirement.level() && (scope == Scope::Full || requirement == RequiredConsent::Negotiation)
    }

    /// Whether the client has stated anything that could meet this requirement.
    fn client_has_stated(self, requirement: RequiredConsent) -> bool {
        self.client.level().is_some() || (self.negotiated && requirement == RequiredConsent::Negotiation)
    }
}

/// A statement of a source, or its withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statement {
    /// The host states a level; `None` withdraws its statement.
    Host(Option<Level>),
    /// `initialize` begins a session.
    SessionStarted {
        /// The level in the initialization options.
        level: Option<Level>,
        /// Whether the client negotiates version 1 of the format.
        negotiated: bool,
    },
    /// The level in a response or a notification. A request for the level that failed counts as `off`.
    Client(Level),
    /// A response to a request for the level that does not contain one.
    ClientStatedNoLevel,
    /// `exit` ends the session.
    SessionEnded,
}

/// The places from which events with one requirement may pass.
#[derive(Clone, Copy, Debug)]
struct Admissibility {
    /// Events with an origin before this one stay out: a source forbade them, or the level was lowered. Never
    /// decreases.
    floor: MessageSequence,
    /// The last place at which neither the host nor the client had stated anything. Meaningful only while one of them
    /// states something. Can decrease: a statement of the client that is handled late may have ended the silence
    /// earlier.
    silent_until: MessageSequence,
}

/// The statements of all sources over all places. Only [`state`](Self::state) changes them.
#[derive(Clone, Copy, Debug)]
pub struct Consent {
    sources: Sources,
    /// The place at which the host last stated a level after it had stated none.
    host_since: MessageSequence,
    admissibility: [Admissibility; RequiredConsent::ALL.len()],
}

impl Consent {
    /// Creates the state in which neither the host nor the client has stated a level.
    pub fn new(environment: Option<Level>) -> Self {
        let admission = Admissibility { floor: MessageSequence::FIRST, silent_until: MessageSequence::FIRST };
        Self {
            sources: Sources { environment, ..Sources::default() },
            host_since: MessageSequence::FIRST,
            admissibility: [admission; RequiredConsent::ALL.len()],
        }
    }

    /// Returns what the sources state now.
    pub fn sources(&self) -> Sources {
        self.sources
    }

    /// Applies a statement that was made at the place `at`. The statements of the host arrive in the order of their
    /// places, and so do the statements of the client. A statement of the client may arrive after later ones of the
    /// host.
    pub fn state(&mut self, statement: Statement, at: MessageSequence) {
        let before = self.sources;
        let after = &mut self.sources;
        match statement {
            Statement::Host(level) => after.host = level,
            Statement::SessionStarted { level, negotiated } => {
                after.client = ClientStatements::at_initialize(level);
                after.negotiated = negotiated;
            }
            Statement::Client(level) => after.client.state(level),
            Statement::ClientStatedNoLevel => after.client.answer_nothing(),
            Statement::SessionEnded => {
                after.client = ClientStatements::default();
                after.negotiated = false;
            }
        }
        let after = self.sources;
        let is_from_host = matches!(statement, Statement::Host(_));
        if before.host.is_none() && after.host.is_some() {
            self.host_since = at;
        }
        let stated =
            if is_from_host { [before.host, after.host] } else { [before.client.level(), after.client.level()] };
        for requirement in RequiredConsent::ALL {
            let is_forbidden = stated.into_iter().flatten().any(|level| level < requirement.level());
            let is_shut = before.admits(requirement) && !after.admits(requirement);
            let admission = &mut self.admissibility[requirement as usize];
            if is_forbidden || is_shut {
                admission.floor = admission.floor.max(at.next());
            }
            let spoke = before.host.is_some() || before.client_has_stated(requirement);
            let (host, client) = (after.host.is_some(), after.client_has_stated(requirement));
            match (spoke, is_from_host) {
                (false, _) if host || client => admission.silent_until = at,
                // The client made its statement before the host did, although it arrives only now.
                (true, false) if host && client => admission.silent_until = admission.silent_until.min(at),
                // The client's statement ended before the host made its own.
                (true, false) if host && self.host_since > at => admission.silent_until = self.host_since,
                _ => {}
            }
        }
    }

    /// Returns the first origin whose events may pass, for each requirement.
    pub fn openings(&self) -> Openings {
        RequiredConsent::ALL.map(|requirement| {
            let Admissibility { floor, silent_until } = self.admissibility[requirement as usize];
            self.sources.admits(requirement).then(|| floor.max(silent_until.next()))
        })
    }
}

/// Returns what the environment states: the lowest level that any of its readers saw. `None` if no variable is set.
pub fn of_environment(readers: &[Environment]) -> Option<LevelSetting> {
    let statements = readers.iter().flat_map(|reader| {
        let do_not_track = reader.do_not_track.as_deref().and_then(|value| match value {
            "" | "0" | "false" => None,
            _ => Some(LevelSetting::Level(Level::Off)),
        });
        let candor = reader.candor_telemetry.as_deref().filter(|value| !value.is_empty());
        [do_not_track, candor.map(LevelSetting::parse)]
    });
    LevelSetting::lowest(statements.flatten())
}

#[cfg(test)]
mod tests;
