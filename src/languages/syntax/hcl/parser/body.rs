//! Attributes and blocks.

use std::collections::HashSet;
use std::mem;

use super::{Id, NodeBuilder, NodeKind, Parser, Span, SyntaxErrorKind, Token, TokenKind, Tree};

/// A body that is being parsed.
struct Body<'t> {
    items: NodeBuilder,
    /// The block that the body belongs to, or `None` for the file.
    block: Option<Block>,
    names: Names<'t>,
}

/// A block whose body is being parsed.
struct Block {
    parts: NodeBuilder,
    opening: Span,
}

/// The next part of a body.
enum Item<'t> {
    Read,
    Opens(Body<'t>),
    Ends,
}

/// The names of a body's attributes.
#[derive(Default)]
struct Names<'t> {
    few: Vec<&'t str>,
    many: HashSet<&'t str>,
}

impl<'t> Parser<'t> {
    pub(super) fn file(&mut self) {
        let mut body = Body { items: NodeBuilder::new(Tree::root()), block: None, names: Names::default() };
        let mut outer = Vec::new();
        loop {
            match self.item(&mut body) {
                Item::Read => {}
                Item::Opens(inner) => outer.push(mem::replace(&mut body, inner)),
                Item::Ends => {
                    let Some(parent) = outer.pop() else { return };
                    let ended = mem::replace(&mut body, parent);
                    if let Some(block) = ended.block {
                        let block = self.finish_block(block, ended.items);
                        self.tree.append(&mut body.items, block);
                    }
                }
            }
        }
    }

    fn item(&mut self, body: &mut Body<'t>) -> Item<'t> {
        let end = if body.block.is_some() { TokenKind::CloseBrace } else { TokenKind::End };
        let next = self.advance();
        match next.kind {
            kind if kind == end => Item::Ends,
            TokenKind::Newline => Item::Read,
            TokenKind::Identifier => self.definition(body, next),
            _ => {
                let (kind, span) = match (next.kind, &body.block) {
                    (TokenKind::OpenQuote, _) => (SyntaxErrorKind::QuotedName, next.span),
                    (TokenKind::End, Some(block)) => (SyntaxErrorKind::UnclosedBlock, block.opening),
                    (TokenKind::CloseBrace, None) => (SyntaxErrorKind::SurplusBrace, next.span),
                    _ => (SyntaxErrorKind::ItemExpected, next.span),
                };
                self.report_unless_recovering(kind, span);
                self.recover(end);
                Item::Ends
            }
        }
    }

    fn definition(&mut self, body: &mut Body<'t>, name: Token) -> Item<'t> {
        match self.peek().kind {
            TokenKind::Equal => {
                let attribute = self.attribute(name, false);
                if !body.names.insert(self.lexer.text(name.span)) {
                    self.tree.node_mut(attribute).kind = NodeKind::Redefined;
                    self.report(SyntaxErrorKind::Redefined, name.span);
                }
                self.tree.append(&mut body.items, attribute);
                Item::Read
            }
            TokenKind::OpenQuote | TokenKind::OpenBrace | TokenKind::Identifier => self.block(body, name),
            _ => {
                self.skip_item();
                self.report(SyntaxErrorKind::ItemUnfinished, name.span);
                Item::Read
            }
        }
    }

    fn attribute(&mut self, name: Token, is_in_one_line: bool) -> Id {
        self.advance(); // =
        self.errors_before = self.error_count;
        let value = self.expression();
        let span = name.span.to(self.previous);
        if self.is_recovering() {
            self.skip_item();
        } else if !is_in_one_line {
            let after = self.peek();
            if matches!(after.kind, TokenKind::Newline | TokenKind::End) {
                self.advance();
            } else {
                let is_comma = after.kind == TokenKind::Comma;
                let kind = if is_comma { SyntaxErrorKind::CommaAfterArgument } else { SyntaxErrorKind::ArgumentGoesOn };
                self.report_unless_recovering(kind, after.span);
                self.skip_item();
            }
        }
        let mut attribute = self.grow(NodeKind::Attribute, span);
        self.append(&mut attribute, NodeKind::Name, name.span);
        self.tree.append(&mut attribute, value);
        attribute.id
    }

    fn block(&mut self, parent: &mut Body<'t>, name: Token) -> Item<'t> {
        let mut parts = self.grow(NodeKind::Block, name.span);
        self.append(&mut parts, NodeKind::Name, name.span);
        let opening = loop {
            let next = self.peek();
            match next.kind {
                TokenKind::OpenBrace => break self.advance().span,
                TokenKind::OpenQuote => {
                    let label = self.label();
                    self.tree.append(&mut parts, label);
                }
                TokenKind::Identifier => {
                    self.advance();
                    self.append(&mut parts, NodeKind::Name, next.span);
                }
                kind => {
                    match kind {
                        TokenKind::Equal => self.report(SyntaxErrorKind::BlockWithEqual, next.span),
                        TokenKind::Newline => self.report(SyntaxErrorKind::BlockOnNextLine, next.span),
                        _ => self.report_unless_recovering(SyntaxErrorKind::LabelExpected, next.span),
                    }
                    let end = self.previous;
                    self.skip_item();
                    self.append(&mut parts, NodeKind::Body, Span { start: end.end, end: end.end });
                    self.set_end(parts.id, end.end);
                    self.tree.append(&mut parent.items, parts.id);
                    return Item::Read;
                }
            }
        };
        let items = self.grow(NodeKind::Body, opening);
        let block = Block { parts, opening };
        if matches!(self.peek().kind, TokenKind::Newline | TokenKind::End | TokenKind::CloseBrace) {
            return Item::Opens(Body { items, block: Some(block), names: Names::default() });
        }
        let items = self.only_item(items, opening);
        let block = self.finish_block(block, items);
        self.tree.append(&mut parent.items, block);
        Item::Read
    }

    /// Parses the body of a block whose first attribute is on the line of its `{`.
    fn only_item(&mut self, mut items: NodeBuilder, opening: Span) -> NodeBuilder {
        let name = self.advance();
        let next = if name.kind == TokenKind::Identifier { self.peek() } else { name };
        match (name.kind, next.kind) {
            (TokenKind::Identifier, TokenKind::Equal) => {
                let attribute = self.attribute(name, true);
                self.tree.append(&mut items, attribute);
            }
            (TokenKind::Identifier, TokenKind::OpenQuote | TokenKind::OpenBrace | TokenKind::Identifier) => {
                self.skip_item();
                self.report(SyntaxErrorKind::NestedInOneLine, name.span.to(next.span));
            }
            (TokenKind::Identifier, _) => {
                self.skip_item();
                self.report(SyntaxErrorKind::ItemUnfinished, name.span);
            }
            _ => {
                self.skip_item();
                self.report(SyntaxErrorKind::ItemExpected, name.span);
            }
        }
        let after = self.peek();
        match after.kind {
            TokenKind::CloseBrace => {
                self.advance();
                return items;
            }
            TokenKind::Comma => self.report(SyntaxErrorKind::SecondInOneLine, after.span),
            TokenKind::Newline => self.report(SyntaxErrorKind::OneLineGoesOn, after.span),
            TokenKind::End => self.report_unless_recovering(SyntaxErrorKind::UnclosedBlock, opening),
            _ => self.report_unless_recovering(SyntaxErrorKind::OneLineUnfinished, after.span),
        }
        self.recover(TokenKind::CloseBrace);
        items
    }

    /// Finishes a block after the last token of its body.
    fn finish_block(&mut self, mut block: Block, items: NodeBuilder) -> Id {
        let end = self.previous.end;
        self.set_end(items.id, end);
        self.set_end(block.parts.id, end);
        self.tree.append(&mut block.parts, items.id);
        let after = self.peek();
        if matches!(after.kind, TokenKind::Newline | TokenKind::End) {
            self.advance();
        } else {
            self.report_unless_recovering(SyntaxErrorKind::BlockGoesOn, after.span);
            self.skip_item();
        }
        block.parts.id
    }

    /// Skips past the next line ending that is not within brackets or templates.
    fn skip_item(&mut self) {
        self.recovery = true;
        let mut open = Vec::new();
        loop {
            let kind = self.advance().kind;
            match kind {
                TokenKind::End => return,
                TokenKind::Newline if open.is_empty() => return,
                TokenKind::OpenBrace
                | TokenKind::OpenBracket
                | TokenKind::OpenParenthesis
                | TokenKind::OpenQuote
                | TokenKind::OpenHeredoc
                | TokenKind::OpenInterpolation => open.push(kind),
                TokenKind::OpenDirective => open.push(TokenKind::OpenInterpolation),
                _ => {
                    // Also closes unclosed brackets within.
                    if let Some(opener) = kind.opener() {
                        while open.pop().is_some_and(|kind| kind != opener) {}
                    }
                }
            }
        }
    }
}

impl<'t> Names<'t> {
    /// The maximum number of names that are compared one by one, which is faster than hashing a few names.
    const FEW: usize = 16;

    /// Adds a name. Returns `false` if the name already exists.
    fn insert(&mut self, name: &'t str) -> bool {
        if self.few.contains(&name) {
            return false;
        }
        if self.few.len() < Self::FEW {
            self.few.push(name);
            return true;
        }
        self.many.insert(name)
    }
}
