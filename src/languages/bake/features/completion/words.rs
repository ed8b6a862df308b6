//! Completes words of the file in strings that can have any value.

use super::Completer;
use crate::languages::answers::CompletionKind;
use crate::languages::text::{WORD_PARTS, nearest_words};

/// Completes words of the file that start with the last word of the string at the cursor, the nearest first.
pub fn of_file(completer: &mut Completer) {
    for is_part in WORD_PARTS {
        add_nearest(completer, is_part);
    }
}

fn add_nearest(completer: &mut Completer, is_part: fn(char) -> bool) {
    let text = completer.text;
    let (word, whole_word) = (completer.context.word.clone(), completer.context.whole_word.clone());
    let written = &text[word.clone()];
    let typed = &written[written.trim_end_matches(is_part).len()..];
    let offset = word.end;
    let rest = text[offset..].find(|character| !is_part(character)).unwrap_or(text.len() - offset);
    completer.context.word = offset - typed.len()..offset;
    completer.context.whole_word = offset - typed.len()..offset + rest;
    for found in nearest_words(text, offset, typed, is_part) {
        completer.push_plain(found, CompletionKind::Value, Some("word of this file"));
    }
    completer.context.word = word;
    completer.context.whole_word = whole_word;
}
