//! The features of an editor for Dockerfiles, except diagnostics and quick fixes.

pub mod builds;
pub mod code_lenses;
pub mod completion;
pub mod folding;
pub mod formatting;
pub mod hints;
pub mod hover;
mod lexemes;
pub mod links;
pub mod navigation;
pub mod outline;
pub mod package_order;
pub mod refactorings;
pub mod selection;
pub mod signature;
pub mod tokens;
