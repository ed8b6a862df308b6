//! What a module requires and which modules it calls, and what an initialised directory has installed.
//!
//! A [`module::Module`] is merged from the [`module::FileSummary`]s of its directory; [`providers`] resolves the
//! providers that it requires.

//! [`facts`] are what a single file declares and refers to, by [`address`]; the [`index`] brings the files of modules
//! together, and a [`scope`] is what a body can contain. [`provider_schemas`] are what `terraform providers schema` prints.

pub mod address;
pub mod facts;
pub mod index;
pub mod installed;
pub mod module;
pub mod provider_schemas;
pub mod providers;
pub mod scope;
