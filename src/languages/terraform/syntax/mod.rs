//! Terraform files in the native syntax and in JSON, with a common interface.
//!
//! [`config`] represents a file as blocks and arguments; [`static_eval`] evaluates expressions without variables.

pub mod config;
pub mod static_eval;
