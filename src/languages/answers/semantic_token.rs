//! Tokens with a meaning, for syntax highlighting.

use std::ops::Range;

/// A part of a document with its meaning, by which editors color it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// The bytes of the token.
    pub range: Range<usize>,
    /// What the token is.
    pub token_type: TokenType,
    /// Further properties of what it names.
    pub modifiers: TokenModifiers,
}

/// The token types of the protocol that the languages use.
#[expect(missing_docs, reason = "the names are those of LSP")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenType {
    Class,
    Comment,
    Decorator,
    Function,
    Keyword,
    Namespace,
    Number,
    Operator,
    Parameter,
    Property,
    String,
    Type,
    Variable,
}

/// Further properties of what a token names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenModifiers {
    /// The token declares the name.
    pub is_declaration: bool,
    /// The name is deprecated.
    pub is_deprecated: bool,
    /// The value cannot be changed.
    pub is_readonly: bool,
}
