//! Expressions, by form and by what they say where they are literal.

use std::borrow::Cow;
use std::ops::Range;

use super::{Kind, Name, Place};
use crate::languages::hcl::literal::{Escapes, unindent};
use crate::languages::hcl::tree::{ForParts, Operator};

#[derive(Clone, Copy, Debug)]
pub struct Expression<'f>(pub(super) Place<'f>);

/// What an expression is.
#[derive(Clone, Copy, Debug)]
pub enum Form<'f> {
    /// As it is written.
    Number(&'f str),
    Bool(bool),
    Null,
    Template(Template<'f>),
    Variable(&'f str),
    /// An expression and steps from it: see [`Expression::steps`].
    Traversal(Expression<'f>),
    Negation(Expression<'f>),
    Not(Expression<'f>),
    Binary(Operator, Expression<'f>, Expression<'f>),
    Conditional {
        condition: Expression<'f>,
        when_true: Expression<'f>,
        when_false: Expression<'f>,
    },
    Parentheses(Expression<'f>),
    Call(Call<'f>),
    /// See [`Expression::elements`].
    Tuple,
    /// See [`Expression::entries`].
    Object,
    For(For<'f>),
    /// Nothing could be read, or something only that breaks off.
    Broken,
}

/// A quoted template or a heredoc.
#[derive(Clone, Copy, Debug)]
pub struct Template<'f>(Place<'f>);

/// A part of a template. Parts between directives are not nested.
#[derive(Clone, Copy, Debug)]
pub enum Part<'f> {
    /// As it is written.
    Text(&'f str),
    Interpolation(Expression<'f>),
    Directive(Directive<'f>),
}

#[derive(Clone, Copy, Debug)]
pub enum Directive<'f> {
    If(Expression<'f>),
    Else,
    EndIf,
    /// With its collection.
    For(Expression<'f>),
    EndFor,
}

/// A step of a traversal.
#[derive(Clone, Copy, Debug)]
pub enum Step<'f> {
    Name(Name<'f>),
    /// The digits of `.0`.
    LegacyIndex(&'f str),
    Index(Expression<'f>),
    /// `.*`
    AttributeSplat,
    /// `[*]`
    FullSplat,
}

/// A function call.
#[derive(Clone, Copy, Debug)]
pub struct Call<'f> {
    place: Place<'f>,
    /// Whether `...` follows the last argument.
    pub expands_last: bool,
}

/// An entry of an object.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'f> {
    pub key: Expression<'f>,
    pub value: Expression<'f>,
}

/// A `for` expression.
#[derive(Clone, Copy, Debug)]
pub struct For<'f> {
    pub key_name: Option<Name<'f>>,
    pub value_name: Name<'f>,
    pub collection: Expression<'f>,
    pub key: Option<Expression<'f>>,
    pub value: Expression<'f>,
    /// Whether values with the same key are grouped.
    pub groups: bool,
    pub condition: Option<Expression<'f>>,
}

impl<'f> Expression<'f> {
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    pub fn form(self) -> Form<'f> {
        let child = |index| Self(self.0.child(index));
        match self.0.node().kind {
            Kind::Number => Form::Number(self.0.text()),
            Kind::True => Form::Bool(true),
            Kind::False => Form::Bool(false),
            Kind::Null => Form::Null,
            Kind::Template => Form::Template(Template(self.0)),
            Kind::Variable => Form::Variable(self.0.text()),
            Kind::Traversal => Form::Traversal(child(0)),
            Kind::Negation => Form::Negation(child(0)),
            Kind::Not => Form::Not(child(0)),
            Kind::Binary(operator) => Form::Binary(operator, child(0), child(1)),
            Kind::Conditional => Form::Conditional { condition: child(0), when_true: child(1), when_false: child(2) },
            Kind::Parentheses => Form::Parentheses(child(0)),
            Kind::Call { expands_last } => Form::Call(Call { place: self.0, expands_last }),
            Kind::Tuple => Form::Tuple,
            Kind::Object => Form::Object,
            Kind::For(parts) => Form::For(For::of(self.0, parts)),
            _ => Form::Broken,
        }
    }

    /// The text of a template without interpolations and directives.
    pub fn literal(self) -> Option<Cow<'f, str>> {
        match self.form() {
            Form::Template(template) => template.literal(),
            _ => None,
        }
    }

    /// The name that a key of an object says, with or without quotes.
    pub fn key_name(self) -> Option<Cow<'f, str>> {
        match self.form() {
            Form::Variable(name) => Some(Cow::Borrowed(name)),
            // As words they are names too.
            Form::Bool(_) | Form::Null => Some(Cow::Borrowed(self.0.text())),
            _ => self.literal(),
        }
    }

    /// The elements of a tuple, if it is one.
    pub fn elements(self) -> Option<impl Iterator<Item = Self>> {
        (self.0.node().kind == Kind::Tuple).then(|| self.0.children().map(Self))
    }

    /// The entries of an object, if it is one. A key may occur more than once.
    pub fn entries(self) -> Option<impl Iterator<Item = Entry<'f>>> {
        let mut parts = (self.0.node().kind == Kind::Object).then(|| self.0.children().map(Self))?;
        Some(std::iter::from_fn(move || Some(Entry { key: parts.next()?, value: parts.next()? })))
    }

    /// The steps of a traversal; others have none.
    pub fn steps(self) -> impl Iterator<Item = Step<'f>> {
        let is_traversal = self.0.node().kind == Kind::Traversal;
        self.0.children().skip(1).filter(move |_| is_traversal).map(|step| match step.node().kind {
            Kind::Attributes => Step::Name(Name(step.child(0))),
            Kind::LegacyIndex => Step::LegacyIndex(step.child(0).text()),
            Kind::Index => Step::Index(Self(step.child(0))),
            Kind::AttributeSplat => Step::AttributeSplat,
            _ => Step::FullSplat,
        })
    }
}

impl<'f> Template<'f> {
    pub fn parts(self) -> impl Iterator<Item = Part<'f>> {
        self.0.children().map(|place| {
            let last = || Expression(place.children().last().unwrap_or(place));
            match place.node().kind {
                Kind::Interpolation => Part::Interpolation(last()),
                Kind::If => Part::Directive(Directive::If(last())),
                Kind::Else => Part::Directive(Directive::Else),
                Kind::EndIf => Part::Directive(Directive::EndIf),
                Kind::ForEach => Part::Directive(Directive::For(last())),
                Kind::EndFor => Part::Directive(Directive::EndFor),
                _ => Part::Text(place.text()),
            }
        })
    }

    fn literal(self) -> Option<Cow<'f, str>> {
        let mut parts = self.0.children();
        let Some(first) = parts.next() else { return Some(Cow::Borrowed("")) };
        if parts.next().is_some() {
            return None;
        }
        match first.node().kind {
            Kind::Text => Some(Escapes::quoted(first.text()).resolve()),
            Kind::RawText if self.0.text().starts_with("<<-") => {
                let text = unindent(first.text());
                Some(Cow::Owned(Escapes::heredoc(&text).resolve().into_owned()))
            }
            Kind::RawText => Some(Escapes::heredoc(first.text()).resolve()),
            _ => None,
        }
    }
}

impl<'f> Call<'f> {
    /// With its namespaces, as it is written.
    pub fn name(self) -> Name<'f> {
        Name(self.place.child(0))
    }

    pub fn arguments(self) -> impl Iterator<Item = Expression<'f>> {
        self.place.children().skip(1).map(Expression)
    }
}

impl<'f> For<'f> {
    fn of(place: Place<'f>, parts: ForParts) -> Self {
        let mut rest = place.children();
        let mut next = || rest.next().unwrap_or(place);
        // In the order of the text.
        let key_name = parts.key_name.then(|| Name(next()));
        let value_name = Name(next());
        let collection = Expression(next());
        let key = parts.key.then(|| Expression(next()));
        let value = Expression(next());
        let condition = parts.condition.then(|| Expression(next()));
        Self { key_name, value_name, collection, key, value, groups: parts.group, condition }
    }
}
