//! The steps after an operand: attributes, indexes and splats.

use super::frames::{BracketContext, Chain, Frame, Next};
use super::{Id, NodeBuilder, NodeKind, Parser, Span, SyntaxErrorKind, TokenKind};

impl Parser<'_> {
    pub(super) fn steps(&mut self, mut chain: Chain) -> Next {
        loop {
            match self.peek().kind {
                TokenKind::Dot => {
                    let dot = self.advance().span;
                    self.after_dot(&mut chain, dot);
                }
                TokenKind::OpenBracket => {
                    let opening = self.advance().span;
                    if !self.is_next(TokenKind::Star) {
                        let context = self.enter_brackets(false);
                        return self.wait(Frame::Index { chain, opening, context });
                    }
                    self.advance();
                    let mut close = self.advance();
                    if close.kind != TokenKind::CloseBracket && !self.recovery {
                        self.report(SyntaxErrorKind::UnclosedSplat, close.span);
                        close = self.recover(TokenKind::CloseBracket);
                    }
                    let step = self.tree.add(NodeKind::FullSplat, opening.to(close.span));
                    self.add_step(&mut chain, step);
                    chain.splat = chain.steps;
                }
                _ => return Next::Operator(chain.value),
            }
        }
    }

    fn after_dot(&mut self, chain: &mut Chain, dot: Span) {
        let next = self.peek();
        match next.kind {
            TokenKind::Identifier | TokenKind::Number => self.named_step(chain, dot),
            TokenKind::Star => {
                self.advance();
                self.attribute_splat(chain, dot.to(next.span));
            }
            _ => {
                self.report(SyntaxErrorKind::NameExpected, next.span);
                self.recovery = true;
                let span = self.span(chain.value).to(dot);
                if let Some(splat) = chain.splat {
                    // The incomplete step applies to the elements; the list itself is complete.
                    self.tree.cut(splat);
                    self.set_end(splat.id, dot.end);
                    chain.steps = chain.splat;
                    return;
                }
                *chain = Chain::new(self.tree.wrap(NodeKind::Broken, span, chain.value));
            }
        }
    }

    /// Parses `.name` or `.0`.
    fn named_step(&mut self, chain: &mut Chain, dot: Span) {
        let name = self.advance();
        let (step, part) = if name.kind == TokenKind::Number {
            if self.lexer.text(name.span).contains('.') {
                self.report(SyntaxErrorKind::ChainedIndexes, name.span);
            } else {
                self.check_number(name.span);
            }
            (NodeKind::LegacyIndex, NodeKind::Number)
        } else {
            (NodeKind::Attributes, NodeKind::Name)
        };
        let part = self.tree.add(part, name.span);
        let step = self.tree.wrap(step, dot.to(name.span), part);
        self.add_step(chain, step);
    }

    /// Parses `.*` and the names after it. Each dot must be followed by a name.
    fn attribute_splat(&mut self, chain: &mut Chain, splat: Span) {
        let before = *chain;
        let step = self.tree.add(NodeKind::AttributeSplat, splat);
        self.add_step(chain, step);
        while self.is_next(TokenKind::Dot) {
            let dot = self.advance().span;
            let next = self.peek();
            if !matches!(next.kind, TokenKind::Identifier | TokenKind::Number) {
                let is_splat = next.kind == TokenKind::Star;
                let kind = if is_splat { SyntaxErrorKind::NestedSplat } else { SyntaxErrorKind::NameExpected };
                self.report_unless_recovering(kind, next.span);
                self.recovery = true;
                self.go_back(chain, before);
                return;
            }
            self.named_step(chain, dot);
        }
    }

    fn add_step(&mut self, chain: &mut Chain, step: Id) {
        let end = self.span(step);
        let mut steps = if let Some(steps) = chain.steps {
            steps
        } else {
            let span = self.span(chain.value);
            NodeBuilder::with(self.tree.wrap(NodeKind::Traversal, span, chain.value), chain.value)
        };
        self.tree.append(&mut steps, step);
        self.set_end(steps.id, end.end);
        *chain = Chain { value: steps.id, steps: Some(steps), ..*chain };
    }

    /// Removes the steps that were added since `before`.
    fn go_back(&mut self, chain: &mut Chain, before: Chain) {
        *chain = before;
        if let Some(steps) = before.steps {
            self.tree.cut(steps);
            let end = steps.last().map_or(0, |last| self.span(last).end);
            self.set_end(steps.id, end);
        } else {
            self.tree.node_mut(before.value).next = None;
        }
    }

    pub(super) fn close_index(&mut self, mut chain: Chain, opening: Span, context: BracketContext, key: Id) -> Next {
        let close = if self.is_recovering() {
            self.recover(TokenKind::CloseBracket)
        } else {
            let close = self.advance();
            if close.kind != TokenKind::CloseBracket && !self.recovery {
                self.report(SyntaxErrorKind::UnclosedIndex, close.span);
                self.recover(TokenKind::CloseBracket)
            } else {
                close
            }
        };
        self.exit_brackets(context);
        let step = self.tree.wrap(NodeKind::Index, opening.to(close.span), key);
        self.add_step(&mut chain, step);
        Next::Steps(chain)
    }
}
