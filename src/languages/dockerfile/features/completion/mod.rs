//! Completion: instructions, directives, flags and their values, stages, variables, images, files and words.

mod arguments;
mod flag_values;
mod images;
mod keywords;
mod paths;
mod ranking;
mod scanner;
mod variables;
mod words;

use std::ops::Range;

use arguments::is_after_none;
pub use images::host_query;
use variables::is_expanded_by_shell;

use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::dockerfile::model::dockerignore::Dockerignore;
use crate::languages::dockerfile::model::symbols::Symbols;
use crate::languages::dockerfile::reference::phrases::PHRASES;
use crate::languages::dockerfile::syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword};
use crate::languages::predicted_completions::add_predicted_words;
use crate::languages::source::FileProvider;
use crate::languages::text::{Candidates, WordSources, is_word_part, line_start, touches};

/// The maximum number of items in one response.
const MAX_ITEMS: usize = 200;

/// The inputs of a completion.
pub struct Context<'c> {
    pub file: &'c Dockerfile<'c>,
    pub symbols: &'c Symbols,
    pub files: &'c dyn FileProvider,
    pub dockerignore: &'c dyn Fn() -> Option<Dockerignore>,
    /// Returns the build contexts that are defined for this file by its builds, with their values.
    pub contexts: &'c dyn Fn() -> Vec<(String, Option<String>)>,
}

pub fn completions(context: &Context, offset: usize) -> Completions {
    let mut completer = Completer { context, offset, word: 0..0, items: Vec::new(), is_incomplete: false };
    completer.run();
    let free_words = completer.free_words();
    let mut items = completer.items;
    if let Some(candidates) = free_words {
        let sources = WordSources { text: context.file.text, others: &[], phrases: PHRASES, candidates };
        add_predicted_words(&mut items, &sources, offset);
    }
    let is_incomplete = completer.is_incomplete || items.len() > MAX_ITEMS;
    items.truncate(MAX_ITEMS);
    Completions { items, is_incomplete }
}

struct Completer<'c> {
    context: &'c Context<'c>,
    offset: usize,
    /// The word around the cursor, which an item replaces.
    word: Range<usize>,
    items: Vec<Completion>,
    /// Whether more items can match after further typing.
    is_incomplete: bool,
}

impl<'c> Completer<'c> {
    fn run(&mut self) {
        let text = self.context.file.text;
        let offset = self.offset;
        let start = line_start(text, offset);
        let start = start + if text[start..offset].starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let line = &text[start..offset];
        let current = self.instruction();
        let in_heredoc =
            current.is_some_and(|instruction| instruction.heredocs().iter().any(|heredoc| heredoc.contains(offset)));
        if line.trim_start().starts_with('#') {
            if !in_heredoc {
                self.comment(start);
            }
            return;
        }
        if in_heredoc {
            self.word = self.word_at(start, is_shell_word);
            if !self.variables() {
                self.shell_words();
            }
            return;
        }
        let Some(instruction) = current else {
            self.word = self.word_at(start, is_letter);
            self.instructions(start, line.trim_start(), false);
            return;
        };
        let name = instruction.source(&instruction.keyword_range());
        if offset <= name.end {
            // Lines with only an escape character can precede the name.
            self.word = name.start.min(offset)..offset;
            self.instructions(start, &text[self.word.clone()], false);
            if self.items.is_empty() {
                // A custom frontend or a template may support more instructions.
                self.words_of_file();
            }
            return;
        }
        match &instruction.arguments {
            Arguments::Trigger(trigger) if offset > trigger.source(&trigger.keyword_range()).end => {
                self.arguments(trigger, start);
            }
            _ if instruction.keyword == Keyword::Onbuild => {
                self.word = self.word_at(name.end, is_letter);
                let typed = text[self.word.start..offset].to_owned();
                self.instructions(start, &typed, true);
            }
            _ => self.arguments(instruction, start),
        }
    }

    /// Returns which words to predict at the cursor, or `None` if all words that are valid there are known.
    fn free_words(&self) -> Option<Candidates> {
        let text = self.context.file.text;
        let instruction = self.instruction()?;
        if instruction.heredocs().iter().any(|heredoc| heredoc.contains(self.offset)) {
            return Some(Candidates::Words);
        }
        let instruction = instruction.inner();
        let is_flag = instruction.flags.iter().any(|flag| touches(&instruction.source(&flag.range()), self.offset));
        let is_comment = text[line_start(text, self.offset)..self.offset].trim_start().starts_with('#');
        let is_argument = self.offset > instruction.source(&instruction.keyword_range()).end && !is_flag && !is_comment;
        if !is_argument || self.is_between_elements(instruction) {
            return None;
        }
        let names_variable = {
            let before = text[..self.offset].trim_end_matches(is_word_part);
            before.ends_with('$') || before.ends_with("${")
        };
        if names_variable && !is_expanded_by_shell(instruction.keyword) {
            return None;
        }
        let given = self.words_before(instruction);
        let is_in_check = matches!(
            &instruction.arguments,
            Arguments::Typed(kind, _) if self.offset > instruction.source(kind).end
        );
        match instruction.keyword {
            Keyword::Expose | Keyword::Stopsignal | Keyword::Onbuild => None,
            // Only `AS` can follow an image, only a digest an `@`, and nothing the name of a stage.
            Keyword::From if given == 1 || given > 2 || self.typed().contains('@') => None,
            Keyword::Healthcheck if !is_in_check || is_after_none(instruction, self.offset) => None,
            Keyword::Shell if !instruction.text(&instruction.rest()).starts_with('[') => None,
            Keyword::From | Keyword::Copy | Keyword::Add => Some(Candidates::TextWords),
            _ if self.typed().starts_with('-') => Some(Candidates::TextWords),
            _ => Some(Candidates::Words),
        }
    }

    /// Returns the instruction that contains the cursor, or `None` if a new instruction can start there.
    fn instruction(&self) -> Option<&'c Instruction<'c>> {
        let file = self.context.file;
        let instruction = file.instruction_at(self.offset)?;
        let end = instruction.range().end.min(self.offset);
        // After the end of an instruction, only spaces on the same line belong to it, and a line that continues it.
        let rest = &file.text[end..self.offset];
        let own = file.text[instruction.range()].trim_end_matches([' ', '\t', '\r', '\n']);
        let continues = own.ends_with(file.escape) && instruction.heredocs().is_empty();
        let belongs = rest.bytes().all(|byte| matches!(byte, b' ' | b'\t')) || (continues && rest.trim().is_empty());
        belongs.then_some(instruction)
    }

    /// Returns the word around the cursor. It does not start before `start`.
    pub(super) fn word_at(&self, start: usize, is_word: fn(char) -> bool) -> Range<usize> {
        let text = self.context.file.text;
        let before = &text[start.min(self.offset)..self.offset];
        let begin = self.offset - before.chars().rev().take_while(|c| is_word(*c)).map(char::len_utf8).sum::<usize>();
        begin..self.offset
    }

    /// Whether the line has anything after the word at the cursor.
    fn is_followed(&self) -> bool {
        let rest = self.context.file.text[self.offset..].lines().next().unwrap_or_default();
        !rest.trim_start_matches(is_shell_word).trim().is_empty()
    }

    pub(super) fn typed(&self) -> &'c str {
        &self.context.file.text[self.word.start..self.offset]
    }

    /// Adds an item if it matches the typed text.
    pub(super) fn add(&mut self, item: Item) {
        let Item { label, text, is_snippet, plain_text, kind, detail, documentation, is_deprecated } = item;
        let typed = self.typed();
        let fits = label.len() >= typed.len()
            && label.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed));
        if !fits || self.items.len() >= 2 * MAX_ITEMS {
            return;
        }
        let whole = &self.context.file.text[self.offset..];
        // A comma separates the fields of a value.
        let is_field = self.context.file.text[..self.word.start].ends_with(['=', ',']);
        let is_end = |c: char| !is_shell_word(c) || is_field && c == ',';
        let rest = &whole[..whole.find(is_end).unwrap_or(whole.len())];
        let mut text = text.unwrap_or_else(|| label.clone());
        let mut is_snippet = is_snippet;
        // If the name already has a value, the value is kept.
        let rest = match rest.find('=').filter(|_| !typed.contains('=')) {
            Some(equals) => {
                if let Some(end) = text.get(typed.len()..).and_then(|added| added.find('=')) {
                    text.truncate(typed.len() + end);
                    is_snippet = false;
                }
                &rest[..equals]
            }
            None => rest,
        };
        // The text after the cursor may already be the end of the item.
        let present = if is_snippet { 0 } else { present_end(&text[typed.len().min(text.len())..], rest) };
        let replaced = if present > 0 { 0 } else { rest.len() };
        self.items.push(Completion {
            text: text[..text.len() - present].to_owned(),
            label,
            kind,
            detail,
            documentation,
            is_snippet,
            plain_text,
            insert_range: self.word.clone(),
            replace_range: self.word.start..self.offset + replaced,
            filter_text: None,
            is_deprecated,
            additional_edits: Vec::new(),
        });
    }

    pub(super) fn deduplicate(&mut self) {
        let mut seen = std::collections::HashSet::new();
        self.items.retain(|item| seen.insert(item.label.clone()));
    }

    /// Excludes everything up to the last assignment or other separator from the word.
    pub(super) fn narrow(&mut self) {
        self.word = words::last_part(self.context.file.text, self.word.clone());
    }
}

/// Returns the number of bytes at the end of `inserted` that `rest`, the text after the cursor, already starts with.
/// The match ends at the end of a part of a word, and leaves at least one byte to insert.
fn present_end(inserted: &str, rest: &str) -> usize {
    let ends_part = |at: usize| at == rest.len() || rest[at..].starts_with(|c: char| !c.is_alphanumeric());
    let mut length = rest.len().min(inserted.len().saturating_sub(1));
    while length > 0 {
        let is_end = rest.is_char_boundary(length) && inserted.ends_with(&rest[..length]);
        if is_end && ends_part(length) && (length == rest.len() || length > 1) {
            return length;
        }
        length -= 1;
    }
    0
}

fn is_letter(c: char) -> bool {
    c.is_ascii_alphabetic()
}

/// Whether a character can be part of a word in an argument or a command.
fn is_shell_word(c: char) -> bool {
    c.is_alphanumeric() || "-_./:+@=,*~$%#<".contains(c)
}

struct Item {
    label: String,
    /// The text to insert, if it differs from the label.
    text: Option<String>,
    is_snippet: bool,
    /// The text for clients without support for snippets.
    plain_text: Option<String>,
    kind: CompletionKind,
    detail: Option<String>,
    documentation: Option<String>,
    is_deprecated: bool,
}

impl Item {
    fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            text: None,
            is_snippet: false,
            plain_text: None,
            kind: CompletionKind::Value,
            detail: None,
            documentation: None,
            is_deprecated: false,
        }
    }
}
