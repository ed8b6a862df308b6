//! Evaluates expressions without variables and functions. Only strings, numbers and booleans are supported: other
//! expressions have no value here.

use crate::languages::syntax::hcl::{ExprKind, Expression, Operator, Part};
use crate::languages::syntax::json::{Kind, Node};

/// The maximum depth of nested expressions that are evaluated. Handwritten versions need one or two levels.
const MAX_DEPTH: usize = 64;

#[derive(Clone, Debug, PartialEq)]
pub enum StaticValue {
    Null,
    Bool(bool),
    Number(f64),
    String(String),
}

impl StaticValue {
    pub fn from_expression(expression: Expression) -> Option<Self> {
        evaluate(expression, MAX_DEPTH)
    }

    /// Converts a JSON value. JSON strings are not treated as templates here.
    pub fn from_json(node: Node) -> Option<Self> {
        match (node.kind(), node.text()) {
            (Kind::String, _) => node.value().map(Self::String),
            (Kind::Other, "null") => Some(Self::Null),
            (Kind::Other, word @ ("true" | "false")) => Some(Self::Bool(word == "true")),
            (Kind::Other, digits) => number(digits),
            (Kind::Object | Kind::Array, _) => None,
        }
    }

    /// Converts the value to a string, as Terraform does where it needs one. `None` for null.
    pub fn into_string(self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Bool(is_true) => Some(is_true.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::String(text) => Some(text),
        }
    }

    /// Returns the string, without conversion.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

fn evaluate(expression: Expression, depth: usize) -> Option<StaticValue> {
    let depth = depth.checked_sub(1)?;
    let value = |expression| evaluate(expression, depth);
    match expression.kind() {
        ExprKind::Number(digits) => number(digits),
        ExprKind::Bool(is_true) => Some(StaticValue::Bool(is_true)),
        ExprKind::Null => Some(StaticValue::Null),
        ExprKind::Parentheses(inner) => value(inner),
        ExprKind::Negation(inner) => match value(inner)? {
            StaticValue::Number(number) => Some(StaticValue::Number(-number)),
            _ => None,
        },
        ExprKind::Not(inner) => match value(inner)? {
            StaticValue::Bool(is_true) => Some(StaticValue::Bool(!is_true)),
            _ => None,
        },
        ExprKind::Binary(operator, left, right) => combine(operator, value(left)?, value(right)?),
        ExprKind::Conditional { condition, when_true, when_false } => match value(condition)? {
            StaticValue::Bool(true) => value(when_true),
            StaticValue::Bool(false) => value(when_false),
            _ => None,
        },
        ExprKind::Template(template) => match expression.literal() {
            Some(text) => Some(StaticValue::String(text.into_owned())),
            None => evaluate_template(template.parts(), depth),
        },
        _ => None,
    }
}

/// Evaluates a template. A template that consists of one interpolation has the value of the interpolation.
fn evaluate_template<'f>(parts: impl Iterator<Item = Part<'f>>, depth: usize) -> Option<StaticValue> {
    let mut all = None;
    for part in parts {
        let part = match part {
            // Versions, addresses and hosts do not need any escapes.
            Part::Text(text) if text.contains('\\') => return None,
            Part::Text(text) => StaticValue::String(text.to_owned()),
            Part::Interpolation(inner) => evaluate(inner, depth)?,
            Part::Directive(_) => return None,
        };
        all = Some(match all {
            None => part,
            Some(before) => StaticValue::String(StaticValue::into_string(before)? + &part.into_string()?),
        });
    }
    all
}

fn combine(operator: Operator, left: StaticValue, right: StaticValue) -> Option<StaticValue> {
    match (operator, left, right) {
        (Operator::Equal, left, right) => Some(StaticValue::Bool(left == right)),
        (Operator::NotEqual, left, right) => Some(StaticValue::Bool(left != right)),
        (Operator::And, StaticValue::Bool(left), StaticValue::Bool(right)) => Some(StaticValue::Bool(left && right)),
        (Operator::Or, StaticValue::Bool(left), StaticValue::Bool(right)) => Some(StaticValue::Bool(left || right)),
        (_, StaticValue::Number(left), StaticValue::Number(right)) => calculate(operator, left, right),
        _ => None,
    }
}

fn calculate(operator: Operator, left: f64, right: f64) -> Option<StaticValue> {
    let result = match operator {
        Operator::Less => return Some(StaticValue::Bool(left < right)),
        Operator::LessEqual => return Some(StaticValue::Bool(left <= right)),
        Operator::Greater => return Some(StaticValue::Bool(left > right)),
        Operator::GreaterEqual => return Some(StaticValue::Bool(left >= right)),
        Operator::Add => left + right,
        Operator::Subtract => left - right,
        Operator::Multiply => left * right,
        Operator::Divide => left / right,
        Operator::Modulo => left % right,
        Operator::Or | Operator::And | Operator::Equal | Operator::NotEqual => return None,
    };
    result.is_finite().then_some(StaticValue::Number(result))
}

fn number(digits: &str) -> Option<StaticValue> {
    digits.parse().ok().filter(|number: &f64| number.is_finite()).map(StaticValue::Number)
}
