//! The model of a document as Compose validates it: with aliases resolved, `<<` merged and `!reset` values removed.

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::languages::compose::values::scalar;
use crate::languages::syntax::yaml::{Content, Node, NodeId, Yaml};

/// The specification describes no deeper values.
const MAX_DEPTH: usize = 32;

/// Values that aliases can add. A handful of aliases of aliases stands for billions.
const MAX_REPEATED_VALUES: usize = 100_000;

/// Values of a document that are validated. The validator collects all errors before it returns the first, so that its
/// memory grows with the number of values.
const MAX_VALIDATED_VALUES: usize = 20_000;

pub struct Model<'y, 't> {
    yaml: &'y Yaml<'t>,
    /// The remaining budget of visited values.
    left: usize,
    /// The remaining number of validated values.
    room: usize,
    /// What Compose refuses before it validates against the specification.
    pub refused: Vec<(NodeId, &'static str)>,
}

/// A value in a model.
#[derive(Clone, Copy)]
pub struct Located {
    pub key: Option<NodeId>,
    pub value: NodeId,
}

impl<'y, 't> Model<'y, 't> {
    pub fn new(yaml: &'y Yaml<'t>) -> Self {
        let left = yaml.node_count() + MAX_REPEATED_VALUES;
        Self { yaml, left, room: MAX_VALIDATED_VALUES, refused: Vec::new() }
    }

    /// The value of a node, up to the limit of validated values. `None` if aliases repeat too much.
    pub fn value(&mut self, id: NodeId) -> Option<Value> {
        self.value_within(id, MAX_DEPTH)
    }

    /// Whether the last values were left out of the result.
    pub fn is_truncated(&self) -> bool {
        self.room == 0
    }

    /// The members of a mapping, merged ones last, without duplicates. Other values have none. `None` if aliases repeat too
    /// much.
    pub fn members(&mut self, id: NodeId) -> Option<Vec<Located>> {
        let yaml = self.yaml;
        let mut members = Vec::new();
        let mut names = HashSet::new();
        let mut seen = HashSet::new();
        let mut waiting = vec![yaml.resolve(id)];
        while let Some(id) = waiting.pop() {
            let Content::Mapping(entries) = &yaml.node(id).content else { continue };
            if !seen.insert(id) {
                continue;
            }
            self.left = self.left.checked_sub(entries.len())?;
            for (key, value) in entries {
                if self.is_merge(*key) {
                    self.merge(*value, &mut waiting)?;
                } else if yaml.text(*key).is_some_and(|name| names.insert(name)) && !is_reset(yaml.node(*value)) {
                    members.push(Located { key: Some(*key), value: *value });
                }
            }
        }
        Some(members)
    }

    /// The items of a list. Other values have none.
    pub fn items(&self, id: NodeId) -> Vec<Located> {
        let Content::List(items) = &self.yaml.node(self.yaml.resolve(id)).content else { return Vec::new() };
        let kept = items.iter().filter(|item| !is_reset(self.yaml.node(**item)));
        kept.map(|item| Located { key: None, value: *item }).collect()
    }

    // Recursive, but never deeper than `MAX_DEPTH`.
    fn value_within(&mut self, id: NodeId, depth: usize) -> Option<Value> {
        self.left = self.left.checked_sub(1)?;
        self.room = self.room.saturating_sub(1);
        if depth == 0 {
            return Some(Value::Null);
        }
        let node = self.yaml.node(self.yaml.resolve(id));
        match &node.content {
            Content::Scalar { text, is_plain } if *is_plain && !is_string(node) => Some(scalar::parse_plain(text)),
            Content::Scalar { text, .. } => Some(Value::String(text.to_string())),
            Content::Alias(_) => Some(Value::Null),
            Content::List(_) => {
                let mut list = Vec::new();
                for item in self.items(id) {
                    let is_kept = !self.is_truncated();
                    // Always visited, so that repetitions count.
                    let value = self.value_within(item.value, depth - 1)?;
                    if is_kept {
                        list.push(value);
                    }
                }
                Some(Value::Array(list))
            }
            Content::Mapping(_) => {
                let mut map = Map::new();
                for member in self.members(id)? {
                    let is_kept = !self.is_truncated();
                    let Some(name) = member.key.and_then(|key| self.name(key)) else { continue };
                    let value = self.value_within(member.value, depth - 1)?;
                    if is_kept {
                        map.insert(name, value);
                    }
                }
                Some(Value::Object(map))
            }
        }
    }

    /// The name of a key. Compose does not accept numbers and the like as keys.
    fn name(&mut self, key: NodeId) -> Option<String> {
        let node = self.yaml.node(self.yaml.resolve(key));
        let Content::Scalar { text, is_plain } = &node.content else { return None };
        if *is_plain && !is_string(node) && !scalar::parse_plain(text).is_string() {
            self.refused.push((key, "a key must be text; put quotes around it"));
        }
        Some(text.to_string())
    }

    fn is_merge(&self, key: NodeId) -> bool {
        matches!(&self.yaml.node(key).content, Content::Scalar { text, is_plain: true } if text == "<<")
    }

    /// Pushes the mappings of a `<<`, the first one on top.
    fn merge(&mut self, value: NodeId, waiting: &mut Vec<NodeId>) -> Option<()> {
        let merged = match &self.yaml.node(self.yaml.resolve(value)).content {
            Content::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&value),
        };
        self.left = self.left.checked_sub(merged.len())?;
        for id in merged.iter().rev() {
            let target = self.yaml.resolve(*id);
            match self.yaml.node(target).content {
                Content::Mapping(_) => waiting.push(target),
                _ => self.refused.push((*id, "'<<' merges mappings only")),
            }
        }
        Some(())
    }
}

fn is_reset(node: &Node) -> bool {
    node.tag.as_ref().is_some_and(|tag| tag.handle() == "!" && tag.suffix() == "reset")
}

/// Whether a tag makes a scalar a string.
fn is_string(node: &Node) -> bool {
    node.tag.as_ref().is_some_and(|tag| tag.is_yaml_core_schema_tag("str"))
}
