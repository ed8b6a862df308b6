//! Completes values of keys and items of lists: enumerations, names, images, and names from other files.

use std::collections::HashSet;

use super::keys::name_of_value;
use super::words::{is_amount, is_entry, is_kind_of_check};
use super::{Cursor, find_outside_variables, is_key_part, item, matches};
use crate::languages::answers::{Completion, CompletionKind, HostQuery};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::{FileFacts, join};
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{FileKind, Kind};
use crate::languages::compose::reference::words::{COMMAND_WORDS, SYSCTLS, USUAL_VALUES};
use crate::languages::compose::reference::{Kinds, Property};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{NodeId, Style};
use crate::languages::text::{line_start, touches};

/// The maximum number of environment variables that are offered with values.
const MAX_ASSIGNED: usize = 20;

/// The maximum number of names of containers whose pattern is followed.
const MAX_PATTERNS: usize = 100;

/// Host paths that are often mounted into containers.
const HOST_PATHS: [&str; 12] = [
    "/var/run/docker.sock",
    "/etc/localtime",
    "/etc/timezone",
    "/var/lib/docker/containers",
    "/var/lib/docker",
    "/var/run",
    "/var/log",
    "/proc",
    "/sys",
    "/dev",
    "./data",
    "./config",
];

/// Common names of profiles.
const COMMON_PROFILES: [&str; 8] = ["dev", "test", "debug", "prod", "tools", "monitoring", "ci", "full"];

/// Whether the typed text is a prefix of a name, or the name followed by a value.
fn matches_typed(name: &str, typed: &str) -> bool {
    let typed = typed.trim_start_matches(['"', '\'', ' ']).split('=').next().unwrap_or_default();
    !typed.is_empty() && matches(name, typed)
}

fn is_value_part(character: char) -> bool {
    !character.is_whitespace() && !matches!(character, '"' | '\'' | ',' | '[' | ']' | '{' | '}')
}

/// Queries the tags of the image in an `image` key whose tag is being typed. The image is found by the line alone,
/// because a colon at the end of the line turns the name into a key until the tag has been typed.
pub fn host_query(text: &str, offset: usize) -> Option<HostQuery> {
    let before = text.get(..offset)?;
    let line = line_start(before, before.len());
    let written = before[line..].trim_start_matches([' ', '-']).strip_prefix("image:")?;
    let value = written.trim_start_matches(' ');
    if value.len() == written.len() {
        return None;
    }
    HostQuery::image_tags(text, offset - value.trim_start_matches(['"', '\'']).len(), offset)
}

impl ComposeAnalysis<'_> {
    /// Completes the value at the cursor.
    pub(super) fn complete_value(&self, cursor: &Cursor, id: NodeId) -> Vec<Completion> {
        let tree = cursor.tree;
        let names = tree.place(id);
        if let Some(mut items) = self.complete_container_path(cursor, &names) {
            items.extend(self.complete_words(cursor, &names));
            return items;
        }
        let mut candidates = self.candidates(cursor, id, &names);
        let siblings = Self::values_of_siblings(cursor, id, &names).into_iter();
        let kind = CompletionKind::Value;
        let siblings = siblings.map(|text| Candidate { text, kind, detail: None });
        if names.contains(&"labels") || is_amount(&names) {
            // The labels of a program are the same in many services, and so are limits and durations.
            candidates.splice(0..0, siblings);
        } else {
            candidates.extend(siblings);
        }
        if let ["services" | "jobs", service, key @ ("container_name" | "hostname")] = names[..] {
            let own = Self::names_of_container(cursor, service, key).into_iter();
            candidates.splice(0..0, own.map(|text| Candidate { text, kind, detail: None }));
        }
        candidates.retain(|candidate| !self.is_own_service(cursor, &names, &candidate.text));
        if matches!(names[..], [.., "ports" | "volumes", "-"]) && cursor.rest.starts_with(':') {
            // Only the part before the colon is missing.
            for candidate in &mut candidates {
                candidate.text.truncate(candidate.text.trim_end_matches(':').len());
            }
            candidates.retain(|candidate| !candidate.text.contains(':'));
        }
        let mut items = self.complete_host(cursor, &names);
        items.extend(make_items(cursor, candidates));
        items.extend(self.complete_path(cursor, &names));
        items.extend(self.complete_words(cursor, &names));
        items
    }

    /// Completes the host of a URL in the environment of a service: the names of the other services.
    fn complete_host(&self, cursor: &Cursor, names: &[&str]) -> Vec<Completion> {
        let ["services" | "jobs", own, "environment", ..] = names else { return Vec::new() };
        let (typed, insert) = cursor.word(is_key_part);
        let before = &cursor.before[..cursor.before.len() - typed.len()];
        if !before.ends_with("://") && !before.ends_with('@') {
            return Vec::new();
        }
        let replace = insert.start..cursor.word_end(is_key_part);
        let services = self.names(Kind::Service, cursor).into_iter().filter(|name| name != own);
        services.map(|name| item(&name, &name, CompletionKind::Reference, insert.clone(), replace.clone())).collect()
    }

    /// Returns names for the container of a service: names that follow the pattern of other services, and its own name.
    fn names_of_container(cursor: &Cursor, service: &str, key: &str) -> Vec<String> {
        let tree = cursor.tree;
        let mut names: Vec<String> = Vec::new();
        for id in cursor.values_of(key).filter(|id| *id != cursor.node).take(MAX_PATTERNS) {
            let (["services" | "jobs", owner, ..], Some(name)) =
                (&tree.shallow_names(id).unwrap_or_default()[..], tree.yaml.text(id))
            else {
                continue;
            };
            let derived = name.replacen(owner, service, 1);
            if name.contains(owner) && *owner != service && !names.contains(&derived) {
                names.push(derived);
            }
        }
        if !names.iter().any(|name| name == service) {
            names.push(service.to_owned());
        }
        names
    }

    /// Completes items of a list that starts at the cursor, including the dash.
    pub(super) fn complete_new_items(&self, cursor: &Cursor, id: NodeId) -> Vec<Completion> {
        let tree = cursor.tree;
        let is_list = tree.schema(id).is_some_and(|schema| schema.kinds.contains(Kinds::LIST));
        if !is_list || tree.yaml.node(id).style != Style::Plain {
            return Vec::new();
        }
        let mut names = tree.place(id);
        names.push("-");
        let mut candidates = self.candidates(cursor, id, &names);
        candidates.retain(|candidate| !self.is_own_service(cursor, &names, &candidate.text));
        let mut items = make_items(cursor, candidates);
        for item in &mut items {
            item.text = format!("- {}", item.text);
        }
        items
    }

    /// Returns the known values for a path, the best first.
    fn candidates(&self, cursor: &Cursor, id: NodeId, names: &[&str]) -> Vec<Candidate> {
        let tree = cursor.tree;
        let reference = |kind: Kind| plain(self.names(kind, cursor), CompletionKind::Reference);
        let mut found = match names {
            ["services" | "jobs", _, "depends_on" | "links" | "volumes_from", "-"]
            | ["services", _, "extends"]
            | ["services", _, "extends", "service"] => self.service_candidates(cursor, names),
            ["services" | "jobs", _, "networks", "-"] => reference(Kind::Network),
            ["services" | "jobs", _, "models", "-"] => reference(Kind::Model),
            ["services" | "jobs", name, "profiles", "-"] => {
                let mut profiles = self.names(Kind::Profile, cursor);
                profiles.push((*name).to_owned());
                profiles.extend(COMMON_PROFILES.iter().map(|name| (*name).to_owned()));
                plain(profiles, CompletionKind::Reference)
            }
            ["services" | "jobs", _, "configs", "-"] | ["services" | "jobs", _, "configs", "-", "source"] => {
                reference(Kind::Config)
            }
            ["services" | "jobs", _, .., "secrets", "-"] | ["services" | "jobs", _, .., "secrets", "-", "source"] => {
                reference(Kind::Secret)
            }
            ["services" | "jobs", _, "volumes", "-"] => {
                let mut volumes = reference(Kind::Volume);
                for volume in &mut volumes {
                    volume.text.push(':');
                }
                volumes.extend(plain(self.mount_sources(cursor), CompletionKind::Folder));
                volumes
            }
            ["services" | "jobs", _, "volumes", "-", "source"] => reference(Kind::Volume),
            ["services" | "jobs", _, "credential_spec", "config"] => reference(Kind::Config),
            ["services" | "jobs", _, "gpus"] => plain(vec!["all".to_owned()], CompletionKind::Keyword),
            ["services", _, "build", "additional_contexts", "-"] => match cursor.before.split_once('=') {
                Some((name, _)) => {
                    let name = name.trim_start_matches(['"', '\'']);
                    plain(self.contexts(cursor, &format!("{name}=")), CompletionKind::Reference)
                }
                None => Vec::new(),
            },
            ["services", _, "build", "additional_contexts", _] => {
                plain(self.contexts(cursor, ""), CompletionKind::Reference)
            }
            ["services" | "jobs", _, "sysctls", "-"] => {
                plain(SYSCTLS.iter().map(|name| format!("{name}=")).collect(), CompletionKind::Attribute)
            }
            ["services" | "jobs", _, "network_mode" | "ipc" | "pid"] => {
                let services = self.names(Kind::Service, cursor);
                plain(services.into_iter().map(|name| format!("service:{name}")).collect(), CompletionKind::Reference)
            }
            ["services" | "jobs", _, "image"] => self.images(cursor),
            ["services", _, "build", "target"] => plain(self.stages(cursor), CompletionKind::Reference),
            ["services", _, "build", "args", "-"] => {
                let names = self.build_arguments(cursor).into_iter().map(|name| format!("{name}="));
                plain(names.collect(), CompletionKind::Variable)
            }
            [section @ ("networks" | "volumes" | "secrets" | "configs"), name, "name"] => {
                let declared = Kind::of_section(section).map(|kind| self.names(kind, cursor)).unwrap_or_default();
                let own = std::iter::once((*name).to_owned());
                plain(own.chain(declared).collect(), CompletionKind::Reference)
            }
            _ => self.container_values(cursor, names),
        };
        if let Some(schema) = tree.schema(id) {
            found.extend(plain(schema.values.iter().map(|value| (*value).to_owned()).collect(), CompletionKind::Value));
            if let Some(property) = Self::property_of(cursor, id) {
                let suggestions = property.suggestions.iter().map(|value| (*value).to_owned());
                found.extend(plain(suggestions.collect(), CompletionKind::Value));
            }
            if schema.kinds.contains(Kinds::BOOLEAN) && schema.entry.is_none() && !is_entry(cursor) {
                found.extend(plain(vec!["true".to_owned(), "false".to_owned()], CompletionKind::Keyword));
            }
        }
        found
    }

    /// Returns the known values for what a container runs and what it gets: variables, commands, ports and limits.
    fn container_values(&self, cursor: &Cursor, names: &[&str]) -> Vec<Candidate> {
        match names {
            ["services" | "jobs", name, "environment", "-"] => {
                plain(self.assignments(cursor, name), CompletionKind::Variable)
            }
            ["services" | "jobs", name, "environment", variable] => {
                let mut values = self.environment(cursor, name).values(variable);
                values.extend(with_prefix(USUAL_VALUES, cursor.before));
                plain(values, CompletionKind::Value)
            }
            ["services" | "jobs", service, "labels", "-"]
            | ["services" | "jobs", service, "build" | "deploy", "labels", "-"] => {
                let labels = Self::label_names(cursor, service).into_iter().map(|name| format!("{name}="));
                plain(labels.collect(), CompletionKind::Attribute)
            }
            ["services" | "jobs", _, "command" | "entrypoint", ..] => {
                let mut words = command_words(cursor);
                words.extend(with_prefix(COMMAND_WORDS, cursor.word(is_value_part).0));
                plain(words, CompletionKind::Value)
            }
            ["services" | "jobs", _, "healthcheck", "test", "-"] if is_kind_of_check(cursor, names) => {
                plain(["CMD", "CMD-SHELL", "NONE"].map(str::to_owned).to_vec(), CompletionKind::Keyword)
            }
            ["services" | "jobs", service, "healthcheck", "test", ..] => {
                let mut words = self.health_checks(service, names.len() == 5);
                words.retain(|check| cursor.before.is_empty() || !check.starts_with('['));
                words.extend(with_prefix(COMMAND_WORDS, cursor.word(is_value_part).0));
                plain(words, CompletionKind::Keyword)
            }
            ["services" | "jobs", _, "ports", "-"] => {
                if let Some((port, _)) = cursor.before.rsplit_once('/').filter(|(port, _)| !port.is_empty()) {
                    plain(["tcp", "udp"].map(|protocol| format!("{port}/{protocol}")).to_vec(), CompletionKind::Keyword)
                } else {
                    plain(self.published_ports(cursor, names[1]), CompletionKind::Value)
                }
            }
            ["services" | "jobs", service, "expose", "-"] => {
                let ports = self.known_images(service).into_iter().flat_map(|known| known.ports);
                plain(ports.map(|port| format!("\"{port}\"")).collect(), CompletionKind::Value)
            }
            ["services" | "jobs", _, "depends_on", service, "condition"] if self.has_healthcheck(cursor, service) => {
                plain(vec!["service_healthy".to_owned()], CompletionKind::Value)
            }
            ["services" | "jobs", _, .., key] if is_amount(names) || matches!(*key, "mem_limit" | "shm_size") => {
                plain(usual_amounts(key).iter().map(|amount| (*amount).to_owned()).collect(), CompletionKind::Value)
            }
            ["services" | "jobs", _, "env_file"] | ["services" | "jobs", _, "env_file", "-"] => {
                plain(vec![".env".to_owned()], CompletionKind::File)
            }
            ["services" | "jobs", _, "extra_hosts", "-"] => {
                plain(vec!["host.docker.internal:host-gateway".to_owned()], CompletionKind::Value)
            }
            _ => Vec::new(),
        }
    }

    /// Returns variable names for a service, followed by `=`. For a name that has been typed, also returns likely
    /// values.
    fn assignments(&self, cursor: &Cursor, name: &str) -> Vec<String> {
        if let Some((variable, typed)) = cursor.before.split_once('=') {
            let values = self.environment(cursor, name).values(variable).into_iter();
            let values = values.chain(with_prefix(USUAL_VALUES, typed));
            return values.map(|value| format!("{variable}={value}")).collect();
        }
        let mut names = self.environment_names(cursor, name);
        // Names that do not start with the word at the cursor are offered without values.
        names.sort_stably_by_key(|name| !matches_typed(name, cursor.before));
        if let Some(variable) = name_of_value(cursor.rest) {
            names.insert(0, variable.to_owned());
        }
        let mut assignments: Vec<String> = names.iter().map(|name| format!("{name}=")).collect();
        let environment = self.environment(cursor, name);
        for variable in names.iter().filter(|name| matches_typed(name, cursor.before)).take(MAX_ASSIGNED) {
            let values = environment.values(variable);
            assignments.extend(values.into_iter().map(|value| format!("{variable}={value}")));
        }
        assignments
    }

    /// Returns mount sources: paths that other services mount, a path for this service, and common host paths.
    fn mount_sources(&self, cursor: &Cursor) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        for file in self.model.files.iter().filter(|file| file.kind == FileKind::Mount) {
            if !touches(&file.range, cursor.offset) && !paths.contains(&file.path) && paths.len() < 50 {
                paths.push(file.path.clone());
            }
        }
        // The folders of all files that this file names.
        let files = self.model.files.iter().filter(|file| !touches(&file.range, cursor.offset)).take(100);
        for path in files.map(|file| file.path.as_str()).filter(|path| path.starts_with(['.', '/', '$', '~'])) {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|folder| folder.len() > 2);
            paths.extend(folders.map(str::to_owned));
        }
        if let ["services", service, ..] = cursor.tree.place(cursor.node)[..] {
            paths.push(format!("./{service}"));
        }
        paths.extend(HOST_PATHS.iter().map(|path| (*path).to_owned()));
        paths
    }

    pub(super) fn property_of(cursor: &Cursor, id: NodeId) -> Option<&'static Property> {
        match cursor.tree.role(id) {
            Role::Value(key) => cursor.tree.property(key),
            Role::Item(_) => {
                let list = cursor.tree.yaml.node(id).parent?;
                let Role::Value(key) = cursor.tree.role(list) else { return None };
                cursor.tree.property(key)
            }
            Role::Key(_) | Role::Root => None,
        }
    }

    /// Returns the start of each kind of build context, after a prefix.
    fn contexts(&self, cursor: &Cursor, prefix: &str) -> Vec<String> {
        let keys = ["build", "extends", "<<"].into_iter();
        let builds: Vec<usize> = keys.flat_map(|key| cursor.value_starts(key)).collect();
        let is_built = |name: &String| {
            let declared = self.model.declared(Kind::Service, name).next();
            declared.is_none_or(|service| builds.iter().any(|at| service.full_range.contains(at)))
        };
        let services = self.names(Kind::Service, cursor).into_iter().filter(is_built);
        let services = services.map(|name| format!("service:{name}"));
        let schemes = ["docker-image://", "oci-layout://", "https://"].map(str::to_owned);
        services.chain(schemes).map(|context| format!("{prefix}{context}")).collect()
    }

    fn service_candidates(&self, cursor: &Cursor, names: &[&str]) -> Vec<Candidate> {
        let file = match names {
            ["services", _, "extends", "service"] => Self::extended_file(cursor),
            _ => None,
        };
        let services = match file {
            Some(path) => {
                let facts = FileFacts::of(self.source.files, &path);
                let declared = facts.iter().flat_map(|facts| &facts.model.declarations);
                declared.filter(|one| one.kind == Kind::Service).map(|one| one.name.clone()).collect()
            }
            None => self.names(Kind::Service, cursor),
        };
        let candidate = |text: String| Candidate { text, kind: CompletionKind::Reference, detail: None };
        services.into_iter().map(candidate).collect()
    }

    /// Whether a value refers to the service that contains it, which is always invalid.
    fn is_own_service(&self, cursor: &Cursor, names: &[&str], value: &str) -> bool {
        let ["services" | "jobs", own, place @ ..] = names else { return false };
        match place {
            ["depends_on" | "links" | "volumes_from", "-"] => value.split(':').next() == Some(*own),
            ["extends"] => value == *own,
            ["extends", "service"] => {
                let is_other = |file: String| join("", self.source.file_name).is_none_or(|name| name != file);
                value == *own && !Self::extended_file(cursor).is_some_and(is_other)
            }
            ["network_mode" | "ipc" | "pid"] | ["build", "additional_contexts", ..] => {
                value.rsplit('=').next().and_then(|value| value.strip_prefix("service:")) == Some(*own)
            }
            _ => false,
        }
    }

    /// Returns the file in the same `extends` as the `service`.
    fn extended_file(cursor: &Cursor) -> Option<String> {
        let mapping = cursor.tree.yaml.node(cursor.node).parent?;
        let entries = cursor.tree.yaml.entries(mapping);
        let (_, file) = entries.iter().find(|(key, _)| cursor.tree.yaml.text(*key) == Some("file"))?;
        join("", cursor.tree.yaml.text(*file)?)
    }

    /// Returns the declared names of a kind in all files. For profiles, returns the names that are used.
    pub(super) fn names(&self, kind: Kind, cursor: &Cursor) -> Vec<String> {
        let own = self.model.declarations.iter().filter(|one| one.kind == kind);
        let mut names: Vec<String> = own.map(|one| one.name.clone()).collect();
        names.extend(self.project().names(kind).map(str::to_owned));
        let used = self.model.references.iter().filter(|one| one.kind == kind);
        // The name that is being typed is not a known name.
        let used = used.filter(|one| one.range.end != cursor.offset);
        names.extend(used.map(|one| one.name.clone()));
        if kind == Kind::Profile {
            let others = self.project().files.iter().flat_map(|file| &file.facts.model.references);
            names.extend(others.filter(|one| one.kind == kind).map(|one| one.name.clone()));
        }
        let mut seen = HashSet::new();
        names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
        names
    }
}

/// Returns usual values of a duration, a size or another amount.
fn usual_amounts(key: &str) -> &'static [&'static str] {
    match key {
        "interval" | "start_period" => &["30s", "10s", "5s", "1m"],
        "timeout" => &["10s", "5s", "3s", "30s"],
        "start_interval" => &["5s", "1s"],
        "retries" => &["3", "5", "10"],
        "stop_grace_period" => &["30s", "1m", "5s"],
        "memory" | "mem_limit" | "shm_size" => &["512M", "256M", "1G", "2G", "128M"],
        "cpus" => &["\"0.5\"", "\"1.0\"", "\"2.0\"", "\"0.25\""],
        _ => &[],
    }
}

/// A value that can be inserted.
pub(super) struct Candidate {
    pub text: String,
    pub kind: CompletionKind,
    pub detail: Option<String>,
}

fn plain(values: Vec<String>, kind: CompletionKind) -> Vec<Candidate> {
    values.into_iter().map(|text| Candidate { text, kind, detail: None }).collect()
}

fn make_items(cursor: &Cursor, candidates: Vec<Candidate>) -> Vec<Completion> {
    let (_, insert) = cursor.word(is_value_part);
    let end = cursor.value_end(is_value_part);
    let rest = &cursor.rest[..end - cursor.offset];
    // A name with a separator does not replace what follows the separator.
    let [equals, colon] = ['=', ':'].map(|separator| find_outside_variables(rest, separator));
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    for Candidate { text, kind, detail } in candidates {
        let unquoted = text.trim_matches('"');
        if !seen.insert(text.clone()) {
            continue;
        }
        let inserted = if cursor.is_quoted() { unquoted } else { &text };
        let part = match unquoted.chars().next_back() {
            Some('=') => equals,
            Some(':') => colon,
            _ => None,
        };
        let replace = insert.start..part.map_or(end, |at| cursor.offset + at + 1);
        items.push(Completion { detail, ..item(unquoted, inserted, kind, insert.clone(), replace) });
    }
    items
}

/// Returns the words of a table that start with the typed text. Returns none if nothing has been typed.
fn with_prefix(words: &'static str, typed: &str) -> impl Iterator<Item = String> {
    let typed = typed.to_owned();
    let fitting = words.split_ascii_whitespace().filter(move |word| !typed.is_empty() && word.starts_with(&typed));
    fitting.map(str::to_owned)
}

/// Returns the words in the commands of all services.
fn command_words(cursor: &Cursor) -> Vec<String> {
    let tree = cursor.tree;
    let mut words: Vec<String> = Vec::new();
    let mut seen = HashSet::new();
    for id in tree.yaml.ids().filter(|id| *id != cursor.node) {
        let Some(names) = tree.shallow_names(id) else { continue };
        let is_value = !matches!(tree.role(id), Role::Key(_));
        let is_command = is_value && matches!(names[..], ["services" | "jobs", _, "command" | "entrypoint", ..]);
        let Some(text) = tree.yaml.text(id).filter(|_| is_command) else { continue };
        for word in text.split_whitespace().chain([text]) {
            let is_balanced = ['"', '\''].iter().all(|quote| word.matches(*quote).count().is_multiple_of(2));
            if word.len() > 1 && is_balanced && words.len() < 100 && seen.insert(word.to_owned()) {
                words.push(word.to_owned());
            }
        }
    }
    words
}
