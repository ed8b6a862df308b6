//! What an event may contain about the providers of a Terraform module: addresses from closed lists, random identifiers
//! for all others, and no more of either than fits into an event.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;

use super::pseudonyms::Pseudonyms;
use super::versions::VersionText;
use crate::telemetry::allowlists;
use crate::telemetry::catalogue::property::Property;
use crate::telemetry::limits::{MAX_NAME_BYTES, MAX_PROVIDERS, MAX_PROVIDERS_READ};

/// The registry of providers whose source contains no host.
const PUBLIC_REGISTRY: &str = "registry.terraform.io";

/// The provider that is part of Terraform.
const BUILTIN: Provider = Provider { hostname: "terraform.io", namespace: "builtin", name: "terraform" };

/// The namespaces of providers that a module refers to by their name alone.
const NAME_ALONE: [&str; 2] = ["-", "?"];

/// The namespace in which Terraform looks for such providers.
const DEFAULT_NAMESPACE: &str = "hashicorp";

/// The size of the keys and braces of both maps, in bytes.
const MAP_BYTES: usize = r#","providerRequirements":{},"installedProviders":{}"#.len();

/// The size of both counts of omitted providers, in bytes.
const MORE_BYTES: usize = r#","providerRequirements.more":"3-5","installedProviders.more":"3-5""#.len();

/// The size of an entry without its key and its value, in bytes.
const ENTRY_BYTES: usize = r#""":"","#.len();

/// The address of a provider, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Provider<'a> {
    /// The host of the registry.
    pub hostname: &'a str,
    /// The namespace in the registry.
    pub namespace: &'a str,
    /// The type of the provider.
    pub name: &'a str,
}

/// The providers that are reported by name.
#[derive(Clone, Copy, Debug)]
pub struct KnownProviders<'a> {
    /// Providers that the host adds to the known ones: `namespace/name`, in upper or lower case.
    pub named_by_host: &'a [String],
}

/// The providers that are reported by name, and the pseudonyms of all others.
#[derive(Clone, Copy, Debug)]
pub struct ProviderNames<'a> {
    /// The providers that are reported by name.
    pub known: KnownProviders<'a>,
    /// The pseudonyms of all others.
    pub pseudonyms: &'a Pseudonyms,
}

/// Providers by address, each with its version or its constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Providers(BTreeMap<String, String>);

impl Property for Providers {
    const TYPESCRIPT: &'static str = "{ [address: string]: string }";

    fn write<M: SerializeMap>(&self, key: &str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &self.0)
    }
}

/// How many providers are omitted from a map, as a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoreProviders(&'static str);
text_property!(MoreProviders, "'1' | '2' | '3-5' | '6+'");

impl MoreProviders {
    /// Returns `None` if none is omitted.
    fn new(count: usize) -> Option<Self> {
        match count {
            0 => None,
            1 => Some(Self("1")),
            2 => Some(Self("2")),
            3..=5 => Some(Self("3-5")),
            _ => Some(Self("6+")),
        }
    }
}

/// The maps of required and installed providers, as far as they fit into an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProviderMaps {
    /// The providers that the module requires.
    pub required: Option<Providers>,
    /// How many required providers did not fit.
    pub required_more: Option<MoreProviders>,
    /// The providers that are installed.
    pub installed: Option<Providers>,
    /// How many installed providers did not fit.
    pub installed_more: Option<MoreProviders>,
}

impl ProviderMaps {
    /// Fills the maps with what fits into `room` bytes of JSON, in the order of addresses: first the providers that are
    /// reported by name, then the others.
    pub fn new<'a>(
        required: impl IntoIterator<Item = (Provider<'a>, VersionText)>,
        installed: impl IntoIterator<Item = (Provider<'a>, VersionText)>,
        names: ProviderNames,
        room: usize,
    ) -> Self {
        let (required, installed) = (Listing::new(required, names.known), Listing::new(installed, names.known));
        let room = room.saturating_sub(MAP_BYTES);
        let maps = Self::fill([&required, &installed], names, room);
        if maps.required_more.is_none() && maps.installed_more.is_none() {
            return maps;
        }
        Self::fill([&required, &installed], names, room.saturating_sub(MORE_BYTES))
    }

    fn fill(listings: [&Listing; 2], names: ProviderNames, mut room: usize) -> Self {
        let mut entries: Vec<(usize, &Entry)> = Vec::new();
        for (index, listing) in listings.into_iter().enumerate() {
            entries.extend(listing.entries.iter().map(|entry| (index, entry)));
        }
        entries.sort_by(|(_, left), (_, right)| left.order().cmp(&right.order()));
        let mut maps = [BTreeMap::new(), BTreeMap::new()];
        let mut more = listings.map(|listing| listing.unread);
        let mut is_full = [false; 2];
        for (index, entry) in entries {
            if !is_full[index]
                && maps[index].len() < MAX_PROVIDERS
                && let Some(key) = entry.key(names.pseudonyms)
            {
                let bytes = ENTRY_BYTES + key.len() + entry.text().len();
                if bytes <= room {
                    room -= bytes;
                    maps[index].insert(key, entry.text().to_owned());
                    continue;
                }
                // No later entry is added, even if it is shorter: the maps contain the first entries in their order.
                is_full = [true; 2];
            }
            more[index] += 1;
        }
        let [required, installed] = maps.map(|map| Some(Providers(map)).filter(|map| !map.0.is_empty()));
        let [required_more, installed_more] = more.map(MoreProviders::new);
        Self { required, required_more, installed, installed_more }
    }
}

/// The providers of one list that are read, and the number of those that are not.
struct Listing {
    entries: Vec<Entry>,
    unread: usize,
}

struct Entry {
    address: String,
    is_known: bool,
    text: VersionText,
}

impl Listing {
    fn new<'a>(providers: impl IntoIterator<Item = (Provider<'a>, VersionText)>, known: KnownProviders) -> Self {
        let mut providers = providers.into_iter();
        let entry = |(provider, text): (Provider, VersionText)| Entry {
            address: provider.address(),
            is_known: known.include(provider),
            text,
        };
        let entries = providers.by_ref().take(MAX_PROVIDERS_READ).map(entry).collect();
        Self { entries, unread: providers.count() }
    }
}

impl Entry {
    /// Known providers come first, so that whether one is reported does not depend on the names of private ones.
    fn order(&self) -> (bool, &str) {
        (!self.is_known, &self.address)
    }

    /// Returns the key in the map. `None` if there are too many pseudonyms, or the system provides no randomness for
    /// one.
    fn key(&self, pseudonyms: &Pseudonyms) -> Option<String> {
        if self.is_known {
            return Some(self.address.clone());
        }
        pseudonyms.provider(&self.address).map(|uuid| format!("unlisted/{uuid}"))
    }

    /// Returns the version to report, which is empty for a provider that is not reported by name.
    fn text(&self) -> &str {
        if self.is_known { self.text.as_str() } else { "" }
    }
}

impl Provider<'_> {
    fn address(self) -> String {
        let Self { hostname, namespace, name } = self;
        format!("{hostname}/{namespace}/{name}")
    }
}

impl KnownProviders<'_> {
    /// Returns the known address at which Terraform finds a provider, even if a module uses a shorter form. `None` if
    /// the provider is not known.
    pub(super) fn resolve(self, provider: Provider) -> Option<String> {
        let Provider { hostname, namespace, name } = provider;
        let resolved = if hostname != PUBLIC_REGISTRY || !NAME_ALONE.contains(&namespace) {
            provider
        } else if name == BUILTIN.name {
            BUILTIN
        } else {
            Provider { namespace: DEFAULT_NAMESPACE, ..provider }
        };
        [resolved, provider].into_iter().find(|provider| self.include(*provider)).map(Provider::address)
    }

    fn include(self, provider: Provider) -> bool {
        let Provider { hostname, namespace, name } = provider;
        if provider == BUILTIN {
            return true;
        }
        if hostname != PUBLIC_REGISTRY || namespace.len() + name.len() > MAX_NAME_BYTES {
            return false;
        }
        let is = |known: &str| {
            known.split_once('/').is_some_and(|(known_namespace, known_name)| {
                (NAME_ALONE.contains(&namespace) || known_namespace.eq_ignore_ascii_case(namespace))
                    && known_name.eq_ignore_ascii_case(name)
            })
        };
        allowlists::providers::PROVIDERS.iter().any(|known| is(known))
            || self.named_by_host.iter().any(|known| is(known))
    }
}

#[cfg(test)]
mod tests;
