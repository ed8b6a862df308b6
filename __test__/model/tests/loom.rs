//! Every order of three actors, but for those with many preemptions, and what the memory model lets them see.
//!
//! `LOOM_MAX_PREEMPTIONS` asks for more of them; without it three are tried, which takes seconds.

mod common;

use std::sync::Arc;

use candor_model::telemetry::Telemetry;
use candor_model::telemetry::level::Level;
use common::{client, hash, host, modify, opening, telemetry};
use loom::sync::Arc as Shared;
use loom::sync::atomic::{AtomicBool, Ordering};
use loom::thread;

const FILE: &str = "Dockerfile";

fn check(model: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = builder.preemption_bound.or(Some(3));
    builder.max_branches = 20_000;
    builder.check(model);
}

/// What an actor has done, as others see it: whoever sees it begins later.
#[derive(Clone)]
struct Done(Shared<AtomicBool>);

impl Done {
    fn new() -> Self {
        Self(Shared::new(AtomicBool::new(false)))
    }

    fn set(&self) {
        self.0.store(true, Ordering::SeqCst);
    }

    fn is_set(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

fn take_host(telemetry: &Telemetry) -> String {
    telemetry.take_for_host(usize::MAX).unwrap_or_default()
}

fn take_client(telemetry: &Telemetry) -> String {
    std::iter::from_fn(|| telemetry.take_for_client(u64::MAX)).collect()
}

fn spawn(telemetry: &Arc<Telemetry>, actor: impl FnOnce(&Arc<Telemetry>) + 'static) -> thread::JoinHandle<()> {
    let telemetry = Arc::clone(telemetry);
    thread::spawn(move || actor(&telemetry))
}

fn join(actors: impl IntoIterator<Item = thread::JoinHandle<()>>) {
    for actor in actors {
        actor.join().expect("an actor panicked");
    }
}

#[test]
fn nothing_is_taken_behind_a_lowering() {
    check(|| {
        let telemetry = telemetry(Level::All);
        let origin = telemetry.take_message();
        let lowered = Done::new();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let lower = spawn(&telemetry, {
            let lowered = lowered.clone();
            move |telemetry| {
                host(telemetry, Level::Off);
                lowered.set();
                assert_eq!(take_host(telemetry), "");
            }
        });
        let was_lowered = lowered.is_set();
        let taken = take_host(&telemetry);
        assert!(!was_lowered || taken.is_empty(), "{taken}");
        join([record, lower]);
        assert_eq!(take_host(&telemetry), "");
        assert_eq!(telemetry.status().pending, 0);
    });
}

#[test]
fn what_was_sent_before_a_lowering_is_not_taken_behind_the_next_raising() {
    check(|| {
        let telemetry = telemetry(Level::All);
        let origin = telemetry.take_message();
        let lowered = Done::new();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let lower_and_raise = spawn(&telemetry, {
            let lowered = lowered.clone();
            move |telemetry| {
                host(telemetry, Level::Off);
                lowered.set();
                host(telemetry, Level::All);
            }
        });
        let was_lowered = lowered.is_set();
        let taken = take_host(&telemetry);
        assert!(!was_lowered || taken.is_empty(), "{taken}");
        join([record, lower_and_raise]);
        assert_eq!(take_host(&telemetry), "");
    });
}

#[test]
fn what_was_sent_while_the_host_forbade_it_is_not_taken_however_late_the_client_is_heard() {
    check(|| {
        let telemetry = telemetry(Level::Off);
        let answered = telemetry.take_message();
        let origin = telemetry.take_message();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let answer = spawn(&telemetry, move |telemetry| client(telemetry, Level::All, answered));
        telemetry.set_host_level(None);
        assert_eq!(take_host(&telemetry), "");
        join([record, answer]);
        assert_eq!(take_host(&telemetry), "");
    });
}

#[test]
fn what_the_client_forbade_is_not_taken_when_the_host_lowers_and_raises_before_the_client_is_heard() {
    check(|| {
        let telemetry = telemetry(Level::All);
        client(&telemetry, Level::Off, telemetry.take_message());
        let origin = telemetry.take_message();
        let answered = telemetry.take_message();
        let answer = spawn(&telemetry, move |telemetry| {
            client(telemetry, Level::All, answered);
            modify(telemetry, origin, FILE);
        });
        let lower_and_raise = spawn(&telemetry, |telemetry| {
            host(telemetry, Level::Off);
            host(telemetry, Level::All);
        });
        assert_eq!(take_host(&telemetry), "");
        join([answer, lower_and_raise]);
        modify(&telemetry, origin, FILE);
        assert_eq!(take_host(&telemetry), "");
    });
}

#[test]
fn nothing_that_is_held_is_taken_when_the_answer_forbids_it() {
    check(|| {
        let telemetry = telemetry(Level::All);
        let hold = telemetry.hold();
        let origin = telemetry.take_message();
        let answered = telemetry.take_message();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let answer = spawn(&telemetry, move |telemetry| {
            client(telemetry, Level::Off, answered);
            drop(hold);
        });
        assert_eq!(take_host(&telemetry), "");
        join([record, answer]);
        assert_eq!(take_host(&telemetry), "");
    });
}

#[test]
fn what_is_held_is_taken_when_the_answer_admits_it() {
    check(|| {
        let telemetry = telemetry(Level::All);
        let hold = telemetry.hold();
        let origin = telemetry.take_message();
        let answered = telemetry.take_message();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let answer = spawn(&telemetry, move |telemetry| {
            client(telemetry, Level::All, answered);
            drop(hold);
        });
        let mut taken = take_host(&telemetry);
        join([record, answer]);
        taken += &take_host(&telemetry);
        assert_eq!(taken.matches(&hash(FILE)).count(), 1, "{taken}");
    });
}

#[test]
fn the_first_events_of_a_session_are_not_taken_before_the_client_is_asked() {
    check(|| {
        let telemetry = telemetry(Level::All);
        telemetry.open_session(opening(), telemetry.take_message());
        let answered = telemetry.take_message();
        let initialize = spawn(&telemetry, move |telemetry| {
            let hold = telemetry.hold();
            telemetry.session_initialized(telemetry.take_message());
            client(telemetry, Level::Off, answered);
            drop(hold);
        });
        let deliver = spawn(&telemetry, |telemetry| assert_eq!(take_client(telemetry), ""));
        assert_eq!(take_host(&telemetry), "");
        join([initialize, deliver]);
        assert_eq!(take_host(&telemetry) + &take_client(&telemetry), "");
    });
}

#[test]
fn no_event_of_a_session_is_taken_for_the_client_of_the_next() {
    check(|| {
        let telemetry = telemetry(Level::All);
        telemetry.open_session(opening(), telemetry.take_message());
        telemetry.session_initialized(telemetry.take_message());
        assert_ne!(take_client(&telemetry), "", "the first events of the session");
        let [origin, exit, initialize] = [(); 3].map(|()| telemetry.take_message());
        let ended = Done::new();
        let record = spawn(&telemetry, move |telemetry| modify(telemetry, origin, FILE));
        let restart = spawn(&telemetry, {
            let ended = ended.clone();
            move |telemetry| {
                telemetry.close_session(exit);
                ended.set();
                telemetry.open_session(opening(), initialize);
                telemetry.session_initialized(telemetry.take_message());
            }
        });
        let has_ended = ended.is_set();
        let taken = take_client(&telemetry);
        assert!(!has_ended || !taken.contains(&hash(FILE)), "{taken}");
        join([record, restart]);
        assert!(!take_client(&telemetry).contains(&hash(FILE)));
    });
}

#[test]
fn one_identity_never_spans_a_lowering() {
    check(|| {
        let telemetry = telemetry(Level::All);
        let before = telemetry.take_message();
        modify(&telemetry, before, "before");
        let first = session(&take_host(&telemetry));
        let again = telemetry.take_message();
        let record = spawn(&telemetry, move |telemetry| {
            modify(telemetry, again, FILE);
            modify(telemetry, telemetry.now(), "later");
        });
        let lower_and_raise = spawn(&telemetry, |telemetry| {
            host(telemetry, Level::Off);
            host(telemetry, Level::All);
        });
        join([lower_and_raise]);
        let taken = take_host(&telemetry);
        assert!(!taken.contains(&first), "{taken}");
        join([record]);
        let taken = take_host(&telemetry);
        assert!(!taken.contains(&first), "{taken}");
    });
}

/// The session that the first event of an array belongs to.
fn session(events: &str) -> String {
    let events: serde_json::Value = serde_json::from_str(events).expect("events are JSON");
    events[0]["properties"]["server_session"].as_str().expect("an event of a session").to_owned()
}
