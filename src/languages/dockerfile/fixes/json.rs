//! The fix that lets a program run without a shell, where the shell has nothing to do.

use super::super::finding::Finding;
use super::super::instruction::{Arguments, Instruction, Word};
use super::{Correction, Whole};
use crate::languages::answers::Edit;

/// What a shell understands by itself, so that there is no program of that name, or not the same.
const BUILTINS: [&str; 44] = [
    ".", ":", "alias", "bg", "break", "case", "cd", "command", "continue", "do", "done", "elif", "else", "esac",
    "eval", "exec", "exit", "export", "fg", "fi", "for", "function", "getopts", "hash", "if", "jobs", "local", "read",
    "readonly", "return", "select", "set", "shift", "source", "then", "time", "times", "trap", "type", "ulimit",
    "umask", "unset", "until", "wait",
];

pub fn array(whole: &Whole, instruction: &Instruction, finding: &Finding) -> Option<Correction> {
    let Arguments::Text(Word { range, .. }) = &instruction.arguments else { return None };
    if whole.mixes_commands || whole.is_windows || instruction.source(range) != finding.diagnostic.range {
        return None;
    }
    let words = words(instruction.text(range))?;
    let (first, _) = words.first()?;
    let first = &instruction.text(range)[first.clone()];
    if first.contains('=') || BUILTINS.contains(&first) || matches!(first, "while" | "{" | "}" | "!" | "[[") {
        return None;
    }
    let mut edits = Vec::new();
    let last = words.len() - 1;
    for (index, (word, is_quoted)) in words.into_iter().enumerate() {
        let source = instruction.source(&(range.start + word.start..range.start + word.end));
        let pieces = instruction.line.source_pieces(range.start + word.start..range.start + word.end);
        if pieces.len() != 1 {
            return None;
        }
        let open = if index == 0 { "[" } else { "" };
        let close = if index == last { "]" } else { "," };
        if is_quoted {
            // Quotes of either kind become those of JSON.
            edits.push(Edit::replace(source.start..source.start + 1, format!("{open}\"")));
            edits.push(Edit::replace(source.end - 1..source.end, format!("\"{close}")));
        } else {
            edits.push(Edit::insert(source.start, format!("{open}\"")));
            edits.push(Edit::insert(source.end, format!("\"{close}")));
        }
    }
    Some(Correction::new("Write a JSON array", edits))
}

/// Splits a command into words, with whether each stands in quotes as a whole. `None` where a shell would do more than
/// split it.
fn words(text: &str) -> Option<Vec<(std::ops::Range<usize>, bool)>> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(length) = text[at..].find(|c: char| !matches!(c, ' ' | '\t')) {
        let start = at + length;
        let quote = text[start..].chars().next().filter(|c| matches!(c, '"' | '\''));
        let end = match quote {
            Some(quote) => start + 1 + text[start + 1..].find(quote)? + 1,
            None => text[start..].find([' ', '\t']).map_or(text.len(), |length| start + length),
        };
        let inner = if quote.is_some() { &text[start + 1..end - 1] } else { &text[start..end] };
        let is_plain = |c: char| {
            c.is_alphanumeric() || "-_./:,=+@%".contains(c) || (quote.is_some() && "~#?*;&|<>(){}[]! ".contains(c))
        };
        let ends = text[end..].chars().next().is_none_or(|next| matches!(next, ' ' | '\t'));
        if !ends || !inner.chars().all(is_plain) {
            return None;
        }
        words.push((start..end, quote.is_some()));
        at = end;
    }
    Some(words)
}

/// Whether a `FROM` names an image of Windows.
pub fn is_windows(from: &Instruction) -> bool {
    let text = from.line.text().to_lowercase();
    ["windows", "nanoserver", "servercore"].iter().any(|name| text.contains(name))
}
