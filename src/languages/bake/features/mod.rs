//! The features of an editor, with one file for each.

pub mod completion;
pub mod context;
pub mod dockerfile_symbols;
pub mod documentation;
pub mod hover;
pub mod inlay_hints;
pub mod inline_completion;
pub mod links;
pub mod navigation;
pub mod outline;
pub mod rename;
pub mod semantic_tokens;
pub mod signature;
