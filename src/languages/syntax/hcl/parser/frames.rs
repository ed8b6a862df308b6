//! The state of the expression parser: what to parse next, and the frames that need another operand or expression.
//!
//! This module has only types. The sibling modules share them, and otherwise only use each other's parser methods.

use crate::languages::syntax::hcl::token::{Span, TokenKind};
use crate::languages::syntax::hcl::tree::{ForParts, Id, NodeBuilder, Operator};

/// The next step within an expression.
pub(super) enum Next {
    /// Parse an operand.
    Operand,
    /// Parse the steps after an operand, such as attributes and indexes.
    Steps(Chain),
    /// An operand is complete, and an operator may follow.
    Operator(Id),
    /// An expression is complete.
    Value(Id),
    /// Parse the next part of a template.
    Part(Template),
}

/// An unfinished construct that needs another operand or expression.
pub(super) enum Frame {
    /// `-` or `!`
    Unary(Id),
    Binary {
        left: Id,
        operator: Operator,
    },
    WhenTrue {
        condition: Id,
    },
    WhenFalse {
        condition: Id,
        when_true: Id,
    },
    Parentheses {
        opening: Span,
        context: BracketContext,
    },
    Index {
        chain: Chain,
        opening: Span,
        context: BracketContext,
    },
    Element(Brackets),
    Key(Brackets),
    Entry {
        object: Brackets,
        key: Id,
    },
    Argument(Call),
    ForCollection(Box<For>),
    ForFirst(Box<For>),
    ForValue {
        loops: Box<For>,
        errors_before: u32,
    },
    ForCondition(Box<For>),
    Interpolation {
        template: Template,
        opening: Span,
        context: BracketContext,
    },
    Directive {
        template: Template,
        head: DirectiveHead,
    },
}

/// The parser's state outside of brackets, which is restored after them.
#[derive(Clone, Copy)]
pub(super) struct BracketContext {
    pub newlines: bool,
    pub errors_before: u32,
}

/// An operand and the steps after it that have been parsed so far.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    pub value: Id,
    /// The traversal that contains the steps, if there are any. Otherwise the operand.
    pub steps: Option<NodeBuilder>,
    /// The steps up to the last `[*]`. Later steps apply to each element.
    pub splat: Option<NodeBuilder>,
}

impl Chain {
    pub fn new(value: Id) -> Self {
        Self { value, steps: None, splat: None }
    }
}

/// A tuple or an object that is being parsed.
pub(super) struct Brackets {
    pub parts: NodeBuilder,
    pub opening: Span,
    pub context: BracketContext,
}

/// A call whose arguments are being parsed.
pub(super) struct Call {
    pub parts: NodeBuilder,
    /// The range of the name and the opening parenthesis.
    pub head: Span,
    pub context: BracketContext,
}

/// A `for` expression that is being parsed.
pub(super) struct For {
    pub parts: NodeBuilder,
    pub has: ForParts,
    pub opening: Span,
    pub close: TokenKind,
    /// The `...` after the value, once it has been parsed.
    pub group: Option<Span>,
    /// The key and the value, once they have been parsed.
    pub key: Option<Id>,
    pub value: Option<Id>,
    pub context: BracketContext,
}

/// A template that is being parsed.
#[derive(Clone, Copy)]
pub(super) struct Template {
    pub parts: NodeBuilder,
    pub opening: Span,
    pub close: TokenKind,
    /// The first token after the opening quote or heredoc marker.
    pub first: Span,
    pub has_directives: bool,
}

/// The head of a template directive, up to its expression.
#[derive(Clone, Copy)]
pub(super) struct DirectiveHead {
    pub part: NodeBuilder,
    pub context: BracketContext,
}

/// An open directive, which requires a directive that ends it.
pub(super) enum Directive {
    If { has_else: bool },
    For,
}
