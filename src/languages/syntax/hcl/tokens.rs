//! The tokens of a text in document order, for features that do not need a tree: comments, brackets, and the context of
//! a cursor in text that does not parse.

use std::ops::Range;

use super::lexer::Lexer;
use super::token::{Token, TokenKind};

/// The tokens of a text, without the end token.
pub fn tokens(text: &str) -> impl Iterator<Item = (TokenKind, Range<usize>)> {
    let mut lexer = Lexer::new(text);
    std::iter::from_fn(move || {
        let Token { kind, span } = lexer.next();
        (kind != TokenKind::End).then(|| (kind, span.range()))
    })
}
