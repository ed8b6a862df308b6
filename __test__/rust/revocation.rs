//! Revokes consent a hundred thousand times while threads record events, and checks every sink each time.

#[cfg(feature = "testing")]
#[path = "revocation/expiry.rs"]
mod expiry;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use candor::platform::Clock;
use candor::telemetry::anonymise::{ActionId, RuleCode};
use candor::telemetry::catalogue::CommandExecutedEvent;
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{Options, PipelineContext, Telemetry};

const ROUNDS: usize = 100_000;
const THREADS: usize = 3;

#[test]
fn nothing_is_taken_behind_any_of_a_hundred_thousand_revocations() {
    // A small queue, so that draining the admitted events does not dominate the test.
    let telemetry = Arc::new(Telemetry::new(Options { capacity: 16, ..Options::default() }, surroundings()));
    let going = Arc::new(AtomicBool::new(true));
    let threads: Vec<_> = (0..THREADS)
        .map(|_| {
            let (telemetry, going) = (Arc::clone(&telemetry), Arc::clone(&going));
            std::thread::spawn(move || {
                while going.load(Ordering::Relaxed) {
                    record(&telemetry);
                }
            })
        })
        .collect();

    let state = |level| telemetry.set_host_level(Some(LevelSetting::Level(level)));
    let (mut taken, mut earlier) = (0, String::new());
    for round in 0..ROUNDS {
        state(Level::All);
        record(&telemetry);
        let events = telemetry.take_for_host(16).expect("consent was given, and an event recorded under it");
        state(if round % 2 == 0 { Level::Off } else { Level::Error });
        assert_eq!(telemetry.take_for_host(usize::MAX), None, "round {round}");
        assert_eq!(telemetry.status().pending, 0, "round {round}");
        if round % 2 == 0 {
            let session = session(&events);
            assert!(session != earlier, "an identity outlived a revocation in round {round}");
            earlier = session;
        }
        state(Level::Off);
        taken += 1;
    }
    going.store(false, Ordering::Relaxed);
    for thread in threads {
        thread.join().expect("a recording thread panicked");
    }
    assert_eq!(taken, ROUNDS);
}

#[test]
fn nothing_is_taken_while_a_change_of_the_level_is_not() {
    let telemetry = Telemetry::new(Options { level: Some(Level::Error), ..Options::default() }, surroundings());
    telemetry.watch_level();
    let state = |level| telemetry.set_host_level(Some(LevelSetting::Level(level)));
    state(Level::All);
    record(&telemetry);
    assert!(telemetry.has_level_change());
    assert_eq!(telemetry.take_for_host(1), None, "the change comes first");
    assert_eq!(telemetry.take_level_change().map(|status| status.decision.level), Some(Level::All));
    assert!(!telemetry.has_level_change());
    assert!(telemetry.take_for_host(1).is_some());
    assert!(telemetry.take_level_change().is_none());
}

fn surroundings() -> PipelineContext {
    PipelineContext {
        environment: Vec::new(),
        clock: Clock::default(),
        positions: Arc::new(AtomicU64::new(0)),
        notify: Arc::new(|| {}),
    }
}

fn record(telemetry: &Telemetry) {
    telemetry.record(telemetry.now(), |identity| {
        let diagnostic = RuleCode::of(&serde_json::Value::Null)?;
        Some(CommandExecutedEvent { action_id: ActionId::DIAGNOSTICS, diagnostic, session: identity.session.clone() })
    });
}

/// Returns the only session that all `events` belong to.
fn session(events: &str) -> String {
    let events: Vec<serde_json::Value> = serde_json::from_str(events).expect("events are JSON");
    let mut sessions: Vec<&str> =
        events.iter().filter_map(|event| event["properties"]["server_session"].as_str()).collect();
    sessions.dedup();
    assert_eq!(sessions.len(), 1, "events of two identities were taken under one consent");
    sessions[0].to_owned()
}
