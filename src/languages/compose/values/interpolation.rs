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

impl Variable {
    /// Whether the variable has a default value, a replacement or an error message.
    pub fn has_fallback(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Whether Compose stops with an error if the variable is not set.
    pub fn is_required(&self, text: &str) -> bool {
        text.get(self.rest.clone()).is_some_and(|rest| rest.starts_with(":?") || rest.starts_with('?'))
    }

    /// Returns the default value of the variable, if it has one.
    pub fn default<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = text.get(self.rest.clone())?;
        rest.strip_prefix(":-").or_else(|| rest.strip_prefix('-'))
    }
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
fn closing_brace(text: &str) -> Option<usize> {
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
        assert_eq!(found[2].default(text), Some("x"));
        assert_eq!(
            found.iter().map(Variable::has_fallback).collect::<Vec<_>>(),
            [false, false, true, true, false, false]
        );
    }
}
