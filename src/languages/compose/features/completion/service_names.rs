//! Completes names of services.

use std::collections::HashSet;

use super::Cursor;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::features::links::image_name;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::reference::KeyPattern;
use crate::languages::text::line_start;

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

/// Common suffixes for the names of related services.
const SUFFIXES: [&str; 16] = [
    "db", "web", "api", "app", "worker", "logs", "redis", "proxy", "server", "client", "frontend", "backend", "cache",
    "init", "ui", "test",
];

impl ComposeAnalysis<'_> {
    /// Returns names for a service: those that are referenced, those that its content suggests, and common names.
    pub(super) fn service_names(&self, cursor: &Cursor) -> Vec<String> {
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
}

/// Returns the last component of a path or image name.
fn last_part(path: &str) -> &str {
    path.trim_end_matches('/').rsplit('/').next().unwrap_or(path)
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
