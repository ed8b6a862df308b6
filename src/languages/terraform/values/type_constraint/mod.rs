//! Type constraints, such as `list(string)`, and the literal values that they accept, in two syntaxes.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;

use crate::languages::syntax::hcl::{self, Call, ExprKind, Expression, Operator, Part};
use crate::languages::syntax::json::{Kind, Node};

#[cfg(test)]
mod tests;

/// The maximum depth of nested types and values; deeper ones are accepted. Handwritten types nest fewer than ten.
const MAX_DEPTH: usize = 32;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Accepts every value. Also used if it is unknown which values are accepted.
    Any,
    String,
    Number,
    Bool,
    List(Box<Type>),
    Set(Box<Type>),
    Map(Box<Type>),
    Object(Vec<ObjectAttribute>),
    Tuple(Vec<Type>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectAttribute {
    pub name: String,
    pub value: Type,
    pub is_optional: bool,
}

/// What strings in JSON stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonStrings {
    /// Terraform evaluates the templates in them.
    Templates,
    /// Terraform reads them before it evaluates expressions.
    Literals,
}

/// The range of a mistake, and a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mismatch {
    pub range: Range<usize>,
    pub message: String,
}

/// The words that take an element type in parentheses.
const COLLECTIONS: [&str; 3] = ["list", "set", "map"];

impl Type {
    /// Parses the text of a type constraint. Parts that cannot be parsed accept every value.
    pub fn parse(text: &str) -> Self {
        match text {
            "string" => Self::String,
            "number" => Self::Number,
            "bool" => Self::Bool,
            "any" => Self::Any,
            _ => {
                let text = format!("type = {text}\n");
                let file = hcl::File::parse(&text);
                let attribute = file.body().attribute("type");
                attribute
                    .map_or(Self::Any, |attribute| Self::from_expression(attribute.value(), &mut Vec::new(), MAX_DEPTH))
            }
        }
    }

    /// Returns the type of a variable, and the parts of it that Terraform does not accept.
    pub fn of_variable(constraint: Expression<'_>) -> (Self, Vec<Mismatch>) {
        let mut mistakes = Vec::new();
        let found = Self::from_expression(constraint, &mut mistakes, MAX_DEPTH);
        // Without an element type, `list` and `map` are allowed only as the whole type. Types in quotes are reported by
        // another rule.
        if matches!(constraint.kind(), ExprKind::Variable("list" | "map")) || constraint.literal().is_some() {
            mistakes.clear();
        }
        (found, mistakes)
    }

    fn from_expression(expression: Expression<'_>, mistakes: &mut Vec<Mismatch>, depth: usize) -> Self {
        let Some(depth) = depth.checked_sub(1) else { return Self::Any };
        let mut mistake = |range: Range<usize>, message: String| {
            mistakes.push(Mismatch { range, message });
            Self::Any
        };
        match expression.kind() {
            ExprKind::Variable("any") => Self::Any,
            ExprKind::Variable("string") => Self::String,
            ExprKind::Variable("number") => Self::Number,
            ExprKind::Variable("bool") => Self::Bool,
            ExprKind::Variable(word) if COLLECTIONS.contains(&word) => {
                mistake(
                    expression.range(),
                    format!("`{word}` needs the type of its elements, such as `{word}(string)`"),
                );
                match word {
                    "list" => Self::List(Box::new(Self::Any)),
                    "set" => Self::Set(Box::new(Self::Any)),
                    _ => Self::Map(Box::new(Self::Any)),
                }
            }
            ExprKind::Variable("object") => mistake(
                expression.range(),
                "`object` needs the types of its attributes, such as `object({ name = string })`".to_owned(),
            ),
            ExprKind::Variable("tuple") => mistake(
                expression.range(),
                "`tuple` needs the types of its elements, such as `tuple([string, number])`".to_owned(),
            ),
            ExprKind::Variable(word) => mistake(expression.range(), format!("unknown type `{word}`")),
            ExprKind::Call(call) => {
                let name = call.name();
                let arguments: Vec<Expression<'_>> = call.arguments().collect();
                match (name.text(), &arguments[..]) {
                    ("list", [element]) => Self::List(Box::new(Self::from_expression(*element, mistakes, depth))),
                    ("set", [element]) => Self::Set(Box::new(Self::from_expression(*element, mistakes, depth))),
                    ("map", [element]) => Self::Map(Box::new(Self::from_expression(*element, mistakes, depth))),
                    ("object", [attributes]) => Self::object(*attributes, mistakes, depth),
                    ("tuple", [elements]) => match elements.elements() {
                        Some(elements) => {
                            Self::Tuple(elements.map(|each| Self::from_expression(each, mistakes, depth)).collect())
                        }
                        None if may_be_anything(*elements) => Self::Any,
                        None => mistake(
                            elements.range(),
                            "`tuple` takes the types of its elements in brackets, such as `tuple([string, number])`"
                                .to_owned(),
                        ),
                    },
                    ("list" | "set" | "map" | "object" | "tuple", _) => {
                        mistake(name.range(), format!("`{}` takes one argument", name.text()))
                    }
                    ("optional", _) => {
                        mistake(name.range(), "`optional` is only allowed for attributes of an object".to_owned())
                    }
                    (word, _) => mistake(name.range(), format!("unknown type `{word}`")),
                }
            }
            _ if may_be_anything(expression) => Self::Any,
            _ => mistake(expression.range(), "expected a type, such as `string` or `list(string)`".to_owned()),
        }
    }

    fn object(object: Expression<'_>, mistakes: &mut Vec<Mismatch>, depth: usize) -> Self {
        let Some(entries) = object.entries() else {
            if !may_be_anything(object) {
                let message =
                    "`object` takes the types of its attributes in braces, such as `object({ name = string })`";
                mistakes.push(Mismatch { range: object.range(), message: message.to_owned() });
            }
            return Self::Any;
        };
        let mut names: HashSet<Cow<'_, str>> = HashSet::new();
        let mut attributes = Vec::new();
        for entry in entries {
            let mut mistake = |message: String| mistakes.push(Mismatch { range: entry.key.range(), message });
            let Some(name) = entry.key.key_name() else {
                if !matches!(entry.key.kind(), ExprKind::Broken) {
                    mistake("expected the name of an attribute".to_owned());
                }
                continue;
            };
            if entry.key.literal().is_some() {
                mistake(format!("unexpected quotes around the attribute name `{name}`"));
            }
            if !names.insert(name.clone()) {
                mistake(format!("the object type already has an attribute `{name}`"));
            }
            let optional = match entry.value.kind() {
                ExprKind::Call(call) if call.name().text() == "optional" => Some(call),
                _ => None,
            };
            let value = match optional {
                Some(call) => Self::optional(call, mistakes, depth),
                None => Self::from_expression(entry.value, mistakes, depth),
            };
            attributes.push(ObjectAttribute { name: name.into_owned(), value, is_optional: optional.is_some() });
        }
        Self::Object(attributes)
    }

    /// Parses the type of an optional attribute.
    fn optional(call: Call<'_>, mistakes: &mut Vec<Mismatch>, depth: usize) -> Self {
        let mut arguments = call.arguments();
        let (value, default, surplus) = (arguments.next(), arguments.next(), arguments.next());
        let mut mistake = |range: Range<usize>, message: &str| {
            mistakes.push(Mismatch { range, message: message.to_owned() });
        };
        if let Some(surplus) = surplus {
            mistake(surplus.range(), "`optional` takes a type and a default value");
        }
        let Some(value) = value else {
            mistake(call.name().range(), "`optional` needs the type of the attribute, such as `optional(string)`");
            return Self::Any;
        };
        let value = Self::from_expression(value, mistakes, depth);
        mistakes.extend(default.and_then(|default| value.mismatch(default)));
        value
    }

    /// Returns the first part of a value that cannot be converted to the type, regardless of parts that are unknown.
    pub fn mismatch(&self, value: Expression<'_>) -> Option<Mismatch> {
        self.mismatch_within(value, MAX_DEPTH)
    }

    fn mismatch_within(&self, value: Expression<'_>, depth: usize) -> Option<Mismatch> {
        let depth = depth.checked_sub(1)?;
        let expected =
            |article: &str| Some(Mismatch { range: value.range(), message: format!("expected {self}, not {article}") });
        match (self, value.kind()) {
            (_, ExprKind::Parentheses(inner)) => self.mismatch_within(inner, depth),
            (Self::Any, _) => None,
            (_, kind) if is_number(kind) => match self {
                Self::String | Self::Number => None,
                _ => expected("a number"),
            },
            (_, kind) if is_boolean(kind) => match self {
                Self::String | Self::Bool => None,
                _ => expected("a boolean"),
            },
            (_, ExprKind::Template(template)) => {
                let is_value = match (self, value.literal()) {
                    (Self::Number | Self::Bool, Some(text)) => self.accepts_text(&text),
                    (Self::String, _) | (Self::Number | Self::Bool, None) => true,
                    // A template that consists of one interpolation has the type of its value.
                    _ => {
                        let mut parts = template.parts();
                        matches!((parts.next(), parts.next()), (Some(Part::Interpolation(_)), None))
                    }
                };
                if is_value { None } else { expected("a string") }
            }
            (Self::List(element) | Self::Set(element), ExprKind::Tuple) => {
                value.elements()?.find_map(|each| element.mismatch_within(each, depth))
            }
            (Self::Tuple(types), ExprKind::Tuple) => {
                let elements: Vec<Expression<'_>> = value.elements()?.collect();
                if elements.len() != types.len() {
                    return expected(&count(elements.len(), "element"));
                }
                types.iter().zip(elements).find_map(|(each, element)| each.mismatch_within(element, depth))
            }
            (_, ExprKind::Tuple) => expected("a list"),
            (Self::Map(element), ExprKind::Object) => {
                value.entries()?.find_map(|entry| element.mismatch_within(entry.value, depth))
            }
            (Self::Object(attributes), ExprKind::Object) => {
                let entries: Vec<_> = value.entries()?.map(|entry| (entry.key.key_name(), entry.value)).collect();
                missing_attribute(attributes, &entries, value.range()).or_else(|| {
                    attribute_values(attributes, entries).find_map(|(known, value)| known.mismatch_within(value, depth))
                })
            }
            (_, ExprKind::Object) => expected("an object"),
            (Self::String | Self::Number | Self::Bool, ExprKind::For(parts)) => {
                expected(if parts.key.is_some() { "an object" } else { "a list" })
            }
            (Self::List(_) | Self::Set(_) | Self::Tuple(_), ExprKind::For(parts)) if parts.key.is_some() => {
                expected("an object")
            }
            (Self::Map(_) | Self::Object(_), ExprKind::For(parts)) if parts.key.is_none() => expected("a list"),
            _ => None,
        }
    }

    /// Returns the first part of a JSON value that cannot be converted to the type.
    pub fn json_mismatch(&self, value: Node<'_>, strings: JsonStrings) -> Option<Mismatch> {
        self.json_mismatch_within(value, strings, MAX_DEPTH)
    }

    fn json_mismatch_within(&self, value: Node<'_>, strings: JsonStrings, depth: usize) -> Option<Mismatch> {
        let depth = depth.checked_sub(1)?;
        let expected =
            |found: &str| Some(Mismatch { range: value.range(), message: format!("expected {self}, not {found}") });
        match (self, value.kind()) {
            (Self::Any, _) | (Self::String, Kind::String) => None,
            (_, Kind::Other) => match (self, value.text()) {
                (_, "null") | (Self::String, _) | (Self::Bool, "true" | "false") => None,
                (_, "true" | "false") => expected("a boolean"),
                (Self::Number, _) => None,
                _ => expected("a number"),
            },
            (_, Kind::String) => {
                let text = value.value()?;
                let is_template = strings == JsonStrings::Templates && hcl::may_have_templates(&text);
                let is_value = is_template || self.accepts_text(&text);
                if is_value { None } else { expected("a string") }
            }
            (Self::List(element) | Self::Set(element), Kind::Array) => {
                value.elements().find_map(|each| element.json_mismatch_within(each, strings, depth))
            }
            (Self::Tuple(types), Kind::Array) => {
                let elements: Vec<Node<'_>> = value.elements().collect();
                if elements.len() != types.len() {
                    return expected(&count(elements.len(), "element"));
                }
                types
                    .iter()
                    .zip(elements)
                    .find_map(|(each, element)| each.json_mismatch_within(element, strings, depth))
            }
            (_, Kind::Array) => expected("a list"),
            (Self::Map(element), Kind::Object) => {
                value.members().find_map(|(_, each)| element.json_mismatch_within(each, strings, depth))
            }
            (Self::Object(attributes), Kind::Object) => {
                let name = |key: Node<'_>| key.value().filter(|name| !name.contains("${")).map(Cow::Owned);
                let members: Vec<_> = value.members().map(|(key, value)| (name(key), value)).collect();
                missing_attribute(attributes, &members, value.range()).or_else(|| {
                    attribute_values(attributes, members)
                        .find_map(|(known, value)| known.json_mismatch_within(value, strings, depth))
                })
            }
            // The value of an object with computed keys may be unknown.
            (_, Kind::Object) if value.members().any(|(key, _)| key.text().contains("${")) => None,
            (_, Kind::Object) => expected("an object"),
        }
    }

    /// Whether a literal string can be converted to a number or a boolean.
    pub(super) fn accepts_text(&self, text: &str) -> bool {
        match self {
            Self::Number => is_decimal(text),
            Self::Bool => matches!(text, "true" | "false" | "1" | "0"),
            _ => false,
        }
    }
}

/// Whether Terraform reads a string as a number: in base 10, with an exponent of 10 or 2.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E', 'p', 'P']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let has_digits = !(exponent.is_empty() || whole.is_empty() && fraction.is_empty());
    matches!(unsigned, "inf" | "Inf") || has_digits && [whole, fraction, exponent].into_iter().all(are_digits)
}

/// A member of an object. A key that is not known has no name.
type ObjectMember<'v, V> = (Option<Cow<'v, str>>, V);

/// Reports an attribute that an object lacks, if all of its keys are known.
fn missing_attribute<V>(
    attributes: &[ObjectAttribute],
    members: &[ObjectMember<'_, V>],
    range: Range<usize>,
) -> Option<Mismatch> {
    let names: Option<HashSet<&str>> = members.iter().map(|(name, _)| name.as_deref()).collect();
    let names = names?;
    let mut required = attributes.iter().filter(|attribute| !attribute.is_optional);
    let missing = required.find(|attribute| !names.contains(&*attribute.name))?;
    Some(Mismatch { range, message: format!("the attribute `{}` is missing", missing.name) })
}

/// The values of the attributes of an object, each with the type that it has to have.
fn attribute_values<'t, V>(
    attributes: &'t [ObjectAttribute],
    members: Vec<ObjectMember<'_, V>>,
) -> impl Iterator<Item = (&'t Type, V)> {
    let types: HashMap<&str, &Type> = attributes.iter().map(|attribute| (&*attribute.name, &attribute.value)).collect();
    members.into_iter().filter_map(move |(name, value)| Some((*types.get(name.as_deref()?)?, value)))
}

/// Whether a type expression is not checked: it does not parse, or it is in parentheses, which Terraform ignores.
fn may_be_anything(expression: Expression<'_>) -> bool {
    matches!(expression.kind(), ExprKind::Broken | ExprKind::Parentheses(_))
}

/// Whether an expression is a number, even if parts of it are unknown.
fn is_number(kind: ExprKind<'_>) -> bool {
    matches!(
        kind,
        ExprKind::Number(_)
            | ExprKind::Negation(_)
            | ExprKind::Binary(
                Operator::Add | Operator::Subtract | Operator::Multiply | Operator::Divide | Operator::Modulo,
                ..
            )
    )
}

/// Whether an expression is a boolean, even if parts of it are unknown.
fn is_boolean(kind: ExprKind<'_>) -> bool {
    matches!(kind, ExprKind::Bool(_) | ExprKind::Not(_)) || matches!(kind, ExprKind::Binary(..)) && !is_number(kind)
}

/// Writes the type as it appears in messages, with an article.
impl fmt::Display for Type {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => formatter.write_str("any value"),
            Self::String => formatter.write_str("a string"),
            Self::Number => formatter.write_str("a number"),
            Self::Bool => formatter.write_str("a boolean"),
            Self::List(_) => formatter.write_str("a list"),
            Self::Set(_) => formatter.write_str("a set, written as a list"),
            Self::Map(_) => formatter.write_str("a map"),
            Self::Object(_) => formatter.write_str("an object"),
            Self::Tuple(types) => write!(formatter, "a tuple of {}", count(types.len(), "element")),
        }
    }
}

/// Formats a number of things for messages.
pub fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
