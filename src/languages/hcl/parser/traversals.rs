//! What follows an operand: attributes, indexes and splats.

use super::expression::{Frame, Next};
use super::{Growing, Id, Kind, Outside, Parser, ProblemKind, Span, Symbol};

/// An operand and the steps that were read of those behind it.
#[derive(Clone, Copy)]
pub(super) struct Chain {
    value: Id,
    /// Once there are steps, `value` is the traversal that holds them.
    steps: Option<Growing>,
    /// The steps up to the last `[*]`, behind which they belong to each element.
    splat: Option<Growing>,
}

impl Chain {
    pub(super) fn new(value: Id) -> Self {
        Self { value, steps: None, splat: None }
    }
}

impl Parser<'_> {
    pub(super) fn steps(&mut self, mut chain: Chain) -> Next {
        loop {
            match self.peek().symbol {
                Symbol::Dot => {
                    let dot = self.read().span;
                    self.after_dot(&mut chain, dot);
                }
                Symbol::OpenBracket => {
                    let opening = self.read().span;
                    if !self.is_next(Symbol::Star) {
                        let outside = self.descend(false);
                        return self.wait(Frame::Index { chain, opening, outside });
                    }
                    self.read();
                    let mut close = self.read();
                    if close.symbol != Symbol::CloseBracket && !self.recovery {
                        self.report(ProblemKind::UnclosedSplat, close.span);
                        close = self.recover(Symbol::CloseBracket);
                    }
                    let step = self.tree.add(Kind::FullSplat, opening.to(close.span));
                    self.add_step(&mut chain, step);
                    chain.splat = chain.steps;
                }
                _ => return Next::Operator(chain.value),
            }
        }
    }

    fn after_dot(&mut self, chain: &mut Chain, dot: Span) {
        let next = self.peek();
        match next.symbol {
            Symbol::Identifier | Symbol::Number => self.named_step(chain, dot),
            Symbol::Star => {
                self.read();
                self.attribute_splat(chain, dot.to(next.span));
            }
            _ => {
                self.report(ProblemKind::NameExpected, next.span);
                self.recovery = true;
                let span = self.span(chain.value).to(dot);
                if let Some(splat) = chain.splat {
                    // What breaks off is said of the elements: the list stays what it is.
                    self.tree.cut(splat);
                    self.set_end(splat.id, dot.end);
                    chain.steps = chain.splat;
                    return;
                }
                *chain = Chain::new(self.tree.wrap(Kind::Broken, span, chain.value));
            }
        }
    }

    /// `.name` or `.0`
    fn named_step(&mut self, chain: &mut Chain, dot: Span) {
        let name = self.read();
        let (step, part) = if name.symbol == Symbol::Number {
            if self.lexer.text(name.span).contains('.') {
                self.report(ProblemKind::ChainedIndexes, name.span);
            } else {
                self.check_number(name.span);
            }
            (Kind::LegacyIndex, Kind::Number)
        } else {
            (Kind::Attributes, Kind::Name)
        };
        let part = self.tree.add(part, name.span);
        let step = self.tree.wrap(step, dot.to(name.span), part);
        self.add_step(chain, step);
    }

    /// `.*` and the names behind it, which it must be followed by if it is followed by a dot.
    fn attribute_splat(&mut self, chain: &mut Chain, splat: Span) {
        let before = *chain;
        let step = self.tree.add(Kind::AttributeSplat, splat);
        self.add_step(chain, step);
        while self.is_next(Symbol::Dot) {
            let dot = self.read().span;
            let next = self.peek();
            if !matches!(next.symbol, Symbol::Identifier | Symbol::Number) {
                let is_splat = next.symbol == Symbol::Star;
                let kind = if is_splat { ProblemKind::NestedSplat } else { ProblemKind::NameExpected };
                self.report_unless_lost(kind, next.span);
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
            Growing::with(self.tree.wrap(Kind::Traversal, span, chain.value), chain.value)
        };
        self.tree.append(&mut steps, step);
        self.set_end(steps.id, end.end);
        *chain = Chain { value: steps.id, steps: Some(steps), ..*chain };
    }

    /// Takes the steps away that were added since.
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

    pub(super) fn close_index(&mut self, mut chain: Chain, opening: Span, outside: Outside, key: Id) -> Next {
        let close = if self.is_lost() {
            self.recover(Symbol::CloseBracket)
        } else {
            let close = self.read();
            if close.symbol != Symbol::CloseBracket && !self.recovery {
                self.report(ProblemKind::UnclosedIndex, close.span);
                self.recover(Symbol::CloseBracket)
            } else {
                close
            }
        };
        self.ascend(outside);
        let step = self.tree.wrap(Kind::Index, opening.to(close.span), key);
        self.add_step(&mut chain, step);
        Next::Steps(chain)
    }
}
