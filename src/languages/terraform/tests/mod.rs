//! Tests what is read from modules. The sections are those of the rules that terraform-ls follows.

use super::model::installed::{self, Installed};
use super::model::module_requirements::{Cloud, Module, ModuleCall};
use super::values::provider_address::ProviderAddress;
use super::values::version::{Constraint, Version};
use crate::languages::terraform::is_file_name;

mod broken;
mod features;
mod files;
mod hostile;
mod requirements;
mod settings;

/// Lists the providers of a module and the constraints on their versions, in the order of their addresses.
fn providers(module: &Module) -> String {
    let shown = |(address, constraints): (&ProviderAddress, &Vec<_>)| format!("{address} {}", pieces(constraints));
    module.providers.iter().map(shown).collect::<Vec<_>>().join("; ").replace("registry.terraform.io/", "")
}

fn pieces(constraints: &[Constraint]) -> String {
    let pieces = constraints.iter().flat_map(|constraint| &constraint.0);
    let numbers = |version: &Version| version.numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
    pieces.map(|piece| format!("{}{}", piece.operator, numbers(&piece.version))).collect::<Vec<_>>().join(",")
}

fn native(text: &str) -> Module {
    Module::parse([("main.tf", text)])
}

fn json(text: &str) -> Module {
    Module::parse([("main.tf.json", text)])
}
