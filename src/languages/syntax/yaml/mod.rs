//! YAML as nodes with ranges, built from the parser's events. Never recurses: an event touches only the innermost open
//! node, so that depth costs memory and no stack.

pub mod errors;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Marker, Parser, ScalarStyle, Span, Tag};

use crate::languages::answers::Diagnostic;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;
use errors::Progress;

/// Index of a node in [`Yaml::node`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NodeId(usize);

pub struct Node<'t> {
    /// A block collection ends where the next token starts.
    pub range: Range<usize>,
    pub content: Content<'t>,
    pub tag: Option<Cow<'t, Tag>>,
}

pub enum Content<'t> {
    Scalar { text: Cow<'t, str>, is_plain: bool },
    List(Vec<NodeId>),
    Mapping(Vec<(NodeId, NodeId)>),
    Alias(NodeId),
}

/// All documents of a text, up to the first syntax error.
#[derive(Default)]
pub struct Yaml<'t> {
    nodes: Vec<Node<'t>>,
    /// The outermost node of each document.
    pub documents: Vec<NodeId>,
}

impl<'t> Yaml<'t> {
    /// The nodes of a text and its errors: at most one syntax error, at which parsing ends, and all invalid keys and
    /// aliases before it.
    pub fn parse(text: &'t str) -> (Self, Vec<Diagnostic>) {
        let mut builder = TreeBuilder::new(text);
        let mut stop = None;
        let mut events = Parser::new_from_str(text);
        while stop.is_none() {
            match events.next_event() {
                Some(Ok((event, span))) => builder.take(event, span),
                Some(Err(error)) => {
                    let place = byte(text, error.marker());
                    stop = Some(errors::error(text, error.kind(), place, &builder.progress));
                }
                None => break,
            }
        }
        let tab = errors::tab_before_content(text, &builder.progress.verbatim);
        let stop = stop.into_iter().chain(tab).min_by_key(|error| error.range.start);
        let mut found = builder.found;
        found.extend(builder.yaml.invalid_keys());
        found.retain(|(start, _)| stop.as_ref().is_none_or(|stop| *start < stop.range.start));
        found.sort();
        let mut diagnostics = errors::diagnostics(text, found);
        diagnostics.extend(stop);
        (builder.yaml, diagnostics)
    }

    /// How many nodes there are.
    pub fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub fn node(&self, id: NodeId) -> &Node<'t> {
        &self.nodes[id.0]
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

    /// Offsets of keys that Compose does not accept, with messages.
    fn invalid_keys(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for node in &self.nodes {
            let Content::Mapping(entries) = &node.content else { continue };
            let mut seen = HashSet::new();
            for (key, _) in entries {
                let message = match &self.node(self.resolve(*key)).content {
                    Content::Scalar { text: name, is_plain: true } if name.is_empty() => {
                        "expected a key before ':'".to_owned()
                    }
                    Content::Scalar { text: name, .. } if !seen.insert(name) => {
                        format!("duplicate key `{}`", errors::shown(name))
                    }
                    Content::Scalar { .. } | Content::Alias(_) => continue,
                    Content::List(_) | Content::Mapping(_) => {
                        "a key must be text; a value that starts with a bracket needs quotes".to_owned()
                    }
                };
                found.push((self.node(*key).range.start, message));
                if found.len() == MAX_FINDINGS_PER_RULE {
                    return found;
                }
            }
        }
        found
    }
}

/// Builds nodes from events.
struct TreeBuilder<'t> {
    text: &'t str,
    yaml: Yaml<'t>,
    /// Offsets of invalid aliases, with messages.
    found: Vec<(usize, String)>,
    open: Vec<Open>,
    /// Anchors of the current document by the parser's number, with whether their node is complete.
    anchors: HashMap<usize, (NodeId, bool)>,
    progress: Progress,
}

/// A collection that is not closed.
struct Open {
    id: NodeId,
    anchor: usize,
    /// The key whose value comes next.
    key: Option<NodeId>,
}

impl<'t> TreeBuilder<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            yaml: Yaml::default(),
            found: Vec::new(),
            open: Vec::new(),
            anchors: HashMap::new(),
            progress: Progress::default(),
        }
    }

    fn take(&mut self, event: Event<'t>, span: Span) {
        let start = byte(self.text, &span.start);
        let range = start..byte(self.text, &span.end).max(start);
        match event {
            Event::DocumentStart(..) => self.anchors.clear(),
            Event::Alias(anchor) => {
                let content = self.alias(anchor, range.start);
                self.add(Node { range, content, tag: None }, 0);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let is_plain = style == ScalarStyle::Plain;
                // The parser calls an absent value `~`.
                let text = if is_plain && range.is_empty() { Cow::Borrowed("") } else { text };
                self.progress.scalar(&range, style);
                self.add(Node { range, content: Content::Scalar { text, is_plain }, tag }, anchor);
            }
            Event::SequenceStart(_, anchor, tag) => self.start(Content::List(Vec::new()), range, anchor, tag),
            Event::MappingStart(_, anchor, tag) => self.start(Content::Mapping(Vec::new()), range, anchor, tag),
            Event::SequenceEnd | Event::MappingEnd => self.end(start),
            _ => {}
        }
    }

    fn alias(&mut self, anchor: usize, start: usize) -> Content<'t> {
        let message = match self.anchors.get(&anchor) {
            Some((id, true)) => return Content::Alias(*id),
            Some((_, false)) => "an alias cannot stand inside what it refers to",
            None => "no anchor of this document has this name",
        };
        if self.found.len() < MAX_FINDINGS_PER_RULE {
            self.found.push((start, message.to_owned()));
        }
        Content::Scalar { text: Cow::Borrowed(""), is_plain: true }
    }

    fn start(&mut self, content: Content<'t>, range: Range<usize>, anchor: usize, tag: Option<Cow<'t, Tag>>) {
        self.progress.start(self.text, &range);
        let id = self.add(Node { range, content, tag }, 0);
        if anchor > 0 {
            self.anchors.insert(anchor, (id, false));
        }
        self.open.push(Open { id, anchor, key: None });
    }

    fn end(&mut self, at: usize) {
        let end = self.progress.end(at);
        let Some(open) = self.open.pop() else { return };
        if open.anchor > 0 {
            self.anchors.insert(open.anchor, (open.id, true));
        }
        let range = &mut self.yaml.nodes[open.id.0].range;
        range.end = end.max(range.end);
    }

    /// Adds a node to the innermost open one.
    fn add(&mut self, node: Node<'t>, anchor: usize) -> NodeId {
        let id = NodeId(self.yaml.nodes.len());
        self.yaml.nodes.push(node);
        if anchor > 0 {
            self.anchors.insert(anchor, (id, true));
        }
        let Some(parent) = self.open.last_mut() else {
            self.yaml.documents.push(id);
            return id;
        };
        match &mut self.yaml.nodes[parent.id.0].content {
            Content::List(items) => items.push(id),
            Content::Mapping(entries) => match parent.key.take() {
                None => parent.key = Some(id),
                Some(key) => entries.push((key, id)),
            },
            Content::Scalar { .. } | Content::Alias(_) => {}
        }
        id
    }
}

/// The byte offset of a marker. The parser knows it for every text in memory.
fn byte(text: &str, marker: &Marker) -> usize {
    marker.byte_offset().filter(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}
