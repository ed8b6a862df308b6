//! Decodes the values of attributes like Bake, into strings, lists and maps of strings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::build_values::{invalid_element, invalid_entry, invalid_value};
use super::evaluator::Evaluator;
use super::value::{Entries, Value};
use crate::languages::bake::reference::attributes::Kind;
use crate::languages::bake::syntax::{Attribute, Expr, ExprKind};
use crate::languages::dockerfile::parse_go_bool;

/// The reason why a value is invalid, and the invalid part of the value.
struct Invalid {
    part: Part,
    reason: String,
}

enum Part {
    Whole,
    Element(usize),
    Key(String),
}

impl From<String> for Invalid {
    fn from(reason: String) -> Self {
        Self { part: Part::Whole, reason }
    }
}

/// Returns the decoded value of an attribute. It is null if the attribute counts as unset, and unknown if the value is
/// invalid.
pub fn decode(evaluator: &mut Evaluator, kind: Kind, attribute: &Attribute, value: &Value) -> Value {
    let name = attribute.name.text.as_str();
    // Bake knows the type of an attribute of a block, even if the attribute is not set.
    let is_unset = matches!(value, Value::Unknown | Value::Null);
    let referenced = evaluator.referenced_kind(&attribute.value).filter(|_| is_unset).and_then(type_of);
    let converted = match value {
        _ if referenced.is_some_and(|found| !is_convertible(found, kind)) => {
            Err(mismatch(kind, referenced.unwrap_or_default()))
        }
        // The value is unknown, but its type may be known.
        Value::Unknown => match evaluator.primitive_type(&attribute.value) {
            Some(found) if !takes_primitive(kind) => Err(mismatch(kind, found)),
            _ => Ok(Value::Unknown),
        },
        Value::Null if !can_be_null(kind, name) => Err(Invalid::from("null is not allowed".to_owned())),
        value => convert(kind, name, value),
    };
    match converted {
        Ok(value) => value,
        Err(Invalid { part, reason }) => {
            let range = range_of(&attribute.value, &part);
            evaluator.report(range, format!("invalid value for `{name}`: {reason}"));
            Value::Unknown
        }
    }
}

/// The maximum number of invalid strings of one attribute that are examined, whether computed or literal.
const MAX_INVALID: usize = 1_000;

/// Checks the strings that the build parses, except those that are literals in the file. Literals are checked even if
/// the file cannot be evaluated.
pub fn check_computed(evaluator: &mut Evaluator, attribute: &Attribute, value: &Value) {
    let name = attribute.name.text.as_str();
    let is_computed = |part: &Part| expression_of(&attribute.value, part).and_then(Expr::literal).is_none();
    let invalid: Vec<Invalid> = match value {
        Value::String(text) => {
            invalid_value(name, text).map(|reason| Invalid { part: Part::Whole, reason }).into_iter().collect()
        }
        Value::List(elements) => {
            let invalid = elements.iter().enumerate().filter_map(|(index, element)| {
                let reason = invalid_element(name, element.as_str()?)?;
                Some(Invalid { part: Part::Element(index), reason })
            });
            invalid.take(MAX_INVALID).collect()
        }
        Value::Object(entries) => {
            let invalid = entries.iter().filter_map(|(key, value)| {
                let reason = invalid_entry(name, key, value.as_str()?)?;
                Some(Invalid { part: Part::Key(key.clone()), reason })
            });
            invalid.take(MAX_INVALID).collect()
        }
        _ => Vec::new(),
    };
    for Invalid { part, reason } in invalid.into_iter().filter(|invalid| is_computed(&invalid.part)) {
        evaluator.report_build_value(range_of(&attribute.value, &part), reason);
    }
}

/// Returns the reason why Bake cannot print the value of an attribute, in words for the user. Only the build itself
/// parses networks, entitlements and hosts.
pub fn unprintable(name: &str, value: &Value) -> Option<String> {
    if matches!(name, "network" | "entitlements" | "extra-hosts") {
        return None;
    }
    match value {
        Value::String(text) => invalid_value(name, text),
        Value::List(elements) => elements.iter().find_map(|element| invalid_element(name, element.as_str()?)),
        Value::Object(entries) => entries.iter().find_map(|(key, value)| invalid_entry(name, key, value.as_str()?)),
        _ => None,
    }
}

/// Returns the expression of a part, or `None` if the part is computed, for example by a loop.
fn expression_of<'e>(whole: &'e Expr, part: &Part) -> Option<&'e Expr> {
    match (&whole.kind, part) {
        (_, Part::Whole) => Some(whole),
        (ExprKind::Tuple(elements), Part::Element(index)) => elements.get(*index),
        (_, Part::Element(_)) => None,
        (_, Part::Key(key)) => whole.entry(key).map(|entry| &entry.value),
    }
}

/// Returns the range of a part, or the entire range if the part is computed.
fn range_of(whole: &Expr, part: &Part) -> Range<usize> {
    expression_of(whole, part).unwrap_or(whole).range()
}

/// Describes the type that an attribute expects.
fn expected(kind: Kind) -> &'static str {
    match kind {
        Kind::String => "a string",
        Kind::Bool => "true or false",
        Kind::Strings | Kind::MoreStrings => "a list of strings",
        Kind::StringMap => "a map of strings",
        Kind::Resources => "an object",
        Kind::Attests
        | Kind::CacheFrom
        | Kind::CacheTo
        | Kind::Outputs
        | Kind::Policies
        | Kind::Secrets
        | Kind::Ssh => "a list",
        Kind::Other | Kind::Special => "any value",
    }
}

/// Returns the type of the values of an attribute, with an article.
fn type_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::String => Some("a string"),
        Kind::Bool => Some("a boolean"),
        Kind::Strings | Kind::MoreStrings => Some("a list"),
        Kind::StringMap => Some("a map"),
        _ => None,
    }
}

/// Whether some values of a type can be converted to the type of an attribute.
fn is_convertible(found: &str, kind: Kind) -> bool {
    let is_primitive = |found: &str| matches!(found, "a string" | "a boolean");
    type_of(kind).is_none_or(|own| own == found || is_primitive(own) && is_primitive(found))
}

/// Whether an attribute accepts a string, number or boolean.
fn takes_primitive(kind: Kind) -> bool {
    matches!(kind, Kind::String | Kind::Bool | Kind::Other | Kind::Special)
}

fn mismatch(kind: Kind, found: &str) -> Invalid {
    Invalid::from(format!("expected {}, not {found}", expected(kind)))
}

/// Whether null leaves an attribute unset.
fn can_be_null(kind: Kind, name: &str) -> bool {
    match kind {
        Kind::String => name != "description",
        Kind::Bool | Kind::Strings | Kind::MoreStrings | Kind::StringMap | Kind::Other | Kind::Special => true,
        _ => false,
    }
}

fn convert(kind: Kind, name: &str, value: &Value) -> Result<Value, Invalid> {
    let converted = match (kind, value) {
        (_, Value::Unknown | Value::Null) | (Kind::Other | Kind::Special, _) => Some(value.clone()),
        (Kind::String, _) => value.to_text().map(Value::String),
        (Kind::Bool, _) => value.to_bool().map(Value::Bool),
        (Kind::Strings | Kind::MoreStrings, Value::List(elements)) => Some(strings(elements)?),
        (Kind::StringMap, Value::Object(entries)) => {
            let null = entries.iter().find(|(_, value)| **value == Value::Null);
            if let Some((key, _)) = null.filter(|_| name == "contexts") {
                return Err(Invalid { part: Part::Key(key.clone()), reason: "null is not allowed".to_owned() });
            }
            Some(string_map(entries)?)
        }
        (Kind::Resources, Value::Object(entries)) => Some(resources(entries)?),
        (
            Kind::Attests
            | Kind::CacheFrom
            | Kind::CacheTo
            | Kind::Outputs
            | Kind::Policies
            | Kind::Secrets
            | Kind::Ssh,
            Value::List(elements),
        ) => Some(entries(kind, elements)?),
        _ => None,
    };
    converted.ok_or_else(|| mismatch(kind, value.type_name()))
}

fn strings(elements: &[Value]) -> Result<Value, Invalid> {
    elements.iter().enumerate().map(string_element).collect::<Result<_, _>>().map(Value::list)
}

/// Decodes a list of entries, each of which is an object or a string.
fn entries(kind: Kind, elements: &[Value]) -> Result<Value, Invalid> {
    let mut entries = Vec::new();
    for (index, element) in elements.iter().enumerate() {
        let invalid = |reason| Invalid { part: Part::Element(index), reason };
        match element {
            Value::Unknown => entries.push(Value::Unknown),
            Value::String(text) if text.is_empty() => {}
            Value::String(text) => entries.extend(parse_entry(kind, text).map_err(invalid)?),
            Value::Object(object) => entries.push(entry(kind, element, object).map_err(invalid)?),
            other => return Err(invalid(format!("expected an object or a string, not {}", other.type_name()))),
        }
    }
    Ok(Value::list(entries))
}

fn string_element((index, element): (usize, &Value)) -> Result<Value, Invalid> {
    match element {
        Value::Unknown => Ok(Value::Unknown),
        Value::Null => {
            Err(Invalid { part: Part::Element(index), reason: "null is not allowed in this list".to_owned() })
        }
        element => element.to_text().map(Value::String).ok_or_else(|| {
            let reason = format!("expected a string, not {}", element.type_name());
            Invalid { part: Part::Element(index), reason }
        }),
    }
}

/// Decodes a map whose values are strings or null.
fn string_map(entries: &Entries) -> Result<Value, Invalid> {
    let entries = entries.iter().map(|(key, value)| match value {
        Value::Unknown | Value::Null => Ok((key.clone(), value.clone())),
        value => {
            let text = value.to_text().ok_or_else(|| {
                let reason = format!("expected a string for `{key}`, not {}", value.type_name());
                Invalid { part: Part::Key(key.clone()), reason }
            })?;
            Ok((key.clone(), Value::String(text)))
        }
    });
    entries.collect::<Result<Vec<_>, _>>().map(Value::object)
}

/// Decodes the limits of build containers. Bake ignores unknown keys.
fn resources(entries: &Entries) -> Result<Value, Invalid> {
    let mut known = BTreeMap::new();
    for (key, value) in entries.iter() {
        let invalid = |expected: &str| {
            let reason = format!("expected {expected} for `{key}`, not {}", value.type_name());
            Invalid { part: Part::Key(key.clone()), reason }
        };
        let converted = match key.as_str() {
            _ if matches!(value, Value::Unknown | Value::Null) => value.clone(),
            "memory" | "memory-swap" | "cpuset-cpus" | "cpuset-mems" => {
                value.to_text().map(Value::String).ok_or_else(|| invalid("a string"))?
            }
            "cpu-shares" | "cpu-period" | "cpu-quota" => {
                let number = value.to_number().filter(|number| number.fract() == 0.0);
                number.map(Value::Number).ok_or_else(|| invalid("a whole number"))?
            }
            _ => continue,
        };
        if converted != Value::Null {
            known.insert(key.clone(), converted);
        }
    }
    Ok(Value::object(known))
}

/// Decodes an entry that is written as an object.
fn entry(kind: Kind, value: &Value, object: &Entries) -> Result<Value, String> {
    if kind == Kind::Ssh {
        return match object.get("paths") {
            Some(Value::List(paths)) if paths.contains(&Value::Null) => {
                Err("null is not allowed in `paths`".to_owned())
            }
            None | Some(Value::Unknown | Value::Null | Value::List(_)) => Ok(value.clone()),
            Some(paths) => Err(format!("expected a list of strings for `paths`, not {}", paths.type_name())),
        };
    }
    let takes_null = matches!(kind, Kind::Secrets | Kind::Policies);
    if let Some((key, _)) = object.iter().find(|(_, value)| **value == Value::Null && !takes_null) {
        return Err(format!("null is not allowed for `{key}`"));
    }
    let map = string_map(object).map_err(|invalid| invalid.reason)?;
    let Value::Object(map) = map else { return Ok(Value::Unknown) };
    let mut map: BTreeMap<String, Value> = map.iter().map(|(key, value)| (key.clone(), value.clone())).collect();
    map.retain(|_, value| !matches!(value, Value::Null));
    match kind {
        Kind::CacheFrom | Kind::CacheTo | Kind::Outputs if !has_type(&map) => {
            return Err("missing `type`".to_owned());
        }
        Kind::Policies => {
            map.retain(|_, value| value.as_str() != Some(""));
            for (key, value) in &map {
                if let Some(value) = value.as_str() {
                    check_policy(key, value)?;
                }
            }
        }
        Kind::Secrets => map.retain(|key, _| matches!(key.as_str(), "id" | "src" | "env")),
        Kind::Attests => disable(&mut map),
        _ => {}
    }
    Ok(Value::object(map))
}

fn has_type(map: &BTreeMap<String, Value>) -> bool {
    map.get("type").is_some_and(|r#type| r#type.as_str() != Some(""))
}

/// Normalizes `disabled` of an attestation, which is a boolean. The default is false.
fn disable(map: &mut BTreeMap<String, Value>) {
    let Some(value) = map.remove("disabled") else { return };
    match value.to_bool() {
        Some(false) => {}
        Some(true) => {
            map.insert("disabled".to_owned(), Value::Bool(true));
        }
        None => {
            map.insert("disabled".to_owned(), Value::Unknown);
        }
    }
}

/// Parses an entry that is written as a line of CSV. One line can contain several cache references.
fn parse_entry(kind: Kind, text: &str) -> Result<Vec<Value>, String> {
    if kind == Kind::Ssh {
        let (id, paths) = text.split_once('=').map_or((text, None), |(id, paths)| (id, Some(paths)));
        let mut map = BTreeMap::from([("id".to_owned(), Value::string(id))]);
        if let Some(paths) = paths {
            map.insert("paths".to_owned(), Value::strings(paths.split(',')));
        }
        return Ok(vec![Value::object(map)]);
    }
    let fields = csv_fields(text).ok_or_else(|| format!("`{}` is not valid CSV", text.escape_debug()))?;
    let is_cache = matches!(kind, Kind::CacheFrom | Kind::CacheTo);
    let object = |entries: &[(&str, &str)]| {
        Value::object(entries.iter().map(|(key, value)| ((*key).to_owned(), Value::string(value))))
    };
    if is_cache && !text.contains('=') {
        return Ok(fields.iter().map(|field| object(&[("type", "registry"), ("ref", field)])).collect());
    }
    if kind == Kind::Outputs && matches!(fields.as_slice(), [field] if field == text) && !text.starts_with("type=") {
        let r#type = if text == "-" { "tar" } else { "local" };
        return Ok(vec![object(&[("type", r#type), ("dest", text)])]);
    }
    let mut map = BTreeMap::new();
    if kind == Kind::Policies {
        let mut files = Vec::new();
        for field in &fields {
            let (key, value) = key_and_value(field)?;
            let key = key.trim().to_ascii_lowercase();
            check_policy(&key, value)?;
            if key == "filename" {
                files.push(Value::string(value));
            }
            map.insert(key, Value::string(value));
        }
        if files.len() > 1 {
            // Expressions see only the first file.
            map.insert("filename".to_owned(), files[0].clone());
            map.insert(POLICY_FILES.to_owned(), Value::list(files));
        }
        return Ok(vec![Value::object(map)]);
    }
    let mut is_env = false;
    for field in &fields {
        let (key, value) = key_and_value(field)?;
        let lower = key.trim().to_ascii_lowercase();
        let key = match (kind, lower.as_str()) {
            (Kind::Secrets, "type") => {
                if !matches!(value, "file" | "env") {
                    return Err(format!("unknown secret type `{}`: expected file or env", value.escape_debug()));
                }
                is_env = value == "env";
                continue;
            }
            (Kind::Secrets, "source") => "src",
            (Kind::Secrets, other) if !matches!(other, "id" | "src" | "env") => {
                return Err(format!("unknown secret key `{}`: expected id, src or env", key.escape_debug()));
            }
            (Kind::Attests, other) if !matches!(other, "type" | "disabled") => key,
            _ => &lower,
        };
        map.insert(key.to_owned(), Value::string(value));
    }
    match kind {
        Kind::Secrets if is_env && !map.contains_key("env") => {
            if let Some(source) = map.remove("src") {
                map.insert("env".to_owned(), source);
            }
        }
        Kind::Attests => {
            let is_bool = |value: &Value| value.to_text().is_some_and(|text| parse_go_bool(&text).is_some());
            if map.get("disabled").is_some_and(|value| !is_bool(value)) {
                return Err("`disabled` must be true or false".to_owned());
            }
            disable(&mut map);
        }
        _ => {}
    }
    if kind != Kind::Secrets && !has_type(&map) {
        return Err(format!("missing `type` in `{}`", text.escape_debug()));
    }
    Ok(vec![Value::object(map)])
}

fn key_and_value(field: &str) -> Result<(&str, &str), String> {
    field.split_once('=').ok_or_else(|| format!("expected key=value, not `{}`", field.escape_debug()))
}

/// The key of all files of a policy that has several.
pub const POLICY_FILES: &str = "files";

/// Checks a field of a policy.
fn check_policy(key: &str, value: &str) -> Result<(), String> {
    const LEVELS: [&str; 8] = ["panic", "fatal", "error", "warn", "warning", "info", "debug", "trace"];
    match key {
        "filename" if value.is_empty() => Err("`filename` is empty".to_owned()),
        "reset" | "disabled" | "strict" if parse_go_bool(value).is_none() => {
            Err(format!("`{key}` must be true or false"))
        }
        "log-level" if !LEVELS.contains(&value.to_ascii_lowercase().as_str()) => {
            Err(format!("unknown log level `{}`: expected error, warn, info, debug or trace", value.escape_debug()))
        }
        "filename" | "reset" | "disabled" | "strict" | "log-level" => Ok(()),
        _ => Err(format!(
            "unknown key `{}`: expected filename, reset, disabled, strict or log-level",
            key.escape_debug()
        )),
    }
}

/// Splits a line of CSV into fields. Returns `None` if a quote is unterminated.
pub fn csv_fields(line: &str) -> Option<Vec<String>> {
    let mut fields = Vec::new();
    let mut rest = line;
    loop {
        if let Some(quoted) = rest.strip_prefix('"') {
            let mut field = String::new();
            let mut tail = quoted;
            loop {
                let end = tail.find('"')?;
                field.push_str(&tail[..end]);
                tail = &tail[end + 1..];
                match tail.strip_prefix('"') {
                    Some(after) => {
                        field.push('"');
                        tail = after;
                    }
                    None => break,
                }
            }
            fields.push(field);
            match tail.strip_prefix(',') {
                Some(after) => rest = after,
                None => return tail.is_empty().then_some(fields),
            }
        } else {
            let (field, after) = rest.split_once(',').map_or((rest, None), |(field, after)| (field, Some(after)));
            if field.contains('"') {
                return None;
            }
            fields.push(field.to_owned());
            match after {
                Some(after) => rest = after,
                None => return Some(fields),
            }
        }
    }
}
