//! Formats a file like `terraform fmt`: HCL's layout and three rewrites. An interpolation that is a whole value loses
//! its quotes, labels of blocks get quotes, and types in the notation of old versions are converted to the current one.
//!
//! Source of the rules: Terraform 1.11, `internal/command/fmt.go`.

use std::fmt::Write as _;
use std::ops::Range;

use crate::languages::answers::Edit;
use crate::languages::sort::SortStably;
use crate::languages::syntax::hcl::format::{Piece, layout_edits, tokens};
use crate::languages::syntax::hcl::{Block, Body, File, Item, TokenKind};

/// Formats a text. `None` if the text has syntax errors: then nothing may be changed.
pub fn format(text: &str) -> Option<String> {
    let file = File::parse(text);
    file.errors().is_empty().then(|| apply(text, &edits(text, &file)))
}

/// Returns the smallest edits that format a text, in order. Empty if the text has syntax errors.
pub fn edits(text: &str, file: &File<'_>) -> Vec<Edit> {
    if !file.errors().is_empty() {
        return Vec::new();
    }
    let rewrites = rewrites(text, file);
    let rewritten = apply(text, &rewrites);
    compose(text, &rewrites, &rewritten, layout_edits(&rewritten))
}

/// The length of `"string"`, the longest type in the notation of old versions, in bytes.
const MAX_OLD_TYPE_LEN: usize = 8;

/// The place of a body, as far as it matters for the rewrites.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Root,
    Variable,
    Other,
}

fn rewrites(text: &str, file: &File<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut bodies: Vec<(Body<'_>, Place)> = vec![(file.body(), Place::Root)];
    while let Some((body, place)) = bodies.pop() {
        for item in body.items() {
            match item {
                Item::Attribute(attribute) => {
                    let range = attribute.value().range();
                    let value = &text[range.clone()];
                    let is_type = place == Place::Variable && attribute.name().text() == "type";
                    let rewritten = match is_type {
                        true if value.len() <= MAX_OLD_TYPE_LEN => rewrite_type(&tokens(value)),
                        false if value.starts_with("\"${") => unwrap_interpolation(&tokens(value)),
                        _ => None,
                    };
                    edits.extend(rewritten.map(|value| Edit::replace(range, value)));
                }
                Item::Block(block) => {
                    if block.labels().next().is_some() {
                        let range = block.name().range().end..block.body().range().start;
                        edits.push(Edit::replace(range, quoted_labels(block)));
                    }
                    let is_variable = place == Place::Root && block.name().text() == "variable";
                    bodies.push((block.body(), if is_variable { Place::Variable } else { Place::Other }));
                }
            }
        }
    }
    edits.retain(|edit| text[edit.range.clone()] != edit.text);
    edits.sort_stably_by_key(|edit| edit.range.start);
    edits
}

fn apply(text: &str, edits: &[Edit]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut copied = 0;
    for Edit { range, text: replacement } in edits {
        result.push_str(&text[copied..range.start]);
        result.push_str(replacement);
        copied = range.end;
    }
    result.push_str(&text[copied..]);
    result
}

/// A range of the text that changes: in the original text and in the rewritten one.
struct Hunk {
    original: Range<usize>,
    rewritten: Range<usize>,
    layout: Vec<Edit>,
}

/// Returns the edits of the original text that have the effect of `rewrites` followed by `layout`, whose edits refer to
/// the rewritten text.
fn compose(text: &str, rewrites: &[Edit], rewritten: &str, layout: Vec<Edit>) -> Vec<Edit> {
    let mut hunks: Vec<Hunk> = Vec::new();
    let mut layout = layout.into_iter().peekable();
    // The two texts are processed up to these offsets. After them, they are equal until the next rewrite.
    let (mut in_original, mut in_rewritten) = (0, 0);
    let add = |hunks: &mut Vec<Hunk>, edit: Edit, in_original: usize, in_rewritten: usize| match hunks.last_mut() {
        Some(last) if edit.range.start <= last.rewritten.end => {
            let further = edit.range.end.saturating_sub(last.rewritten.end);
            last.rewritten.end += further;
            last.original.end += further;
            last.layout.push(edit);
        }
        _ => {
            let original =
                in_original + (edit.range.start - in_rewritten)..in_original + (edit.range.end - in_rewritten);
            hunks.push(Hunk { original, rewritten: edit.range.clone(), layout: vec![edit] });
        }
    };
    for rewrite in rewrites {
        let start = in_rewritten + (rewrite.range.start - in_original);
        let mut hunk =
            Hunk { original: rewrite.range.clone(), rewritten: start..start + rewrite.text.len(), layout: Vec::new() };
        while let Some(edit) = layout.next_if(|edit| edit.range.start <= hunk.rewritten.end) {
            if edit.range.end < start {
                add(&mut hunks, edit, in_original, in_rewritten);
                continue;
            }
            let before = start.saturating_sub(edit.range.start);
            if before > 0 && hunk.layout.is_empty() {
                hunk.original.start -= before;
                hunk.rewritten.start -= before;
            }
            let further = edit.range.end.saturating_sub(hunk.rewritten.end);
            hunk.original.end += further;
            hunk.rewritten.end += further;
            hunk.layout.push(edit);
        }
        (in_original, in_rewritten) = (hunk.original.end, hunk.rewritten.end);
        hunks.push(hunk);
    }
    for edit in layout {
        add(&mut hunks, edit, in_original, in_rewritten);
    }
    let edits = hunks.into_iter().filter_map(|Hunk { original, rewritten: range, mut layout }| {
        for edit in &mut layout {
            edit.range = edit.range.start - range.start..edit.range.end - range.start;
        }
        smallest(text, Edit::replace(original, apply(&rewritten[range], &layout)))
    });
    edits.collect()
}

/// Removes the common start and end of both texts from an edit. `None` if the edit changes nothing.
fn smallest(text: &str, edit: Edit) -> Option<Edit> {
    let Edit { range, text: replacement } = edit;
    let before = &text[range.clone()];
    let same = |characters: &mut dyn Iterator<Item = (char, char)>| -> usize {
        characters.take_while(|(left, right)| left == right).map(|(character, _)| character.len_utf8()).sum()
    };
    let start = same(&mut before.chars().zip(replacement.chars()));
    let end = same(&mut before[start..].chars().rev().zip(replacement[start..].chars().rev()));
    let (range, replacement) = (range.start + start..range.end - end, &replacement[start..replacement.len() - end]);
    (!range.is_empty() || !replacement.is_empty()).then(|| Edit::replace(range, replacement))
}

/// Converts `"${x}"` to `x`, if the quotes certainly contain a single interpolation and nothing else.
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
            // Within inner quotes, an interpolation belongs to a nested expression.
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
    // Without parentheses, the lines of some expressions would no longer form one expression.
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

/// Converts `"string"` to `string`, `"list"` to `list(string)`, and `list` to `list(any)`.
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
    use super::{edits, format};
    use crate::languages::syntax::hcl::File;

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

    #[test]
    fn edits_touch_only_what_changes() {
        let text = "a = 1\nbb=2\nresource aws_x \"y\" {\nid = \"${b}\"\n}\n";
        let edits = edits(text, &File::parse(text));
        let shown: Vec<_> = edits.iter().map(|edit| (&text[edit.range.clone()], edit.text.as_str())).collect();
        assert_eq!(shown, [("", " "), ("", " "), ("", " "), ("aws_x", "\"aws_x\""), ("", "  "), ("\"${b}\"", "b")]);
    }
}
