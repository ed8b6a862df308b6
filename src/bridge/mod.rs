//! The JavaScript boundary; the only module that uses napi.
//!
//! JavaScript calls the methods of [`LanguageServerHandle`] and pulls messages and events. Native code never calls a
//! listener; it only wakes the event loop. Every entry point of a release runs in [`errors::entry`], which catches
//! panics, because a panic that reached Node would abort the host's process.
//!
//! [`LanguageServerHandle`]: language_server::LanguageServerHandle

use napi_derive::napi;

mod errors;
mod language_server;
mod options;
#[cfg(feature = "testing")]
mod requested_panic;
mod runtime;
#[cfg(feature = "testing")]
mod testing;
mod waker;

use errors::{Result, entry};

/// The version of this addon. JavaScript of another version must not use it.
#[napi]
pub fn version() -> Result<&'static str> {
    entry(|| Ok(env!("CARGO_PKG_VERSION")))
}

/// Returns the LSP language identifier of a file by its name, without its folder; null if the language is not
/// supported.
#[napi]
#[allow(clippy::needless_pass_by_value, reason = "napi passes strings by value, and its macro hides the lint")]
pub fn language_id_of_file(name: String) -> Result<Option<&'static str>> {
    entry(|| Ok(crate::languages::identifier_of_file(&name)))
}

/// Formats a text as `terraform fmt` does; null if it does not parse.
#[napi]
#[allow(clippy::needless_pass_by_value, reason = "napi passes strings by value, and its macro hides the lint")]
pub fn format_terraform(text: String) -> Result<Option<String>> {
    entry(|| Ok(crate::languages::terraform::format(&text)))
}

/// The first syntax error of a text in Terraform's native syntax, such as `3:7: unclosed block: expected "}"`; null if
/// there is none. Lines and columns start at 1; columns are counted in UTF-16 code units.
#[napi]
#[allow(clippy::needless_pass_by_value, reason = "napi passes strings by value, and its macro hides the lint")]
pub fn first_syntax_error(text: String) -> Result<Option<String>> {
    entry(|| {
        let error = crate::languages::terraform::first_syntax_error(&text);
        Ok(error.map(|(at, message)| format!("{}:{}: {message}", at.line + 1, at.column + 1)))
    })
}
