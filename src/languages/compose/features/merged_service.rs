//! A service as Compose runs it: with aliases, merge keys, `extends` and override files resolved.

use std::fmt::Write as _;

use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged::Merged;
use crate::languages::compose::model::project::{DEFAULT_FILES, join};
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume;
use crate::languages::source::FileProvider;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml};

/// Values that are visited. A handful of aliases of aliases stands for billions.
const MAX_VALUES: usize = 4_000;
/// Collections inside of each other.
const MAX_DEPTH: usize = 32;
/// Services that extend each other.
const MAX_EXTENDS: usize = 16;

/// A service and the files that it comes from.
pub struct MergedService {
    /// The members of the service as YAML, indented by two spaces.
    pub yaml: String,
    /// The paths of the files, from the document's folder, in the order in which they are merged.
    pub files: Vec<String>,
    /// Whether the file shows the same.
    pub is_as_written: bool,
}

impl ComposeAnalysis<'_> {
    /// The merged service of a name. `None` if no file declares it, or it is too large.
    pub(super) fn merged_service(&self, name: &str) -> Option<MergedService> {
        let mut merger = Merger {
            provider: self.source.files,
            document: (self.source.file_name, self.tree.text),
            files: Vec::new(),
            left: MAX_VALUES,
            is_as_written: true,
        };
        let mut layers: Vec<String> = vec![self.source.file_name.to_owned()];
        for file in &self.project().files {
            if DEFAULT_FILES.contains(&file.path.as_str()) {
                layers.insert(0, file.path.clone());
            } else if !file.path.contains('/') && file.path.contains(".override.") {
                layers.push(file.path.clone());
            }
        }
        let mut service = None;
        for path in &layers {
            service = merge_layers(service, merger.service(path, name, 0).ok()?);
        }
        if service.is_none() {
            let (file, _) = self.project().declared(crate::languages::compose::model::Kind::Service, name).next()?;
            service = merger.service(&file.path, name, 0).ok()?;
        }
        let Value::Mapping(members) = service? else { return None };
        let mut yaml = String::new();
        for (key, value) in &members {
            print(key, value, 1, &mut yaml);
        }
        let is_as_written = merger.is_as_written && merger.files.len() == 1;
        Some(MergedService { yaml, files: merger.files, is_as_written })
    }
}

/// A value on its own, independent of the file that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// A scalar as it is printed.
    Scalar(String),
    List(Vec<Value>),
    Mapping(Vec<(String, Value)>),
    /// Replaces what it is merged with.
    Override(Box<Value>),
    /// Removes what it is merged with.
    Reset,
}

struct Merger<'m> {
    provider: &'m dyn FileProvider,
    /// The name and the text of the document.
    document: (&'m str, &'m str),
    files: Vec<String>,
    left: usize,
    is_as_written: bool,
}

/// A file cannot be read, or the service is too large.
struct Incomplete;

impl Merger<'_> {
    /// The service of a file with what it extends. `None` if the file does not declare it.
    fn service(&mut self, path: &str, name: &str, depth: usize) -> Result<Option<Value>, Incomplete> {
        let text = if path == self.document.0 {
            self.document.1.into()
        } else {
            self.provider.read(path).ok_or(Incomplete)?
        };
        let (yaml, _) = Yaml::parse(&text);
        let mut merged = Merged::new(&yaml);
        let root = *yaml.documents.first().ok_or(Incomplete)?;
        let services = merged.member(root, "services");
        let Some(service) = services.and_then(|services| merged.member(services.value, name)) else {
            return Ok(None);
        };
        let extends = merged.member(service.value, "extends").map(|extends| extends.value);
        let target = extends.and_then(|extends| {
            let service = merged.member(extends, "service").map_or(extends, |member| member.value);
            let file = merged.member(extends, "file").map(|member| member.value);
            let file = file.map_or_else(|| Some(path.to_owned()), |file| join(path, yaml.text(file)?));
            Some((file?, yaml.text(service)?.to_owned()))
        });
        let own = self.value(&yaml, &mut merged, service.value, 0).ok_or(Incomplete)?;
        let Value::Mapping(mut members) = own else { return Ok(None) };
        members.retain(|(key, _)| key != "extends");
        for (key, value) in &mut members {
            normalize(key, value);
        }
        let own = Value::Mapping(members);
        let base = match target.filter(|_| depth < MAX_EXTENDS) {
            Some((file, service)) => {
                self.is_as_written = false;
                self.service(&file, &service, depth + 1).ok().flatten()
            }
            None => None,
        };
        if !self.files.iter().any(|file| file == path) {
            self.files.push(path.to_owned());
        }
        Ok(merge_layers(base, Some(own)))
    }

    /// A value with its aliases and merge keys resolved. `None` if it is too large.
    fn value(&mut self, yaml: &Yaml, merged: &mut Merged, id: NodeId, depth: usize) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let (id, alias) = (yaml.resolve(id), id);
        let node = yaml.node(id);
        let has_merge_key = yaml.entries(id).iter().any(|(key, _)| yaml.text(*key) == Some("<<"));
        self.is_as_written &= alias == id && !has_merge_key;
        let value = match &node.content {
            Content::Scalar { text, .. } => Value::Scalar(printed_scalar(text, node.style)),
            Content::List(_) => {
                let mut items = Vec::new();
                for item in merged.items(id) {
                    items.push(self.value(yaml, merged, item.value, depth + 1)?);
                }
                Value::List(items)
            }
            Content::Mapping(_) => {
                let mut members = Vec::new();
                // Removed members have to remove those of other files.
                for (key, value) in yaml.entries(id) {
                    if yaml.node(*value).tag.is_some_and(|tag| tag.is_local("reset")) {
                        members.push((yaml.text(*key)?.to_owned(), Value::Reset));
                    }
                }
                for member in merged.members(id) {
                    let key = yaml.text(member.key?)?.to_owned();
                    members.push((key, self.value(yaml, merged, member.value, depth + 1)?));
                }
                Value::Mapping(members)
            }
            Content::Alias(_) => return None,
        };
        let is_override = node.tag.is_some_and(|tag| tag.is_local("override"));
        Some(if is_override { Value::Override(Box::new(value)) } else { value })
    }
}

fn merge_layers(base: Option<Value>, over: Option<Value>) -> Option<Value> {
    match (base, over) {
        (Some(base), Some(over)) => Some(merge("", base, over)),
        (base, over) => over.or(base),
    }
}

/// Merges as Compose does: mappings by key, lists one after the other.
fn merge(key: &str, base: Value, over: Value) -> Value {
    match (base, over) {
        (base, Value::Scalar(text)) if text.is_empty() => base,
        (Value::Mapping(mut members), Value::Mapping(others)) => {
            for (name, value) in others {
                let at = members.iter().position(|(other, _)| *other == name);
                match (at, value) {
                    (Some(at), Value::Reset) => {
                        members.remove(at);
                    }
                    (Some(at), value) => {
                        let earlier = std::mem::replace(&mut members[at].1, Value::Reset);
                        members[at].1 = merge(&name, earlier, value);
                    }
                    (None, value) => members.push((name, value)),
                }
            }
            Value::Mapping(members)
        }
        (Value::List(mut items), Value::List(others)) if !matches!(key, "command" | "entrypoint" | "test") => {
            for other in others {
                let identity = identity(key, &other);
                match items.iter().position(|item| self::identity(key, item) == identity) {
                    Some(at) => items[at] = other,
                    None => items.push(other),
                }
            }
            Value::List(items)
        }
        (Value::Override(base), over) => merge(key, *base, over),
        (_, over) => over,
    }
}

/// What tells an item of a list from others: of volumes and devices, the path in the container.
fn identity(key: &str, item: &Value) -> String {
    let member = |name: &str| match item {
        Value::Mapping(members) => members.iter().find(|(key, _)| key == name).map(|(_, value)| format!("{value:?}")),
        _ => None,
    };
    match (key, item) {
        ("volumes" | "devices", Value::Scalar(text)) => {
            let text = text.trim_matches(['"', '\'']);
            format!("{:?}", Value::Scalar(volume::target(text).unwrap_or(text).to_owned()))
        }
        ("volumes" | "devices", _) => member("target").unwrap_or_default(),
        ("secrets" | "configs", Value::Scalar(text)) => format!("{:?}", Value::Scalar(text.clone())),
        ("secrets" | "configs", _) => member("target").or_else(|| member("source")).unwrap_or_default(),
        _ => format!("{item:?}"),
    }
}

/// Brings the short form of a value into the one in which Compose merges it.
fn normalize(key: &str, value: &mut Value) {
    match (key, &mut *value) {
        (_, Value::Override(inner)) => normalize(key, inner),
        ("build", Value::Scalar(context)) if !context.is_empty() => {
            *value = Value::Mapping(vec![("context".to_owned(), Value::Scalar(std::mem::take(context)))]);
        }
        ("build", Value::Mapping(members)) => {
            for (name, value) in members {
                if matches!(name.as_str(), "args" | "labels") {
                    pairs(value);
                }
            }
        }
        ("environment" | "labels" | "annotations" | "sysctls", value) => pairs(value),
        ("env_file" | "label_file" | "dns" | "dns_search" | "tmpfs", value @ Value::Scalar(_)) => {
            let item = std::mem::replace(value, Value::Reset);
            *value = Value::List(vec![item]);
        }
        ("depends_on", Value::List(items)) => {
            let condition = || {
                let member = |name: &str, value: &str| (name.to_owned(), Value::Scalar(value.to_owned()));
                Value::Mapping(vec![member("condition", "service_started"), member("required", "true")])
            };
            *value = Value::Mapping(items.drain(..).filter_map(|item| Some((name_of(item)?, condition()))).collect());
        }
        ("networks" | "models", Value::List(items)) => {
            let empty = || Value::Scalar(String::new());
            *value = Value::Mapping(items.drain(..).filter_map(|item| Some((name_of(item)?, empty()))).collect());
        }
        _ => {}
    }
}

/// Makes a list of `NAME=value` a mapping.
fn pairs(value: &mut Value) {
    let Value::List(items) = value else { return };
    let pair = |item: Value| {
        let text = name_of(item)?;
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name.to_owned(), printed_scalar(value, Style::DoubleQuoted)),
            None => (text, String::new()),
        };
        Some((name, Value::Scalar(value)))
    };
    *value = Value::Mapping(items.drain(..).filter_map(pair).collect());
}

/// The string that an item of a list is.
fn name_of(item: Value) -> Option<String> {
    match item {
        Value::Scalar(text) => Some(text.trim_matches(['"', '\'']).to_owned()),
        _ => None,
    }
}

/// A scalar as it is printed on one line: with quotes only where it is no string without.
fn printed_scalar(text: &str, style: Style) -> String {
    let is_word = |character: char| character.is_alphanumeric() || "_-./:@=${} ,+()*".contains(character);
    let starts_word = text.starts_with(|first: char| first.is_alphanumeric() || "_./$".contains(first));
    let is_plain = text.chars().all(is_word) && starts_word && !text.contains(": ") && !text.ends_with([':', ' ']);
    if style == Style::Plain || is_plain && Scalar::parse(text) == Scalar::String {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

// Recursive, but never deeper than `MAX_DEPTH`.
fn print(key: &str, value: &Value, depth: usize, out: &mut String) {
    let indentation = "  ".repeat(depth);
    let _ = write!(out, "{indentation}{key}:");
    print_after(value, depth, out);
}

fn print_after(value: &Value, depth: usize, out: &mut String) {
    match value {
        Value::Override(inner) => print_after(inner, depth, out),
        Value::Reset => out.push('\n'),
        Value::Scalar(text) if text.is_empty() => out.push('\n'),
        Value::Scalar(text) => {
            let _ = writeln!(out, " {text}");
        }
        Value::List(items) if items.is_empty() => out.push_str(" []\n"),
        Value::Mapping(members) if members.is_empty() => out.push_str(" {}\n"),
        Value::List(items) => {
            out.push('\n');
            for item in items {
                let mut printed = String::new();
                match item {
                    Value::Mapping(members) => {
                        for (key, value) in members {
                            print(key, value, depth + 2, &mut printed);
                        }
                    }
                    other => print_after(other, depth + 1, &mut printed),
                }
                let _ = writeln!(out, "{}- {}", "  ".repeat(depth + 1), printed.trim());
            }
        }
        Value::Mapping(members) => {
            out.push('\n');
            members.iter().filter(|(_, value)| *value != Value::Reset).for_each(|(key, value)| {
                print(key, value, depth + 1, out);
            });
        }
    }
}
