//! Terraform files in their native syntax and in JSON, behind one interface.
//!
//! [`config`] shows a file as blocks and arguments; [`static_eval`] evaluates expressions without variables.

pub mod config;
pub mod static_eval;
