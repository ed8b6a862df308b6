//! YAML as nodes with ranges, parsed like go-yaml, which is the parser of Compose.
//!
//! [`scanner`] splits a text into tokens, [`scalars`] decodes the values, [`parser`] builds the nodes, [`cursor`]
//! tracks the position in the text, and [`errors`] defines the messages for syntax errors. If go-yaml rejects a text,
//! it is parsed again in tolerant mode: after an error, parsing continues on the next line, so that an incomplete line
//! does not hide the rest. Nothing recurses: deep nesting uses memory but no stack.

mod cursor;
mod errors;
mod parser;
mod scalars;
mod scanner;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::ops::Range;

use foldhash::HashSet;

use crate::languages::answers::Diagnostic;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;

pub use errors::{line_end, line_start, shown};
pub use parser::{AliasUse, Anchor};
pub use scanner::Tag;

use cursor::Mode;
use errors::{Problem, SyntaxError};

/// The index of a node, for [`Yaml::node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(NonZeroU32);

/// A value or a key. It is kept small, because large files have hundreds of thousands.
#[derive(Debug)]
pub struct Node<'t> {
    /// The range from the first to the last character of the value. Empty if the value is absent.
    pub range: Range<usize>,
    pub content: Content<'t>,
    pub style: Style,
    /// The list or mapping that contains the node.
    pub parent: Option<NodeId>,
}

const _: () = assert!(size_of::<Node>() <= 48);

#[derive(Debug)]
pub enum Content<'t> {
    Scalar(Cow<'t, str>),
    List(Box<[NodeId]>),
    Mapping(Box<[(NodeId, NodeId)]>),
    /// An alias of an earlier anchor.
    Alias(NodeId),
}

/// The style in which a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// A collection that is structured by indentation.
    Block,
    /// A collection in brackets.
    Flow,
}

/// All YAML documents of a text.
#[derive(Debug, Default)]
pub struct Yaml<'t> {
    nodes: Vec<Node<'t>>,
    /// The tags, sorted by the nodes that have them.
    tags: Vec<(NodeId, Tag<'t>)>,
    /// The root node of each document.
    pub documents: Vec<NodeId>,
    /// The anchors in document order.
    pub anchors: Vec<Anchor>,
    /// The aliases in document order.
    pub aliases: Vec<AliasUse>,
    /// The comments in document order, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
}

impl<'t> Yaml<'t> {
    /// Parses a text. Returns its nodes and errors.
    pub fn parse(text: &'t str) -> (Self, Vec<Diagnostic>) {
        let (yaml, mut errors) = Self::parse_as(text, Mode::Exact);
        let Some(first) = errors.pop() else {
            let errors = yaml.node_errors();
            return (yaml, errors::diagnostics(text, errors));
        };
        let (yaml, mut errors) = Self::parse_as(text, Mode::Tolerant);
        if errors.is_empty() {
            errors.push(first);
        }
        errors.extend(yaml.node_errors());
        (yaml, errors::diagnostics(text, errors))
    }

    /// Parses a text. Returns only its nodes, which takes less time.
    pub fn nodes_of(text: &'t str) -> Self {
        let (yaml, errors) = Self::parse_as(text, Mode::Exact);
        if errors.is_empty() { yaml } else { Self::parse_as(text, Mode::Tolerant).0 }
    }

    fn parse_as(text: &'t str, mode: Mode) -> (Self, Vec<SyntaxError>) {
        let tokens = scanner::scan(text, mode);
        parser::parse(text, tokens, mode)
    }

    /// The number of nodes.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.index()]
    }

    /// The nodes in the order of their starts.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::new)
    }

    /// Returns the target of an alias, or the node itself if it is not an alias.
    pub fn resolve(&self, id: NodeId) -> NodeId {
        match self.node(id).content {
            Content::Alias(target) => target,
            _ => id,
        }
    }

    /// The text of a scalar.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.resolve(id)).content {
            Content::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The nodes that have tags, in the order of their starts.
    pub fn tags(&self) -> impl Iterator<Item = (NodeId, Tag<'t>)> {
        self.tags.iter().copied()
    }

    /// The tag of a node. Aliases have none.
    pub fn tag(&self, id: NodeId) -> Option<Tag<'t>> {
        let index = self.tags.binary_search_by_key(&id, |(node, _)| *node).ok()?;
        Some(self.tags[index].1)
    }

    /// Whether a node is a scalar without quotes.
    pub fn is_plain(&self, id: NodeId) -> bool {
        let node = self.node(id);
        node.style == Style::Plain && matches!(node.content, Content::Scalar(_))
    }

    /// The entries of a mapping. Aliases are resolved. Other nodes have none.
    pub fn entries(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.node(self.resolve(id)).content {
            Content::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list. Aliases are resolved. Other nodes have none.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(self.resolve(id)).content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// Returns errors for keys and tags that go-yaml accepts and Compose rejects.
    fn node_errors(&self) -> Vec<SyntaxError> {
        let mut found = Vec::new();
        for node in &self.nodes {
            let Content::Mapping(entries) = &node.content else { continue };
            let mut seen = Names::default();
            for (key, _) in entries {
                let range = self.node(*key).range.clone();
                let problem = match &self.node(self.resolve(*key)).content {
                    Content::Scalar(name) if name.is_empty() && self.is_plain(self.resolve(*key)) => {
                        Problem::MissingKey
                    }
                    Content::Scalar(name) if !seen.insert(name) => Problem::DuplicateKey(shown(name).to_owned()),
                    Content::Scalar(_) | Content::Alias(_) => continue,
                    Content::List(_) | Content::Mapping(_) => Problem::CollectionAsKey,
                };
                found.push(SyntaxError { problem, range: range.start..range.start });
                if found.len() == MAX_FINDINGS_PER_RULE {
                    return found;
                }
            }
        }
        found
    }
}

/// The names in a mapping, which are few in most mappings.
#[derive(Default)]
pub struct Names<'y> {
    few: Vec<&'y str>,
    many: HashSet<&'y str>,
}

impl<'y> Names<'y> {
    const MAX_FEW: usize = 16;

    /// Adds a name. Returns whether it is new.
    pub fn insert(&mut self, name: &'y str) -> bool {
        if self.few.contains(&name) {
            return false;
        }
        if self.few.len() < Self::MAX_FEW {
            self.few.push(name);
            return true;
        }
        self.many.insert(name)
    }
}

impl NodeId {
    /// The index fits: a text has fewer nodes than bytes, and messages of four gigabytes are not accepted.
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).map_or(NonZeroU32::MAX, |index| NonZeroU32::MIN.saturating_add(index)))
    }

    /// The index of the node in [`Yaml::ids`].
    pub fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}
