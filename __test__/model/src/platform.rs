//! What the pipeline needs of its surroundings, without files and programs.

#[path = "../../../src/platform/date.rs"]
mod date;

use std::time::Duration;

pub use date::Date;

/// The two variables that state a telemetry level. No model sets them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    pub do_not_track: Option<String>,
    pub candor_telemetry: Option<String>,
}

/// A clock that stands still.
#[derive(Clone, Debug, Default)]
pub struct Clock;

impl Clock {
    pub fn today(&self) -> Date {
        Date::since_epoch(Duration::ZERO)
    }
}

pub fn random_bytes<const COUNT: usize>() -> Option<[u8; COUNT]> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes).ok().map(|()| bytes)
}
