//! What each source states about telemetry, and what follows: the level, who decided, and how far it reaches.
//!
//! Every source can only lower. The result is a minimum, so no order of statements can raise it.

use crate::platform::Environment;

use super::level::{Level, Statement};

/// Everybody who may say a word about the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Environment,
    Host,
    Client,
}

impl Source {
    /// How a warning names the source. Never holds what was said.
    pub fn described(self) -> &'static str {
        match self {
            Self::Environment => "the environment (DO_NOT_TRACK or CANDOR_TELEMETRY)",
            Self::Host => "the host (telemetry level)",
            Self::Client => "the client (telemetry setting)",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecidedBy {
    Default,
    Environment,
    Host,
    Client,
    Negotiation,
}

impl DecidedBy {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Somebody said a word: everything that the level admits.
    Full,
    /// Only the format was negotiated: what terraform-ls's document describes, to the LSP sink.
    Negotiated,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    pub level: Level,
    pub decided_by: DecidedBy,
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
    pub fn at_initialize(level: Option<Level>) -> Self {
        Self { at_initialize: level, last: level }
    }

    pub fn level(self) -> Option<Level> {
        self.last
    }

    /// An answer to a pull, or a level pushed in a notification, replaces what was said before.
    pub fn state(&mut self, level: Level) {
        self.last = Some(level);
    }

    /// An answer that holds no level never raises: the lower of the last word and the first one stands.
    pub fn answer_nothing(&mut self) {
        self.last = [self.last, self.at_initialize].into_iter().flatten().min();
    }
}

/// The statements of all sources.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sources {
    pub environment: Option<Level>,
    pub host: Option<Level>,
    pub client: ClientStatements,
    /// The client asked for version 1 and the host leaves that to count.
    pub negotiated: bool,
}

impl Sources {
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

    /// Nobody but perhaps the environment spoke, and the environment never opens anything.
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
}

/// What the environment states: the lowest that any of its readers saw. `None` where no variable is set.
pub fn of_environment(readers: &[Environment]) -> Option<Statement> {
    let statements = readers.iter().flat_map(|reader| {
        let do_not_track = reader.do_not_track.as_deref().and_then(|value| match value {
            "" | "0" | "false" => None,
            _ => Some(Statement::Understood(Level::Off)),
        });
        let candor = reader.candor_telemetry.as_deref().filter(|value| !value.is_empty());
        [do_not_track, candor.map(Statement::of_word)]
    });
    Statement::lowest(statements.flatten())
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVERY: [Option<Level>; 4] = [None, Some(Level::Off), Some(Level::Error), Some(Level::All)];

    #[test]
    fn the_level_is_the_minimum_of_every_combination() {
        for environment in EVERY {
            for host in EVERY {
                for client in EVERY {
                    for negotiated in [false, true] {
                        let client_statements = ClientStatements::at_initialize(client);
                        let sources = Sources { environment, host, client: client_statements, negotiated };
                        let decision = sources.decide();
                        for stated in [environment, host, client].into_iter().flatten() {
                            assert!(decision.level <= stated, "{sources:?} gave {decision:?}");
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
        let mut sources = Sources { environment: Some(Level::Error), host: Some(Level::Error), ..Sources::default() };
        sources.client.state(Level::Error);
        assert_eq!(sources.decide().decided_by, DecidedBy::Environment);
        sources.environment = None;
        assert_eq!(sources.decide().decided_by, DecidedBy::Host);
        sources.host = Some(Level::All);
        assert_eq!(sources.decide().decided_by, DecidedBy::Client);
    }

    #[test]
    fn an_answer_without_a_level_never_raises() {
        for first in EVERY {
            for last in EVERY.into_iter().flatten() {
                let mut client = ClientStatements::at_initialize(first);
                client.state(last);
                client.answer_nothing();
                assert_eq!(client.level(), Some(first.map_or(last, |first| first.min(last))));
            }
        }
        let mut silent = ClientStatements::default();
        silent.answer_nothing();
        assert_eq!(silent.level(), None);
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
            assert_eq!(statement.map(Statement::level), Some(Level::Off), "{forbidding}");
        }
        for odd in ["OFF", "All", " all", "none", "1", "true", "\u{fffd}"] {
            assert_eq!(of_environment(&[reader(None, Some(odd))]), Some(Statement::NotUnderstood), "{odd}");
        }
        let (all, error) = (reader(None, Some("all")), reader(None, Some("error")));
        assert_eq!(of_environment(&[all, error]), Some(Statement::Understood(Level::Error)));
    }
}
