//! The rules of Compose files: those of the Compose Specification.

pub mod schema;
