//! `jsonencode` and `jsondecode`.

use std::fmt::Write as _;
use std::sync::Arc;

use super::{ascii, sorted, string};
use crate::languages::syntax::json::{Json, Kind, Node};
use crate::languages::terraform::values::known::{Known, MAX_TEXT, Shape, exact};

/// The maximum depth of nested values.
const MAX_DEPTH: usize = 16;

pub(super) fn compute(name: &str, arguments: &[Known]) -> Option<Shape> {
    match (name, arguments) {
        ("jsonencode", [value]) => {
            let mut text = String::new();
            encode(value, MAX_DEPTH, &mut text)?;
            string(text)
        }
        ("jsondecode", [text]) => {
            let text = ascii(text)?;
            let json = Json::parse(&text);
            json.root().filter(|_| json.error().is_none()).and_then(|root| decode(root, MAX_DEPTH))
        }
        _ => None,
    }
}

fn encode(value: &Known, depth: usize, text: &mut String) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    match &value.shape {
        Shape::Null => text.push_str("null"),
        Shape::Bool(_) | Shape::Number(_) => text.push_str(&value.text()?),
        Shape::String(_) => encode_string(&ascii(value)?, text)?,
        Shape::Tuple(elements) => {
            text.push('[');
            for (index, element) in elements.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                encode(element, depth, text)?;
            }
            text.push(']');
        }
        Shape::Object { .. } => {
            let attributes = sorted(value)?;
            text.push('{');
            for (index, (name, value)) in attributes.into_iter().enumerate() {
                text.push_str(if index == 0 { "" } else { "," });
                encode_string(Some(name).filter(|name| name.is_ascii())?, text)?;
                text.push(':');
                encode(value, depth, text)?;
            }
            text.push('}');
        }
        _ => return None,
    }
    (text.len() <= MAX_TEXT).then_some(())
}

fn encode_string(value: &str, text: &mut String) -> Option<()> {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\n' => text.push_str("\\n"),
            '\r' => text.push_str("\\r"),
            '\t' => text.push_str("\\t"),
            '<' | '>' | '&' => write!(text, "\\u{:04x}", u32::from(character)).ok()?,
            character if character.is_ascii_control() => return None,
            character => text.push(character),
        }
    }
    text.push('"');
    Some(())
}

fn decode(node: Node<'_>, depth: usize) -> Option<Shape> {
    let depth = depth.checked_sub(1)?;
    match node.kind() {
        Kind::Other => Some(match node.text() {
            "null" => Shape::Null,
            "true" => Shape::Bool(Some(true)),
            "false" => Shape::Bool(Some(false)),
            digits => Shape::Number(Some(digits.parse().ok().and_then(exact)?)),
        }),
        Kind::String => Some(Shape::String(Some(node.value().filter(|text| text.is_ascii())?.into()))),
        Kind::Array => {
            let elements = node.elements().map(|element| decode(element, depth).map(Known::from));
            Some(Shape::tuple(elements.collect::<Option<Vec<_>>>()?))
        }
        Kind::Object => {
            let mut attributes: Vec<(Arc<str>, Known)> = Vec::new();
            for (key, value) in node.members() {
                let name = key.value().filter(|name| name.is_ascii())?;
                // Which of two with the same name counts is not certain.
                if attributes.len() >= 64 || attributes.iter().any(|(known, _)| **known == *name) {
                    return None;
                }
                attributes.push((name.into(), decode(value, depth)?.into()));
            }
            Some(Shape::object(attributes, true))
        }
    }
}
