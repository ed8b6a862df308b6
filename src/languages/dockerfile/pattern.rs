//! Shell patterns in substitutions: `*` for any text of one line, `?` for one character of it, `\` before either.

/// How many steps the search for one pattern may take; beyond them, nothing is found.
const STEPS: usize = 1 << 16;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Any,
    One,
    Character(char),
}

/// `${value#pattern}`, or `##` for the longest.
pub fn trim_start(value: &str, pattern: &str, is_greedy: bool) -> Result<String, String> {
    let (parts, value) = (parts(pattern)?, value.chars().collect::<Vec<_>>());
    let mut steps = STEPS;
    let end = matched(&parts, &value, is_greedy, &mut steps).unwrap_or(0);
    Ok(value[end..].iter().collect())
}

/// `${value%pattern}`, or `%%` for the longest.
pub fn trim_end(value: &str, pattern: &str, is_greedy: bool) -> Result<String, String> {
    let (mut parts, value) = (parts(pattern)?, value.chars().rev().collect::<Vec<_>>());
    parts.reverse();
    let mut steps = STEPS;
    let end = matched(&parts, &value, is_greedy, &mut steps).unwrap_or(0);
    Ok(value[end..].iter().rev().collect())
}

/// `${value/pattern/replacement}`, or `//` for all.
pub fn replace(value: &str, pattern: &str, replacement: &str, all: bool) -> Result<String, String> {
    let (parts, value) = (parts(pattern)?, value.chars().collect::<Vec<_>>());
    let mut steps = STEPS;
    let mut replaced = String::new();
    let mut at = 0;
    let mut is_done = false;
    while at <= value.len() {
        let found = if is_done { None } else { matched(&parts, &value[at..], true, &mut steps) };
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

fn parts(pattern: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        parts.push(match character {
            '*' => Part::Any,
            '?' => Part::One,
            '\\' => match characters.next() {
                Some(escaped @ ('*' | '?' | '\\' | '}' | '/')) => Part::Character(escaped),
                _ => return Err(format!("the pattern `{pattern}` escapes a character that needs no escape")),
            },
            other => Part::Character(other),
        });
    }
    parts.dedup_by(|part, before| *part == Part::Any && *before == Part::Any);
    Ok(parts)
}

/// How much of the start of `value` matches: the longest or the shortest.
fn matched(parts: &[Part], value: &[char], is_greedy: bool, steps: &mut usize) -> Option<usize> {
    // Which parts may come next, followed over the value.
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
        *steps = steps.checked_sub(states.len())?;
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
        assert_eq!(trim_start("a.b.c", "*.", false).as_deref(), Ok("b.c"));
        assert_eq!(trim_start("a.b.c", "*.", true).as_deref(), Ok("c"));
        assert_eq!(trim_end("a.b.c", ".*", false).as_deref(), Ok("a.b"));
        assert_eq!(trim_end("a.b.c", ".*", true).as_deref(), Ok("a"));
        assert_eq!(trim_end("abc", "x", true).as_deref(), Ok("abc"));
        assert_eq!(trim_start("*x", "\\*", true).as_deref(), Ok("x"));
        assert_eq!(replace("a-b-c", "-", "+", false).as_deref(), Ok("a+b-c"));
        assert_eq!(replace("a-b-c", "-", "+", true).as_deref(), Ok("a+b+c"));
        assert_eq!(replace("a-b-c", "-*", "", false).as_deref(), Ok("a"));
        assert_eq!(replace("äbc", "?", "x", true).as_deref(), Ok("xxx"));
        assert!(trim_start("a", "\\a", false).is_err());
    }

    #[test]
    fn a_hostile_pattern_ends() {
        let value = "a".repeat(100_000);
        assert_eq!(replace(&value, &"*a".repeat(1_000), "", true).as_deref(), Ok(value.as_str()));
    }
}
