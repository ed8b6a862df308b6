//! Function calls.

use super::expression::{Frame, Next};
use super::traversals::Chain;
use super::{Growing, Id, Kind, Outside, Parser, ProblemKind, Span, Symbol};

/// A call whose arguments are being read.
pub(super) struct Call {
    parts: Growing,
    /// The name and what opens the arguments.
    head: Span,
    outside: Outside,
}

impl Parser<'_> {
    /// Goes on behind a name, which is followed by `(` or `::`.
    pub(super) fn call(&mut self, mut name: Span) -> Next {
        let mut opening = self.read();
        while opening.symbol == Symbol::DoubleColon {
            let next = self.read();
            if next.symbol != Symbol::Identifier {
                return self.refuse_call(ProblemKind::FunctionNameExpected, name, next.span);
            }
            name = name.to(next.span);
            opening = self.read();
        }
        if opening.symbol != Symbol::OpenParenthesis {
            return self.refuse_call(ProblemKind::CallExpected, name, opening.span);
        }
        let head = name.to(opening.span);
        let mut parts = self.grow(Kind::Call { expands_last: false }, head);
        self.append(&mut parts, Kind::Name, name);
        let outside = self.descend(false);
        self.argument(Call { parts, head, outside })
    }

    fn refuse_call(&mut self, kind: ProblemKind, name: Span, at: Span) -> Next {
        self.report(kind, at);
        self.recover_over_parentheses();
        Next::Steps(Chain::new(self.tree.add(Kind::Broken, name.to(at))))
    }

    fn argument(&mut self, call: Call) -> Next {
        if self.is_next(Symbol::CloseParenthesis) {
            self.read();
            return self.close_call(&call);
        }
        self.wait(Frame::Argument(call))
    }

    pub(super) fn after_argument(&mut self, mut call: Call, value: Id) -> Next {
        self.tree.append(&mut call.parts, value);
        if self.is_lost() {
            self.recover(Symbol::CloseParenthesis);
            return self.close_call(&call);
        }
        let separator = self.read();
        match separator.symbol {
            Symbol::Comma => return self.argument(call),
            Symbol::CloseParenthesis => {}
            Symbol::Ellipsis => {
                self.tree.node_mut(call.parts.id).kind = Kind::Call { expands_last: true };
                if self.is_next(Symbol::CloseParenthesis) {
                    self.read();
                } else {
                    self.report_unless_lost(ProblemKind::ExpandedNotLast, separator.span);
                    self.recover(Symbol::CloseParenthesis);
                }
            }
            symbol => {
                let (kind, span) = match symbol {
                    Symbol::End => (ProblemKind::UnclosedCall, call.head),
                    _ => (ProblemKind::ArgumentSeparator, separator.span),
                };
                self.report(kind, span);
                self.recover(Symbol::CloseParenthesis);
            }
        }
        self.close_call(&call)
    }

    fn close_call(&mut self, call: &Call) -> Next {
        let end = self.previous.end;
        self.set_end(call.parts.id, end);
        self.ascend(call.outside);
        Next::Steps(Chain::new(call.parts.id))
    }
}
