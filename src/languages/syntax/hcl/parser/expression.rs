//! Expressions: operands and the operators around them.

use super::frames::{BracketContext, Chain, Frame, Next};
use super::{Id, NodeKind, Parser, Span, SyntaxErrorKind, TokenKind};
use crate::languages::syntax::hcl::tree::Operator;

impl Parser<'_> {
    /// Parses an expression until its end or an error.
    pub(super) fn expression(&mut self) -> Id {
        let mut next = Next::Operand;
        loop {
            next = match next {
                Next::Operand => self.operand(),
                Next::Steps(chain) => self.steps(chain),
                Next::Operator(operand) => self.operator(operand),
                Next::Part(template) => self.part(template),
                Next::Value(value) => match self.frames.pop() {
                    None => return value,
                    Some(frame) => self.resume(frame, value),
                },
            };
        }
    }

    /// Pushes a frame that needs an expression, and continues with that expression.
    pub(super) fn wait(&mut self, frame: Frame) -> Next {
        self.errors_before = self.error_count;
        self.frames.push(frame);
        Next::Operand
    }

    fn operand(&mut self) -> Next {
        let start = self.peek();
        match start.kind {
            TokenKind::Identifier => {
                self.advance();
                if matches!(self.peek().kind, TokenKind::OpenParenthesis | TokenKind::DoubleColon) {
                    return self.call(start.span);
                }
                let kind = match self.lexer.text(start.span) {
                    "true" => NodeKind::True,
                    "false" => NodeKind::False,
                    "null" => NodeKind::Null,
                    _ => NodeKind::Variable,
                };
                self.leaf(kind, start.span)
            }
            TokenKind::OpenQuote | TokenKind::OpenHeredoc => {
                self.advance();
                self.template(start)
            }
            TokenKind::Number => {
                self.advance();
                self.check_number(start.span);
                self.leaf(NodeKind::Number, start.span)
            }
            TokenKind::OpenBracket => self.tuple(),
            TokenKind::OpenBrace => self.object(),
            TokenKind::OpenParenthesis => {
                self.advance();
                let context = self.enter_brackets(false);
                self.wait(Frame::Parentheses { opening: start.span, context })
            }
            TokenKind::Minus | TokenKind::Bang => {
                self.advance();
                let kind = if start.kind == TokenKind::Minus { NodeKind::Negation } else { NodeKind::Not };
                let id = self.tree.add(kind, start.span);
                self.frames.push(Frame::Unary(id));
                Next::Operand
            }
            found => {
                let is_end = found == TokenKind::End;
                let kind = if is_end { SyntaxErrorKind::ValueMissing } else { SyntaxErrorKind::ValueExpected };
                self.report_unless_recovering(kind, start.span);
                self.recovery = true;
                self.leaf(NodeKind::Unknown, start.span)
            }
        }
    }

    fn leaf(&mut self, kind: NodeKind, span: Span) -> Next {
        Next::Steps(Chain::new(self.tree.add(kind, span)))
    }

    fn operator(&mut self, mut operand: Id) -> Next {
        while let Some(Frame::Unary(id)) = self.frames.last() {
            let id = *id;
            self.frames.pop();
            let end = self.span(operand).end;
            self.tree.node_mut(id).first = Some(operand);
            self.set_end(id, end);
            operand = id;
        }
        if self.is_recovering() {
            return Next::Value(self.first_operand(operand));
        }
        let found = self.peek().kind;
        let next = operator(found);
        while let Some(Frame::Binary { left, operator }) = self.frames.last()
            && next.is_none_or(|next| precedence(*operator) >= precedence(next))
        {
            let (left, kind) = (*left, NodeKind::Binary(*operator));
            self.frames.pop();
            operand = self.join(kind, &[left, operand]);
        }
        if let Some(operator) = next {
            self.advance();
            self.frames.push(Frame::Binary { left: operand, operator });
            return Next::Operand;
        }
        if found == TokenKind::Question {
            self.advance();
            self.frames.push(Frame::WhenTrue { condition: operand });
            return Next::Operand;
        }
        Next::Value(operand)
    }

    /// Returns the part of an incomplete expression that is kept: the first operand of each operator.
    fn first_operand(&mut self, mut operand: Id) -> Id {
        while let Some(
            Frame::Binary { left: first, .. }
            | Frame::WhenTrue { condition: first }
            | Frame::WhenFalse { condition: first, .. },
        ) = self.frames.last()
        {
            operand = *first;
            self.frames.pop();
        }
        operand
    }

    fn join(&mut self, kind: NodeKind, operands: &[Id]) -> Id {
        let mut joined = self.grow(kind, Span { start: 0, end: 0 });
        for operand in operands {
            self.tree.append(&mut joined, *operand);
        }
        if let [first, .., last] = operands {
            self.tree.node_mut(joined.id).span = self.span(*first).to(self.span(*last));
        }
        joined.id
    }

    fn resume(&mut self, frame: Frame, value: Id) -> Next {
        match frame {
            Frame::Unary(_) | Frame::Binary { .. } => Next::Value(value), // these wait for operands, not for expressions
            Frame::WhenTrue { condition } => {
                if self.is_recovering() {
                    return Next::Value(condition);
                }
                let colon = self.peek();
                if colon.kind != TokenKind::Colon {
                    self.report(SyntaxErrorKind::ColonExpected, colon.span);
                    return Next::Value(condition);
                }
                self.advance();
                self.frames.push(Frame::WhenFalse { condition, when_true: value });
                Next::Operand
            }
            Frame::WhenFalse { condition, .. } if self.is_recovering() => Next::Value(condition),
            Frame::WhenFalse { condition, when_true } => {
                Next::Value(self.join(NodeKind::Conditional, &[condition, when_true, value]))
            }
            Frame::Parentheses { opening, context } => self.close_parentheses(opening, context, value),
            Frame::Index { chain, opening, context } => self.close_index(chain, opening, context, value),
            Frame::Element(tuple) => self.after_element(tuple, value),
            Frame::Key(object) => self.after_key(object, value),
            Frame::Entry { object, key } => self.after_entry(object, key, value),
            Frame::Argument(call) => self.after_argument(call, value),
            Frame::ForCollection(loops) => self.after_collection(loops, value),
            Frame::ForFirst(loops) => self.after_first(loops, value),
            Frame::ForValue { loops, errors_before } => {
                self.errors_before = errors_before;
                self.after_value(loops, value)
            }
            Frame::ForCondition(loops) => self.after_condition(loops, value),
            Frame::Interpolation { template, opening, context } => {
                self.close_interpolation(template, opening, context, value)
            }
            Frame::Directive { template, head } => self.finish_directive(template, head, Some(value)),
        }
    }

    fn close_parentheses(&mut self, opening: Span, context: BracketContext, value: Id) -> Next {
        if self.has_errors() {
            self.recover(TokenKind::CloseParenthesis);
            self.exit_brackets(context);
            return Next::Steps(Chain::new(value));
        }
        let next = self.peek();
        if next.kind != TokenKind::CloseParenthesis {
            self.report(SyntaxErrorKind::UnclosedParenthesis, next.span);
            self.recovery = true;
        }
        self.advance();
        self.exit_brackets(context);
        let whole = self.tree.wrap(NodeKind::Parentheses, opening.to(next.span), value);
        Next::Steps(Chain::new(whole))
    }
}

fn operator(found: TokenKind) -> Option<Operator> {
    Some(match found {
        TokenKind::Or => Operator::Or,
        TokenKind::And => Operator::And,
        TokenKind::EqualEqual => Operator::Equal,
        TokenKind::NotEqual => Operator::NotEqual,
        TokenKind::Less => Operator::Less,
        TokenKind::LessEqual => Operator::LessEqual,
        TokenKind::Greater => Operator::Greater,
        TokenKind::GreaterEqual => Operator::GreaterEqual,
        TokenKind::Plus => Operator::Add,
        TokenKind::Minus => Operator::Subtract,
        TokenKind::Star => Operator::Multiply,
        TokenKind::Slash => Operator::Divide,
        TokenKind::Percent => Operator::Modulo,
        _ => return None,
    })
}

/// The precedence of an operator: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations>
fn precedence(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        Operator::Equal | Operator::NotEqual => 3,
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => 4,
        Operator::Add | Operator::Subtract => 5,
        Operator::Multiply | Operator::Divide | Operator::Modulo => 6,
    }
}
