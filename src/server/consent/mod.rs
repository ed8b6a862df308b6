//! What the client and the host's provider say about telemetry.

pub mod pull;
pub mod settings;
