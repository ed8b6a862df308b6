//! What a module requires and which modules it calls, and what an initialised directory has installed.
//!
//! A [`module::Module`] is merged from the [`module::FileSummary`]s of its directory; [`providers`] resolves the
//! providers that it requires.

//! [`facts`] are what a single file declares and refers to, by [`address`].

pub mod address;
pub mod facts;
pub mod installed;
pub mod module;
pub mod providers;
