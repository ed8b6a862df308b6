//! References to variables in an instruction: in what BuildKit expands, and in what a shell expands when it runs.

use std::ops::Range;

use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Heredoc, Instruction, Keyword};

/// A reference to a variable, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableReference {
    pub name: Range<usize>,
    /// Includes `$` and braces, without a modifier.
    pub range: Range<usize>,
}

/// The references of an instruction in the order of the text.
pub fn variable_references(
    file: &Dockerfile,
    instruction: &Instruction,
    heredocs: &[Heredoc],
) -> Vec<VariableReference> {
    let line = instruction.line.text();
    let start = instruction.name.end.min(line.len());
    let mut found = Vec::new();
    if memchr::memchr(b'$', &line.as_bytes()[start..]).is_some() {
        for (name, range) in scan(line, start..line.len(), file.escape) {
            let (name, range) = (instruction.source(&name), instruction.source(&range));
            // A name over two lines cannot be edited.
            if file.text.get(name.clone()).is_some_and(|text| !text.contains('\n')) {
                found.push(VariableReference { name, range });
            }
        }
    }
    for heredoc in heredocs.iter().filter(|heredoc| heredoc.expands || instruction.keyword == Keyword::Run) {
        let references = scan(file.text, heredoc.content.clone(), '\\');
        found.extend(references.into_iter().map(|(name, range)| VariableReference { name, range }));
    }
    found
}

/// The names and ranges of `$name`, `${name…}` and PowerShell's `$env:name` in a part of a text.
fn scan(text: &str, within: Range<usize>, escape: char) -> Vec<(Range<usize>, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = within.start;
    while let Some(length) = memchr::memchr2(b'$', escape as u8, &bytes[at..within.end]) {
        let start = at + length;
        at = start + 1;
        if bytes[start] != b'$' {
            at += 1;
            if at > within.end || !text.is_char_boundary(at) {
                at = at.min(within.end);
                while !text.is_char_boundary(at) {
                    at += 1;
                }
            }
            continue;
        }
        let is_braced = bytes.get(at) == Some(&b'{') && at < within.end;
        let mut name = at + usize::from(is_braced);
        if text[name..within.end].get(..4).is_some_and(|prefix| prefix.eq_ignore_ascii_case("env:")) {
            name += 4;
        }
        let end = name + name_len(&text[name..within.end]);
        if end == name {
            continue;
        }
        let close = usize::from(is_braced && bytes.get(end) == Some(&b'}') && end < within.end);
        found.push((name..end, start..end + close));
        at = end;
    }
    found
}

/// The length of the name of a variable at the start of a text.
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
            let found: Vec<&str> = scan(text, 0..text.len(), '\\').into_iter().map(|(name, _)| &text[name]).collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }
}
