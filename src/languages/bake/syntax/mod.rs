//! A Bake file as blocks, attributes and expressions with their ranges. The tree does not depend on the syntax: [`hcl`]
//! and [`json`] build the same [`BakeFile`]. It owns its strings, each once, so that the tree of another file in the
//! project can be kept without the text of that file.

mod hcl;
mod json;
mod shared_str;
pub mod templates;

use std::ops::Range;

use crate::languages::syntax::hcl::Operator;
use crate::languages::text::Span;
pub use crate::languages::text::touches;
pub use shared_str::{Interner, SharedStr};

/// The maximum depth of nested expressions. Deeper expressions are not examined.
const MAX_DEPTH: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Hcl,
    Json,
}

/// The maximum size of a file whose blocks are analyzed, in bytes. Larger files are only checked for syntax errors.
pub const MAX_ANALYZED_LEN: usize = 4 << 20;

/// A parsed file.
#[derive(Debug)]
pub struct BakeFile {
    pub syntax: Syntax,
    pub body: Body,
    /// The syntax errors in document order.
    pub errors: Vec<SyntaxError>,
    /// The syntax errors in the results of functions in JSON, which Bake parses only if the function is called.
    pub function_errors: Vec<SyntaxError>,
}

#[derive(Clone, Debug)]
pub struct SyntaxError {
    pub range: Range<usize>,
    pub message: String,
}

/// The attributes and blocks of a file or of a block.
#[derive(Debug, Default)]
pub struct Body {
    pub(super) span: Span,
    pub attributes: Vec<Attribute>,
    pub blocks: Vec<Block>,
}

#[derive(Debug)]
pub struct Block {
    pub kind: Name,
    pub label: Option<Name>,
    /// A second label, which is invalid for all blocks of Bake.
    pub surplus_label: Option<Span>,
    pub body: Body,
    pub(super) span: Span,
}

#[derive(Debug)]
pub struct Attribute {
    pub name: Name,
    pub value: Expr,
    pub(super) span: Span,
    /// The range to delete to remove the attribute, if it is certain. It is only set for [`REMOVABLE`].
    pub delete_range: Option<Box<Range<usize>>>,
}

/// The name of the attribute that a correction can remove.
pub const REMOVABLE: &str = "dockerfile";

/// A name, or a literal string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    span: Span,
    inner: Span,
    pub text: SharedStr,
}

#[derive(Debug)]
pub struct Expr {
    pub(super) span: Span,
    pub kind: ExprKind,
}

#[derive(Debug)]
pub enum ExprKind {
    Number(f64),
    Bool(bool),
    Null,
    /// A string without templates, with the range of its content.
    String(SharedStr, Span),
    Template(Vec<Part>),
    Variable(SharedStr),
    Traversal(Box<Expr>, Box<[Step]>),
    Negation(Box<Expr>),
    Not(Box<Expr>),
    Binary(Operator, Box<Expr>, Box<Expr>),
    Conditional(Box<[Expr; 3]>),
    Parentheses(Box<Expr>),
    Call(Box<Call>),
    Tuple(Vec<Expr>),
    Object(Vec<Entry>),
    For(Box<For>),
    /// The key of an entry, if the key is a name: see [`Entry::name`].
    Key,
    /// An expression that could not be parsed or is nested too deeply.
    Broken,
}

#[derive(Debug)]
pub enum Part {
    Text(String),
    Interpolation(Expr),
    If(Expr),
    Else,
    EndIf,
    /// A loop, whose text is unknown.
    Loop(Expr),
}

#[derive(Debug)]
pub enum Step {
    Name(Name),
    Index(Expr),
    AttributeSplat,
    FullSplat,
}

#[derive(Debug)]
pub struct Call {
    pub name: Name,
    pub arguments: Vec<Expr>,
    pub expands_last: bool,
}

#[derive(Debug)]
pub struct Entry {
    /// The key, or [`ExprKind::Key`] if it has a name.
    pub key: Expr,
    /// The name of the key, if it is a name or a literal string.
    pub name: Option<Name>,
    pub value: Expr,
}

#[derive(Debug)]
pub struct For {
    pub key_name: Option<Name>,
    pub value_name: Name,
    pub collection: Expr,
    pub key: Option<Expr>,
    pub value: Expr,
    pub groups: bool,
    pub condition: Option<Expr>,
}

impl BakeFile {
    /// Parses a file. It is JSON if the extension of the file name says so, or if there is no known extension and the
    /// text starts like JSON.
    pub fn parse(file_name: &str, text: &str) -> Self {
        let has =
            |extension: &str| file_name.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case(extension));
        if has("json") || !has("hcl") && text.trim_start().starts_with(['{', '[']) {
            json::parse(text)
        } else {
            hcl::parse(text)
        }
    }
}

impl Body {
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }

    /// Releases unused capacity. A file has many small bodies.
    fn shrink(&mut self) {
        self.attributes.shrink_to_fit();
        self.blocks.shrink_to_fit();
    }

    /// The empty lists in the matrix of a target. With one of them, Bake creates no targets and evaluates no other
    /// attributes of the block.
    pub fn empty_axes(&self) -> impl Iterator<Item = &Expr> {
        let axes = match self.attribute("matrix").map(|matrix| &matrix.value.kind) {
            Some(ExprKind::Object(axes)) => axes.as_slice(),
            _ => &[],
        };
        let is_empty = |value: &&Expr| matches!(&value.kind, ExprKind::Tuple(values) if values.is_empty());
        axes.iter().map(|axis| &axis.value).filter(is_empty)
    }

    /// Returns the attribute of this name that takes effect. In JSON, it can be repeated.
    pub fn attribute(&self, name: &str) -> Option<&Attribute> {
        self.attributes.iter().rev().find(|attribute| attribute.name.text == name)
    }
}

impl Name {
    /// Creates a name without quotes.
    pub fn plain(range: Range<usize>, text: impl Into<SharedStr>) -> Self {
        let span = Span::from(range);
        Self { inner: span, span, text: text.into() }
    }

    /// Creates a name from a string in double quotes.
    pub fn quoted(range: Range<usize>, text: SharedStr) -> Self {
        let inner = Span::from(within_quotes(&range));
        Self { span: range.into(), inner, text }
    }

    /// Creates a name that is a part of a string, such as a target after `target:`.
    pub fn within(&self, inner: Range<usize>) -> Self {
        Self { inner: inner.into(), ..self.clone() }
    }

    /// The range with quotes.
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }

    /// The range without quotes.
    pub fn inner(&self) -> Range<usize> {
        self.inner.range()
    }

    /// Whether a cursor is at the name.
    pub fn touches(&self, offset: usize) -> bool {
        self.inner.touches(offset)
    }
}

/// The range of the content of a string in double quotes.
pub fn within_quotes(range: &Range<usize>) -> Range<usize> {
    if range.len() >= 2 { range.start + 1..range.end - 1 } else { range.clone() }
}

impl Block {
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }
}

impl Attribute {
    /// The range of the name and the value.
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }
}

impl Expr {
    pub fn range(&self) -> Range<usize> {
        self.span.range()
    }

    /// The value of a string without templates.
    pub fn literal(&self) -> Option<&str> {
        match &self.kind {
            ExprKind::String(value, _) => Some(value),
            _ => None,
        }
    }

    /// Returns a string without templates as a name.
    pub fn name(&self) -> Option<Name> {
        match &self.kind {
            ExprKind::String(value, inner) => Some(Name { span: self.span, inner: *inner, text: value.clone() }),
            _ => None,
        }
    }

    /// Returns the entry with a key that is a name or a literal string. If there are several, returns the last one.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        let ExprKind::Object(entries) = &self.kind else { return None };
        entries.iter().rev().find(|entry| entry.name.as_ref().is_some_and(|name| name.text == key))
    }

    /// Calls `visit` for each direct child of this expression.
    pub fn each_child<'e>(&'e self, mut visit: impl FnMut(&'e Self)) {
        match &self.kind {
            ExprKind::Number(_)
            | ExprKind::Bool(_)
            | ExprKind::Null
            | ExprKind::String(..)
            | ExprKind::Variable(_)
            | ExprKind::Key
            | ExprKind::Broken => {}
            ExprKind::Template(parts) => {
                for part in parts {
                    if let Part::Interpolation(value) | Part::If(value) | Part::Loop(value) = part {
                        visit(value);
                    }
                }
            }
            ExprKind::Traversal(value, steps) => {
                visit(value);
                for step in steps {
                    if let Step::Index(index) = step {
                        visit(index);
                    }
                }
            }
            ExprKind::Negation(value) | ExprKind::Not(value) | ExprKind::Parentheses(value) => visit(value),
            ExprKind::Binary(_, left, right) => {
                visit(left);
                visit(right);
            }
            ExprKind::Conditional(parts) => parts.iter().for_each(visit),
            ExprKind::Call(call) => call.arguments.iter().for_each(visit),
            ExprKind::Tuple(elements) => elements.iter().for_each(visit),
            ExprKind::Object(entries) => {
                for entry in entries {
                    visit(&entry.key);
                    visit(&entry.value);
                }
            }
            ExprKind::For(parts) => {
                visit(&parts.collection);
                parts.key.iter().for_each(&mut visit);
                visit(&parts.value);
                parts.condition.iter().for_each(visit);
            }
        }
    }

    /// Returns the expressions at an offset, from the outermost to the innermost.
    pub fn path(&self, offset: usize) -> Vec<&Self> {
        let mut path = Vec::new();
        let mut next = self.span.touches(offset).then_some(self);
        while let Some(expression) = next {
            path.push(expression);
            next = None;
            expression.each_child(|child| {
                if child.span.touches(offset) {
                    next = Some(child);
                }
            });
        }
        path
    }
}

/// Whether a name can be written without quotes.
pub fn is_identifier(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_') && name.bytes().all(is_part)
}
