//! The features of an editor except for diagnostics.

pub mod completion;
pub mod describe;
pub mod formatting;
mod functions;
pub mod hints;
pub mod host_query;
pub mod hover;
pub mod index_entry;
pub mod json;
pub mod json_cursor;
pub mod json_hover;
mod json_path;
pub mod json_repair;
pub mod lenses;
pub mod links;
pub mod local_names;
pub mod navigation;
mod object_types;
mod pages;
pub mod refactorings;
pub mod rename;
pub mod signature;
pub mod symbols;
pub mod tokens;
