//! Messages about arguments that are the same in both syntaxes.

use super::listed;

pub(super) const DESTROY_REQUIRED: &str = "a provisioner of a `removed` block requires `when = destroy`";

pub(super) fn not_settable(name: &str) -> String {
    format!("`{name}` cannot be set: the provider determines it")
}

pub(super) fn not_null(name: &str) -> String {
    format!("`{name}` cannot be `null`")
}

pub(super) fn required(name: &str) -> String {
    format!("`{name}` is required and cannot be `null`")
}

pub(super) fn unknown_word(name: &str, words: &[&str]) -> String {
    format!("invalid value for `{name}`: expected {}", listed(words, "or"))
}

pub(super) fn no_list(name: &str) -> String {
    format!("`{name}` takes a list in brackets")
}

pub(super) fn ephemeral(name: &str) -> String {
    format!(
        "the value is ephemeral, but Terraform keeps the value of `{name}`; use `ephemeralasnull`, or a write-only argument"
    )
}
