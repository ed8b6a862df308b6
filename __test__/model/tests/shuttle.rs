//! Drawn orders of all six actors at once: record, lower, raise, answer, drain, deliver.
//!
//! Each writes down what it did and between which steps. Afterwards every event that was taken is judged by what had
//! certainly happened before. `CANDOR_SHUTTLE_CASES` asks for more orders; the project's own run takes 100,000.

mod common;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use candor_model::telemetry::gate::MessageSequence;
use candor_model::telemetry::level::Level;
use candor_model::telemetry::{SessionInfo, Telemetry};
use common::{client, hash, host, modify, opening, telemetry};
use serde_json::Value;
use shuttle::rand::{Rng, thread_rng};
use shuttle::scheduler::{PctScheduler, RandomScheduler, Scheduler};
use shuttle::{Config, Runner, thread};

const FILES: usize = 6;
const STATEMENTS: usize = 2;
const TAKES: usize = 3;
const ORDERS: usize = 10_000;

/// A statement, between which steps it was made, and between which places it lies: from the first, and before the second.
struct LevelSetting {
    level: Option<Level>,
    begun: usize,
    done: usize,
    places: (MessageSequence, MessageSequence),
}

/// What was taken from a sink at once.
struct Take {
    begun: usize,
    done: usize,
    events: Vec<Value>,
}

/// While the answer to a pull is due: from the first step to the second nothing may be taken.
struct Wait {
    begun: usize,
    over: usize,
}

#[derive(Default)]
struct Log {
    /// Where the modification of each file, by its hash, was sent.
    sent: HashMap<String, MessageSequence>,
    host: Vec<LevelSetting>,
    client: Vec<LevelSetting>,
    takes: Vec<Take>,
    waits: Vec<Wait>,
}

/// What the actors share. Its own locks are no part of what is tried: no actor is stopped while it holds one.
struct Scene {
    telemetry: Arc<Telemetry>,
    steps: AtomicUsize,
    log: Mutex<Log>,
}

impl Scene {
    fn step(&self) -> usize {
        self.steps.fetch_add(1, Ordering::SeqCst)
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self) {
        let mut waiting = Vec::new();
        for number in 0..FILES {
            let (origin, file) = (self.telemetry.take_message(), format!("file {number}"));
            self.log().sent.insert(hash(&file), origin);
            waiting.push((origin, file));
            // Work on a message may take long: what follows from it is recorded behind later ones.
            if thread_rng().gen_bool(0.5) {
                waiting.drain(..).for_each(|(origin, file)| modify(&self.telemetry, origin, &file));
            }
        }
        for (origin, file) in waiting {
            modify(&self.telemetry, origin, &file);
        }
    }

    fn state(&self, level: Option<Level>) {
        let (begun, first) = (self.step(), self.telemetry.now());
        match level {
            Some(level) => host(&self.telemetry, level),
            None => self.telemetry.set_host_level(None),
        }
        let (behind, done) = (self.telemetry.now(), self.step());
        self.log().host.push(LevelSetting { level, begun, done, places: (first, behind) });
    }

    fn lower(&self) {
        for _ in 0..thread_rng().gen_range(0..=STATEMENTS) {
            self.state(Some(if thread_rng().gen_bool(0.7) { Level::Off } else { Level::Error }));
            self.take(|telemetry| telemetry.take_for_host(usize::MAX).into_iter().collect());
        }
    }

    fn raise(&self) {
        for _ in 0..STATEMENTS {
            self.state(thread_rng().gen_bool(0.8).then_some(Level::All));
        }
    }

    /// Changes of the configuration, each of which is held until its answer is in force.
    fn answer(&self) {
        for _ in 0..STATEMENTS {
            let hold = self.telemetry.hold();
            let (begun, at) = (self.step(), self.telemetry.take_message());
            let levels = [Level::Off, Level::Error, Level::All, Level::All, Level::All, Level::All];
            let level = levels[thread_rng().gen_range(0..levels.len())];
            thread::yield_now();
            client(&self.telemetry, level, at);
            let done = self.step();
            drop(hold);
            let mut log = self.log();
            log.client.push(LevelSetting { level: Some(level), begun, done, places: (at, at.next()) });
            log.waits.push(Wait { begun, over: done });
        }
    }

    fn take(&self, take: impl FnOnce(&Telemetry) -> Vec<String>) {
        let begun = self.step();
        let texts = take(&self.telemetry);
        let done = self.step();
        let parsed = texts.iter().map(|text| serde_json::from_str(text).expect("events are JSON"));
        let events = parsed.flat_map(|value| match value {
            Value::Array(events) => events,
            event => vec![event],
        });
        let events = events.collect();
        self.log().takes.push(Take { begun, done, events });
    }

    fn drain(&self) {
        for _ in 0..TAKES {
            self.take(|telemetry| telemetry.take_for_host(usize::MAX).into_iter().collect());
            thread::yield_now();
        }
    }

    fn deliver(&self) {
        for _ in 0..TAKES {
            self.take(|telemetry| telemetry.take_for_client(u64::MAX).into_iter().collect());
            thread::yield_now();
        }
    }
}

/// One order; returns how many modifications were delivered.
fn act() -> usize {
    let levels = [None, None, Some(Level::All), Some(Level::All), Some(Level::Off)];
    let stated = levels[thread_rng().gen_range(0..levels.len())];
    let telemetry = telemetry(if thread_rng().gen_bool(0.8) { Level::All } else { Level::Off });
    let level = stated.map(candor_model::telemetry::level::LevelSetting::Level);
    let initialize = telemetry.take_message();
    telemetry.open_session(SessionInfo { level, ..opening() }, initialize);
    telemetry.session_initialized(telemetry.take_message());
    let scene = Arc::new(Scene { telemetry, steps: AtomicUsize::new(1), log: Mutex::default() });
    scene.log().client.push(LevelSetting { level: stated, begun: 0, done: 0, places: (initialize, initialize.next()) });
    let actors: [fn(&Scene); 6] =
        [Scene::record, Scene::lower, Scene::raise, Scene::answer, Scene::drain, Scene::deliver];
    let actors = actors.map(|actor| {
        let scene = Arc::clone(&scene);
        thread::spawn(move || actor(&scene))
    });
    for actor in actors {
        actor.join().expect("an actor panicked");
    }
    scene.drain();
    scene.deliver();
    let log = scene.log();
    log.takes.iter().map(|take| judge(&log, take)).sum()
}

fn judge(log: &Log, take: &Take) -> usize {
    if !take.events.is_empty() {
        for wait in &log.waits {
            assert!(take.begun < wait.begun || take.done > wait.over, "taken while the configuration was asked for");
        }
    }
    for statement in log.host.iter().chain(&log.client) {
        if statement.level == Some(Level::Off) && statement.done < take.begun {
            let forgotten = sessions(log.takes.iter().filter(|earlier| earlier.done < statement.begun));
            let seen = sessions([take]);
            assert!(forgotten.is_disjoint(&seen), "an identity outlived a lowering");
        }
    }
    let document = |event: &Value| event["properties"]["document"].as_str().map(str::to_owned);
    let origins = take.events.iter().filter_map(document).map(|document| log.sent[&document]);
    origins.map(|origin| judge_origin(log, take, origin)).count()
}

/// Judges a modification by where it was sent.
fn judge_origin(log: &Log, take: &Take, origin: MessageSequence) {
    let forbids = |statement: &&LevelSetting| statement.level.is_some_and(|level| level < Level::All);
    for statement in log.host.iter().chain(&log.client).filter(forbids) {
        let is_revoked = statement.done < take.begun && origin < statement.places.0;
        assert!(!is_revoked, "sent before a lowering and taken behind it");
    }
    for statements in [&log.host, &log.client] {
        for statement in statements.iter().filter(forbids).filter(|statement| statement.places.1 <= origin) {
            let is_certain = statements.iter().all(|other| {
                std::ptr::eq(other, statement) || other.places.1 <= statement.places.0 || other.places.0 > origin
            });
            assert!(!is_certain, "sent while a source forbade it");
        }
    }
}

fn sessions<'take>(takes: impl IntoIterator<Item = &'take Take>) -> HashSet<String> {
    let events = takes.into_iter().flat_map(|take| &take.events);
    events.filter_map(|event| event["properties"]["server_session"].as_str().map(str::to_owned)).collect()
}

fn check(scheduler: impl Scheduler + 'static) {
    let delivered = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&delivered);
    let orders = Runner::new(scheduler, Config::default()).run(move || {
        counted.fetch_add(act(), Ordering::SeqCst);
    });
    let delivered = delivered.load(Ordering::SeqCst);
    assert!(delivered > orders / 4, "{delivered} modifications were delivered in {orders} orders");
}

fn orders() -> usize {
    let given = std::env::var("CANDOR_SHUTTLE_CASES").ok();
    given.map_or(ORDERS, |orders| orders.parse().expect("a number"))
}

#[test]
fn nothing_forbidden_is_taken_in_random_orders() {
    check(RandomScheduler::new(orders() / 2));
}

#[test]
fn nothing_forbidden_is_taken_in_orders_with_few_preemptions() {
    check(PctScheduler::new(3, orders() / 2));
}
