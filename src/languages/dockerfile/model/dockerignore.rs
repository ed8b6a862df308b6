//! `.dockerignore`: the files that are excluded from the build context.

use std::cell::Cell;

use crate::languages::text::paths::normalized;

/// The patterns of a `.dockerignore` file.
#[derive(Clone, Debug, Default)]
pub struct Dockerignore {
    patterns: Vec<Pattern>,
    /// Whether a pattern excludes everything.
    excludes_all: bool,
    /// The remaining number of steps for all matches.
    steps: Cell<usize>,
}

#[derive(Clone, Debug)]
struct Pattern {
    parts: Vec<Part>,
    /// Whether the pattern starts with `!`, so that it includes files that earlier patterns exclude.
    is_exception: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Character(char),
    /// `?`: one character except `/`.
    One,
    /// `*`: any number of characters except `/`.
    Any,
    /// `**`: any characters.
    All,
    /// `**/` before another part: any number of folders.
    Folders,
    /// Follows [`Folders`](Self::Folders): any characters up to a `/`.
    Through,
    /// `[a-z]`
    Class {
        is_negated: bool,
        ranges: Vec<(char, char)>,
    },
}

/// The maximum number of steps for all matches of a Dockerfile. Once it is exceeded, nothing matches.
const MAX_STEPS: usize = 2_000_000;

impl Dockerignore {
    pub fn parse(text: &str) -> Self {
        let mut dockerignore = Self { steps: Cell::new(MAX_STEPS), ..Self::default() };
        for line in text.strip_prefix('\u{feff}').unwrap_or(text).lines() {
            let pattern = line.trim();
            if line.starts_with('#') || pattern.is_empty() {
                continue;
            }
            let (is_exception, pattern) = match pattern.strip_prefix('!') {
                Some(pattern) => (true, pattern.trim()),
                None => (false, pattern),
            };
            let cleaned = clean(pattern);
            let cleaned = cleaned.strip_prefix('/').filter(|rest| !rest.is_empty()).unwrap_or(&cleaned);
            dockerignore.excludes_all |= !is_exception && matches!(cleaned, "*" | "**" | "**/*");
            // A single invalid pattern makes the entire file invalid.
            let Some(parts) = parts(cleaned).filter(|_| !pattern.is_empty()) else { return Self::default() };
            dockerignore.patterns.push(Pattern { parts, is_exception });
        }
        dockerignore
    }

    /// Whether a path of the build context, which may be a folder, is certain to be excluded with everything in it.
    pub fn contains(&self, path: &str) -> bool {
        let path = clean(path);
        let mut exceptions = self.patterns.iter().filter(|pattern| pattern.is_exception);
        if matches!(path.as_str(), "." | "/") {
            return self.excludes_all && exceptions.next().is_none();
        }
        let folder = format!("{path}/");
        self.contains_file(&path)
            && !exceptions.any(|pattern| state_after(&pattern.parts, &folder, &self.steps).is_some())
            && self.steps.get() > 0
    }

    /// Whether a file of the build context is certain to be excluded.
    pub fn contains_file(&self, path: &str) -> bool {
        let path = clean(path);
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        let candidates: Vec<&str> = std::iter::once(path.as_str()).chain(parents).collect();
        let mut is_excluded = false;
        // The last pattern that matches decides.
        for pattern in &self.patterns {
            if pattern.is_exception == is_excluded
                && candidates.iter().any(|path| matches(&pattern.parts, path, &self.steps))
            {
                is_excluded = !pattern.is_exception;
            }
        }
        is_excluded && self.steps.get() > 0
    }
}

/// A path without `.`, `..` and repeated slashes.
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
    state_after(pattern, path, steps).is_some_and(|states| states[pattern.len()])
}

/// Returns the positions in a pattern that a text can reach, or `None` if no text that starts with it matches.
fn state_after(pattern: &[Part], text: &str, steps: &Cell<usize>) -> Option<Vec<bool>> {
    let length = pattern.len() + 1;
    let take_steps = || {
        let left = steps.get().checked_sub(length);
        steps.set(left.unwrap_or(0));
        left.is_some()
    };
    if !take_steps() {
        return None;
    }
    let mut states = vec![false; length];
    states[0] = true;
    skip_empty(pattern, &mut states);
    for character in text.chars() {
        if !take_steps() {
            return None;
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
        skip_empty(pattern, &mut next);
        if !next.contains(&true) {
            return None;
        }
        states = next;
    }
    Some(states)
}

/// Skips parts that match the empty string.
fn skip_empty(pattern: &[Part], states: &mut [bool]) {
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
    fn patterns_exclude_paths() {
        let excludes = |patterns: &str, path: &str| Dockerignore::parse(patterns).contains(path);
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
            ("a\n!a/b", "a/c"),
            ("*.log\n!keep.log", "x.log"),
            ("src/*\n! src/app.js", "src/b.js"),
            ("a\n!a/b\na/b", "a/b"),
            ("*\n!src", "README.md"),
        ] {
            assert!(excludes(patterns, path), "{patterns:?} {path}");
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
            ("a\n!a/b", "a/b"),
            ("a\n!a/b", "a"),
            ("*\n!**/*.js", "a"),
            ("*\n!a", "."),
            ("*.log\n!keep.log", "keep.log"),
            ("a\n!", "a"),
            ("a\n[", "a"),
        ] {
            assert!(!excludes(patterns, path), "{patterns:?} {path}");
        }
        assert!(Dockerignore::parse("*\n!**/*.js").contains_file("a.log"));
    }

    #[test]
    fn hostile_patterns_are_bounded() {
        let dockerignore = Dockerignore::parse(&"*a".repeat(10_000));
        assert!(!dockerignore.contains(&"a/".repeat(10_000)));
    }
}
