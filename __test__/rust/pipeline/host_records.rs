//! What the host records itself: events that it declared, and errors that it caught.

use std::sync::Arc;

use candor::telemetry::anonymise::{ErrorClass, HostStackTrace};
use candor::telemetry::catalogue::declared::{DeclaredCatalogue, DeclaredEvent, DeclaredName};
use candor::telemetry::catalogue::{Expiry, Kind};
use candor::telemetry::level::Level;
use candor::telemetry::{HostReport, Options};

use super::support::Pipeline;

/// A pipeline whose host declared the event `clicked`.
fn declaring(strict: bool) -> Pipeline {
    let name = DeclaredName::parse("clicked").expect("a name");
    let event = DeclaredEvent::new(name, Kind::Usage, Expiry::Never, Vec::new()).expect("it fits");
    let declared = Arc::new(DeclaredCatalogue::new([event]));
    Pipeline::new(Options { declared, strict, ..Options::default() })
}

#[test]
fn a_host_may_record_while_the_level_admits_an_event_or_under_strict() {
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
