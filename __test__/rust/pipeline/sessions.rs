//! Sessions and identities: when they start, and what ends with them.

use candor::platform::Environment;
use candor::telemetry::catalogue::Kind;
use candor::telemetry::consent::DecidedBy;
use candor::telemetry::level::Level;
use candor::telemetry::{Options, limits};
use serde_json::Value;

use super::support::{Failed, NO_LIMIT, PLAIN, Pipeline, Reported, Used, labels, session, text};

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
