//! Between the protocol's types and ours.

pub mod client_capabilities;
pub mod commands;
pub mod convert;
mod go_duration;
pub mod initialization_options;
pub mod initialize_params;
pub mod markdown;
pub mod snippet;
pub mod token_legend;
