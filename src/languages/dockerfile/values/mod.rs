//! The small grammars of values within instructions: images, mounts, platforms, ports, signals and the like.

pub mod copy_source;
pub mod go_bool;
pub mod image;
pub mod mount;
pub mod platform;
pub mod port;
pub mod signal;
