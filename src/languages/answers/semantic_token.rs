//! Tokens with a meaning, for syntax highlighting.

use std::ops::Range;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    pub range: Range<usize>,
    pub token_type: TokenType,
    pub modifiers: TokenModifiers,
}

/// The token types of the protocol that the languages use.
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

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TokenModifiers {
    pub is_declaration: bool,
    pub is_deprecated: bool,
    pub is_readonly: bool,
}
