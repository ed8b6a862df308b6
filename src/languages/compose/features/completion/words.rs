//! Completes words of the file where any string is valid.

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::reference::{Kinds, Schema};
use crate::languages::text::{Candidates, WORD_PARTS, nearest_words};

impl ComposeAnalysis<'_> {
    /// Returns words of the file that start with the typed text, the nearest first.
    pub(super) fn complete_words(&self, cursor: &Cursor, names: &[&str]) -> Vec<Completion> {
        let is_closed = is_kind_of_check(cursor, names)
            || cursor.tree.schema(cursor.node).is_some_and(|schema| !schema.values.is_empty())
            || Self::property_of(cursor, cursor.node).is_some_and(|property| !property.suggestions.is_empty());
        if is_closed || !takes_words(names, cursor.before) {
            return Vec::new();
        }
        let mut items = Vec::new();
        for is_part in WORD_PARTS {
            let (typed, insert) = cursor.word(is_part);
            let replace = insert.start..cursor.word_end(is_part);
            let words = nearest_words(self.tree.text, cursor.offset, typed, is_part).into_iter();
            items.extend(words.map(|word| item(word, word, CompletionKind::Value, insert.clone(), replace.clone())));
        }
        items
    }
}

/// Whether the value at a path can be any string.
fn takes_words(names: &[&str], before: &str) -> bool {
    match names {
        ["services" | "jobs", _, key, ..] => match (*key, &names[3..]) {
            ("build", ["context" | "args" | "labels" | "tags" | "additional_contexts" | "dockerfile_inline", ..])
            | ("healthcheck", ["test", ..])
            | ("deploy", ["labels", ..]) => true,
            ("volumes", _) => before.contains('/'),
            ("image", _) => !before.ends_with(|last: char| last.is_uppercase()),
            (key, _) => matches!(
                key,
                "command"
                    | "entrypoint"
                    | "environment"
                    | "labels"
                    | "annotations"
                    | "container_name"
                    | "hostname"
                    | "domainname"
                    | "user"
                    | "working_dir"
                    | "extra_hosts"
                    | "logging"
            ),
        },
        ["name"] | [_, _, "name" | "labels" | "driver_opts" | "content" | "file" | "environment", ..] => true,
        [first, ..] => first.starts_with("x-"),
        [] => false,
    }
}

/// Keys of services whose values are names that must exist, or come from a closed set.
const CLOSED: [&str; 27] = [
    "depends_on",
    "profiles",
    "networks",
    "links",
    "volumes_from",
    "extends",
    "secrets",
    "configs",
    "models",
    "network_mode",
    "ipc",
    "pid",
    "uts",
    "cgroup",
    "userns_mode",
    "restart",
    "pull_policy",
    "platform",
    "cap_add",
    "cap_drop",
    "isolation",
    "gpus",
    "attach",
    "stop_signal",
    "provider",
    "expose",
    "mac_address",
];

/// Which words of the file can stand at the cursor. `None` where everything that can is known.
pub(super) fn free_words(cursor: &Cursor) -> Option<Candidates> {
    let tree = cursor.tree;
    let node = tree.yaml.node(cursor.node);
    if cursor.before.rfind("${").is_some_and(|start| !cursor.before[start..].contains('}')) {
        return Some(Candidates::Words);
    }
    let schema = tree.schema(cursor.node);
    let takes_any_key = |schema: &Schema| schema.entry.is_some() || schema.allows_other_keys;
    let names = tree.place(cursor.node);
    let is_path = matches!(names[..], ["services", _, "build", "dockerfile" | "context"] | [_, _, "file"]);
    let is_closed = match names[..] {
        _ if is_kind_of_check(cursor, &names) => true,
        ["services" | "jobs", _, "networks", _, ref rest @ ..] => rest.is_empty(),
        // A key that is being written is no value of its own.
        ["services" | "jobs", _, _] if matches!(tree.role(cursor.node), Role::Key(_)) => false,
        ["services" | "jobs", _, key, ..] => CLOSED.contains(&key),
        _ => false,
    };
    match tree.role(cursor.node) {
        _ if is_closed => None,
        Role::Root => None,
        Role::Key(_) => tree.schema(node.parent?).is_none_or(takes_any_key).then_some(Candidates::Keys),
        Role::Value(key) if tree.text[tree.yaml.node(key).range.end..cursor.offset].contains('\n') => {
            schema.is_none_or(takes_any_key).then_some(Candidates::Keys)
        }
        Role::Value(_) | Role::Item(_) => {
            let property = ComposeAnalysis::property_of(cursor, cursor.node);
            let has_values = schema.is_some_and(|schema| !schema.values.is_empty())
                || property.is_some_and(|property| !property.suggestions.is_empty());
            let takes_words = schema.is_none_or(|schema| takes_text(schema, is_entry(cursor))) && !is_amount(&names);
            let candidates = if is_path { Candidates::TextWords } else { Candidates::Words };
            (!has_values && takes_words).then_some(candidates)
        }
    }
}

/// Whether a value can be any text, instead of a boolean or number that can only be a string because of variables.
fn takes_text(schema: &Schema, is_entry: bool) -> bool {
    let has = |kind| schema.kinds.contains(kind);
    let is_number = has(Kinds::INTEGER) || has(Kinds::NUMBER) && !is_entry;
    has(Kinds::STRING) && (has(Kinds::BOOLEAN) && has(Kinds::NUMBER) || !has(Kinds::BOOLEAN) && !is_number)
}

/// Whether the cursor is in the value of a mapping that can have any keys.
pub(super) fn is_entry(cursor: &Cursor) -> bool {
    let tree = cursor.tree;
    let mapping = tree.yaml.node(cursor.node).parent;
    mapping.and_then(|mapping| tree.schema(mapping)).is_some_and(|schema| schema.entry.is_some())
}

/// Whether the cursor is in the first element of a health check, which is `CMD`, `CMD-SHELL` or `NONE`.
pub(super) fn is_kind_of_check(cursor: &Cursor, names: &[&str]) -> bool {
    let yaml = &cursor.tree.yaml;
    let list = yaml.node(cursor.node).parent.filter(|_| matches!(names, [.., "healthcheck", "test", "-"]));
    // Before the first element is written, there is no list.
    list.is_some_and(|list| yaml.items(list).first().is_none_or(|first| *first == cursor.node))
}

/// Whether a path of keys leads to a duration or a size.
pub(super) fn is_amount(names: &[&str]) -> bool {
    match names {
        ["services" | "jobs", _, "stop_grace_period"] => true,
        ["services" | "jobs", _, "healthcheck", key] => *key != "test",
        ["services" | "jobs", _, "deploy", "resources", _, key] => matches!(*key, "cpus" | "memory" | "pids"),
        ["services" | "jobs", _, "deploy", group, _] => group.ends_with("_config") || group.ends_with("_policy"),
        _ => false,
    }
}
