//! Completes variables in `${…}`, and the environment of containers.

use std::collections::HashSet;

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::join;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{FileKind, Kind};
use crate::languages::compose::reference::known_images::KnownImage;
use crate::languages::compose::reference::words::ENVIRONMENT_NAMES;
use crate::languages::compose::values::env_file::assignments;
use crate::languages::compose::values::interpolation::variables;
use crate::languages::sort::SortStably;

/// The maximum number of well-known variable names in one response.
const MAX_KNOWN_NAMES: usize = 30;

/// The maximum number of variables of the file that are compared with each other.
const MAX_RELATED: usize = 200;

/// The maximum number of names in one response that are derived from other variables.
const MAX_RELATED_NAMES: usize = 40;

/// Common suffixes of variable names, separated by spaces.
const NAME_ENDS: &str = "\
    HOST PORT USER PASSWORD NAME URL ENABLED KEY SECRET TOKEN DB DATABASE USERNAME PASS PATH DIR DOMAIN EMAIL TYPE MODE \
    LEVEL VERSION ADDRESS TIMEOUT API_KEY SECRET_KEY CLIENT_ID CLIENT_SECRET LOG_LEVEL URI ENDPOINT REGION BUCKET";

/// Example files, which show the variables that can be set in `.env`.
const EXAMPLES: [&str; 5] = [".env.example", ".env.sample", ".env.template", ".env.dist", "example.env"];

impl ComposeAnalysis<'_> {
    /// Completes the name of a variable after `$` or `${`. Returns `None` elsewhere.
    pub(super) fn complete_variable(&self, cursor: &Cursor) -> Option<Vec<Completion>> {
        if matches!(cursor.tree.role(cursor.node), Role::Key(_)) {
            return None;
        }
        let is_name = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let (typed, insert) = cursor.word(is_name);
        let before = cursor.before[..cursor.before.len() - typed.len()].strip_suffix('{').map_or_else(
            || cursor.before[..cursor.before.len() - typed.len()].strip_suffix('$').map(|before| (before, false)),
            |before| before.strip_suffix('$').map(|before| (before, true)),
        );
        let (before, has_brace) = before?;
        if (before.len() - before.trim_end_matches('$').len()) % 2 == 1 {
            return Some(Vec::new());
        }
        let end = cursor.word_end(is_name);
        let is_closed = cursor.rest[end - cursor.offset..].starts_with(['}', ':', '-', '?', '+']);
        let mut items = Vec::new();
        let mut known = self.known_variables(cursor.offset);
        // Variables are often passed to a container under the same name.
        let own = match cursor.tree.role(cursor.node) {
            Role::Value(key) => cursor.tree.yaml.text(key),
            Role::Item(_) => cursor.before.split_once('=').map(|(name, _)| name),
            Role::Key(_) | Role::Root => None,
        };
        if let Some(own) = own.filter(|own| is_variable(own)) {
            let found = known.iter().position(|known| known.name == own).map(|at| known.remove(at));
            known.insert(0, found.unwrap_or_else(|| Known::unset(own.to_owned())));
        }
        let mut seen: HashSet<String> = known.iter().map(|known| known.name.clone()).collect();
        for (name, _) in environments(cursor) {
            if is_variable(name) && seen.insert(name.to_owned()) {
                known.push(Known::unset(name.to_owned()));
            }
        }
        // Common names for versions and ports of services, and well-known names.
        let names = cursor.tree.place(cursor.node);
        let service = names.get(1).filter(|_| names[0] == "services").map(|name| name.to_uppercase().replace('-', "_"));
        let parts = ["VERSION", "TAG", "PORT", "IMAGE", "HOST", "DOMAIN", "HTTP_PORT", "HTTPS_PORT", "HOST_PORT"];
        let of_service = service.iter().flat_map(|service| parts.iter().map(move |part| format!("{service}_{part}")));
        let well_known = ENVIRONMENT_NAMES.split_ascii_whitespace().filter(|name| is_variable(name)).map(str::to_owned);
        for name in of_service.chain(well_known).filter(|name| !typed.is_empty() && name.starts_with(typed)).take(20) {
            if is_variable(&name) && seen.insert(name.clone()) {
                known.push(Known::unset(name));
            }
        }
        for Known { name, value, source } in known {
            if !name.starts_with(typed) {
                continue;
            }
            let text = if has_brace && !is_closed { format!("{name}}}") } else { name.clone() };
            let mut completion = item(&name, &text, CompletionKind::Variable, insert.clone(), insert.start..end);
            completion.detail = value;
            completion.documentation = source.map(|source| source.description());
            items.push(completion);
        }
        Some(items)
    }

    /// Returns the known variables: those of `.env`, those that the file and its project use, those of an example for
    /// `.env`, and those of files in `env_file`, which Compose only passes to containers. The variable at the offset,
    /// which is being typed, is excluded.
    fn known_variables(&self, offset: usize) -> Vec<Known> {
        let mut found: Vec<Known> = Vec::new();
        let mut seen = HashSet::new();
        let mut add = |name: &str, value: Option<&str>, source: Option<VariableSource>| {
            if seen.insert(name.to_owned()) {
                found.push(Known { name: name.to_owned(), value: value.map(str::to_owned), source });
            }
        };
        for file in &self.set_variables().files {
            let source = || Some(VariableSource::Environment(file.path.clone()));
            assignments(&file.text).for_each(|one| add(one.name, Some(one.value), source()));
        }
        let mut used = |text: &str, offset: Option<usize>| {
            for variable in variables(text, 0..text.len()) {
                let name = text.get(variable.name.clone()).unwrap_or_default();
                let is_here = offset.is_some_and(|at| variable.name.start <= at && at <= variable.name.end);
                if !name.is_empty() && variable.is_closed && !is_here {
                    add(name, None, None);
                }
            }
        };
        used(self.tree.text, Some(offset));
        self.project().files.iter().for_each(|file| used(&file.facts.text, None));
        for example in EXAMPLES {
            let Some(text) = self.source.files.read(example) else { continue };
            let source = || Some(VariableSource::Example(example));
            assignments(&text).for_each(|one| add(one.name, Some(one.value), source()));
        }
        let env_files = self.model.files.iter().filter(|file| file.kind == FileKind::EnvFile);
        let mut read = HashSet::new();
        for path in env_files.filter_map(|file| join("", &file.path)).filter(|path| read.insert(path.clone())) {
            let Some(text) = self.source.files.read(&path) else { continue };
            let source = || Some(VariableSource::EnvFile(path.clone()));
            assignments(&text).for_each(|one| add(one.name, Some(one.value), source()));
        }
        found
    }

    /// Returns names for the environment of a service: those that its image reads, and those of other services.
    pub(super) fn environment_names(&self, cursor: &Cursor, service: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let mut seen = HashSet::new();
        let mut add = |name: &str| {
            if !name.is_empty() && seen.insert(name.to_owned()) {
                names.push(name.to_owned());
            }
        };
        let environments = environments(cursor);
        let of_image: Vec<&str> = self.known_images(service).into_iter().flat_map(KnownImage::variables).collect();
        // What the image reads and another service sets comes first.
        for (name, _) in environments.iter().filter(|(name, _)| of_image.contains(name)) {
            add(name);
        }
        for name in of_image {
            add(name);
        }
        for (name, _) in &environments {
            add(name);
        }
        for known in self.known_variables(cursor.offset) {
            add(&known.name);
        }
        for name in related_names(&environments, cursor.before) {
            add(&name);
        }
        let typed = cursor.before;
        let known = ENVIRONMENT_NAMES.split_ascii_whitespace().chain(KnownImage::all_variables());
        for name in known.filter(|name| name.starts_with(typed)).take(MAX_KNOWN_NAMES) {
            add(name);
        }
        names
    }

    /// Returns the values to choose from for the variables of a service.
    pub(super) fn environment<'c>(&self, cursor: &'c Cursor, service: &'c str) -> Environment<'c> {
        let assigned = environments(cursor).into_iter().map(|(name, value)| (name, value, purpose(name)));
        Environment {
            service,
            assigned: assigned.collect(),
            services: self.names(Kind::Service, cursor),
            image: self.image_of(service).map(|image| base_name(image).to_owned()),
        }
    }

    /// Returns the image of a service, as in the source.
    pub(super) fn image_of(&self, service: &str) -> Option<&str> {
        let declaration = self.model.declared(Kind::Service, service).next()?;
        let within = &declaration.full_range;
        let image =
            self.model.images.iter().find(|image| within.start <= image.range.start && image.range.end <= within.end);
        image.map(|image| image.name.as_str())
    }
}

/// A variable that can be inserted after `$`.
struct Known {
    name: String,
    value: Option<String>,
    source: Option<VariableSource>,
}

impl Known {
    /// Creates a variable that has no known value.
    fn unset(name: String) -> Self {
        Self { name, value: None, source: None }
    }
}

/// The file in which the value of a variable was found.
enum VariableSource {
    /// A file that sets variables for interpolation, such as `.env`.
    Environment(String),
    Example(&'static str),
    EnvFile(String),
}

impl VariableSource {
    fn description(&self) -> String {
        match self {
            Self::Environment(path) => format!("Set in `{path}`."),
            Self::Example(name) => format!("Set in `{name}`. Compose reads only `.env`."),
            Self::EnvFile(path) => format!(
                "Set in `{path}`, which `env_file` passes to a container. Compose does not use it for `${{…}}`: set the \
                 variable in `.env` or in the shell, too."
            ),
        }
    }
}

/// The values to choose from for the variables of a service.
pub(super) struct Environment<'c> {
    service: &'c str,
    /// The variables in the file with their values, except the one at the cursor.
    assigned: Vec<(&'c str, &'c str, Option<Purpose>)>,
    services: Vec<String>,
    image: Option<String>,
}

impl Environment<'_> {
    /// Returns values for a variable: the values of variables with the same name, those of variables with the same
    /// purpose, and, for hosts and databases, the names of services.
    pub(super) fn values(&self, variable: &str) -> Vec<String> {
        let mut values: Vec<&str> = Vec::new();
        let purpose = purpose(variable);
        for same_name in [true, false] {
            let is_like = |name: &str, other: Option<Purpose>| {
                if same_name { name == variable } else { purpose.is_some() && purpose == other }
            };
            let alike = self.assigned.iter().filter(|(name, _, other)| is_like(name, *other));
            values.extend(alike.map(|(_, value, _)| *value));
        }
        values.extend(VALUES.iter().filter(|(name, _)| *name == variable).flat_map(|(_, values)| *values));
        let services = self.services.iter().map(String::as_str);
        match purpose {
            Some(Purpose::Host) => values.extend(services.filter(|name| *name != self.service)),
            Some(Purpose::User | Purpose::Database) => {
                values.extend(self.image.as_deref());
                values.push(self.service);
                values.extend(services);
            }
            Some(Purpose::Password) => values.extend([self.service, "password", "example"]),
            None => {}
        }
        let mut seen = HashSet::new();
        values.retain(|value| !value.is_empty() && seen.insert(*value));
        values.into_iter().take(8).map(str::to_owned).collect()
    }
}

/// The purpose of a variable, which is common to several programs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Host,
    Database,
    User,
    Password,
}

fn purpose(variable: &str) -> Option<Purpose> {
    let name = variable.to_ascii_uppercase();
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if ends(&["HOST", "HOSTNAME", "SERVER", "ADDR", "ADDRESS", "URL", "URI", "HOSTS"]) {
        Some(Purpose::Host)
    } else if ends(&["PASSWORD", "PASSWD", "PASS", "PWD", "SECRET"]) {
        Some(Purpose::Password)
    } else if ends(&["USER", "USERNAME", "LOGIN"]) {
        Some(Purpose::User)
    } else if ends(&["DB", "DATABASE", "DBNAME", "DB_NAME", "SCHEMA"]) {
        Some(Purpose::Database)
    } else {
        None
    }
}

/// Common values of variables.
const VALUES: &[(&str, &[&str])] = &[
    ("TZ", &["UTC", "Europe/Berlin", "Europe/London", "America/New_York", "Asia/Shanghai"]),
    ("PUID", &["1000"]),
    ("PGID", &["1000"]),
    ("NODE_ENV", &["development", "production", "test"]),
    ("FLASK_ENV", &["development", "production"]),
    ("RAILS_ENV", &["development", "production", "test"]),
    ("APP_ENV", &["local", "production", "dev"]),
    ("DEBUG", &["1", "true", "0"]),
    ("LOG_LEVEL", &["info", "debug", "warn", "error"]),
    ("PORT", &["3000", "8080", "8000"]),
    ("ACCEPT_EULA", &["Y", "1"]),
    ("discovery.type", &["single-node"]),
    ("xpack.security.enabled", &["false", "true"]),
    ("ALLOW_EMPTY_PASSWORD", &["yes"]),
    ("ALLOW_ANONYMOUS_LOGIN", &["yes"]),
    ("MYSQL_ALLOW_EMPTY_PASSWORD", &["yes"]),
    ("POSTGRES_HOST_AUTH_METHOD", &["trust", "md5", "scram-sha-256"]),
    ("DB_TYPE", &["postgres", "mysql", "sqlite3"]),
    ("ASPNETCORE_ENVIRONMENT", &["Development", "Production"]),
    ("PYTHONUNBUFFERED", &["1"]),
    ("EULA", &["TRUE", "true"]),
];

/// Returns the variables in the environments of a file with their values, except the one at the cursor.
fn environments<'c>(cursor: &'c Cursor) -> Vec<(&'c str, &'c str)> {
    cursor.values_of("environment").flat_map(|id| cursor.pairs(id)).collect()
}

/// Returns names that complete the typed text in the same way as other names of the file: `SMTP_PORT` if there are
/// `SMTP_HOST` and `DB_PORT`.
fn related_names(others: &[(&str, &str)], typed: &str) -> Vec<String> {
    if !typed.starts_with(|first: char| first.is_ascii_uppercase()) {
        return Vec::new();
    }
    let mut starts: Vec<&str> = Vec::new();
    let mut ends: Vec<(&str, usize)> = Vec::new();
    for (name, _) in others.iter().take(MAX_RELATED) {
        for (at, _) in name.match_indices('_').filter(|(at, _)| *at > 0).take(2) {
            let (start, end) = (&name[..at], &name[at + 1..]);
            let is_compatible = start.starts_with(typed) || typed.starts_with(start);
            if is_compatible && !starts.contains(&start) {
                starts.push(start);
            }
            match ends.iter_mut().find(|(known, _)| *known == end) {
                Some((_, count)) => *count += 1,
                None => ends.push((end, 1)),
            }
        }
    }
    ends.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
    let ends: Vec<&str> = ends.into_iter().map(|(end, _)| end).chain(NAME_ENDS.split_ascii_whitespace()).collect();
    let names = starts.iter().flat_map(|start| ends.iter().map(move |end| format!("{start}_{end}")));
    names.filter(|name| name.starts_with(typed)).take(MAX_RELATED_NAMES).collect()
}

/// Whether a name follows the naming convention for variables.
fn is_variable(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase() || first == '_')
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Returns the last component of an image name, without its tag.
fn base_name(image: &str) -> &str {
    let name = image.rsplit('/').next().unwrap_or(image);
    name.split([':', '@']).next().unwrap_or(name)
}
