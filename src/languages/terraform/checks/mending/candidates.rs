//! The edits that most likely mend a mistake. Whether they do is judged by what is read after them.

use std::ops::Range;

use crate::languages::syntax::hcl::SyntaxErrorKind;
use crate::languages::terraform::checks::Correction;
use crate::languages::terraform::checks::syntax::is_hidden;

pub fn candidate(text: &str, kind: SyntaxErrorKind, range: &Range<usize>) -> Option<Correction> {
    let at = range.start;
    match kind {
        SyntaxErrorKind::SingleQuote => straightened(text, at, ['\'', '\'']),
        SyntaxErrorKind::CurlyQuote => straightened(text, at, ['“', '”']),
        SyntaxErrorKind::Semicolon => Some(Correction::replace("Remove the semicolon", range.clone(), "")),
        SyntaxErrorKind::CommaAfterArgument => Some(Correction::replace("Remove the comma", range.clone(), "")),
        SyntaxErrorKind::ElementSeparator => comma_before(text, at),
        SyntaxErrorKind::QuotedName => {
            let line = text.get(at + 1..)?.lines().next()?;
            let (name, rest) = line.split_once('"')?;
            // Else the quote behind the name opens a string.
            if rest.matches('"').count() % 2 > 0 {
                return None;
            }
            let mut correction = Correction::replace("Remove the quotes", at..at + 1, "");
            let close = at + 1 + name.len();
            correction.edits.extend(Correction::replace("", close..close + 1, "").edits);
            Some(correction)
        }
        SyntaxErrorKind::InvalidCharacter => {
            let sign = text.get(range.clone())?.chars().next()?;
            let end = at + sign.len_utf8();
            match sign {
                sign if is_hidden(sign) => Some(Correction::replace("Remove the invisible character", at..end, "")),
                sign if sign.is_whitespace() && sign != '\r' => {
                    Some(Correction::replace("Write a blank", at..end, " "))
                }
                _ => None,
            }
        }
        SyntaxErrorKind::BlockOnNextLine | SyntaxErrorKind::ItemUnfinished => {
            let rest = text.get(range.end..)?;
            let behind = rest.trim_start_matches(' ');
            if let Some(sign) = [":=", "==", ":"].into_iter().find(|sign| behind.starts_with(sign)) {
                let end = range.end + rest.len() - behind.len() + sign.len();
                let gap = if behind[sign.len()..].starts_with(' ') { "" } else { " " };
                return Some(Correction::replace("Write `=`", range.end..end, format!(" ={gap}")));
            }
            let brace = rest.trim_start();
            let gap = range.end..range.end + rest.len() - brace.len();
            brace.starts_with('{').then(|| Correction::replace("Put the brace on this line", gap, " "))
        }
        SyntaxErrorKind::UnclosedBlock => closed(text, at),
        SyntaxErrorKind::UnclosedTemplate => {
            let line = text.get(range.clone())?;
            // What is more than words may have been meant to stand behind the string.
            let is_word = line.starts_with('"') && !line.contains(['[', ']', '{', '}', '(', ')', ',', '#', '\\']);
            let line = line.trim_end();
            let end = at + line.len();
            // What closes it may be there, and look otherwise.
            let start = at + line.trim_end_matches(['“', '”']).len();
            is_word.then(|| Correction::replace("Close the string", start..end, "\""))
        }
        _ => None,
    }
}

/// The quotes of a string of one line, made straight.
fn straightened(text: &str, at: usize, [open, close]: [char; 2]) -> Option<Correction> {
    let inside = text.get(at..)?.strip_prefix(open)?.split(['\n', '\r', '"', '\\']).next()?;
    let inside = inside.split_once(close)?.0;
    let start = at + open.len_utf8();
    let end = start + inside.len();
    let mut correction = Correction::replace("Write straight double quotes", at..start, "\"");
    correction.edits.extend(Correction::replace("", end..end + close.len_utf8(), "\"").edits);
    Some(correction)
}

/// A comma behind what stands before an element, on its line or the one above.
fn comma_before(text: &str, at: usize) -> Option<Correction> {
    let before = text.get(..at)?.trim_end();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    // In a comment it would be none.
    let has_comment = ["#", "//", "*/"].iter().any(|sign| before[line..].contains(sign));
    (!has_comment).then(|| Correction::replace("Insert a comma", before.len()..before.len(), ","))
}

/// A brace at the end of the text, where all that follows is certainly of the block: it is blank, or stands further in.
fn closed(text: &str, at: usize) -> Option<Correction> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let own = indent(&text[line..]);
    let mut behind = text.get(at..)?.split('\n').skip(1);
    let is_within = behind.all(|line| line.trim().is_empty() || indent(line) > own);
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let gap = if text.ends_with('\n') { "" } else { line_end };
    let brace = format!("{gap}{}}}{line_end}", &text[line..line + own]);
    is_within.then(|| Correction::replace("Close the block at the end", text.len()..text.len(), brace))
}
