//! Finds the references to variables in an instruction, both those that BuildKit expands and those that a shell expands
//! at run time.

use std::ops::Range;

use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Heredoc, Instruction, Keyword};

/// A reference to a variable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableReference<'t> {
    /// The name. If it continues on the next line, the line continuation is removed.
    pub name: &'t str,
    /// The byte range of the name in the text.
    pub name_range: Range<usize>,
    /// The byte range in the text that includes `$` and braces, but no modifier.
    pub full_range: Range<usize>,
}

/// Returns the references in an instruction, in document order.
pub fn variable_references<'t>(
    file: &Dockerfile<'t>,
    instruction: &'t Instruction,
    heredocs: &[Heredoc],
) -> Vec<VariableReference<'t>> {
    let line = instruction.line.text();
    let start = instruction.keyword_range().end.min(line.len());
    let mut found = Vec::new();
    if memchr::memchr(b'$', &line.as_bytes()[start..]).is_some() {
        let quotes = if is_expanded_by_buildkit(instruction.keyword) { Quotes::Respected } else { Quotes::Ignored };
        found.extend(scan(line, start..line.len(), file.escape, quotes).into_iter().map(|(name, range)| {
            VariableReference {
                name: &line[name.clone()],
                name_range: instruction.source(&name),
                full_range: instruction.source(&range),
            }
        }));
    }
    for heredoc in heredocs.iter().filter(|heredoc| heredoc.expands || instruction.keyword == Keyword::Run) {
        let references = scan(file.text, heredoc.content.clone(), '\\', Quotes::Ignored);
        found.extend(references.into_iter().map(|(name, full_range)| VariableReference {
            name: &file.text[name.clone()],
            name_range: name,
            full_range,
        }));
    }
    found
}

/// Whether BuildKit expands the arguments of an instruction. BuildKit has its own rules for quotes. Commands are
/// expanded by a shell, which may be called in quotes, as in `sh -c '$a'`.
fn is_expanded_by_buildkit(keyword: Keyword) -> bool {
    matches!(
        keyword,
        Keyword::Add
            | Keyword::Arg
            | Keyword::Copy
            | Keyword::Env
            | Keyword::Expose
            | Keyword::From
            | Keyword::Label
            | Keyword::Stopsignal
            | Keyword::User
            | Keyword::Volume
            | Keyword::Workdir
    )
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    /// Nothing is expanded in single quotes.
    Respected,
    Ignored,
}

/// Finds `$name`, `${name…}` and PowerShell's `$env:name` in a part of a text. Returns the range of each name and of
/// the entire reference.
fn scan(text: &str, within: Range<usize>, escape: char, quotes: Quotes) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut in_double_quotes = false;
    let mut at = within.start;
    while at < within.end {
        let start = at;
        at += 1;
        match bytes[start] {
            b'"' => in_double_quotes = !in_double_quotes,
            b'\'' if quotes == Quotes::Respected && !in_double_quotes => {
                // Without a closing quote, the text is incomplete.
                let closing = memchr::memchr(b'\'', &bytes[at..within.end]);
                at = closing.map_or(at, |length| at + length + 1);
            }
            b'$' => {
                let is_braced = bytes.get(at) == Some(&b'{') && at < within.end;
                let mut name = at + usize::from(is_braced);
                if text[name..within.end].get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("env:")) {
                    name += 4;
                }
                let end = name + name_len(&text[name..within.end]);
                if end > name {
                    let close = usize::from(is_braced && bytes.get(end) == Some(&b'}') && end < within.end);
                    found.push((name..end, start..end + close));
                    at = end;
                }
            }
            // Only ASCII bytes are compared. They never occur inside other characters.
            byte if byte == escape as u8 => at += 1,
            _ => {}
        }
    }
    found
}

/// Returns the length of the variable name at the start of a text.
pub fn name_len(text: &str) -> usize {
    if !text.starts_with(|first: char| first == '_' || first.is_alphabetic()) {
        return 0;
    }
    text.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found() {
        for (text, expected) in [
            ("$a ${b} ${c:-$d} \\$e $1 $$f", "a b c d f"),
            ("$env:Path ${env:TEMP}", "Path TEMP"),
            ("$ä$", "ä"),
            ("${", ""),
            ("\\", ""),
            ("\\ä$a", "a"),
        ] {
            let found: Vec<&str> =
                scan(text, 0..text.len(), '\\', Quotes::Ignored).into_iter().map(|(name, _)| &text[name]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn nothing_is_expanded_between_single_quotes() {
        for (text, expected) in
            [("a='$b' c=\"$d\" e=$f", "d f"), ("a=\"it's $b\" c='$d'", "b"), ("a=\\'$b", "b"), ("a='$b", "b")]
        {
            let references = scan(text, 0..text.len(), '\\', Quotes::Respected);
            let found: Vec<&str> = references.into_iter().map(|(name, _)| &text[name]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
