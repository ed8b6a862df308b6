//! Parses Bake files in JSON, the other syntax of HCL:
//! <https://github.com/hashicorp/hcl/blob/main/json/spec.md>.

use super::targets::{Attribute, Document, StringValue, SyntaxError, Target, Value};
use crate::languages::syntax::json::{Json, Kind, Node};

pub fn parse(text: &str) -> Document {
    let json = Json::parse(text);
    let mut document = Document { is_well_formed: json.error().is_none(), ..Document::default() };
    if let Some(error) = json.error() {
        document.errors.push(SyntaxError { range: error.range.clone(), message: error.message.to_owned() });
    }
    let bodies = json.root().into_iter().flat_map(objects);
    for (key, value) in bodies.flat_map(Node::members) {
        if key.value().as_deref() != Some("target") {
            continue;
        }
        for (name, body) in objects(value).flat_map(Node::members) {
            let Some(name) = name.value().filter(|name| name != "//") else { continue };
            for body in objects(body) {
                document.targets.push(Target { name: name.clone(), attributes: attributes(body) });
            }
        }
    }
    document
}

/// An object, or the objects of an array: HCL treats both as blocks.
fn objects(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let itself = (node.kind() == Kind::Object).then_some(node);
    let elements = (node.kind() == Kind::Array).then(|| node.elements());
    let elements = elements.into_iter().flatten().filter(|element| element.kind() == Kind::Object);
    itself.into_iter().chain(elements)
}

fn attributes(body: Node) -> Vec<Attribute> {
    let mut attributes: Vec<Attribute> = Vec::new();
    let mut members = body.members().peekable();
    let mut previous_end = None;
    while let Some((key, value)) = members.next() {
        let range = key.range().start..value.range().end;
        // Includes the comma after it, or the one before the last attribute.
        let delete_range = match (members.peek(), previous_end) {
            (Some((next, _)), _) => range.start..next.range().start,
            (None, Some(end)) => end..range.end,
            (None, None) => range.clone(),
        };
        previous_end = Some(range.end);
        let Some(name) = key.value().filter(|name| name != "//") else { continue };
        let delete_range = body.is_complete().then_some(delete_range);
        attributes.push(Attribute { name, range, delete_range, value: self::value(value) });
    }
    attributes
}

fn value(node: Node) -> Value {
    match node.kind() {
        Kind::String => string(node).map_or(Value::Other, Value::String),
        Kind::Array => Value::List(node.elements().map(string).collect()),
        Kind::Object => {
            let keys = node.members().filter_map(|(key, _)| string(key)).filter(|key| key.value != "//");
            Value::Object(keys.collect())
        }
        Kind::Other => Value::Other,
    }
}

/// A string without templates.
fn string(node: Node) -> Option<StringValue> {
    let value = node.value().filter(|value| !value.contains("${") && !value.contains("%{"))?;
    Some(StringValue { range: node.range(), value })
}
