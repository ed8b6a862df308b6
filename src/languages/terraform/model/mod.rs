//! The requirements of a module and the modules that it calls, and the dependencies that are installed in a directory.
//!
//! A [`module_requirements::Module`] is merged from the [`module_requirements::FileSummary`]s of its directory;
//! [`providers`] resolves the providers that it requires.
//!
//! [`facts`] contain what a single file declares and refers to, by [`address`]; the [`index`] combines the files of
//! modules, and a [`scope`] determines what a body can contain. [`provider_schemas`] contain the output of
//! `terraform providers schema`.

pub(crate) mod address;
pub(crate) mod evaluator;
pub(crate) mod facts;
mod folder_index;
pub(crate) mod index;
pub mod installed;
mod module;
pub mod module_requirements;
mod part;
pub mod provider_schemas;
pub(crate) mod providers;
pub(crate) mod required_schemas;
mod results;
pub(crate) mod scope;
