//! Words of the file, where a string is free.

use std::collections::HashMap;

use super::Completer;
use crate::languages::answers::CompletionKind;
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

/// Words of the file that continue the last word of the string at the cursor, the nearest first.
pub fn of_file(completer: &mut Completer) {
    nearest(completer, is_name_part);
    nearest(completer, is_letter);
}

fn nearest(completer: &mut Completer, is_part: fn(char) -> bool) {
    let text = completer.text;
    let (word, whole_word) = (completer.context.word.clone(), completer.context.whole_word.clone());
    let written = &text[word.clone()];
    let typed = &written[written.trim_end_matches(is_part).len()..];
    if typed.is_empty() {
        return;
    }
    let offset = word.end;
    let start = floor_char_boundary(text, offset.saturating_sub(MAX_TEXT));
    let end = floor_char_boundary(text, offset + MAX_TEXT);
    let mut nearest: HashMap<&str, usize> = HashMap::new();
    let mut next = start;
    for piece in text[start..end].split_inclusive(|character| !is_part(character)) {
        let found = piece.trim_end_matches(|character| !is_part(character));
        let at = next;
        next += piece.len();
        let is_here = at <= offset && offset <= at + found.len();
        if found.len() > typed.len() && found.starts_with(typed) && !is_here {
            let distance = at.abs_diff(offset);
            let known = nearest.entry(found).or_insert(distance);
            *known = distance.min(*known);
        }
    }
    let mut words: Vec<(usize, &str)> = nearest.into_iter().map(|(found, distance)| (distance, found)).collect();
    words.sort_unstable();
    let rest = text[offset..].find(|character| !is_part(character)).unwrap_or(text.len() - offset);
    completer.context.word = offset - typed.len()..offset;
    completer.context.whole_word = offset - typed.len()..offset + rest;
    for (_, found) in words.into_iter().take(MAX_WORDS) {
        completer.push_plain(found, CompletionKind::Value, Some("word of this file"));
    }
    completer.context.word = word;
    completer.context.whole_word = whole_word;
}
