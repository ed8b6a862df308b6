//! Which values Terraform certainly cannot convert to a type.

use std::fmt::Write as _;
use std::sync::Arc;

use super::known::{Known, MAX_PARTS, Shape, exact};
use super::type_constraint::Type;

/// The maximum depth of nested values that are compared. Deeper ones fit.
const MAX_DEPTH: usize = 16;

/// The maximum length of a string that is read as a number or boolean, in bytes. Longer ones fit.
const MAX_READ: usize = 1_024;

/// The maximum length of a string that is shown, in characters.
const MAX_SHOWN: usize = 20;

impl Known {
    /// Describes the part of the value that certainly cannot be converted to a type. `null` fits every type.
    pub fn misfit(&self, wanted: &Type) -> Option<String> {
        let mut parts = MAX_PARTS;
        self.misfit_within(wanted, MAX_DEPTH, &mut parts)
    }

    /// `parts` is the number of parts that may still be compared: local values in others can describe any number. Later
    /// ones fit.
    fn misfit_within(&self, wanted: &Type, depth: usize, parts: &mut usize) -> Option<String> {
        let depth = depth.checked_sub(1)?;
        *parts = parts.checked_sub(1)?;
        match (wanted, &self.shape) {
            (Type::Any, _)
            | (_, Shape::Unknown | Shape::Null)
            | (Type::String, Shape::String(_) | Shape::Number(_) | Shape::Bool(_))
            | (Type::Number, Shape::Number(_))
            | (Type::Bool, Shape::Bool(_))
            | (Type::Object(_), Shape::Map(_))
            | (Type::Tuple(_), Shape::Tuple(_) | Shape::List(_) | Shape::Set { .. }) => None,
            (Type::Number | Type::Bool, Shape::String(text)) => {
                let text = text.as_ref().filter(|text| text.len() <= MAX_READ && !wanted.accepts_text(text));
                text.map(|_| self.noun())
            }
            (Type::List(element) | Type::Set(element), Shape::Tuple(elements)) => {
                elements.iter().take(MAX_PARTS).find_map(|each| each.misfit_within(element, depth, parts))
            }
            (Type::List(element) | Type::Set(element), Shape::List(each) | Shape::Set { element: each, .. }) => {
                each.misfit_within(element, depth, parts)
            }
            (Type::Map(element), Shape::Object { attributes, .. }) => {
                attributes.iter().take(MAX_PARTS).find_map(|(_, each)| each.misfit_within(element, depth, parts))
            }
            (Type::Map(element), Shape::Map(each)) => each.misfit_within(element, depth, parts),
            (Type::Object(wanted), Shape::Object { attributes, .. }) => wanted.iter().find_map(|wanted| {
                match attributes.get(&wanted.name) {
                    Some(found) => found.misfit_within(&wanted.value, depth, parts),
                    // Terraform compares the normalized forms of names.
                    None if wanted.is_optional || !wanted.name.is_ascii() => None,
                    None => Some(format!("an object without `{}`", wanted.name)),
                }
            }),
            _ => Some(self.noun()),
        }
    }

    /// Returns what the value is for messages, such as `the string "x"` or `a list`.
    pub fn noun(&self) -> String {
        let noun = match &self.shape {
            Shape::Unknown => "an unknown value",
            Shape::Null => "`null`",
            Shape::Bool(_) => "a boolean",
            Shape::Number(_) => "a number",
            Shape::String(Some(text)) => return quoted(text),
            Shape::String(None) => "a string",
            Shape::List(_) | Shape::Tuple(_) => "a list",
            Shape::Set { .. } => "a set",
            Shape::Map(_) => "a map",
            Shape::Object { .. } => "an object",
        };
        noun.to_owned()
    }

    /// Whether the value itself is known, and not only its type. Parts of it may be unknown.
    pub fn is_value(&self) -> bool {
        match &self.shape {
            Shape::Null | Shape::Bool(Some(_)) | Shape::Number(Some(_)) | Shape::String(Some(_)) | Shape::Tuple(_) => {
                true
            }
            Shape::Object { is_value, .. } | Shape::Set { is_value, .. } => *is_value,
            _ => false,
        }
    }

    /// Whether it is equal to another value of the same simple type.
    pub fn equals(&self, other: &Self) -> Option<bool> {
        match (&self.shape, &other.shape) {
            (Shape::String(Some(left)), Shape::String(Some(right))) if left.is_ascii() && right.is_ascii() => {
                Some(left == right)
            }
            (Shape::Number(Some(left)), Shape::Number(Some(right))) => {
                exact(*left).zip(exact(*right)).map(|(left, right)| left.total_cmp(&right).is_eq())
            }
            (Shape::Bool(Some(left)), Shape::Bool(Some(right))) => Some(left == right),
            _ => None,
        }
    }

    /// The type of an object, a string, a number or a boolean, without its value.
    pub fn type_only(&self) -> Shape {
        match &self.shape {
            Shape::Bool(_) => Shape::Bool(None),
            Shape::Number(_) => Shape::Number(None),
            Shape::String(_) => Shape::String(None),
            Shape::Object { attributes, .. } if self.size() <= MAX_PARTS => {
                let only = attributes.iter().map(|(name, value)| (Arc::clone(name), value.type_only().into()));
                Shape::object(only, false)
            }
            _ => Shape::Unknown,
        }
    }

    /// Whether it is a map or an object.
    pub fn is_map(&self) -> bool {
        matches!(self.shape, Shape::Map(_) | Shape::Object { .. })
    }

    /// Whether it is a list, tuple, set, map or object.
    pub fn is_collection(&self) -> bool {
        self.is_sequence() || self.is_map() || matches!(self.shape, Shape::Set { .. })
    }

    /// Whether it is a string, number or boolean.
    pub fn is_primitive(&self) -> bool {
        matches!(self.shape, Shape::String(_) | Shape::Number(_) | Shape::Bool(_))
    }
}

fn quoted(text: &str) -> String {
    let mut shown = String::from("the string `\"");
    for character in text.chars().take(MAX_SHOWN) {
        let _ = write!(shown, "{}", character.escape_debug());
    }
    if text.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown + "\"`"
}
