//! The kinds of expressions, and the values of literals.

use std::borrow::Cow;
use std::ops::Range;

use super::{Name, NodeKind, SyntaxNode};
use crate::languages::syntax::hcl::literal::{Escapes, unindent};
use crate::languages::syntax::hcl::tree::{ForParts, Operator};

/// An expression.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'f>(pub(super) SyntaxNode<'f>);

/// The kind of an expression, with its parts.
#[derive(Clone, Copy, Debug)]
pub enum ExprKind<'f> {
    /// The digits of a number, as in the source.
    Number(&'f str),
    /// `true` or `false`.
    Bool(bool),
    /// `null`.
    Null,
    /// A quoted template or a heredoc.
    Template(Template<'f>),
    /// A name at the start of a reference.
    Variable(&'f str),
    /// An expression followed by steps: see [`Expression::steps`].
    Traversal(Expression<'f>),
    /// `-` and its operand.
    Negation(Expression<'f>),
    /// `!` and its operand.
    Not(Expression<'f>),
    /// A binary operator and its two operands.
    Binary(Operator, Expression<'f>, Expression<'f>),
    /// `condition ? when_true : when_false`.
    Conditional {
        /// The condition.
        condition: Expression<'f>,
        /// The value if the condition is true.
        when_true: Expression<'f>,
        /// The value if the condition is false.
        when_false: Expression<'f>,
    },
    /// An expression in parentheses.
    Parentheses(Expression<'f>),
    /// A function call.
    Call(Call<'f>),
    /// A tuple: see [`Expression::elements`].
    Tuple,
    /// An object: see [`Expression::entries`].
    Object,
    /// A `for` expression.
    For(For<'f>),
    /// An incomplete or missing expression.
    Broken,
}

/// A quoted template or a heredoc.
#[derive(Clone, Copy, Debug)]
pub struct Template<'f>(SyntaxNode<'f>);

/// A part of a template. Directives are flat: the parts between them are not nested.
#[derive(Clone, Copy, Debug)]
pub enum Part<'f> {
    /// Literal text, as in the source.
    Text(&'f str),
    /// `${ … }`.
    Interpolation(Expression<'f>),
    /// `%{ … }`.
    Directive(Directive<'f>),
}

/// A directive of a template.
#[derive(Clone, Copy, Debug)]
pub enum Directive<'f> {
    /// `%{ if … }` with its condition.
    If(Expression<'f>),
    /// `%{ else }`
    Else,
    /// `%{ endif }`
    EndIf,
    /// `%{ for … }` with the collection that it iterates over.
    For(Expression<'f>),
    /// `%{ endfor }`
    EndFor,
}

/// A step of a traversal.
#[derive(Clone, Copy, Debug)]
pub enum Step<'f> {
    /// `.name`
    Name(Name<'f>),
    /// `.0` with its digits.
    LegacyIndex(&'f str),
    /// `[…]` with the index.
    Index(Expression<'f>),
    /// `.*`
    AttributeSplat,
    /// `[*]`
    FullSplat,
}

/// A function call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'f> {
    place: SyntaxNode<'f>,
    /// Whether `...` follows the last argument.
    pub expands_last: bool,
}

/// An entry of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'f> {
    /// The expression before the `=` or `:`.
    pub key: Expression<'f>,
    /// The expression after the `=` or `:`.
    pub value: Expression<'f>,
}

/// A `for` expression.
#[derive(Clone, Copy, Debug)]
pub struct For<'f> {
    /// The variable for keys or indices, if there is one.
    pub key_name: Option<Name<'f>>,
    /// The variable for values.
    pub value_name: Name<'f>,
    /// The collection that is iterated over.
    pub collection: Expression<'f>,
    /// The key of each result, if the `for` expression creates an object.
    pub key: Option<Expression<'f>>,
    /// The value of each result.
    pub value: Expression<'f>,
    /// Whether values with the same key are grouped.
    pub groups: bool,
    /// The condition after `if`.
    pub condition: Option<Expression<'f>>,
}

impl<'f> Expression<'f> {
    /// The byte range of the expression.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    /// The kind of the expression, with its parts.
    pub fn kind(self) -> ExprKind<'f> {
        let child = |index| Self(self.0.child(index));
        match self.0.node().kind {
            NodeKind::Number => ExprKind::Number(self.0.text()),
            NodeKind::True => ExprKind::Bool(true),
            NodeKind::False => ExprKind::Bool(false),
            NodeKind::Null => ExprKind::Null,
            NodeKind::Template => ExprKind::Template(Template(self.0)),
            NodeKind::Variable => ExprKind::Variable(self.0.text()),
            NodeKind::Traversal => ExprKind::Traversal(child(0)),
            NodeKind::Negation => ExprKind::Negation(child(0)),
            NodeKind::Not => ExprKind::Not(child(0)),
            NodeKind::Binary(operator) => ExprKind::Binary(operator, child(0), child(1)),
            NodeKind::Conditional => {
                ExprKind::Conditional { condition: child(0), when_true: child(1), when_false: child(2) }
            }
            NodeKind::Parentheses => ExprKind::Parentheses(child(0)),
            NodeKind::Call { expands_last } => ExprKind::Call(Call { place: self.0, expands_last }),
            NodeKind::Tuple => ExprKind::Tuple,
            NodeKind::Object => ExprKind::Object,
            NodeKind::For(parts) => ExprKind::For(For::new(self.0, parts)),
            _ => ExprKind::Broken,
        }
    }

    /// Whether this is a number, a boolean, `null` or a string without interpolations and directives.
    pub fn is_constant(self) -> bool {
        match self.kind() {
            ExprKind::Number(_) | ExprKind::Bool(_) | ExprKind::Null => true,
            ExprKind::Template(template) => template.parts().all(|part| matches!(part, Part::Text(_))),
            _ => false,
        }
    }

    /// The string, if the template has no interpolations or directives.
    pub fn literal(self) -> Option<Cow<'f, str>> {
        match self.kind() {
            ExprKind::Template(template) => template.literal(),
            _ => None,
        }
    }

    /// The range of the expression, without the quotes of a template.
    pub fn content_range(self) -> Range<usize> {
        super::content_range(self.range(), self.0.text())
    }

    /// The name, if the expression is an object key, with or without quotes.
    pub fn key_name(self) -> Option<Cow<'f, str>> {
        self.word().map(Cow::Borrowed).or_else(|| self.literal())
    }

    /// The word, if this is a name or one of the literals `null`, `true` and `false`. These are names, too, where names
    /// are not evaluated.
    pub fn word(self) -> Option<&'f str> {
        matches!(self.kind(), ExprKind::Variable(_) | ExprKind::Bool(_) | ExprKind::Null).then(|| self.0.text())
    }

    /// The elements, if this is a tuple.
    pub fn elements(self) -> Option<impl Iterator<Item = Self>> {
        (self.0.node().kind == NodeKind::Tuple).then(|| self.0.children().map(Self))
    }

    /// The entries, if this is an object. A key may occur more than once.
    pub fn entries(self) -> Option<impl Iterator<Item = Entry<'f>>> {
        let mut parts = (self.0.node().kind == NodeKind::Object).then(|| self.0.children().map(Self))?;
        Some(std::iter::from_fn(move || Some(Entry { key: parts.next()?, value: parts.next()? })))
    }

    /// The steps of a traversal. Other expressions have none.
    pub fn steps(self) -> impl Iterator<Item = Step<'f>> {
        let is_traversal = self.0.node().kind == NodeKind::Traversal;
        self.0.children().skip(1).filter(move |_| is_traversal).map(|step| match step.node().kind {
            NodeKind::Attributes => Step::Name(Name(step.child(0))),
            NodeKind::LegacyIndex => Step::LegacyIndex(step.child(0).text()),
            NodeKind::Index => Step::Index(Self(step.child(0))),
            NodeKind::AttributeSplat => Step::AttributeSplat,
            _ => Step::FullSplat,
        })
    }
}

impl<'f> Template<'f> {
    /// The parts in document order.
    pub fn parts(self) -> impl Iterator<Item = Part<'f>> {
        self.ranged_parts().map(|(_, part)| part)
    }

    /// The parts with their ranges, which include the delimiters of interpolations and directives.
    pub fn ranged_parts(self) -> impl Iterator<Item = (Range<usize>, Part<'f>)> {
        self.0.children().map(|place| {
            let last = || Expression(place.children().last().unwrap_or(place));
            let part = match place.node().kind {
                NodeKind::Interpolation => Part::Interpolation(last()),
                NodeKind::If => Part::Directive(Directive::If(last())),
                NodeKind::Else => Part::Directive(Directive::Else),
                NodeKind::EndIf => Part::Directive(Directive::EndIf),
                NodeKind::ForEach => Part::Directive(Directive::For(last())),
                NodeKind::EndFor => Part::Directive(Directive::EndFor),
                _ => Part::Text(place.text()),
            };
            (place.range(), part)
        })
    }

    /// The source of the template, including its quotes or heredoc markers.
    pub fn source(self) -> &'f str {
        self.0.text()
    }

    /// The string that literal text of the template stands for, without regard to indentation.
    pub fn unescaped(self, text: &'f str) -> Cow<'f, str> {
        let escapes = if self.source().starts_with("<<") { Escapes::heredoc(text) } else { Escapes::quoted(text) };
        escapes.resolve()
    }

    fn literal(self) -> Option<Cow<'f, str>> {
        let mut parts = self.0.children();
        let Some(first) = parts.next() else { return Some(Cow::Borrowed("")) };
        if parts.next().is_some() {
            return None;
        }
        match first.node().kind {
            NodeKind::Text => Some(Escapes::quoted(first.text()).resolve()),
            NodeKind::RawText if self.0.text().starts_with("<<-") => {
                let text = unindent(first.text());
                Some(Cow::Owned(Escapes::heredoc(&text).resolve().into_owned()))
            }
            NodeKind::RawText => Some(Escapes::heredoc(first.text()).resolve()),
            _ => None,
        }
    }
}

impl<'f> Call<'f> {
    /// The name of the function, including its namespaces.
    pub fn name(self) -> Name<'f> {
        Name(self.place.child(0))
    }

    /// The arguments in document order.
    pub fn arguments(self) -> impl Iterator<Item = Expression<'f>> {
        self.place.children().skip(1).map(Expression)
    }
}

impl<'f> For<'f> {
    fn new(place: SyntaxNode<'f>, parts: ForParts) -> Self {
        let mut rest = place.children();
        let mut next = || rest.next().unwrap_or(place);
        // The children are in document order.
        let key_name = parts.key_name.then(|| Name(next()));
        let value_name = Name(next());
        let collection = Expression(next());
        let key = parts.key.then(|| Expression(next()));
        let value = Expression(next());
        let condition = parts.condition.then(|| Expression(next()));
        Self { key_name, value_name, collection, key, value, groups: parts.group, condition }
    }
}
