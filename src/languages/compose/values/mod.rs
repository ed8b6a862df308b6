//! The grammars of values: scalars, variables, volumes and ports.

pub mod command;
pub mod interpolation;
pub mod port;
pub mod scalar;
pub mod volume;
