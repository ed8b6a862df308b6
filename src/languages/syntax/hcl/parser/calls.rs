//! Function calls.

use super::frames::{Call, Chain, Frame, Next};
use super::{Id, NodeKind, Parser, Span, SyntaxErrorKind, TokenKind};

impl Parser<'_> {
    /// Continues after a function name that is followed by `(` or `::`.
    pub(super) fn call(&mut self, mut name: Span) -> Next {
        let mut opening = self.advance();
        while opening.kind == TokenKind::DoubleColon {
            let next = self.advance();
            if next.kind != TokenKind::Identifier {
                return self.refuse_call(SyntaxErrorKind::FunctionNameExpected, name, next.span);
            }
            name = name.to(next.span);
            opening = self.advance();
        }
        if opening.kind != TokenKind::OpenParenthesis {
            return self.refuse_call(SyntaxErrorKind::CallExpected, name, opening.span);
        }
        let head = name.to(opening.span);
        let mut parts = self.grow(NodeKind::Call { expands_last: false }, head);
        self.append(&mut parts, NodeKind::Name, name);
        let context = self.enter_brackets(false);
        self.argument(Call { parts, head, context })
    }

    fn refuse_call(&mut self, kind: SyntaxErrorKind, name: Span, at: Span) -> Next {
        self.report(kind, at);
        self.recover_over_parentheses();
        Next::Steps(Chain::new(self.tree.add(NodeKind::Broken, name.to(at))))
    }

    fn argument(&mut self, call: Call) -> Next {
        if self.is_next(TokenKind::CloseParenthesis) {
            self.advance();
            return self.close_call(&call);
        }
        self.wait(Frame::Argument(call))
    }

    pub(super) fn after_argument(&mut self, mut call: Call, value: Id) -> Next {
        self.tree.append(&mut call.parts, value);
        if self.is_recovering() {
            self.recover(TokenKind::CloseParenthesis);
            return self.close_call(&call);
        }
        let separator = self.advance();
        match separator.kind {
            TokenKind::Comma => return self.argument(call),
            TokenKind::CloseParenthesis => {}
            TokenKind::Ellipsis => {
                self.tree.node_mut(call.parts.id).kind = NodeKind::Call { expands_last: true };
                if self.is_next(TokenKind::CloseParenthesis) {
                    self.advance();
                } else {
                    self.report_unless_recovering(SyntaxErrorKind::ExpandedNotLast, separator.span);
                    self.recover(TokenKind::CloseParenthesis);
                }
            }
            found => {
                let (kind, span) = match found {
                    TokenKind::End => (SyntaxErrorKind::UnclosedCall, call.head),
                    _ => (SyntaxErrorKind::ArgumentSeparator, separator.span),
                };
                self.report(kind, span);
                self.recover(TokenKind::CloseParenthesis);
            }
        }
        self.close_call(&call)
    }

    fn close_call(&mut self, call: &Call) -> Next {
        let end = self.previous.end;
        self.set_end(call.parts.id, end);
        self.exit_brackets(call.context);
        Next::Steps(Chain::new(call.parts.id))
    }
}
