//! Parses files of `NAME=value` lines like Compose: `.env`, and the files of `env_file`.

use super::interpolation::expand;

/// A name with its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Assignment<'t> {
    pub name: &'t str,
    /// The value in the source, without quotes.
    pub value: &'t str,
    /// Whether variables in the value are not expanded.
    pub is_literal: bool,
}

/// Returns the assignments in a file, in document order.
pub fn assignments(text: &str) -> impl Iterator<Item = Assignment<'_>> {
    let mut rest = text.trim_start_matches('\u{feff}');
    std::iter::from_fn(move || {
        while !rest.trim_start().is_empty() {
            let (found, after) = assignment(rest.trim_start());
            rest = after;
            if found.is_some() {
                return found;
            }
        }
        None
    })
}

/// Parses the assignment at the start of a text, if there is one. Also returns the text after it.
fn assignment(text: &str) -> (Option<Assignment<'_>>, &str) {
    let (line, next) = text.split_once('\n').unwrap_or((text, ""));
    let exported = line.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t'])).unwrap_or(line);
    let Some((name, value)) = exported.split_once(['=', ':']).filter(|_| !line.starts_with('#')) else {
        return (None, next);
    };
    let (name, value) = (name.trim(), value.trim_start());
    if let Some(quote) = value.chars().next().filter(|first| matches!(first, '"' | '\'')) {
        // A quoted value can continue on the following lines.
        let start = text.len() - next.len() - usize::from(line.len() < text.len()) - value.len() + 1;
        if let Some(end) = closing_quote(&text[start..], quote).map(|end| start + end) {
            let assignment = Assignment { name, value: &text[start..end], is_literal: quote == '\'' };
            return (Some(assignment), &text[end + 1..]);
        }
    }
    let value = value.split(" #").next().unwrap_or(value).trim_end();
    (Some(Assignment { name, value, is_literal: false }), next)
}

fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    text.char_indices().find_map(|(at, character)| {
        let is_end = character == quote && !is_escaped;
        is_escaped = character == '\\' && !is_escaped;
        is_end.then_some(at)
    })
}

/// Returns the value of an assignment, with its variables replaced.
pub fn expanded<'o>(assignment: Assignment, lookup: &dyn Fn(&str) -> Option<&'o str>) -> String {
    let Assignment { value, is_literal, .. } = assignment;
    if is_literal || !value.contains('$') { value.to_owned() } else { expand(value, lookup) }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn assignments_are_read_as_compose_reads_them() {
        let text = "\u{feff}# A=0\nA=1 # one\nexport B = 'x # y' # z\r\nC: \"a\\\"b\nD=no\"\nE=\nF\n  G=#1\nexportH=2\nI=\"open\nJ=3";
        let found: Vec<(&str, &str)> = assignments(text).map(|one| (one.name, one.value)).collect();
        let expected = [
            ("A", "1"),
            ("B", "x # y"),
            ("C", "a\\\"b\nD=no"),
            ("E", ""),
            ("G", "#1"),
            ("exportH", "2"),
            ("I", "\"open"),
            ("J", "3"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn variables_of_earlier_lines_are_replaced() {
        fn values(text: &str) -> HashMap<&str, String> {
            let mut values: HashMap<&str, String> = HashMap::new();
            for one in assignments(text) {
                let value = expanded(one, &|name| values.get(name).map(String::as_str));
                values.insert(one.name, value);
            }
            values
        }
        let found = values("A=1\nB=${A}-$A-${Z:-z}\nC='$A'\nA=2\nD=$A$B");
        for (name, value) in [("A", "2"), ("B", "1-1-z"), ("C", "$A"), ("D", "21-1-z")] {
            assert_eq!(found[name], value, "{name}");
        }
        let mut text = String::from("A=1234567890\n");
        for _ in 0..40 {
            text.push_str("A=$A$A\n");
        }
        assert!(values(&text)["A"].len() <= 4 * 4_096);
    }
}
