//! The JavaScript boundary; the only place that names napi.
//!
//! JavaScript calls the methods of [`LanguageServerHandle`] and pulls what there is to deliver; the native side never
//! calls a listener, it only wakes the event loop. Every entry catches panics: one that reached Node would abort the
//! host's process.
//!
//! [`LanguageServerHandle`]: language_server::LanguageServerHandle

use napi_derive::napi;

mod errors;
mod language_server;
mod options;
mod runtime;
#[cfg(feature = "testing")]
mod testing;
mod wake;

/// The version of this native part. JavaScript of another version must not use it.
#[napi(catch_unwind)]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
