//! What each source states about telemetry, and what follows: the level, who decided, how far it reaches, and from
//! which message on events may pass.
//!
//! Every source can only lower. The level is a minimum, so no order of statements can raise it.
//!
//! Statements arrive in another order than they were made: the host's are in force when the call returns, a client's
//! when its message is handled, which may be long after. Each therefore carries the number of its call or message, its
//! place, and what counts is the order of places: what follows from a message passes only if no source forbade it
//! there or has forbidden it since.

use crate::platform::Environment;

use super::gate::{MessageSequence, Openings, RequiredConsent};
use super::level::{Level, LevelSetting};

/// Everybody who may state a level.
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
    /// How a warning names the source. Never holds what was said.
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
    /// Nobody has stated a level.
    Default,
    /// The environment states the lowest level.
    Environment,
    /// The host states the lowest level.
    Host,
    /// The client states the lowest level.
    Client,
    /// The client has negotiated the format and nobody has stated a level.
    Negotiation,
}

impl DecidedBy {
    /// The word in `telemetryStatus`.
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

/// How far a level reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Somebody said a word: everything that the level admits.
    Full,
    /// Only the format was negotiated: what terraform-ls's document describes, to the LSP sink.
    Negotiated,
}

/// The level that applies, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decision {
    /// The level.
    pub level: Level,
    /// The source that decides.
    pub decided_by: DecidedBy,
    /// Which sinks it concerns.
    pub scope: Scope,
}

impl Decision {
    /// The level for events to the host. Where only the format was negotiated, it gets none.
    pub fn host_level(self) -> Level {
        match self.scope {
            Scope::Full => self.level,
            Scope::Negotiated => Level::Off,
        }
    }
}

/// What the client stated, in `initialize` and since.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClientStatements {
    at_initialize: Option<Level>,
    last: Option<Level>,
}

impl ClientStatements {
    /// What the client states in `initialize`.
    pub fn at_initialize(level: Option<Level>) -> Self {
        Self { at_initialize: level, last: level }
    }

    /// The level that the client states now.
    pub fn level(self) -> Option<Level> {
        self.last
    }

    /// An answer to a pull, or a level pushed in a notification, replaces what was stated before.
    pub fn state(&mut self, level: Level) {
        self.last = Some(level);
    }

    /// An answer that holds no level never raises: the lower of the last statement and the first one stands.
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
    /// The client asked for version 1 and the host lets that count.
    pub negotiated: bool,
}

impl Sources {
    /// The level that follows from all statements.
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

    /// Neither host nor client has stated a level, and the environment never opens anything.
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

    /// Whether the client says anything on which this requirement could rest.
    fn client_speaks(self, requirement: RequiredConsent) -> bool {
        self.client.level().is_some() || (self.negotiated && requirement == RequiredConsent::Negotiation)
    }
}

/// One statement, or its withdrawal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    /// The host states a level; `None` withdraws its statement.
    Host(Option<Level>),
    /// `initialize` begins a session.
    ClientArrives {
        /// The level in the initialization options.
        level: Option<Level>,
        /// Whether the client negotiates version 1 of the format.
        negotiated: bool,
    },
    /// An answer to a pull, or a level pushed in a notification. A pull that failed states `off`.
    Client(Level),
    /// An answer to a pull that holds no level.
    ClientAnswersNothing,
    /// `exit` ends the session.
    ClientLeaves,
}

/// What is known of one requirement over all places.
#[derive(Clone, Copy, Debug)]
struct Admissibility {
    /// What was taken before this was forbidden by a source, or shut out when the level was lowered. Only ever rises.
    floor: MessageSequence,
    /// Somebody has stated something at every place behind this one, while anybody states something now. May fall: a
    /// client's statement that is handled late ends the silence earlier than it seemed.
    silent_until: MessageSequence,
}

/// The statements of all sources over all places. [`state`](Self::state) is the one way to change them.
#[derive(Clone, Copy, Debug)]
pub struct Consent {
    sources: Sources,
    /// Where the host last stated something after it had stated nothing.
    host_since: MessageSequence,
    admissibility: [Admissibility; RequiredConsent::ALL.len()],
}

impl Consent {
    /// The statements before any but the environment has stated a level.
    pub fn new(environment: Option<Level>) -> Self {
        let admission = Admissibility { floor: MessageSequence::FIRST, silent_until: MessageSequence::FIRST };
        Self {
            sources: Sources { environment, ..Sources::default() },
            host_since: MessageSequence::FIRST,
            admissibility: [admission; RequiredConsent::ALL.len()],
        }
    }

    /// What the sources state now.
    pub fn sources(&self) -> Sources {
        self.sources
    }

    /// Applies a statement that was made at the place `at`. The host's come in the order of their places, and so do
    /// the client's; one of the client may come after later ones of the host.
    pub fn state(&mut self, word: Word, at: MessageSequence) {
        let before = self.sources;
        let after = &mut self.sources;
        match word {
            Word::Host(level) => after.host = level,
            Word::ClientArrives { level, negotiated } => {
                after.client = ClientStatements::at_initialize(level);
                after.negotiated = negotiated;
            }
            Word::Client(level) => after.client.state(level),
            Word::ClientAnswersNothing => after.client.answer_nothing(),
            Word::ClientLeaves => {
                after.client = ClientStatements::default();
                after.negotiated = false;
            }
        }
        let after = self.sources;
        let is_of_host = matches!(word, Word::Host(_));
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
            let spoke = before.host.is_some() || before.client_speaks(requirement);
            let (host, client) = (after.host.is_some(), after.client_speaks(requirement));
            match (spoke, is_of_host) {
                (false, _) if host || client => admission.silent_until = at,
                // The client spoke before the host did, although it is heard only now.
                (true, false) if host && client => admission.silent_until = admission.silent_until.min(at),
                // The client fell silent before the host spoke.
                (true, false) if host && self.host_since > at => admission.silent_until = self.host_since,
                _ => {}
            }
        }
    }

    /// By requirement, from where on events may pass.
    pub fn openings(&self) -> Openings {
        RequiredConsent::ALL.map(|requirement| {
            let Admissibility { floor, silent_until } = self.admissibility[requirement as usize];
            self.sources.admits(requirement).then(|| floor.max(silent_until.next()))
        })
    }
}

/// What the environment states: the lowest that any of its readers saw. `None` where no variable is set.
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
        consent.state(Word::Host(host), MessageSequence::from_number(1));
        consent.state(Word::ClientArrives { level: client, negotiated }, MessageSequence::from_number(2));
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
                consent.state(Word::Client(last), MessageSequence::from_number(3));
                consent.state(Word::ClientAnswersNothing, MessageSequence::from_number(4));
                assert_eq!(consent.sources().client.level(), Some(first.map_or(last, |first| first.min(last))));
            }
        }
        let mut silent = consent(None, None, None, false);
        silent.state(Word::ClientAnswersNothing, MessageSequence::from_number(3));
        assert_eq!(silent.sources().client.level(), None);
    }

    /// What was stated where, in the order of places.
    type History = Vec<(u64, Word)>;

    /// The consent that stands after everything that was stated up to a place, in the order of places.
    fn at_place(environment: Option<Level>, history: &History, place: u64) -> Consent {
        let mut consent = Consent::new(environment);
        for (at, word) in history.iter().filter(|(at, _)| *at <= place) {
            consent.state(*word, MessageSequence::from_number(*at));
        }
        consent
    }

    /// The last place where the requirement was not admitted, by the order of places alone. At the place of a statement
    /// what was stated before counts as well.
    fn last_forbidden(environment: Option<Level>, history: &History, last: u64, requirement: RequiredConsent) -> u64 {
        let admits = |place| at_place(environment, history, place).sources().admits(requirement);
        let is_forbidden = |place: &u64| !admits(*place) || !admits(place.saturating_sub(1));
        (0..=last).rev().find(is_forbidden).unwrap_or(0)
    }

    /// Numbers that look random and are the same in every run.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: u64) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) % bound
        }

        fn level(&mut self) -> Option<Level> {
            EVERY[usize::try_from(self.below(4)).unwrap_or_default()]
        }

        /// A history in which sessions follow each other and the host interferes.
        fn history(&mut self, length: u64) -> History {
            let mut is_up = false;
            (1..=length)
                .map(|place| {
                    let word = match self.below(5) {
                        0 | 1 => Word::Host(self.level()),
                        _ if !is_up => {
                            is_up = true;
                            Word::ClientArrives { level: self.level(), negotiated: self.below(2) == 0 }
                        }
                        2 => self.level().map_or(Word::ClientAnswersNothing, Word::Client),
                        3 => Word::Client(Level::All),
                        _ => {
                            is_up = false;
                            Word::ClientLeaves
                        }
                    };
                    (place, word)
                })
                .collect()
        }

        /// The same statements, those of the client heard at some time after they were made.
        fn delayed(&mut self, history: &History) -> History {
            let (mut heard, mut waiting) = (History::new(), std::collections::VecDeque::new());
            for (place, word) in history {
                match word {
                    Word::Host(_) => heard.push((*place, *word)),
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
                // Where a client falls silent and speaks again before the host withdraws, but is heard only afterwards,
                // the gate opens no earlier than behind that: the level was `off` in between.
                let speaks = |place| at_place(environment, &history, place).sources().client_speaks(requirement);
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
