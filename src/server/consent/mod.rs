//! What the client and the host's provider state about telemetry: when they are asked, and what an answer means.

pub mod event;
pub mod pull;
pub mod settings;
