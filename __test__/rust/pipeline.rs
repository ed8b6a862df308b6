//! The telemetry pipeline by itself: what it lets in, keeps, drops, counts and hands out, and whom it notifies.

use std::fmt::Debug;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Waker};

use candor::platform::{Clock, Environment};
use candor::telemetry::anonymise::client::ClientInfo;
use candor::telemetry::anonymise::{ErrorClass, HostStackTrace, RootKind, ServerVersion, TrueFlag};
use candor::telemetry::catalogue::declared::{DeclaredCatalogue, DeclaredEvent, DeclaredName};
use candor::telemetry::catalogue::{CatalogueEvent, EventDocumentation, Expiry, InitializeEvent, Kind};
use candor::telemetry::consent::{DecidedBy, Source};
use candor::telemetry::gate::MessageSequence;
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{HostReport, Options, PipelineContext, SessionInfo, Telemetry, limits};
use serde::ser::SerializeMap;
use serde_json::Value;

const EVERYTHING: usize = usize::MAX;
const NO_LIMIT: u64 = u64::MAX;

/// Defines an event that says its number, and is as long as `padding` asks for.
macro_rules! event {
    ($event:ident, $name:literal, $kind:expr, negotiable: $negotiable:literal) => {
        struct $event {
            number: u64,
            padding: usize,
        }

        impl CatalogueEvent for $event {
            const DOCUMENTATION: &'static EventDocumentation = &EventDocumentation {
                name: $name,
                discriminant: None,
                form: None,
                interface: $name,
                kind: $kind,
                is_negotiable: $negotiable,
                description: "Something happened.",
                purpose: "Shows that it did.",
                owner: "candor",
                expiry: Expiry::Never,
                properties: &[],
                session: false,
            };

            fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
                map.serialize_entry("number", &self.number)?;
                map.serialize_entry("padding", &"x".repeat(self.padding))
            }
        }

        impl Numbered for $event {
            fn new(number: u64, padding: usize) -> Self {
                Self { number, padding }
            }
        }
    };
}

trait Numbered: CatalogueEvent {
    fn new(number: u64, padding: usize) -> Self;
}

event!(Used, "used", Kind::Usage, negotiable: false);
event!(Failed, "failed", Kind::Error, negotiable: false);
event!(Reported, "reported", Kind::Usage, negotiable: true);

/// Bytes of an event without padding whose number has one digit.
const PLAIN: usize = r#"{"v":1,"name":"used","properties":{"number":0,"padding":""}}"#.len();

struct Pipeline {
    telemetry: Arc<Telemetry>,
    notified: Arc<AtomicUsize>,
}

impl Pipeline {
    fn new(options: Options) -> Self {
        Self::among(options, Vec::new())
    }

    fn among(options: Options, environment: Vec<Environment>) -> Self {
        let notified = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&notified);
        let context = PipelineContext {
            environment,
            clock: Clock::default(),
            positions: Arc::new(AtomicU64::new(0)),
            notify: Arc::new(move || {
                counted.fetch_add(1, Ordering::SeqCst);
            }),
        };
        Self { telemetry: Arc::new(Telemetry::new(options, context)), notified }
    }

    /// One whose host consents to everything.
    fn consenting() -> Self {
        Self::new(Options { level: Some(Level::All), ..Options::default() })
    }

    /// The same with a session of a client that takes events, its first ones taken.
    fn in_session() -> Self {
        let pipeline = Self::consenting();
        pipeline.open(session(true));
        pipeline.initialized();
        pipeline.host();
        pipeline.client();
        pipeline
    }

    fn open(&self, info: SessionInfo) {
        self.telemetry.open_session(info, self.telemetry.take_message());
    }

    fn initialized(&self) {
        self.telemetry.session_initialized(self.telemetry.take_message());
    }

    fn state(&self, level: Option<Level>) {
        self.telemetry.set_host_level(level.map(LevelSetting::Level));
    }

    /// Records an event that follows from a message. Returns whether it was made.
    fn record_at<E: Numbered>(&self, origin: MessageSequence, number: u64, padding: usize) -> bool {
        let mut made = false;
        self.telemetry.record(origin, |_| {
            made = true;
            Some(E::new(number, padding))
        });
        made
    }

    fn record<E: Numbered>(&self, number: u64) -> bool {
        self.record_at::<E>(self.telemetry.take_message(), number, 0)
    }

    /// Takes everything that the host may have: the number of each event, or its name where it has none.
    fn host(&self) -> Vec<String> {
        let mut taken = Vec::new();
        while let Some(events) = self.telemetry.take_for_host(EVERYTHING) {
            let events: Vec<Value> = serde_json::from_str(&events).expect("a JSON array");
            assert!(!events.is_empty());
            taken.extend(events.iter().map(label));
        }
        taken
    }

    fn client(&self) -> Vec<String> {
        std::iter::from_fn(|| self.telemetry.take_for_client(NO_LIMIT))
            .map(|event| label(&serde_json::from_str(&event).expect("JSON")))
            .collect()
    }

    fn notifications(&self) -> usize {
        self.notified.swap(0, Ordering::SeqCst)
    }

    fn dropped(&self) -> (u64, u64, u64) {
        let dropped = self.telemetry.status().dropped;
        (dropped.capacity, dropped.revoked, dropped.refused)
    }
}

fn label(event: &Value) -> String {
    event["properties"]["number"].as_u64().map_or_else(|| text(&event["name"]), |number| number.to_string())
}

fn text(value: &Value) -> String {
    value.as_str().expect("a string").to_owned()
}

/// What a client says of itself that states no level.
fn session(version_1: bool) -> SessionInfo {
    SessionInfo {
        client: ClientInfo::new(Some("vscode"), Some("1.95.0"), &[]),
        level: None,
        version_1,
        initialize: InitializeEvent {
            ls_version: ServerVersion::CURRENT,
            root_uri: RootKind::FILE,
            client_name: None,
            client_version: None,
            reference_count_code_lens: false,
            refresh_module_providers: TrueFlag::when(false),
            refresh_module_calls: TrueFlag::when(false),
            refresh_terraform_version: TrueFlag::when(false),
            ignore_single_file_warning: false,
            root_module_paths: false,
            exclude_module_paths: false,
            command_prefix: false,
            ignore_directory_names: false,
            ignore_paths: false,
            validate_on_save: false,
            prefill_required_fields: false,
            terraform_path: false,
            terraform_timeout: None,
            terraform_log_file_path: false,
            early_validation: true,
        },
    }
}

fn labels(numbers: impl IntoIterator<Item = u64>) -> Vec<String> {
    numbers.into_iter().map(|number| number.to_string()).collect()
}

// --- The gate --------------------------------------------------------------------------------------------------------

#[test]
fn a_level_admits_its_kinds_of_events_and_nothing_is_made_for_the_others() {
    for (level, usage, error) in [
        (None, false, false),
        (Some(Level::Off), false, false),
        (Some(Level::Error), false, true),
        (Some(Level::All), true, true),
    ] {
        let pipeline = Pipeline::new(Options { level, ..Options::default() });
        let origin = pipeline.telemetry.now();
        assert_eq!(pipeline.telemetry.wants(Kind::Usage, origin), usage, "{level:?}");
        assert_eq!(pipeline.telemetry.wants(Kind::Error, origin), error, "{level:?}");
        assert_eq!(pipeline.telemetry.wants_event::<Used>(origin), usage, "{level:?}");
        assert_eq!((pipeline.record::<Used>(1), pipeline.record::<Failed>(2)), (usage, error), "{level:?}");
        let expected = [(usage, 1), (error, 2)].into_iter().filter(|(is_admitted, _)| *is_admitted);
        assert_eq!(pipeline.host(), labels(expected.map(|(_, number)| number)), "{level:?}");
        assert_eq!(pipeline.dropped(), (0, 0, 0), "{level:?}");
    }
}

#[test]
fn what_was_taken_before_an_opt_in_is_never_recorded() {
    let pipeline = Pipeline::new(Options::default());
    let (before, early) = (pipeline.telemetry.take_message(), pipeline.telemetry.now());
    pipeline.state(Some(Level::All));
    let after = pipeline.telemetry.take_message();
    assert!(before < early && early < after);
    assert!(!pipeline.record_at::<Used>(before, 1, 0));
    assert!(!pipeline.record_at::<Used>(early, 2, 0), "the opt-in took the number that was to come next");
    assert!(pipeline.record_at::<Used>(after, 3, 0));
    assert!(pipeline.record_at::<Used>(pipeline.telemetry.now(), 4, 0));
    assert_eq!(pipeline.host(), ["3", "4"]);
}

#[test]
fn a_lowering_between_the_question_and_the_record_loses_the_event() {
    let pipeline = Pipeline::in_session();
    let origin = pipeline.telemetry.take_message();
    pipeline.telemetry.record(origin, |_| {
        pipeline.state(Some(Level::Off));
        pipeline.state(Some(Level::All));
        Some(Used::new(1, 0))
    });
    assert!(!pipeline.host().contains(&"1".to_owned()));
    assert!(!pipeline.client().contains(&"1".to_owned()));
    assert_eq!(pipeline.dropped(), (0, 1, 0));
}

#[test]
fn revocations_are_counted_and_end_the_wait_for_an_event_that_nobody_wants_any_more() {
    let pipeline = Pipeline::consenting();
    let telemetry = &pipeline.telemetry;
    let origin = telemetry.take_message();
    let before = telemetry.revocations();
    let mut context = Context::from_waker(Waker::noop());
    {
        let mut unwanted = pin!(telemetry.until_unwanted::<Used>(origin));
        assert!(unwanted.as_mut().poll(&mut context).is_pending());
        pipeline.state(Some(Level::All));
        assert!(unwanted.as_mut().poll(&mut context).is_pending(), "nothing was taken back");
        assert_eq!(telemetry.revocations(), before);
        pipeline.state(Some(Level::Error));
        assert!(unwanted.as_mut().poll(&mut context).is_ready());
        assert_eq!(telemetry.revocations(), before + 1);
    }
    let mut failure = pin!(telemetry.until_unwanted::<Failed>(origin));
    assert!(failure.as_mut().poll(&mut context).is_pending());
    pipeline.state(Some(Level::All));
    assert!(failure.as_mut().poll(&mut context).is_pending());
    assert_eq!(telemetry.revocations(), before + 1, "a raising takes nothing back");
    pipeline.state(None);
    assert!(failure.as_mut().poll(&mut context).is_ready());
    assert_eq!(telemetry.revocations(), before + 2);
}

#[test]
fn a_lowering_purges_what_it_no_longer_admits_and_counts_it() {
    let pipeline = Pipeline::in_session();
    for number in 0..3 {
        pipeline.record::<Used>(number);
    }
    pipeline.record::<Failed>(3);
    assert_eq!(pipeline.telemetry.status().pending, 4);
    pipeline.state(Some(Level::Error));
    assert_eq!(pipeline.telemetry.status().pending, 1);
    assert_eq!(pipeline.dropped(), (0, 6, 0), "three for each sink");
    pipeline.state(Some(Level::All));
    assert_eq!((pipeline.host(), pipeline.client()), (labels([3]), labels([3])));
    assert_eq!(pipeline.dropped(), (0, 6, 0));
}

// --- Queues ----------------------------------------------------------------------------------------------------------

#[test]
fn the_oldest_events_go_when_there_are_more_than_the_capacity() {
    let pipeline = Pipeline::new(Options { level: Some(Level::All), capacity: 3, ..Options::default() });
    for (number, lost) in [(1, 0), (2, 0), (3, 0), (4, 1), (5, 2)] {
        pipeline.record::<Used>(number);
        assert_eq!(pipeline.dropped(), (lost, 0, 0), "{number}");
    }
    assert_eq!(pipeline.host(), ["3", "4", "5"]);
    assert_eq!(pipeline.telemetry.status().pending, 0);
}

#[test]
fn the_oldest_events_go_when_they_are_larger_than_the_capacity() {
    let pipeline = Pipeline::new(Options { level: Some(Level::All), capacity: 4, ..Options::default() });
    let fitting = limits::BYTES_PER_EVENT - PLAIN;
    let record = |number, padding| pipeline.record_at::<Used>(pipeline.telemetry.take_message(), number, padding);
    // Whatever leaves a queue makes room: taken, purged and pushed out.
    for _ in 0..3 {
        for number in 0..4 {
            record(number, fitting);
        }
        assert_eq!(pipeline.dropped().0, 0, "exactly as large as the capacity");
        assert_eq!(pipeline.host().len(), 4);
    }
    for number in 0..4 {
        record(number, fitting);
    }
    pipeline.state(Some(Level::Error));
    pipeline.state(Some(Level::All));
    assert_eq!(pipeline.dropped(), (0, 4, 0));
    for number in 0..4 {
        record(number, fitting);
    }
    assert_eq!(pipeline.dropped().0, 0);
    record(4, fitting + 1);
    assert_eq!(pipeline.dropped().0, 2, "one byte more than fits beside three others");
    record(5, fitting);
    assert_eq!(pipeline.dropped().0, 3, "the one that was too large still counts");
    record(6, 3 * limits::BYTES_PER_EVENT - PLAIN);
    assert_eq!(pipeline.dropped().0, 5);
    assert_eq!(pipeline.host(), ["5", "6"]);
    // One that is taken makes as much room as it took, and no more.
    let half = limits::BYTES_PER_EVENT * 2 - PLAIN - 10;
    record(7, half);
    record(8, half);
    assert!(pipeline.telemetry.take_for_host(1).is_some());
    record(9, half);
    record(0, half);
    assert_eq!(pipeline.dropped().0, 6);
    assert_eq!(pipeline.host(), ["9", "0"]);
}

#[test]
fn an_event_larger_than_its_queue_is_lost_alone() {
    let pipeline = Pipeline::new(Options { level: Some(Level::All), capacity: 1, ..Options::default() });
    pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 1, limits::BYTES_PER_EVENT);
    assert_eq!((pipeline.dropped(), pipeline.host()), ((1, 0, 0), Vec::new()));
    pipeline.record::<Used>(2);
    assert_eq!((pipeline.dropped(), pipeline.host()), ((1, 0, 0), labels([2])));
}

#[test]
fn an_event_larger_than_any_may_be_is_refused() {
    let pipeline = Pipeline::consenting();
    pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 1, limits::MAX_EVENT_BYTES - PLAIN);
    assert_eq!(pipeline.dropped(), (0, 0, 0));
    pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 2, limits::MAX_EVENT_BYTES - PLAIN + 1);
    assert_eq!(pipeline.dropped(), (0, 0, 1));
    pipeline.telemetry.refuse();
    assert_eq!(pipeline.dropped(), (0, 0, 2));
    assert_eq!(pipeline.host(), ["1"]);
}

#[test]
fn a_host_without_a_queue_takes_nothing_and_the_client_still_does() {
    let pipeline = Pipeline::new(Options { level: Some(Level::All), capacity: 0, ..Options::default() });
    assert!(!pipeline.telemetry.wants(Kind::Error, pipeline.telemetry.now()));
    assert!(!pipeline.record::<Used>(1), "there is no sink");
    pipeline.open(session(true));
    pipeline.initialized();
    assert_eq!(pipeline.client(), ["initialize", "server_heartbeat"]);
    assert!(pipeline.record::<Used>(2));
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), labels([2])));
    assert_eq!(pipeline.dropped(), (0, 0, 0));
}

#[test]
fn the_host_takes_as_many_events_as_it_asks_for_and_no_more_than_fit_into_one_text() {
    let options = Options { level: Some(Level::All), capacity: 1 << 20, ..Options::default() };
    let pipeline = Pipeline::new(options);
    for number in 0..5 {
        pipeline.record::<Used>(number);
    }
    assert_eq!(pipeline.telemetry.take_for_host(0), None);
    let two = pipeline.telemetry.take_for_host(2).expect("two events");
    assert_eq!(
        serde_json::from_str::<Vec<Value>>(&two).expect("JSON").iter().map(label).collect::<Vec<_>>(),
        ["0", "1"]
    );
    assert_eq!(pipeline.host(), ["2", "3", "4"]);

    // A batch goes on until it is longer than the limit. Each event has one byte less than a part of it, for its comma.
    let size = limits::MAX_EVENT_BYTES - 1;
    let count = limits::BATCH_BYTES / limits::MAX_EVENT_BYTES;
    for _ in 0..count + 2 {
        pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 0, size - PLAIN);
    }
    let taken = || pipeline.telemetry.take_for_host(EVERYTHING).map(|events| events.len());
    assert_eq!(taken(), Some((count + 1) * (size + 1) + 1));
    assert_eq!(taken(), Some(size + 2));
    assert_eq!(taken(), None);
}

// --- Holds and positions ---------------------------------------------------------------------------------------------

#[test]
fn events_that_the_host_takes_are_numbered_within_their_identity() {
    let pipeline = Pipeline::new(Options { capacity: 2, ..Options::default() });
    pipeline.state(Some(Level::All));
    let take = || {
        let taken = pipeline.telemetry.take_for_host(EVERYTHING);
        (taken.is_some(), pipeline.telemetry.sequences_of_taken())
    };
    (1..=2).for_each(|number| assert!(pipeline.record::<Used>(number)));
    assert_eq!(take(), (true, vec![1, 2]));
    assert_eq!(take(), (false, vec![]));
    (3..=5).for_each(|number| assert!(pipeline.record::<Used>(number)));
    assert_eq!(take(), (true, vec![4, 5]), "a gap is a loss");
    pipeline.state(Some(Level::Off));
    pipeline.state(Some(Level::All));
    pipeline.record::<Used>(6);
    assert_eq!(take(), (true, vec![1]), "another identity");
}

#[test]
fn nothing_is_delivered_until_the_last_hold_ends_which_notifies() {
    let pipeline = Pipeline::in_session();
    pipeline.record::<Used>(1);
    let (first, second) = (pipeline.telemetry.hold(), pipeline.telemetry.hold());
    pipeline.notifications();
    for hold in [first, second] {
        assert_eq!(pipeline.telemetry.first_positions(), (None, None));
        assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
        assert_eq!(pipeline.notifications(), 0);
        drop(hold);
    }
    assert_eq!(pipeline.notifications(), 1);
    assert!(matches!(pipeline.telemetry.first_positions(), (Some(host), Some(client)) if host < client));
    assert_eq!((pipeline.host(), pipeline.client()), (labels([1]), labels([1])));
    assert_eq!(pipeline.telemetry.first_positions(), (None, None));
}

#[test]
fn the_client_takes_what_was_queued_before_a_position() {
    let pipeline = Pipeline::in_session();
    pipeline.record::<Used>(1);
    pipeline.record::<Used>(2);
    let position = |pipeline: &Pipeline| pipeline.telemetry.first_positions().1.expect("an event for the client");
    let first = position(&pipeline);
    assert_eq!(pipeline.telemetry.take_for_client(first), None);
    assert!(pipeline.telemetry.take_for_client(first + 1).is_some());
    assert!(position(&pipeline) > first);
    assert_eq!(pipeline.telemetry.take_for_client(first + 1), None);
    assert_eq!(pipeline.client(), ["2"]);
}

#[test]
fn a_change_of_the_level_is_taken_before_anything_else() {
    let pipeline = Pipeline::in_session();
    pipeline.telemetry.watch_level();
    assert!(!pipeline.telemetry.has_level_change());
    pipeline.record::<Failed>(1);
    pipeline.notifications();
    pipeline.state(Some(Level::All));
    assert_eq!(pipeline.notifications(), 0, "it is the same level");
    pipeline.state(Some(Level::Error));
    assert!(pipeline.notifications() > 0);
    assert!(pipeline.telemetry.has_level_change());
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
    let status = pipeline.telemetry.take_level_change().expect("a change");
    assert_eq!((status.decision.level, status.host, status.pending), (Level::Error, Some(Level::Error), 1));
    assert!(pipeline.telemetry.take_level_change().is_none());
    assert_eq!((pipeline.host(), pipeline.client()), (labels([1]), labels([1])));
}

#[test]
fn a_sealed_host_gets_what_follows_from_earlier_messages_alone() {
    let pipeline = Pipeline::in_session();
    let before = pipeline.telemetry.take_message();
    pipeline.telemetry.seal_host_sink();
    let after = pipeline.telemetry.take_message();
    pipeline.record_at::<Used>(before, 1, 0);
    pipeline.record_at::<Used>(after, 2, 0);
    assert_eq!((pipeline.host(), pipeline.client()), (labels([1]), labels([1, 2])));
    pipeline.telemetry.unseal_host_sink();
    pipeline.record_at::<Used>(after, 3, 0);
    assert_eq!((pipeline.host(), pipeline.client()), (labels([3]), labels([3])));
}

// --- What the host records -----------------------------------------------------------------------------------------

/// A pipeline whose host declared the event `clicked`.
fn declaring(strict: bool) -> Pipeline {
    let name = DeclaredName::parse("clicked").expect("a name");
    let event = DeclaredEvent::new(name, Kind::Usage, Expiry::Never, Vec::new()).expect("it fits");
    let declared = Arc::new(DeclaredCatalogue::new([event]));
    Pipeline::new(Options { declared, strict, ..Options::default() })
}

#[test]
fn a_host_may_record_while_the_level_admits_an_event_or_it_wants_to_know_its_mistakes() {
    let pipeline = declaring(false);
    assert!(!pipeline.telemetry.may_record());
    pipeline.state(Some(Level::Error));
    assert!(pipeline.telemetry.may_record());
    assert!(declaring(true).telemetry.may_record());
}

#[test]
fn what_a_host_records_is_delivered_where_its_kind_is_admitted_and_counted_where_not() {
    let pipeline = declaring(false);
    let click = || HostReport::Event(pipeline.telemetry.accept("clicked", &[]).expect("it is declared"));
    let failure = || HostReport::Error { class: ErrorClass::new("Error"), stack: HostStackTrace::new([None]) };
    let report = |report| pipeline.telemetry.record_from_host(pipeline.telemetry.take_message(), report);
    let delivered = |level| {
        pipeline.state(level);
        report(click());
        report(failure());
        (pipeline.host(), pipeline.dropped().1)
    };
    assert_eq!(delivered(None), (vec![], 2));
    assert_eq!(delivered(Some(Level::Error)), (vec!["extension_error".to_owned()], 3));
    assert_eq!(delivered(Some(Level::All)), (vec!["clicked".to_owned(), "extension_error".to_owned()], 3));
    assert!(pipeline.telemetry.accept("secret", &[]).is_err());
    assert_eq!(pipeline.dropped(), (0, 3, 1));
}

// --- Sessions --------------------------------------------------------------------------------------------------------

#[test]
fn the_client_takes_events_between_initialized_and_shutdown_if_it_asked_for_the_version() {
    for (version_1, lsp) in [(true, true), (false, true), (true, false)] {
        let pipeline = Pipeline::new(Options { level: Some(Level::All), lsp, ..Options::default() });
        let takes = || {
            pipeline.record::<Used>(1);
            pipeline.client().contains(&"1".to_owned())
        };
        pipeline.initialized();
        assert!(!takes(), "there is no session");
        pipeline.open(session(version_1));
        assert!(!takes(), "before initialized");
        pipeline.initialized();
        assert_eq!(takes(), version_1 && lsp);
        pipeline.telemetry.session_shut_down();
        assert!(!takes(), "after shutdown");
        pipeline.initialized();
        assert!(!takes(), "a session that is shut down does not come up again");
    }
}

#[test]
fn a_session_announces_itself_once_to_each_sink_and_again_after_off() {
    let news = ["initialize", "server_heartbeat"];
    let pipeline = Pipeline::consenting();
    pipeline.open(session(true));
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
    pipeline.notifications();
    pipeline.initialized();
    assert!(pipeline.notifications() > 0);
    assert_eq!(
        (pipeline.host(), pipeline.client()),
        (news.map(str::to_owned).to_vec(), news.map(str::to_owned).to_vec())
    );
    pipeline.state(Some(Level::All));
    pipeline.state(Some(Level::Error));
    pipeline.state(Some(Level::All));
    assert_eq!(pipeline.notifications(), 0, "there is nothing new");
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
    pipeline.state(Some(Level::Off));
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
    pipeline.state(Some(Level::All));
    assert!(pipeline.notifications() > 0);
    assert_eq!(
        (pipeline.host(), pipeline.client()),
        (news.map(str::to_owned).to_vec(), news.map(str::to_owned).to_vec())
    );
}

#[test]
fn a_session_that_rests_on_the_format_alone_announces_itself_to_the_client_without_its_name() {
    let pipeline = Pipeline::new(Options::default());
    pipeline.open(session(true));
    pipeline.initialized();
    assert_eq!(pipeline.host(), Vec::<String>::new());
    let event: Value =
        serde_json::from_str(&pipeline.telemetry.take_for_client(NO_LIMIT).expect("an event")).expect("JSON");
    assert_eq!((text(&event["name"]), event["properties"].get("client.name")), ("initialize".to_owned(), None));
    assert_eq!(pipeline.telemetry.take_for_client(NO_LIMIT), None);
    assert!(!pipeline.record::<Used>(1));
    assert!(pipeline.telemetry.wants_event::<Reported>(pipeline.telemetry.now()));
    assert!(!pipeline.telemetry.wants(Kind::Usage, pipeline.telemetry.now()));
    assert!(pipeline.record::<Reported>(2));
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), labels([2])));
    pipeline.telemetry.session_shut_down();
    assert!(!pipeline.record::<Reported>(3), "nobody takes it");
}

#[test]
fn an_environment_that_lowers_what_was_negotiated_decides_and_one_that_admits_it_does_not() {
    for (word, expected) in [
        ("off", (Level::Off, DecidedBy::Environment)),
        ("error", (Level::Error, DecidedBy::Environment)),
        ("all", (Level::All, DecidedBy::Negotiation)),
    ] {
        let environment = Environment { do_not_track: None, candor_telemetry: Some(word.to_owned()) };
        let pipeline = Pipeline::among(Options::default(), vec![environment]);
        pipeline.open(session(true));
        let decision = pipeline.telemetry.status().decision;
        assert_eq!((decision.level, decision.decided_by), expected, "{word}");
    }
}

#[test]
fn a_host_can_have_the_format_count_for_nothing() {
    let pipeline = Pipeline::new(Options { negotiation: false, ..Options::default() });
    pipeline.open(session(true));
    pipeline.initialized();
    assert!(!pipeline.record::<Reported>(1));
    assert_eq!(pipeline.client(), Vec::<String>::new());
    assert_eq!(pipeline.telemetry.status().decision.level, Level::Off);
}

#[test]
fn a_report_waits_for_the_client_when_the_words_beside_the_format_are_withdrawn() {
    let pipeline = Pipeline::in_session();
    pipeline.record::<Used>(1);
    pipeline.record::<Reported>(2);
    pipeline.state(None);
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), labels([2])));
    assert_eq!(pipeline.dropped(), (0, 3, 0));
}

#[test]
fn a_session_that_ends_takes_the_client_s_events_with_it_and_keeps_the_host_s() {
    let pipeline = Pipeline::in_session();
    let before = pipeline.telemetry.take_message();
    pipeline.record::<Used>(1);
    let exit = pipeline.telemetry.take_message();
    pipeline.telemetry.close_session(exit);
    assert_eq!(pipeline.dropped(), (0, 1, 0));
    for (origin, number) in [(before, 2), (exit, 3), (exit.next(), 4)] {
        pipeline.record_at::<Used>(origin, number, 0);
    }
    assert_eq!(pipeline.dropped(), (0, 3, 0), "what follows from the session belongs to nobody any more");
    assert_eq!((pipeline.host(), pipeline.client()), (labels([1, 4]), Vec::new()));
    // The bytes of what was dropped are free again.
    pipeline.open(session(true));
    pipeline.initialized();
    pipeline.host();
    assert_eq!(pipeline.client(), ["initialize", "server_heartbeat"]);
    let padding = limits::BYTES_PER_EVENT - PLAIN;
    for round in 0..2 {
        for _ in 0..limits::CAPACITY {
            pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 0, padding);
        }
        assert_eq!(pipeline.dropped().0, 0, "round {round}");
        pipeline.telemetry.close_session(pipeline.telemetry.take_message());
        pipeline.host();
        pipeline.open(session(true));
        pipeline.initialized();
        pipeline.host();
        pipeline.client();
    }
}

#[test]
fn a_pipeline_that_stops_forgets_everything() {
    let pipeline = Pipeline::in_session();
    pipeline.record::<Used>(1);
    pipeline.telemetry.stop();
    let status = pipeline.telemetry.status();
    assert_eq!((status.decision.level, status.host, status.pending), (Level::Off, Some(Level::Off), 0));
    assert_eq!((pipeline.host(), pipeline.client()), (Vec::new(), Vec::new()));
    assert!(!pipeline.record::<Failed>(2));
}

#[test]
fn an_identity_is_one_until_off_and_then_another() {
    let pipeline = Pipeline::in_session();
    let identity = || {
        let mut session = None;
        pipeline.telemetry.record::<Used>(pipeline.telemetry.take_message(), |identity| {
            assert!(identity.hasher().is_some());
            session = Some(format!("{:?}", identity.session));
            None
        });
        session.expect("somebody wants it")
    };
    let first = identity();
    assert!(first.contains("Visual Studio Code") || first.contains("vscode"), "{first}");
    pipeline.state(Some(Level::Error));
    pipeline.state(Some(Level::All));
    assert_eq!(identity(), first);
    pipeline.state(Some(Level::Off));
    pipeline.state(Some(Level::All));
    assert_ne!(identity(), first);
    assert_eq!(pipeline.dropped(), (0, 0, 0), "what nobody makes is no loss");
}

// --- What sources say ------------------------------------------------------------------------------------------------

#[test]
fn a_file_is_first_modified_once_in_an_identity_that_may_report_it() {
    let pipeline = Pipeline::consenting();
    let telemetry = &pipeline.telemetry;
    let early = MessageSequence::FIRST;
    assert!(!telemetry.is_first_modification("a", early), "before the opt-in");
    assert!(telemetry.is_first_modification("a", telemetry.take_message()));
    assert!(!telemetry.is_first_modification("a", telemetry.take_message()));
    assert!(telemetry.is_first_modification("b", telemetry.take_message()));
    pipeline.state(Some(Level::Error));
    assert!(!telemetry.is_first_modification("c", telemetry.take_message()));
    pipeline.state(Some(Level::All));
    assert!(!telemetry.is_first_modification("a", telemetry.take_message()));
    pipeline.state(Some(Level::Off));
    pipeline.state(Some(Level::All));
    assert!(telemetry.is_first_modification("a", telemetry.take_message()));
    for number in 1..limits::MODIFIED_FILES {
        assert!(telemetry.is_first_modification(&number.to_string(), telemetry.now()));
    }
    assert!(!telemetry.is_first_modification("one too many", telemetry.now()));
}

#[test]
fn a_source_that_says_something_invalid_is_named_once() {
    let odd = Environment { do_not_track: None, candor_telemetry: Some("ALL".to_owned()) };
    let pipeline = Pipeline::among(Options { level: Some(Level::All), ..Options::default() }, vec![odd]);
    let telemetry = &pipeline.telemetry;
    assert_eq!(telemetry.take_invalid_sources(), [Source::Environment]);
    assert_eq!(telemetry.status().decision.level, Level::Off);
    let pipeline = Pipeline::in_session();
    let telemetry = &pipeline.telemetry;
    assert_eq!(telemetry.take_invalid_sources(), []);
    for _ in 0..2 {
        telemetry.set_host_level(Some(LevelSetting::Invalid));
        telemetry.set_client_level(LevelSetting::Invalid, telemetry.take_message());
    }
    pipeline.open(SessionInfo { level: Some(LevelSetting::Invalid), ..session(true) });
    assert_eq!(telemetry.take_invalid_sources(), [Source::Host, Source::Client]);
    assert_eq!(telemetry.take_invalid_sources(), []);
    pipeline.open(SessionInfo { level: Some(LevelSetting::Invalid), ..session(true) });
    assert_eq!(telemetry.take_invalid_sources(), [Source::Client]);
    assert!(telemetry.client_stated());
    pipeline.open(session(true));
    assert!(!telemetry.client_stated());
    telemetry.set_host_level(Some(LevelSetting::Level(Level::Off)));
    telemetry.set_client_level(LevelSetting::Level(Level::Off), telemetry.take_message());
    assert_eq!(telemetry.take_invalid_sources(), []);
}

#[test]
fn an_answer_that_fails_is_off_and_one_without_a_level_leaves_the_lower_statement() {
    let pipeline = Pipeline::in_session();
    let telemetry = &pipeline.telemetry;
    let client = || telemetry.status().client;
    telemetry.client_answered_nothing(telemetry.take_message());
    assert_eq!(client(), None);
    telemetry.set_client_level(LevelSetting::Level(Level::All), telemetry.take_message());
    telemetry.client_answered_nothing(telemetry.take_message());
    assert_eq!(client(), Some(Level::All));
    telemetry.client_failed(telemetry.take_message());
    assert_eq!(client(), Some(Level::Off));
    assert_eq!(telemetry.status().decision.decided_by, DecidedBy::Client);
}

#[test]
fn whoever_decides_has_a_name_that_users_can_read() {
    let names = [
        (DecidedBy::Default, "default"),
        (DecidedBy::Environment, "environment"),
        (DecidedBy::Host, "host"),
        (DecidedBy::Client, "client"),
        (DecidedBy::Negotiation, "negotiation"),
    ];
    for (decided_by, name) in names {
        assert_eq!(decided_by.as_str(), name);
    }
    for (source, word) in [(Source::Environment, "environment"), (Source::Host, "host"), (Source::Client, "client")] {
        assert!(source.described().contains(word));
    }
}

#[test]
fn printing_a_pipeline_for_debugging_shows_no_events() {
    let pipeline = Pipeline::in_session();
    pipeline.record_at::<Used>(pipeline.telemetry.take_message(), 1, 77);
    let printed = format!("{:?}", &*pipeline.telemetry as &dyn Debug);
    assert!(printed.starts_with("Telemetry {") && !printed.contains("xxx"), "{printed}");
}
