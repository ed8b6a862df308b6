//! The keys of objects, by the type constraint of a variable.

use std::borrow::Cow;

use crate::languages::syntax::hcl::{self, ExprKind, Expression};

/// A key of an object type.
pub struct ObjectKey {
    pub name: String,
    /// The type, in the syntax of a type constraint.
    pub value_type: String,
}

/// Returns the keys of the object to which a reference refers. `below` are the attributes that lead to a nested object.
/// The reference may contain indexes, which `below` does not.
pub fn referenced_keys(value_type: &str, below: &[Cow<'_, str>]) -> Vec<ObjectKey> {
    keys(value_type, below, &["list", "set", "map", "optional"])
}

/// Returns the keys of an object in a value. `below` are the keys that lead to a nested object, also those of maps.
pub fn written_keys(value_type: &str, below: &[Cow<'_, str>]) -> Vec<ObjectKey> {
    keys(value_type, below, &["list", "set", "optional"])
}

/// Returns the keys of an object type within types with the names in `outer`.
fn keys(value_type: &str, below: &[Cow<'_, str>], outer: &[&str]) -> Vec<ObjectKey> {
    let text = format!("type = {value_type}\n");
    let file = hcl::File::parse(&text);
    let Some(attribute) = file.body().attribute("type") else { return Vec::new() };
    let mut value = attribute.value();
    let mut below = below.iter();
    loop {
        let inner = innermost(value, outer);
        value = match (object_entries(inner), below.next()) {
            (Some(entries), None) => {
                let key = |(name, value)| ObjectKey { name, value_type: shown(&text, value) };
                return entries.into_iter().map(key).collect();
            }
            (Some(entries), Some(name)) => match entries.into_iter().find(|(key, _)| *key == **name) {
                Some((_, value)) => value,
                None => return Vec::new(),
            },
            (None, Some(_)) => match element_of(inner, &["map"]) {
                Some(value) => value,
                None => return Vec::new(),
            },
            (None, None) => return Vec::new(),
        }
    }
}

/// Returns the type within types with some names, such as that of the elements of a list.
fn innermost<'f>(mut value: Expression<'f>, outer: &[&str]) -> Expression<'f> {
    while let Some(element) = element_of(value, outer) {
        value = element;
    }
    value
}

/// Returns the first argument of a type with one of some names.
fn element_of<'f>(value: Expression<'f>, names: &[&str]) -> Option<Expression<'f>> {
    let ExprKind::Call(call) = value.kind() else { return None };
    call.arguments().next().filter(|_| names.contains(&call.name().text()))
}

fn object_entries(value: Expression<'_>) -> Option<Vec<(String, Expression<'_>)>> {
    let entries = element_of(value, &["object"])?.entries()?;
    Some(entries.filter_map(|entry| Some((entry.key.key_name()?.into_owned(), entry.value))).collect())
}

fn shown(text: &str, value: Expression<'_>) -> String {
    let text = text.get(value.range()).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
