//! Completes keys of mappings.

use std::collections::HashSet;

use super::snippets::ValuePosition;
use super::{Cursor, MARK, is_key_part, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::features::hover::{documentation_without_type, type_names};
use crate::languages::compose::features::links::image_name;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{Declaration, Kind};
use crate::languages::compose::reference::{KeyPattern, Kinds, Schema};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::NodeId;
use crate::languages::text::line_start;

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

/// Common names of services.
const COMMON_SERVICES: [&str; 46] = [
    "web",
    "app",
    "db",
    "api",
    "backend",
    "frontend",
    "test",
    "redis",
    "nginx",
    "proxy",
    "server",
    "client",
    "cache",
    "postgres",
    "mysql",
    "mongo",
    "worker",
    "service",
    "database",
    "mariadb",
    "traefik",
    "rabbitmq",
    "elasticsearch",
    "kibana",
    "grafana",
    "prometheus",
    "adminer",
    "minio",
    "keycloak",
    "mailhog",
    "queue",
    "scheduler",
    "migrate",
    "node",
    "php",
    "wordpress",
    "zookeeper",
    "kafka",
    "gateway",
    "auth",
    "foo",
    "bar",
    "baz",
    "hello",
    "example",
    "demo",
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

/// Common suffixes for the names of related services.
const SUFFIXES: [&str; 16] = [
    "db", "web", "api", "app", "worker", "logs", "redis", "proxy", "server", "client", "frontend", "backend", "cache",
    "init", "ui", "test",
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

/// Returns the last component of a path or image name.
fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
}

impl ComposeAnalysis<'_> {
    /// Completes keys that a mapping does not contain yet.
    pub(super) fn complete_keys(&self, cursor: &Cursor, mapping: NodeId) -> Vec<Completion> {
        let tree = cursor.tree;
        let entries = tree.yaml.entries(mapping);
        let others = entries.iter().filter(|(key, _)| *key != cursor.node);
        let present: Vec<&str> = others.filter_map(|(key, _)| tree.yaml.text(*key)).collect();
        self.complete_keys_of(cursor, tree.schema(mapping), &tree.names(mapping), &present)
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
        let after = &cursor.tree.text[replace.end + MARK.len_utf8()..];
        if !cursor.is_in_flow() && starts_another_entry(after.lines().next().unwrap_or_default()) {
            return Vec::new();
        }
        // Within quotes, only the name is inserted.
        let has_colon = after.trim_start_matches(['"', '\'']).starts_with(':') || cursor.is_quoted();
        let present: HashSet<&str> = present.iter().copied().collect();
        let properties = schema.properties.iter().filter(|property| !present.contains(property.name));
        let mut properties: Vec<_> = properties.map(|property| (rank(property.name, schema), property)).collect();
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
        if schema.entry.is_some() {
            let mut names = self.free_keys(cursor, path);
            names.retain(|name| !present.contains(name.as_str()));
            for name in names {
                let text = if has_colon { name.clone() } else { format!("{name}:") };
                items.push(item(&name, &text, CompletionKind::Reference, insert.clone(), replace.clone()));
            }
        }
        items
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

    /// Returns names for a service: those that are referenced, those that its content suggests, and common names.
    fn service_names(&self, cursor: &Cursor) -> Vec<String> {
        let mut names = self.undeclared(Kind::Service, cursor.offset);
        let tree = cursor.tree;
        if let Role::Key(value) = tree.role(cursor.node) {
            for (key, value) in tree.yaml.entries(value) {
                let text = tree.yaml.text(*value).unwrap_or_default();
                match tree.yaml.text(*key) {
                    Some("container_name" | "hostname") => names.push(text.to_owned()),
                    Some("image") => names_of_image(text, &mut names),
                    Some("command") => names_of_command(text, &mut names),
                    Some("build") if !text.is_empty() => names.push(last_part(text).to_owned()),
                    Some("build") => {
                        let context =
                            tree.yaml.entries(*value).iter().find(|(key, _)| tree.yaml.text(*key) == Some("context"));
                        names.extend(
                            context.and_then(|(_, context)| tree.yaml.text(*context)).map(last_part).map(str::to_owned),
                        );
                    }
                    _ => {}
                }
            }
        }
        names_below(cursor, &mut names);
        names.extend(self.next_names(cursor));
        names.extend(
            self.source.files.entries_in("").iter().filter_map(|entry| entry.strip_suffix('/')).map(str::to_owned),
        );
        names.extend(COMMON_SERVICES.iter().map(|name| (*name).to_owned()));
        let prefixes = self.model.declarations.iter().filter(|one| one.kind == Kind::Service).take(50);
        let prefixes: HashSet<&str> = prefixes.filter_map(|one| Some(one.name.split_once('-')?.0)).collect();
        let mut prefixes: Vec<&str> = prefixes.into_iter().collect();
        prefixes.sort_unstable();
        names
            .extend(prefixes.iter().flat_map(|prefix| SUFFIXES.iter().map(move |suffix| format!("{prefix}-{suffix}"))));
        let mut seen = HashSet::new();
        names.retain(|name| KeyPattern::Name.matches(name) && !name.starts_with('.') && seen.insert(name.clone()));
        names
    }

    /// Returns names that continue a series of services, such as `worker3` after `worker2`.
    fn next_names(&self, cursor: &Cursor) -> Vec<String> {
        let services = self.model.declarations.iter().filter(|one| one.kind == Kind::Service);
        let services = services.filter(|service| service.name_range.end != cursor.offset);
        services.filter_map(|service| successor(&service.name)).collect()
    }

    /// Returns names that are referenced but not declared, except the one at an offset.
    fn undeclared(&self, kind: Kind, offset: usize) -> Vec<String> {
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

/// Sorts required keys first, then frequent keys, then the rest alphabetically.
fn rank<'p>(name: &'p str, schema: &Schema) -> (bool, usize, &'p str) {
    let frequency = FREQUENT.iter().position(|frequent| *frequent == name).unwrap_or(FREQUENT.len());
    (!schema.required.contains(&name), frequency, name)
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
    let is_apart = rest.starts_with(' ') && !entry.starts_with('#');
    let is_item = matches!(entry, "-" | "?") || entry.starts_with("- ") || entry.starts_with("? ");
    is_apart && (is_item || entry.contains(": ") || entry.ends_with(':'))
}

/// Returns the name with its last number or letter incremented. A letter must not be part of a word.
fn successor(name: &str) -> Option<String> {
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let (start, number) = name.split_at(name.len() - digits);
        return Some(format!("{start}{}", number.parse::<u32>().ok()?.checked_add(1)?));
    }
    let last = name.chars().last()?;
    let before = name[..name.len() - last.len_utf8()].chars().last();
    let stands_apart = before.is_none_or(|c| !c.is_alphabetic() || last.is_uppercase() && c.is_lowercase());
    let next = char::from_u32(u32::from(last) + 1)?;
    (last.is_ascii_alphabetic() && next.is_ascii_alphabetic() && stands_apart)
        .then(|| format!("{}{next}", &name[..name.len() - last.len_utf8()]))
}

/// Adds names that an image suggests: its name, the parts of its name, and its namespaces.
fn names_of_image(image: &str, names: &mut Vec<String>) {
    let image = image_name(image);
    let name = last_part(image);
    names.push(name.to_owned());
    let separators = || name.match_indices(['-', '_']);
    names.extend(separators().map(|(at, _)| name[..at].to_owned()));
    names.extend(separators().map(|(at, _)| name[at + 1..].to_owned()).filter(|end| end.len() > 1));
    let folders =
        image.split('/').filter(|part| !part.contains(['.', ':', '$']) && *part != "library" && part.len() > 1);
    names.extend(folders.map(str::to_owned));
}

/// Adds names that a command suggests, which are its words.
fn names_of_command(command: &str, names: &mut Vec<String>) {
    let words = command.split(|c: char| c.is_whitespace() || "\"'[],".contains(c)).map(last_part);
    names.extend(words.filter(|word| word.len() > 1).take(10).map(str::to_owned));
}

/// Adds names suggested by the lines below a name without a colon. These lines are not part of the tree yet.
fn names_below(cursor: &Cursor, names: &mut Vec<String>) {
    let text = cursor.tree.text;
    let line_start = line_start(text, cursor.offset);
    let indent = text[line_start..].len() - text[line_start..].trim_start_matches(' ').len();
    for line in text[cursor.offset..].lines().skip(1).take(40) {
        let trimmed = line.trim_start_matches(' ');
        if line.len() - trimmed.len() <= indent && !trimmed.is_empty() {
            return;
        }
        match trimmed.split_once(':').map(|(key, value)| (key, value.trim().trim_matches(['"', '\'']))) {
            Some(("image", image)) => names_of_image(image, names),
            Some(("container_name" | "hostname", name)) => names.push(name.to_owned()),
            Some(("build" | "context", path)) => names.push(last_part(path).to_owned()),
            Some(("command", command)) => names_of_command(command, names),
            _ => {}
        }
    }
}
