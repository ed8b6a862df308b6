//! What an initialised directory has: the providers, and where the modules are that it calls. Each version of
//! Terraform writes the providers down in another place; the first that exists counts: the lock file, the selections,
//! the programs.

use std::collections::BTreeMap;

use crate::languages::syntax::hcl;
use crate::languages::syntax::json::{Json, Kind, Node};

use super::address::{Address, MAX_ADDRESS_BYTES};
use super::body::{Body, Value};
use super::version::Version;

/// Providers that are kept: more than any directory has.
const MAX_PROVIDERS: usize = 4_096;

/// Each provider with its version.
pub type Installed = BTreeMap<Address, Version>;

/// Reads a `.terraform.lock.hcl`, which Terraform writes since 0.14. One with a mistake in its form says nothing.
pub fn of_lock_file(text: &str) -> Installed {
    let file = hcl::File::parse(text);
    if !file.errors().is_empty() {
        return Installed::new();
    }
    let blocks = Body::Native(file.body()).blocks(&[("provider", 1)]);
    let entries = blocks.iter().filter_map(|block| {
        let version = block.body.value("version").and_then(Value::text)?;
        entry(block.labels.first()?, &version)
    });
    entries.take(MAX_PROVIDERS).collect()
}

/// Reads a `.terraform/plugins/selections.json`, which Terraform 0.13 writes. One with a mistake says nothing.
pub fn of_selections(text: &str) -> Installed {
    let json = Json::parse(text);
    let selections = json.root().filter(|_| json.error().is_none());
    let selections = selections.filter(|selections| selections.kind() == Kind::Object);
    let entries = selections
        .into_iter()
        .flat_map(Node::members)
        .filter_map(|(address, selection)| entry(&address.value()?, &member(selection, "version")?.value()?));
    entries.take(MAX_PROVIDERS).collect()
}

/// Reads the names of the programs in `.terraform/plugins/<system>`, where Terraform 0.12 and those before it put them.
pub fn of_programs<'n>(names: impl IntoIterator<Item = &'n str>) -> Installed {
    let entries = names.into_iter().filter_map(|file_name| {
        let (name, version) = file_name.strip_prefix("terraform-provider-")?.split_once("_v")?;
        let version = version.strip_suffix(".exe").unwrap_or(version);
        let version = version.split('_').next().and_then(Version::read)?.bounded();
        Some((Address::of_name(name)?, version))
    });
    entries.take(MAX_PROVIDERS).collect()
}

/// Reads a `.terraform/modules/modules.json`: by the name of a call, the directory of the module that it leads to,
/// from the directory of the caller. One with a mistake says nothing.
pub fn modules_of_manifest(text: &str) -> BTreeMap<String, String> {
    let json = Json::parse(text);
    let manifest = json.root().filter(|_| json.error().is_none());
    let modules = manifest.and_then(|manifest| member(manifest, "Modules"));
    let entries = modules.into_iter().flat_map(Node::elements).filter_map(|module| {
        let name = member(module, "Key")?.value()?;
        // The directory itself has no name; with a dot in it, it is called by a module that is called.
        let is_called = !name.is_empty() && !name.contains('.');
        is_called.then_some((name, member(module, "Dir")?.value()?))
    });
    entries.collect()
}

/// What an object says under a key.
fn member<'j>(object: Node<'j>, key: &str) -> Option<Node<'j>> {
    let mut members = (object.kind() == Kind::Object).then(|| object.members())?;
    members.find_map(|(name, value)| (name.value().as_deref() == Some(key)).then_some(value))
}

fn entry(address: &str, version: &str) -> Option<(Address, Version)> {
    let address = (address.len() <= MAX_ADDRESS_BYTES).then(|| Address::of_source(address))??;
    Some((address, Version::read(version)?.bounded()))
}
