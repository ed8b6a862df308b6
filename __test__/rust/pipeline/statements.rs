//! What the sources of a level state, and who decides.

use std::fmt::Debug;

use candor::platform::Environment;
use candor::telemetry::consent::{DecidedBy, Source};
use candor::telemetry::gate::MessageSequence;
use candor::telemetry::level::{Level, LevelSetting};
use candor::telemetry::{Options, SessionInfo, limits};

use super::support::{Pipeline, Used, session};

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
