//! Completions at a cursor: blocks and arguments in [`bodies`], labels in [`labels`], values in [`values`], names after
//! the first words of a reference in [`references`], the content of strings in [`strings`], and words that nothing
//! declares in [`words`]. [`json`] converts them to the JSON syntax.

mod bodies;
mod comments;
mod functions;
pub mod json;
mod labels;
mod objects;
mod preference;
mod references;
mod similarity;
mod strings;
mod values;
mod words;

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::HashMap;

use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::predicted_completions::add_predicted_words;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::cursor::{Cursor, FrameKind};
use crate::languages::syntax::hcl::{self, TokenKind};
use crate::languages::terraform::model::facts::Call;
use crate::languages::terraform::model::scope::{Environment, Scope};
use crate::languages::terraform::reference::phrases::PHRASES;
use crate::languages::text::{Candidates, WordSources, touches};

/// The maximum number of items in a result.
const MAX_ITEMS: usize = 200;

/// A cursor and its context.
struct Request<'s, 'c> {
    environment: Environment<'s>,
    /// The parsed text that contains the cursor.
    file: &'c hcl::File<'c>,
    cursor: &'c Cursor<'c>,
    /// The arguments and blocks that the body around the cursor can contain.
    scope: Scope<'s>,
    items: Vec<Completion>,
}

/// Returns the completions at an offset of a text in the native syntax.
pub fn completions(environment: Environment<'_>, file: &hcl::File<'_>, text: &str, offset: usize) -> Completions {
    let cursor = Cursor::new(text, offset);
    let mut request = Request::new(environment, file, &cursor);
    if request.complete_marker() {
        return answer(request.sorted_items());
    }
    if cursor.is_in_comment {
        request.complete_ignored_rules();
        return answer(request.sorted_items());
    }
    request.complete();
    let free_words = request.free_words();
    let takes_any_name = matches!(free_words, Some(Candidates::Keys | Candidates::TextKeys));
    request.prefer_name_of_value(takes_any_name);
    request.prefer_name_of_argument();
    let mut items = request.sorted_items();
    if let Some(candidates) = free_words {
        let others = request.related_texts();
        let others: Vec<&str> = others.iter().map(|text| &**text).collect();
        add_predicted_words(&mut items, &WordSources { text, others: &others, phrases: PHRASES, candidates }, offset);
    }
    if takes_any_name {
        request.add_variable_names(&mut items);
    }
    if takes_any_name && request.known_members().is_empty() {
        request.add_common_names(&mut items);
    }
    if takes_any_name && request.calls_module_without_version() {
        items.retain(|item| item.label != "version");
    }
    answer(items)
}

/// Returns the completions at an offset of a text, without predicted words.
fn known_completions(environment: Environment<'_>, file: &hcl::File<'_>, text: &str, offset: usize) -> Completions {
    let cursor = Cursor::new(text, offset);
    if cursor.is_in_comment {
        return Completions::default();
    }
    let mut request = Request::new(environment, file, &cursor);
    request.complete();
    answer(request.sorted_items())
}

fn answer(mut items: Vec<Completion>) -> Completions {
    let is_incomplete = items.len() > MAX_ITEMS;
    items.truncate(MAX_ITEMS);
    Completions { items, is_incomplete }
}

fn filter_text(item: &Completion) -> String {
    item.filter_text.as_deref().unwrap_or(&item.label).to_lowercase()
}

/// Whether the characters of a text occur in the same order in another text, which is how editors filter.
fn is_subsequence(part: &str, whole: &str) -> bool {
    let mut characters = whole.chars();
    part.chars().all(|wanted| characters.any(|character| character == wanted))
}

impl<'s, 'c> Request<'s, 'c> {
    fn new(environment: Environment<'s>, file: &'c hcl::File<'c>, cursor: &'c Cursor<'c>) -> Self {
        let environment = Environment { typed_at: environment.typed_at.or(Some(cursor.offset)), ..environment };
        let scope = Scope::of(&environment, cursor.blocks());
        Self { environment, file, cursor, scope, items: Vec::new() }
    }

    /// Returns the items that fit what was typed. Those that begin with it come first, in the same order otherwise.
    fn sorted_items(&mut self) -> Vec<Completion> {
        let text = self.cursor.text;
        let mut ranked: Vec<(u8, Completion)> = Vec::new();
        // Cached, because most items replace the same word.
        let mut typed = (0..0, String::new());
        for item in std::mem::take(&mut self.items) {
            if typed.0 != item.insert_range {
                let word = text.get(item.insert_range.clone()).unwrap_or_default().to_lowercase();
                typed = (item.insert_range.clone(), word);
            }
            let name = filter_text(&item);
            if is_subsequence(&typed.1, &name) {
                let is_part = name.split('.').any(|part| part.starts_with(&typed.1));
                ranked.push((u8::from(!name.starts_with(&typed.1)) + u8::from(!is_part), item));
            }
        }
        ranked.sort_stably_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, item)| item).collect()
    }
}

impl Request<'_, '_> {
    fn complete(&mut self) {
        let cursor = self.cursor;
        let frame = cursor.frame();
        match &frame.kind {
            FrameKind::Body { .. } => {
                if frame.item.iter().any(|token| token.kind == TokenKind::Equal) {
                    self.complete_value();
                } else if frame.item.is_empty() {
                    self.complete_body();
                } else if frame.item.iter().all(|token| is_label(token.kind)) {
                    self.complete_label(&frame.item, false);
                }
            }
            FrameKind::Object => {
                let is_loop = frame.item.first().is_some_and(|first| cursor.name(*first) == "for");
                if is_loop || cursor.key(frame).is_some() {
                    self.complete_value();
                } else if frame.item.is_empty() {
                    self.complete_key();
                }
            }
            FrameKind::Template => {
                let outer = cursor.frames.len().checked_sub(2).map(|index| &cursor.frames[index]);
                let Some(outer) = outer else { return };
                let is_body = matches!(outer.kind, FrameKind::Body { .. });
                if is_body && !outer.item.is_empty() && outer.item.iter().all(|token| is_label(token.kind)) {
                    self.complete_label(&outer.item, true);
                } else {
                    self.complete_string();
                }
            }
            FrameKind::List | FrameKind::Call { .. } | FrameKind::Parentheses | FrameKind::Sequence => {
                self.complete_value();
            }
        }
    }

    /// Adds an item that replaces the word at the cursor.
    fn add(&mut self, item: Item<'_>) {
        let Item { label, kind, detail, documentation, insert, is_snippet, is_deprecated } = item;
        let label = label.into_owned();
        let text = insert.unwrap_or_else(|| label.clone());
        self.items.push(Completion {
            label,
            kind,
            detail: (!detail.is_empty()).then(|| detail.into_owned()),
            documentation: (!documentation.is_empty()).then(|| documentation.into_owned()),
            text,
            is_snippet,
            plain_text: None,
            insert_range: self.cursor.word.clone(),
            replace_range: self.cursor.word.start..self.cursor.word_end,
            filter_text: None,
            is_deprecated,
            additional_edits: Vec::new(),
        });
    }

    /// Returns the offset of the cursor in the document. In the JSON syntax, this is not its offset in the text of the
    /// cursor.
    fn document_offset(&self) -> usize {
        self.environment.typed_at.unwrap_or(self.cursor.offset)
    }

    /// Returns the blocks whose bodies are around the cursor, the outermost first.
    fn blocks_around(&self) -> Vec<hcl::Block<'_>> {
        let is_around = |block: &hcl::Block<'_>| touches(&block.body().range(), self.cursor.offset);
        let outermost = self.file.body().blocks().find(is_around);
        std::iter::successors(outermost, |block| block.body().blocks().find(is_around)).collect()
    }

    /// Returns the call of a module around the cursor.
    fn call_around(&self) -> Option<&Call> {
        self.environment.index.document().calls.iter().find(|call| call.whole.touches(self.document_offset()))
    }

    /// Returns the value of `for_each` of the outermost block around the cursor.
    fn repetition_around(&self) -> Option<hcl::Expression<'_>> {
        let block = self.blocks_around().first().copied()?;
        Some(block.body().attribute("for_each")?.value())
    }

    /// Returns the rest of the line after the word at the cursor.
    fn rest_of_line(&self) -> &str {
        let rest = self.cursor.text.get(self.cursor.word_end..).unwrap_or_default();
        rest.lines().next().unwrap_or_default().trim_start()
    }

    /// Changes the items from an index on so that they replace the string around the cursor instead of the word.
    fn replace_string(&mut self, from: usize) {
        let start = self.cursor.frame().start + 1;
        let rest = &self.cursor.text[self.cursor.offset..];
        let end = rest.find(['"', '\n', '\r']).map_or(self.cursor.offset, |length| self.cursor.offset + length);
        for item in &mut self.items[from..] {
            item.insert_range = start..self.cursor.offset;
            item.replace_range = start..end;
        }
    }
}

fn is_label(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Identifier | TokenKind::CloseQuote)
}

/// An item without its ranges.
struct Item<'a> {
    label: Cow<'a, str>,
    kind: CompletionKind,
    detail: Cow<'a, str>,
    documentation: Cow<'a, str>,
    /// The text to insert, if it is not the label.
    insert: Option<String>,
    is_snippet: bool,
    is_deprecated: bool,
}

impl<'a> Item<'a> {
    fn new(label: impl Into<Cow<'a, str>>, kind: CompletionKind) -> Self {
        Self {
            label: label.into(),
            kind,
            detail: Cow::Borrowed(""),
            documentation: Cow::Borrowed(""),
            insert: None,
            is_snippet: false,
            is_deprecated: false,
        }
    }

    fn detail(self, detail: impl Into<Cow<'a, str>>) -> Self {
        Self { detail: detail.into(), ..self }
    }

    fn documentation(self, documentation: impl Into<Cow<'a, str>>) -> Self {
        Self { documentation: documentation.into(), ..self }
    }

    fn insert(self, text: String) -> Self {
        Self { insert: Some(text), ..self }
    }

    fn snippet(self, text: String) -> Self {
        Self { insert: Some(text), is_snippet: true, ..self }
    }
}

/// Escapes a text for a snippet.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// Returns each name once, the most frequent first, and otherwise in the same order.
fn by_frequency<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for name in names {
        let place = *places.entry(name).or_insert_with(|| {
            counts.push((name, 0));
            counts.len() - 1
        });
        counts[place].1 += 1;
    }
    counts.sort_stably_by_key(|(_, count)| Reverse(*count));
    counts.into_iter().map(|(name, _)| name.to_owned()).collect()
}

/// Appends those names that are not in the list yet.
fn append_new<'n>(names: &mut Vec<String>, others: impl IntoIterator<Item = &'n str>) {
    for name in others {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
}
