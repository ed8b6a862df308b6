//! Completes words of the file where any string is valid.

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::text::{WORD_PARTS, nearest_words};

impl ComposeAnalysis<'_> {
    /// Returns words of the file that start with the typed text, the nearest first.
    pub(super) fn complete_words(&self, cursor: &Cursor, names: &[&str]) -> Vec<Completion> {
        let is_closed = cursor.tree.schema(cursor.node).is_some_and(|schema| !schema.values.is_empty())
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
