//! The state of a session: plain data, without tasks or waiting, and independent of the rest of the server.

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
