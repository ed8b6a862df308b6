//! Finds the schema of a provider of the document's module: the schema of the address that the module requires, in a
//! version that the module uses.

use std::sync::Arc;

use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::values::provider_address::{ProviderAddress, UNKNOWN_NAMESPACE};
use crate::languages::terraform::values::version::{Constraint, Version};

use super::facts::Requirement;
use super::index::{FileTrait, Module, join};
use super::installed;
use super::provider_schemas::{BUILT_IN_ADDRESS, ProviderSchema, ProviderSchemas};
use super::scope::Environment;

/// The namespace of providers for which a module states no source.
const DEFAULT_NAMESPACE: &str = "hashicorp";

/// The versions in the lock file of a module.
struct LockFile(installed::Installed);

impl<'s> Environment<'s> {
    /// Returns the schema of a provider by its local name. `None` if the schema may describe another provider, or
    /// another version than the one that the module uses.
    pub fn schema_of(&self, local_name: &str) -> Option<ProviderSchema<'s>> {
        let own = self.index.own();
        let mut found = requirements_of(&own, local_name);
        let requirement = found.next();
        // An override file replaces the requirement of another file.
        if own.has_overrides && found.next().is_some() {
            return None;
        }
        if requirement.is_none() && local_name == "terraform" {
            return ProviderSchemas::built_in().provider(BUILT_IN_ADDRESS);
        }
        let address = address(local_name, requirement)?;
        if address.to_string() == BUILT_IN_ADDRESS {
            return ProviderSchemas::built_in().provider(BUILT_IN_ADDRESS);
        }
        let schema = self.schemas?.provider(&address.to_string())?;
        let is_used = schema.version().is_none_or(|version| self.uses(&own, &address, version));
        is_used.then_some(schema)
    }

    /// Whether the module uses this version of a provider, as far as its files state it.
    fn uses(&self, own: &Module, address: &ProviderAddress, version: &Version) -> bool {
        let installed = self.installed(own, address);
        let requirements = requirements(own)
            .filter(|requirement| self::address(&requirement.name.text, Some(requirement)).as_ref() == Some(address));
        let mut constraints = requirements.filter_map(|requirement| requirement.version.as_ref());
        installed.is_none_or(|installed| installed == *version)
            && constraints.all(|constraint| {
                Constraint::parse(&constraint.value).is_some_and(|constraint| constraint.admits(version))
            })
    }

    /// Returns the version of a provider that the lock file of the module selects.
    pub fn locked_version(&self, local_name: &str) -> Option<Version> {
        let own = self.index.own();
        let address = address(local_name, requirement(&own, local_name))?;
        self.installed(&own, &address)
    }

    /// Returns the providers in the lock file of the module, by address, with their versions.
    pub fn locked_providers(&self) -> Vec<(ProviderAddress, Version)> {
        let own = self.index.own();
        let lock = self.lock_file(&own);
        lock.iter().flat_map(|lock| &lock.0).map(|(address, version)| (address.clone(), version.clone())).collect()
    }

    /// Returns the version of a provider that the module has installed, otherwise the version that a schema describes.
    pub fn used_version(&self, local_name: &str) -> Option<Version> {
        let own = self.index.own();
        let address = address(local_name, requirement(&own, local_name))?;
        let installed = self.installed(&own, &address);
        installed.or_else(|| self.schemas?.provider(&address.to_string())?.version().cloned())
    }

    fn installed(&self, own: &Module, address: &ProviderAddress) -> Option<Version> {
        self.lock_file(own)?.0.get(address).cloned()
    }

    fn lock_file(&self, own: &Module) -> Option<Arc<LockFile>> {
        let path = join(&own.folder, ".terraform.lock.hcl");
        let read = |_: &str, text: &Arc<str>| LockFile(installed::from_lock_file(text));
        self.index.files().parsed::<LockFile>(&path, read)
    }

    /// Whether the module requires a provider under a local name.
    pub fn requires(&self, local_name: &str) -> bool {
        requirement(&self.index.own(), local_name).is_some()
    }
}

fn requirements(own: &Module) -> impl Iterator<Item = &Requirement> {
    let files = own.files_with(FileTrait::Settings).into_iter();
    files.filter(|file| file.kind == FileKind::Module).flat_map(|file| &file.facts.requirements)
}

fn requirements_of<'m>(own: &'m Module, local_name: &str) -> impl Iterator<Item = &'m Requirement> {
    requirements(own).filter(move |requirement| *requirement.name.text == *local_name)
}

fn requirement<'m>(own: &'m Module, local_name: &str) -> Option<&'m Requirement> {
    requirements_of(own, local_name).next()
}

/// Returns the address of a provider. `None` if its source is invalid.
fn address(local_name: &str, requirement: Option<&Requirement>) -> Option<ProviderAddress> {
    let source = requirement.and_then(|requirement| requirement.source.as_ref());
    let address = match source {
        Some(source) => ProviderAddress::from_source(&source.value)?,
        None => ProviderAddress::from_name(local_name)?,
    };
    let has_namespace = source.is_some() && address.namespace != UNKNOWN_NAMESPACE;
    Some(if has_namespace { address } else { ProviderAddress { namespace: DEFAULT_NAMESPACE.to_owned(), ..address } })
}
