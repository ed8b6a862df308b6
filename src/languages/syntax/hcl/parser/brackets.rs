//! Tuples and objects.

use super::frames::{Brackets, Chain, Frame, Next};
use super::{Id, NodeKind, Parser, SyntaxErrorKind, Token, TokenKind};

impl Parser<'_> {
    pub(super) fn tuple(&mut self) -> Next {
        let opening = self.advance();
        let context = self.enter_brackets(false);
        if self.is_word_next("for") {
            return self.for_expression(opening, context);
        }
        let parts = self.grow(NodeKind::Tuple, opening.span);
        self.element(Brackets { parts, opening: opening.span, context })
    }

    fn element(&mut self, tuple: Brackets) -> Next {
        if self.is_next(TokenKind::CloseBracket) {
            let close = self.advance();
            return self.close_brackets(&tuple, close);
        }
        self.wait(Frame::Element(tuple))
    }

    pub(super) fn after_element(&mut self, mut tuple: Brackets, value: Id) -> Next {
        self.tree.append(&mut tuple.parts, value);
        let next = if self.is_recovering() { None } else { Some(self.peek()) };
        match next.map(|next| next.kind) {
            Some(TokenKind::CloseBracket | TokenKind::Comma) => {
                let read = self.advance();
                if read.kind == TokenKind::Comma { self.element(tuple) } else { self.close_brackets(&tuple, read) }
            }
            found => {
                if let Some(next) = next {
                    let (kind, span) = match found {
                        Some(TokenKind::End) => (SyntaxErrorKind::UnclosedTuple, tuple.opening),
                        _ => (SyntaxErrorKind::ElementSeparator, next.span),
                    };
                    self.report_unless_recovering(kind, span);
                }
                let close = self.recover(TokenKind::CloseBracket);
                self.close_brackets(&tuple, close)
            }
        }
    }

    pub(super) fn object(&mut self) -> Next {
        let opening = self.advance();
        // Line endings are tokens in objects but not in `for` expressions, so this is decided first.
        if self.lexer.is_for_next() {
            let context = self.enter_brackets(false);
            return self.for_expression(opening, context);
        }
        let context = self.enter_brackets(true);
        let parts = self.grow(NodeKind::Object, opening.span);
        self.key(Brackets { parts, opening: opening.span, context })
    }

    fn key(&mut self, object: Brackets) -> Next {
        while self.is_next(TokenKind::Newline) {
            self.advance();
        }
        if self.is_next(TokenKind::CloseBrace) {
            let close = self.advance();
            return self.close_brackets(&object, close);
        }
        self.wait(Frame::Key(object))
    }

    pub(super) fn after_key(&mut self, object: Brackets, key: Id) -> Next {
        if self.is_recovering() {
            return self.recover_object(&object);
        }
        let next = self.peek();
        let (kind, span) = match next.kind {
            TokenKind::Equal | TokenKind::Colon => {
                self.advance();
                return self.wait(Frame::Entry { object, key });
            }
            TokenKind::End => (SyntaxErrorKind::UnclosedObject, object.opening),
            TokenKind::Newline | TokenKind::Comma => (SyntaxErrorKind::EntryValue, next.span),
            _ => (SyntaxErrorKind::EntryEqual, next.span),
        };
        self.report_unless_recovering(kind, span);
        self.recover_object(&object)
    }

    pub(super) fn after_entry(&mut self, mut object: Brackets, key: Id, value: Id) -> Next {
        let is_recovering = self.is_recovering();
        // An incomplete value is kept, because the user may still be typing it.
        if !is_recovering || self.tree.node(value).kind == NodeKind::Broken {
            self.tree.append(&mut object.parts, key);
            self.tree.append(&mut object.parts, value);
        }
        if is_recovering {
            return self.recover_object(&object);
        }
        let next = self.peek();
        let (kind, span) = match next.kind {
            TokenKind::CloseBrace => {
                self.advance();
                return self.close_brackets(&object, next);
            }
            TokenKind::Comma | TokenKind::Newline => {
                self.advance();
                return self.key(object);
            }
            TokenKind::End => (SyntaxErrorKind::UnclosedObject, object.opening),
            _ => (SyntaxErrorKind::EntrySeparator, next.span),
        };
        self.report_unless_recovering(kind, span);
        self.recover_object(&object)
    }

    fn recover_object(&mut self, object: &Brackets) -> Next {
        let close = self.recover(TokenKind::CloseBrace);
        self.close_brackets(object, close)
    }

    fn close_brackets(&mut self, brackets: &Brackets, close: Token) -> Next {
        self.exit_brackets(brackets.context);
        self.set_end(brackets.parts.id, close.span.end);
        Next::Steps(Chain::new(brackets.parts.id))
    }
}
