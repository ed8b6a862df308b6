//! Explains the item at an offset of a file in the JSON syntax.

use std::borrow::Cow;

use super::json_cursor::{Cursor, Position};
use super::json_path::{JsonPath, Level};
use super::{describe, hover};
use crate::languages::answers::Hover;
use crate::languages::syntax::hcl::{Expression, Span};
use crate::languages::syntax::json::{Json, Kind, Node};
use crate::languages::terraform::model::scope::{Environment, Names};
use crate::languages::terraform::reference::schema::ValueKind;
use crate::languages::terraform::syntax::json_expressions::{Translate, in_expression, in_template};
use crate::languages::text::touches;

pub fn hover(environment: &Environment<'_>, text: &str, offset: usize) -> Option<Hover> {
    if let Some(hover) = hover::declared_hover(environment, offset) {
        return Some(hover);
    }
    let is_at_quote = text.get(offset..).is_some_and(|rest| rest.starts_with('"'));
    let quoted = |offset| Cursor::new(text, offset).filter(|cursor| cursor.is_quoted);
    let cursor = quoted(offset).or_else(|| is_at_quote.then(|| quoted(offset + 1))?)?;
    let offset = cursor.offset;
    let mut path = JsonPath::new(environment);
    for key in &cursor.path {
        path.enter(key);
    }
    match cursor.position {
        Position::Key => {
            let json = Json::parse_recovering(text);
            let name = string_at(json.root()?, offset).and_then(Node::value);
            let name = name.unwrap_or_else(|| text[cursor.content.clone()].to_owned());
            let markdown = key_markdown(environment, path, name, offset)?;
            Some(Hover { range: cursor.content, markdown })
        }
        Position::Value { .. } => value_hover(environment, &path, text, offset),
    }
}

fn key_markdown(environment: &Environment<'_>, path: JsonPath<'_, '_>, name: String, offset: usize) -> Option<String> {
    let scope = path.scope;
    match path.level {
        Level::Body => {
            if let Some(info) = scope.attribute(environment, &name) {
                Some(describe::attribute(&info))
            } else if let Some(info) = scope.block(environment, &name) {
                Some(describe::block(&info))
            } else if matches!(scope.names, Names::Locals | Names::Requirements) {
                hover::own_declaration(environment, offset)
            } else {
                None
            }
        }
        Level::Labels { keyword, labels, .. } => {
            let labels: Vec<_> = labels.into_iter().chain([name]).map(Cow::Owned).collect();
            hover::label_markdown(environment, &scope, &keyword, &labels, offset)
        }
        Level::Value { argument, keys } => {
            let info = scope.attribute(environment, &argument);
            let keys: Vec<_> = keys.into_iter().chain([name]).map(Cow::Owned).collect();
            hover::key_markdown(&scope, info.as_ref(), &argument, &keys)
        }
    }
}

fn value_hover(environment: &Environment<'_>, path: &JsonPath<'_, '_>, text: &str, offset: usize) -> Option<Hover> {
    let Level::Value { argument, .. } = &path.level else { return None };
    let info = path.scope.attribute(environment, argument);
    let is_type = info.is_some_and(|info| info.value == ValueKind::TypeConstraint);
    let json = Json::parse_recovering(text);
    let node = string_at(json.root()?, offset)?;
    let examine = |expression: Expression<'_>, translate: Translate<'_>| {
        hover::expression_hover(environment, expression, is_type, &|range| {
            let range = translate(Span::new(&range))?.range();
            touches(&range, offset).then_some(range)
        })
    };
    if is_type { in_expression(node, examine) } else { in_template(node, examine) }.flatten()
}

/// Returns the string at an offset.
fn string_at(mut node: Node<'_>, offset: usize) -> Option<Node<'_>> {
    loop {
        let at = |node: &Node<'_>| touches(&node.range(), offset);
        node = match node.kind() {
            Kind::String => return Some(node),
            Kind::Object => node.members().flat_map(|(key, value)| [key, value]).find(at)?,
            Kind::Array => node.elements().find(at)?,
            Kind::Other => return None,
        };
    }
}
