//! The grammars of values: scalars, variables, commands, durations, volumes and ports.

pub mod command;
pub mod duration;
pub mod interpolation;
pub mod port;
pub mod scalar;
pub mod volume;
