//! The grammar of plain values.

pub mod scalar;
