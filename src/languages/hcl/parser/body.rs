//! Arguments and blocks.

use std::collections::HashSet;
use std::mem;

use super::{Growing, Id, Kind, Parser, ProblemKind, Span, Symbol, Token, Tree};

/// A body that is being read.
struct Body<'t> {
    items: Growing,
    /// The block whose body it is; the file has none.
    block: Option<Block>,
    names: Names<'t>,
}

/// A block whose body is being read.
struct Block {
    parts: Growing,
    opening: Span,
}

/// What a body says next.
enum Item<'t> {
    Read,
    Opens(Body<'t>),
    Ends,
}

/// The names of a body's arguments.
#[derive(Default)]
struct Names<'t> {
    few: Vec<&'t str>,
    many: HashSet<&'t str>,
}

impl<'t> Parser<'t> {
    pub(super) fn file(&mut self) {
        let mut body = Body { items: Growing::new(Tree::root()), block: None, names: Names::default() };
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
        let end = if body.block.is_some() { Symbol::CloseBrace } else { Symbol::End };
        let next = self.read();
        match next.symbol {
            symbol if symbol == end => Item::Ends,
            Symbol::Newline => Item::Read,
            Symbol::Identifier => self.definition(body, next),
            _ => {
                let (kind, span) = match (next.symbol, &body.block) {
                    (Symbol::OpenQuote, _) => (ProblemKind::QuotedName, next.span),
                    (Symbol::End, Some(block)) => (ProblemKind::UnclosedBlock, block.opening),
                    (Symbol::CloseBrace, None) => (ProblemKind::SurplusBrace, next.span),
                    _ => (ProblemKind::ItemExpected, next.span),
                };
                self.report_unless_lost(kind, span);
                self.recover(end);
                Item::Ends
            }
        }
    }

    fn definition(&mut self, body: &mut Body<'t>, name: Token) -> Item<'t> {
        match self.peek().symbol {
            Symbol::Equal => {
                let attribute = self.attribute(name, false);
                if !body.names.insert(self.lexer.text(name.span)) {
                    self.tree.node_mut(attribute).kind = Kind::Redefined;
                    self.report(ProblemKind::Redefined, name.span);
                }
                self.tree.append(&mut body.items, attribute);
                Item::Read
            }
            Symbol::OpenQuote | Symbol::OpenBrace | Symbol::Identifier => self.block(body, name),
            _ => {
                self.skip_item();
                self.report(ProblemKind::ItemUnfinished, name.span);
                Item::Read
            }
        }
    }

    fn attribute(&mut self, name: Token, is_in_one_line: bool) -> Id {
        self.read(); // =
        self.mistakes_before = self.mistakes;
        let value = self.expression();
        let span = name.span.to(self.previous);
        if self.is_lost() {
            self.skip_item();
        } else if !is_in_one_line {
            let after = self.peek();
            if matches!(after.symbol, Symbol::Newline | Symbol::End) {
                self.read();
            } else {
                let is_comma = after.symbol == Symbol::Comma;
                let kind = if is_comma { ProblemKind::CommaAfterArgument } else { ProblemKind::ArgumentGoesOn };
                self.report_unless_lost(kind, after.span);
                self.skip_item();
            }
        }
        let mut attribute = self.grow(Kind::Attribute, span);
        self.append(&mut attribute, Kind::Name, name.span);
        self.tree.append(&mut attribute, value);
        attribute.id
    }

    fn block(&mut self, parent: &mut Body<'t>, name: Token) -> Item<'t> {
        let mut parts = self.grow(Kind::Block, name.span);
        self.append(&mut parts, Kind::Name, name.span);
        let opening = loop {
            let next = self.peek();
            match next.symbol {
                Symbol::OpenBrace => break self.read().span,
                Symbol::OpenQuote => {
                    let label = self.label();
                    self.tree.append(&mut parts, label);
                }
                Symbol::Identifier => {
                    self.read();
                    self.append(&mut parts, Kind::Name, next.span);
                }
                symbol => {
                    match symbol {
                        Symbol::Equal => self.report(ProblemKind::BlockWithEqual, next.span),
                        Symbol::Newline => self.report(ProblemKind::BlockOnNextLine, next.span),
                        _ => self.report_unless_lost(ProblemKind::LabelExpected, next.span),
                    }
                    let end = self.previous;
                    self.skip_item();
                    self.append(&mut parts, Kind::Body, Span { start: end.end, end: end.end });
                    self.set_end(parts.id, end.end);
                    self.tree.append(&mut parent.items, parts.id);
                    return Item::Read;
                }
            }
        };
        let items = self.grow(Kind::Body, opening);
        let block = Block { parts, opening };
        if matches!(self.peek().symbol, Symbol::Newline | Symbol::End | Symbol::CloseBrace) {
            return Item::Opens(Body { items, block: Some(block), names: Names::default() });
        }
        let items = self.only_item(items, opening);
        let block = self.finish_block(block, items);
        self.tree.append(&mut parent.items, block);
        Item::Read
    }

    /// The body of a block whose first argument stands in the line of its `{`.
    fn only_item(&mut self, mut items: Growing, opening: Span) -> Growing {
        let name = self.read();
        let next = if name.symbol == Symbol::Identifier { self.peek() } else { name };
        match (name.symbol, next.symbol) {
            (Symbol::Identifier, Symbol::Equal) => {
                let attribute = self.attribute(name, true);
                self.tree.append(&mut items, attribute);
            }
            (Symbol::Identifier, Symbol::OpenQuote | Symbol::OpenBrace | Symbol::Identifier) => {
                self.skip_item();
                self.report(ProblemKind::NestedInOneLine, name.span.to(next.span));
            }
            (Symbol::Identifier, _) => {
                self.skip_item();
                self.report(ProblemKind::ItemUnfinished, name.span);
            }
            _ => {
                self.skip_item();
                self.report(ProblemKind::ItemExpected, name.span);
            }
        }
        let after = self.peek();
        match after.symbol {
            Symbol::CloseBrace => {
                self.read();
                return items;
            }
            Symbol::Comma => self.report(ProblemKind::SecondInOneLine, after.span),
            Symbol::Newline => self.report(ProblemKind::OneLineGoesOn, after.span),
            Symbol::End => self.report_unless_lost(ProblemKind::UnclosedBlock, opening),
            _ => self.report_unless_lost(ProblemKind::OneLineUnfinished, after.span),
        }
        self.recover(Symbol::CloseBrace);
        items
    }

    /// What follows a block's body, whose last token was just read.
    fn finish_block(&mut self, mut block: Block, items: Growing) -> Id {
        let end = self.previous.end;
        self.set_end(items.id, end);
        self.set_end(block.parts.id, end);
        self.tree.append(&mut block.parts, items.id);
        let after = self.peek();
        if matches!(after.symbol, Symbol::Newline | Symbol::End) {
            self.read();
        } else {
            self.report_unless_lost(ProblemKind::BlockGoesOn, after.span);
            self.skip_item();
        }
        block.parts.id
    }

    /// Skips to behind the next line end that is in no brackets and no template.
    fn skip_item(&mut self) {
        self.recovery = true;
        let mut open = Vec::new();
        loop {
            let symbol = self.read().symbol;
            match symbol {
                Symbol::End => return,
                Symbol::Newline if open.is_empty() => return,
                Symbol::OpenBrace
                | Symbol::OpenBracket
                | Symbol::OpenParenthesis
                | Symbol::OpenQuote
                | Symbol::OpenHeredoc
                | Symbol::OpenInterpolation => open.push(symbol),
                Symbol::OpenDirective => open.push(Symbol::OpenInterpolation),
                _ => {
                    // Whatever was opened within goes with it.
                    if let Some(opener) = symbol.opener() {
                        while open.pop().is_some_and(|symbol| symbol != opener) {}
                    }
                }
            }
        }
    }
}

impl<'t> Names<'t> {
    /// Few names are compared one by one, which is faster than hashing them.
    const FEW: usize = 16;

    /// Adds a name unless it is there.
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
