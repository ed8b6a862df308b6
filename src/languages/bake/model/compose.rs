//! The targets that Bake derives from a Compose file, which are its services with a `build`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::languages::bake::evaluation::target_attributes::Attributes;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

/// A target that is derived from a service with a `build`.
#[derive(Debug)]
pub struct ComposeTarget {
    pub name: String,
    /// The name of the Compose file, and the range of the service's key.
    pub file: &'static str,
    pub key: Range<usize>,
    /// The attributes, by their names in Bake. `None` if they depend on anything outside the file.
    pub attributes: Option<Attributes>,
}

/// Keys of `build`, with the attributes that they set.
const STRINGS: [(&str, &str); 5] = [
    ("context", "context"),
    ("dockerfile", "dockerfile"),
    ("dockerfile_inline", "dockerfile-inline"),
    ("target", "target"),
    ("network", "network"),
];

/// Adds the targets of a Compose file. Returns `false` if the file may define further targets.
pub fn read(text: &str, file: &'static str, targets: &mut Vec<ComposeTarget>) -> bool {
    let (yaml, errors) = Yaml::parse(text);
    let Some(document) = yaml.documents.first() else { return errors.is_empty() };
    let reader = Reader { yaml: &yaml, file };
    let mut is_complete = errors.is_empty() && reader.get(*document, "include").is_none();
    if let Some(services) = reader.get(*document, "services") {
        for (key, service) in reader.members(services).iter().copied() {
            match reader.target(key, service) {
                Some(target) => targets.push(target),
                // The service may inherit a `build`.
                None => is_complete &= reader.get(service, "extends").is_none() && !reader.has_merge(service),
            }
        }
        is_complete &= !reader.has_merge(services);
    }
    is_complete
}

struct Reader<'y, 't> {
    yaml: &'y Yaml<'t>,
    file: &'static str,
}

impl Reader<'_, '_> {
    fn members(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.yaml.node(self.yaml.resolve(id)).content {
            Content::Mapping(entries) => entries,
            _ => &[],
        }
    }

    fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.members(id).iter().find(|(name, _)| self.yaml.text(*name) == Some(key)).map(|(_, value)| *value)
    }

    fn has_merge(&self, id: NodeId) -> bool {
        self.get(id, "<<").is_some()
    }

    /// Reads a string. It is unknown if it depends on the environment.
    fn string(&self, id: NodeId) -> Value {
        match self.yaml.text(id) {
            Some(text) if text.contains('$') => Value::Unknown,
            Some(text) => Value::string(text),
            None => Value::Unknown,
        }
    }

    fn target(&self, key: NodeId, service: NodeId) -> Option<ComposeTarget> {
        let name = self.yaml.text(key)?.replace('.', "_");
        let build = self.get(service, "build")?;
        let is_known = self.get(service, "extends").is_none() && !self.has_merge(service);
        let attributes = if is_known { self.attributes(service, build) } else { None };
        Some(ComposeTarget { name, file: self.file, key: self.yaml.node(key).range.clone(), attributes })
    }

    fn attributes(&self, service: NodeId, build: NodeId) -> Option<Attributes> {
        let mut attributes = Attributes::default();
        if self.yaml.text(build).is_some_and(|text| !text.is_empty()) {
            attributes.insert("context", self.string(build));
        }
        if self.get(build, "x-bake").is_some() || self.has_merge(build) {
            return None;
        }
        for (key, attribute) in STRINGS {
            if let Some(value) = self.get(build, key) {
                attributes.insert(attribute, self.string(value));
            }
        }
        if let Some(arguments) = self.get(build, "args") {
            attributes.insert("args", self.arguments(arguments));
        }
        if let Some(contexts) = self.get(build, "additional_contexts") {
            attributes.insert("contexts", self.arguments(contexts));
        }
        if let Some(image) = self.get(service, "image") {
            attributes.insert("tags", Value::list(vec![self.string(image)]));
        }
        if let Some(Content::List(tags)) =
            self.get(build, "tags").map(|tags| &self.yaml.node(self.yaml.resolve(tags)).content)
        {
            attributes.insert("tags", Value::list(tags.iter().map(|tag| self.string(*tag)).collect()));
        }
        Some(attributes)
    }

    /// Reads a mapping, or a list of `name=value`.
    fn arguments(&self, id: NodeId) -> Value {
        let mut map = BTreeMap::new();
        match &self.yaml.node(self.yaml.resolve(id)).content {
            Content::Mapping(entries) => {
                for (key, value) in entries {
                    let Some(key) = self.yaml.text(*key) else { return Value::Unknown };
                    map.insert(key.to_owned(), self.string(*value));
                }
            }
            Content::List(items) => {
                for item in items {
                    let Some(text) = self.yaml.text(*item) else { return Value::Unknown };
                    let (key, value) = text.split_once('=').map_or((text, None), |(key, value)| (key, Some(value)));
                    let value = value.filter(|value| !value.contains('$')).map_or(Value::Unknown, Value::string);
                    map.insert(key.to_owned(), value);
                }
            }
            _ => return Value::Unknown,
        }
        Value::object(map)
    }
}
