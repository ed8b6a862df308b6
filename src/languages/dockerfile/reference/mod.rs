//! Closed tables of what the language offers.

pub mod flags;
