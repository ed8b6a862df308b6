//! Tuples and objects.

use super::expression::{Frame, Next};
use super::traversals::Chain;
use super::{Growing, Id, Kind, Outside, Parser, ProblemKind, Span, Symbol, Token};

/// A tuple or an object that is being read.
pub(super) struct Brackets {
    parts: Growing,
    opening: Span,
    outside: Outside,
}

impl Parser<'_> {
    pub(super) fn tuple(&mut self) -> Next {
        let opening = self.read();
        let outside = self.descend(false);
        if self.is_word_next("for") {
            return self.for_expression(opening, outside);
        }
        let parts = self.grow(Kind::Tuple, opening.span);
        self.element(Brackets { parts, opening: opening.span, outside })
    }

    fn element(&mut self, tuple: Brackets) -> Next {
        if self.is_next(Symbol::CloseBracket) {
            let close = self.read();
            return self.close_brackets(&tuple, close);
        }
        self.wait(Frame::Element(tuple))
    }

    pub(super) fn after_element(&mut self, mut tuple: Brackets, value: Id) -> Next {
        self.tree.append(&mut tuple.parts, value);
        let next = if self.is_lost() { None } else { Some(self.peek()) };
        match next.map(|next| next.symbol) {
            Some(Symbol::CloseBracket | Symbol::Comma) => {
                let read = self.read();
                if read.symbol == Symbol::Comma { self.element(tuple) } else { self.close_brackets(&tuple, read) }
            }
            symbol => {
                if let Some(next) = next {
                    let (kind, span) = match symbol {
                        Some(Symbol::End) => (ProblemKind::UnclosedTuple, tuple.opening),
                        _ => (ProblemKind::ElementSeparator, next.span),
                    };
                    self.report_unless_lost(kind, span);
                }
                let close = self.recover(Symbol::CloseBracket);
                self.close_brackets(&tuple, close)
            }
        }
    }

    pub(super) fn object(&mut self) -> Next {
        let opening = self.read();
        // Lines matter in objects and not in `for`, so that is asked first.
        if self.lexer.is_for_next() {
            let outside = self.descend(false);
            return self.for_expression(opening, outside);
        }
        let outside = self.descend(true);
        let parts = self.grow(Kind::Object, opening.span);
        self.key(Brackets { parts, opening: opening.span, outside })
    }

    fn key(&mut self, object: Brackets) -> Next {
        while self.is_next(Symbol::Newline) {
            self.read();
        }
        if self.is_next(Symbol::CloseBrace) {
            let close = self.read();
            return self.close_brackets(&object, close);
        }
        self.wait(Frame::Key(object))
    }

    pub(super) fn after_key(&mut self, object: Brackets, key: Id) -> Next {
        if self.is_lost() {
            return self.recover_object(&object);
        }
        let next = self.peek();
        let (kind, span) = match next.symbol {
            Symbol::Equal | Symbol::Colon => {
                self.read();
                return self.wait(Frame::Entry { object, key });
            }
            Symbol::End => (ProblemKind::UnclosedObject, object.opening),
            Symbol::Newline | Symbol::Comma => (ProblemKind::EntryValue, next.span),
            _ => (ProblemKind::EntryEqual, next.span),
        };
        self.report_unless_lost(kind, span);
        self.recover_object(&object)
    }

    pub(super) fn after_entry(&mut self, mut object: Brackets, key: Id, value: Id) -> Next {
        let is_lost = self.is_lost();
        // A value that breaks off is kept, as it says what someone is about to write.
        if !is_lost || self.tree.node(value).kind == Kind::Broken {
            self.tree.append(&mut object.parts, key);
            self.tree.append(&mut object.parts, value);
        }
        if is_lost {
            return self.recover_object(&object);
        }
        let next = self.peek();
        let (kind, span) = match next.symbol {
            Symbol::CloseBrace => {
                self.read();
                return self.close_brackets(&object, next);
            }
            Symbol::Comma | Symbol::Newline => {
                self.read();
                return self.key(object);
            }
            Symbol::End => (ProblemKind::UnclosedObject, object.opening),
            _ => (ProblemKind::EntrySeparator, next.span),
        };
        self.report_unless_lost(kind, span);
        self.recover_object(&object)
    }

    fn recover_object(&mut self, object: &Brackets) -> Next {
        let close = self.recover(Symbol::CloseBrace);
        self.close_brackets(object, close)
    }

    fn close_brackets(&mut self, brackets: &Brackets, close: Token) -> Next {
        self.ascend(brackets.outside);
        self.set_end(brackets.parts.id, close.span.end);
        Next::Steps(Chain::new(brackets.parts.id))
    }
}
