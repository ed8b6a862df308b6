//! Parsers for values: scalars, variables, files of variables, commands, durations, volumes and ports.

pub mod command;
pub mod duration;
pub mod env_file;
pub mod interpolation;
pub mod port;
pub mod scalar;
pub mod volume;
