//! What is certain about the results of operators, conditionals and functions.

use std::collections::HashSet;
use std::sync::Arc;

use crate::languages::syntax::hcl::Operator;
use crate::languages::terraform::reference::functions::Function;
use crate::languages::terraform::values::known::{Attribute, Attributes, Known, MAX_PARTS, Shape, exact};
use crate::languages::terraform::values::type_constraint::Type;

/// What is certain about the result of a binary operator.
pub(super) fn binary(operator: Operator, left: &Known, right: &Known) -> Shape {
    let numbers = match (&left.shape, &right.shape) {
        (Shape::Number(Some(left)), Shape::Number(Some(right))) => exact(*left).zip(exact(*right)),
        _ => None,
    };
    let calculated =
        |calculate: fn(f64, f64) -> f64| Shape::Number(numbers.and_then(|(left, right)| exact(calculate(left, right))));
    match operator {
        Operator::Add => calculated(|left, right| left + right),
        Operator::Subtract => calculated(|left, right| left - right),
        Operator::Multiply => calculated(|left, right| left * right),
        Operator::Divide => calculated(|left, right| left / right),
        Operator::Modulo => Shape::Number(None),
        _ => Shape::Bool(None),
    }
}

/// The value of a conditional whose condition is known: Terraform converts it to the type that both values have in common.
pub(super) fn converted(chosen: Known, other: &Known) -> Known {
    let shape = match (&chosen.shape, &other.shape) {
        (Shape::Null, _)
        | (_, Shape::Null)
        | (Shape::Bool(_), Shape::Bool(_))
        | (Shape::Number(_), Shape::Number(_))
        | (Shape::String(_), Shape::String(_)) => return chosen,
        (Shape::Tuple(_), Shape::Tuple(others)) if others.is_empty() => return chosen,
        // The elements can get another type.
        (Shape::Tuple(elements), _) if other.is_sequence() && elements.len() <= MAX_PARTS => {
            let elements = elements.iter().map(|element| Known { shape: Shape::Unknown, ..*element });
            Shape::Tuple(elements.collect())
        }
        (Shape::Object { attributes, is_value: true }, Shape::Object { .. } | Shape::Map(_))
            if attributes.len() <= MAX_PARTS =>
        {
            let attributes = attributes.iter();
            let attributes = attributes.map(|(name, value)| (name.clone(), Known { shape: Shape::Unknown, ..*value }));
            Shape::Object { attributes: Arc::new(attributes.collect()), is_value: true }
        }
        _ => return Known { is_ephemeral: false, is_sensitive: false, ..either(&chosen, other) }.marked_as(&chosen),
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
        (Shape::Null, Shape::Object { attributes, .. }) | (Shape::Object { attributes, .. }, Shape::Null) => {
            Shape::Object { attributes: Arc::clone(attributes), is_value: false }
        }
        (Shape::Set { .. }, Shape::Set { .. }) => Shape::Set { element: Arc::default(), is_value: false },
        (Shape::Map(_), Shape::Map(_)) => Shape::Map(Arc::default()),
        (Shape::Object { attributes: first, .. }, Shape::Object { attributes: second, .. }) => {
            match same_attributes(first, second) {
                Some(attributes) => Shape::Object { attributes: Arc::new(attributes), is_value: false },
                None => Shape::Unknown,
            }
        }
        _ => Shape::Unknown,
    };
    Known::from(shape).marked_as(first).marked_as(second)
}

/// The attributes of two objects with simple attributes of the same names and types.
fn same_attributes(first: &[Attribute], second: &[Attribute]) -> Option<Attributes> {
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
    Some(pairs.map(|((name, one), (_, other))| (Arc::clone(name), either(one, other))).collect())
}

/// An object with these attributes. Of two with the same name, the last counts.
pub(super) fn object_with(mut attributes: Vec<Attribute>) -> Known {
    let mut seen = HashSet::new();
    let is_last: Vec<bool> = attributes.iter().rev().map(|(name, _)| seen.insert(Arc::clone(name))).collect();
    let mut is_last = is_last.into_iter().rev();
    attributes.retain(|_| is_last.next().unwrap_or(true));
    Shape::Object { attributes: Arc::new(attributes.into_iter().collect()), is_value: true }.into()
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

/// What is certain about the result of a function.
pub(super) fn result(function: &Function, arguments: &[Known]) -> Known {
    let are_simple = || {
        let mut parameters = function.parameters.iter().chain(&function.variadic);
        parameters.all(|parameter| matches!(parameter.value_type, "string" | "number" | "bool"))
    };
    let sequence = || arguments.iter().fold(Shape::List(Arc::default()).into(), Known::marked_as);
    match (function.name, arguments) {
        ("sensitive", [value]) => Known { is_sensitive: true, ..value.clone() },
        ("nonsensitive", [value]) => Known { is_sensitive: false, ..value.clone() },
        ("keys", [Known { shape: Shape::Map(_) | Shape::Object { .. }, .. }]) => {
            let names = Shape::List(Arc::new(Shape::String(None).into()));
            Known::from(names).marked_as(&arguments[0])
        }
        ("values", [Known { shape: Shape::Map(_) | Shape::Object { .. }, .. }])
        | ("distinct" | "chunklist", [_, ..]) => sequence(),
        ("concat", [_, ..]) if arguments.iter().all(|list| matches!(list.shape, Shape::Tuple(_))) => sequence(),
        ("reverse" | "slice", [list, ..]) if list.is_sequence() => sequence(),
        ("flatten", [list]) if list.is_wholly_known() => sequence(),
        ("tolist", [list]) if list.is_wholly_known() || matches!(list.shape, Shape::List(_) | Shape::Set { .. }) => {
            sequence()
        }
        ("formatlist", [_, rest @ ..]) if rest.iter().any(Known::is_sequence) => sequence(),
        ("length", [value]) => Known::from(Shape::Number(None)).marked_as(value),
        ("jsonencode" | "yamlencode", [value]) => {
            Known { is_ephemeral: value.has_ephemeral_part(), ..Shape::String(None).into() }
        }
        ("toset", [list]) => {
            let element = element_of(list);
            let (is_value, secrecy) = (list.is_wholly_known(), list.clone().marked_as(&element));
            let is_unknown = matches!(element.shape, Shape::Unknown);
            let set = if is_unknown { Shape::Unknown } else { Shape::Set { element: Arc::new(element), is_value } };
            Known::from(set).marked_as(&secrecy)
        }
        ("merge", [_, ..]) => match merged(arguments) {
            Some(attributes) => object_with(attributes),
            None => Known::UNKNOWN,
        },
        ("compact" | "sort", _) => Shape::List(Arc::new(Shape::String(None).into())).into(),
        ("can" | "issensitive", _) => Shape::Bool(None).into(),
        // The types of the arguments do not change that of the result.
        _ if are_simple() && function.returns != "any" => {
            let result = Known::of_type(&Type::parse(function.returns));
            arguments.iter().fold(result, Known::marked_as)
        }
        _ => Known::UNKNOWN,
    }
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
