//! What a coarse report contains about one provider: its address if it is known, else `unlisted`, and its major
//! version.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;

use super::providers::{KnownProviders, Provider};
use super::versions::MajorVersion;
use crate::telemetry::catalogue::property::Property;
use crate::telemetry::limits::{MAX_PROVIDERS, MAX_PROVIDERS_READ};

/// One provider of a module, reduced to what many modules have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoarseProvider {
    address: Address,
    major: MajorVersion,
}

/// The address of a provider. All unknown providers have the same one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Address {
    Known(String),
    Unlisted,
}

impl CoarseProvider {
    /// Returns the providers of a module, in the order of their addresses. The version of each is the installed one,
    /// else the lowest in the constraint.
    pub fn list<'a>(
        required: impl IntoIterator<Item = (Provider<'a>, MajorVersion)>,
        installed: impl IntoIterator<Item = (Provider<'a>, MajorVersion)>,
        known: KnownProviders,
    ) -> Vec<Self> {
        let required = Self::by_address(required, known);
        let installed = Self::by_address(installed, known);
        let mut providers = required;
        for (address, major) in installed {
            let version = providers.entry(address).or_default();
            *version = major.or(*version);
        }
        providers.into_iter().take(MAX_PROVIDERS).map(|(address, major)| Self { address, major }).collect()
    }

    fn by_address<'a>(
        providers: impl IntoIterator<Item = (Provider<'a>, MajorVersion)>,
        known: KnownProviders,
    ) -> BTreeMap<Address, MajorVersion> {
        let mut lowest = BTreeMap::new();
        for (provider, major) in providers.into_iter().take(MAX_PROVIDERS_READ) {
            match known.resolve(provider) {
                Some(address) => {
                    let version: &mut MajorVersion = lowest.entry(Address::Known(address)).or_default();
                    *version = version.lowest(major);
                }
                None => drop(lowest.insert(Address::Unlisted, MajorVersion::default())),
            }
        }
        lowest
    }
}

impl Property for CoarseProvider {
    const TYPESCRIPT: &'static str = "{ [address: string]: string }";

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        let address = match &self.address {
            Address::Known(address) => address,
            Address::Unlisted => "unlisted",
        };
        map.serialize_entry(key, &BTreeMap::from([(address, self.major.text())]))
    }
}
