//! Merges values like Compose: mappings by key, lists by appending, and some keys by special rules.

use std::collections::{HashMap, HashSet};

use super::canonical;
use super::unique::unique_pairs;
use super::value::{Members, Text, Value};

/// The rule for merging the values of a key.
enum Rule {
    /// The later value replaces the earlier one, even if it is absent.
    Replace,
    /// Lists or mappings of `NAME=value`, merged by name.
    Pairs,
    /// Strings or lists of strings, which are appended.
    Sequence,
    Build,
    DependsOn,
    /// Mappings, or lists of names, which are equivalent to mappings without values.
    Names,
    Logging,
    Ulimit,
    Usual,
}

impl Rule {
    /// Returns the rule for a path of keys below a service.
    fn at(path: &[String]) -> Self {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match path[..] {
            ["command" | "entrypoint"] | ["healthcheck", "test"] => Self::Replace,
            ["annotations" | "environment" | "labels" | "sysctls"]
            | ["build", "args" | "additional_contexts" | "labels"]
            | ["deploy", "labels"] => Self::Pairs,
            ["dns" | "dns_opt" | "dns_search" | "env_file" | "extra_hosts" | "label_file" | "tmpfs"]
            | ["build", "extra_hosts"] => Self::Sequence,
            ["build"] => Self::Build,
            ["depends_on"] => Self::DependsOn,
            ["models" | "networks"] => Self::Names,
            ["logging"] => Self::Logging,
            ["ulimits", _] => Self::Ulimit,
            _ => Self::Usual,
        }
    }
}

/// Merges a service with the values of a later file, or with a service that extends it.
pub fn merge(base: Value, over: Value) -> Value {
    merge_at(&mut Vec::new(), base, over)
}

// Recursive, but values are never nested more deeply than the loader allows.
fn merge_at(path: &mut Vec<String>, base: Value, over: Value) -> Value {
    let base = match (base, &over) {
        (_, Value::Override(_) | Value::Reset) | (Value::Reset, _) => return over,
        (Value::Override(base), _) => *base,
        (base, _) => base,
    };
    let is_mapping = |value: &Value| matches!(value, Value::Mapping(_));
    match Rule::at(path) {
        Rule::Pairs => merge_pairs(base, over),
        Rule::Sequence => append(sequence(base), sequence(over), |_| false),
        Rule::Build => merge_usually(path, canonical::build(base), canonical::build(over)),
        Rule::DependsOn => {
            let (base, over) = (canonical::dependencies(base), canonical::dependencies(over));
            merge_usually(path, base, over)
        }
        Rule::Names => merge_usually(path, canonical::names(base), canonical::names(over)),
        Rule::Logging => {
            let driver = |value: &Value| value.member("driver").map(Value::fingerprint);
            match (driver(&base), driver(&over)) {
                (Some(earlier), Some(later)) if earlier != later => over,
                _ => merge_usually(path, base, over),
            }
        }
        Rule::Ulimit if is_mapping(&base) && is_mapping(&over) => merge_usually(path, base, over),
        Rule::Replace | Rule::Ulimit => over,
        Rule::Usual => merge_usually(path, base, over),
    }
}

fn merge_usually(path: &mut Vec<String>, base: Value, over: Value) -> Value {
    match (base, over) {
        (base, over) if over.is_null() => base,
        (Value::Mapping(members), Value::Mapping(others)) => merge_mappings(path, members, others),
        // If several entries have the same port or path, the last one counts.
        (Value::List(items), Value::List(others)) if has_entries(path) => {
            Value::List(items.into_iter().chain(others).collect())
        }
        (Value::List(items), Value::List(others)) if matches!(path.as_slice(), [key] if key == "pre_start") => {
            append(items, others, has_short_forms)
        }
        (Value::List(items), Value::List(others)) => append(items, others, |_| false),
        (_, over) => over,
    }
}

/// Whether the entries of a list have short and long forms, so that [`make_unique`](super::unique::make_unique)
/// compares them.
fn has_entries(path: &[String]) -> bool {
    matches!(path, [key] if ["configs", "devices", "ports", "secrets", "volumes"].contains(&key.as_str()))
}

fn merge_mappings(path: &mut Vec<String>, mut members: Members, others: Members) -> Value {
    let mut places: HashMap<String, usize> = HashMap::new();
    for (at, (name, _)) in members.iter().enumerate() {
        places.entry(name.clone()).or_insert(at);
    }
    for (name, value) in others {
        if let Some(&at) = places.get(&name) {
            let earlier = members[at].1.take();
            path.push(name);
            members[at].1 = merge_at(path, earlier, value);
            path.pop();
        } else {
            places.insert(name.clone(), members.len());
            members.push((name, value));
        }
    }
    Value::Mapping(members)
}

/// Appends the items of another list that this list does not contain. Other items are appended if they are `distinct`.
fn append(mut items: Vec<Value>, others: Vec<Value>, is_distinct: impl Fn(&Value) -> bool) -> Value {
    let mut known: HashSet<String> = items.iter().map(Value::fingerprint).collect();
    items.extend(others.into_iter().filter(|other| known.insert(other.fingerprint()) || is_distinct(other)));
    Value::List(items)
}

/// Whether a container is appended even if it is equal to an earlier one. Compose has converted the short forms of the
/// earlier ones, so that it does not recognize those that have them again.
fn has_short_forms(container: &Value) -> bool {
    ["env_file", "volumes"].iter().any(|name| container.member(name).is_some())
}

fn merge_pairs(mut base: Value, over: Value) -> Value {
    if let (Value::Mapping(members), Value::Mapping(others)) = (&mut base, &over) {
        let is_reset = |name: &str| others.iter().any(|(key, value)| key == name && matches!(value, Value::Reset));
        members.retain(|(name, _)| !is_reset(name));
    }
    let mut pairs = sequence(base);
    pairs.extend(sequence(over));
    Value::List(unique_pairs(pairs))
}

/// Converts a value to a list: the items of a list, a single string, or `NAME=value` for each member of a mapping.
fn sequence(value: Value) -> Vec<Value> {
    match value {
        Value::List(items) => items,
        Value::Mapping(members) => members.into_iter().flat_map(|(name, value)| pairs(name, value)).collect(),
        Value::Override(inner) => sequence(*inner),
        Value::Scalar(text) if !text.is_null() => vec![Value::Scalar(text)],
        Value::Scalar(_) | Value::Reset => Vec::new(),
    }
}

fn pairs(name: String, value: Value) -> Vec<Value> {
    let pair = |text: &Text| Value::string(format!("{name}={}", text.as_string()));
    match value {
        Value::Scalar(text) if text.is_null() => vec![Value::string(name)],
        Value::Scalar(text) => vec![pair(&text)],
        Value::List(items) => {
            let texts = items.iter().filter_map(|item| if let Value::Scalar(text) = item { Some(text) } else { None });
            texts.map(pair).collect()
        }
        Value::Override(inner) => pairs(name, *inner),
        Value::Mapping(_) | Value::Reset => Vec::new(),
    }
}
