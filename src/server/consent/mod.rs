//! What the client and the host's provider state about telemetry: when they are asked, what an answer means,
//! and explanations of what follows.

pub mod event;
pub mod explanations;
pub mod level_requests;
pub mod stated_level;
