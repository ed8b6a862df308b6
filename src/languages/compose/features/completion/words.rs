//! Words of the file, where any text is valid.

use std::collections::HashMap;

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::text::floor_char_boundary;

/// Bytes before and after the cursor whose words are offered.
const MAX_TEXT: usize = 50_000;

/// Words in one answer.
const MAX_WORDS: usize = 20;

fn is_name_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

impl ComposeAnalysis<'_> {
    /// Words of the file that continue what was typed, the nearest first.
    pub(super) fn complete_words(&self, cursor: &Cursor, names: &[&str]) -> Vec<Completion> {
        let is_closed = cursor.tree.schema(cursor.node).is_some_and(|schema| !schema.values.is_empty())
            || Self::property_of(cursor, cursor.node).is_some_and(|property| !property.suggestions.is_empty());
        if is_closed || !takes_words(names, cursor.before) {
            return Vec::new();
        }
        let mut items = self.nearest_words(cursor, is_name_part);
        items.extend(self.nearest_words(cursor, is_letter));
        items
    }

    fn nearest_words(&self, cursor: &Cursor, is_part: fn(char) -> bool) -> Vec<Completion> {
        let (typed, insert) = cursor.word(is_part);
        if typed.is_empty() {
            return Vec::new();
        }
        let text = self.tree.text;
        let start = floor_char_boundary(text, cursor.offset.saturating_sub(MAX_TEXT));
        let end = floor_char_boundary(text, cursor.offset + MAX_TEXT);
        let mut nearest: HashMap<&str, usize> = HashMap::new();
        let mut next = start;
        for piece in text[start..end].split_inclusive(|character| !is_part(character)) {
            let word = piece.trim_end_matches(|character| !is_part(character));
            let at = next;
            next += piece.len();
            let is_here = at <= cursor.offset && cursor.offset <= at + word.len();
            if word.len() > typed.len() && word.starts_with(typed) && !is_here {
                let distance = at.abs_diff(cursor.offset);
                let known = nearest.entry(word).or_insert(distance);
                *known = distance.min(*known);
            }
        }
        let mut words: Vec<(usize, &str)> = nearest.into_iter().map(|(word, distance)| (distance, word)).collect();
        words.sort_unstable();
        let replace = insert.start..cursor.word_end(is_part);
        let words = words.into_iter().take(MAX_WORDS);
        words.map(|(_, word)| item(word, word, CompletionKind::Value, insert.clone(), replace.clone())).collect()
    }
}

/// Whether the value at a path is free text.
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
