//! `[for …]` and `{for …}`.

use super::frames::{BracketContext, Chain, For, Frame, Next};
use super::{Id, NodeKind, Parser, SyntaxErrorKind, Token, TokenKind};
use crate::languages::syntax::hcl::tree::ForParts;

impl Parser<'_> {
    /// Continues after the opening bracket of a `for` expression.
    pub(super) fn for_expression(&mut self, opening: Token, context: BracketContext) -> Next {
        let has = ForParts::default();
        let parts = self.grow(NodeKind::For(has), opening.span);
        let is_tuple = opening.kind == TokenKind::OpenBracket;
        let close = if is_tuple { TokenKind::CloseBracket } else { TokenKind::CloseBrace };
        let opening = opening.span;
        let mut loops = Box::new(For { parts, has, opening, close, group: None, key: None, value: None, context });
        self.advance(); // for
        if let Err(error) = self.for_names(&mut loops) {
            return self.refuse_for(&loops, Some(error));
        }
        self.wait(Frame::ForCollection(loops))
    }

    /// Parses the names of the variables, and `in`.
    fn for_names(&mut self, loops: &mut For) -> Result<(), SyntaxErrorKind> {
        loop {
            let name = self.peek();
            if name.kind != TokenKind::Identifier {
                return Err(SyntaxErrorKind::ForName);
            }
            self.advance();
            self.append(&mut loops.parts, NodeKind::Name, name.span);
            if loops.has.key_name || !self.is_next(TokenKind::Comma) {
                break;
            }
            self.advance();
            loops.has.key_name = true;
        }
        if !self.is_word_next("in") {
            return Err(SyntaxErrorKind::ForIn);
        }
        self.advance();
        Ok(())
    }

    pub(super) fn after_collection(&mut self, mut loops: Box<For>, value: Id) -> Next {
        self.tree.append(&mut loops.parts, value);
        if self.is_recovering() {
            return self.refuse_for(&loops, None);
        }
        if !self.is_next(TokenKind::Colon) {
            return self.refuse_for(&loops, Some(SyntaxErrorKind::ForColon));
        }
        self.advance();
        self.wait(Frame::ForFirst(loops))
    }

    /// Continues after the first expression. It is the key if `=>` follows, and the value otherwise.
    pub(super) fn after_first(&mut self, mut loops: Box<For>, first: Id) -> Next {
        if !self.is_next(TokenKind::FatArrow) {
            return self.after_value(loops, first);
        }
        self.advance();
        loops.key = Some(first);
        loops.has.key = true;
        self.tree.append(&mut loops.parts, first);
        let errors_before = self.errors_before;
        self.wait(Frame::ForValue { loops, errors_before })
    }

    pub(super) fn after_value(&mut self, mut loops: Box<For>, value: Id) -> Next {
        self.tree.append(&mut loops.parts, value);
        loops.value = Some(value);
        if self.is_recovering() {
            return self.refuse_for(&loops, None);
        }
        if self.is_next(TokenKind::Ellipsis) {
            loops.group = Some(self.advance().span);
            loops.has.group = true;
        }
        if self.is_word_next("if") {
            self.advance();
            loops.has.condition = true;
            return self.wait(Frame::ForCondition(loops));
        }
        self.close_for(&loops)
    }

    pub(super) fn after_condition(&mut self, mut loops: Box<For>, condition: Id) -> Next {
        self.tree.append(&mut loops.parts, condition);
        if self.is_recovering() {
            return self.refuse_for(&loops, None);
        }
        self.close_for(&loops)
    }

    fn close_for(&mut self, loops: &For) -> Next {
        let next = self.peek();
        let close = if next.kind == loops.close {
            self.advance()
        } else {
            self.report_unless_recovering(SyntaxErrorKind::ForGoesOn, next.span);
            self.recover(loops.close)
        };
        if loops.close == TokenKind::CloseBracket {
            if let Some(key) = loops.key {
                self.report(SyntaxErrorKind::ForKeyInTuple, self.span(key));
            }
            if let Some(group) = loops.group {
                self.report(SyntaxErrorKind::ForGroupInTuple, group);
            }
        } else if let (None, Some(value)) = (loops.key, loops.value) {
            self.report(SyntaxErrorKind::ForKeyMissing, self.span(value));
        }
        self.tree.node_mut(loops.parts.id).kind = NodeKind::For(loops.has);
        self.end_for(loops, loops.parts.id, close)
    }

    /// Drops the contents of an invalid `for` expression, and keeps only its range.
    fn refuse_for(&mut self, loops: &For, error: Option<SyntaxErrorKind>) -> Next {
        if let Some(error) = error {
            let at = self.peek().span;
            self.report_unless_recovering(error, at);
        }
        let close = self.recover(loops.close);
        let unknown = self.tree.add(NodeKind::Unknown, loops.opening);
        self.end_for(loops, unknown, close)
    }

    fn end_for(&mut self, loops: &For, whole: Id, close: Token) -> Next {
        self.exit_brackets(loops.context);
        self.set_end(whole, close.span.end);
        Next::Steps(Chain::new(whole))
    }
}
