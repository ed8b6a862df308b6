//! Builds nodes from tokens. Open collections are frames on an explicit stack, so that deep nesting uses memory but no
//! recursion. Over 500 lines because the handling of an unexpected token in one kind of collection depends on all other
//! kinds.

use std::borrow::Cow;
use std::ops::Range;

use foldhash::HashMap;

use crate::languages::findings::MAX_FINDINGS_PER_RULE;

use super::cursor::{Mode, Scan, Stopped};
use super::errors::{Problem, SyntaxError};
use super::scanner::{Scanned, Tag, Token, TokenKind};
use super::{Content, Node, NodeId, Style, Yaml};

/// An anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The range of the name, without `&`.
    pub name: Range<usize>,
    pub node: NodeId,
}

/// An alias, which refers to an anchor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AliasUse {
    /// The range of the name, without `*`.
    pub name: Range<usize>,
    pub node: NodeId,
}

/// Builds the nodes of a text. Also returns all errors, or only the first one in [`Mode::Exact`].
pub fn parse<'t>(text: &'t str, scanned: Scanned<'t>, mode: Mode) -> (Yaml<'t>, Vec<SyntaxError>) {
    let Scanned { tokens, errors, comments } = scanned;
    // Growing the vector step by step would hold all nodes twice at the end.
    let nodes = Vec::with_capacity(tokens.iter().filter(|token| token.kind.starts_node()).count());
    let yaml = Yaml { nodes, comments, ..Yaml::default() };
    let end = Token { kind: TokenKind::End, range: text.len()..text.len() };
    let mut parser = Parser {
        text,
        mode,
        tokens,
        next: 0,
        last_end: 0,
        end,
        yaml,
        errors,
        frames: Vec::new(),
        children: Vec::new(),
        anchors: HashMap::default(),
        has_root: false,
    };
    if mode == Mode::Tolerant || parser.errors.is_empty() {
        // The error is already in the list of errors.
        let _ = parser.stream();
    }
    parser.close_all();
    (parser.yaml, parser.errors)
}

/// An open collection.
struct Frame<'t> {
    node: NodeId,
    kind: FrameKind,
    /// The index of the first child in [`Parser::children`].
    first_child: usize,
    /// The key whose value is parsed next.
    key: Option<NodeId>,
    anchor: Option<&'t str>,
    /// The number of nested mappings that are merged into this one, because their indentation is wrong.
    flattened: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum FrameKind {
    BlockMapping,
    BlockSequence,
    /// A list at the same indentation as its key.
    IndentlessSequence,
    FlowMapping,
    FlowSequence,
    /// A single pair within a flow list.
    FlowPair,
}

impl FrameKind {
    fn is_list(self) -> bool {
        matches!(self, Self::BlockSequence | Self::IndentlessSequence | Self::FlowSequence)
    }

    fn is_flow(self) -> bool {
        matches!(self, Self::FlowMapping | Self::FlowSequence | Self::FlowPair)
    }
}

struct Parser<'t> {
    text: &'t str,
    mode: Mode,
    tokens: Vec<Token<'t>>,
    next: usize,
    /// The end of the last non-empty token.
    last_end: usize,
    end: Token<'t>,
    yaml: Yaml<'t>,
    errors: Vec<SyntaxError>,
    frames: Vec<Frame<'t>>,
    /// The children of the open collections, those of the innermost one last: the items of a list, and the keys and
    /// values of a mapping.
    children: Vec<NodeId>,
    /// The anchors so far, and whether the value of each is complete. go-yaml keeps anchors across documents.
    anchors: HashMap<&'t str, (NodeId, bool)>,
    /// Whether the current document already has its root value.
    has_root: bool,
}

impl<'t> Parser<'t> {
    fn fail(&mut self, problem: Problem, range: Range<usize>) -> Scan {
        if self.errors.len() < MAX_FINDINGS_PER_RULE {
            self.errors.push(SyntaxError { problem, range });
        }
        if self.mode == Mode::Exact { Err(Stopped) } else { Ok(()) }
    }

    fn peek(&self) -> &Token<'t> {
        self.tokens.get(self.next).unwrap_or(&self.end)
    }

    fn is_next(&self, kind: &TokenKind) -> bool {
        self.peek().kind == *kind
    }

    fn skip(&mut self) {
        if let Some(token) = self.tokens.get(self.next)
            && !token.range.is_empty()
        {
            self.last_end = token.range.end;
        }
        self.next += 1;
    }

    fn stream(&mut self) -> Scan {
        while self.next < self.tokens.len() {
            match self.frames.last().map(|frame| frame.kind) {
                None => self.document()?,
                Some(FrameKind::BlockMapping) => self.block_mapping()?,
                Some(FrameKind::BlockSequence) => self.block_sequence()?,
                Some(FrameKind::IndentlessSequence) => self.indentless_sequence()?,
                Some(FrameKind::FlowMapping) => self.flow_mapping()?,
                Some(FrameKind::FlowSequence) => self.flow_sequence()?,
                Some(FrameKind::FlowPair) => self.flow_pair()?,
            }
        }
        Ok(())
    }

    /// Parses a token between the root values of documents.
    fn document(&mut self) -> Scan {
        match self.peek().kind {
            TokenKind::DocumentEnd => {
                let range = self.peek().range.clone();
                if !self.has_root {
                    self.fail(Problem::ExpectedValue, range)?;
                }
                // Another document requires `---`.
                self.has_root = true;
                self.skip();
            }
            TokenKind::Directive => {
                let range = self.peek().range.clone();
                self.skip();
                if !matches!(self.peek().kind, TokenKind::Directive | TokenKind::DocumentStart) {
                    self.fail(Problem::Directive, range)?;
                }
            }
            TokenKind::DocumentStart => {
                self.has_root = false;
                self.skip();
                let is_empty = matches!(
                    self.peek().kind,
                    TokenKind::DocumentStart | TokenKind::DocumentEnd | TokenKind::Directive | TokenKind::End
                );
                if is_empty {
                    let at = self.peek().range.start;
                    self.absent(at);
                    self.has_root = true;
                }
            }
            TokenKind::End | TokenKind::BlockEnd => self.skip(),
            _ if self.has_root => {
                self.fail(Problem::UnexpectedText, self.peek().range.start..self.peek().range.start)?;
                if self.starts_collection() {
                    self.node(false)?;
                } else {
                    self.skip();
                }
            }
            _ => {
                self.has_root = true;
                self.node(false)?;
            }
        }
        Ok(())
    }

    fn starts_collection(&self) -> bool {
        use TokenKind::{BlockMappingStart, BlockSequenceStart, FlowMappingStart, FlowSequenceStart};
        matches!(self.peek().kind, BlockMappingStart | BlockSequenceStart | FlowMappingStart | FlowSequenceStart)
    }

    fn block_mapping(&mut self) -> Scan {
        let Some(frame) = self.frames.last() else { return Ok(()) };
        let has_key = frame.key.is_some();
        let at = self.peek().range.start;
        match self.peek().kind {
            TokenKind::Value => {
                if !has_key {
                    self.absent(at);
                }
                let end = self.peek().range.end;
                self.skip();
                if matches!(self.peek().kind, TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd | TokenKind::End)
                {
                    self.absent(end);
                    return Ok(());
                }
                self.node(true)
            }
            _ if has_key => {
                // `? a` without a value.
                if self.is_next(&TokenKind::Key) || self.is_next(&TokenKind::BlockEnd) || self.is_next(&TokenKind::End)
                {
                    self.absent(at);
                    return Ok(());
                }
                self.unexpected()
            }
            TokenKind::Key => {
                let end = self.peek().range.end;
                self.skip();
                if matches!(self.peek().kind, TokenKind::Key | TokenKind::Value | TokenKind::BlockEnd | TokenKind::End)
                {
                    self.absent(end);
                    return Ok(());
                }
                self.node(true)
            }
            TokenKind::BlockEnd => {
                self.skip();
                self.end_block();
                Ok(())
            }
            _ => self.unexpected(),
        }
    }

    /// Ends the innermost block collection, or a mapping that is merged into it.
    fn end_block(&mut self) {
        match self.frames.last_mut() {
            Some(frame) if frame.flattened > 0 => frame.flattened -= 1,
            _ => self.pop(),
        }
    }

    fn block_sequence(&mut self) -> Scan {
        match self.peek().kind {
            TokenKind::BlockEntry => self.item(false),
            TokenKind::BlockEnd => {
                self.skip();
                self.end_block();
                Ok(())
            }
            _ => self.unexpected(),
        }
    }

    fn indentless_sequence(&mut self) -> Scan {
        if self.is_next(&TokenKind::BlockEntry) {
            return self.item(true);
        }
        self.pop();
        Ok(())
    }

    fn item(&mut self, is_indentless: bool) -> Scan {
        let end = self.peek().range.end;
        self.skip();
        let is_absent = match self.peek().kind {
            TokenKind::BlockEntry | TokenKind::BlockEnd | TokenKind::End => true,
            TokenKind::Key | TokenKind::Value => is_indentless,
            _ => false,
        };
        if is_absent {
            self.absent(end);
            return Ok(());
        }
        self.node(false)
    }

    fn flow_sequence(&mut self) -> Scan {
        if !self.begin_flow_part(false)? {
            return Ok(());
        }
        if self.is_next(&TokenKind::Key) {
            let start = self.peek().range.start;
            self.skip();
            self.open(FrameKind::FlowPair, start, Properties::default());
            if matches!(self.peek().kind, TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowEnd { .. }) {
                self.absent(start);
                return Ok(());
            }
        }
        self.node(false)
    }

    fn flow_pair(&mut self) -> Scan {
        let end = self.peek().range.start;
        if self.is_next(&TokenKind::Value) {
            let end = self.peek().range.end;
            self.skip();
            if matches!(self.peek().kind, TokenKind::FlowEntry | TokenKind::FlowEnd { .. } | TokenKind::End) {
                self.absent(end);
            } else {
                return self.node(false);
            }
        } else if self.frames.last().is_some_and(|frame| frame.key.is_some()) {
            self.absent(end);
        }
        self.pop();
        Ok(())
    }

    fn flow_mapping(&mut self) -> Scan {
        let Some(frame) = self.frames.last() else { return Ok(()) };
        if frame.key.is_some() {
            let at = self.peek().range.start;
            if !self.is_next(&TokenKind::Value) {
                self.absent(at);
                return Ok(());
            }
            let end = self.peek().range.end;
            self.skip();
            if matches!(self.peek().kind, TokenKind::FlowEntry | TokenKind::FlowEnd { .. } | TokenKind::End) {
                self.absent(end);
                return Ok(());
            }
            return self.node(false);
        }
        if !self.begin_flow_part(true)? {
            return Ok(());
        }
        match self.peek().kind {
            TokenKind::Key => {
                let end = self.peek().range.end;
                self.skip();
                if matches!(self.peek().kind, TokenKind::Value | TokenKind::FlowEntry | TokenKind::FlowEnd { .. }) {
                    self.absent(end);
                    return Ok(());
                }
                self.node(false)
            }
            TokenKind::Value => {
                let start = self.peek().range.start;
                self.absent(start);
                Ok(())
            }
            _ => self.node(false),
        }
    }

    /// Consumes the separator before the next part of a flow collection, or the end of the collection. Returns whether
    /// a part starts here.
    fn begin_flow_part(&mut self, is_mapping: bool) -> Scan<bool> {
        let is_first = self.is_empty();
        let end = TokenKind::FlowEnd { is_mapping };
        if self.is_next(&end) {
            self.skip();
            self.pop();
            return Ok(false);
        }
        if is_first {
            return Ok(true);
        }
        if self.is_next(&TokenKind::FlowEntry) {
            self.skip();
            return Ok(!self.is_next(&end));
        }
        self.separator(if is_mapping { Problem::ExpectedFlowMappingEnd } else { Problem::ExpectedFlowSequenceEnd })?;
        Ok(!self.ends_flow())
    }

    /// Reports a missing separator between two parts of a flow collection.
    fn separator(&mut self, problem: Problem) -> Scan {
        let range = self.peek().range.clone();
        self.fail(problem, range.start..range.start)?;
        if matches!(self.peek().kind, TokenKind::Value) {
            self.skip();
        }
        Ok(())
    }

    /// After an error, whether the next token cannot be part of a flow collection.
    fn ends_flow(&mut self) -> bool {
        match self.peek().kind {
            TokenKind::FlowEnd { is_mapping } => {
                let is_own =
                    self.frames.last().is_some_and(|frame| (frame.kind == FrameKind::FlowMapping) == is_mapping);
                if !is_own {
                    self.skip();
                }
                true
            }
            TokenKind::BlockEnd | TokenKind::DocumentStart | TokenKind::DocumentEnd | TokenKind::End => {
                self.pop();
                true
            }
            _ => false,
        }
    }

    fn is_empty(&self) -> bool {
        self.last_child().is_none()
    }

    /// Reports a token that is not allowed in a block collection. The token is skipped, or treated as part of the
    /// collection.
    fn unexpected(&mut self) -> Scan {
        let range = self.peek().range.start..self.peek().range.start;
        let is_mapping = self.frames.last().is_some_and(|frame| frame.kind == FrameKind::BlockMapping);
        let problem = match (&self.peek().kind, self.last_style()) {
            (TokenKind::Scalar { .. }, Some(Style::Plain)) if self.follows_comment(range.start) => {
                Problem::CommentInValue
            }
            (_, Some(Style::SingleQuoted | Style::DoubleQuoted)) if self.is_on_line_of_last(range.start) => {
                Problem::TextAfterQuote
            }
            (TokenKind::FlowEnd { .. }, _) => Problem::UnexpectedBracket,
            (TokenKind::Anchor | TokenKind::Alias | TokenKind::Tag(_) | TokenKind::Scalar { .. }, _) => {
                Problem::UnexpectedText
            }
            (TokenKind::BlockMappingStart, Some(_)) if is_mapping => Problem::IndentedTooDeeply,
            _ if is_mapping => Problem::ExpectedKey,
            _ => Problem::ExpectedItem,
        };
        self.fail(problem, range)?;
        match self.peek().kind {
            TokenKind::BlockMappingStart if is_mapping => {
                self.skip();
                if let Some(frame) = self.frames.last_mut() {
                    frame.flattened += 1;
                }
            }
            TokenKind::BlockMappingStart
            | TokenKind::BlockSequenceStart
            | TokenKind::FlowMappingStart
            | TokenKind::FlowSequenceStart => self.detached(),
            TokenKind::BlockEntry if is_mapping => {
                // A list that has the indentation of the keys, but no key of its own.
                let start = self.peek().range.start;
                self.orphan(FrameKind::IndentlessSequence, start);
            }
            TokenKind::Key | TokenKind::Value if !is_mapping => {
                // The mapping that contains the list continues with this key.
                self.pop();
                if self.frames.is_empty() {
                    let start = self.peek().range.start;
                    self.orphan(FrameKind::BlockMapping, start);
                    return Ok(());
                }
                if let Some(frame) = self.frames.last_mut() {
                    frame.flattened += 1;
                }
            }
            _ => self.skip(),
        }
        Ok(())
    }

    /// The style of the last value in the innermost collection, if it is a scalar.
    fn last_style(&self) -> Option<Style> {
        let node = self.yaml.node(self.last_child()?);
        let is_scalar = matches!(node.content, Content::Scalar(_)) && !node.range.is_empty();
        is_scalar.then_some(node.style)
    }

    fn last_child(&self) -> Option<NodeId> {
        self.children.get(self.frames.last()?.first_child..)?.last().copied()
    }

    /// Whether there is a comment between the last value and an offset.
    fn follows_comment(&self, at: usize) -> bool {
        let Some(last) = self.last_child() else { return false };
        let end = self.yaml.node(last).range.end;
        let first = self.yaml.comments.partition_point(|comment| comment.start < end);
        self.yaml.comments.get(first).is_some_and(|comment| comment.start < at)
    }

    fn is_on_line_of_last(&self, at: usize) -> bool {
        let Some(last) = self.last_child() else { return false };
        self.text.get(self.yaml.node(last).range.end..at).is_some_and(|between| !between.contains(['\n', '\r']))
    }

    /// Parses a value that does not fit into the innermost collection.
    fn detached(&mut self) {
        let start = self.peek().range.start;
        let kind = match self.peek().kind {
            TokenKind::BlockMappingStart => FrameKind::BlockMapping,
            TokenKind::FlowMappingStart => FrameKind::FlowMapping,
            TokenKind::BlockSequenceStart => FrameKind::BlockSequence,
            _ => FrameKind::FlowSequence,
        };
        self.skip();
        self.orphan(kind, start);
    }

    /// Opens a collection that does not fit into the innermost one.
    fn orphan(&mut self, kind: FrameKind, start: usize) {
        let node = NodeId::new(self.yaml.nodes.len());
        let parent = self.frames.last().map(|frame| frame.node);
        let style = if kind.is_flow() { Style::Flow } else { Style::Block };
        self.yaml.nodes.push(Node { range: start..start, content: Content::absent(), style, parent });
        if parent.is_none() {
            self.yaml.documents.push(node);
        }
        self.push_frame(node, kind, None);
    }

    /// Parses a value: its anchor and tag, followed by a scalar or the start of a collection.
    fn node(&mut self, takes_indentless: bool) -> Scan {
        let mut properties = Properties::default();
        loop {
            let range = self.peek().range.clone();
            match self.peek().kind {
                TokenKind::Anchor => {
                    if properties.anchor.is_some() {
                        self.fail(Problem::TwoProperties, range.clone())?;
                    }
                    properties.anchor = Some(range.start + 1..range.end);
                }
                TokenKind::Tag(tag) => {
                    if properties.tag.is_some() {
                        self.fail(Problem::TwoProperties, range.clone())?;
                    }
                    properties.tag = Some(tag);
                }
                _ => break,
            }
            properties.start.get_or_insert(range.start);
            properties.end = range.end;
            self.skip();
        }
        let has_properties = properties.start.is_some();
        let range = self.peek().range.clone();
        match &self.peek().kind {
            TokenKind::Alias => {
                if has_properties {
                    self.fail(Problem::TwoProperties, range.clone())?;
                }
                self.skip();
                self.alias(range)
            }
            TokenKind::Scalar { .. } => {
                self.scalar(range, properties);
                Ok(())
            }
            TokenKind::FlowSequenceStart => {
                self.skip();
                self.open(FrameKind::FlowSequence, range.start, properties);
                Ok(())
            }
            TokenKind::FlowMappingStart => {
                self.skip();
                self.open(FrameKind::FlowMapping, range.start, properties);
                Ok(())
            }
            TokenKind::BlockSequenceStart => {
                self.skip();
                self.open(FrameKind::BlockSequence, range.start, properties);
                Ok(())
            }
            TokenKind::BlockMappingStart => {
                self.skip();
                self.open(FrameKind::BlockMapping, range.start, properties);
                Ok(())
            }
            TokenKind::BlockEntry if takes_indentless => {
                self.open(FrameKind::IndentlessSequence, range.start, properties);
                Ok(())
            }
            _ if has_properties => {
                let at = properties.end;
                self.add_scalar(Cow::Borrowed(""), Style::Plain, at..at, properties);
                Ok(())
            }
            _ => self.missing_node(range),
        }
    }

    fn missing_node(&mut self, range: Range<usize>) -> Scan {
        let problem = match self.peek().kind {
            TokenKind::FlowEnd { .. } => Problem::UnexpectedBracket,
            TokenKind::Key | TokenKind::Value => Problem::UnexpectedColon,
            TokenKind::BlockEntry => Problem::ListOnKeyLine,
            _ => Problem::ExpectedValue,
        };
        self.fail(problem, range.start..range.start)?;
        self.absent(range.start);
        let is_block_end = self.is_next(&TokenKind::BlockEnd);
        if self.frames.is_empty()
            || !is_block_end && !matches!(self.peek().kind, TokenKind::DocumentStart | TokenKind::DocumentEnd)
        {
            self.skip();
        } else if !is_block_end || self.frames.last().is_some_and(|frame| frame.kind.is_flow()) {
            self.pop();
        }
        Ok(())
    }

    fn scalar(&mut self, range: Range<usize>, properties: Properties<'t>) {
        let Some(token) = self.tokens.get_mut(self.next) else { return };
        if let TokenKind::Scalar { text, style } = &mut token.kind {
            let (text, style) = (std::mem::take(text), *style);
            self.skip();
            self.add_scalar(text, style, range, properties);
        }
    }

    fn add_scalar(&mut self, text: Cow<'t, str>, style: Style, range: Range<usize>, properties: Properties<'t>) {
        let id = self.add(Content::Scalar(text), range, style, properties.tag);
        self.define(properties.anchor, id, true);
    }

    /// Adds an empty scalar for an absent value.
    fn absent(&mut self, at: usize) {
        self.add_scalar(Cow::Borrowed(""), Style::Plain, at..at, Properties::default());
    }

    fn alias(&mut self, range: Range<usize>) -> Scan {
        let name = range.start + 1..range.end;
        let (content, problem) = match self.text.get(name.clone()).and_then(|name| self.anchors.get(name)) {
            Some((id, true)) => (Content::Alias(*id), None),
            Some((_, false)) => (Content::absent(), Some(Problem::AliasInsideAnchor)),
            None => (Content::absent(), Some(Problem::UnknownAnchor)),
        };
        let id = self.add(content, range.clone(), Style::Plain, None);
        self.yaml.aliases.push(AliasUse { name, node: id });
        problem.map_or(Ok(()), |problem| self.fail(problem, range.start..range.start))
    }

    /// Records the anchor of a value.
    fn define(&mut self, anchor: Option<Range<usize>>, id: NodeId, is_complete: bool) {
        let Some(name) = anchor else { return };
        if let Some(written) = self.text.get(name.clone()) {
            self.anchors.insert(written, (id, is_complete));
        }
        self.yaml.anchors.push(Anchor { name, node: id });
    }

    /// Starts a collection.
    fn open(&mut self, kind: FrameKind, start: usize, properties: Properties<'t>) {
        let style = if kind.is_flow() { Style::Flow } else { Style::Block };
        // Its content replaces this one when it ends.
        let node = self.add(Content::absent(), start..start, style, properties.tag);
        let anchor = properties.anchor.clone().and_then(|name| self.text.get(name));
        self.define(properties.anchor, node, false);
        self.push_frame(node, kind, anchor);
    }

    fn push_frame(&mut self, node: NodeId, kind: FrameKind, anchor: Option<&'t str>) {
        let first_child = self.children.len();
        self.frames.push(Frame { node, kind, first_child, key: None, anchor, flattened: 0 });
    }

    /// Ends the innermost collection.
    fn pop(&mut self) {
        let Some(frame) = self.frames.pop() else { return };
        let children = &self.children[frame.first_child..];
        let content = if frame.kind.is_list() {
            Content::List(children.into())
        } else {
            Content::Mapping(children.as_chunks().0.iter().map(|[key, value]| (*key, *value)).collect())
        };
        self.children.truncate(frame.first_child);
        let node = &mut self.yaml.nodes[frame.node.index()];
        node.content = content;
        node.range.end = self.last_end.max(node.range.start);
        if let Some(complete) = frame.anchor.and_then(|anchor| self.anchors.get_mut(anchor))
            && complete.0 == frame.node
        {
            complete.1 = true;
        }
    }

    fn close_all(&mut self) {
        let end = self.text.len();
        while let Some(frame) = self.frames.last() {
            if frame.key.is_some() {
                self.absent(end);
            }
            self.pop();
        }
    }

    /// Adds a node to the innermost open collection.
    fn add(&mut self, content: Content<'t>, range: Range<usize>, style: Style, tag: Option<Tag<'t>>) -> NodeId {
        let id = NodeId::new(self.yaml.nodes.len());
        let parent = self.frames.last().map(|frame| frame.node);
        self.yaml.nodes.push(Node { range, content, style, parent });
        self.yaml.tags.extend(tag.map(|tag| (id, tag)));
        let Some(parent) = self.frames.last_mut() else {
            self.yaml.documents.push(id);
            return id;
        };
        match parent.key.take() {
            _ if parent.kind.is_list() => self.children.push(id),
            None => parent.key = Some(id),
            Some(key) => self.children.extend([key, id]),
        }
        id
    }
}

impl Content<'_> {
    /// The content of an absent value.
    fn absent() -> Self {
        Self::Scalar(Cow::Borrowed(""))
    }
}

/// The properties that precede a value.
#[derive(Default)]
struct Properties<'t> {
    anchor: Option<Range<usize>>,
    tag: Option<Tag<'t>>,
    start: Option<usize>,
    end: usize,
}
