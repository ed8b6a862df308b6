//! The rules of Terraform files, by the codes of their diagnostics. Only what Terraform itself rejects is an error.
//!
//! [`checker`] checks a file, and [`corrections`] creates quick fixes from its findings. [`requirements`] visits
//! everything that a file requires and passes the values to [`version_constraints`] and [`sources`]; [`duplicates`]
//! compares a file with the rest of its module; [`syntax_errors`] selects the syntax errors that are reported.
//! [`string_literal`] maps a string to its range in the file.

pub mod checker;
pub mod corrections;
pub mod finding;
pub mod ignoring;

mod bodies;
mod built_ins;
mod calls;
mod certain_values;
mod cycles;
mod declarations;
mod documentation;
mod duplicates;
mod functions;
mod implied_type;
pub mod insertion;
mod names;
mod operations;
pub mod provider_names;
mod removal;
pub mod required_providers;
mod requirements;
mod resource_attributes;
mod sources;
mod state_stores;
mod string_literal;
mod surroundings;
pub mod syntax_errors;
#[cfg(test)]
mod tests;
mod unavailable;
mod version_constraints;

use crate::languages::findings::rules;

rules! {
    "https://developer.hashicorp.com/terraform/language/" "":
    ArgumentValue "expressions/types",
    BlockCount "syntax/configuration",
    BlockLabels "syntax/configuration",
    ConflictingArguments "meta-arguments/for_each",
    DeprecatedArgument "syntax/configuration",
    DuplicateDeclaration "syntax/configuration",
    DuplicateProviderRequirement "providers/requirements",
    DuplicateRequiredProviders "providers/requirements",
    FunctionCall "expressions/function-calls",
    InvalidModuleSource "modules/sources",
    InvalidProviderSource "providers/requirements",
    InvalidVersionConstraint "expressions/version-constraints",
    MissingArgument "syntax/configuration",
    MissingRequirement "providers/requirements",
    ModuleInput "modules/syntax",
    ModuleOutput "modules/syntax",
    ReferenceCycle "values/locals",
    UndeclaredReference "expressions/references",
    UnknownArgument "syntax/configuration",
    UnknownBlock "syntax/configuration",
    UnknownRuleName "syntax/configuration",
    UnknownType "resources/syntax",
    UnusedDeclaration "values",
}
