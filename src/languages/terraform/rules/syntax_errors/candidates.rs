//! The edits that are most likely to correct a syntax error. The result is parsed to find out whether they do.

use std::ops::Range;

use super::is_hidden;
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::SyntaxErrorKind;
use crate::languages::text::line_start;

pub fn candidate(text: &str, kind: SyntaxErrorKind, range: &Range<usize>) -> Option<Correction> {
    let at = range.start;
    match kind {
        SyntaxErrorKind::SingleQuote => straight_quotes(text, at, ['\'', '\'']),
        SyntaxErrorKind::CurlyQuote => straight_quotes(text, at, ['“', '”']),
        SyntaxErrorKind::Semicolon => Some(Correction::replace("Remove the semicolon", range.clone(), "")),
        SyntaxErrorKind::CommaAfterArgument => Some(Correction::replace("Remove the comma", range.clone(), "")),
        SyntaxErrorKind::ElementSeparator => comma_before(text, at),
        SyntaxErrorKind::QuotedName => {
            let line = text.get(at + 1..)?.lines().next()?;
            let (name, rest) = line.split_once('"')?;
            // With an odd number of quotes, the quote after the name opens a string.
            if rest.matches('"').count() % 2 > 0 {
                return None;
            }
            let mut correction = Correction::replace("Remove the quotes", at..at + 1, "");
            let close = at + 1 + name.len();
            correction.edits.extend(Correction::replace("", close..close + 1, "").edits);
            Some(correction)
        }
        SyntaxErrorKind::InvalidCharacter => {
            let character = text.get(range.clone())?.chars().next()?;
            let end = at + character.len_utf8();
            match character {
                _ if is_hidden(character) => Some(Correction::replace("Remove the invisible character", at..end, "")),
                _ if character.is_whitespace() && character != '\r' => {
                    Some(Correction::replace("Replace with a space", at..end, " "))
                }
                _ => None,
            }
        }
        SyntaxErrorKind::BlockOnNextLine | SyntaxErrorKind::ItemUnfinished => {
            let rest = text.get(range.end..)?;
            let after = rest.trim_start_matches(' ');
            if let Some(operator) = [":=", "==", ":"].into_iter().find(|operator| after.starts_with(operator)) {
                let end = range.end + rest.len() - after.len() + operator.len();
                let gap = if after[operator.len()..].starts_with(' ') { "" } else { " " };
                return Some(Correction::replace("Change to `=`", range.end..end, format!(" ={gap}")));
            }
            let brace = rest.trim_start();
            let gap = range.end..range.end + rest.len() - brace.len();
            brace.starts_with('{').then(|| Correction::replace("Move the brace to this line", gap, " "))
        }
        SyntaxErrorKind::UnclosedBlock => closed_block(text, at),
        SyntaxErrorKind::UnclosedTemplate => {
            let line = text.get(range.clone())?;
            // If the line contains anything but words, it may be intended to follow the string.
            let is_word = line.starts_with('"') && !line.contains(['[', ']', '{', '}', '(', ')', ',', '#', '\\']);
            let line = line.trim_end();
            let end = at + line.len();
            // The closing quote may be a typographic one.
            let start = at + line.trim_end_matches(['“', '”']).len();
            is_word.then(|| Correction::replace("Add the closing quote", start..end, "\""))
        }
        _ => None,
    }
}

/// Replaces the quotes around a string on one line with double quotes.
fn straight_quotes(text: &str, at: usize, [open, close]: [char; 2]) -> Option<Correction> {
    let inside = text.get(at..)?.strip_prefix(open)?.split(['\n', '\r', '"', '\\']).next()?;
    let inside = inside.split_once(close)?.0;
    let start = at + open.len_utf8();
    let end = start + inside.len();
    let mut correction = Correction::replace("Change to straight double quotes", at..start, "\"");
    correction.edits.extend(Correction::replace("", end..end + close.len_utf8(), "\"").edits);
    Some(correction)
}

/// Inserts a comma after the previous element, which is on the same line or a previous one.
fn comma_before(text: &str, at: usize) -> Option<Correction> {
    let before = text.get(..at)?.trim_end();
    let line = line_start(before, before.len());
    // In a comment, a comma would have no effect.
    let has_comment = ["#", "//", "*/"].iter().any(|start| before[line..].contains(start));
    (!has_comment).then(|| Correction::replace("Insert a comma", before.len()..before.len(), ","))
}

/// Closes a block at the end of the text, if all lines after its start are indented or empty and so belong to it.
fn closed_block(text: &str, at: usize) -> Option<Correction> {
    let line = line_start(text, at);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let own = indent(&text[line..]);
    let mut following = text.get(at..)?.split('\n').skip(1);
    let is_within = following.all(|line| line.trim().is_empty() || indent(line) > own);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.ends_with('\n') { "" } else { line_end };
    let brace = format!("{gap}{}}}{line_end}", &text[line..line + own]);
    is_within
        .then(|| Correction::replace("Add the closing brace at the end of the file", text.len()..text.len(), brace))
}
