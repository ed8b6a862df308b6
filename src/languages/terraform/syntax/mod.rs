//! Terraform files in the native syntax and in JSON, with a common interface.
//!
//! [`config`] represents a file as blocks and arguments; [`static_eval`] evaluates expressions without variables;
//! [`json_expressions`] parses the expressions in strings of JSON.

pub mod config;
pub mod json_expressions;
pub mod static_eval;
