//! The languages. Pure: text in, facts out; no I/O, no protocol types, no telemetry.
//!
//! [`text`] is what every language reads and reports positions in. A language gets a folder beside it.

pub mod text;
