//! What is certain about the results of operators, conditionals and functions.

use std::collections::HashSet;
use std::sync::Arc;

use crate::languages::syntax::hcl::Operator;
use crate::languages::terraform::reference::functions::Function;
use crate::languages::terraform::values::functions::{self, have_same_type};
use crate::languages::terraform::values::known::{Attribute, Known, MAX_PARTS, Shape, exact};
use crate::languages::terraform::values::type_constraint::Type;

/// What is certain about the result of a binary operator.
pub(super) fn binary(operator: Operator, left: &Known, right: &Known) -> Known {
    let numbers = match (&left.shape, &right.shape) {
        (Shape::Number(Some(left)), Shape::Number(Some(right))) => exact(*left).zip(exact(*right)),
        _ => None,
    };
    let calculated =
        |calculate: fn(f64, f64) -> f64| Shape::Number(numbers.and_then(|(left, right)| exact(calculate(left, right))));
    let compared = |compare: fn(&f64, &f64) -> bool| Shape::Bool(numbers.map(|(left, right)| compare(&left, &right)));
    let shape = match operator {
        Operator::Add => calculated(|left, right| left + right),
        Operator::Subtract => calculated(|left, right| left - right),
        Operator::Multiply => calculated(|left, right| left * right),
        Operator::Divide => calculated(|left, right| left / right),
        Operator::Modulo => Shape::Number(None),
        Operator::Less => compared(f64::lt),
        Operator::LessEqual => compared(f64::le),
        Operator::Greater => compared(f64::gt),
        Operator::GreaterEqual => compared(f64::ge),
        Operator::Equal => Shape::Bool(left.equals(right)),
        Operator::NotEqual => Shape::Bool(left.equals(right).map(|is_equal| !is_equal)),
        Operator::And | Operator::Or => Shape::Bool(None),
    };
    // Terraform does not always keep the marks of these operands.
    if matches!(operator, Operator::And | Operator::Or) {
        return shape.into();
    }
    Known::from(shape).marked_as(left).marked_as(right)
}

/// The value of a conditional whose condition is known: Terraform converts it to the type that both values have in common.
pub(super) fn converted(chosen: Known, other: &Known) -> Known {
    let shape = match (&chosen.shape, &other.shape) {
        (Shape::Null, _)
        | (_, Shape::Null)
        | (Shape::Bool(_), Shape::Bool(_))
        | (Shape::Number(_), Shape::Number(_))
        | (Shape::String(_), Shape::String(_)) => return chosen,
        // Several elements can get another type.
        (Shape::Tuple(elements), Shape::Tuple(others))
            if others.is_empty() && (elements.len() < 2 || have_same_type(elements.iter())) =>
        {
            return chosen;
        }
        // The elements can get another type.
        (Shape::Tuple(elements), _) if other.is_sequence() && elements.len() <= MAX_PARTS => {
            let elements = elements.iter().map(|element| Known { shape: Shape::Unknown, ..*element });
            Shape::tuple(elements)
        }
        (Shape::Object { attributes, is_value: true }, Shape::Object { .. } | Shape::Map(_))
            if attributes.len() <= MAX_PARTS =>
        {
            let attributes = attributes.iter();
            let attributes = attributes.map(|(name, value)| (name.clone(), Known { shape: Shape::Unknown, ..*value }));
            Shape::object(attributes, true)
        }
        _ => either(&chosen, other).shape,
    };
    Known { shape, ..chosen }
}

/// What two values have in common, of which Terraform picks one.
pub(super) fn either(first: &Known, second: &Known) -> Known {
    let shape = match (&first.shape, &second.shape) {
        (Shape::Bool(_), Shape::Bool(_)) => Shape::Bool(None),
        (Shape::Number(_), Shape::Number(_)) => Shape::Number(None),
        (Shape::String(_), Shape::String(_)) => Shape::String(None),
        _ if first.is_sequence() && second.is_sequence() => Shape::List(Arc::default()),
        (Shape::Null, _) if second.is_sequence() => Shape::List(Arc::default()),
        (_, Shape::Null) if first.is_sequence() => Shape::List(Arc::default()),
        (Shape::Null, Shape::Object { .. }) => second.unmarked().type_only(),
        (Shape::Object { .. }, Shape::Null) => first.unmarked().type_only(),
        (Shape::Set { .. }, Shape::Set { .. }) => Shape::Set { element: Arc::default(), is_value: false },
        (Shape::Map(_), Shape::Map(_)) => Shape::Map(Arc::default()),
        (Shape::Object { attributes: first, .. }, Shape::Object { attributes: second, .. }) => {
            match same_attributes(first, second) {
                Some(attributes) => Shape::object(attributes, false),
                None => Shape::Unknown,
            }
        }
        _ => Shape::Unknown,
    };
    Known::from(shape).marked_as(first).marked_as(second)
}

/// The attributes of two objects with simple attributes of the same names and types.
fn same_attributes(first: &[Attribute], second: &[Attribute]) -> Option<Vec<Attribute>> {
    let mut pairs = first.iter().zip(second);
    let is_same = |((first, one), (second, other)): (&Attribute, &Attribute)| {
        let has_same_type = matches!(
            (&one.shape, &other.shape),
            (Shape::String(_), Shape::String(_))
                | (Shape::Number(_), Shape::Number(_))
                | (Shape::Bool(_), Shape::Bool(_))
        );
        first == second && has_same_type
    };
    if first.len() != second.len() || first.len() > MAX_PARTS || !pairs.all(is_same) {
        return None;
    }
    let pairs = first.iter().zip(second);
    Some(
        pairs.map(|((name, one), (_, other))| (Arc::clone(name), either(&one.unmarked(), &other.unmarked()))).collect(),
    )
}

/// An object with these attributes. Of two with the same name, the last counts.
pub(super) fn object_with(mut attributes: Vec<Attribute>) -> Known {
    let mut seen = HashSet::new();
    let is_last: Vec<bool> = attributes.iter().rev().map(|(name, _)| seen.insert(Arc::clone(name))).collect();
    let mut is_last = is_last.into_iter().rev();
    attributes.retain(|_| is_last.next().unwrap_or(true));
    Shape::object(attributes, true).into()
}

/// The attributes of several objects, in their order.
fn merged(objects: &[Known]) -> Option<Vec<Attribute>> {
    let mut all = Vec::new();
    for object in objects {
        let Shape::Object { attributes, is_value: true } = &object.shape else { return None };
        if all.len() + attributes.len() > MAX_PARTS {
            return None;
        }
        all.extend(attributes.iter().cloned());
    }
    Some(all)
}

/// Functions that do not keep the marks of every argument, or keep them for parts of the result only.
const SELECTIVE: [&str; 26] = [
    "abs",
    "can",
    "chunklist",
    "concat",
    "distinct",
    "element",
    "ephemeralasnull",
    "flatten",
    "issensitive",
    "keys",
    "length",
    "lookup",
    "merge",
    "nonsensitive",
    "reverse",
    "sensitive",
    "setproduct",
    "slice",
    "templatefile",
    "templatestring",
    "tolist",
    "tomap",
    "toset",
    "try",
    "values",
    "zipmap",
];

/// Functions whose results are as secret as any part of their arguments, beside those that return strings, numbers,
/// booleans and sets.
const SECRET_AS_PARTS: [&str; 3] = ["coalesce", "index", "one"];

/// What is certain about the result of a function.
pub(super) fn result(function: &Function, arguments: &[Known]) -> Known {
    let name = function.name;
    let is_known = |argument: &Known| {
        argument.is_wholly_known() && !argument.has_ephemeral_part() && !argument.has_sensitive_part()
    };
    if arguments.iter().all(is_known)
        && let Some(shape) = functions::compute(name, arguments)
    {
        return shape.into();
    }
    let known = typed_result(function, arguments);
    if SELECTIVE.contains(&name) {
        return known;
    }
    let has_parts =
        matches!(function.returns, "any") || ["list(", "map("].iter().any(|kind| function.returns.starts_with(kind));
    if has_parts && !SECRET_AS_PARTS.contains(&name) {
        return arguments.iter().fold(known, Known::marked_as);
    }
    arguments.iter().fold(known, Known::marked_as_parts_of)
}

/// What is certain about the result of a function whose arguments are not all known.
fn typed_result(function: &Function, arguments: &[Known]) -> Known {
    let are_simple = || {
        let mut parameters = function.parameters.iter().chain(&function.variadic);
        parameters.all(|parameter| matches!(parameter.value_type, "string" | "number" | "bool"))
    };
    let sequence = || Known::from(Shape::List(Arc::default()));
    match (function.name, arguments) {
        ("sensitive", [value]) => Known { is_sensitive: true, ..value.clone() },
        ("nonsensitive", [value]) => Known { is_sensitive: false, ..value.clone() },
        ("keys", [Known { shape: Shape::Map(_) | Shape::Object { .. }, .. }]) => {
            let names = Shape::List(Arc::new(Shape::String(None).into()));
            Known::from(names).marked_as(&arguments[0])
        }
        (
            "values",
            [Known { shape: Shape::Object { attributes, is_value: true }, is_ephemeral: false, is_sensitive: false }],
        ) => with_parts(attributes.iter().map(|(_, value)| value)),
        ("values", [Known { shape: Shape::Map(_) | Shape::Object { .. }, .. }]) | ("chunklist", [_, _]) => sequence(),
        ("distinct", [list]) => parts_of([list]).marked_as(list),
        ("concat", [_, ..]) if arguments.iter().all(|list| matches!(list.shape, Shape::Tuple(_))) => {
            parts_of(arguments)
        }
        ("reverse", [list]) if list.is_sequence() => parts_of([list]),
        ("slice", [list, ..]) if list.is_sequence() => sequence(),
        ("flatten", [list]) if list.is_wholly_known() => sequence(),
        ("tolist", [list]) if list.is_wholly_known() || matches!(list.shape, Shape::List(_) | Shape::Set { .. }) => {
            with_parts(list.elements().iter()).marked_as(list)
        }
        ("tomap", [map]) if map.is_map() => with_values_of(map).marked_as(map),
        ("zipmap", [keys, values]) if keys.is_wholly_known() && !values.is_ephemeral && !values.is_sensitive => {
            let element = values.elements().iter().fold(Known::UNKNOWN, Known::marked_as_parts_of);
            Shape::Map(Arc::new(element)).into()
        }
        ("setproduct", [_, _, ..]) if arguments.iter().all(|list| matches!(list.shape, Shape::Tuple(_))) => sequence(),
        ("formatlist", [_, rest @ ..]) if rest.iter().any(Known::is_sequence) => sequence(),
        ("length", [value]) => Known::from(Shape::Number(None)).marked_as(value),
        ("jsonencode" | "yamlencode", [_]) => Shape::String(None).into(),
        ("toset", [list]) => {
            let has_null = || list.elements().iter().any(|element| matches!(element.shape, Shape::Null));
            let element = if list.is_wholly_known() && has_null() { Shape::Null.into() } else { element_of(list) };
            let (is_value, secrecy) = (list.is_wholly_known(), list.clone().marked_as(&element));
            let is_unknown = matches!(element.shape, Shape::Unknown);
            let set = if is_unknown { Shape::Unknown } else { Shape::Set { element: Arc::new(element), is_value } };
            Known::from(set).marked_as(&secrecy)
        }
        ("lookup", [Known { shape: Shape::Object { attributes, is_value: true }, .. }, key, ..]) => {
            let found = key.text().and_then(|key| attributes.get(&key).cloned());
            found.unwrap_or_default()
        }
        ("merge", [_, ..]) => match merged(arguments) {
            Some(attributes) => object_with(attributes),
            None => Known::UNKNOWN,
        },
        ("compact" | "sort", _) => Shape::List(Arc::new(Shape::String(None).into())).into(),
        ("can" | "issensitive", _) => Shape::Bool(None).into(),
        // The types of the arguments do not change that of the result.
        _ if are_simple() && function.returns != "any" => Known::of_type(&Type::parse(function.returns)),
        _ => Known::UNKNOWN,
    }
}

/// A map with values that are as secret as any of another map or object.
fn with_values_of(map: &Known) -> Known {
    let element = match &map.shape {
        Shape::Map(element) => element.unmarked().marked_as_parts_of(element),
        Shape::Object { attributes, .. } => {
            attributes.iter().fold(Known::UNKNOWN, |all, (_, value)| all.marked_as_parts_of(value))
        }
        _ => Known::UNKNOWN,
    };
    Shape::Map(Arc::new(element)).into()
}

/// A list whose elements are among those of other lists, if these are known.
fn parts_of<'k>(lists: impl IntoIterator<Item = &'k Known>) -> Known {
    let is_marked = |list: &Known| list.is_ephemeral || list.is_sensitive;
    with_parts(lists.into_iter().filter(|list| !is_marked(list)).flat_map(Known::elements))
}

/// A list of an unknown length with an element that is as secret as any of these.
fn with_parts<'k>(parts: impl Iterator<Item = &'k Known>) -> Known {
    let element = parts.fold(Known::UNKNOWN, Known::marked_as_parts_of);
    Shape::List(Arc::new(element)).into()
}

/// What is certain about every element of a list, tuple or set.
fn element_of(collection: &Known) -> Known {
    match &collection.shape {
        Shape::List(element) | Shape::Set { element, .. } => Known::clone(element),
        Shape::Tuple(elements) if elements.len() <= MAX_PARTS => {
            let mut elements = elements.iter();
            let Some(first) = elements.next() else { return Known::UNKNOWN };
            elements.fold(first.clone(), |all, element| either(&all, element))
        }
        _ => Known::UNKNOWN,
    }
}
