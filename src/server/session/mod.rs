//! The state of a session. Nothing here runs by itself, waits, or knows what the rest of the server does with it.

pub mod active_session;
pub mod analyses;
pub mod checks;
pub mod dependencies;
pub mod documents;
pub mod last_completions;
pub mod modules;
pub mod phase;
pub mod schemas;
pub mod sent_tokens;
pub mod workspace_files;
