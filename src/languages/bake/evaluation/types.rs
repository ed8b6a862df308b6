//! Types of variables, and conversion of values to these types.

use std::collections::BTreeMap;

use super::value::Value;
use crate::languages::bake::syntax::{Expr, ExprKind};
use crate::languages::sort::SortStably;

/// A type constraint, such as `list(string)`.
#[derive(Clone, Debug, PartialEq)]
pub enum Type {
    Any,
    Bool,
    Number,
    String,
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>),
    Object(BTreeMap<String, Attribute>),
    Tuple(Vec<Type>),
}

/// The type of an attribute of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribute {
    pub r#type: Type,
    /// Whether the attribute is optional. If it is missing, it is null.
    pub is_optional: bool,
}

/// The keywords of primitive types, and of types with arguments.
pub const KEYWORDS: [&str; 9] = ["any", "bool", "list", "map", "number", "object", "set", "string", "tuple"];

/// The message for an expression that is not a type.
pub const INVALID_TYPE: &str =
    "invalid type: expected any, bool, number, string, list(…), set(…), map(…), object({…}) or tuple([…])";

impl Type {
    /// Parses an expression as a type. Returns `None` if it is not a type.
    pub fn parse(expression: &Expr) -> Option<Self> {
        match &expression.kind {
            ExprKind::Variable(name) => Self::primitive(name),
            // In JSON, a type is written as a string.
            ExprKind::String(text, _) => Self::parse_text(text),
            ExprKind::Call(call) => {
                let [argument] = call.arguments.as_slice() else { return None };
                let element = |argument| Self::parse(argument).map(Box::new);
                match call.name.text.as_str() {
                    "list" => element(argument).map(Self::List),
                    "set" => element(argument).map(Self::Set),
                    "map" => element(argument).map(Self::Map),
                    "tuple" => match &argument.kind {
                        ExprKind::Tuple(elements) => {
                            elements.iter().map(Self::parse).collect::<Option<_>>().map(Self::Tuple)
                        }
                        _ => None,
                    },
                    "object" => match &argument.kind {
                        ExprKind::Object(entries) => {
                            let attributes = entries.iter();
                            let attributes = attributes.map(|entry| {
                                Some((entry.name.as_ref()?.text.to_string(), Attribute::parse(&entry.value)?))
                            });
                            attributes.collect::<Option<_>>().map(Self::Object)
                        }
                        _ => None,
                    },
                    _ => None,
                }
            }
            ExprKind::Parentheses(inner) => Self::parse(inner),
            _ => None,
        }
    }

    fn primitive(name: &str) -> Option<Self> {
        Some(match name {
            "any" => Self::Any,
            "bool" => Self::Bool,
            "number" => Self::Number,
            "string" => Self::String,
            _ => return None,
        })
    }

    fn parse_text(text: &str) -> Option<Self> {
        let text = format!("t = {text}\n");
        let file = crate::languages::bake::syntax::BakeFile::parse("type.hcl", &text);
        match &file.body.attribute("t")?.value {
            Expr { kind: ExprKind::String(..), .. } => None,
            expression => Self::parse(expression),
        }
    }

    /// Converts a value to this type. Returns `None` if that is not possible.
    pub fn convert(&self, value: &Value) -> Option<Value> {
        if matches!(value, Value::Unknown | Value::Null) {
            return Some(value.clone());
        }
        match self {
            Self::Any => Some(value.clone()),
            Self::Bool => value.to_bool().map(Value::Bool),
            Self::Number => value.to_number().map(Value::Number),
            Self::String => value.to_text().map(Value::String),
            Self::List(element) => match value {
                Value::List(elements) => convert_all(element, elements).map(Value::list),
                _ => None,
            },
            Self::Set(element) => match value {
                Value::List(elements) => convert_all(element, elements).map(|mut elements| {
                    sort_set(&mut elements);
                    Value::list(elements)
                }),
                _ => None,
            },
            Self::Map(element) => match value {
                Value::Object(entries) => {
                    let entries = entries.iter().map(|(key, value)| Some((key.clone(), element.convert(value)?)));
                    entries.collect::<Option<Vec<_>>>().map(Value::object)
                }
                _ => None,
            },
            Self::Object(attributes) => match value {
                Value::Object(entries) => {
                    let attributes = attributes
                        .iter()
                        .map(|(name, attribute)| Some((name.clone(), attribute.convert(entries.get(name))?)));
                    attributes.collect::<Option<Vec<_>>>().map(Value::object)
                }
                _ => None,
            },
            Self::Tuple(types) => match value {
                Value::List(elements) if elements.len() == types.len() => {
                    let elements = types.iter().zip(elements.iter()).map(|(r#type, value)| r#type.convert(value));
                    elements.collect::<Option<_>>().map(Value::list)
                }
                _ => None,
            },
        }
    }

    /// Returns the type constraint in HCL syntax.
    pub fn display(&self) -> String {
        match self {
            Self::Any => "any".to_owned(),
            Self::Bool => "bool".to_owned(),
            Self::Number => "number".to_owned(),
            Self::String => "string".to_owned(),
            Self::List(element) => format!("list({})", element.display()),
            Self::Set(element) => format!("set({})", element.display()),
            Self::Map(element) => format!("map({})", element.display()),
            Self::Object(attributes) => {
                let attributes: Vec<_> =
                    attributes.iter().map(|(name, attribute)| format!("{name} = {}", attribute.display())).collect();
                format!("object({{ {} }})", attributes.join(", "))
            }
            Self::Tuple(types) => {
                let types: Vec<_> = types.iter().map(Self::display).collect();
                format!("tuple([{}])", types.join(", "))
            }
        }
    }
}

impl Attribute {
    /// Parses the type of an attribute, which may be wrapped in `optional`.
    fn parse(expression: &Expr) -> Option<Self> {
        match &expression.kind {
            ExprKind::Parentheses(inner) => Self::parse(inner),
            ExprKind::Call(call) if call.name.text == "optional" => {
                let [argument] = call.arguments.as_slice() else { return None };
                Some(Self { r#type: Type::parse(argument)?, is_optional: true })
            }
            _ => Some(Self { r#type: Type::parse(expression)?, is_optional: false }),
        }
    }

    fn convert(&self, value: Option<&Value>) -> Option<Value> {
        match value {
            Some(value) => self.r#type.convert(value),
            None => self.is_optional.then_some(Value::Null),
        }
    }

    fn display(&self) -> String {
        let constraint = self.r#type.display();
        if self.is_optional { format!("optional({constraint})") } else { constraint }
    }
}

fn convert_all(r#type: &Type, elements: &[Value]) -> Option<Vec<Value>> {
    elements.iter().map(|element| r#type.convert(element)).collect()
}

/// Sorts the elements of a set and removes duplicates. Sets are unordered, but Bake iterates over strings and numbers
/// in this order.
pub fn sort_set(elements: &mut Vec<Value>) {
    if elements.iter().all(|element| matches!(element, Value::Number(_))) {
        elements.sort_stably_by(|left, right| {
            let numbers = (left.to_number().unwrap_or(0.0), right.to_number().unwrap_or(0.0));
            numbers.0.total_cmp(&numbers.1)
        });
    } else {
        elements.sort_by_cached_key(Value::display);
    }
    elements.dedup();
}
