//! The small grammars of values: addresses of providers, sources of modules, versions and their constraints.

pub mod module_source;
pub mod provider_address;
pub(crate) mod type_constraint;
pub mod version;
