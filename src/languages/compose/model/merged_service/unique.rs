//! Removes list entries that later entries replace, because they have the same port, path or name.

use std::collections::HashMap;

use super::value::{Members, Value};
use crate::languages::compose::values::port::PortMapping;
use crate::languages::compose::values::volume;

/// The property that distinguishes the entries of a list.
#[derive(Clone, Copy)]
enum Identity {
    /// The text before the `=`.
    Name,
    Port,
    /// The path in the container.
    Target,
    Device,
    /// The path of a file with variables.
    File,
    /// The path of a config or secret. It is in this folder, unless the entry specifies another path.
    Grant(&'static str),
}

/// Removes all entries of a service that later entries replace. Returns whether any entry was removed.
pub fn make_unique(service: &mut Value) -> bool {
    let Value::Mapping(members) = service else { return false };
    let mut is_changed = false;
    for (key, value) in members {
        is_changed |= match (key.as_str(), &mut *value) {
            ("build", Value::Mapping(members)) => {
                unique_members(members, &["additional_contexts", "args", "labels", "platform", "tags"])
            }
            ("deploy", Value::Mapping(members)) => unique_members(members, &["labels"]),
            ("networks", Value::Mapping(networks)) => networks.iter_mut().fold(false, |is_changed, (_, network)| {
                let Value::Mapping(members) = network else { return is_changed };
                unique_members(members, &["aliases", "link_local_ips"]) | is_changed
            }),
            (key, value) => Identity::of(key).is_some_and(|identity| unique_list(value, identity)),
        };
    }
    is_changed
}

impl Identity {
    /// Returns the kind of identity for a list in a service.
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "annotations" | "cap_add" | "cap_drop" | "dns" | "dns_opt" | "dns_search" | "environment" | "expose"
            | "labels" | "links" | "profiles" | "sysctls" | "tmpfs" => Self::Name,
            "ports" => Self::Port,
            "volumes" => Self::Target,
            "devices" => Self::Device,
            "env_file" => Self::File,
            "configs" => Self::Grant(""),
            "secrets" => Self::Grant("/run/secrets"),
            _ => return None,
        })
    }

    /// Returns the identity of an entry. `None` if no other entry can be the same.
    fn of_entry(self, entry: &Value) -> Option<String> {
        let member = |name: &str| entry.member(name)?.text();
        match (self, entry.text()) {
            (Self::Name, Some(text)) => Some(text.split('=').next().unwrap_or(text).to_owned()),
            (Self::Target, Some(text)) => volume::clean_target(text),
            (Self::Device, Some(text)) => Some(text.split(':').nth(1).unwrap_or(text).to_owned()),
            (Self::File, Some(text)) => Some(text.to_owned()),
            (Self::Grant(folder), Some(text)) => Some(format!("{folder}/{text}")),
            (Self::Target | Self::Device, None) => member("target").map(str::to_owned),
            (Self::File, None) => member("path").map(str::to_owned),
            (Self::Grant(folder), None) => {
                member("target").map(str::to_owned).or_else(|| Some(format!("{folder}/{}", member("source")?)))
            }
            (Self::Name | Self::Port, _) => None,
        }
    }
}

fn unique_members(members: &mut Members, names: &[&str]) -> bool {
    let lists = members.iter_mut().filter(|(key, _)| names.contains(&key.as_str()));
    lists.fold(false, |is_changed, (_, value)| unique_list(value, Identity::Name) | is_changed)
}

fn unique_list(value: &mut Value, identity: Identity) -> bool {
    let Value::List(items) = value else { return false };
    let before = items.len();
    let old = std::mem::take(items);
    *items = match identity {
        Identity::Port => unique_ports(old),
        other => unique_entries(old, other),
    };
    items.len() != before
}

/// Removes duplicates from entries of the form `NAME=value`. The last entry with a name is kept.
pub fn unique_pairs(entries: Vec<Value>) -> Vec<Value> {
    unique_entries(entries, Identity::Name)
}

/// Keeps the last of several entries with the same identity, at the position of the first.
fn unique_entries(entries: Vec<Value>, identity: Identity) -> Vec<Value> {
    let mut unique: Vec<Value> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for entry in entries {
        match identity.of_entry(&entry).map(|identity| *places.entry(identity).or_insert(unique.len())) {
            Some(place) if place < unique.len() => unique[place] = entry,
            _ => unique.push(entry),
        }
    }
    unique
}

/// A port, with the index of the entry that publishes it.
struct Port {
    entry: usize,
    /// The port in its short form, if the entry publishes several ports.
    short: Option<String>,
}

/// Removes duplicate ports. If other entries replace a part of a port range, the range is split.
fn unique_ports(entries: Vec<Value>) -> Vec<Value> {
    let mut ports: Vec<Port> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    // The number of ports of each entry that have not been replaced.
    let mut left = vec![0_usize; entries.len()];
    let mut counts = vec![0_usize; entries.len()];
    for (entry, value) in entries.iter().enumerate() {
        let identities = port_identities(value);
        let is_range = identities.len() > 1;
        for (identity, mapping) in identities {
            let port = Port { entry, short: mapping.filter(|_| is_range).map(|mapping| mapping.short()) };
            counts[entry] += 1;
            left[entry] += 1;
            let place = *places.entry(identity).or_insert(ports.len());
            if let Some(earlier) = ports.get_mut(place) {
                left[earlier.entry] -= 1;
                *earlier = port;
            } else {
                ports.push(port);
            }
        }
    }
    let mut entries: Vec<Option<Value>> = entries.into_iter().map(Some).collect();
    let mut unique = Vec::new();
    for port in ports {
        match port.short {
            Some(short) if left[port.entry] < counts[port.entry] => unique.push(Value::string(short)),
            // If no port of a range is replaced, the entire entry is kept at the position of its first port.
            _ => unique.extend(entries[port.entry].take()),
        }
    }
    unique
}

/// Returns the ports of an entry, each with its identity.
fn port_identities(entry: &Value) -> Vec<(String, Option<PortMapping>)> {
    let long = |name: &str| entry.member(name);
    if let Some(target) = long("target").and_then(Value::text) {
        let published = match long("published") {
            // Compose distinguishes a number from a string.
            Some(published) => published.as_str().map_or_else(|| published.fingerprint() + "#", str::to_owned),
            None => String::new(),
        };
        let text = |name: &str, default: &str| {
            long(name).and_then(Value::text).map_or_else(|| default.to_owned(), str::to_owned)
        };
        let (address, protocol) = (text("host_ip", PortMapping::ANY_ADDRESS), text("protocol", "tcp"));
        return vec![(format!("{address}:{published}:{target}/{protocol}"), None)];
    }
    let mappings = entry.text().and_then(PortMapping::expand);
    match mappings {
        Some(mappings) => mappings.into_iter().map(|mapping| (mapping.identity(), Some(mapping))).collect(),
        None => vec![(entry.fingerprint(), None)],
    }
}
