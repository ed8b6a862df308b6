//! Finds the heredocs that a line announces: `<<NAME`, `<<-NAME`, `3<<"NAME"`.

use super::expansion::{Lexer, Nothing};
use super::instruction::Heredoc;

/// The heredocs of a logical line, in their order; their contents follow the line.
pub fn announced(line: &str) -> Vec<Heredoc> {
    let lexer = Lexer { keeps_quotes: true, keeps_escapes: true, keeps_unset: true, ..Lexer::new('\\') };
    let words = lexer.split(line, &Nothing).unwrap_or_default();
    words.iter().filter_map(|word| read(word)).collect()
}

/// The heredoc that a word announces.
pub fn read(word: &str) -> Option<Heredoc> {
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
    let lexer = Lexer { keeps_unset: true, ..Lexer::new('\\') };
    let unquoted = lexer.split(name, &Nothing).ok()?;
    let quoted = Lexer { keeps_quotes: true, ..lexer }.split(name, &Nothing).ok()?;
    let ([unquoted], [quoted]) = (&unquoted[..], &quoted[..]) else { return None };
    // With quotes around any part of its name, nothing in a heredoc is expanded.
    let quotes = |word: &str| word.matches(['\'', '"']).count();
    Some(Heredoc { expands: quotes(unquoted) == quotes(quoted), name: unquoted.clone(), chomps, content: 0..0 })
}
