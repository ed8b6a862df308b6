//! Values: operands, the operators around them, and who waits for them.

use super::brackets::Brackets;
use super::calls::Call;
use super::for_expression::For;
use super::templates::{DirectiveHead, Template};
use super::traversals::Chain;
use super::{Id, Kind, Outside, Parser, ProblemKind, Span, Symbol};
use crate::languages::hcl::tree::Operator;

/// What is to be done next within an expression.
pub(super) enum Next {
    /// Read an operand.
    Operand,
    /// Read what follows an operand: attributes and indexes.
    Steps(Chain),
    /// An operand is complete, and an operator may follow.
    Operator(Id),
    /// An expression is complete.
    Value(Id),
    /// Read the next part of a template.
    Part(Template),
}

/// What waits for an operand or an expression.
pub(super) enum Frame {
    /// `-` or `!`
    Unary(Id),
    Binary {
        left: Id,
        operator: Operator,
    },
    WhenTrue {
        condition: Id,
    },
    WhenFalse {
        condition: Id,
        when_true: Id,
    },
    Parentheses {
        opening: Span,
        outside: Outside,
    },
    Index {
        chain: Chain,
        opening: Span,
        outside: Outside,
    },
    Element(Brackets),
    Key(Brackets),
    Entry {
        object: Brackets,
        key: Id,
    },
    Argument(Call),
    ForCollection(Box<For>),
    ForFirst(Box<For>),
    ForValue {
        loops: Box<For>,
        mistakes_before: u32,
    },
    ForCondition(Box<For>),
    Interpolation {
        template: Template,
        opening: Span,
        outside: Outside,
    },
    Directive {
        template: Template,
        head: DirectiveHead,
    },
}

impl Parser<'_> {
    /// Reads an expression to where it ends, or to where it cannot go on.
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

    /// Goes on to the expression that `frame` waits for.
    pub(super) fn wait(&mut self, frame: Frame) -> Next {
        self.mistakes_before = self.mistakes;
        self.frames.push(frame);
        Next::Operand
    }

    fn operand(&mut self) -> Next {
        let start = self.peek();
        match start.symbol {
            Symbol::Identifier => {
                self.read();
                if matches!(self.peek().symbol, Symbol::OpenParenthesis | Symbol::DoubleColon) {
                    return self.call(start.span);
                }
                let kind = match self.lexer.text(start.span) {
                    "true" => Kind::True,
                    "false" => Kind::False,
                    "null" => Kind::Null,
                    _ => Kind::Variable,
                };
                self.leaf(kind, start.span)
            }
            Symbol::OpenQuote | Symbol::OpenHeredoc => {
                self.read();
                self.template(start)
            }
            Symbol::Number => {
                self.read();
                self.check_number(start.span);
                self.leaf(Kind::Number, start.span)
            }
            Symbol::OpenBracket => self.tuple(),
            Symbol::OpenBrace => self.object(),
            Symbol::OpenParenthesis => {
                self.read();
                let outside = self.descend(false);
                self.wait(Frame::Parentheses { opening: start.span, outside })
            }
            Symbol::Minus | Symbol::Bang => {
                self.read();
                let kind = if start.symbol == Symbol::Minus { Kind::Negation } else { Kind::Not };
                let id = self.tree.add(kind, start.span);
                self.frames.push(Frame::Unary(id));
                Next::Operand
            }
            symbol => {
                let is_end = symbol == Symbol::End;
                let kind = if is_end { ProblemKind::ValueMissing } else { ProblemKind::ValueExpected };
                self.report_unless_lost(kind, start.span);
                self.recovery = true;
                self.leaf(Kind::Unknown, start.span)
            }
        }
    }

    fn leaf(&mut self, kind: Kind, span: Span) -> Next {
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
        if self.is_lost() {
            return Next::Value(self.first_operand(operand));
        }
        let symbol = self.peek().symbol;
        let next = operator(symbol);
        while let Some(Frame::Binary { left, operator }) = self.frames.last()
            && next.is_none_or(|next| strength(*operator) >= strength(next))
        {
            let (left, kind) = (*left, Kind::Binary(*operator));
            self.frames.pop();
            operand = self.join(kind, &[left, operand]);
        }
        if let Some(operator) = next {
            self.read();
            self.frames.push(Frame::Binary { left: operand, operator });
            return Next::Operand;
        }
        if symbol == Symbol::Question {
            self.read();
            self.frames.push(Frame::WhenTrue { condition: operand });
            return Next::Operand;
        }
        Next::Value(operand)
    }

    /// What is kept of an expression that broke off: the first operand of each operator.
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

    fn join(&mut self, kind: Kind, operands: &[Id]) -> Id {
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
            Frame::Unary(_) | Frame::Binary { .. } => Next::Value(value), // these take operands, not expressions
            Frame::WhenTrue { condition } => {
                if self.is_lost() {
                    return Next::Value(condition);
                }
                let colon = self.peek();
                if colon.symbol != Symbol::Colon {
                    self.report(ProblemKind::ColonExpected, colon.span);
                    return Next::Value(condition);
                }
                self.read();
                self.frames.push(Frame::WhenFalse { condition, when_true: value });
                Next::Operand
            }
            Frame::WhenFalse { condition, .. } if self.is_lost() => Next::Value(condition),
            Frame::WhenFalse { condition, when_true } => {
                Next::Value(self.join(Kind::Conditional, &[condition, when_true, value]))
            }
            Frame::Parentheses { opening, outside } => self.close_parentheses(opening, outside, value),
            Frame::Index { chain, opening, outside } => self.close_index(chain, opening, outside, value),
            Frame::Element(tuple) => self.after_element(tuple, value),
            Frame::Key(object) => self.after_key(object, value),
            Frame::Entry { object, key } => self.after_entry(object, key, value),
            Frame::Argument(call) => self.after_argument(call, value),
            Frame::ForCollection(loops) => self.after_collection(loops, value),
            Frame::ForFirst(loops) => self.after_first(loops, value),
            Frame::ForValue { loops, mistakes_before } => {
                self.mistakes_before = mistakes_before;
                self.after_value(loops, value)
            }
            Frame::ForCondition(loops) => self.after_condition(loops, value),
            Frame::Interpolation { template, opening, outside } => {
                self.close_interpolation(template, opening, outside, value)
            }
            Frame::Directive { template, head } => self.finish_directive(template, head, Some(value)),
        }
    }

    fn close_parentheses(&mut self, opening: Span, outside: Outside, value: Id) -> Next {
        if self.has_mistakes() {
            self.recover(Symbol::CloseParenthesis);
            self.ascend(outside);
            return Next::Steps(Chain::new(value));
        }
        let next = self.peek();
        if next.symbol != Symbol::CloseParenthesis {
            self.report(ProblemKind::UnclosedParenthesis, next.span);
            self.recovery = true;
        }
        self.read();
        self.ascend(outside);
        let whole = self.tree.wrap(Kind::Parentheses, opening.to(next.span), value);
        Next::Steps(Chain::new(whole))
    }
}

fn operator(symbol: Symbol) -> Option<Operator> {
    Some(match symbol {
        Symbol::Or => Operator::Or,
        Symbol::And => Operator::And,
        Symbol::EqualEqual => Operator::Equal,
        Symbol::NotEqual => Operator::NotEqual,
        Symbol::Less => Operator::Less,
        Symbol::LessEqual => Operator::LessEqual,
        Symbol::Greater => Operator::Greater,
        Symbol::GreaterEqual => Operator::GreaterEqual,
        Symbol::Plus => Operator::Add,
        Symbol::Minus => Operator::Subtract,
        Symbol::Star => Operator::Multiply,
        Symbol::Slash => Operator::Divide,
        Symbol::Percent => Operator::Modulo,
        _ => return None,
    })
}

/// How strongly an operator binds: <https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#operations>
fn strength(operator: Operator) -> u8 {
    match operator {
        Operator::Or => 1,
        Operator::And => 2,
        Operator::Equal | Operator::NotEqual => 3,
        Operator::Less | Operator::LessEqual | Operator::Greater | Operator::GreaterEqual => 4,
        Operator::Add | Operator::Subtract => 5,
        Operator::Multiply | Operator::Divide | Operator::Modulo => 6,
    }
}
