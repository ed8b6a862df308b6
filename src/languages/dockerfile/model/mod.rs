//! The definitions and references in a Dockerfile: stages and their sources, variables in their scopes, and the files
//! that are excluded from its build context.
//!
//! [`symbols`] collects the names in any text, valid or not, with their occurrences; [`stages`], [`stage_sources`] and
//! [`scope`] are used by the checks, which follow BuildKit's order.

pub mod dockerignore;
pub mod file_facts;
pub mod scope;
pub mod shell_mentions;
pub mod stage_references;
pub mod stage_sources;
pub mod stages;
pub mod symbols;
pub mod variable_references;
