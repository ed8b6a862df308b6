//! What a module requires and which modules it calls, and what an initialised directory has installed.
//!
//! A [`module_requirements::Module`] is merged from the [`module_requirements::FileSummary`]s of its directory;
//! [`providers`] resolves the providers that it requires.

//! [`facts`] are what a single file declares and refers to, by [`address`]; the [`index`] brings the files of modules
//! together, and a [`scope`] is what a body can contain. [`provider_schemas`] are what `terraform providers schema` prints.

pub(crate) mod address;
pub(crate) mod facts;
mod folder_index;
pub(crate) mod index;
pub mod installed;
pub mod module_requirements;
pub mod provider_schemas;
pub(crate) mod providers;
pub(crate) mod required_schemas;
pub(crate) mod scope;
