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
    pub fn state(&mut self, word: Statement, at: MessageSequence) {
        let before = self.sources;
        let after = &mut self.sources;
        match word {
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
        let is_of_host = matches!(word, Statement::Host(_));
        if before.host.is_none() && after.host.is_some() {
            self.host_since = at;
        }
        let stated = if is_of_host { [before.host, after.host] } else { [before.client.level(), after.client.level()] };
        for requirement in RequiredConsent::ALL {
            let is_forbidden = stated.into_iter().flatten().any(|level| level < requirement.level());
            let is_shut = before.admits(requirement) && !after.admits(requirement);
            let admission = &mut self.admissibility[requirement as usize];
            if is_forbidden || is_shut {
                admission.floor = admission.floor.max(at.next());
            }
            let spoke = before.host.is_some() || before.client_has_stated(requirement);
            let (host, client) = (after.host.is_some(), after.client_has_stated(requirement));
            match (spoke, is_of_host) {
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
mod tests {
    use super::*;

    const EVERY: [Option<Level>; 4] = [None, Some(Level::Off), Some(Level::Error), Some(Level::All)];

    fn consent(environment: Option<Level>, host: Option<Level>, client: Option<Level>, negotiated: bool) -> Consent {
        let mut consent = Consent::new(environment);
        consent.state(Statement::Host(host), MessageSequence::from_number(1));
        consent.state(Statement::SessionStarted { level: client, negotiated }, MessageSequence::from_number(2));
        consent
    }

    #[test]
    fn the_level_is_the_minimum_of_every_combination() {
        for environment in EVERY {
            for host in EVERY {
                for client in EVERY {
                    for negotiated in [false, true] {
                        let consent = consent(environment, host, client, negotiated);
                        let decision = consent.sources().decide();
                        for stated in [environment, host, client].into_iter().flatten() {
                            assert!(decision.level <= stated, "{consent:?} gave {decision:?}");
                        }
                        if host.is_none() && client.is_none() && !negotiated {
                            assert_eq!(decision.level, Level::Off);
                            assert_eq!(decision.decided_by, DecidedBy::Default);
                        }
                        let narrow = host.is_none() && client.is_none() && negotiated;
                        assert_eq!(decision.scope == Scope::Negotiated, narrow);
                    }
                }
            }
        }
    }

    #[test]
    fn between_equals_the_environment_decides_before_the_host_and_the_host_before_the_client() {
        let (error, all) = (Some(Level::Error), Some(Level::All));
        assert_eq!(consent(error, error, error, false).sources().decide().decided_by, DecidedBy::Environment);
        assert_eq!(consent(None, error, error, false).sources().decide().decided_by, DecidedBy::Host);
        assert_eq!(consent(None, all, error, false).sources().decide().decided_by, DecidedBy::Client);
    }

    #[test]
    fn an_answer_without_a_level_never_raises() {
        for first in EVERY {
            for last in EVERY.into_iter().flatten() {
                let mut consent = consent(None, None, first, false);
                consent.state(Statement::Client(last), MessageSequence::from_number(3));
                consent.state(Statement::ClientStatedNoLevel, MessageSequence::from_number(4));
                assert_eq!(consent.sources().client.level(), Some(first.map_or(last, |first| first.min(last))));
            }
        }
        let mut silent = consent(None, None, None, false);
        silent.state(Statement::ClientStatedNoLevel, MessageSequence::from_number(3));
        assert_eq!(silent.sources().client.level(), None);
    }

    /// Statements with their places, in the order of places.
    type History = Vec<(u64, Statement)>;

    /// Returns the consent after all statements up to a place, applied in the order of places.
    fn at_place(environment: Option<Level>, history: &History, place: u64) -> Consent {
        let mut consent = Consent::new(environment);
        for (at, word) in history.iter().filter(|(at, _)| *at <= place) {
            consent.state(*word, MessageSequence::from_number(*at));
        }
        consent
    }

    /// Returns the last place at which the requirement was not admitted, computed from the order of places alone. At
    /// the place of a statement, the previous statement counts as well.
    fn last_forbidden(environment: Option<Level>, history: &History, last: u64, requirement: RequiredConsent) -> u64 {
        let admits = |place| at_place(environment, history, place).sources().admits(requirement);
        let is_forbidden = |place: &u64| !admits(*place) || !admits(place.saturating_sub(1));
        (0..=last).rev().find(is_forbidden).unwrap_or(0)
    }

    /// Pseudo-random numbers that are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % bound
        }

        fn level(&mut self) -> Option<Level> {
            EVERY[usize::try_from(self.below(4)).unwrap_or_default()]
        }

        /// Returns a history of consecutive sessions, with statements of the host in between.
        fn history(&mut self, length: u64) -> History {
            let mut is_up = false;
            (1..=length)
                .map(|place| {
                    let word = match self.below(5) {
                        0 | 1 => Statement::Host(self.level()),
                        _ if !is_up => {
                            is_up = true;
                            Statement::SessionStarted { level: self.level(), negotiated: self.below(2) == 0 }
                        }
                        2 => self.level().map_or(Statement::ClientStatedNoLevel, Statement::Client),
                        3 => Statement::Client(Level::All),
                        _ => {
                            is_up = false;
                            Statement::SessionEnded
                        }
                    };
                    (place, word)
                })
                .collect()
        }

        /// Returns the same statements, with those of the client arriving some time after they were made.
        fn delayed(&mut self, history: &History) -> History {
            let (mut heard, mut waiting) = (History::new(), std::collections::VecDeque::new());
            for (place, word) in history {
                match word {
                    Statement::Host(_) => heard.push((*place, *word)),
                    _ => waiting.push_back((*place, *word)),
                }
                while !waiting.is_empty() && self.below(2) == 0 {
                    heard.extend(waiting.pop_front());
                }
            }
            heard.extend(waiting);
            heard
        }
    }

    #[test]
    fn what_a_source_forbade_at_its_place_never_passes_in_whatever_order_statements_are_heard() {
        let mut dice = Dice(1);
        let mut open = 0;
        for _ in 0..5_000 {
            let length = 2 + dice.below(9);
            let history = dice.history(length);
            let environment = if dice.below(4) == 0 { dice.level() } else { None };
            let delayed = dice.delayed(&history);
            let mut consent = Consent::new(environment);
            let mut shut = [0; 3];
            for (place, word) in &delayed {
                let before = consent;
                consent.state(*word, MessageSequence::from_number(*place));
                for requirement in RequiredConsent::ALL {
                    if before.sources().admits(requirement) && !consent.sources().admits(requirement) {
                        shut[requirement as usize] = shut[requirement as usize].max(*place);
                    }
                }
            }
            let openings = consent.openings();
            for requirement in RequiredConsent::ALL {
                let forbidden = last_forbidden(environment, &history, length, requirement);
                let expected = forbidden.max(shut[requirement as usize]) + 1;
                let what = format!("{requirement:?}, {history:?}, heard {delayed:?}");
                let Some(opening) = openings[requirement as usize] else {
                    assert!(!consent.sources().admits(requirement), "closed: {what}");
                    continue;
                };
                // A client may withdraw its statement and make a new one before the host withdraws its own. If these
                // statements arrive only afterwards, the gate opens after the client's new statement and no earlier:
                // the level was `off` in between.
                let speaks = |place| at_place(environment, &history, place).sources().client_has_stated(requirement);
                let spoke = (1..=length).rfind(|place| speaks(*place) && !speaks(place - 1)).unwrap_or(0);
                assert!(consent.sources().admits(requirement), "open: {what}");
                assert!(opening >= MessageSequence::from_number(expected), "open from {opening:?}: {what}");
                assert!(
                    opening <= MessageSequence::from_number(expected.max(spoke + 1)),
                    "open from {opening:?}: {what}"
                );
                open += 1;
            }
        }
        assert!(open > 1_000, "the drawn histories leave something open: {open}");
    }

    #[test]
    fn odd_words_in_the_environment_close_the_gate() {
        let reader = |do_not_track: Option<&str>, candor: Option<&str>| Environment {
            do_not_track: do_not_track.map(str::to_owned),
            candor_telemetry: candor.map(str::to_owned),
        };
        for unset in
            [reader(None, None), reader(Some(""), Some("")), reader(Some("0"), None), reader(Some("false"), None)]
        {
            assert_eq!(of_environment(&[unset]), None);
        }
        for forbidding in ["1", "true", "FALSE", "no", " 0", "off"] {
            let statement = of_environment(&[reader(Some(forbidding), Some("all"))]);
            assert_eq!(statement.map(LevelSetting::level), Some(Level::Off), "{forbidding}");
        }
        for odd in ["OFF", "All", " all", "none", "1", "true", "\u{fffd}"] {
            assert_eq!(of_environment(&[reader(None, Some(odd))]), Some(LevelSetting::Invalid), "{odd}");
        }
        let (all, error) = (reader(None, Some("all")), reader(None, Some("error")));
        assert_eq!(of_environment(&[all, error]), Some(LevelSetting::Level(Level::Error)));
    }
}
