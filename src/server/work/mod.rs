//! Where work runs: asynchronous tasks, background work on separate threads, and the recorder, which records one event
//! after the other.

pub mod background;
pub mod host_lookup;
pub mod recorder;
pub mod tasks;
pub mod threads;
