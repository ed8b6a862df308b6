//! Completion in files in the JSON syntax. The context of the cursor is converted to the native syntax, and the
//! completions that are found there are converted back to JSON.

use std::fmt::Write as _;
use std::ops::Range;

use super::escaped;
use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::syntax::hcl;
use crate::languages::terraform::features::json_cursor::{Cursor, Position, is_in_name};
use crate::languages::terraform::features::json_path::{Entered, JsonPath, Level};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::reference::schema::ValueKind;

pub fn completions(environment: Environment<'_>, text: &str, offset: usize) -> Completions {
    let Some(cursor) = Cursor::new(text, offset) else { return Completions::default() };
    let environment = Environment { typed_at: Some(offset), ..environment };
    let Some((native, kind)) = Native::write(&environment, &cursor) else { return Completions::default() };
    let found = super::known_completions(environment, &hcl::File::parse(&native), &native, native.len());
    let place = Place { text, cursor: &cursor, kind, native_len: native.len() };
    let items = found.items.into_iter().map(|item| place.translated(item)).collect();
    Completions { items, is_incomplete: found.is_incomplete }
}

/// The kind of text that a completion replaces.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A key, whose value may be missing.
    Key,
    /// The content of a string.
    String,
    /// A part of an expression in a string.
    Expression,
}

/// The context of a cursor in the native syntax, up to the cursor.
struct Native<'e, 's> {
    environment: &'e Environment<'s>,
    text: String,
    path: JsonPath<'e, 's>,
}

impl<'e, 's> Native<'e, 's> {
    fn write(environment: &'e Environment<'s>, cursor: &Cursor) -> Option<(String, Kind)> {
        let mut native = Native { environment, text: String::new(), path: JsonPath::new(environment) };
        for name in &cursor.path {
            native.descend(name)?;
        }
        let kind = match cursor.position {
            Position::Key => native.key(cursor)?,
            Position::Value { is_in_list } => native.value(cursor, is_in_list)?,
        };
        Some((native.text, kind))
    }

    fn descend(&mut self, name: &str) -> Option<()> {
        // Names with these characters would need escapes.
        if name.contains(['"', '\\', '$', '%', '\n']) {
            return None;
        }
        match self.path.enter(name) {
            Entered::Block { keyword, labels } => {
                write_header(&mut self.text, &keyword, &labels);
                self.text.push_str(" {\n");
            }
            Entered::Header => {}
            Entered::Argument => {
                let _ = write!(self.text, "{name} = ");
            }
            Entered::Key => {
                let _ = write!(self.text, "{{\n\"{name}\" = ");
            }
        }
        Some(())
    }

    fn key(&mut self, cursor: &Cursor) -> Option<Kind> {
        let typed = &cursor.typed;
        let is_name = |text: &str| text.chars().all(is_in_name);
        if !is_name(typed) {
            return None;
        }
        if let Level::Labels { keyword, labels, .. } = &self.path.level {
            write_header(&mut self.text, keyword, labels);
            let _ = write!(self.text, " \"{typed}");
            return Some(Kind::Key);
        }
        if matches!(self.path.level, Level::Value { .. }) {
            self.text.push_str("{\n");
        }
        for name in cursor.present.iter().filter(|name| is_name(name) && !name.is_empty()) {
            let _ = writeln!(self.text, "{name} = null");
        }
        self.text.push_str(typed);
        Some(Kind::Key)
    }

    fn value(&mut self, cursor: &Cursor, is_in_list: bool) -> Option<Kind> {
        let Level::Value { argument, .. } = &self.path.level else { return None };
        if is_in_list {
            self.text.push('[');
        }
        let typed = &cursor.typed;
        if let Some((_, expression)) = typed.rsplit_once("${") {
            self.text.push_str(expression);
            return Some(Kind::Expression);
        }
        let attribute = self.path.scope.attribute(self.environment, argument);
        // For these arguments, the whole string is an expression.
        let is_expression = attribute.is_some_and(|attribute| {
            matches!(
                attribute.value,
                ValueKind::Addresses
                    | ValueKind::Address
                    | ValueKind::Provider
                    | ValueKind::ProviderMap
                    | ValueKind::AttributeNames
                    | ValueKind::TypeConstraint
                    | ValueKind::Keywords(_)
            )
        });
        if is_expression {
            self.text.push_str(typed);
            return Some(Kind::Expression);
        }
        let is_plain = !typed.contains(['"', '\\', '\n']);
        let _ = write!(self.text, "\"{typed}");
        is_plain.then_some(Kind::String)
    }
}

/// Writes the keyword of a block and its labels.
fn write_header(text: &mut String, keyword: &str, labels: &[String]) {
    text.push_str(keyword);
    for label in labels {
        let _ = write!(text, " \"{label}\"");
    }
}

/// The place at which completions are inserted.
struct Place<'t> {
    text: &'t str,
    cursor: &'t Cursor,
    kind: Kind,
    native_len: usize,
}

impl Place<'_> {
    /// Converts a completion from the native syntax to JSON.
    fn translated(&self, item: Completion) -> Completion {
        let Cursor { offset, content, .. } = self.cursor;
        let before = self.native_len - item.insert_range.start.min(self.native_len);
        let (start, end) = match self.kind {
            Kind::Key | Kind::String => (content.start, content.end),
            Kind::Expression => (offset - before.min(offset - content.start), self.word_end()),
        };
        let (range, text, is_snippet) = match self.kind {
            Kind::Key => self.key(&item, start..end),
            Kind::String | Kind::Expression => {
                let quote = if item.is_snippet { "\\\\\"" } else { "\\\"" };
                (start..end, item.text.replace('"', quote), item.is_snippet)
            }
        };
        Completion { insert_range: start..*offset, replace_range: range, text, is_snippet, ..item }
    }

    /// Returns a key with its quotes and, if there is no value, a placeholder for the value.
    fn key(&self, item: &Completion, content: Range<usize>) -> (Range<usize>, String, bool) {
        let closing = usize::from(self.text[content.end..].starts_with('"'));
        let after = self.text[content.end + closing..].trim_start();
        let opening = if self.cursor.is_quoted { "" } else { "\"" };
        if after.starts_with(':') {
            // An existing key keeps its closing quote.
            let quote = if closing == 1 { "" } else { "\"" };
            return (content, format!("{opening}{}{quote}", item.label), false);
        }
        let value = match item.text.split_once(" = ") {
            Some((_, value)) if item.is_snippet => value,
            _ if item.kind == CompletionKind::Block || item.kind == CompletionKind::Resource => "{\n  $1\n}",
            _ => "$1",
        };
        let text = format!("{opening}{}\": {value}", escaped(&item.label));
        (content.start..content.end + closing, text, true)
    }

    /// Returns the end of the name at the cursor.
    fn word_end(&self) -> usize {
        let rest = &self.text[self.cursor.offset..self.cursor.content.end.max(self.cursor.offset)];
        self.cursor.offset + (rest.len() - rest.trim_start_matches(is_in_name).len())
    }
}
