//! The dependencies that are installed in an initialized directory: its providers, and the directories of called
//! modules. Different versions of Terraform record providers in different files, of which the first one that exists is
//! used: the lock file, the selections, the names of the programs.

use std::collections::BTreeMap;

use crate::languages::syntax::hcl;
use crate::languages::syntax::json::{Json, Kind, Node};

use crate::languages::terraform::syntax::config::{BlockHeader, Body, Value};
use crate::languages::terraform::values::provider_address::{MAX_ADDRESS_LEN, ProviderAddress};
use crate::languages::terraform::values::version::Version;

/// The maximum number of providers that are kept, which is more than any directory has.
const MAX_PROVIDERS: usize = 4_096;

/// The installed providers with their versions.
pub type Installed = BTreeMap<ProviderAddress, Version>;

/// Parses a `.terraform.lock.hcl`, which Terraform has written since 0.14. If the file has a syntax error, the result
/// is empty.
pub fn from_lock_file(text: &str) -> Installed {
    let file = hcl::File::parse(text);
    if !file.errors().is_empty() {
        return Installed::new();
    }
    let blocks = Body::Native(file.body()).blocks(&[BlockHeader::new("provider", 1)]);
    let entries = blocks.iter().filter_map(|block| {
        let version = block.body.value("version").and_then(Value::string)?;
        entry(block.labels.first()?, &version)
    });
    entries.take(MAX_PROVIDERS).collect()
}

/// Parses a `.terraform/plugins/selections.json` of Terraform 0.13. If the file has a syntax error, the result is
/// empty.
pub fn from_selections(text: &str) -> Installed {
    let json = Json::parse(text);
    let selections = json.root().filter(|_| json.error().is_none());
    let selections = selections.filter(|selections| selections.kind() == Kind::Object);
    let entries = selections
        .into_iter()
        .flat_map(Node::members)
        .filter_map(|(address, selection)| entry(&address.value()?, &selection.member("version")?.value()?));
    entries.take(MAX_PROVIDERS).collect()
}

/// Parses the names of the programs in `.terraform/plugins/<system>` of Terraform 0.12 and earlier.
pub fn from_program_names<'n>(names: impl IntoIterator<Item = &'n str>) -> Installed {
    let entries = names.into_iter().filter_map(|file_name| {
        let (name, version) = file_name.strip_prefix("terraform-provider-")?.split_once("_v")?;
        let version = version.strip_suffix(".exe").unwrap_or(version);
        let version = version.split('_').next().and_then(Version::parse)?.bounded();
        Some((ProviderAddress::from_name(name)?, version))
    });
    entries.take(MAX_PROVIDERS).collect()
}

/// Parses a `.terraform/modules/modules.json`. Returns the directory of each called module by the name of the call,
/// relative to the directory of the caller. If the file has a syntax error, the result is empty.
pub fn parse_module_manifest(text: &str) -> BTreeMap<String, String> {
    let json = Json::parse(text);
    let manifest = json.root().filter(|_| json.error().is_none());
    let modules = manifest.and_then(|manifest| manifest.member("Modules"));
    let entries = modules.into_iter().flat_map(Node::elements).filter_map(|module| {
        let name = module.member("Key")?.value()?;
        // The root module has an empty name, and the names of calls within called modules contain dots.
        let is_called = !name.is_empty() && !name.contains('.');
        is_called.then_some((name, module.member("Dir")?.value()?))
    });
    entries.collect()
}

fn entry(address: &str, version: &str) -> Option<(ProviderAddress, Version)> {
    let address = (address.len() <= MAX_ADDRESS_LEN).then(|| ProviderAddress::from_source(address))??;
    Some((address, Version::parse(version)?.bounded()))
}
