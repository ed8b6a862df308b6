//! Formats as `terraform fmt`: HCL's layout and three rewrites. An interpolation that is a whole value loses its
//! quotes, labels of blocks get quotes, and types in the forms of old versions become those of today.
//!
//! Source of the rules: Terraform 1.11, `internal/command/fmt.go`.

use std::fmt::Write as _;
use std::ops::Range;

use crate::languages::syntax::hcl::format::{Piece, layout, tokens};
use crate::languages::syntax::hcl::{Block, Body, File, Item, TokenKind};

/// Formats a text. `None` if it does not parse: then nothing may be changed.
pub fn format(text: &str) -> Option<String> {
    let file = File::parse(text);
    if !file.errors().is_empty() {
        return None;
    }
    Some(layout(&rewrite(text, &file)))
}

/// Where a body stands, as far as the rewrites ask.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Variable,
    Other,
}

fn rewrite(text: &str, file: &File<'_>) -> String {
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut bodies: Vec<(Body<'_>, Place)> = vec![(file.body(), Place::Root)];
    while let Some((body, place)) = bodies.pop() {
        for item in body.items() {
            match item {
                Item::Attribute(attribute) => {
                    let range = attribute.value().range();
                    let value = tokens(&text[range.clone()]);
                    let is_type = place == Place::Variable && attribute.name().text() == "type";
                    let rewritten = if is_type { rewrite_type(&value) } else { unwrap_interpolation(&value) };
                    edits.extend(rewritten.map(|value| (range, value)));
                }
                Item::Block(block) => {
                    if block.labels().next().is_some() {
                        edits.push((block.name().range().end..block.body().range().start, quoted_labels(block)));
                    }
                    let is_variable = place == Place::Root && block.name().text() == "variable";
                    bodies.push((block.body(), if is_variable { Place::Variable } else { Place::Other }));
                }
            }
        }
    }
    edits.sort_by_key(|(range, _)| range.start);
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for (range, replacement) in edits {
        result.push_str(&text[copied..range.start]);
        result.push_str(&replacement);
        copied = range.end;
    }
    result.push_str(&text[copied..]);
    result
}

/// `"${x}"` → `x`, where it is certain that the quotes hold one interpolation and nothing else.
fn unwrap_interpolation(value: &[Piece<'_>]) -> Option<String> {
    let [first, second, inside @ .., before_last, last] = value else { return None };
    let kinds = [first.kind, second.kind, before_last.kind, last.kind];
    if kinds != [TokenKind::OpenQuote, TokenKind::OpenInterpolation, TokenKind::CloseSequence, TokenKind::CloseQuote] {
        return None;
    }
    let mut quotes = 0_usize;
    for token in inside {
        match token.kind {
            TokenKind::OpenQuote => quotes += 1,
            TokenKind::CloseQuote => quotes = quotes.saturating_sub(1),
            // Inside quotes of its own, an interpolation belongs to a nested expression.
            TokenKind::OpenInterpolation | TokenKind::CloseSequence | TokenKind::QuotedText if quotes == 0 => {
                return None;
            }
            _ => {}
        }
    }
    let is_content = |token: &Piece<'_>| token.kind != TokenKind::Newline;
    let start = inside.iter().position(is_content)?;
    let inside = &inside[start..=inside.iter().rposition(is_content)?];
    let is_multi_line = inside.iter().any(|token| token.kind == TokenKind::Newline);
    let has_parentheses = inside.first().is_some_and(|token| token.kind == TokenKind::OpenParenthesis)
        && inside.last().is_some_and(|token| token.kind == TokenKind::CloseParenthesis);
    let text = join(inside);
    // Without parentheses, the lines of some expressions would not belong together any more.
    Some(if is_multi_line && !has_parentheses { format!("({text})") } else { text })
}

fn join(tokens: &[Piece<'_>]) -> String {
    let mut text = String::new();
    for token in tokens {
        text.extend(std::iter::repeat_n(' ', token.spaces));
        text.push_str(token.text);
    }
    text
}

/// `"string"` → `string`, `"list"` → `list(string)`, `list` → `list(any)`
fn rewrite_type(value: &[Piece<'_>]) -> Option<String> {
    match value {
        [word] if word.kind == TokenKind::Identifier && ["list", "map", "set"].contains(&word.text) => {
            Some(format!("{}(any)", word.text))
        }
        [open, word, close]
            if [open.kind, word.kind, close.kind]
                == [TokenKind::OpenQuote, TokenKind::QuotedText, TokenKind::CloseQuote] =>
        {
            match word.text {
                "string" => Some("string".to_owned()),
                "list" => Some("list(string)".to_owned()),
                "map" => Some("map(string)".to_owned()),
                _ => None,
            }
        }
        _ => None,
    }
}

fn quoted_labels(block: Block<'_>) -> String {
    let mut labels = String::new();
    for label in block.labels() {
        labels.push_str(" \"");
        let value = label.value();
        let mut characters = value.chars().peekable();
        while let Some(character) = characters.next() {
            match character {
                '\n' => labels.push_str("\\n"),
                '\r' => labels.push_str("\\r"),
                '\t' => labels.push_str("\\t"),
                '"' => labels.push_str("\\\""),
                '\\' => labels.push_str("\\\\"),
                '$' | '%' if characters.peek() == Some(&'{') => labels.extend([character, character]),
                _ if character.is_control() => {
                    let _ = write!(labels, "\\u{:04x}", u32::from(character));
                }
                _ => labels.push(character),
            }
        }
        labels.push('"');
    }
    labels.push(' ');
    labels
}

#[cfg(test)]
mod tests {
    use super::format;

    #[test]
    fn old_forms_are_rewritten() {
        let rows = [
            ("a = \"${b}\"\n", "a = b\n"),
            ("a = \"${b}${c}\"\n", "a = \"${b}${c}\"\n"),
            ("a = \"${\n  b ? 1 :\n  2\n}\"\n", "a = (b ? 1 :\n2)\n"),
            ("variable \"v\" {\n  type = \"list\"\n}\n", "variable \"v\" {\n  type = list(string)\n}\n"),
            ("variable \"v\" {\n  type = map\n}\n", "variable \"v\" {\n  type = map(any)\n}\n"),
            ("other \"v\" {\n  type = \"list\"\n}\n", "other \"v\" {\n  type = \"list\"\n}\n"),
            ("resource aws_x /* c */ \"y\" {}\n", "resource \"aws_x\" \"y\" {}\n"),
            ("locals /* c */ {}\n", "locals /* c */ {}\n"),
        ];
        for (text, expected) in rows {
            assert_eq!(format(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_text_that_does_not_parse_is_not_formatted() {
        assert_eq!(format("a = {\n"), None);
    }
}
