//! Converts between the protocol's types and ours, and reads what the client states in `initialize`.

pub mod client_capabilities;
pub mod commands;
pub mod convert;
mod go_duration;
pub mod initialization_options;
pub mod initialize_params;
pub mod markdown;
pub mod module_settings;
pub mod snippet;
pub mod token_legend;
pub mod watched_files;
