//! Adds predicted words to the completions of a place that takes any words.

use super::answers::{Completion, CompletionKind};
use super::text::{LIKELY, WordSources, is_word_part, predicted_words};

/// Known completions that come before the predicted words.
const KNOWN_FIRST: usize = 6;

/// Completions to which no predicted words are added, because none of them may be lost.
const MAX_ITEMS: usize = 200;

/// Completions that continue what was typed, to which no unlikely words are added.
const MAX_WITH_UNLIKELY: usize = 12;

/// Adds the words that continue the one at the cursor, the most likely first. `items` are the known completions, those
/// that continue what was typed first.
pub fn add_predicted_words(items: &mut Vec<Completion>, sources: &WordSources<'_>, offset: usize) {
    let text = sources.text;
    let prediction = predicted_words(sources, offset);
    let range = prediction.start..offset;
    let rest = &text[offset..];
    let rest = rest.find(|character| !is_word_part(character)).unwrap_or(rest.len());
    let continues = |item: &Completion| {
        let typed = text.get(item.insert_range.start..offset).unwrap_or_default().to_lowercase();
        let name = item.filter_text.as_deref().unwrap_or(&item.label);
        name.trim_start_matches('"').to_lowercase().starts_with(&typed)
    };
    let mut unlikely = items.iter().take_while(|item| continues(item)).count();
    let mut likely = unlikely.min(KNOWN_FIRST);
    for (word, score) in prediction.words {
        let is_likely = score >= LIKELY;
        if !is_likely && unlikely >= MAX_WITH_UNLIKELY {
            continue;
        }
        // An item such as `NAME=` inserts the word, too.
        let is_same = |item: &Completion| {
            item.insert_range.start == range.start
                && item
                    .label
                    .strip_prefix(word)
                    .is_some_and(|rest| rest.bytes().all(|byte| matches!(byte, b'=' | b':')))
        };
        let item = match items.iter().position(is_same) {
            Some(place) if !is_likely || place < likely => continue,
            Some(place) => {
                unlikely -= usize::from(place < unlikely);
                items.remove(place)
            }
            None if items.len() >= MAX_ITEMS => continue,
            None => Completion {
                label: word.to_owned(),
                kind: CompletionKind::Value,
                detail: None,
                documentation: None,
                text: word.to_owned(),
                is_snippet: false,
                plain_text: None,
                insert_range: range.clone(),
                replace_range: range.start..offset + rest,
                filter_text: None,
                is_deprecated: false,
                additional_edits: Vec::new(),
            },
        };
        items.insert(if is_likely { likely } else { unlikely }, item);
        likely += usize::from(is_likely);
        unlikely += 1;
    }
}
