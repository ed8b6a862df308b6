//! Values of expressions, and their conversions. Lists, tuples and sets are one kind of value, and so are maps and
//! objects, because the difference has no effect that is visible in a Bake file.

use std::fmt::Write as _;
use std::ops::Deref;
use std::sync::Arc;

/// The maximum length of a computed string in bytes, and the maximum weight of a computed collection. Larger values are
/// unknown, so that a few lines that each double a value do not need much time or memory.
pub const MAX_SIZE: usize = 100_000;

/// The maximum depth of nested collections, so that functions on values can recurse. Deeper collections are unknown.
const MAX_DEPTH: u8 = 64;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A value that depends on something outside the project, or on an error that was reported.
    Unknown,
    Null,
    Bool(bool),
    Number(f64),
    String(Arc<str>),
    List(Arc<Sized<Box<[Value]>>>),
    Object(Arc<Sized<Entries>>),
}

/// The entries of an object, sorted by key. This is not a tree map, because a project has many small objects, and a
/// tree map allocates space for eleven entries.
#[derive(Debug, PartialEq)]
pub struct Entries(Box<[(String, Value)]>);

impl Entries {
    pub fn get(&self, key: &str) -> Option<&Value> {
        let place = self.0.binary_search_by(|(other, _)| other.as_str().cmp(key)).ok()?;
        Some(&self.0[place].1)
    }

    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &Value)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(key, _)| key)
    }

    pub fn values(&self) -> impl Iterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(String, Value)> for Entries {
    /// Of entries with the same key, the last one counts.
    fn from_iter<T: IntoIterator<Item = (String, Value)>>(entries: T) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|(first, _), (second, _)| first.cmp(second));
        entries.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                std::mem::swap(later, earlier);
            }
            is_same
        });
        Self(entries.into())
    }
}

/// A collection with a cached weight and depth.
#[derive(Debug, PartialEq)]
pub struct Sized<C> {
    collection: C,
    /// At most [`MAX_SIZE`].
    weight: u32,
    depth: u8,
}

impl<C> Deref for Sized<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.collection
    }
}

/// Returns the weight and depth of a collection with these elements, or `None` if it is too large.
fn size<'v>(elements: impl Iterator<Item = &'v Value>) -> Option<(u32, u8)> {
    let (mut weight, mut depth) = (1_usize, 0);
    for element in elements {
        depth = depth.max(match element {
            Value::List(list) => list.depth,
            Value::Object(object) => object.depth,
            _ => 0,
        });
        weight += element.weight();
        if weight > MAX_SIZE {
            return None;
        }
    }
    (depth < MAX_DEPTH).then_some((u32::try_from(weight).ok()?, depth + 1))
}

impl Value {
    pub fn string(value: impl AsRef<str>) -> Self {
        let value = value.as_ref();
        if value.len() > MAX_SIZE { Self::Unknown } else { Self::String(value.into()) }
    }

    /// Returns a string that is shared with the tree.
    pub fn shared(value: Arc<str>) -> Self {
        if value.len() > MAX_SIZE { Self::Unknown } else { Self::String(value) }
    }

    pub fn list(elements: Vec<Self>) -> Self {
        match size(elements.iter()) {
            Some((weight, depth)) => {
                let collection = elements.into_boxed_slice();
                Self::List(Arc::new(Sized { collection, weight, depth }))
            }
            None => Self::Unknown,
        }
    }

    /// Returns an object. Of entries with the same key, the last one counts.
    pub fn object(entries: impl IntoIterator<Item = (String, Self)>) -> Self {
        let collection: Entries = entries.into_iter().collect();
        match size(collection.values()) {
            Some((weight, depth)) => Self::Object(Arc::new(Sized { collection, weight, depth })),
            None => Self::Unknown,
        }
    }

    /// The weight of the value: 1 for each value, plus 1 for every 8 bytes of a string.
    pub fn weight(&self) -> usize {
        match self {
            Self::String(text) => 1 + text.len() / 8,
            Self::List(list) => list.weight as usize,
            Self::Object(object) => object.weight as usize,
            _ => 1,
        }
    }

    pub fn strings<S: AsRef<str>>(elements: impl IntoIterator<Item = S>) -> Self {
        Self::list(elements.into_iter().map(Self::string).collect())
    }

    /// The type in messages, with an article.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Unknown => "an unknown value",
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::List(_) => "a list",
            Self::Object(_) => "an object",
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    pub fn elements(&self) -> &[Self] {
        match self {
            Self::List(elements) => elements,
            _ => &[],
        }
    }

    pub fn entry(&self, key: &str) -> Option<&Self> {
        match self {
            Self::Object(entries) => entries.get(key),
            _ => None,
        }
    }

    /// Whether the value contains no unknown values.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::List(elements) => elements.iter().all(Self::is_known),
            Self::Object(entries) => entries.values().all(Self::is_known),
            _ => true,
        }
    }

    /// Converts the value to a string, or returns `None` if it has no string form.
    pub fn to_text(&self) -> Option<Arc<str>> {
        match self {
            Self::Bool(value) => Some(if *value { "true" } else { "false" }.into()),
            Self::Number(value) => Some(number_text(*value).into()),
            Self::String(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// Converts the value to a boolean, or returns `None` if it has no boolean form.
    pub fn to_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            Self::String(value) => match &**value {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// Converts the value to a number, or returns `None` if it has no numeric form.
    pub fn to_number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::String(value) => parse_number(value),
            _ => None,
        }
    }

    /// Converts the value to JSON, up to a maximum size.
    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Self::Unknown | Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(value) => json_number(*value),
            Self::String(value) => (**value).into(),
            Self::List(elements) => elements.iter().map(Self::to_json).collect(),
            Self::Object(entries) => entries
                .iter()
                .map(|(key, value)| (key.clone(), value.to_json()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }

    /// Formats the value as an HCL expression, for hovers.
    pub fn display(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }

    fn write(&self, text: &mut String) {
        if text.len() > 500 {
            return;
        }
        match self {
            Self::Unknown => text.push('…'),
            Self::Null => text.push_str("null"),
            Self::String(value) => {
                let _ = write!(text, "{value:?}");
            }
            Self::Bool(_) | Self::Number(_) => text.push_str(&self.to_text().unwrap_or_default()),
            Self::List(elements) => {
                text.push('[');
                for (index, element) in elements.iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    element.write(text);
                }
                text.push(']');
            }
            Self::Object(entries) => {
                text.push('{');
                for (index, (key, value)) in entries.iter().enumerate() {
                    text.push_str(if index > 0 { ", " } else { " " });
                    text.push_str(key);
                    text.push_str(" = ");
                    value.write(text);
                }
                text.push_str(if entries.is_empty() { "}" } else { " }" });
            }
        }
    }
}

/// Formats a number like Bake, without an exponent.
pub fn number_text(value: f64) -> String {
    if value == 0.0 { "0".to_owned() } else { format!("{value}") }
}

/// Parses a string as a number, with the syntax that HCL accepts.
pub fn parse_number(text: &str) -> Option<f64> {
    let is_number = text.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first))
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte));
    text.parse::<f64>().ok().filter(|value| is_number && value.is_finite())
}

fn json_number(value: f64) -> serde_json::Value {
    #[expect(clippy::cast_possible_truncation, reason = "only of integers within the range")]
    if value.fract() == 0.0 && value.abs() < 9e15 {
        return (value as i64).into();
    }
    serde_json::Number::from_f64(value).map_or(serde_json::Value::Null, Into::into)
}
