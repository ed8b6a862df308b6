//! Closed tables of what the language offers.

pub mod flags;
pub mod image_variables;
pub mod images;
