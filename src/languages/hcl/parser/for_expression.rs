//! `[for …]` and `{for …}`.

use super::expression::{Frame, Next};
use super::traversals::Chain;
use super::{Growing, Id, Kind, Outside, Parser, ProblemKind, Span, Symbol, Token};
use crate::languages::hcl::tree::ForParts;

/// A `for` expression that is being read.
pub(super) struct For {
    pub(super) parts: Growing,
    has: ForParts,
    opening: Span,
    close: Symbol,
    /// The `...` behind the value, once it was read.
    group: Option<Span>,
    /// The key and the value, once they were read.
    key: Option<Id>,
    value: Option<Id>,
    outside: Outside,
}

impl Parser<'_> {
    /// Goes on behind the bracket that opens it.
    pub(super) fn for_expression(&mut self, opening: Token, outside: Outside) -> Next {
        let has = ForParts::default();
        let parts = self.grow(Kind::For(has), opening.span);
        let is_tuple = opening.symbol == Symbol::OpenBracket;
        let close = if is_tuple { Symbol::CloseBracket } else { Symbol::CloseBrace };
        let opening = opening.span;
        let mut loops = Box::new(For { parts, has, opening, close, group: None, key: None, value: None, outside });
        self.read(); // for
        if let Err(problem) = self.for_names(&mut loops) {
            return self.refuse_for(&loops, Some(problem));
        }
        self.wait(Frame::ForCollection(loops))
    }

    /// The names of the variables, and `in`.
    fn for_names(&mut self, loops: &mut For) -> Result<(), ProblemKind> {
        loop {
            let name = self.peek();
            if name.symbol != Symbol::Identifier {
                return Err(ProblemKind::ForName);
            }
            self.read();
            self.append(&mut loops.parts, Kind::Name, name.span);
            if loops.has.key_name || !self.is_next(Symbol::Comma) {
                break;
            }
            self.read();
            loops.has.key_name = true;
        }
        if !self.is_word_next("in") {
            return Err(ProblemKind::ForIn);
        }
        self.read();
        Ok(())
    }

    pub(super) fn after_collection(&mut self, mut loops: Box<For>, value: Id) -> Next {
        self.tree.append(&mut loops.parts, value);
        if self.is_lost() {
            return self.refuse_for(&loops, None);
        }
        if !self.is_next(Symbol::Colon) {
            return self.refuse_for(&loops, Some(ProblemKind::ForColon));
        }
        self.read();
        self.wait(Frame::ForFirst(loops))
    }

    /// Behind what is the key if `=>` follows, and else the value.
    pub(super) fn after_first(&mut self, mut loops: Box<For>, first: Id) -> Next {
        if !self.is_next(Symbol::FatArrow) {
            return self.after_value(loops, first);
        }
        self.read();
        loops.key = Some(first);
        loops.has.key = true;
        self.tree.append(&mut loops.parts, first);
        let mistakes_before = self.mistakes_before;
        self.wait(Frame::ForValue { loops, mistakes_before })
    }

    pub(super) fn after_value(&mut self, mut loops: Box<For>, value: Id) -> Next {
        self.tree.append(&mut loops.parts, value);
        loops.value = Some(value);
        if self.is_lost() {
            return self.refuse_for(&loops, None);
        }
        if self.is_next(Symbol::Ellipsis) {
            loops.group = Some(self.read().span);
            loops.has.group = true;
        }
        if self.is_word_next("if") {
            self.read();
            loops.has.condition = true;
            return self.wait(Frame::ForCondition(loops));
        }
        self.close_for(&loops)
    }

    pub(super) fn after_condition(&mut self, mut loops: Box<For>, condition: Id) -> Next {
        self.tree.append(&mut loops.parts, condition);
        if self.is_lost() {
            return self.refuse_for(&loops, None);
        }
        self.close_for(&loops)
    }

    fn close_for(&mut self, loops: &For) -> Next {
        let next = self.peek();
        let close = if next.symbol == loops.close {
            self.read()
        } else {
            self.report_unless_lost(ProblemKind::ForGoesOn, next.span);
            self.recover(loops.close)
        };
        if loops.close == Symbol::CloseBracket {
            if let Some(key) = loops.key {
                self.report(ProblemKind::ForKeyInTuple, self.span(key));
            }
            if let Some(group) = loops.group {
                self.report(ProblemKind::ForGroupInTuple, group);
            }
        } else if let (None, Some(value)) = (loops.key, loops.value) {
            self.report(ProblemKind::ForKeyMissing, self.span(value));
        }
        self.tree.node_mut(loops.parts.id).kind = Kind::For(loops.has);
        self.end_for(loops, loops.parts.id, close)
    }

    /// Keeps nothing but the place.
    fn refuse_for(&mut self, loops: &For, problem: Option<ProblemKind>) -> Next {
        if let Some(problem) = problem {
            let at = self.peek().span;
            self.report_unless_lost(problem, at);
        }
        let close = self.recover(loops.close);
        let unknown = self.tree.add(Kind::Unknown, loops.opening);
        self.end_for(loops, unknown, close)
    }

    fn end_for(&mut self, loops: &For, whole: Id, close: Token) -> Next {
        self.ascend(loops.outside);
        self.set_end(whole, close.span.end);
        Next::Steps(Chain::new(whole))
    }
}
