//! What a Bake file defines, whichever syntax it has: its [`targets`], which [`hcl`] and [`json`] parse, and the
//! [`dockerfiles`] of its targets.

pub mod dockerfiles;
pub mod hcl;
pub mod json;
pub mod targets;
