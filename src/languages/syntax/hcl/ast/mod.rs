//! A parsed file as bodies, blocks, attributes and expressions. Each of them refers to a node of the tree and is cheap
//! to copy. All ranges are byte ranges in the text of the file.

mod expression;
mod walk;

use std::borrow::Cow;
use std::ops::Range;

pub use expression::{Call, Directive, Entry, ExprKind, Expression, For, Part, Step, Template};
pub use walk::Visit;

use super::File;
use super::literal::Escapes;
use super::tree::{Id, Node, NodeKind, Tree};

/// A node of a file.
#[derive(Clone, Copy, Debug)]
struct SyntaxNode<'f> {
    file: &'f File<'f>,
    id: Id,
}

/// The attributes and blocks of a file or of a block.
#[derive(Clone, Copy, Debug)]
pub struct Body<'f>(SyntaxNode<'f>);

/// An attribute or a block.
#[derive(Clone, Copy, Debug)]
pub enum Item<'f> {
    /// `name = value`
    Attribute(Attribute<'f>),
    /// `type "label" { … }`
    Block(Block<'f>),
}

/// `name = value`
#[derive(Clone, Copy, Debug)]
pub struct Attribute<'f>(SyntaxNode<'f>);

/// `name "label" { … }`
#[derive(Clone, Copy, Debug)]
pub struct Block<'f>(SyntaxNode<'f>);

/// A label of a block, with or without quotes.
#[derive(Clone, Copy, Debug)]
pub struct Label<'f>(SyntaxNode<'f>);

/// A name, as in the source.
#[derive(Clone, Copy, Debug)]
pub struct Name<'f>(SyntaxNode<'f>);

impl<'f> Body<'f> {
    pub(super) fn root(file: &'f File<'f>) -> Self {
        Self(SyntaxNode { file, id: Tree::root() })
    }

    /// The range from `{` to `}`, or to where the parser stopped.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    /// The attributes and blocks in document order.
    pub fn items(self) -> impl Iterator<Item = Item<'f>> {
        let kept = self.0.children().filter(|place| place.node().kind != NodeKind::Redefined);
        kept.map(|place| match place.node().kind {
            NodeKind::Block => Item::Block(Block(place)),
            _ => Item::Attribute(Attribute(place)),
        })
    }

    /// The attributes that have no effect, because an earlier one has the same name.
    pub fn redefined(self) -> impl Iterator<Item = Attribute<'f>> {
        self.0.children().filter(|place| place.node().kind == NodeKind::Redefined).map(Attribute)
    }

    /// The attributes, which have distinct names.
    pub fn attributes(self) -> impl Iterator<Item = Attribute<'f>> {
        self.items().filter_map(|item| match item {
            Item::Attribute(attribute) => Some(attribute),
            Item::Block(_) => None,
        })
    }

    /// The first attribute of this name.
    pub fn attribute(self, name: &str) -> Option<Attribute<'f>> {
        self.attributes().find(|attribute| attribute.name().text() == name)
    }

    /// The blocks in document order.
    pub fn blocks(self) -> impl Iterator<Item = Block<'f>> {
        self.items().filter_map(|item| match item {
            Item::Block(block) => Some(block),
            Item::Attribute(_) => None,
        })
    }
}

impl<'f> Attribute<'f> {
    /// The name of the attribute.
    pub fn name(self) -> Name<'f> {
        Name(self.0.child(0))
    }

    /// The value of the attribute.
    pub fn value(self) -> Expression<'f> {
        Expression(self.0.child(1))
    }

    /// The byte range from the name to the end of the value.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

impl<'f> Block<'f> {
    /// The type of the block.
    pub fn name(self) -> Name<'f> {
        Name(self.0.child(0))
    }

    /// The labels in document order.
    pub fn labels(self) -> impl Iterator<Item = Label<'f>> {
        self.0.children().skip(1).filter(|place| place.node().kind != NodeKind::Body).map(Label)
    }

    /// The body of the block, which is empty if the block has none.
    pub fn body(self) -> Body<'f> {
        Body(self.0.children().last().unwrap_or(self.0))
    }

    /// The byte range from the type to the closing brace.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

impl<'f> Label<'f> {
    /// The byte range of the label, including quotes.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }

    /// The byte range of the label without quotes.
    pub fn content_range(self) -> Range<usize> {
        content_range(self.range(), self.0.text())
    }

    /// The label without quotes and escapes. Templates are not allowed in labels and appear as `${ ... }`.
    pub fn value(self) -> Cow<'f, str> {
        if self.0.node().kind == NodeKind::Name {
            return Cow::Borrowed(self.0.text());
        }
        let mut parts = self.0.children().map(|place| match place.node().kind {
            NodeKind::Text => Escapes::quoted(place.text()).resolve(),
            NodeKind::Directive => Cow::Borrowed("%{ ... }"),
            _ => Cow::Borrowed("${ ... }"),
        });
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |all, part| all + part)
    }
}

impl<'f> Name<'f> {
    /// The name as a string.
    pub fn text(self) -> &'f str {
        self.0.text()
    }

    /// The byte range of the name.
    pub fn range(self) -> Range<usize> {
        self.0.range()
    }
}

/// The range of a string without its quotes. The closing quote may be missing.
fn content_range(range: Range<usize>, text: &str) -> Range<usize> {
    match text.strip_prefix('"') {
        Some(rest) => range.start + 1..range.end - usize::from(rest.ends_with('"')),
        None => range,
    }
}

impl<'f> SyntaxNode<'f> {
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

    /// The child at an index. The parser creates every child that is accessed here.
    fn child(self, index: usize) -> Self {
        self.children().nth(index).unwrap_or(self)
    }
}
