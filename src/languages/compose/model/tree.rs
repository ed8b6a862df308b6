//! The parents and paths of nodes, and the schemas of the specification that apply to them.

use std::ops::Range;

use super::merged::is_merge_key;
use crate::languages::compose::reference::{FILE, Property, Schema};
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml};

/// The role of a node in the collection that contains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Root,
    /// A key, with its value.
    Key(NodeId),
    /// A value, with its key.
    Value(NodeId),
    Item(usize),
}

/// A step on the path from the root of a document to a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Key(NodeId),
    Item,
}

/// The nodes of a file with their roles.
pub struct Tree<'t> {
    pub text: &'t str,
    pub yaml: Yaml<'t>,
    roles: Vec<Role>,
    /// The targets of aliases with these aliases, in document order.
    uses: Vec<(NodeId, NodeId)>,
}

/// The maximum number of anchors that are followed to find the schema of a value outside of the specification.
const MAX_ANCHOR_STEPS: usize = 4;
/// The maximum number of aliases of an anchor that are followed.
const MAX_USES: usize = 8;
/// The maximum depth of a node in an extension whose place is searched.
const MAX_EXTENSION_DEPTH: usize = 16;
/// The maximum depth of a node whose names are searched for each of many nodes. The specification is not as deep.
const MAX_SHALLOW_DEPTH: usize = 100;

impl<'t> Tree<'t> {
    pub fn new(text: &'t str, yaml: Yaml<'t>) -> Self {
        let mut roles = vec![Role::Root; yaml.node_count()];
        for id in yaml.ids() {
            match &yaml.node(id).content {
                Content::Mapping(entries) => {
                    for (key, value) in entries {
                        roles[key.index()] = Role::Key(*value);
                        roles[value.index()] = Role::Value(*key);
                    }
                }
                Content::List(items) => {
                    for (index, item) in items.iter().enumerate() {
                        roles[item.index()] = Role::Item(index);
                    }
                }
                Content::Scalar(_) | Content::Alias(_) => {}
            }
        }
        let aliases = yaml.aliases.iter().map(|alias| (yaml.resolve(alias.node), alias.node));
        let mut uses: Vec<_> = aliases.filter(|(target, alias)| target != alias).collect();
        uses.sort_unstable();
        Self { text, yaml, roles, uses }
    }

    pub fn role(&self, id: NodeId) -> Role {
        self.roles[id.index()]
    }

    /// Returns the steps from the root to a node. A key has the same path as its value.
    pub fn path(&self, id: NodeId) -> Vec<Step> {
        let mut path = Vec::new();
        let mut at = Some(id);
        while let Some(id) = at {
            match self.role(id) {
                Role::Key(_) => path.push(Step::Key(id)),
                Role::Value(key) => path.push(Step::Key(key)),
                Role::Item(_) => path.push(Step::Item),
                Role::Root => {}
            }
            at = self.yaml.node(id).parent;
        }
        path.reverse();
        path
    }

    /// Returns the keys on the path from the root to a node, with `-` for items.
    pub fn names(&self, id: NodeId) -> Vec<&str> {
        let name = |step: &Step| match step {
            Step::Key(key) => self.yaml.text(*key).unwrap_or_default(),
            Step::Item => "-",
        };
        self.path(id).iter().map(name).collect()
    }

    /// Like [`Tree::names`]. Returns `None` for a node that is nested more deeply than anything with a meaning, so that
    /// many of them take no time.
    pub fn shallow_names(&self, id: NodeId) -> Option<Vec<&str>> {
        let is_deep = std::iter::successors(Some(id), |id| self.yaml.node(*id).parent).nth(MAX_SHALLOW_DEPTH).is_some();
        (!is_deep).then(|| self.names(id))
    }

    /// Returns the path at which Compose reads a node, like [`Tree::names`]. Merge keys are left out, a value of an
    /// extension such as `x-common` is where its anchor is used, and a container that runs before a service is at the
    /// path of the service.
    pub fn place(&self, id: NodeId) -> Vec<&str> {
        let mut place = self.place_within(id, MAX_ANCHOR_STEPS);
        if place.len() > 4 && matches!(place[..4], ["services" | "jobs", _, "pre_start", "-"]) {
            place.drain(2..4);
        }
        place
    }

    // Recursive, but only up to the maximum number of anchors.
    fn place_within(&self, id: NodeId, anchors: usize) -> Vec<&str> {
        let mut below: Vec<&str> = Vec::new();
        let mut at = id;
        loop {
            below.extend(self.step(at));
            let Some(parent) = self.yaml.node(at).parent else { break };
            at = parent;
        }
        below.reverse();
        if anchors == 0 || below.first().is_none_or(|section| FILE.property(section).is_some()) {
            return below;
        }
        self.place_of_use(id, anchors - 1).unwrap_or(below)
    }

    /// Returns the last step of the path at which Compose reads a node. `None` for what is merged into its parent.
    fn step(&self, id: NodeId) -> Option<&str> {
        let name = |key| (!is_merge_key(&self.yaml, key)).then(|| self.yaml.text(key).unwrap_or_default());
        match self.role(id) {
            Role::Key(_) => name(id),
            Role::Value(key) => name(key),
            Role::Item(_) => (!self.is_merged_item(id)).then_some("-"),
            Role::Root => None,
        }
    }

    /// Returns the path of a node in an extension at which the anchor of one of its parents is used.
    fn place_of_use(&self, id: NodeId, anchors: usize) -> Option<Vec<&str>> {
        let mut at = id;
        let mut below: Vec<&str> = Vec::new();
        for _ in 0..MAX_EXTENSION_DEPTH {
            for alias in self.uses(at) {
                let mut place = self.place_within(alias, anchors);
                if place.first().is_some_and(|section| FILE.property(section).is_some()) {
                    place.extend(below.iter().rev());
                    return Some(place);
                }
            }
            below.extend(self.step(at));
            at = self.yaml.node(at).parent?;
        }
        None
    }

    /// Returns some aliases of an anchored node.
    fn uses(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        let first = self.uses.partition_point(|(target, _)| *target < id);
        let uses = self.uses[first..].iter().take_while(move |(target, _)| *target == id);
        uses.map(|(_, alias)| *alias).take(MAX_USES)
    }

    /// Whether a node is at a path below a service or job. The path consists of keys, with `-` for items. Does not
    /// allocate, so that it can be called for every node.
    pub fn is_at(&self, id: NodeId, place: &[&str]) -> bool {
        let mut expected = place.iter().rev();
        let mut at = Some(id);
        // The number of steps above the path: the name of the service, and the section.
        let mut outer = 0;
        while let Some(id) = at {
            let name = match self.role(id) {
                Role::Key(_) => self.yaml.text(id),
                Role::Value(key) => self.yaml.text(key),
                Role::Item(_) => Some("-"),
                Role::Root => return outer == 2,
            };
            match expected.next() {
                Some(expected) if name != Some(expected) => return false,
                Some(_) => {}
                None => outer += 1,
            }
            if outer == 2 && !matches!(name, Some("services" | "jobs")) {
                return false;
            }
            at = self.yaml.node(id).parent;
        }
        outer == 2
    }

    /// Returns the schema of a value, or `None` if the specification has none.
    pub fn schema(&self, id: NodeId) -> Option<&'static Schema> {
        self.schema_within(id, MAX_ANCHOR_STEPS)
    }

    fn schema_within(&self, id: NodeId, anchors: usize) -> Option<&'static Schema> {
        let mut way = vec![id];
        while let Some(parent) = self.yaml.node(*way.last()?).parent {
            way.push(parent);
        }
        let mut schema = Some(&FILE);
        for node in way.iter().rev() {
            schema = match self.role(*node) {
                Role::Root => schema,
                Role::Key(_) => return None,
                // A merged value has the schema of the mapping that it is merged into.
                Role::Value(key) if is_merge_key(&self.yaml, key) => schema,
                Role::Value(key) => schema.and_then(|schema| schema.value_of(self.yaml.text(key)?)),
                Role::Item(_) if self.is_merged_item(*node) => schema,
                Role::Item(_) => schema.and_then(|schema| schema.items),
            };
            if schema.is_none() && anchors > 0 {
                schema = self.schema_of_use(*node, anchors - 1);
            }
        }
        schema
    }

    /// Whether an item is one of several values of a `<<`.
    pub fn is_merged_item(&self, id: NodeId) -> bool {
        let parent = self.yaml.node(id).parent;
        parent.is_some_and(|list| matches!(self.role(list), Role::Value(key) if is_merge_key(&self.yaml, key)))
    }

    /// Returns the schema of a place where the value of an anchor is used.
    fn schema_of_use(&self, id: NodeId, anchors: usize) -> Option<&'static Schema> {
        self.uses(id).find_map(|alias| self.schema_within(alias, anchors))
    }

    /// Returns the property of the specification for a key.
    pub fn property(&self, key: NodeId) -> Option<&'static Property> {
        let mapping = self.yaml.node(key).parent?;
        self.schema(mapping)?.property(self.yaml.text(key)?)
    }

    /// Returns the innermost node that contains an offset or ends there. Keys have priority over values.
    pub fn node_at(&self, offset: usize) -> Option<NodeId> {
        let contains = |id: &NodeId| {
            let range = &self.yaml.node(*id).range;
            range.start <= offset && offset <= range.end
        };
        let mut at = self.yaml.documents.iter().rev().copied().find(contains)?;
        loop {
            let next = match &self.yaml.node(at).content {
                Content::List(items) => {
                    let end = items.partition_point(|item| self.yaml.node(*item).range.start <= offset);
                    items[..end].iter().rev().take(2).copied().find(contains)
                }
                Content::Mapping(entries) => {
                    let end = entries.partition_point(|(key, _)| self.yaml.node(*key).range.start <= offset);
                    let nearest = entries[..end].iter().rev().take(2);
                    nearest.flat_map(|(key, value)| [*key, *value]).find(contains)
                }
                Content::Scalar(_) | Content::Alias(_) => None,
            };
            match next {
                Some(next) => at = next,
                None => return Some(at),
            }
        }
    }

    /// Returns the first line of a range.
    pub fn first_line(&self, range: &Range<usize>) -> Range<usize> {
        let source = &self.text[range.clone()];
        range.start..range.start + source.find(['\n', '\r']).unwrap_or(source.len())
    }

    /// Returns the range of a scalar's content, without quotes.
    pub fn inner_range(&self, id: NodeId) -> Range<usize> {
        let node = self.yaml.node(id);
        let range = node.range.clone();
        if matches!(node.style, Style::SingleQuoted | Style::DoubleQuoted) && !range.is_empty() {
            let quote = &self.text[range.start..=range.start];
            let is_closed = range.len() > 1 && self.text[range.clone()].ends_with(quote);
            return range.start + 1..range.end - usize::from(is_closed);
        }
        range
    }

    /// Returns the range of a part of a scalar. `None` if the source of the scalar differs from its text, for example
    /// because of escapes.
    pub fn part_range(&self, id: NodeId, part: Range<usize>) -> Option<Range<usize>> {
        let Content::Scalar(text) = &self.yaml.node(id).content else { return None };
        let inner = self.inner_range(id);
        (self.text.get(inner.clone())? == text).then(|| inner.start + part.start..inner.start + part.end)
    }

    /// Returns the range of a key with its value.
    pub fn entry_range(&self, key: NodeId, value: NodeId) -> Range<usize> {
        let start = self.yaml.node(key).range.start;
        let end = self.yaml.node(value).range.end.max(self.yaml.node(key).range.end);
        start..end
    }
}
