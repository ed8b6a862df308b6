//! The telemetry pipeline as it is, on the primitives of a model checker.

mod platform;
#[allow(dead_code, reason = "the models use a part of it")]
#[allow(clippy::pedantic, clippy::all, reason = "checked where it belongs")]
#[path = "../../../src/telemetry/mod.rs"]
pub mod telemetry;

#[cfg(loom)]
pub use loom::sync::atomic::AtomicU64;
#[cfg(shuttle)]
pub use shuttle::sync::atomic::AtomicU64;

pub use platform::{Clock, Environment};
