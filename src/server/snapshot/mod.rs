//! Documents as the languages read them: an immutable text, the files around it, and the analysis that answers
//! requests. Only this folder calls the languages for the server.

pub mod analyzed_document;
pub mod document_snapshot;
pub mod module_calls;
mod questions;
pub mod sibling_files;
pub mod workspace_edit;
pub mod workspace_search;
pub mod workspace_symbols;
