//! Completes keys of mappings.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::snippets::ValuePosition;
use super::{Cursor, is_key_part, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::features::hover::{documentation_without_type, type_names};
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{Declaration, Kind};
use crate::languages::compose::reference::words::SYSCTLS;
use crate::languages::compose::reference::{Kinds, Schema};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::NodeId;

/// The most common keys in Compose files, the most frequent first.
const FREQUENT: [&str; 91] = [
    "services",
    "image",
    "build",
    "ports",
    "volumes",
    "environment",
    "depends_on",
    "command",
    "restart",
    "networks",
    "container_name",
    "healthcheck",
    "env_file",
    "context",
    "dockerfile",
    "target",
    "args",
    "test",
    "interval",
    "timeout",
    "retries",
    "start_period",
    "condition",
    "secrets",
    "configs",
    "expose",
    "entrypoint",
    "profiles",
    "labels",
    "deploy",
    "resources",
    "limits",
    "memory",
    "cpus",
    "reservations",
    "type",
    "source",
    "published",
    "protocol",
    "read_only",
    "driver",
    "external",
    "name",
    "file",
    "service",
    "extends",
    "user",
    "working_dir",
    "hostname",
    "privileged",
    "tty",
    "stdin_open",
    "extra_hosts",
    "cap_add",
    "logging",
    "options",
    "platform",
    "platforms",
    "tags",
    "ipam",
    "subnet",
    "develop",
    "watch",
    "include",
    "network_mode",
    "pull_policy",
    "security_opt",
    "ulimits",
    "devices",
    "shm_size",
    "links",
    "init",
    "dns",
    "sysctls",
    "tmpfs",
    "cap_drop",
    "stop_grace_period",
    "stop_signal",
    "aliases",
    "ipv4_address",
    "driver_opts",
    "attachable",
    "internal",
    "action",
    "path",
    "additional_contexts",
    "cache_from",
    "mem_limit",
    "replicas",
    "restart_policy",
    "scale",
];

/// Common names of top-level declarations, by section.
const COMMON_NAMES: [(&str, &[&str]); 5] = [
    (
        "volumes",
        &["data", "db-data", "db_data", "cache", "node_modules", "postgres_data", "mysql_data", "redis_data", "logs"],
    ),
    ("networks", &["default", "backend", "frontend", "internal", "proxy"]),
    ("secrets", &["db-password", "db_password", "token"]),
    ("configs", &["config", "nginx"]),
    ("models", &["llm", "model"]),
];

/// The resource limits of Linux.
const ULIMITS: [&str; 15] = [
    "nofile",
    "nproc",
    "memlock",
    "core",
    "stack",
    "cpu",
    "data",
    "fsize",
    "locks",
    "msgqueue",
    "nice",
    "rss",
    "rtprio",
    "rttime",
    "sigpending",
];

/// The maximum number of mappings whose keys are counted.
const MAX_MAPPINGS: usize = 500;

/// How much a key counts that follows the key before the cursor, compared to one that is used elsewhere.
const FOLLOWING: usize = 4;

impl ComposeAnalysis<'_> {
    /// Completes keys that a mapping does not contain yet.
    pub(super) fn complete_keys(&self, cursor: &Cursor, mapping: NodeId) -> Vec<Completion> {
        let tree = cursor.tree;
        let entries = tree.yaml.entries(mapping);
        let others = entries.iter().filter(|(key, _)| *key != cursor.node);
        let present: Vec<&str> = others.filter_map(|(key, _)| tree.yaml.text(*key)).collect();
        self.complete_keys_of(cursor, tree.schema(mapping), &tree.place(mapping), &present)
    }

    /// Completes keys of a mapping at a path, according to its schema.
    pub(super) fn complete_keys_of(
        &self,
        cursor: &Cursor,
        schema: Option<&'static Schema>,
        path: &[&str],
        present: &[&str],
    ) -> Vec<Completion> {
        let Some(schema) = schema else { return Vec::new() };
        let (typed, insert) = cursor.word(is_key_part);
        if typed.len() < cursor.before.len() && !cursor.before[..cursor.before.len() - typed.len()].trim().is_empty() {
            return Vec::new();
        }
        let replace = insert.start..cursor.word_end(is_key_part);
        let after = &cursor.tree.text[replace.end + cursor.mark_len..];
        if !cursor.is_in_flow() && starts_another_entry(after.lines().next().unwrap_or_default()) {
            return Vec::new();
        }
        // Within quotes, only the name is inserted.
        let has_colon = after.trim_start_matches(['"', '\'', ' ']).starts_with(':') || cursor.is_quoted();
        let present: HashSet<&str> = present.iter().copied().collect();
        let similar = Self::keys_of_similar_mappings(cursor, path);
        let properties = schema.properties.iter().filter(|property| !present.contains(property.name));
        let rank = |name| {
            let (is_optional, frequency) = rank(name, schema);
            // Few things other than services have labels.
            let is_rare = name == "labels" && !matches!(path, ["services" | "jobs", _]);
            let frequency = if is_rare { FREQUENT.len() - 1 } else { frequency };
            (is_optional, Reverse(similar.get(name)), frequency, name)
        };
        let mut properties: Vec<_> = properties.map(|property| (rank(property.name), property)).collect();
        properties.sort_stably_by_key(|(rank, _)| *rank);
        let position = ValuePosition::new(cursor, insert.start).filter(|_| !has_colon);
        let mut items: Vec<Completion> = properties
            .into_iter()
            .map(|(_, property)| {
                let snippet = position.as_ref().and_then(|position| position.snippet(property));
                let is_snippet = snippet.is_some();
                let text = snippet.unwrap_or_else(|| inserted(property.name, property.schema, has_colon));
                let mut names = path.to_vec();
                names.push(property.name);
                Completion {
                    detail: Some(type_names(property.schema).join(" | ")),
                    documentation: Some(documentation_without_type(property, &names)),
                    is_deprecated: property.name == "version" && path.is_empty(),
                    is_snippet,
                    ..item(property.name, &text, CompletionKind::Attribute, insert.clone(), replace.clone())
                }
            })
            .collect();
        if let Some(position) = &position {
            items.extend(position.forms(path, &present, typed, |label, text| {
                item(label, text, CompletionKind::Snippet, insert.clone(), replace.clone())
            }));
        }
        if !has_colon && !present.contains("<<") && cursor.has_anchors() {
            items.push(item("<<", "<<: ", CompletionKind::Keyword, insert.clone(), replace.clone()));
        }
        if schema.entry.is_some() {
            let mut names = self.free_keys(cursor, path);
            if let Some(name) = name_of_value(cursor.rest).filter(|_| matches!(path, [.., "environment" | "args"])) {
                names.insert(0, name.to_owned());
            }
            names.retain(|name| !present.contains(name.as_str()));
            for name in names {
                let text = if has_colon { name.clone() } else { format!("{name}:") };
                items.push(item(&name, &text, CompletionKind::Reference, insert.clone(), replace.clone()));
            }
        }
        items
    }

    /// Returns how often other services have a key at the same place. Keys that follow the key before the cursor count
    /// several times.
    fn keys_of_similar_mappings<'c>(cursor: &'c Cursor, path: &[&str]) -> HashMap<&'c str, usize> {
        let yaml = &cursor.tree.yaml;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        let [section @ ("services" | "jobs"), _, place @ ..] = path else { return counts };
        let values_of = |mapping: NodeId| yaml.entries(mapping).iter().map(|(_, value)| *value);
        let of_key = |mapping: NodeId, name: &str| {
            let entry = yaml.entries(mapping).iter().find(|(key, _)| yaml.text(*key) == Some(name));
            entry.map(|(_, value)| *value)
        };
        let services = yaml.documents.first().and_then(|root| of_key(*root, section));
        let mut mappings: Vec<NodeId> = services.into_iter().flat_map(values_of).collect();
        for step in place {
            let below = mappings.iter().flat_map(|mapping| match (*step, of_key(*mapping, step)) {
                ("-", _) => yaml.items(*mapping).to_vec(),
                (_, Some(value)) => vec![value],
                // Keys such as the names in `depends_on` differ.
                _ if cursor.tree.schema(*mapping).is_some_and(|schema| schema.entry.is_some()) => {
                    values_of(*mapping).collect()
                }
                _ => Vec::new(),
            });
            mappings = below.take(MAX_MAPPINGS).collect();
        }
        let own = yaml.node(cursor.node).parent.filter(|_| matches!(cursor.tree.role(cursor.node), Role::Key(_)));
        let keys_of = |mapping: NodeId| yaml.entries(mapping).iter().map(|(key, _)| *key);
        let before = own.and_then(|own| keys_of(own).take_while(|key| *key != cursor.node).last());
        let before = before.and_then(|key| yaml.text(key));
        for mapping in mappings.into_iter().filter(|mapping| Some(*mapping) != own).take(MAX_MAPPINGS) {
            let mut previous = None;
            for key in keys_of(mapping).filter_map(|key| yaml.text(key)) {
                *counts.entry(key).or_default() += if previous == before { FOLLOWING } else { 1 };
                previous = Some(key);
            }
        }
        counts
    }

    /// Returns names that are likely in a mapping whose keys are not fixed.
    fn free_keys(&self, cursor: &Cursor, path: &[&str]) -> Vec<String> {
        match path {
            ["services" | "jobs", own, "depends_on"] => {
                let mut services = self.names(Kind::Service, cursor);
                services.retain(|service| service != own);
                services
            }
            ["services" | "jobs", _, "networks"] => self.names(Kind::Network, cursor),
            ["services" | "jobs", _, "models"] => self.names(Kind::Model, cursor),
            ["services", _, "build", "args"] => self.build_arguments(cursor),
            ["services" | "jobs", name, "environment"] => self.environment_names(cursor, name),
            ["services" | "jobs", _, "sysctls"] => SYSCTLS.iter().map(|name| (*name).to_owned()).collect(),
            ["services" | "jobs", _, .., "ulimits"] => ULIMITS.iter().map(|name| (*name).to_owned()).collect(),
            ["services"] => self.service_names(cursor),
            ["services" | "jobs", service, "labels"] | ["services" | "jobs", service, "build" | "deploy", "labels"] => {
                Self::label_names(cursor, service)
            }
            [section] => {
                let Some(kind) = Kind::of_section(section) else { return Vec::new() };
                let mut names = self.undeclared(kind, cursor.offset);
                let services = self.model.declarations.iter().filter(|one| one.kind == Kind::Service);
                let services: Vec<&str> = services.map(|one| one.name.as_str()).take(50).collect();
                let endings: &[&str] = match kind {
                    Kind::Volume => &["-data", "_data", "-config"],
                    Kind::Network => &["-network"],
                    Kind::Secret => &["_password"],
                    _ => &[],
                };
                names.extend(
                    endings.iter().flat_map(|end| services.iter().map(move |service| format!("{service}{end}"))),
                );
                let common = COMMON_NAMES.iter().filter(|(other, _)| other == section);
                names.extend(common.flat_map(|(_, names)| *names).map(|name| (*name).to_owned()));
                let mut seen = HashSet::new();
                names.retain(|name| seen.insert(name.clone()));
                names
            }
            _ => Vec::new(),
        }
    }

    /// Returns names that are referenced but not declared, except the one at an offset.
    pub(super) fn undeclared(&self, kind: Kind, offset: usize) -> Vec<String> {
        let is_elsewhere = |one: &&Declaration| offset < one.name_range.start || one.name_range.end < offset;
        let own = || self.model.declarations.iter().filter(|one| one.kind == kind);
        let declared: HashSet<&str> = own().filter(is_elsewhere).map(|one| one.name.as_str()).collect();
        let anywhere: HashSet<&str> = own().map(|one| one.name.as_str()).collect();
        let references = self.model.references.iter().filter(|one| one.kind == kind);
        let missing = references.map(|one| one.name.as_str()).filter(|name| !declared.contains(name));
        // An override or a test file configures services of the file that it extends.
        let others = self.project().names(kind).filter(|name| !anywhere.contains(name));
        let mut seen = HashSet::new();
        missing.chain(others).filter(|name| seen.insert(*name)).map(str::to_owned).collect()
    }
}

/// Returns whether a key is optional, and its place in the list of frequent keys.
fn rank(name: &str, schema: &Schema) -> (bool, usize) {
    let frequency = FREQUENT.iter().position(|frequent| *frequent == name).unwrap_or(FREQUENT.len());
    (!schema.required.contains(&name), frequency)
}

/// Returns the name of the first variable in the rest of a line, which often is also the name of the key or variable
/// that it is assigned to.
pub(super) fn name_of_value(rest: &str) -> Option<&str> {
    let (_, after) = rest.split_once("${")?;
    let name = &after[..after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?];
    Some(name).filter(|name| !name.is_empty())
}

/// Returns the text to insert for a key, including the colon and the start of the value.
fn inserted(name: &str, schema: &Schema, has_colon: bool) -> String {
    let is_collection = schema.kinds.contains(Kinds::LIST) || schema.kinds.contains(Kinds::MAPPING);
    match (has_colon, is_collection) {
        (true, _) => name.to_owned(),
        (false, true) => format!("{name}:"),
        (false, false) => format!("{name}: "),
    }
}

/// Whether the rest of a line is a separate entry, so that inserting a key before it would be a syntax error.
fn starts_another_entry(rest: &str) -> bool {
    let entry = rest.trim();
    // A space can precede the colon of the key itself.
    if entry.starts_with(": ") || entry == ":" {
        return false;
    }
    let is_apart = rest.starts_with(' ') && !entry.starts_with('#');
    let is_item = matches!(entry, "-" | "?") || entry.starts_with("- ") || entry.starts_with("? ");
    is_apart && (is_item || entry.contains(": ") || entry.ends_with(':'))
}
