//! The queues: how much they hold, what they drop, and how much they hand out at once.

use candor::telemetry::catalogue::Kind;
use candor::telemetry::level::Level;
use candor::telemetry::{Options, limits};
use serde_json::Value;

use super::support::{EVERYTHING, PLAIN, Pipeline, Used, label, labels, session};

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
