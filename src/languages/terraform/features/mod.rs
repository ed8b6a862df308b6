//! Features beyond diagnostics.

pub mod formatting;
