//! The `check` directive: which rules are skipped or tried, and whether warnings count as errors.

use std::borrow::Cow;
use std::ops::Range;

use super::directive::directive;
use super::instruction::{Directive, DirectiveName, Dockerfile};
use super::rule::Rule;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    skipped: Rules,
    experimental: Rules,
    /// Warnings fail the build.
    pub is_error: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Rules {
    All,
    Named(Vec<String>),
}

impl Default for Rules {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

impl Rules {
    fn of(value: &str) -> Self {
        match value.trim() {
            "all" => Self::All,
            names => Self::Named(names.split(',').map(|name| name.trim().to_owned()).collect()),
        }
    }

    fn contains(&self, rule: Rule) -> bool {
        match self {
            Self::All => true,
            Self::Named(names) => names.iter().any(|name| name == rule.name()),
        }
    }

    /// The last names count, and all of them once that is said.
    fn set(&mut self, other: Self) {
        if *self != Self::All {
            *self = other;
        }
    }

    fn add(&mut self, other: Self) {
        match (self, other) {
            (Self::All, _) => {}
            (own, Self::All) => *own = Self::All,
            (Self::Named(own), Self::Named(names)) => own.extend(names),
        }
    }
}

impl Lint {
    /// Reads the value of a `check` directive: up to three settings, separated by semicolons.
    ///
    /// # Errors
    ///
    /// When a setting is none of `skip`, `error` and `experimental`, or its value cannot be read.
    pub fn parse(value: &str) -> Result<Self, String> {
        let mut lint = Self::default();
        let value = value.split(' ').next().unwrap_or_default().trim();
        if value.is_empty() {
            return Ok(lint);
        }
        for setting in value.splitn(3, ';') {
            let Some((name, value)) = setting.split_once('=') else {
                return Err(format!("`{setting}` is no setting of a check; write skip=…, error=… or experimental=…"));
            };
            match name.trim() {
                "skip" => lint.skipped.set(Rules::of(value)),
                "experimental" => lint.experimental.set(Rules::of(value)),
                "error" => lint.is_error = boolean(value.trim())?,
                name => return Err(format!("a check has no setting `{name}`; it has skip, error and experimental")),
            }
        }
        Ok(lint)
    }

    pub fn allows(&self, rule: Rule) -> bool {
        if rule.is_experimental() { self.experimental.contains(rule) } else { !self.skipped.contains(rule) }
    }

    /// With what the comments above an instruction say.
    pub fn merged<'l>(&'l self, file: &Dockerfile, comments: &Range<usize>) -> Cow<'l, Self> {
        let check = |comment: &Range<usize>| {
            let text = &file.text[comment.clone()];
            let is_check = text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("check"));
            directive(file.text, comment.clone()).filter(|_| is_check)
        };
        let Some(check) = file.comments[comments.clone()].iter().find_map(check) else { return Cow::Borrowed(self) };
        let Ok(own) = Self::parse(&file.text[check.value]) else { return Cow::Borrowed(self) };
        let mut merged = self.clone();
        merged.skipped.add(own.skipped);
        merged.experimental.add(own.experimental);
        Cow::Owned(merged)
    }
}

/// The `check` directive of the file. A first line that begins with `#!` is passed over.
pub fn check_directive(text: &str) -> Option<Directive> {
    let mut start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut seen = Vec::new();
    for (index, line) in text[start..].split_inclusive('\n').enumerate() {
        let range = start..start + line.trim_end_matches(['\r', '\n']).len();
        start += line.len();
        if index == 0 && line.starts_with("#!") {
            continue;
        }
        if !line.starts_with('#') {
            return None;
        }
        let found = directive(text, range.start + 1..range.end)?;
        if seen.contains(&found.name) {
            return None;
        }
        if found.name == DirectiveName::Check {
            return Some(Directive { range, ..found });
        }
        seen.push(found.name);
    }
    None
}

fn boolean(value: &str) -> Result<bool, String> {
    match value {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(format!("`error={value}` is neither true nor false")),
    }
}
