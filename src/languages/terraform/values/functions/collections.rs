//! Functions of lists, sets and objects.

use std::sync::Arc;

use super::{ascii, bool, have_same_type, list, number, size, sorted};
use crate::languages::terraform::values::known::{Known, Shape};

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("length", [value]) => length(value),
        ("element", [values, index]) => {
            let values = list(values).filter(|values| !values.is_empty())?;
            Some(values[size(index)? % values.len()].shape.clone())
        }
        ("lookup", [map, key, rest @ ..]) => {
            let Shape::Object { attributes, is_value: true } = &map.shape else { return None };
            let found = attributes.get(&ascii(key)?).or(rest.first())?;
            Some(found.shape.clone())
        }
        ("keys", [map]) => {
            let names = sorted(map)?.into_iter().map(|(name, _)| Shape::String(Some(Arc::clone(name))).into());
            Some(Shape::tuple(names))
        }
        ("values", [map]) => Some(Shape::tuple(sorted(map)?.into_iter().map(|(_, value)| value.clone()))),
        ("concat", [_, ..]) => Some(Shape::tuple(arguments.iter().map(list).collect::<Option<Vec<_>>>()?.concat())),
        ("contains", [values, wanted]) => {
            let values = list(values)?;
            have_same_type(values.iter().chain([wanted])).then(|| bool(values.iter().any(|value| is(value, wanted))))
        }
        ("index", [values, wanted]) => {
            let values = list(values)?;
            let position = || values.iter().position(|value| is(value, wanted));
            let position = have_same_type(values.iter().chain([wanted])).then(position)??;
            number(f64::from(u32::try_from(position).ok()?))
        }
        ("distinct", [values]) => {
            let mut found: Vec<Known> = Vec::new();
            for value in list(values).filter(|values| have_same_type(*values) && values.len() <= 256)? {
                if !found.iter().any(|known| is(known, value)) {
                    found.push(value.clone());
                }
            }
            Some(Shape::tuple(found))
        }
        ("reverse", [values]) => Some(Shape::tuple(list(values)?.iter().rev().cloned())),
        ("slice", [values, start, end]) => {
            Some(Shape::tuple(list(values)?.get(size(start)?..size(end)?)?.iter().cloned()))
        }
        ("chunklist", [values, length]) => {
            let values = list(values).filter(|values| values.is_empty() || have_same_type(*values))?;
            let chunks = values.chunks(size(length).filter(|length| *length > 0)?);
            Some(Shape::tuple(chunks.map(|chunk| Shape::tuple(chunk.iter().cloned()).into())))
        }
        ("one", [values]) => match list(values)? {
            [] => Some(Shape::Null),
            [value] => Some(value.shape.clone()),
            _ => None,
        },
        ("compact", [values]) => {
            let texts = list(values)?.iter().filter(|value| !matches!(value.shape, Shape::Null));
            let texts: Vec<Known> = texts.cloned().collect();
            let are_strings = texts.iter().all(|text| matches!(text.shape, Shape::String(_)));
            let is_empty = |text: &Known| text.text().is_some_and(|text| text.is_empty());
            are_strings.then(|| Shape::tuple(texts.into_iter().filter(|text| !is_empty(text))))
        }
        ("sort", [values]) => {
            let mut texts = list(values)?.iter().map(ascii).collect::<Option<Vec<_>>>()?;
            texts.sort_unstable();
            Some(Shape::tuple(texts.into_iter().map(|text| Shape::String(Some(text)).into())))
        }
        ("flatten", [values]) => Some(Shape::tuple(flattened(list(values)?)?)),
        ("tolist", [values]) => {
            let values = list(values).filter(|values| values.is_empty() || have_same_type(*values))?;
            Some(Shape::tuple(values.iter().cloned()))
        }
        ("coalesce", [_, ..]) => {
            let values: Vec<&Known> = arguments.iter().filter(|value| !matches!(value.shape, Shape::Null)).collect();
            let is_empty = |value: &Known| matches!(&value.shape, Shape::String(Some(text)) if text.is_empty());
            let found =
                values.iter().find(|value| !is_empty(value)).filter(|_| have_same_type(values.iter().copied()))?;
            Some(found.shape.clone())
        }
        ("alltrue", [values]) => Some(bool(bools(values)?.into_iter().all(|value| value))),
        ("anytrue", [values]) => Some(bool(bools(values)?.into_iter().any(|value| value))),
        ("setunion", [_, ..]) => {
            let values = arguments.iter().map(list).collect::<Option<Vec<_>>>()?.concat();
            let first = values.first()?;
            let element = have_same_type(&values).then(|| first.type_only())?;
            Some(Shape::Set { element: Arc::new(element.into()), is_value: true })
        }
        _ => None,
    }
}

fn length(value: &Known) -> Option<Shape> {
    let length = match &value.shape {
        Shape::Tuple(elements) => elements.len(),
        Shape::Object { attributes, .. } => attributes.len(),
        // `\r\n` is one grapheme cluster.
        Shape::String(_) => ascii(value).filter(|text| !text.contains('\r'))?.len(),
        _ => return None,
    };
    number(f64::from(u32::try_from(length).ok()?))
}

fn flattened(values: &[Known]) -> Option<Vec<Known>> {
    let mut open: Vec<&Known> = values.iter().rev().collect();
    let mut found = Vec::new();
    while let Some(value) = open.pop() {
        match &value.shape {
            Shape::Tuple(elements) => open.extend(elements.iter().rev()),
            // Terraform flattens sets, too.
            Shape::Set { .. } | Shape::List(_) => return None,
            _ => found.push(value.clone()),
        }
        if found.len() + open.len() > super::MAX_PARTS {
            return None;
        }
    }
    Some(found)
}

fn bools(values: &Known) -> Option<Vec<bool>> {
    let value = |value: &Known| if let Shape::Bool(value) = value.shape { value } else { None };
    list(values)?.iter().map(value).collect()
}

fn is(left: &Known, right: &Known) -> bool {
    left.equals(right) == Some(true)
}
