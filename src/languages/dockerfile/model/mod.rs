//! What a Dockerfile defines and refers to: stages and their sources, variables in their scopes, and the files that its
//! build context excludes.
//!
//! [`symbols`] are the names of any text with their occurrences; [`stages`], [`stage_sources`] and [`scope`] are what the
//! checks follow in BuildKit's order.

pub mod dockerignore;
pub mod file_facts;
pub mod scope;
pub mod shell_mentions;
pub mod stage_references;
pub mod stage_sources;
pub mod stages;
pub mod symbols;
pub mod variable_references;
