//! Ranks candidates for a word by their likelihood.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::languages::sort::SortStably;

/// The maximum number of candidates in one response.
const MAX_CANDIDATES: usize = 80;

/// Candidates that start with the typed text, with their scores.
pub(super) struct Ranking<'t> {
    typed: &'t str,
    /// The separator at the start of the text after the cursor, if the typed text is only a part of a word.
    separator: Option<char>,
    scores: HashMap<Cow<'t, str>, f32>,
}

impl<'t> Ranking<'t> {
    /// Creates an empty ranking. `rest` is the text after the cursor.
    pub fn new(typed: &'t str, rest: &str) -> Self {
        let separator = rest.chars().next().filter(|c| matches!(c, '-' | '.' | '/' | '_'));
        Self { typed, separator, scores: HashMap::new() }
    }

    pub fn typed(&self) -> &'t str {
        self.typed
    }

    pub fn fits(&self, word: &str) -> bool {
        word.len() > self.typed.len() && word.starts_with(self.typed)
    }

    /// Adds a candidate. If several sources add it, its score is a bit higher than the best of their scores.
    pub fn add(&mut self, word: impl Into<Cow<'t, str>>, score: f32) {
        let word = word.into();
        if self.fits(&word) {
            let start = self.typed.len() + 1;
            let part = self.separator.and_then(|separator| Some(start + word.get(start..)?.find(separator)?));
            if let Some(part) = part {
                let known = self.scores.entry(Cow::Owned(word[..part].to_owned())).or_insert(0.0);
                *known = known.max(score - 0.2);
            }
            let known = self.scores.entry(word).or_insert(0.0);
            *known = known.max(score) + known.min(score).min(1.5) * 0.2;
        }
    }

    /// Adds the words of a table that is sorted by likelihood. The first word gets the score `best`. The score
    /// decreases by `step` for each further word, down to `least`.
    pub fn table(&mut self, words: &'t [&'t str], best: f32, step: f32, least: f32) {
        self.words(words.iter().copied(), best, step, least);
    }

    /// Like `table`, for words from an iterator.
    pub fn words(&mut self, words: impl IntoIterator<Item = &'t str>, best: f32, step: f32, least: f32) {
        let mut score = best;
        for word in words {
            self.add(word, score);
            score = (score - step).max(least);
        }
    }

    /// Returns the best candidates, the most likely first.
    pub fn best(self) -> Vec<Cow<'t, str>> {
        let mut words: Vec<_> = self.scores.into_iter().collect();
        words.sort_stably_by(|(a, first), (b, second)| second.total_cmp(first).then_with(|| a.cmp(b)));
        words.truncate(MAX_CANDIDATES);
        words.into_iter().map(|(word, _)| word).collect()
    }
}
