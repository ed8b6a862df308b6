//! The values that expressions have without variables and functions. Only text, numbers and truth are of use: what
//! consists of more, or cannot be known, has no value here.

use crate::languages::syntax::hcl::{ExprKind, Expression, Operator, Part};
use crate::languages::syntax::json::{Kind, Node};

/// Expressions within expressions that are followed. A version that somebody wrote needs one or two.
const DEEPEST: usize = 64;

#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
}

impl Constant {
    pub fn of_expression(expression: Expression) -> Option<Self> {
        evaluate(expression, DEEPEST)
    }

    /// Strings of JSON are no templates here.
    pub fn of_json(node: Node) -> Option<Self> {
        match (node.kind(), node.text()) {
            (Kind::String, _) => node.value().map(Self::Text),
            (Kind::Other, "null") => Some(Self::Null),
            (Kind::Other, word @ ("true" | "false")) => Some(Self::Bool(word == "true")),
            (Kind::Other, digits) => number(digits),
            (Kind::Object | Kind::Array, _) => None,
        }
    }

    /// Converted to text, as Terraform does wherever it needs text. Null is none.
    pub fn into_text(self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Bool(is_true) => Some(is_true.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::Text(text) => Some(text),
        }
    }

    /// The text, if it is one without conversion.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

fn evaluate(expression: Expression, depth: usize) -> Option<Constant> {
    let depth = depth.checked_sub(1)?;
    let value = |expression| evaluate(expression, depth);
    match expression.kind() {
        ExprKind::Number(digits) => number(digits),
        ExprKind::Bool(is_true) => Some(Constant::Bool(is_true)),
        ExprKind::Null => Some(Constant::Null),
        ExprKind::Parentheses(inner) => value(inner),
        ExprKind::Negation(inner) => match value(inner)? {
            Constant::Number(number) => Some(Constant::Number(-number)),
            _ => None,
        },
        ExprKind::Not(inner) => match value(inner)? {
            Constant::Bool(is_true) => Some(Constant::Bool(!is_true)),
            _ => None,
        },
        ExprKind::Binary(operator, left, right) => combine(operator, value(left)?, value(right)?),
        ExprKind::Conditional { condition, when_true, when_false } => match value(condition)? {
            Constant::Bool(true) => value(when_true),
            Constant::Bool(false) => value(when_false),
            _ => None,
        },
        ExprKind::Template(template) => match expression.literal() {
            Some(text) => Some(Constant::Text(text.into_owned())),
            None => fill(template.parts(), depth),
        },
        _ => None,
    }
}

/// A template with interpolations. One that is nothing but an interpolation is the value itself.
fn fill<'f>(parts: impl Iterator<Item = Part<'f>>, depth: usize) -> Option<Constant> {
    let mut all = None;
    for part in parts {
        let part = match part {
            // An escape beside an interpolation is nothing that a version, an address or a host has.
            Part::Text(text) if text.contains('\\') => return None,
            Part::Text(text) => Constant::Text(text.to_owned()),
            Part::Interpolation(inner) => evaluate(inner, depth)?,
            Part::Directive(_) => return None,
        };
        all = Some(match all {
            None => part,
            Some(before) => Constant::Text(Constant::into_text(before)? + &part.into_text()?),
        });
    }
    all
}

fn combine(operator: Operator, left: Constant, right: Constant) -> Option<Constant> {
    match (operator, left, right) {
        (Operator::Equal, left, right) => Some(Constant::Bool(left == right)),
        (Operator::NotEqual, left, right) => Some(Constant::Bool(left != right)),
        (Operator::And, Constant::Bool(left), Constant::Bool(right)) => Some(Constant::Bool(left && right)),
        (Operator::Or, Constant::Bool(left), Constant::Bool(right)) => Some(Constant::Bool(left || right)),
        (_, Constant::Number(left), Constant::Number(right)) => calculate(operator, left, right),
        _ => None,
    }
}

fn calculate(operator: Operator, left: f64, right: f64) -> Option<Constant> {
    let result = match operator {
        Operator::Less => return Some(Constant::Bool(left < right)),
        Operator::LessEqual => return Some(Constant::Bool(left <= right)),
        Operator::Greater => return Some(Constant::Bool(left > right)),
        Operator::GreaterEqual => return Some(Constant::Bool(left >= right)),
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Modulo => left % right,
        Operator::Or | Operator::And | Operator::Equal | Operator::NotEqual => return None,
    };
    result.is_finite().then_some(Constant::Number(result))
}

fn number(digits: &str) -> Option<Constant> {
    digits.parse().ok().filter(|number: &f64| number.is_finite()).map(Constant::Number)
}
