//! Validates a file against the Compose Specification, as `docker compose config` does.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::mem::Discriminant;
use std::ops::Range;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{JsonType, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::{Located, Model};
use crate::languages::findings::Quota;
use crate::languages::syntax::yaml::errors::{line_end, shown};
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

/// The errors in all documents. Documents that are not `complete`, such as overrides, and all but the first can omit
/// required keys.
pub fn diagnostics(yaml: &Yaml, text: &str, complete: bool) -> Vec<Diagnostic> {
    let Some(validator) = validator() else { return Vec::new() };
    let mut errors = Errors::new(yaml, text);
    for (number, document) in yaml.documents.iter().enumerate() {
        errors.document(*document, validator, complete && number == 0);
    }
    errors.found.sort_by_key(|error| error.range.start);
    errors.found
}

/// The compiled schema. Compiled for the first file that is validated, because that takes milliseconds.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    let compile = || {
        let schema: Value = serde_json::from_str(include_str!("../reference/compose-spec.json")).ok()?;
        // This engine takes linear time for any text.
        jsonschema::options().with_pattern_options(PatternOptions::regex()).build(&schema).ok()
    };
    VALIDATOR.get_or_init(compile).as_ref()
}

/// A check. Diagnostics have no codes here, but each check has a limit of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Check {
    Model,
    Schema(Discriminant<ValidationErrorKind>),
}

struct Errors<'y, 't> {
    yaml: &'y Yaml<'t>,
    text: &'y str,
    found: Vec<Diagnostic>,
    quota: Quota<Check>,
    /// What is in `found`: a mistake in an anchored value appears at each alias.
    reported: HashSet<(usize, String)>,
    /// Looks up the places of errors.
    lookup: Model<'y, 't>,
    children: HashMap<NodeId, Children<'y>>,
}

/// What is in a list or mapping, kept from one error to the next.
enum Children<'y> {
    Items(Vec<Located>),
    Members(HashMap<&'y str, Located>),
}

impl<'y, 't> Errors<'y, 't> {
    fn new(yaml: &'y Yaml<'t>, text: &'y str) -> Self {
        Self {
            yaml,
            text,
            found: Vec::new(),
            quota: Quota::new(0),
            reported: HashSet::new(),
            lookup: Model::new(yaml),
            children: HashMap::new(),
        }
    }

    fn document(&mut self, document: NodeId, validator: &Validator, complete: bool) {
        let mut model = Model::new(self.yaml);
        let Some(value) = model.value(document) else {
            let message = "aliases repeat too much of this file for it to be checked".to_owned();
            let start = self.yaml.node(document).range.start;
            return self.add(Check::Model, start..line_end(self.text, start), message);
        };
        // An empty file has no errors yet.
        if value.is_null() {
            return;
        }
        let complete = complete && !model.is_truncated();
        for (key, message) in model.refused {
            self.add(Check::Model, self.yaml.node(key).range.clone(), message.to_owned());
        }
        for error in validator.iter_errors(&value).filter(|error| is_certain(error, complete)) {
            let check = Check::Schema(std::mem::discriminant(error.kind()));
            if self.quota.admits(check) {
                self.report(check, document, &error);
            }
        }
    }

    fn report(&mut self, check: Check, document: NodeId, error: &ValidationError) {
        let Some(located) = self.find(document, error.instance_path()) else { return };
        if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
            let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
            let members = self.lookup.members(located.value).unwrap_or_default();
            let place = place(error.instance_path());
            for key in members.into_iter().filter_map(|member| member.key) {
                let name = self.yaml.text(key).filter(|name| unexpected.contains(name));
                if let Some(name) = name.filter(|_| self.quota.admits(check)) {
                    let message = format!("`{}` is not allowed {place}", shown(name));
                    self.add(check, self.yaml.node(key).range.clone(), message);
                }
            }
        } else {
            self.add(check, self.range(located), message(error));
        }
    }

    fn add(&mut self, check: Check, range: Range<usize>, message: String) {
        if self.quota.admits(check) && self.reported.insert((range.start, message.clone())) {
            self.quota.take(check);
            self.found.push(Diagnostic::error(range, message));
        }
    }

    /// Follows a path from a document to a value in it.
    fn find(&mut self, document: NodeId, path: &Location) -> Option<Located> {
        let mut located = Located { key: None, value: document };
        for segment in path {
            located = match (self.children(located.value)?, segment) {
                (Children::Members(members), LocationSegment::Property(name)) => *members.get(&*name)?,
                (Children::Items(items), LocationSegment::Index(index)) => *items.get(index)?,
                _ => return None,
            };
        }
        Some(located)
    }

    /// `None` where looking up the places of errors has taken too long.
    fn children(&mut self, id: NodeId) -> Option<&Children<'y>> {
        let yaml = self.yaml;
        let id = yaml.resolve(id);
        if let Entry::Vacant(entry) = self.children.entry(id) {
            let is_list = matches!(yaml.node(id).content, Content::List(_));
            entry.insert(if is_list {
                Children::Items(self.lookup.items(id))
            } else {
                let members = self.lookup.members(id)?;
                let named = members.into_iter().filter_map(|member| Some((yaml.text(member.key?)?, member)));
                Children::Members(named.collect())
            });
        }
        self.children.get(&id)
    }

    /// The range at which a value is reported: a scalar or alias itself, otherwise its key or its first line.
    fn range(&self, located: Located) -> Range<usize> {
        let value = self.yaml.node(located.value);
        let is_short = matches!(value.content, Content::Scalar { .. } | Content::Alias(_)) && !value.range.is_empty();
        match located.key {
            _ if is_short => value.range.clone(),
            Some(key) => self.yaml.node(key).range.clone(),
            None => {
                let source = &self.text[value.range.clone()];
                value.range.start..value.range.start + source.find(['\n', '\r']).unwrap_or(source.len())
            }
        }
    }
}

/// Whether an error is independent of the environment and of other files.
fn is_certain(error: &ValidationError, complete: bool) -> bool {
    match error.kind() {
        ValidationErrorKind::Required { .. } => complete,
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Pattern { .. } => {
            !error.instance().as_str().is_some_and(is_interpolated)
        }
        _ => true,
    }
}

/// Whether a string contains variables. `$$` is an escaped dollar sign.
fn is_interpolated(text: &str) -> bool {
    text.replace("$$", "").contains('$')
}

fn message(error: &ValidationError) -> String {
    match error.kind() {
        ValidationErrorKind::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(kind) => kind_name(*kind).to_owned(),
                TypeKind::Multiple(kinds) => any_of(kinds.into_iter().map(|kind| kind_name(kind).to_owned())),
            };
            format!("expected {expected}, found {}", kind_of(error.instance()))
        }
        ValidationErrorKind::Required { property } => format!("`{}` is missing", property.as_str().unwrap_or_default()),
        ValidationErrorKind::Enum { options } => {
            let options = options.as_array().into_iter().flatten().filter_map(Value::as_str);
            format!("expected {}", any_of(options.map(|option| format!("`{option}`"))))
        }
        ValidationErrorKind::Pattern { pattern } => format!("expected text that matches `{pattern}`"),
        ValidationErrorKind::Minimum { limit } => format!("expected at least {limit}"),
        ValidationErrorKind::Maximum { limit } => format!("expected at most {limit}"),
        ValidationErrorKind::UniqueItems => "the items of this list must differ".to_owned(),
        other => format!("the Compose Specification does not allow this ({})", other.keyword()),
    }
}

/// The place of a key that is not allowed: the keys above it.
fn place(path: &Location) -> String {
    let keys: Vec<String> = path.into_iter().map(|segment| shown(&segment.to_string()).to_owned()).collect();
    if keys.is_empty() { "at the top level".to_owned() } else { format!("in `{}`", keys.join(".")) }
}

fn any_of(words: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = words.collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        Some((last, _)) => last.clone(),
        None => String::new(),
    }
}

fn kind_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Null => "nothing",
        JsonType::Boolean => "a boolean",
        JsonType::Integer => "a whole number",
        JsonType::Number => "a number",
        JsonType::String => "text",
        JsonType::Array => "a list",
        JsonType::Object => "a mapping",
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}
