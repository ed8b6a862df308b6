//! Tests of what decides about the telemetry level.

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
    for (at, statement) in history.iter().filter(|(at, _)| *at <= place) {
        consent.state(*statement, MessageSequence::from_number(*at));
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
                let statement = match self.below(5) {
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
                (place, statement)
            })
            .collect()
    }

    /// Returns the same statements, with those of the client arriving some time after they were made.
    fn delayed(&mut self, history: &History) -> History {
        let (mut heard, mut waiting) = (History::new(), std::collections::VecDeque::new());
        for (place, statement) in history {
            match statement {
                Statement::Host(_) => heard.push((*place, *statement)),
                _ => waiting.push_back((*place, *statement)),
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
        for (place, statement) in &delayed {
            let before = consent;
            consent.state(*statement, MessageSequence::from_number(*place));
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
            assert!(opening <= MessageSequence::from_number(expected.max(spoke + 1)), "open from {opening:?}: {what}");
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
    for unset in [reader(None, None), reader(Some(""), Some("")), reader(Some("0"), None), reader(Some("false"), None)]
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
