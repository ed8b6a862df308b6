//! An expired event is not sent, whatever the level: it is not created, and it is not delivered if it is queued
//! already.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use candor::platform::{Clock, Date};
use candor::telemetry::catalogue::{CatalogueEvent, EventDocumentation, Expiry, Kind};
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{Options, PipelineContext, Telemetry};
use serde::ser::SerializeMap;

const DAY: Duration = Duration::from_secs(86_400);

/// An event that is sent until the second day of a manual clock.
struct Experiment;

impl CatalogueEvent for Experiment {
    const DOCUMENTATION: &'static EventDocumentation = &EventDocumentation {
        name: "experiment",
        discriminant: None,
        form: None,
        interface: "ExperimentEvent",
        kind: Kind::Usage,
        is_negotiable: false,
        description: "Something was tried.",
        purpose: "Shows whether it is used.",
        owner: "candor",
        expiry: Expiry::On(Date::new(1970, 1, 2).expect("a day of January")),
        properties: &[],
        session: false,
    };

    fn write<M: SerializeMap>(&self, _: &mut M) -> Result<(), M::Error> {
        Ok(())
    }
}

/// Returns a pipeline for which the host states level `all`, and its clock.
fn consenting() -> (Telemetry, Clock) {
    let clock = Clock::manual();
    let surroundings = PipelineContext {
        environment: Vec::new(),
        clock: clock.clone(),
        positions: Arc::new(AtomicU64::new(0)),
        notify: Arc::new(|| {}),
    };
    let telemetry = Telemetry::new(Options::default(), surroundings);
    telemetry.set_host_level(Some(LevelSetting::Level(Level::All)));
    (telemetry, clock)
}

/// Records the event, and returns whether it was created.
fn record(telemetry: &Telemetry) -> bool {
    let made = AtomicU64::new(0);
    telemetry.record(telemetry.now(), |_| {
        made.fetch_add(1, Ordering::Relaxed);
        Some(Experiment)
    });
    made.into_inner() > 0
}

#[test]
fn an_event_is_sent_on_its_last_day_and_not_made_after_it() {
    let (telemetry, clock) = consenting();
    let sent = r#"[{"v":1,"name":"experiment","properties":{}}]"#;
    for _ in 1..=2 {
        assert!(record(&telemetry));
        assert_eq!(telemetry.take_for_host(10).as_deref(), Some(sent));
        clock.advance(DAY);
    }
    assert!(!telemetry.wants_event::<Experiment>(telemetry.now()));
    assert!(!record(&telemetry));
    assert_eq!(telemetry.take_for_host(10), None);
}

#[test]
fn an_event_that_waited_until_it_was_past_its_date_is_dropped_and_counted() {
    let (telemetry, clock) = consenting();
    assert!(record(&telemetry) && record(&telemetry));
    clock.advance(2 * DAY);
    assert_eq!(telemetry.take_for_host(10), None);
    let status = telemetry.status();
    assert_eq!((status.pending, status.dropped.refused, status.dropped.revoked), (0, 2, 0));
}

#[test]
fn built_in_events_do_not_expire() {
    let expiries = candor::telemetry::catalogue::CATALOGUE.iter().map(|event| event.expiry);
    assert!(expiries.into_iter().all(|expiry| expiry == Expiry::Never));
    assert!(!Expiry::Never.is_past(&Clock::default()));
}
