//! Mappings as Compose sees them: with aliases resolved, `<<` merged and `!reset` values removed.

use std::collections::HashSet;

use crate::languages::syntax::yaml::{Content, Node, NodeId, Yaml};

/// Members that a document can have in excess of those that are written. A handful of aliases of aliases stands for
/// billions.
const MAX_REPEATED_VALUES: usize = 100_000;

/// The members of mappings, up to a limit.
pub struct Merged<'y, 't> {
    yaml: &'y Yaml<'t>,
    left: usize,
}

/// A value with the key that it belongs to, if it is not an item of a list.
#[derive(Clone, Copy, Debug)]
pub struct Located {
    pub key: Option<NodeId>,
    pub value: NodeId,
}

impl<'y, 't> Merged<'y, 't> {
    pub fn new(yaml: &'y Yaml<'t>) -> Self {
        Self { yaml, left: yaml.node_count() * 4 + MAX_REPEATED_VALUES }
    }

    /// Whether aliases repeat so much that some values were not visited.
    pub fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// The members of a mapping, merged ones last, without duplicates. Other values have none.
    pub fn members(&mut self, id: NodeId) -> Vec<Located> {
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
            let Some(left) = self.left.checked_sub(entries.len() + 1) else {
                self.left = 0;
                return members;
            };
            self.left = left;
            for (key, value) in entries {
                if is_merge_key(yaml, *key) {
                    waiting.extend(merged_values(yaml, *value).iter().rev().map(|id| yaml.resolve(*id)));
                } else if yaml.text(*key).is_some_and(|name| names.insert(name)) && !is_reset(yaml.node(*value)) {
                    members.push(Located { key: Some(*key), value: *value });
                }
            }
        }
        members
    }

    /// The value of a member of a mapping.
    pub fn member(&mut self, id: NodeId, name: &str) -> Option<Located> {
        self.members(id).into_iter().find(|member| member.key.is_some_and(|key| self.yaml.text(key) == Some(name)))
    }

    /// The items of a list. Other values have none.
    pub fn items(&mut self, id: NodeId) -> Vec<Located> {
        let items = self.yaml.items(id);
        let Some(left) = self.left.checked_sub(items.len() + 1) else {
            self.left = 0;
            return Vec::new();
        };
        self.left = left;
        let kept = items.iter().filter(|item| !is_reset(self.yaml.node(**item)));
        kept.map(|item| Located { key: None, value: *item }).collect()
    }
}

/// Whether a key is `<<`.
pub fn is_merge_key(yaml: &Yaml, key: NodeId) -> bool {
    matches!(&yaml.node(key).content, Content::Scalar { text, is_plain: true } if text == "<<")
}

/// The values that a `<<` merges.
pub fn merged_values(yaml: &Yaml, value: NodeId) -> Vec<NodeId> {
    match &yaml.node(yaml.resolve(value)).content {
        Content::List(items) => items.clone(),
        _ => vec![value],
    }
}

fn is_reset(node: &Node) -> bool {
    node.tag.is_some_and(|tag| tag.is_local("reset"))
}
