//! A file that was read, as its bodies, blocks, arguments and expressions. Each is a place in the file: to copy one
//! costs nothing. Ranges are of bytes in the file's text.

mod expression;

use std::borrow::Cow;
use std::ops::Range;

pub use expression::{Call, Directive, Entry, Expression, For, Form, Part, Step, Template};

use super::File;
use super::literal::Escapes;
use super::tree::{Id, Kind, Node, Tree};

/// A node of a file.
#[derive(Clone, Copy, Debug)]
struct Place<'f> {
    file: &'f File<'f>,
    id: Id,
}

/// The arguments and blocks of a file or of a block.
#[derive(Clone, Copy, Debug)]
pub struct Body<'f>(Place<'f>);

#[derive(Clone, Copy, Debug)]
pub enum Item<'f> {
    Attribute(Attribute<'f>),
    Block(Block<'f>),
}

/// `name = value`
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'f>(Place<'f>);

/// `name "label" { … }`
#[derive(Clone, Copy, Debug)]
pub struct Block<'f>(Place<'f>);

/// A label of a block, with or without quotes.
#[derive(Clone, Copy, Debug)]
pub struct Label<'f>(Place<'f>);

/// A name as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Name<'f>(Place<'f>);

impl<'f> Body<'f> {
    pub(super) fn of(file: &'f File<'f>) -> Self {
        Self(Place { file, id: Tree::root() })
    }

    /// From its `{` to its `}`, or to where it was given up.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    pub fn items(self) -> impl Iterator<Item = Item<'f>> {
        let kept = self.0.children().filter(|place| place.node().kind != Kind::Redefined);
        kept.map(|place| match place.node().kind {
            Kind::Block => Item::Block(Block(place)),
            _ => Item::Attribute(Attribute(place)),
        })
    }

    /// The arguments that do not count, as one before them has their name.
    pub fn redefined(self) -> impl Iterator<Item = Attribute<'f>> {
        self.0.children().filter(|place| place.node().kind == Kind::Redefined).map(Attribute)
    }

    /// No two of them have the same name.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'f>> {
        self.items().filter_map(|item| match item {
            Item::Attribute(attribute) => Some(attribute),
            Item::Block(_) => None,
        })
    }

    pub fn attribute(self, name: &str) -> Option<Attribute<'f>> {
        self.attributes().find(|attribute| attribute.name().text() == name)
    }

    pub fn blocks(self) -> impl Iterator<Item = Block<'f>> {
        self.items().filter_map(|item| match item {
            Item::Block(block) => Some(block),
            Item::Attribute(_) => None,
        })
    }
}

impl<'f> Attribute<'f> {
    pub fn name(self) -> Name<'f> {
        Name(self.0.child(0))
    }

    pub fn value(self) -> Expression<'f> {
        Expression(self.0.child(1))
    }

    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

impl<'f> Block<'f> {
    pub fn name(self) -> Name<'f> {
        Name(self.0.child(0))
    }

    pub fn labels(self) -> impl Iterator<Item = Label<'f>> {
        self.0.children().skip(1).filter(|place| place.node().kind != Kind::Body).map(Label)
    }

    /// Empty if the block has none.
    pub fn body(self) -> Body<'f> {
        Body(self.0.children().last().unwrap_or(self.0))
    }

    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

impl<'f> Label<'f> {
    /// With its quotes if it has some.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    /// What it says. A template, which it should not hold, is shown as such.
    pub fn value(self) -> Cow<'f, str> {
        if self.0.node().kind == Kind::Name {
            return Cow::Borrowed(self.0.text());
        }
        let mut parts = self.0.children().map(|place| match place.node().kind {
            Kind::Text => Escapes::quoted(place.text()).resolve(),
            Kind::Directive => Cow::Borrowed("%{ ... }"),
            _ => Cow::Borrowed("${ ... }"),
        });
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |all, part| all + part)
    }
}

impl<'f> Name<'f> {
    pub fn text(self) -> &'f str {
        self.0.text()
    }

    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

impl<'f> Place<'f> {
    fn node(self) -> &'f Node {
        self.file.tree.node(self.id)
    }

    fn range(self) -> Range<usize> {
        self.node().span.range()
    }

    fn text(self) -> &'f str {
        self.file.text.get(self.range()).unwrap_or_default()
    }

    fn children(self) -> impl Iterator<Item = Self> + Clone {
        let file = self.file;
        file.tree.children(self.id).map(move |id| Self { file, id })
    }

    /// The child at a place where the parser puts one.
    fn child(self, index: usize) -> Self {
        self.children().nth(index).unwrap_or(self)
    }
}
