//! The tokens of a text in their order, for questions that concern no tree: comments, brackets and what stands before a
//! cursor in text that does not parse.

use std::ops::Range;

use super::lexer::Lexer;
use super::token::{Token, TokenKind};

/// The tokens of a text, without its end.
pub fn tokens(text: &str) -> impl Iterator<Item = (TokenKind, Range<usize>)> {
    let mut lexer = Lexer::new(text);
    std::iter::from_fn(move || {
        let Token { kind, span } = lexer.next();
        (kind != TokenKind::End).then(|| (kind, span.range()))
    })
}
