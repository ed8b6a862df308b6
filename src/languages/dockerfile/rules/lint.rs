//! The `check` directive: which rules are skipped or enabled, and whether warnings are errors.

use std::ops::Range;

use super::Rule;
use crate::languages::dockerfile::syntax::directive::parse_directive;
use crate::languages::dockerfile::syntax::instruction::{Directive, DirectiveName, Dockerfile};
use crate::languages::dockerfile::values::go_bool::parse_go_bool;
use crate::languages::text::closest_match;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lint {
    skipped: Rules,
    experimental: Rules,
    /// Whether warnings fail the build.
    pub is_error: bool,
}

/// A set of rules, with one bit for each rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Rules(u32);

const _: () = assert!(Rule::ALL.len() <= 32, "there is a bit for each rule");

impl Rules {
    fn parse(value: &str) -> Self {
        let bit = |name: &str| Rule::ALL.iter().find(|rule| rule.name() == name).map_or(0, |rule| 1 << *rule as u32);
        match value.trim() {
            "all" => Self(u32::MAX),
            names => Self(names.split(',').fold(0, |bits, name| bits | bit(name.trim()))),
        }
    }

    fn contains(self, rule: Rule) -> bool {
        self.0 & (1 << rule as u32) != 0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Replaces the set with another list, unless the set already contains all rules.
    fn set(&mut self, other: Self) {
        if self.0 != u32::MAX {
            *self = other;
        }
    }
}

impl Lint {
    /// Parses the value of a `check` directive: up to three settings, separated by semicolons.
    ///
    /// # Errors
    ///
    /// If a setting is not `skip`, `error` or `experimental`, or its value is invalid.
    pub fn parse(value: &str) -> Result<Self, String> {
        let mut lint = Self::default();
        let value = value.split(' ').next().unwrap_or_default().trim();
        if value.is_empty() {
            return Ok(lint);
        }
        for setting in value.splitn(3, ';') {
            let Some((name, value)) = setting.split_once('=') else {
                return Err(format!("invalid check option `{setting}`: expected skip=…, error=… or experimental=…"));
            };
            match name.trim() {
                "skip" => lint.skipped.set(Rules::parse(value)),
                "experimental" => lint.experimental.set(Rules::parse(value)),
                "error" => {
                    let is_error = parse_go_bool(value.trim());
                    lint.is_error = is_error.ok_or_else(|| {
                        format!("invalid value `{}` for `error`: expected true or false", value.trim())
                    })?;
                }
                name => return Err(format!("unknown check option `{name}`: expected skip, error or experimental")),
            }
        }
        Ok(lint)
    }

    pub fn allows(self, rule: Rule) -> bool {
        if rule.is_experimental() { self.experimental.contains(rule) } else { !self.skipped.contains(rule) }
    }

    /// Adds the settings of the first `check` directive in the comments above an instruction.
    pub fn merged(self, file: &Dockerfile, comments: &Range<usize>) -> Self {
        let Some(check) = check_above(file, comments) else { return self };
        let Ok(own) = Self::parse(&file.text[check.value]) else { return self };
        Self { skipped: self.skipped.with(own.skipped), experimental: self.experimental.with(own.experimental), ..self }
    }
}

/// Returns the first `check` directive in the comments above an instruction.
pub fn check_above(file: &Dockerfile, comments: &Range<usize>) -> Option<Directive> {
    let check = |comment: &Range<usize>| {
        let text = &file.text[comment.clone()];
        let is_check = text.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("check"));
        is_check.then(|| parse_directive(file.text, comment.clone())).flatten()
    };
    file.comments[comments.clone()].iter().find_map(check)
}

/// A name in a `check` directive that is not the name of a check, but similar to one. BuildKit ignores it.
pub struct MisspelledCheck {
    pub range: Range<usize>,
    pub suggestion: &'static str,
    /// Whether the check is to be skipped, and not enabled.
    pub is_skipped: bool,
}

/// Returns the misspelled names in the value of a `check` directive.
pub fn misspelled_checks(text: &str, value: Range<usize>) -> Vec<MisspelledCheck> {
    let value = value.start..text[value.clone()].find(' ').map_or(value.end, |length| value.start + length);
    let mut found = Vec::new();
    let mut start = value.start;
    for setting in text[value].splitn(3, ';') {
        let end = start + setting.len();
        if let Some((option, names)) = setting.split_once('=')
            && matches!(option.trim(), "skip" | "experimental")
        {
            let is_list = names.contains(',');
            let mut start = end - names.len();
            for name in names.split(',') {
                let at = start + (name.len() - name.trim_start().len());
                start += name.len() + 1;
                let name = name.trim();
                if let Some(suggestion) = nearest_check(name, !is_list) {
                    let is_skipped = option.trim() == "skip";
                    found.push(MisspelledCheck { range: at..at + name.len(), suggestion, is_skipped });
                }
            }
        }
        start = end + 1;
    }
    found
}

/// Returns the check whose name was probably intended, or `None` if there is a check of this name.
fn nearest_check(name: &str, or_all: bool) -> Option<&'static str> {
    let names = || Rule::ALL.iter().map(|rule| rule.name()).chain(or_all.then_some("all"));
    let is_same = |other: &&str| other.eq_ignore_ascii_case(name);
    let nearest = names().find(is_same).or_else(|| closest_match(name, names()))?;
    (nearest != name).then_some(nearest)
}

/// Returns the `check` directive of the file. A first line that starts with `#!` is skipped.
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
        let found = parse_directive(text, range.start + 1..range.end)?;
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
