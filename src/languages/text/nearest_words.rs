//! Finds words in a text that complete the one at the cursor.

use std::collections::HashMap;

use memchr::memmem;

use super::{floor_char_boundary, is_word_part};

/// The maximum distance from the cursor at which words are found, in bytes.
const MAX_TEXT: usize = 50_000;

/// The maximum number of words that are returned.
const MAX_WORDS: usize = 20;

/// The characters of a word. The first variant includes dashes, as in `my-service`; the second does not.
pub const WORD_PARTS: [fn(char) -> bool; 2] = [|character| is_word_part(character) || character == '-', is_word_part];

/// Returns the words that start with `typed`, the text before the offset, ordered by distance. Returns none if `typed`
/// is empty.
pub fn nearest_words<'t>(text: &'t str, offset: usize, typed: &str, is_part: fn(char) -> bool) -> Vec<&'t str> {
    if typed.is_empty() {
        return Vec::new();
    }
    let start = floor_char_boundary(text, offset.saturating_sub(MAX_TEXT));
    let end = floor_char_boundary(text, offset + MAX_TEXT);
    let window = &text[start..end];
    let mut nearest: HashMap<&str, usize> = HashMap::new();
    for at in memmem::find_iter(window.as_bytes(), typed) {
        if window[..at].ends_with(is_part) {
            continue;
        }
        let word = &window[at..];
        let word = &word[..word.find(|character| !is_part(character)).unwrap_or(word.len())];
        let at = start + at;
        let is_here = at <= offset && offset <= at + word.len();
        if word.len() > typed.len() && !is_here {
            let distance = at.abs_diff(offset);
            let known = nearest.entry(word).or_insert(distance);
            *known = distance.min(*known);
        }
    }
    let mut words: Vec<(usize, &str)> = nearest.into_iter().map(|(word, distance)| (distance, word)).collect();
    words.sort_unstable();
    words.into_iter().take(MAX_WORDS).map(|(_, word)| word).collect()
}
