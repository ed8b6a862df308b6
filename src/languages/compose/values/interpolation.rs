//! Variables in strings: `$NAME`, `${NAME}`, and `${NAME}` with a default, an error or a replacement.

use std::ops::Range;

/// A variable in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The range from `$` to the end of the variable, including the closing brace.
    pub range: Range<usize>,
    pub name: Range<usize>,
    /// The range after the name in braces: an operator and the text after it.
    pub rest: Range<usize>,
    /// Whether the closing brace exists or is not required.
    pub is_closed: bool,
}

/// What follows the name of a variable in braces: an operator and the text after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fallback<'t> {
    pub kind: FallbackKind,
    /// Whether an empty value counts as absent, as in `:-`.
    pub applies_to_empty: bool,
    pub word: &'t str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FallbackKind {
    /// `-`: the word is used if the variable has no value.
    Default,
    /// `?`: Compose stops with the word as its message if the variable has no value.
    Required,
    /// `+`: the word is used if the variable has a value.
    Replacement,
}

impl Fallback<'_> {
    /// Whether the variable counts as set if it has this value.
    pub fn has_value(&self, value: Option<&str>) -> bool {
        value.is_some_and(|value| !self.applies_to_empty || !value.is_empty())
    }

    /// Whether the word is used if the variable has this value.
    pub fn is_used(&self, value: Option<&str>) -> bool {
        self.has_value(value) == (self.kind == FallbackKind::Replacement)
    }
}

impl Variable {
    /// Returns the operator of the variable and the text after it. `None` if it has none, or an unknown one.
    pub fn fallback<'t>(&self, text: &'t str) -> Option<Fallback<'t>> {
        let rest = text.get(self.rest.clone())?;
        let (rest, applies_to_empty) = rest.strip_prefix(':').map_or((rest, false), |rest| (rest, true));
        let kind = match rest.bytes().next()? {
            b'-' => FallbackKind::Default,
            b'?' => FallbackKind::Required,
            b'+' => FallbackKind::Replacement,
            _ => return None,
        };
        Some(Fallback { kind, applies_to_empty, word: &rest[1..] })
    }
}

/// The maximum length of a text after its variables have been replaced, in bytes. A few lines can stand for billions
/// of bytes.
const MAX_EXPANDED: usize = 4_096;

/// The maximum depth of variables in the words of others.
const MAX_DEPTH: usize = 8;

/// Replaces the variables of a text with their values like Compose. Variables without a value are empty. What would
/// become too long or is nested too deeply stays as it is.
pub fn expand<'v>(text: &str, value: &dyn Fn(&str) -> Option<&'v str>) -> String {
    expand_within(text, value, MAX_DEPTH)
}

// Recursive, but only up to the maximum depth.
fn expand_within<'v>(text: &str, value: &dyn Fn(&str) -> Option<&'v str>, depth: usize) -> String {
    let mut out = String::new();
    let mut at = 0;
    for variable in variables(text, 0..text.len()) {
        if variable.range.start < at || !variable.is_closed {
            continue;
        }
        out.push_str(&text[at..variable.range.start].replace("$$", "$"));
        at = variable.range.end;
        let replacement = expansion(text, &variable, value, depth);
        match replacement.filter(|new| out.len() + new.len() <= MAX_EXPANDED) {
            Some(replacement) => out.push_str(&replacement),
            None => out.push_str(&text[variable.range.clone()]),
        }
    }
    out.push_str(&text[at..].replace("$$", "$"));
    out
}

/// Returns the value of a variable at its position. `None` if it is nested too deeply.
fn expansion<'v>(
    text: &str,
    variable: &Variable,
    value: &dyn Fn(&str) -> Option<&'v str>,
    depth: usize,
) -> Option<String> {
    let own = value(&text[variable.name.clone()]);
    match variable.fallback(text) {
        Some(fallback) if fallback.is_used(own) => Some(expand_within(fallback.word, value, depth.checked_sub(1)?)),
        _ => Some(own.unwrap_or_default().to_owned()),
    }
}

/// Returns the variables in a part of a text that Compose looks up if the variables have these values. Words that are
/// not used are skipped.
pub fn evaluated<'v>(text: &str, within: Range<usize>, value: impl Fn(&str) -> Option<&'v str>) -> Vec<Variable> {
    let mut unused_until = within.start;
    let mut found = variables(text, within);
    found.retain(|variable| {
        if variable.range.start < unused_until {
            return false;
        }
        let own = value(&text[variable.name.clone()]);
        let is_unused = |fallback: Fallback| !fallback.is_used(own) || fallback.kind == FallbackKind::Required;
        if variable.fallback(text).is_some_and(is_unused) {
            unused_until = variable.range.end;
        }
        true
    });
    found
}

/// Returns the variables in a part of a text, ordered by their starts. This includes variables in the default values of
/// others. `$$` is an escaped dollar sign.
pub fn variables(text: &str, within: Range<usize>) -> Vec<Variable> {
    let bytes = text.as_bytes();
    let mut found: Vec<Variable> = Vec::new();
    // Variables whose closing brace has not been found yet.
    let mut open: Vec<usize> = Vec::new();
    let mut at = within.start;
    while at < within.end {
        match bytes[at] {
            b'$' if at + 1 < within.end && bytes[at + 1] == b'$' => at += 2,
            b'$' => {
                let has_brace = at + 1 < within.end && bytes[at + 1] == b'{';
                let start = at + 1 + usize::from(has_brace);
                let end = name_end(bytes, start, within.end);
                if has_brace {
                    open.push(found.len());
                    found.push(Variable {
                        range: at..within.end,
                        name: start..end,
                        rest: end..within.end,
                        is_closed: false,
                    });
                } else if end > start {
                    found.push(Variable { range: at..end, name: start..end, rest: end..end, is_closed: true });
                }
                at = end.max(at + 1);
            }
            b'}' => {
                if let Some(index) = open.pop() {
                    let variable = &mut found[index];
                    variable.range.end = at + 1;
                    variable.rest.end = at;
                    variable.is_closed = true;
                }
                at += 1;
            }
            b'\n' => {
                // A variable does not continue on the next line.
                for index in open.drain(..) {
                    found[index].range.end = at;
                    found[index].rest.end = at.max(found[index].rest.start);
                }
                at += 1;
            }
            _ => at += 1,
        }
    }
    found
}

fn name_end(bytes: &[u8], start: usize, limit: usize) -> usize {
    let is_start = bytes.get(start).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'_');
    if !is_start || start >= limit {
        return start;
    }
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    start + bytes[start..limit].iter().take_while(is_part).count()
}

/// Whether a string is a valid variable name.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && name_end(text.as_bytes(), 0, text.len()) == text.len()
}

/// Returns the first `${` in a string that Compose cannot parse: it has no name, has an unknown operator, or is never
/// closed.
pub fn invalid_variable(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let tail = &rest[at + 1..];
        let Some(braced) = tail.strip_prefix('{') else {
            rest = tail.strip_prefix('$').unwrap_or(tail);
            continue;
        };
        let after_name = &braced[name_end(braced.as_bytes(), 0, braced.len())..];
        let has_operator = [":-", "-", ":+", "+", ":?", "?"].iter().any(|operator| after_name.starts_with(operator));
        let is_valid = after_name.len() < braced.len() && (has_operator || after_name.starts_with('}'));
        let Some(end) = closing_brace(braced).filter(|_| is_valid) else {
            let end = braced.find(['}', '\n']);
            let end = end.map_or(braced.len(), |end| end + usize::from(braced.as_bytes()[end] == b'}'));
            return Some(&rest[at..at + 2 + end]);
        };
        rest = &braced[end + 1..];
    }
    None
}

/// Returns the offset of the closing brace that matches the brace before the text.
pub fn closing_brace(text: &str) -> Option<usize> {
    let mut depth = 1_usize;
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'{' if at > 0 && bytes[at - 1] == b'$' => depth += 1,
            b'}' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a string contains variables. A `$` without a name or brace after it is a literal dollar sign.
pub fn is_interpolated(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        let tail = &rest[at + 1..];
        if tail.starts_with(|first: char| first == '{' || first == '_' || first.is_ascii_alphabetic()) {
            return true;
        }
        rest = tail.strip_prefix('$').unwrap_or(tail);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invalid_variables_are_found() {
        for valid in [
            "$",
            "$5",
            "a $ b",
            "$$",
            "$${",
            "$X",
            "${X}",
            "${X-a}b}",
            "${X:-${Y:+z}}",
            "${X:?e}",
            "{$X}",
            "$(X)",
            "${X:-{a}}",
        ] {
            assert_eq!(invalid_variable(valid), None, "{valid}");
        }
        for (text, invalid) in [
            ("a ${X", "${X"),
            ("${}", "${}"),
            ("${X} ${5}", "${5}"),
            ("${X!}", "${X!}"),
            ("${X:=a} b", "${X:=a}"),
            ("${ X }", "${ X }"),
            ("${x.y}", "${x.y}"),
            ("${X:-${Y}", "${X:-${Y}"),
        ] {
            assert_eq!(invalid_variable(text), Some(invalid), "{text}");
        }
    }

    #[test]
    fn only_names_and_braces_make_a_dollar_sign_a_variable() {
        for text in ["$X", "${X}", "$_", "a$b", "$$$X", "${"] {
            assert!(is_interpolated(text), "{text}");
        }
        for text in ["", "$", "$$", "$$X", "$(x)", "$5", "a$"] {
            assert!(!is_interpolated(text), "{text}");
        }
    }

    #[test]
    fn variables_are_found_in_every_form() {
        let text = "$A ${B} ${C:-x} ${D:-${E}} $$F ${G";
        let found = variables(text, 0..text.len());
        let names: Vec<&str> = found.iter().map(|variable| &text[variable.name.clone()]).collect();
        assert_eq!(names, ["A", "B", "C", "D", "E", "G"]);
        let ranges: Vec<&str> = found.iter().map(|variable| &text[variable.range.clone()]).collect();
        assert_eq!(ranges, ["$A", "${B}", "${C:-x}", "${D:-${E}}", "${E}", "${G"]);
        let words: Vec<&str> = found.iter().filter_map(|one| one.fallback(text)).map(|one| one.word).collect();
        assert_eq!(words, ["x", "${E}"]);
    }

    #[test]
    fn variables_are_replaced_in_every_form() {
        let value = |name: &str| match name {
            "SET" => Some("value"),
            "EMPTY" => Some(""),
            _ => None,
        };
        for (text, expected) in [
            ("a $SET b", "a value b"),
            ("${SET}${NO}", "value"),
            ("${SET:-x} ${SET-x}", "value value"),
            ("${NO:-x} ${NO-x}", "x x"),
            ("${EMPTY:-x} ${EMPTY-x}", "x "),
            ("${SET:+x} ${SET+x} ${NO+x}", "x x "),
            ("${EMPTY:+x} ${EMPTY+x}", " x"),
            ("${NO:-a-${SET}-${NO:-${EMPTY:-z}}}", "a-value-z"),
            ("$$SET $${SET} $SET", "$SET ${SET} value"),
            ("${SET", "${SET"),
        ] {
            assert_eq!(expand(text, &value), expected, "{text}");
        }
        let deep = format!("{}x{}", "${NO:-".repeat(5_000), "}".repeat(5_000));
        assert!(expand(&deep, &value).len() <= deep.len());
    }

    #[test]
    fn words_that_are_not_used_are_not_evaluated() {
        let value = |name: &str| (name == "SET").then_some("value");
        for (text, expected) in [
            ("${SET:-${A}} ${NO:-${B}}", &["SET", "NO", "B"][..]),
            ("${SET:+${A}} ${NO:+${B}}", &["SET", "A", "NO"]),
            ("${NO:?${A}} $B", &["NO", "B"]),
        ] {
            let found = evaluated(text, 0..text.len(), value);
            let names: Vec<&str> = found.iter().map(|variable| &text[variable.name.clone()]).collect();
            assert_eq!(names, expected, "{text}");
        }
    }
}
