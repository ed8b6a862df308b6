//! What the Compose Specification refuses in a file that is YAML, as `docker compose config` would: an error each.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::{Location, LocationSegment};
use jsonschema::{JsonType, PatternOptions, ValidationError, Validator};
use serde_json::Value;

use super::model::{Found, Model};
use super::syntax::{line_end, shown};
use super::yaml::{Content, NodeId, Yaml};
use crate::languages::diagnostic::{Diagnostic, Severity};

/// How many errors of a document are said: more than anyone reads, and each costs a walk to its place.
const MOST: usize = 100;

/// The errors in all documents. A document that is not `complete` gets what it must have from another one, so that
/// nothing is missed in it; nor in documents behind the first.
pub fn diagnostics(yaml: &Yaml, text: &str, complete: bool) -> Vec<Diagnostic> {
    let Some(validator) = validator() else { return Vec::new() };
    let mut errors = Errors { yaml, text, found: Vec::new(), said: HashSet::new() };
    for (number, document) in yaml.documents.iter().enumerate() {
        errors.document(*document, validator, complete && number == 0);
    }
    errors.found.sort_by_key(|error| error.range.start);
    errors.found
}

/// Compiled when the first file is validated, as that takes milliseconds. The tests show that it compiles.
fn validator() -> Option<&'static Validator> {
    static VALIDATOR: OnceLock<Option<Validator>> = OnceLock::new();
    let compile = || {
        let schema: Value = serde_json::from_str(include_str!("schema.json")).ok()?;
        // This engine takes linear time whatever the text.
        jsonschema::options().with_pattern_options(PatternOptions::regex()).build(&schema).ok()
    };
    VALIDATOR.get_or_init(compile).as_ref()
}

struct Errors<'y, 't> {
    yaml: &'y Yaml<'t>,
    text: &'y str,
    found: Vec<Diagnostic>,
    /// What has been said and where: an anchor's mistake shows at each of its aliases.
    said: HashSet<(usize, String)>,
}

impl Errors<'_, '_> {
    fn document(&mut self, document: NodeId, validator: &Validator, complete: bool) {
        let mut model = Model::new(self.yaml);
        let Some(value) = model.value(document) else {
            let message = "aliases repeat too much of this file for it to be checked".to_owned();
            let start = self.yaml.node(document).range.start;
            return self.add(start..line_end(self.text, start), message);
        };
        // A file that was just made is not wrong yet.
        if value.is_null() {
            return;
        }
        for (key, message) in model.refused.into_iter().take(MOST) {
            self.add(self.yaml.node(key).range.clone(), message.to_owned());
        }
        for error in validator.iter_errors(&value).filter(|error| concerns(error, complete)).take(MOST) {
            self.say(document, &error);
        }
    }

    fn say(&mut self, document: NodeId, error: &ValidationError) {
        let Some(found) = self.find(document, error.instance_path()) else { return };
        if let ValidationErrorKind::AdditionalProperties { unexpected } = error.kind() {
            let members = Model::new(self.yaml).members(found.value).unwrap_or_default();
            let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
            let place = place(error.instance_path());
            let keys = members.into_iter().filter_map(|member| Some((member.key?, self.yaml.text(member.key?)?)));
            for (key, name) in keys.filter(|(_, name)| unexpected.contains(name)).take(MOST) {
                let message = format!("`{}` is not allowed {place}", shown(name));
                self.add(self.yaml.node(key).range.clone(), message);
            }
        } else {
            self.add(self.range(found), message(error));
        }
    }

    fn add(&mut self, range: Range<usize>, message: String) {
        if self.said.insert((range.start, message.clone())) {
            self.found.push(Diagnostic { range, severity: Severity::Error, code: None, message, tag: None });
        }
    }

    /// Goes the way from a document to a value in it.
    fn find(&self, document: NodeId, path: &Location) -> Option<Found> {
        let mut model = Model::new(self.yaml);
        let mut found = Found { key: None, value: document };
        for segment in path {
            found = match segment {
                LocationSegment::Property(name) => {
                    let members = model.members(found.value)?;
                    members.into_iter().find(|member| member.key.and_then(|key| self.yaml.text(key)) == Some(&*name))?
                }
                LocationSegment::Index(index) => model.items(found.value).into_iter().nth(index)?,
            };
        }
        Some(found)
    }

    /// What shows a value: itself if it is text or an alias; else its key, or its first line.
    fn range(&self, found: Found) -> Range<usize> {
        let value = self.yaml.node(found.value);
        let is_short = matches!(value.content, Content::Scalar { .. } | Content::Alias(_)) && !value.range.is_empty();
        match found.key {
            _ if is_short => value.range.clone(),
            Some(key) => self.yaml.node(key).range.clone(),
            None => {
                let written = &self.text[value.range.clone()];
                value.range.start..value.range.start + written.find(['\n', '\r']).unwrap_or(written.len())
            }
        }
    }
}

/// Whether an error stands whatever the environment and the other files say.
fn concerns(error: &ValidationError, complete: bool) -> bool {
    match error.kind() {
        ValidationErrorKind::Required { .. } => complete,
        ValidationErrorKind::Enum { .. } | ValidationErrorKind::Pattern { .. } => {
            !error.instance().as_str().is_some_and(is_interpolated)
        }
        _ => true,
    }
}

/// Whether Compose puts variables into a text. `$$` stands for a dollar sign.
fn is_interpolated(text: &str) -> bool {
    text.replace("$$", "").contains('$')
}

fn message(error: &ValidationError) -> String {
    match error.kind() {
        ValidationErrorKind::Type { kind } => {
            let expected = match kind {
                TypeKind::Single(kind) => name(*kind).to_owned(),
                TypeKind::Multiple(kinds) => any_of(kinds.into_iter().map(|kind| name(kind).to_owned())),
            };
            format!("expected {expected}, found {}", found(error.instance()))
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

/// Where a key is that is not allowed: the keys on the way to it.
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

fn name(kind: JsonType) -> &'static str {
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

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a mapping",
    }
}

#[cfg(test)]
mod tests;
