//! HCL, the language of Bake and Terraform files, in its native syntax: <https://github.com/hashicorp/hcl>.
//!
//! A [`File`] is what a text was read as, whatever the text is, and what is wrong with its form. `view` shows it as
//! bodies, blocks, arguments and expressions. Inside, `lexer` cuts the text into the tokens of `token`, `parser` makes
//! the `tree` of them, `literal` knows what literal text means, and `problem` words what is wrong; `removal` says what to
//! take away with an argument.

pub mod format;
mod lexer;
mod literal;
mod parser;
mod problem;
mod removal;
mod token;
mod tree;
mod view;

pub use problem::{Problem, ProblemKind};
pub use removal::removal;
pub use token::Symbol;
pub use tree::Operator;
pub use view::{
    Attribute, Block, Body, Call, Directive, Entry, Expression, For, Form, Item, Label, Name, Part, Step, Template,
};

use tree::Tree;

/// Offsets are kept in 32 bits, and a byte may make more than one node. What is beyond is not read.
const LONGEST: usize = (u32::MAX / 4) as usize;

/// A text that was read.
#[derive(Debug)]
pub struct File<'t> {
    text: &'t str,
    tree: Tree,
    problems: Vec<Problem>,
}

impl<'t> File<'t> {
    pub fn read(text: &'t str) -> Self {
        // A character has at most four bytes, so one of these is a place between two.
        let start = (0..4).find_map(|less| text.get(..LONGEST - less));
        let text = start.unwrap_or(text);
        let (tree, problems) = parser::parse(text);
        Self { text, tree, problems }
    }

    pub fn body(&self) -> Body<'_> {
        Body::of(self)
    }

    /// What is wrong with the form of the text, in its order. The first thousand of them.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

#[cfg(test)]
mod tests;
