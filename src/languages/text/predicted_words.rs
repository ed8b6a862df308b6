//! Predicts the word at a cursor from the text around it: a word is likely where what precedes it is what precedes the
//! cursor. Frequent phrases complement the text.

use std::collections::HashMap;

use memchr::memmem;

use super::{floor_char_boundary, is_word_part, line_start};
use crate::languages::sort::SortStably;

/// Bytes before and after the cursor whose words are found.
const MAX_TEXT: usize = 25_000;

/// Words of a prediction.
const MAX_WORDS: usize = 20;

/// Bytes before a word that are compared.
const MAX_CONTEXT: usize = 32;

/// Bytes after a word within which a key ends.
const MAX_KEY: usize = 200;

/// The average number of bytes in a phrase.
const PHRASE_LENGTH: usize = 13;

/// The least score of a likely word.
pub const LIKELY: f32 = 1.2;

/// Lines whose indents are remembered.
const MAX_DEPTH: usize = 50;

/// Bytes of other texts whose words are found.
const MAX_OTHER_TEXT: usize = 40_000;

/// Lines above a word of another text that are compared with the lines above the cursor.
const MAX_LINES_ABOVE: usize = 20;

/// Which words of a text are candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Candidates {
    /// Every word.
    Words,
    /// Every word of the text, and those of phrases that are likely or parts of a longer word, such as a flag or path.
    TextWords,
    /// Words that a `=`, a `:` or a `{` follows.
    Keys,
    /// Such words of the text, and likely ones of phrases.
    TextKeys,
}

/// Where the words of a prediction come from.
#[derive(Clone, Copy, Debug)]
pub struct WordSources<'t> {
    /// The text with the cursor.
    pub text: &'t str,
    /// Related texts, the closest first.
    pub others: &'t [&'t str],
    /// Parts of lines, one a line and the most frequent first. A tab separates the first word of the line above from
    /// the beginning of a line.
    pub phrases: &'static str,
    /// Which words are candidates.
    pub candidates: Candidates,
}

/// The words that can stand at a cursor.
#[derive(Debug, Default, PartialEq)]
pub struct Prediction<'t> {
    /// Where the word at the cursor starts.
    pub start: usize,
    /// The words that start with what was typed, the most likely first, with their scores.
    pub words: Vec<(&'t str, f32)>,
}

/// Predicts the word before an offset. Empty if nothing was typed, or more than a word.
pub fn predicted_words<'t>(sources: &WordSources<'t>, offset: usize) -> Prediction<'t> {
    let WordSources { text, others, phrases, candidates } = *sources;
    let before = &text[line_start(text, offset)..offset];
    let start = offset - (before.len() - before.trim_end_matches(is_word_part).len());
    let typed = &text[start..offset];
    let is_word = typed.starts_with(|first: char| first.is_alphabetic() || first == '_');
    // A word that is longer than the window would start before it.
    if !is_word || typed.len() > MAX_TEXT {
        return Prediction { start, words: Vec::new() };
    }
    let from = line_start(text, floor_char_boundary(text, offset.saturating_sub(MAX_TEXT)));
    let from = from.max(floor_char_boundary(text, offset.saturating_sub(2 * MAX_TEXT)));
    let to = floor_char_boundary(text, offset + MAX_TEXT);
    let window = &text[from..to];
    let mut here = None;
    let mut places = Vec::new();
    let mut found_in_window = occurrences(window, typed).peekable();
    for line in Lines::new(window) {
        let end = line.start + line.text.len();
        if here.is_none() && end >= offset - from {
            here = Some(line.context_at((start - from).saturating_sub(line.start)));
        }
        while let Some(at) = found_in_window.next_if(|at| *at < end) {
            places.push((line, at - line.start));
        }
    }
    let Some(here) = here.map(Cursor::new) else { return Prediction { start, words: Vec::new() } };
    let mut found: HashMap<&'t str, (f32, u32)> = HashMap::new();
    let mut add = |word: &'t str, score: f32| {
        let (best, count) = found.entry(word).or_default();
        *best = if *count == 0 { score } else { best.max(score) };
        *count += 1;
    };
    for (line, at) in places {
        let place = from + line.start + at;
        let word = word_at(line.text, at);
        if place == start || word.len() == typed.len() || !candidates.accept(&line.text[at + word.len()..]) {
            continue;
        }
        let distance = u16::try_from(place.abs_diff(offset) / 100).unwrap_or(u16::MAX);
        let nearness = 0.4 / (1.0 + f32::from(distance) / 15.0);
        let context = line.context_at(at);
        add(word, here.likeness(context.line, || (context.above, context.parent)) + nearness);
    }
    let mut budget = MAX_OTHER_TEXT;
    for other in others {
        let other = &other[..floor_char_boundary(other, budget)];
        budget -= other.len();
        for at in occurrences(other, typed) {
            let word = word_at(other, at);
            if word.len() == typed.len() || !candidates.accept(&other[at + word.len()..]) {
                continue;
            }
            let start = line_start(other, at);
            let likeness = here.likeness(&other[start..at], || lines_above(other, start));
            add(word, likeness - 0.1);
        }
    }
    for at in occurrences(phrases, typed) {
        let phrase = line_start(phrases, at);
        let word = word_at(phrases, at);
        let rest = &phrases[at + word.len()..];
        let rest = &rest[..rest.find('\n').unwrap_or(rest.len())];
        if word.len() == typed.len() || !candidates.accept(rest) {
            continue;
        }
        let before = &phrases[phrase..at];
        let (above, line) = before.rsplit_once('\t').unwrap_or(("\t", before));
        // An estimate of the phrases before this one.
        let rank = f32::from(u16::try_from(phrase / PHRASE_LENGTH).unwrap_or(u16::MAX));
        let score = here.likeness(line, || (above, "\t")) - 0.2 - rank / (rank + 500.0);
        let continues_part = here.joint.is_some() && joint(line) == here.joint;
        let is_text_only = matches!(candidates, Candidates::TextWords | Candidates::TextKeys);
        if !is_text_only || continues_part || score >= LIKELY {
            add(word, score);
        }
    }
    let mut words: Vec<(&str, f32)> = found
        .into_iter()
        .map(|(word, (best, count))| (word, best + 0.25 * f32::from(u16::try_from(count).unwrap_or(u16::MAX)).ln()))
        .collect();
    words.sort_stably_by(|(a, first), (b, second)| second.total_cmp(first).then_with(|| a.cmp(b)));
    words.truncate(MAX_WORDS);
    Prediction { start, words }
}

impl Candidates {
    fn accept(self, rest: &str) -> bool {
        if matches!(self, Self::Words | Self::TextWords) {
            return true;
        }
        let rest = &rest[..floor_char_boundary(rest, MAX_KEY)];
        let rest = rest
            .trim_start_matches(|character: char| is_word_part(character) || "-.\"'".contains(character))
            .trim_start();
        rest.starts_with([':', '{']) || rest.starts_with('=') && !rest.starts_with("==")
    }
}

/// What precedes a word.
#[derive(Clone, Copy)]
struct Context<'t> {
    /// The line before the word.
    line: &'t str,
    /// The first word of the line above with the same indent.
    above: &'t str,
    /// The line above with a smaller indent.
    parent: &'t str,
}

/// What precedes the cursor, prepared for comparisons with many other contexts.
struct Cursor<'t> {
    context: Context<'t>,
    /// The last bytes of the line, from its end.
    last_bytes: Vec<u8>,
    first_word: &'t str,
    first_word_of_parent: &'t str,
    joint: Option<char>,
}

impl<'t> Cursor<'t> {
    fn new(context: Context<'t>) -> Self {
        Self {
            context,
            last_bytes: squeezed(context.line).take(MAX_CONTEXT).collect(),
            first_word: first_word(context.line),
            first_word_of_parent: first_word(context.parent),
            joint: joint(context.line),
        }
    }

    /// Returns how much the context of another word has in common with the cursor: the line before it, and the first
    /// word of the line above and the line with a smaller indent, which are computed only if they matter.
    fn likeness<'o>(&self, line: &str, above: impl FnOnce() -> (&'o str, &'o str)) -> f32 {
        let mut others = squeezed(line).take(MAX_CONTEXT);
        let mut own = self.last_bytes.iter();
        let mut shared = 0_u8;
        let is_same_line = loop {
            match (own.next(), others.next()) {
                (Some(own), Some(other)) if *own == other => shared += 1,
                (None, None) => break true,
                _ => break false,
            }
        };
        let mut likeness = f32::from(shared) / 8.0;
        if is_same_line {
            let (above, parent) = above();
            likeness += 0.5;
            likeness += if self.context.above == above { 0.8 } else { 0.0 };
            likeness += if self.context.parent == parent { 0.6 } else { 0.0 };
            likeness += if self.first_word_of_parent == first_word(parent) { 0.3 } else { 0.0 };
        } else if !self.last_bytes.is_empty() && self.first_word == first_word(line) {
            likeness += 0.6;
        }
        likeness
    }
}

/// Returns the first word of the line above the one that starts at an offset, if it has the same indent, and the nearest
/// line above with a smaller indent.
fn lines_above(text: &str, start: usize) -> (&str, &str) {
    let indent_of = |line: &str| line.len() - line.trim_start().len();
    let own = indent_of(text[start..].lines().next().unwrap_or_default());
    let mut above = None;
    for line in text[..start].lines().rev().take(MAX_LINES_ABOVE).filter(|line| !line.trim().is_empty()) {
        let indent = indent_of(line);
        if indent < own {
            return (above.unwrap_or_default(), line.trim());
        }
        above.get_or_insert(if indent == own { first_word(line) } else { "" });
    }
    (above.unwrap_or_default(), "")
}

/// The bytes of a line from its end, without its indent and with single spaces.
fn squeezed(line: &str) -> impl Iterator<Item = u8> {
    let mut last = 0;
    line.trim_start().bytes().rev().filter(move |byte| {
        let is_repeated = *byte == b' ' && last == b' ';
        last = *byte;
        !is_repeated
    })
}

/// The character at the end of a line that joins the parts of a longer word.
fn joint(line: &str) -> Option<char> {
    line.chars().next_back().filter(|character| "-/.@:".contains(*character))
}

fn first_word(line: &str) -> &str {
    let line = line.trim_start_matches(|character: char| !is_word_part(character));
    &line[..line.find(|character: char| !is_word_part(character)).unwrap_or(line.len())]
}

/// Where words of a text start that start with what was typed.
fn occurrences<'t>(text: &'t str, typed: &'t str) -> impl Iterator<Item = usize> {
    memmem::find_iter(text.as_bytes(), typed).filter(|at| !text[..*at].ends_with(is_word_part))
}

fn word_at(line: &str, at: usize) -> &str {
    let rest = &line[at..];
    &rest[..rest.find(|character: char| !is_word_part(character)).unwrap_or(rest.len())]
}

/// The lines of a text with what is above them.
struct Lines<'t> {
    text: &'t str,
    next: usize,
    /// The last lines of each indent that encloses the current one.
    open: Vec<(usize, &'t str)>,
}

#[derive(Clone, Copy)]
struct Line<'t> {
    start: usize,
    text: &'t str,
    /// The line above with the same indent.
    above: &'t str,
    /// The line above with a smaller indent.
    parent: &'t str,
}

impl<'t> Line<'t> {
    /// Returns the context of a word that starts at an offset in the line.
    fn context_at(&self, at: usize) -> Context<'t> {
        Context { line: &self.text[..at], above: first_word(self.above), parent: self.parent.trim() }
    }
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, next: 0, open: Vec::new() }
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        let start = self.next;
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = rest.find('\n').unwrap_or(rest.len());
        self.next = start + end + 1;
        let text = &rest[..end];
        let content = text.trim_start();
        let indent = text.len() - content.len();
        if content.is_empty() {
            return Some(Line { start, text, above: "", parent: "" });
        }
        while self.open.last().is_some_and(|(other, _)| *other > indent) {
            self.open.pop();
        }
        let above = match self.open.last() {
            Some((other, line)) if *other == indent => {
                let line = *line;
                self.open.pop();
                line
            }
            _ => "",
        };
        let parent = self.open.last().map_or("", |(_, line)| *line);
        if self.open.len() < MAX_DEPTH {
            self.open.push((indent, text));
        }
        Some(Line { start, text, above, parent })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn predicted(text: &str, candidates: Candidates) -> Vec<String> {
        let offset = text.find('|').expect("the text has a cursor");
        let text = text.replace('|', "");
        let phrases = "the region\nname\tregular = 1";
        let prediction = predicted_words(&WordSources { text: &text, others: &[], phrases, candidates }, offset);
        prediction.words.into_iter().map(|(word, _)| word.to_owned()).collect()
    }

    #[test]
    fn what_follows_the_same_words_is_the_most_likely() {
        let text = "red fish\nblue flower\nred fox\nblue f|\n";
        assert_eq!(predicted(text, Candidates::Words)[0], "flower");
    }

    #[test]
    fn the_line_above_decides_at_the_start_of_a_line() {
        let text = "a {\n  cpu = 1\n  size = 2\n  state = 3\n}\nb {\n  cpu = 1\n  s|\n}\n";
        assert_eq!(predicted(text, Candidates::Keys), ["size", "state"]);
    }

    #[test]
    fn frequent_phrases_complement_the_text() {
        assert_eq!(predicted("  for the re|", Candidates::Words), ["region", "regular"]);
        assert_eq!(predicted("name = 1\nre|", Candidates::Keys), ["regular"]);
    }

    #[test]
    fn words_of_other_texts_complement_the_text() {
        let others = ["a {\n  cpu = 1\n  status = 2\n}\n", "  the station\n"];
        let words = |text: &str| {
            let sources = WordSources { text, others: &others, phrases: "", candidates: Candidates::Words };
            let words = predicted_words(&sources, text.len()).words;
            words.into_iter().map(|(word, _)| word.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(words("b {\n  cpu = 3\n  st"), ["status", "station"]);
        assert_eq!(words("of the st"), ["station", "status"]);
    }

    #[test]
    fn nothing_is_predicted_before_something_is_typed() {
        assert_eq!(predicted("word |", Candidates::Words), [""; 0]);
        assert_eq!(predicted("été x|", Candidates::Words), [""; 0]);
    }

    #[test]
    fn nothing_is_predicted_for_a_word_that_is_longer_than_the_window() {
        assert_eq!(predicted(&format!("ab {}|", "a".repeat(100_000)), Candidates::Words), [""; 0]);
    }

    #[test]
    fn long_lines_are_read_once() {
        let text = format!("# {}\nrun a|\n", "ab.".repeat(100_000));
        assert_eq!(predicted(&text, Candidates::Words), ["ab"]);
        assert_eq!(predicted(&text, Candidates::Keys), [""; 0]);
    }
}
