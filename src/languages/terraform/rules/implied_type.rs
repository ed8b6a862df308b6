//! The type of a variable that an expression implies where it uses the variable.

use std::borrow::Cow;

use crate::languages::syntax::hcl::{Body, ExprKind, Expression, File, Item, Label, Operator, Part, Span, Step, Visit};
use crate::languages::terraform::model::scope::{Environment, Scope};
use crate::languages::terraform::reference::functions::function;

/// The type if nothing implies one.
const DEFAULT: &str = "string";

/// Returns the type that the place of a reference implies.
pub fn implied_type(environment: &Environment<'_>, file: &File<'_>, reference: Span) -> String {
    let mut path: Vec<(&str, Vec<Cow<'_, str>>)> = Vec::new();
    let mut body: Body<'_> = file.body();
    let at = reference.start as usize;
    let attribute = loop {
        let item = body.items().find(|item| match item {
            Item::Attribute(attribute) => attribute.value().range().contains(&at),
            Item::Block(block) => block.body().range().contains(&at),
        });
        match item {
            Some(Item::Attribute(attribute)) => break attribute,
            Some(Item::Block(block)) => {
                path.push((block.name().text(), block.labels().map(Label::value).collect()));
                body = block.body();
            }
            None => return DEFAULT.to_owned(),
        }
    };
    let name = attribute.name().text();
    let scope = Scope::of(environment, path.iter().map(|(keyword, labels)| (*keyword, &labels[..])));
    let wanted = match name {
        "count" => "number".to_owned(),
        "for_each" => "map(any)".to_owned(),
        "condition" => "bool".to_owned(),
        _ => scope.attribute(environment, name).map_or_else(String::new, |info| info.value_type.into_owned()),
    };
    let wanted = if is_type(&wanted) { wanted } else { String::new() };
    let found = within(attribute.value(), reference, wanted);
    if found.is_empty() { DEFAULT.to_owned() } else { found }
}

/// Returns the type of a part of an expression of which a type is expected. Empty if it is not known.
fn within(value: Expression<'_>, part: Span, mut wanted: String) -> String {
    let (start, end) = (part.start as usize, part.end as usize);
    let contains = |expression: &Expression<'_>| {
        let range = expression.range();
        range.start <= start && end <= range.end
    };
    // The expressions around the part, the outermost first.
    let chain: Vec<Expression<'_>> = value
        .walk()
        .filter_map(|visit| if let Visit::Expression(expression) = visit { Some(expression) } else { None })
        .filter(contains)
        .collect();
    for (position, outer) in chain.iter().enumerate() {
        let Some(inner) = chain.get(position + 1) else { return last(*outer, end, wanted) };
        wanted = operand(*outer, *inner, wanted);
    }
    wanted
}

/// Returns the type that the innermost expression around a reference, which may have further steps, implies.
fn last(reference: Expression<'_>, end: usize, wanted: String) -> String {
    let ends_here = reference.range().end == end;
    // The name of the variable is a step, too.
    let next = reference.steps().nth(1).filter(|_| !ends_here);
    match next {
        None => wanted,
        Some(Step::Name(_)) => "any".to_owned(),
        Some(Step::Index(index)) if index.literal().is_some() => "map(any)".to_owned(),
        Some(Step::Index(index)) if !matches!(index.kind(), ExprKind::Number(_)) => "any".to_owned(),
        Some(_) => "list(any)".to_owned(),
    }
}

/// Returns the type of an operand of an expression.
fn operand(outer: Expression<'_>, inner: Expression<'_>, wanted: String) -> String {
    let is = |other: Expression<'_>| other.range() == inner.range();
    let found = match outer.kind() {
        ExprKind::Conditional { condition, .. } if is(condition) => "bool",
        ExprKind::Parentheses(_) | ExprKind::Conditional { .. } => return wanted,
        ExprKind::Binary(Operator::And | Operator::Or, ..) | ExprKind::Not(_) => "bool",
        ExprKind::Binary(Operator::Equal | Operator::NotEqual, left, right) => {
            literal_type(if is(left) { right } else { left })
        }
        ExprKind::Binary(..) | ExprKind::Negation(_) => "number",
        ExprKind::Template(template) => {
            let mut parts = template.parts();
            match (parts.next(), parts.next()) {
                (Some(Part::Interpolation(_)), None) => return wanted,
                _ => "string",
            }
        }
        ExprKind::Call(call) => {
            let index = call.arguments().position(is).unwrap_or_default();
            let name = call.name().text();
            let Some(function) = function(name) else { return String::new() };
            let parameter = function.parameters.get(index).or(function.variadic.as_ref());
            match (function.name, parameter.map(|parameter| parameter.value_type)) {
                ("toset" | "join", Some(_)) if name == "toset" || index > 0 => "list(string)",
                ("keys" | "values" | "merge", _) | ("lookup", Some("any")) => "map(any)",
                ("length" | "concat" | "element" | "contains" | "flatten" | "slice" | "one" | "sum", Some("any")) => {
                    "list(any)"
                }
                (_, Some(parameter)) if parameter != "any" => parameter,
                _ => "",
            }
        }
        ExprKind::For(parts) if is(parts.collection) && parts.key_name.is_some() => "map(any)",
        ExprKind::For(parts) if is(parts.collection) => "list(any)",
        ExprKind::For(parts) if parts.condition.is_some_and(is) => "bool",
        ExprKind::Tuple | ExprKind::Object => {
            let element = wanted.split_once('(').and_then(|(_, rest)| rest.strip_suffix(')'));
            return element.filter(|_| is_collection(&wanted)).unwrap_or_default().to_owned();
        }
        _ => "",
    };
    found.to_owned()
}

fn literal_type(value: Expression<'_>) -> &'static str {
    match value.kind() {
        ExprKind::Number(_) => "number",
        ExprKind::Bool(_) => "bool",
        ExprKind::Template(_) => "string",
        ExprKind::Tuple => "list(any)",
        ExprKind::Object => "map(any)",
        _ => "",
    }
}

/// Whether a description of a value is a type constraint that fits on one line.
fn is_type(text: &str) -> bool {
    let is_complex = is_collection(text) || text.starts_with("object(") || text.starts_with("tuple(");
    !text.contains('\n') && (matches!(text, "string" | "number" | "bool") || is_complex)
}

fn is_collection(text: &str) -> bool {
    ["list(", "set(", "map("].iter().any(|start| text.starts_with(start))
}
