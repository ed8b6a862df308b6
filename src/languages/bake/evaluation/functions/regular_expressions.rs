//! Checks regular expressions by the grammar of Go, as far as an error is certain.

/// The maximum count of a repetition such as `a{1000}`.
const MAX_REPETITIONS: u32 = 1_000;

/// Returns the reason why Go rejects a regular expression. `None` if it is valid, or if its syntax is not checked.
pub fn error(pattern: &str) -> Option<&'static str> {
    // The names of classes and the contents of `\Q…\E` have their own syntax.
    if ["[:", "\\Q", "\\p", "\\P", "\\x"].iter().any(|part| pattern.contains(part)) {
        return None;
    }
    let mut rest = pattern;
    let mut depth = 0_usize;
    // Whether the previous item can be repeated, and whether it is a repetition.
    let (mut is_item, mut is_repetition) = (false, false);
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => {
                let Some(escaped) = rest.chars().next() else { return Some("it ends with a backslash") };
                if !is_escape(escaped, &rest[escaped.len_utf8()..]) {
                    return Some("it contains an invalid escape sequence");
                }
                rest = &rest[escaped.len_utf8()..];
                (is_item, is_repetition) = (true, false);
            }
            '(' => {
                if let Some(group) = rest.strip_prefix('?') {
                    if ["=", "!", "<=", "<!", ">", "#"].iter().any(|start| group.starts_with(start)) {
                        return Some("lookaround and similar Perl syntax is not supported");
                    }
                    let Some(length) = group.find(['>', ':', ')']) else { return Some("a `)` is missing") };
                    let ends_here = group[length..].starts_with(')');
                    rest = &group[length + 1..];
                    depth += usize::from(!ends_here);
                } else {
                    depth += 1;
                }
                (is_item, is_repetition) = (false, false);
            }
            ')' if depth == 0 => return Some("unexpected `)`"),
            ')' => {
                depth -= 1;
                (is_item, is_repetition) = (true, false);
            }
            '|' => (is_item, is_repetition) = (false, false),
            '[' => {
                rest = match class(rest) {
                    Ok(rest) => rest,
                    Err(message) => return Some(message),
                };
                (is_item, is_repetition) = (true, false);
            }
            '*' | '+' | '?' | '{' => {
                let counts = if character == '{' { counts(rest) } else { None };
                if character == '{' && counts.is_none() {
                    // A brace without counts is a literal.
                    (is_item, is_repetition) = (true, false);
                    continue;
                }
                if let Some((least, most, length)) = counts {
                    let is_valid =
                        least <= MAX_REPETITIONS && most.is_none_or(|most| (least..=MAX_REPETITIONS).contains(&most));
                    if !is_valid {
                        return Some("a repeat count is invalid");
                    }
                    rest = &rest[length..];
                }
                if is_repetition {
                    return Some("a repetition cannot be repeated");
                }
                if !is_item {
                    return Some("a repetition has nothing to repeat");
                }
                rest = rest.strip_prefix('?').unwrap_or(rest);
                (is_item, is_repetition) = (true, true);
            }
            _ => (is_item, is_repetition) = (true, false),
        }
    }
    (depth > 0).then_some("a `)` is missing")
}

/// Whether a character after a backslash is an escape sequence. A number is only one in octal.
fn is_escape(character: char, rest: &str) -> bool {
    match character {
        '0' => true,
        '1'..='7' => rest.starts_with(|next: char| ('0'..='7').contains(&next)),
        '8' | '9' => false,
        letter if letter.is_ascii_alphabetic() => "ABCDESWabdfnrstvwz".contains(letter),
        other => other.is_ascii(),
    }
}

/// Skips a character class after its `[`.
fn class(text: &str) -> Result<&str, &'static str> {
    let mut rest = text.strip_prefix('^').unwrap_or(text);
    let mut is_first = true;
    loop {
        let Some(character) = rest.chars().next() else { return Err("a `]` is missing") };
        rest = &rest[character.len_utf8()..];
        match character {
            ']' if !is_first => return Ok(rest),
            '\\' => {
                let escaped = rest.chars().next().map_or(0, char::len_utf8);
                rest = &rest[escaped..];
            }
            start => {
                let end = rest.strip_prefix('-').and_then(|rest| rest.chars().next());
                if let Some(end) = end.filter(|end| !matches!(end, ']' | '\\')) {
                    if end < start {
                        return Err("a range of characters ends before it starts");
                    }
                    rest = &rest[1 + end.len_utf8()..];
                }
            }
        }
        is_first = false;
    }
}

/// Parses the counts of a repetition after its `{`. Returns the least count, the greatest, and the length of the text
/// up to and including the `}`.
fn counts(text: &str) -> Option<(u32, Option<u32>, usize)> {
    let length = text.find('}')?;
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse().unwrap_or(u32::MAX))
    };
    let (least, most) = match text[..length].split_once(',') {
        None => (number(&text[..length])?, Some(number(&text[..length])?)),
        Some((least, "")) => (number(least)?, None),
        Some((least, most)) => (number(least)?, Some(number(most)?)),
    };
    Some((least, most, length + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_go_rejects_are_found() {
        for bad in [
            "(", "[a", "*a", "a**", "a)", "a{2,1}", "\\q", "[z-a]", "a|*", "a*??", "(?=a)", "(?<!a)", "\\1", "a{1001}",
            "a{1}{2}", "(*)", "[^", "[]", "[]a", "(?i", "(a|(b)", "a+*", "a\\",
        ] {
            assert!(error(bad).is_some(), "{bad}");
        }
        for good in [
            "",
            "a{",
            "a{,2}",
            "a{x}",
            "(?<n>a)",
            "(?P<n>a)",
            "\\pL",
            "[[:alpha:]]",
            "[]a]",
            "[^]a]",
            "^*",
            "a*?",
            "a|b",
            "(?i)a",
            "(?i:a)*",
            "\\d+",
            "\\.",
            "\\012",
            "[a-z-]",
            "[\\]]",
            "a{1000}",
            "a{2,}",
            "()*",
            "é+",
            "x{1,2}?",
        ] {
            assert_eq!(error(good), None, "{good}");
        }
    }
}
