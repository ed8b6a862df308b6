//! Lists, sets and maps.

use super::{format, index, number, text};
use crate::languages::bake::evaluation::types::sort_set;
use crate::languages::bake::evaluation::value::{MAX_SIZE, Value};

type Answer = Result<Value, String>;

/// Calls functions that do not need the values of all elements.
pub fn call_with_unknown(name: &str, arguments: &[Value]) -> Option<Answer> {
    let first = arguments.first()?;
    Some(match (name, first) {
        #[expect(clippy::cast_precision_loss, reason = "collections are small")]
        ("length", Value::List(elements)) => Ok(Value::Number(elements.len() as f64)),
        #[expect(clippy::cast_precision_loss, reason = "collections are small")]
        ("length", Value::Object(entries)) => Ok(Value::Number(entries.len() as f64)),
        ("length", Value::Unknown) => Ok(Value::Unknown),
        ("length", _) => Err("`length` takes a list or a map".to_owned()),
        ("keys", Value::Object(entries)) => Ok(Value::strings(entries.keys())),
        ("values", Value::Object(entries)) => Ok(Value::list(entries.values().cloned().collect())),
        ("concat", _) => Ok(concat(arguments)),
        ("merge", _) => Ok(merge(arguments)),
        ("lookup", Value::Object(entries)) if arguments[1].is_known() => {
            Ok(entries.get(text(arguments, 1)).unwrap_or(&arguments[2]).clone())
        }
        ("element", Value::List(elements)) if arguments[1].is_known() => element(elements, &arguments[1]),
        ("reverselist", Value::List(elements)) => Ok(Value::list(elements.iter().rev().cloned().collect())),
        ("slice", Value::List(elements)) if arguments[1..].iter().all(Value::is_known) => slice(elements, arguments),
        ("hasindex" | "index", Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
            Err(format!("`{name}` takes a list or a map, not {}", first.type_name()))
        }
        ("index", Value::List(_)) if matches!(arguments[1], Value::String(_)) => {
            Err("the index of a list must be a number, not a string".to_owned())
        }
        ("hasindex", _) if arguments[1].is_known() && *first != Value::Unknown => {
            Ok(Value::Bool(at(first, &arguments[1]).is_some()))
        }
        ("index", _) if arguments[1].is_known() && *first != Value::Unknown => {
            at(first, &arguments[1]).cloned().ok_or_else(|| "no element with this index or key".to_owned())
        }
        ("coalesce", _) if !have_common_type(arguments) => {
            Err("all arguments of `coalesce` must have the same type".to_owned())
        }
        ("coalesce", _) => {
            let first = arguments.iter().find(|value| !matches!(value, Value::Null));
            first.cloned().ok_or_else(|| "all arguments of `coalesce` are null".to_owned())
        }
        _ => return None,
    })
}

/// Whether values can be converted to a common type: strings, numbers and booleans convert to strings, but numbers do
/// not convert to booleans, and collections only to other collections of their kind.
fn have_common_type(values: &[Value]) -> bool {
    let has = |is: fn(&Value) -> bool| values.iter().any(is);
    let kinds = [
        has(|value| matches!(value, Value::String(_) | Value::Number(_) | Value::Bool(_))),
        has(|value| matches!(value, Value::List(_))),
        has(|value| matches!(value, Value::Object(_))),
    ];
    let is_mixed = has(|value| matches!(value, Value::Number(_)))
        && has(|value| matches!(value, Value::Bool(_)))
        && !has(|value| matches!(value, Value::String(_) | Value::Unknown));
    kinds.iter().filter(|has| **has).count() < 2 && !is_mixed
}

/// The maximum number of comparisons between elements in one call. The result for larger sets is unknown.
const MAX_COMPARISONS: usize = 1_000_000;

pub fn call(name: &str, arguments: &[Value]) -> Option<Answer> {
    let elements = |index: usize| arguments.get(index).map_or(&[][..], Value::elements);
    let first = elements(0);
    let all: usize = arguments.iter().map(|argument| argument.elements().len()).sum();
    if name.starts_with("set") && all * all > MAX_COMPARISONS {
        return Some(Ok(Value::Unknown));
    }
    Some(match name {
        "chunklist" => chunks(first, &arguments[1]),
        "coalescelist" => {
            let found = arguments.iter().find(|list| !list.elements().is_empty());
            found.cloned().ok_or_else(|| "all arguments of `coalescelist` are empty".to_owned())
        }
        "compact" => {
            let is_kept =
                |value: &&Value| !matches!(value, Value::Null) && value.to_text().is_some_and(|text| !text.is_empty());
            Ok(Value::list(first.iter().filter(is_kept).cloned().collect()))
        }
        "contains" | "sethaselement" => Ok(Value::Bool(first.contains(&arguments[1]))),
        "distinct" => Ok(Value::list(distinct(first))),
        "flatten" => Ok(Value::list(flatten(first, 0))),
        "format" => format::format(text(arguments, 0), &arguments[1..]),
        "formatlist" => format::format_list(text(arguments, 0), &arguments[1..]),
        #[expect(clippy::cast_precision_loss, reason = "collections are small")]
        "indexof" => {
            let place = first.iter().position(|value| *value == arguments[1]);
            place
                .map(|place| Value::Number(place as f64))
                .ok_or_else(|| "the list does not contain the value".to_owned())
        }
        "join" => join(arguments),
        "range" => range(arguments),
        "setintersection" => {
            let is_common = |value: &&Value| arguments[1..].iter().all(|set| set.elements().contains(value));
            Ok(set(first.iter().filter(is_common).cloned().collect()))
        }
        "setsubtract" => Ok(set(first.iter().filter(|value| !elements(1).contains(value)).cloned().collect())),
        "setunion" => Ok(set(arguments.iter().flat_map(Value::elements).cloned().collect())),
        "setsymmetricdifference" => {
            let all = arguments.iter().flat_map(Value::elements);
            let is_single = |value: &&Value| arguments.iter().filter(|set| set.elements().contains(value)).count() == 1;
            Ok(set(all.filter(is_single).cloned().collect()))
        }
        "setproduct" if arguments.len() < 2 => Err("`setproduct` takes at least 2 lists".to_owned()),
        "setproduct" => Ok(product(arguments)),
        "sort" => {
            let texts = first.iter().map(Value::to_text).collect::<Option<Vec<_>>>();
            texts.ok_or_else(|| "`sort` takes a list of strings".to_owned()).map(|mut texts| {
                texts.sort();
                Value::list(texts.into_iter().map(Value::String).collect())
            })
        }
        "zipmap" => {
            let entries = first.iter().zip(elements(1));
            let entries = entries.filter_map(|(key, value)| Some((key.to_text()?.to_string(), value.clone())));
            if first.len() == elements(1).len() {
                Ok(Value::object(entries))
            } else {
                Err("`zipmap` takes two lists of the same length".to_owned())
            }
        }
        _ => return None,
    })
}

fn concat(arguments: &[Value]) -> Value {
    if arguments.contains(&Value::Unknown) {
        return Value::Unknown;
    }
    Value::list(arguments.iter().flat_map(Value::elements).take(MAX_SIZE + 1).cloned().collect())
}

fn merge(arguments: &[Value]) -> Value {
    if arguments.contains(&Value::Unknown) {
        return Value::Unknown;
    }
    let objects = arguments.iter().filter_map(|argument| match argument {
        Value::Object(entries) => Some(entries.iter()),
        _ => None,
    });
    Value::object(objects.flatten().map(|(key, value)| (key.clone(), value.clone())))
}

fn element(elements: &[Value], position: &Value) -> Answer {
    if position.to_number().is_some_and(|position| position.fract() != 0.0) {
        return Err("the index of `element` must be a whole number".to_owned());
    }
    let Some(position) = index(position) else { return Ok(Value::Unknown) };
    let place = position.checked_rem(elements.len()).ok_or("`element` requires a list that is not empty")?;
    Ok(elements[place].clone())
}

fn slice(elements: &[Value], arguments: &[Value]) -> Answer {
    let bounds = index(&arguments[1]).zip(index(&arguments[2]));
    let slice = bounds.and_then(|(start, end)| elements.get(start..end));
    slice.map(|slice| Value::list(slice.to_vec())).ok_or_else(|| "the indexes are out of range".to_owned())
}

/// Returns the element of a list or map at an index or key.
pub fn at<'v>(collection: &'v Value, key: &Value) -> Option<&'v Value> {
    match collection {
        Value::List(elements) => elements.get(index(key)?),
        Value::Object(entries) => entries.get(&key.to_text()?),
        _ => None,
    }
}

fn chunks(elements: &[Value], size: &Value) -> Answer {
    let size = index(size).ok_or("the chunk size must be an integer of at least 0")?;
    let size = if size == 0 { elements.len().max(1) } else { size };
    Ok(Value::list(elements.chunks(size).map(|chunk| Value::list(chunk.to_vec())).collect()))
}

fn distinct(elements: &[Value]) -> Vec<Value> {
    let mut seen = std::collections::HashSet::new();
    elements.iter().filter(|value| seen.insert(value.to_json().to_string())).cloned().collect()
}

fn flatten(elements: &[Value], depth: usize) -> Vec<Value> {
    let mut result = Vec::new();
    for element in elements {
        match element {
            Value::List(inner) if depth < 32 => result.extend(flatten(inner, depth + 1)),
            other => result.push(other.clone()),
        }
        if result.len() > MAX_SIZE {
            break;
        }
    }
    result
}

fn join(arguments: &[Value]) -> Answer {
    let elements = arguments[1..].iter().flat_map(Value::elements);
    let texts = elements.map(Value::to_text).collect::<Option<Vec<_>>>();
    let texts = texts.ok_or("`join` takes lists of strings")?;
    Ok(Value::string(texts.join(text(arguments, 0))))
}

fn range(arguments: &[Value]) -> Answer {
    let (start, end, step) = match arguments.len() {
        1 => (0.0, number(arguments, 0), if number(arguments, 0) < 0.0 { -1.0 } else { 1.0 }),
        2 => {
            let (start, end) = (number(arguments, 0), number(arguments, 1));
            (start, end, if end < start { -1.0 } else { 1.0 })
        }
        3 => (number(arguments, 0), number(arguments, 1), number(arguments, 2)),
        _ => return Err("`range` takes one, two or three numbers".to_owned()),
    };
    if step == 0.0 {
        return Err("the step of `range` must not be zero".to_owned());
    }
    let mut numbers = Vec::new();
    let mut next = start;
    while if step > 0.0 { next < end } else { next > end } {
        if numbers.len() >= 1_024 {
            return Err("more than 1024 numbers; reduce the range or use a larger step".to_owned());
        }
        numbers.push(Value::Number(next));
        next += step;
    }
    Ok(Value::list(numbers))
}

fn set(mut elements: Vec<Value>) -> Value {
    sort_set(&mut elements);
    Value::list(elements)
}

fn product(sets: &[Value]) -> Value {
    let size = sets.iter().map(|set| set.elements().len()).try_fold(1_usize, usize::checked_mul);
    if sets.len() < 2 || size.is_none_or(|size| size * sets.len() > MAX_SIZE) {
        return Value::Unknown;
    }
    let mut rows: Vec<Vec<Value>> = vec![Vec::new()];
    for set in sets {
        let extend = |row: &Vec<Value>| {
            let row = row.clone();
            set.elements().iter().map(move |value| [row.as_slice(), std::slice::from_ref(value)].concat())
        };
        rows = rows.iter().flat_map(extend).collect();
    }
    Value::list(rows.into_iter().map(Value::list).collect())
}
