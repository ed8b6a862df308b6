//! A service as Compose runs it: with aliases, merge keys, `extends` and override files resolved.

use std::borrow::Cow;
use std::collections::HashMap;
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
/// Bytes of keys and scalars that are visited: each alias of a long scalar counts again.
const MAX_BYTES: usize = 256 * 1024;
/// Characters of a key or a scalar that are shown.
pub(super) const MAX_SHOWN: usize = 400;
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
            values_left: MAX_VALUES,
            bytes_left: MAX_BYTES,
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
        let mut printer = Printer { out: String::new(), longest: MAX_SHOWN };
        printer.members(&members, 1);
        let is_as_written = merger.is_as_written && merger.files.len() == 1;
        Some(MergedService { yaml: printer.out, files: merger.files, is_as_written })
    }
}

/// A value on its own, independent of the file that contains it.
#[derive(Debug)]
enum Value {
    Scalar(Text),
    List(Vec<Value>),
    Mapping(Vec<(String, Value)>),
    /// Replaces what it is merged with.
    Override(Box<Value>),
    /// Removes what it is merged with.
    Reset,
}

/// The text of a scalar, and whether it is written without quotes: only then can it be a number, for example.
#[derive(Debug)]
struct Text {
    text: String,
    is_plain: bool,
}

impl Text {
    /// The value of a key without one.
    const NULL: Self = Self { text: String::new(), is_plain: true };

    fn string(text: &str) -> Self {
        Self { text: text.to_owned(), is_plain: false }
    }

    fn is_absent(&self) -> bool {
        self.is_plain && self.text.is_empty()
    }
}

struct Merger<'m> {
    provider: &'m dyn FileProvider,
    /// The name and the text of the document.
    document: (&'m str, &'m str),
    files: Vec<String>,
    values_left: usize,
    bytes_left: usize,
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
        self.values_left = self.values_left.checked_sub(1)?;
        if depth > MAX_DEPTH {
            return None;
        }
        let (id, alias) = (yaml.resolve(id), id);
        let node = yaml.node(id);
        let has_merge_key = yaml.entries(id).iter().any(|(key, _)| yaml.text(*key) == Some("<<"));
        self.is_as_written &= alias == id && !has_merge_key;
        let value = match &node.content {
            Content::Scalar { text, .. } => {
                Value::Scalar(Text { text: self.copy(text)?, is_plain: node.style == Style::Plain })
            }
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
                        members.push((self.copy(yaml.text(*key)?)?, Value::Reset));
                    }
                }
                for member in merged.members(id) {
                    let key = self.copy(yaml.text(member.key?)?)?;
                    members.push((key, self.value(yaml, merged, member.value, depth + 1)?));
                }
                Value::Mapping(members)
            }
            Content::Alias(_) => return None,
        };
        let is_override = node.tag.is_some_and(|tag| tag.is_local("override"));
        Some(if is_override { Value::Override(Box::new(value)) } else { value })
    }

    /// A copy of a key or a scalar. `None` if the service is too large.
    fn copy(&mut self, text: &str) -> Option<String> {
        self.bytes_left = self.bytes_left.checked_sub(text.len())?;
        Some(text.to_owned())
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
        (base, Value::Scalar(text)) if text.is_absent() => base,
        (Value::Mapping(members), Value::Mapping(others)) => merge_mappings(members, others),
        (Value::List(items), Value::List(others)) if !matches!(key, "command" | "entrypoint" | "test") => {
            merge_lists(key, items, others)
        }
        (Value::Override(base), over) => merge(key, *base, over),
        (_, over) => over,
    }
}

fn merge_mappings(mut members: Vec<(String, Value)>, others: Vec<(String, Value)>) -> Value {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, (name, _)) in members.iter().enumerate() {
        places.entry(name.clone()).or_insert(at);
    }
    for (name, value) in others {
        if let Some(&at) = places.get(&name) {
            let earlier = std::mem::replace(&mut members[at].1, Value::Reset);
            members[at].1 = match value {
                Value::Reset => Value::Reset,
                value => merge(&name, earlier, value),
            };
        } else {
            places.insert(name.clone(), members.len());
            members.push((name, value));
        }
    }
    Value::Mapping(members)
}

fn merge_lists(key: &str, mut items: Vec<Value>, others: Vec<Value>) -> Value {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        places.entry(identity(key, item)).or_insert(at);
    }
    for other in others {
        let at = *places.entry(identity(key, &other)).or_insert(items.len());
        match items.get_mut(at) {
            Some(item) => *item = other,
            None => items.push(other),
        }
    }
    Value::List(items)
}

/// What tells an item of a list from others: of volumes and devices, the path in the container.
fn identity(key: &str, item: &Value) -> String {
    let member = |name: &str| match item {
        Value::Mapping(members) => members.iter().find_map(|(key, value)| match value {
            Value::Scalar(scalar) if key == name => Some(scalar.text.clone()),
            _ => None,
        }),
        _ => None,
    };
    let known = match (key, item) {
        ("volumes" | "devices", Value::Scalar(Text { text, .. })) => {
            Some(volume::target(text).unwrap_or(text).to_owned())
        }
        ("volumes" | "devices", _) => member("target"),
        ("secrets" | "configs", Value::Scalar(Text { text, .. })) => Some(text.clone()),
        ("secrets" | "configs", _) => member("target").or_else(|| member("source")),
        _ => None,
    };
    known.unwrap_or_else(|| {
        let mut printer = Printer { out: String::new(), longest: usize::MAX };
        printer.value(item, 0);
        printer.out
    })
}

/// Brings the short form of a value into the one in which Compose merges it.
fn normalize(key: &str, value: &mut Value) {
    match (key, &mut *value) {
        (_, Value::Override(inner)) => normalize(key, inner),
        ("build", Value::Scalar(context)) if !context.is_absent() => {
            let context = std::mem::replace(context, Text::NULL);
            *value = Value::Mapping(vec![("context".to_owned(), Value::Scalar(context))]);
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
                let member = |name: &str, value: &str| {
                    (name.to_owned(), Value::Scalar(Text { text: value.to_owned(), is_plain: true }))
                };
                Value::Mapping(vec![member("condition", "service_started"), member("required", "true")])
            };
            *value = Value::Mapping(items.drain(..).filter_map(|item| Some((name_of(item)?, condition()))).collect());
        }
        ("networks" | "models", Value::List(items)) => {
            let empty = || Value::Scalar(Text::NULL);
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
            Some((name, value)) => (name.to_owned(), Text::string(value)),
            None => (text, Text::NULL),
        };
        Some((name, Value::Scalar(value)))
    };
    *value = Value::Mapping(items.drain(..).filter_map(pair).collect());
}

/// The string that an item of a list is.
fn name_of(item: Value) -> Option<String> {
    match item {
        Value::Scalar(scalar) => Some(scalar.text),
        _ => None,
    }
}

/// Prints values as YAML.
struct Printer {
    out: String,
    /// Characters of a key or a scalar that are printed.
    longest: usize,
}

// Recursive, but never deeper than `MAX_DEPTH`.
impl Printer {
    fn members(&mut self, members: &[(String, Value)], depth: usize) {
        for (key, value) in members.iter().filter(|(_, value)| !matches!(value, Value::Reset)) {
            self.out.push_str(&"  ".repeat(depth));
            self.out.push_str(&printed_key(&shortened(key, self.longest)));
            self.out.push(':');
            self.value(value, depth);
        }
    }

    /// Prints a value after its key or the dash of its item.
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Override(inner) => self.value(inner, depth),
            Value::Reset => self.out.push('\n'),
            Value::Scalar(text) if text.is_absent() => self.out.push('\n'),
            Value::Scalar(Text { text, is_plain }) => {
                let shown = shortened(text, self.longest);
                self.out.extend([" ", &printed_scalar(&shown, *is_plain), "\n"]);
            }
            Value::List(items) if items.is_empty() => self.out.push_str(" []\n"),
            Value::Mapping(members) if members.is_empty() => self.out.push_str(" {}\n"),
            Value::List(items) => {
                self.out.push('\n');
                for item in items {
                    let mut printer = Self { out: String::new(), longest: self.longest };
                    match item {
                        Value::Mapping(members) => printer.members(members, depth + 2),
                        other => printer.value(other, depth + 1),
                    }
                    let indentation = "  ".repeat(depth + 1);
                    self.out.extend([&indentation, "- ", printer.out.trim(), "\n"]);
                }
            }
            Value::Mapping(members) => {
                self.out.push('\n');
                self.members(members, depth + 1);
            }
        }
    }
}

/// The start of a long text.
pub(super) fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// A scalar as it is printed on one line: with quotes only where it is no string without.
fn printed_scalar(text: &str, is_plain: bool) -> Cow<'_, str> {
    let is_as_written = is_plain && !text.contains(needs_escape);
    if is_as_written || is_plain_text(text) && Scalar::parse(text) == Scalar::String {
        return text.into();
    }
    quoted(text).into()
}

/// A key as it is printed. The keys of Compose are strings, even those that look like numbers.
pub(super) fn printed_key(key: &str) -> Cow<'_, str> {
    if is_plain_text(key) { key.into() } else { quoted(key).into() }
}

/// Whether a text means the same without quotes, apart from its type.
fn is_plain_text(text: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || "_-./:@=${} ,+()*".contains(character);
    let starts_word = text.starts_with(|first: char| first.is_alphanumeric() || "_./$".contains(first));
    text.chars().all(is_word) && starts_word && !text.contains(": ") && !text.ends_with([':', ' '])
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            character if needs_escape(character) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character cannot be part of a scalar on one line. All of these have at most four hexadecimal digits.
fn needs_escape(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}
