//! Parsers that several languages share. If only one language has a syntax, its parser is in the folder of that
//! language.

pub mod hcl;
pub(crate) mod json;
pub(crate) mod yaml;
