//! The small grammars of values: addresses of providers, sources of modules, versions and their constraints. What is certain
//! about a value is [`known`].

mod conversion;
pub(crate) mod functions;
pub(crate) mod known;
pub mod module_source;
pub mod provider_address;
pub(crate) mod type_constraint;
pub mod version;
