//! What a Dockerfile defines and refers to: stages and their sources, variables in their scopes, and the files that its
//! build context excludes.

pub mod dockerignore;
pub mod file_facts;
pub mod scope;
pub mod stage_sources;
pub mod stages;
