//! YAML as nodes with ranges, as go-yaml reads it, which is the parser of Compose.
//!
//! [`scanner`] splits a text into tokens, [`scalars`] decodes its values, [`parser`] builds the nodes, [`cursor`] holds the
//! position in the text, and [`errors`] words the syntax errors. A text that go-yaml rejects is parsed a second time,
//! tolerantly: after an error, parsing goes on with the next line, so that a half-typed line hides nothing else. Nothing
//! recurses: depth costs memory and no stack.

mod cursor;
mod errors;
mod parser;
mod scalars;
mod scanner;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::languages::answers::Diagnostic;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;

pub use errors::{line_end, line_start, shown};
pub use parser::{AliasUse, Anchor};
pub use scanner::Tag;

use cursor::Mode;
use errors::{Problem, SyntaxError};

/// Index of a node in [`Yaml::node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

#[derive(Debug)]
pub struct Node<'t> {
    /// From the first character of the value to its last; empty where a value is absent.
    pub range: Range<usize>,
    pub content: Content<'t>,
    pub style: Style,
    pub tag: Option<Tag<'t>>,
    /// The list or mapping that contains it.
    pub parent: Option<NodeId>,
}

#[derive(Debug)]
pub enum Content<'t> {
    Scalar {
        text: Cow<'t, str>,
        is_plain: bool,
    },
    List(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
    /// An alias of an anchor that precedes it.
    Alias(NodeId),
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    Plain,
    SingleQuoted,
    DoubleQuoted,
    /// `|`
    Literal,
    /// `>`
    Folded,
    /// By indentation.
    Block,
    /// With brackets.
    Flow,
}

/// All documents of a text.
#[derive(Debug, Default)]
pub struct Yaml<'t> {
    nodes: Vec<Node<'t>>,
    /// The outermost node of each document.
    pub documents: Vec<NodeId>,
    /// The anchors in the order of the text.
    pub anchors: Vec<Anchor>,
    /// The aliases in the order of the text.
    pub aliases: Vec<AliasUse>,
    /// The comments in the order of the text, each from its `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
}

impl<'t> Yaml<'t> {
    /// The nodes of a text and its errors.
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

    fn parse_as(text: &'t str, mode: Mode) -> (Self, Vec<SyntaxError>) {
        let tokens = scanner::scan(text, mode);
        parser::parse(text, tokens, mode)
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.index()]
    }

    /// The nodes in the order in which they start.
    pub fn ids(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.nodes.len()).map(NodeId::new)
    }

    /// The node itself, or the target of an alias.
    pub fn resolve(&self, id: NodeId) -> NodeId {
        match self.node(id).content {
            Content::Alias(target) => target,
            _ => id,
        }
    }

    /// The text of a scalar.
    pub fn text(&self, id: NodeId) -> Option<&str> {
        match &self.node(self.resolve(id)).content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a mapping, also of one that an alias refers to. Other values have none.
    pub fn entries(&self, id: NodeId) -> &[(NodeId, NodeId)] {
        match &self.node(self.resolve(id)).content {
            Content::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list, also of one that an alias refers to. Other values have none.
    pub fn items(&self, id: NodeId) -> &[NodeId] {
        match &self.node(self.resolve(id)).content {
            Content::List(items) => items,
            _ => &[],
        }
    }

    /// Keys and tags that go-yaml reads and Compose rejects.
    fn node_errors(&self) -> Vec<SyntaxError> {
        let mut found = Vec::new();
        for node in &self.nodes {
            let Content::Mapping(entries) = &node.content else { continue };
            let mut seen = HashSet::new();
            for (key, _) in entries {
                let range = self.node(*key).range.clone();
                let problem = match &self.node(self.resolve(*key)).content {
                    Content::Scalar { text: name, is_plain: true } if name.is_empty() => Problem::MissingKey,
                    Content::Scalar { text: name, .. } if !seen.insert(name) => {
                        Problem::DuplicateKey(shown(name).to_owned())
                    }
                    Content::Scalar { .. } | Content::Alias(_) => continue,
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

impl NodeId {
    /// A text has fewer nodes than bytes, and no message of four gigabytes is accepted.
    fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The place of the node in [`Yaml::ids`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}
