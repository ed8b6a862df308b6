//! Where work runs: tasks on the runtime, work in the background on threads of its own, and the recording of events
//! one after the other.

pub mod background;
pub mod image_tags;
pub mod recorder;
pub mod tasks;
pub mod threads;
