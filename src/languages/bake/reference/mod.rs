//! Closed tables of what Bake and BuildKit support.

pub mod attributes;
pub mod build_arguments;
pub mod functions;
pub mod values;
