//! Converts the short forms of values to those in which Compose merges them.

use std::collections::HashSet;

use super::value::{Members, Text, Value};

/// Converts a service to the form that Compose uses after it has read a file.
pub fn canonicalize(service: &mut Value) {
    let Value::Mapping(members) = service else { return };
    for (key, value) in members {
        match key.as_str() {
            "build" => replace(value, build),
            "depends_on" => replace(value, |value| with_conditions(dependencies(value))),
            "models" | "networks" => replace(value, names),
            "dns" | "dns_search" | "env_file" | "label_file" | "tmpfs" => replace(value, list),
            "gpus" => replace(value, devices),
            _ => {}
        }
    }
}

fn replace(value: &mut Value, change: fn(Value) -> Value) {
    match value {
        Value::Override(inner) => replace(inner, change),
        Value::Reset => {}
        value if value.is_null() => {}
        value => *value = change(value.take()),
    }
}

/// Converts a `build` that is only a context.
pub fn build(value: Value) -> Value {
    let mut build = match value {
        Value::Scalar(context) if !context.is_null() => {
            Value::Mapping(vec![("context".to_owned(), Value::Scalar(context))])
        }
        other => other,
    };
    for name in ["additional_contexts", "ssh"] {
        build.member_mut(name).into_iter().for_each(show_pairs);
    }
    build
}

/// Converts a list of services to a mapping with the default condition.
pub fn dependencies(value: Value) -> Value {
    keys(value, || with_condition(Vec::new()))
}

fn with_conditions(dependencies: Value) -> Value {
    let Value::Mapping(services) = dependencies else { return dependencies };
    let complete = services.into_iter().map(|(name, dependency)| match dependency {
        Value::Mapping(members) => (name, with_condition(members)),
        other => (name, other),
    });
    Value::Mapping(complete.collect())
}

fn with_condition(mut members: Members) -> Value {
    for (name, default) in [("condition", "service_started"), ("required", "true")] {
        if members.iter().all(|(key, _)| key != name) {
            members.push((name.to_owned(), Value::plain(default)));
        }
    }
    Value::Mapping(members)
}

/// Converts a list of names to a mapping without values.
pub fn names(value: Value) -> Value {
    keys(value, || Value::NULL)
}

fn keys(value: Value, empty: fn() -> Value) -> Value {
    let items = match value {
        Value::List(items) => items,
        Value::Mapping(members) => return Value::Mapping(members),
        _ => return Value::Mapping(Vec::new()),
    };
    let mut seen = HashSet::new();
    let names = items.iter().filter_map(Value::text).filter(|name| seen.insert(*name));
    Value::Mapping(names.map(|name| (name.to_owned(), empty())).collect())
}

fn list(value: Value) -> Value {
    match value {
        Value::Scalar(_) => Value::List(vec![value]),
        other => other,
    }
}

/// Converts `all`, which means all GPUs.
fn devices(value: Value) -> Value {
    match value {
        Value::Scalar(_) => Value::List(vec![Value::Mapping(vec![("count".to_owned(), Value::plain("all"))])]),
        other => other,
    }
}

/// Converts all lists of `NAME=value` in a service to mappings, for display.
pub fn show_all_pairs(members: &mut Members) {
    for (key, value) in members {
        match key.as_str() {
            "annotations" | "environment" | "labels" | "sysctls" => show_pairs(value),
            "build" => ["args", "labels"].iter().for_each(|name| {
                value.member_mut(name).into_iter().for_each(show_pairs);
            }),
            "deploy" => value.member_mut("labels").into_iter().for_each(show_pairs),
            _ => {}
        }
    }
}

/// Converts a list of `NAME=value` to a mapping.
fn show_pairs(value: &mut Value) {
    let Value::List(items) = value else { return };
    let pair = |item: &Value| match item.text()?.split_once('=') {
        Some((name, value)) => Some((name.to_owned(), Value::Scalar(Text::string(value)))),
        None => Some((item.text()?.to_owned(), Value::NULL)),
    };
    *value = Value::Mapping(items.iter().filter_map(pair).collect());
}
