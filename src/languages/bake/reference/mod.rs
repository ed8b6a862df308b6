//! Closed tables of what Bake and BuildKit offer.

pub mod build_arguments;
