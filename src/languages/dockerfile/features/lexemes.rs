//! The lengths of words, operators and variables at the start of a text.

use std::ops::Range;

use crate::languages::dockerfile::model::variable_references::name_len;

/// The maximum depth of nested variables in default values. With this limit, a line of many `${` takes linear time.
const MAX_NESTED_VARIABLES: usize = 8;

/// Whether only spaces remain before the end of the line.
pub fn is_blank_line(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\t', '\r']);
    text.is_empty() || text.starts_with('\n')
}

/// The end of the first line in a range, or the end of the range.
pub fn line_end(text: &str, range: Range<usize>) -> usize {
    let line = text[range.clone()].split('\n').next().unwrap_or_default();
    range.start + line.trim_end_matches('\r').len()
}

/// The length of an image name, without tag and digest. Variables may contain colons.
pub fn image_name_len(image: &str) -> usize {
    let (mut at, mut version) = (0, None);
    while let Some(character) = image[at..].chars().next() {
        match character {
            '$' => {
                at += variable_len(&image[at..]).max(1);
                continue;
            }
            // A number before a slash is the port of a registry.
            '/' => version = None,
            ':' | '@' => version = version.or(Some(at)),
            _ => {}
        }
        at += character.len_utf8();
    }
    version.unwrap_or(image.len())
}

/// Whether a script runs in a shell, which is the case if it does not specify another interpreter.
pub fn is_shell(script: &str) -> bool {
    let first = script.lines().next().unwrap_or_default();
    !first.starts_with("#!") || first.trim_end().ends_with("sh")
}

/// Whether a shell runs the heredocs of a command: they are the command itself, or the input of a shell.
pub fn runs_heredocs(command: &str) -> bool {
    let words = command.split(|c: char| c.is_whitespace() || matches!(c, ';' | '&' | '|'));
    let mut others = words.filter(|word| !word.is_empty() && !word.starts_with("<<")).peekable();
    let is_shell = |word: &str| matches!(word.rsplit('/').next(), Some("sh" | "bash" | "ash" | "dash" | "ksh" | "zsh"));
    others.peek().is_none() || others.any(is_shell)
}

/// The length of an operator of a shell at the start of a text, such as `&&`, `2>` without the number, `>&` or `<<-`.
pub fn operator_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let same = bytes.iter().take_while(|byte| Some(*byte) == bytes.first()).count();
    let redirects = matches!(bytes.first(), Some(b'<' | b'>'));
    match (bytes.first(), bytes.get(same)) {
        (Some(b'<'), Some(b'-')) if same == 2 => same + 1,
        (_, Some(b'&')) if redirects => same + 1,
        (Some(b'&'), Some(b'>')) if same == 1 => operator_len(&text[1..]) + 1,
        _ => same,
    }
}

/// The length of a reference at the start of a text: a variable, or in a shell also a special parameter such as `$1`,
/// `$@` and `$?`.
pub fn reference_len(text: &str, is_shell: bool) -> usize {
    let length = variable_len(text);
    let is_special = |next: char| next.is_ascii_digit() || "@*#?$!-".contains(next);
    let is_parameter = is_shell && length == 1 && text[1..].starts_with(is_special);
    if is_parameter { 2 } else { length }
}

/// The length of a variable reference at the start of a text: `$name`, PowerShell's `$env:name`, or `${…}` on one line,
/// which may contain nested variables.
pub fn variable_len(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('$') else { return 0 };
    let Some(inner) = rest.strip_prefix('{') else {
        let scope = if rest.get(..4).is_some_and(|scope| scope.eq_ignore_ascii_case("env:")) { 4 } else { 0 };
        return match name_len(&rest[scope..]) {
            0 => 1 + name_len(rest),
            length => 1 + scope + length,
        };
    };
    let mut depth = 1;
    let mut last = '{';
    for (at, character) in inner.char_indices() {
        match character {
            '{' if last == '$' && depth == MAX_NESTED_VARIABLES => return 1,
            '{' if last == '$' => depth += 1,
            '}' => depth -= 1,
            '\n' => break,
            _ => {}
        }
        if depth == 0 {
            return at + 3;
        }
        last = character;
    }
    1
}
