//! The statements of the client and the host's provider about telemetry: when they are requested, what an answer means,
//! and explanations of the effects.

pub mod event;
pub mod explanations;
pub mod level_requests;
pub mod stated_level;
