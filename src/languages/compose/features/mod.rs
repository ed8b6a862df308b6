//! The features of an editor, with one file for each.

mod applications;
pub mod builds;
pub mod code_lenses;
mod completion;
pub mod folding;
pub mod formatting;
pub mod hover;
pub mod inlay_hints;
pub mod links;
mod merged_service;
pub mod navigation;
pub mod occurrences;
pub mod refactorings;
pub mod rename;
pub mod selection;
pub mod symbols;
pub mod tokens;
mod variables;

pub use completion::host_query;
