//! Syntaxes that languages share. A syntax that only one language has is in the folder of that language.

pub mod hcl;
pub(crate) mod json;
pub(crate) mod yaml;
