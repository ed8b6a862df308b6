//! Syntaxes that languages share. A syntax that only one language has is in the folder of that language.

pub mod hcl;
pub mod json;
pub mod yaml;
