//! Prints the values of a service as YAML.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::MAX_SHOWN;
use crate::languages::compose::model::merged_service::{Text, Value};
use crate::languages::compose::values::scalar::Scalar;

/// Prints values as YAML.
#[derive(Default)]
pub struct Printer {
    pub out: String,
}

// Recursive, but values are never nested more deeply than the loader allows.
impl Printer {
    pub fn members(&mut self, members: &[(String, Value)], depth: usize) {
        for (key, value) in members.iter().filter(|(_, value)| !matches!(value, Value::Reset)) {
            self.out.push_str(&"  ".repeat(depth));
            self.out.push_str(&printed_key(&shortened(key, MAX_SHOWN)));
            self.out.push(':');
            self.value(value, depth);
        }
    }

    /// Prints a value after its key or after the dash of its item.
    fn value(&mut self, value: &Value, depth: usize) {
        match value {
            Value::Override(inner) => self.value(inner, depth),
            Value::Reset => self.out.push('\n'),
            Value::Scalar(text) if text.is_null() => self.out.push('\n'),
            Value::Scalar(Text { text, is_plain }) => {
                let shown = shortened(text, MAX_SHOWN);
                self.out.extend([" ", &printed_scalar(&shown, *is_plain), "\n"]);
            }
            Value::List(items) if items.is_empty() => self.out.push_str(" []\n"),
            Value::Mapping(members) if members.is_empty() => self.out.push_str(" {}\n"),
            Value::List(items) => {
                self.out.push('\n');
                for item in items {
                    let mut printer = Self::default();
                    match item {
                        Value::Mapping(members) => printer.members(members, depth + 2),
                        other => printer.value(other, depth + 1),
                    }
                    let indentation = "  ".repeat(depth + 1);
                    self.out.extend([&indentation, "- ", printer.out.trim(), "\n"]);
                }
            }
            Value::Mapping(members) => {
                self.out.push('\n');
                self.members(members, depth + 1);
            }
        }
    }
}

/// Prints a value that is not the value of a key.
pub fn printed(value: &Value) -> String {
    let mut printer = Printer::default();
    match value {
        Value::Mapping(members) if !members.is_empty() => printer.members(members, 0),
        Value::List(items) if !items.is_empty() => {
            // Items are indented more deeply than the key that they follow.
            printer.value(value, 0);
            let lines = printer.out.lines().skip(1).map(|line| line.strip_prefix("  ").unwrap_or(line));
            return lines.flat_map(|line| [line, "\n"]).collect();
        }
        other => printer.value(other, 0),
    }
    printer.out.trim_start().to_owned()
}

/// Returns the start of a long string.
pub fn shortened(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]).into(),
        None => text.into(),
    }
}

/// Returns a scalar on a single line, with quotes only if it would not be a string without them.
fn printed_scalar(text: &str, is_plain: bool) -> Cow<'_, str> {
    let is_as_written = is_plain && !text.contains(needs_escape);
    if is_as_written || is_plain_text(text) && Scalar::parse(text) == Scalar::String {
        return text.into();
    }
    quoted(text).into()
}

/// Returns a key as it is printed. The keys of Compose are strings, even if they look like numbers.
pub fn printed_key(key: &str) -> Cow<'_, str> {
    if is_plain_text(key) { key.into() } else { quoted(key).into() }
}

/// Whether a string can be written without quotes, if its type does not matter.
fn is_plain_text(text: &str) -> bool {
    let is_word = |character: char| character.is_alphanumeric() || "_-./:@=${} ,+()*".contains(character);
    let starts_word = text.starts_with(|first: char| first.is_alphanumeric() || "_./$".contains(first));
    text.chars().all(is_word) && starts_word && !text.contains(": ") && !text.ends_with([':', ' '])
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            character if needs_escape(character) => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(character));
            }
            character => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a character is not allowed in a scalar on a single line. All of these have at most four hexadecimal digits.
fn needs_escape(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}' | '\u{feff}')
}
