//! Builds a tree from any sequence of tokens. After an error, the parser skips to the same token as the reference
//! implementation (`hclsyntax` of <https://github.com/hashicorp/hcl>), and keeps the same parts of invalid text.
//!
//! The parser does not recurse: unfinished nodes are kept in lists, so that deep nesting uses memory but no stack.
//! `body` parses attributes and blocks, `expression` parses values. The other files parse certain kinds of values, and
//! [`frames`] defines the state.

mod body;
mod brackets;
mod calls;
mod expression;
mod for_expression;
mod frames;
mod literals;
mod templates;
mod traversals;

use super::errors::{SyntaxError, SyntaxErrorKind};
use super::lexer::Lexer;
use super::token::{Span, Token, TokenKind};
use super::tree::{Id, NodeBuilder, NodeKind, Tree};
use frames::{BracketContext, Directive, Frame};

/// Parses a file.
pub fn parse(text: &str) -> (Tree, Vec<SyntaxError>) {
    let mut parser = Parser::new(text);
    parser.file();
    let Parser { mut tree, lexer, .. } = parser;
    tree.shrink();
    (tree, lexer.errors.into_sorted())
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    tree: Tree,
    /// The next token, if it has been peeked.
    peeked: Option<Token>,
    /// The last token that was consumed.
    previous: Span,
    /// Whether line endings are tokens, as in bodies and objects. Within other brackets they are white space.
    newlines: bool,
    /// Whether tokens were skipped. From then on, only certain errors are reported.
    recovery: bool,
    /// The number of grammar errors so far, and the number at the start of the current expression.
    error_count: u32,
    errors_before: u32,
    /// Expressions with a part that is still to be parsed.
    frames: Vec<Frame>,
    /// The open directives of a template, while its directives are matched.
    directives: Vec<Directive>,
}

impl<'t> Parser<'t> {
    fn new(text: &'t str) -> Self {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self {
            lexer: Lexer::new(text),
            tree: Tree::new(Span { start: 0, end }),
            peeked: None,
            previous: Span { start: 0, end: 0 },
            newlines: true,
            recovery: false,
            error_count: 0,
            errors_before: 0,
            frames: Vec::new(),
            directives: Vec::new(),
        }
    }

    fn peek(&mut self) -> Token {
        if let Some(token) = self.peeked {
            return token;
        }
        let token = loop {
            let token = self.lexer.next();
            match token.kind {
                // A line comment includes its line ending.
                TokenKind::Comment if self.newlines && self.lexer.text(token.span).ends_with('\n') => {
                    break Token { kind: TokenKind::Newline, span: token.span };
                }
                TokenKind::Comment => {}
                TokenKind::Newline if !self.newlines => {}
                _ => break token,
            }
        };
        self.peeked = Some(token);
        token
    }

    fn advance(&mut self) -> Token {
        let token = self.peek();
        // The end of the text is never consumed.
        if token.kind != TokenKind::End {
            self.peeked = None;
        }
        self.previous = token.span;
        token
    }

    fn is_next(&mut self, kind: TokenKind) -> bool {
        self.peek().kind == kind
    }

    fn is_word_next(&mut self, word: &str) -> bool {
        let next = self.peek();
        next.kind == TokenKind::Identifier && self.lexer.text(next.span) == word
    }

    fn report(&mut self, kind: SyntaxErrorKind, span: Span) {
        self.error_count = self.error_count.saturating_add(1);
        self.lexer.errors.push(kind, span);
    }

    /// Reports an error, unless it may only be a consequence of an earlier one.
    fn report_unless_recovering(&mut self, kind: SyntaxErrorKind, span: Span) {
        if !self.recovery {
            self.report(kind, span);
        }
    }

    /// Whether tokens were skipped because of an error in the current expression, so that its end is unknown.
    fn is_recovering(&self) -> bool {
        self.recovery && self.has_errors()
    }

    fn has_errors(&self) -> bool {
        self.error_count > self.errors_before
    }

    /// Saves the state. Must be called after an opening bracket.
    fn enter_brackets(&mut self, newlines: bool) -> BracketContext {
        let context = BracketContext { newlines: self.newlines, errors_before: self.errors_before };
        self.newlines = newlines;
        if !newlines && self.peeked.is_some_and(|token| token.kind == TokenKind::Newline) {
            self.peeked = None;
        }
        self.errors_before = self.error_count;
        context
    }

    /// Restores the state. Must be called after the matching closing bracket.
    fn exit_brackets(&mut self, context: BracketContext) {
        self.newlines = context.newlines;
        self.errors_before = context.errors_before;
    }

    /// Skips past the next `end` token that does not close a bracket opened in between. Returns that token, or the end
    /// of the text.
    fn recover(&mut self, end: TokenKind) -> Token {
        self.recovery = true;
        let opener = end.opener();
        let mut depth = 0_u32;
        loop {
            let token = self.advance();
            let kind = match token.kind {
                TokenKind::OpenDirective => TokenKind::OpenInterpolation,
                kind => kind,
            };
            if kind == end && depth == 0 || kind == TokenKind::End {
                return token;
            } else if kind == end {
                depth -= 1;
            } else if Some(kind) == opener {
                depth += 1;
            }
        }
    }

    /// Skips past the next pair of parentheses.
    fn recover_over_parentheses(&mut self) {
        while !matches!(self.advance().kind, TokenKind::OpenParenthesis | TokenKind::End) {}
        self.recover(TokenKind::CloseParenthesis);
    }

    fn grow(&mut self, kind: NodeKind, span: Span) -> NodeBuilder {
        NodeBuilder::new(self.tree.add(kind, span))
    }

    fn append(&mut self, to: &mut NodeBuilder, kind: NodeKind, span: Span) {
        let child = self.tree.add(kind, span);
        self.tree.append(to, child);
    }

    fn set_end(&mut self, id: Id, end: u32) {
        self.tree.node_mut(id).span.end = end;
    }

    fn span(&self, id: Id) -> Span {
        self.tree.node(id).span
    }
}
