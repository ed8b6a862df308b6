//! Mappings as Compose interprets them: aliases are resolved, `<<` is merged, and `!reset` values are removed.

use foldhash::HashSet;

use crate::languages::syntax::yaml::{Content, Names, NodeId, Yaml};

/// The maximum number of members that a document may have in addition to those in its text. A few aliases of aliases
/// can represent billions of members.
const MAX_REPEATED_VALUES: usize = 100_000;

/// Resolves the members of mappings, up to a limit.
pub struct Merged<'y, 't> {
    yaml: &'y Yaml<'t>,
    left: usize,
}

/// A value with its key. Items of lists have no key.
#[derive(Clone, Copy, Debug)]
pub struct Located {
    pub key: Option<NodeId>,
    pub value: NodeId,
}

impl<'y, 't> Merged<'y, 't> {
    pub fn new(yaml: &'y Yaml<'t>) -> Self {
        Self { yaml, left: yaml.node_count() * 4 + MAX_REPEATED_VALUES }
    }

    /// Whether the limit was reached, so that some values were not visited.
    pub fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// Returns the members of a mapping without duplicates. Merged members come last. Other values have none.
    pub fn members(&mut self, id: NodeId) -> Vec<Located> {
        let yaml = self.yaml;
        let mut members = Vec::new();
        let mut names = Names::default();
        // The mappings that merge others.
        let mut seen = HashSet::default();
        let mut waiting = vec![yaml.resolve(id)];
        while let Some(id) = waiting.pop() {
            let Content::Mapping(entries) = &yaml.node(id).content else { continue };
            if seen.contains(&id) {
                continue;
            }
            let Some(left) = self.left.checked_sub(entries.len() + 1) else {
                self.left = 0;
                return members;
            };
            self.left = left;
            for (key, value) in entries {
                if is_merge_key(yaml, *key) {
                    seen.insert(id);
                    waiting.extend(merged_values(yaml, *value).iter().rev().map(|id| yaml.resolve(*id)));
                } else if yaml.text(*key).is_some_and(|name| names.insert(name)) && !is_reset(yaml, *value) {
                    members.push(Located { key: Some(*key), value: *value });
                }
            }
        }
        members
    }

    /// Returns a member of a mapping.
    pub fn member(&mut self, id: NodeId, name: &str) -> Option<Located> {
        let yaml = self.yaml;
        let entries = yaml.entries(id);
        // The mapping's own members precede merged ones.
        if let Some((key, value)) = entries.iter().find(|(key, _)| yaml.text(*key) == Some(name)) {
            return (!is_reset(yaml, *value)).then_some(Located { key: Some(*key), value: *value });
        }
        if !entries.iter().any(|(key, _)| is_merge_key(yaml, *key)) {
            return None;
        }
        self.members(id).into_iter().find(|member| member.key.is_some_and(|key| self.yaml.text(key) == Some(name)))
    }

    /// Returns the items of a list. Other values have none.
    pub fn items(&mut self, id: NodeId) -> Vec<Located> {
        let items = self.yaml.items(id);
        let Some(left) = self.left.checked_sub(items.len() + 1) else {
            self.left = 0;
            return Vec::new();
        };
        self.left = left;
        let kept = items.iter().filter(|item| !is_reset(self.yaml, **item));
        kept.map(|item| Located { key: None, value: *item }).collect()
    }
}

/// Whether a key is `<<`.
pub fn is_merge_key(yaml: &Yaml, key: NodeId) -> bool {
    matches!(&yaml.node(key).content, Content::Scalar(text) if text == "<<") && yaml.is_plain(key)
}

/// Returns the values that a `<<` merges.
pub fn merged_values(yaml: &Yaml, value: NodeId) -> Vec<NodeId> {
    match &yaml.node(yaml.resolve(value)).content {
        Content::List(items) => items.to_vec(),
        _ => vec![value],
    }
}

fn is_reset(yaml: &Yaml, id: NodeId) -> bool {
    yaml.tag(id).is_some_and(|tag| tag.is_local("reset"))
}
