//! The gate: which events a level admits, and what happens to them when it is lowered.

use std::pin::pin;
use std::task::{Context, Waker};

use candor::telemetry::Options;
use candor::telemetry::catalogue::Kind;
use candor::telemetry::level::Level;

use super::support::{Failed, Numbered as _, Pipeline, Used, labels};

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
        let mut unwanted = pin!(telemetry.wait_until_unwanted::<Used>(origin));
        assert!(unwanted.as_mut().poll(&mut context).is_pending());
        pipeline.state(Some(Level::All));
        assert!(unwanted.as_mut().poll(&mut context).is_pending(), "nothing was taken back");
        assert_eq!(telemetry.revocations(), before);
        pipeline.state(Some(Level::Error));
        assert!(unwanted.as_mut().poll(&mut context).is_ready());
        assert_eq!(telemetry.revocations(), before + 1);
    }
    let mut failure = pin!(telemetry.wait_until_unwanted::<Failed>(origin));
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
