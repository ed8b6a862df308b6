//! The syntax tree of a text: nodes in one vector, each with its first child and its next sibling. Only the parser adds
//! nodes, and only `ast` interprets the children of each kind.

use std::num::NonZeroU32;

use super::token::Span;

/// The nodes of a file. The first node is the file's body.
#[derive(Debug)]
pub struct Tree(Vec<Node>);

/// The index of a node, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Id(NonZeroU32);

#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub kind: NodeKind,
    pub span: Span,
    pub first: Option<Id>,
    pub next: Option<Id>,
}

/// Appends children to a node.
#[derive(Clone, Copy, Debug)]
pub struct NodeBuilder {
    pub id: Id,
    last: Option<Id>,
}

/// The kind of a node. The comments list the children in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// Attributes and blocks.
    Body,
    /// Name, labels (names or `Label`), body.
    Block,
    /// Name, expression.
    Attribute,
    /// An attribute whose name was already used. Children as in `Attribute`.
    Redefined,
    Name,
    /// `Text`, `Interpolation`, `Directive`.
    Label,
    Number,
    True,
    False,
    Null,
    /// A missing expression, or an expression of which nothing is kept.
    Unknown,
    /// The start of an incomplete expression.
    Broken,
    /// `Text`, `RawText`, `Interpolation`, directives.
    Template,
    /// Literal text with escapes.
    Text,
    /// Literal text without escapes.
    RawText,
    /// An expression, but nothing in a label.
    Interpolation,
    /// A directive in a label.
    Directive,
    /// The condition.
    If,
    Else,
    EndIf,
    /// One or two names, and the collection.
    ForEach,
    EndFor,
    Variable,
    /// An expression, followed by steps.
    Traversal,
    /// A step `.name`: the name.
    Attributes,
    /// A step `.0`: the number.
    LegacyIndex,
    /// A step `[…]`: the expression.
    Index,
    /// A step `.*`
    AttributeSplat,
    /// A step `[*]`
    FullSplat,
    Negation,
    Not,
    /// Two operands.
    Binary(Operator),
    /// The condition and both values.
    Conditional,
    Parentheses,
    /// Name, arguments.
    Call {
        expands_last: bool,
    },
    Tuple,
    /// Keys and values, alternating.
    Object,
    /// One or two names, the collection, the key if there is one, the value, the condition if there is one.
    For(ForParts),
}

/// An operator between two operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
}

/// The optional parts of a `for` expression.
#[expect(clippy::struct_excessive_bools, reason = "the parts are independent of each other")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ForParts {
    pub key_name: bool,
    pub key: bool,
    pub group: bool,
    pub condition: bool,
}

impl Tree {
    pub fn new(root: Span) -> Self {
        Self(vec![Node { kind: NodeKind::Body, span: root, first: None, next: None }])
    }

    pub fn root() -> Id {
        Id(NonZeroU32::MIN)
    }

    pub fn node(&self, id: Id) -> &Node {
        &self.0[id.index()]
    }

    pub fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.0[id.index()]
    }

    /// Adds a node without a parent.
    pub fn add(&mut self, kind: NodeKind, span: Span) -> Id {
        self.0.push(Node { kind, span, first: None, next: None });
        // The length limit of the text keeps the number of nodes below `u32::MAX`.
        let count = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        Id(NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN))
    }

    /// Adds a node with one child.
    pub fn wrap(&mut self, kind: NodeKind, span: Span, child: Id) -> Id {
        let id = self.add(kind, span);
        self.node_mut(id).first = Some(child);
        id
    }

    /// Frees the memory for further nodes, which is almost half of it at worst.
    pub fn shrink(&mut self) {
        self.0.shrink_to_fit();
    }

    pub fn append(&mut self, to: &mut NodeBuilder, child: Id) {
        match to.last {
            None => self.node_mut(to.id).first = Some(child),
            Some(last) => self.node_mut(last).next = Some(child),
        }
        to.last = Some(child);
    }

    /// Removes the children that were appended after this earlier state of the builder.
    pub fn cut(&mut self, to: NodeBuilder) {
        match to.last {
            None => self.node_mut(to.id).first = None,
            Some(last) => self.node_mut(last).next = None,
        }
    }

    pub fn children(&self, of: Id) -> Children<'_> {
        Children { tree: self, next: self.node(of).first }
    }
}

impl Id {
    fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

impl NodeBuilder {
    pub fn new(id: Id) -> Self {
        Self { id, last: None }
    }

    /// A builder for a node that already has one child.
    pub fn with(id: Id, last: Id) -> Self {
        Self { id, last: Some(last) }
    }

    pub fn last(self) -> Option<Id> {
        self.last
    }
}

/// The children of a node, in order.
#[derive(Clone, Debug)]
pub struct Children<'f> {
    tree: &'f Tree,
    next: Option<Id>,
}

impl Iterator for Children<'_> {
    type Item = Id;

    fn next(&mut self) -> Option<Id> {
        let id = self.next?;
        self.next = self.tree.node(id).next;
        Some(id)
    }
}
