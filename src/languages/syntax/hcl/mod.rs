//! HCL, the language of Bake and Terraform files, in its native syntax: <https://github.com/hashicorp/hcl>.
//!
//! A [`File`] is the syntax tree of a valid or invalid text, with its syntax errors. `ast` presents the tree as bodies,
//! blocks, attributes and expressions; `delete_range` computes the range to delete when one of them is removed, and
//! [`mod@format`] formats a text. [`folding`], [`selection`] and [`semantic_tokens`] implement the features that only
//! need the syntax, [`tokens`] lists the tokens, and [`cursor`] finds the context of a cursor in incomplete text.
//! [`scopes`] tracks the variables of `for` expressions. Internally, `lexer` splits the text into the tokens of
//! `token`, `parser` builds the `tree`, `literal` evaluates literals, and `errors` contains the messages.

mod ast;
pub mod cursor;
mod delete_range;
mod errors;
pub(crate) mod folding;
pub mod format;
mod lexer;
mod literal;
mod parser;
pub mod scopes;
pub(crate) mod selection;
pub(crate) mod semantic_tokens;
mod token;
pub(crate) mod tokens;
mod tree;

pub use ast::{
    Attribute, Block, Body, Call, Directive, Entry, ExprKind, Expression, For, Item, Label, Name, Part, Step, Template,
    Visit,
};
pub(crate) use delete_range::delete_range;
pub(crate) use errors::{SyntaxError, SyntaxErrorKind};
pub(crate) use literal::{Escapes, unindent};
pub(crate) use token::{Span, Token, TokenKind};
pub(crate) use tree::Operator;

use tree::Tree;

/// The maximum length of a text, in bytes. Offsets are stored in 32 bits, and a byte can produce more than one node.
/// Text beyond this length is ignored.
const MAX_LEN: usize = (u32::MAX / 4) as usize;

/// Whether a string in JSON may contain templates, escaped ones included.
pub fn may_have_templates(text: &str) -> bool {
    text.contains("${") || text.contains("%{")
}

/// A parsed text.
#[derive(Debug)]
pub struct File<'t> {
    text: &'t str,
    tree: Tree,
    errors: Vec<SyntaxError>,
}

impl<'t> File<'t> {
    /// Parses a text. The result includes the syntax errors.
    pub fn parse(text: &'t str) -> Self {
        // A character has at most four bytes, so one of these offsets is a character boundary.
        let start = (0..4).find_map(|less| text.get(..MAX_LEN - less));
        let text = start.unwrap_or(text);
        let (tree, errors) = parser::parse(text);
        Self { text, tree, errors }
    }

    /// The body of the file.
    pub fn body(&self) -> Body<'_> {
        Body::root(self)
    }

    /// The syntax errors in document order, up to the limit per rule.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }
}

#[cfg(test)]
mod tests;
