//! `.dockerignore`: which files of a build's context are left out.

use std::cell::Cell;

use crate::languages::text::paths::normalized;

/// The patterns of a file.
#[derive(Clone, Debug, Default)]
pub struct Ignored {
    patterns: Vec<Vec<Part>>,
    /// Whether a pattern stands for everything.
    is_all: bool,
    /// Whether a pattern takes files back in: what that means for a folder cannot be told without the files.
    has_exceptions: bool,
    /// How many steps all matches together may still take.
    steps: Cell<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Character(char),
    /// `?`: one character that is no `/`.
    One,
    /// `*`: any number of them.
    Any,
    /// `**`: any text.
    All,
    /// `**/` in front of something: here, any number of folders may begin.
    Folders,
    /// Follows [`Folders`](Self::Folders): any text up to a `/`.
    Through,
    /// `[a-z]`
    Class {
        is_negated: bool,
        ranges: Vec<(char, char)>,
    },
}

/// How many steps all matches of a Dockerfile may take; what needs more matches nothing.
const STEPS: usize = 2_000_000;

impl Ignored {
    pub fn parse(text: &str) -> Self {
        let mut ignored = Self { steps: Cell::new(STEPS), ..Self::default() };
        for line in text.strip_prefix('\u{feff}').unwrap_or(text).lines() {
            let pattern = line.trim();
            if line.starts_with('#') || pattern.is_empty() {
                continue;
            }
            if pattern.starts_with('!') {
                ignored.has_exceptions = true;
                continue;
            }
            let pattern = clean(pattern);
            let pattern = pattern.strip_prefix('/').filter(|rest| !rest.is_empty()).unwrap_or(&pattern);
            ignored.is_all |= matches!(pattern, "*" | "**" | "**/*");
            // A pattern that is broken spoils the whole file, so nothing is known of what it leaves out.
            let Some(parts) = parts(pattern) else { return Self::default() };
            ignored.patterns.push(parts);
        }
        ignored
    }

    /// Whether a path of the context is left out for sure.
    pub fn contains(&self, path: &str) -> bool {
        if self.has_exceptions || self.steps.get() == 0 {
            return false;
        }
        let path = clean(path);
        if matches!(path.as_str(), "." | "/") && !self.is_all {
            return false;
        }
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        let candidates: Vec<&str> = std::iter::once(path.as_str()).chain(parents).collect();
        self.patterns.iter().any(|pattern| candidates.iter().any(|path| matches(pattern, path, &self.steps)))
    }
}

/// A path without `.`, `..` and doubled slashes, as far as its text tells.
pub fn clean(path: &str) -> String {
    let is_absolute = path.starts_with('/');
    let parts = normalized(path.split('/'), is_absolute);
    match (is_absolute, parts.is_empty()) {
        (true, _) => format!("/{}", parts.join("/")),
        (false, true) => ".".to_owned(),
        (false, false) => parts.join("/"),
    }
}

fn parts(pattern: &str) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut characters = pattern.chars().peekable();
    while let Some(character) = characters.next() {
        let part = match character {
            '*' if characters.next_if_eq(&'*').is_some() => {
                let has_slash = characters.next_if_eq(&'/').is_some();
                if has_slash && characters.peek().is_some() {
                    parts.push(Part::Folders);
                    Part::Through
                } else {
                    Part::All
                }
            }
            '*' => Part::Any,
            '?' => Part::One,
            '\\' => Part::Character(characters.next()?),
            '[' => class(&mut characters)?,
            other => Part::Character(other),
        };
        parts.push(part);
    }
    Some(parts)
}

fn class(characters: &mut std::iter::Peekable<std::str::Chars>) -> Option<Part> {
    let is_negated = characters.next_if_eq(&'^').is_some();
    let mut ranges = Vec::new();
    let member = |characters: &mut std::iter::Peekable<std::str::Chars>| match characters.next()? {
        '\\' => characters.next(),
        '-' => None,
        other => Some(other),
    };
    loop {
        if characters.peek() == Some(&']') && !ranges.is_empty() {
            characters.next();
            return Some(Part::Class { is_negated, ranges });
        }
        let first = member(characters)?;
        let last = if characters.next_if_eq(&'-').is_some() { member(characters)? } else { first };
        ranges.push((first, last));
    }
}

fn matches(pattern: &[Part], path: &str, steps: &Cell<usize>) -> bool {
    let length = pattern.len() + 1;
    let take_steps = || {
        let left = steps.get().checked_sub(length);
        steps.set(left.unwrap_or(0));
        left.is_some()
    };
    if !take_steps() {
        return false;
    }
    let mut states = vec![false; length];
    states[0] = true;
    pass(pattern, &mut states);
    for character in path.chars() {
        if !take_steps() {
            return false;
        }
        let mut next = vec![false; states.len()];
        for (index, part) in pattern.iter().enumerate().filter(|(index, _)| states[*index]) {
            let (stays, advances) = match part {
                Part::Folders => (false, false),
                Part::All => (true, false),
                Part::Through => (true, character == '/'),
                Part::Any => (character != '/', false),
                Part::One => (false, character != '/'),
                Part::Character(own) => (false, *own == character),
                Part::Class { is_negated, ranges } => {
                    let is_in = ranges.iter().any(|(first, last)| (*first..=*last).contains(&character));
                    (false, is_in != *is_negated)
                }
            };
            next[index] |= stays;
            next[index + 1] |= advances;
        }
        pass(pattern, &mut next);
        if !next.contains(&true) {
            return false;
        }
        states = next;
    }
    states[pattern.len()]
}

/// Passes over what may stand for nothing.
fn pass(pattern: &[Part], states: &mut [bool]) {
    for (index, part) in pattern.iter().enumerate().filter(|(_, part)| !matches!(part, Part::Character(_))) {
        if states[index] {
            states[index + 1] |= matches!(part, Part::Any | Part::All | Part::Folders);
            if *part == Part::Folders {
                states[index + 2] = true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_left_out_as_the_patterns_say() {
        let is_out = |patterns: &str, path: &str| Ignored::parse(patterns).contains(path);
        for (patterns, path) in [
            ("a", "a"),
            ("a", "a/b/c"),
            ("/a", "a"),
            ("*.txt", "x.txt"),
            ("**/x", "x"),
            ("**/x", "a/b/x"),
            ("a/**", "a/b"),
            ("a/**/z", "a/z"),
            ("a/**/z", "a/b/c/z"),
            ("?", "a"),
            ("[a-c]x", "bx"),
            ("[^a]x", "bx"),
            ("\u{feff}# note\n  a/  ", "a"),
            ("# note\n\\*", "*"),
            ("*", "."),
        ] {
            assert!(is_out(patterns, path), "{patterns:?} {path}");
        }
        for (patterns, path) in [
            ("", "a"),
            ("a", "b"),
            ("a", "."),
            ("*.txt", "a/x.txt"),
            ("**/x", "ax"),
            ("a/**", "a"),
            ("?", "/"),
            ("#a", "#a"),
            ("a\n!a/b", "a/c"),
            ("a\n[", "a"),
        ] {
            assert!(!is_out(patterns, path), "{patterns:?} {path}");
        }
    }

    #[test]
    fn a_hostile_file_ends() {
        let ignored = Ignored::parse(&"*a".repeat(10_000));
        assert!(!ignored.contains(&"a/".repeat(10_000)));
    }
}
