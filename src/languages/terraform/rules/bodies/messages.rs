//! Messages about arguments that are the same in both syntaxes.

use super::listed;
use crate::languages::terraform::model::address::Address;
use crate::languages::terraform::values::known::{Known, Shape};

pub(super) const DESTROY_REQUIRED: &str = "a provisioner of a `removed` block requires `when = destroy`";

pub(super) const RESOURCE_REQUIRED: &str = "provisioners require the address of a resource, not of a module, in `from`";

pub(super) const DIFFERENT_KINDS: &str = "`from` and `to` must both be addresses of resources, or both of modules";

pub(super) const SOURCE_TEXT: &str = "the source of a module is a string, such as `\"./modules/network\"`";

/// The message about a value that is certainly no object.
pub(super) fn no_object(name: &str, value: &Known) -> Option<String> {
    let is_object = value.is_map() || matches!(value.shape, Shape::Unknown | Shape::Null);
    (!is_object).then(|| format!("`{name}` takes an object, not {}", value.noun()))
}

pub(super) const ASSERT_REQUIRED: &str = "a `check` block requires at least one `assert` block";

pub(super) const CONSTANT_CONDITION: &str = "the condition refers to nothing, so its result is always the same";

pub(super) const NULL_DEFAULT: &str = "`default` cannot be `null` because `nullable` is `false`";

pub(super) fn unrelated_condition(variable: &Address) -> String {
    format!("the condition of a validation must refer to its variable, `{variable}`")
}

pub(super) fn conflict(left: &str, right: &str) -> String {
    format!("`{left}` cannot be combined with `{right}`; remove one of them")
}

pub(super) fn at_most(owner: &str, keyword: &str, most: usize) -> String {
    let times = if most == 1 { "once".to_owned() } else { format!("{most} times") };
    format!("{owner} can contain `{keyword}` at most {times}")
}

pub(super) const OVERRIDDEN_DEPENDENCIES: &str =
    "an override file cannot change `depends_on`; change it in the file that declares the object";

pub(super) fn cannot_override(keyword: &str) -> String {
    format!("an override file cannot contain `{keyword}` blocks; move the block to another file")
}

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
