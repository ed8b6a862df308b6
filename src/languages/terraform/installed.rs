//! The providers that an initialised directory has. Each version of Terraform writes them down in another place; the
//! first that exists counts: the lock file, the selections, the programs.

use std::collections::BTreeMap;

use crate::languages::hcl;
use crate::languages::json::{Json, Node};

use super::address::Address;
use super::body::{Body, Value};
use super::version::Version;

/// Each provider with its version.
pub type Installed = BTreeMap<Address, Version>;

/// Reads a `.terraform.lock.hcl`, which Terraform writes since 0.14. One with a mistake in its form says nothing.
pub fn of_lock_file(text: &str) -> Installed {
    let file = hcl::File::read(text);
    if !file.problems().is_empty() {
        return Installed::new();
    }
    let blocks = Body::Native(file.body()).blocks(&[("provider", 1)]);
    let entries = blocks.iter().filter_map(|block| {
        let version = block.body.value("version").and_then(Value::text)?;
        entry(block.labels.first()?, &version)
    });
    entries.collect()
}

/// Reads a `.terraform/plugins/selections.json`, which Terraform 0.13 writes. One with a mistake says nothing.
pub fn of_selections(text: &str) -> Installed {
    let json = Json::read(text);
    let selections = json.root().filter(|_| json.problem().is_none());
    let entries = selections.into_iter().flat_map(Node::members).filter_map(|(address, selection)| {
        let (_, version) = selection.members().find(|(key, _)| key.value().as_deref() == Some("version"))?;
        entry(&address.value()?, &version.value()?)
    });
    entries.collect()
}

/// Reads the names of the programs in `.terraform/plugins/<system>`, where Terraform 0.12 and those before it put them.
pub fn of_programs<'n>(names: impl IntoIterator<Item = &'n str>) -> Installed {
    let entries = names.into_iter().filter_map(|file_name| {
        let (name, version) = file_name.strip_prefix("terraform-provider-")?.split_once("_v")?;
        let version = version.strip_suffix(".exe").unwrap_or(version);
        let version = version.split('_').next().and_then(Version::read)?;
        Some((Address::of_name(name)?, version))
    });
    entries.collect()
}

fn entry(address: &str, version: &str) -> Option<(Address, Version)> {
    Some((Address::of_source(address)?, Version::read(version)?))
}
