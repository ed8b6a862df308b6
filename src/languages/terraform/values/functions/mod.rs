//! The results of functions whose arguments are known, where they are certain. Numbers are computed only where `f64` is
//! exact, and strings only if they are ASCII: Terraform normalizes others, and counts their grapheme clusters.

mod collections;
mod format;
mod json;
mod networks;
mod numbers;
mod strings;
#[cfg(test)]
mod tests;
mod times;

use std::sync::Arc;

use super::known::{Attribute, Known, MAX_PARTS, MAX_TEXT, Shape, exact};

/// Returns the result of a call. `None` if it is not certain, as of a call that Terraform rejects. All arguments must be
/// known.
pub fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    let size = arguments.iter().map(Known::size).fold(0, usize::saturating_add);
    if size > MAX_PARTS {
        return None;
    }
    strings::compute(name, arguments)
        .or_else(|| numbers::compute(name, arguments))
        .or_else(|| collections::compute(name, arguments))
        .or_else(|| networks::compute(name, arguments))
        .or_else(|| times::compute(name, arguments))
        .or_else(|| json::compute(name, arguments))
        .or_else(|| format::compute(name, arguments))
}

/// A string that Terraform does not normalize.
fn ascii(value: &Known) -> Option<Arc<str>> {
    value.text().filter(|text| text.is_ascii() && text.len() <= MAX_TEXT)
}

fn string(text: impl Into<Arc<str>>) -> Option<Shape> {
    let text = text.into();
    (text.len() <= MAX_TEXT).then_some(Shape::String(Some(text)))
}

fn number(value: f64) -> Option<Shape> {
    exact(value).map(|value| Shape::Number(Some(value)))
}

/// The value of a number.
fn float(value: &Known) -> Option<f64> {
    if let Shape::Number(Some(number)) = value.shape { exact(number) } else { None }
}

/// The value of a whole number.
fn integer(value: &Known) -> Option<i64> {
    let number = float(value).filter(|number| number.fract() == 0.0)?;
    number.to_string().parse().ok()
}

/// The value of a whole number that is not negative.
fn size(value: &Known) -> Option<usize> {
    usize::try_from(integer(value)?).ok()
}

/// The elements of a list.
fn list(value: &Known) -> Option<&[Known]> {
    if let Shape::Tuple(elements) = &value.shape { Some(elements) } else { None }
}

/// The attributes of an object, sorted by name.
fn sorted(object: &Known) -> Option<Vec<&Attribute>> {
    let Shape::Object { attributes, is_value: true } = &object.shape else { return None };
    let mut attributes: Vec<_> = attributes.iter().collect();
    attributes.sort_unstable_by(|(left, _), (right, _)| left.cmp(right));
    Some(attributes)
}

fn bool(value: bool) -> Shape {
    Shape::Bool(Some(value))
}

/// Whether all values are strings, all numbers, or all booleans.
pub fn have_same_type<'k>(values: impl IntoIterator<Item = &'k Known>) -> bool {
    let mut kinds = values.into_iter().map(|value| match value.shape {
        Shape::String(_) => 0,
        Shape::Number(_) => 1,
        Shape::Bool(_) => 2,
        _ => 3,
    });
    let first = kinds.next().unwrap_or_default();
    first < 3 && kinds.all(|kind| kind == first)
}
