//! Delivery: holds, positions and seals.

use candor::telemetry::Options;
use candor::telemetry::level::Level;

use super::support::{EVERYTHING, Failed, Pipeline, Used, labels};

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
