//! The rules for what a module requires, by the codes that diagnostics carry.

use crate::languages::findings::rules;

rules! {
    "https://developer.hashicorp.com/terraform/language/" "":
    DuplicateProviderRequirement "providers/requirements",
    DuplicateRequiredProviders "providers/requirements",
    InvalidModuleSource "modules/sources",
    InvalidProviderSource "providers/requirements",
    InvalidVersionConstraint "expressions/version-constraints",
}
