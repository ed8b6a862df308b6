//! Parsers for small values within instructions, such as images, mounts, platforms, ports and signals.

pub mod copy_source;
pub mod go_bool;
pub mod image;
pub mod mount;
pub mod platform;
pub mod port;
pub mod signal;
