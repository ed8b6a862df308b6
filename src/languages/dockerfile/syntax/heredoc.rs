//! Finds the heredocs that a line opens: `<<NAME`, `<<-NAME`, `3<<"NAME"`.

use super::expansion::{NoVariables, WordExpander};
use super::instruction::Heredoc;

/// Returns the heredocs of a logical line, in order. Their contents follow the line.
pub fn parse_all(line: &str) -> Vec<Heredoc> {
    let options =
        WordExpander { keeps_quotes: true, keeps_escapes: true, keeps_unset: true, ..WordExpander::new('\\') };
    let words = options.split(line, &NoVariables).map(|split| split.words).unwrap_or_default();
    words.iter().filter_map(|word| parse(word)).collect()
}

/// Returns the heredoc that a word opens, if it opens one.
pub fn parse(word: &str) -> Option<Heredoc> {
    if !word.contains('<') {
        return None;
    }
    let (_, rest) = word.split_once("<<").filter(|(number, _)| number.bytes().all(|digit| digit.is_ascii_digit()))?;
    let (chomps, rest) = rest.strip_prefix('-').map_or((false, rest), |rest| (true, rest));
    let name = rest.trim_start_matches([' ', '\t', '\n', '\u{c}', '\r']);
    if name.is_empty() || name.contains('<') {
        return None;
    }
    if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Some(Heredoc { expands: true, name: name.to_owned(), chomps, content: 0..0 });
    }
    let options = WordExpander { keeps_unset: true, ..WordExpander::new('\\') };
    let unquoted = options.split(name, &NoVariables).ok()?.words;
    let quoted = WordExpander { keeps_quotes: true, ..options }.split(name, &NoVariables).ok()?.words;
    let ([unquoted], [quoted]) = (&unquoted[..], &quoted[..]) else { return None };
    // Quotes around any part of the name prevent variable expansion.
    let count = |word: &str| word.matches(['\'', '"']).count();
    Some(Heredoc { expands: count(unquoted) == count(quoted), name: unquoted.clone(), chomps, content: 0..0 })
}
