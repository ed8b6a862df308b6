//! What editors ask about a Compose file, one file a question.

pub mod builds;
mod completion;
pub mod folding;
pub mod formatting;
pub mod hover;
pub mod inlay_hints;
pub mod links;
pub mod navigation;
pub mod occurrences;
pub mod rename;
pub mod selection;
pub mod symbols;
pub mod tokens;
