//! Shell patterns in substitutions: `*` for any characters of a line, `?` for a single one, and `\` to escape either. A
//! search that exceeds its budget finds nothing.

use std::cell::Cell;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Any,
    One,
    Character(char),
}

/// Implements `${value#pattern}`, or `##` for the longest match.
pub fn trim_start(value: &str, pattern: &str, is_greedy: bool, steps: &Cell<usize>) -> Result<String, String> {
    let parts = parts(pattern)?;
    if !take(steps, value.len()) {
        return Ok(value.to_owned());
    }
    let value: Vec<char> = value.chars().collect();
    let end = match_len(&parts, &value, is_greedy, steps).unwrap_or(0);
    Ok(value[end..].iter().collect())
}

/// Implements `${value%pattern}`, or `%%` for the longest match.
pub fn trim_end(value: &str, pattern: &str, is_greedy: bool, steps: &Cell<usize>) -> Result<String, String> {
    let mut parts = parts(pattern)?;
    parts.reverse();
    if !take(steps, value.len()) {
        return Ok(value.to_owned());
    }
    let value: Vec<char> = value.chars().rev().collect();
    let end = match_len(&parts, &value, is_greedy, steps).unwrap_or(0);
    Ok(value[end..].iter().rev().collect())
}

/// Implements `${value/pattern/replacement}`, or `//` for all matches.
pub fn replace(
    value: &str,
    pattern: &str,
    replacement: &str,
    all: bool,
    steps: &Cell<usize>,
) -> Result<String, String> {
    let parts = parts(pattern)?;
    if !take(steps, value.len()) {
        return Ok(value.to_owned());
    }
    let value: Vec<char> = value.chars().collect();
    let mut replaced = String::new();
    let mut at = 0;
    let mut is_done = false;
    while at <= value.len() {
        let found = if is_done { None } else { match_len(&parts, &value[at..], true, steps) };
        if let Some(length) = found {
            replaced.push_str(replacement);
            is_done = !all;
            at += length;
            if length > 0 {
                continue;
            }
        }
        replaced.extend(value.get(at));
        at += 1;
    }
    Ok(replaced)
}

/// Takes steps from the budget. Returns `false` if too few steps are left.
fn take(steps: &Cell<usize>, count: usize) -> bool {
    let left = steps.get().checked_sub(count);
    steps.set(left.unwrap_or(0));
    left.is_some()
}

fn parts(pattern: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        parts.push(match character {
            '*' => Part::Any,
            '?' => Part::One,
            '\\' => match characters.next() {
                Some(escaped @ ('*' | '?' | '\\' | '}' | '/')) => Part::Character(escaped),
                _ => return Err(format!("invalid escape in the pattern `{pattern}`")),
            },
            other => Part::Character(other),
        });
    }
    parts.dedup_by(|part, before| *part == Part::Any && *before == Part::Any);
    Ok(parts)
}

/// Returns the length of the longest or shortest match at the start of `value`.
fn match_len(parts: &[Part], value: &[char], is_greedy: bool, steps: &Cell<usize>) -> Option<usize> {
    // The set of states: the parts that may match next.
    let mut states = vec![false; parts.len() + 1];
    let reach = |states: &mut Vec<bool>| {
        for index in 0..parts.len() {
            if states[index] && parts[index] == Part::Any {
                states[index + 1] = true;
            }
        }
    };
    states[0] = true;
    reach(&mut states);
    let mut found = None;
    for at in 0..=value.len() {
        if states[parts.len()] {
            found = Some(at);
            if !is_greedy {
                break;
            }
        }
        let Some(character) = value.get(at) else { break };
        if !take(steps, states.len()) {
            return None;
        }
        let mut next = vec![false; states.len()];
        for (index, part) in parts.iter().enumerate().filter(|(index, _)| states[*index]) {
            match part {
                Part::Any => next[index] = next[index] || *character != '\n',
                Part::One => next[index + 1] |= *character != '\n',
                Part::Character(own) => next[index + 1] |= own == character,
            }
        }
        reach(&mut next);
        states = next;
        if !states.contains(&true) {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_trimmed_and_replaced_as_in_a_shell() {
        let steps = Cell::new(10_000);
        assert_eq!(trim_start("a.b.c", "*.", false, &steps).as_deref(), Ok("b.c"));
        assert_eq!(trim_start("a.b.c", "*.", true, &steps).as_deref(), Ok("c"));
        assert_eq!(trim_end("a.b.c", ".*", false, &steps).as_deref(), Ok("a.b"));
        assert_eq!(trim_end("a.b.c", ".*", true, &steps).as_deref(), Ok("a"));
        assert_eq!(trim_end("abc", "x", true, &steps).as_deref(), Ok("abc"));
        assert_eq!(trim_start("*x", "\\*", true, &steps).as_deref(), Ok("x"));
        assert_eq!(replace("a-b-c", "-", "+", false, &steps).as_deref(), Ok("a+b-c"));
        assert_eq!(replace("a-b-c", "-", "+", true, &steps).as_deref(), Ok("a+b+c"));
        assert_eq!(replace("a-b-c", "-*", "", false, &steps).as_deref(), Ok("a"));
        assert_eq!(replace("äbc", "?", "x", true, &steps).as_deref(), Ok("xxx"));
        assert!(trim_start("a", "\\a", false, &steps).is_err());
    }

    #[test]
    fn hostile_patterns_are_bounded() {
        let steps = Cell::new(100_000);
        let value = "a".repeat(10_000);
        assert_eq!(replace(&value, &"*a".repeat(1_000), "", true, &steps).as_deref(), Ok(value.as_str()));
    }
}
