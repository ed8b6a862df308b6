//! Findings of other tools that depend on the base image or on build arguments. The tools were run without arguments
//! and with empty images, so they found problems that do not occur with other images or arguments.

use std::collections::HashMap;
use std::ops::RangeInclusive;

use crate::agreement::{ERROR, Finding};
use crate::judge::instructions::instructions;
use crate::lines::Lines;

/// Returns the reason why a finding of another tool is not expected from us.
pub fn exception(text: &str, finding: &Finding) -> Option<&'static str> {
    let (rule, severity) = finding.rule.split_once(", ").unwrap_or((&finding.rule, ""));
    let is_error = rule == ERROR || severity == "severity 1";
    let is_blank = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if is_error && text.trim_start_matches('\u{feff}').lines().all(is_blank) {
        return Some("an error in a file without instructions");
    }
    let lines = finding.place.as_ref()?;
    let source = source_of(text, lines);
    if is_error {
        if source.contains('$') {
            return Some("an error of a value with `$`");
        }
        return has_relative_target(&source).then_some("an error of a relative mount target");
    }
    if matches!(rule, "UndefinedVar" | "JSONArgsRecommended") && !is_from_scratch(text, *lines.start()) {
        return Some("UndefinedVar and JSONArgsRecommended on an image");
    }
    if source.contains('$') {
        return Some("a warning about a value with `$`");
    }
    has_windows_path(&source).then_some("a warning about a Windows path")
}

fn source_of(text: &str, lines: &RangeInclusive<usize>) -> String {
    let count = lines.end() - lines.start() + 1;
    text.split('\n').skip(lines.start() - 1).take(count).collect::<Vec<_>>().join("\n")
}

fn has_relative_target(source: &str) -> bool {
    let targets = ["target=", "dst=", "destination="];
    let relative = |key: &&str| source.split(*key).skip(1).any(|value| !value.starts_with('/'));
    source.contains("--mount=") && (targets.iter().any(relative) || !targets.iter().any(|key| source.contains(key)))
}

fn has_windows_path(source: &str) -> bool {
    source.as_bytes().windows(3).any(|part| {
        part[0].is_ascii_alphabetic() && part[1] == b':' && matches!(part[2], b'\\' | b'/') || part.starts_with(b" \\")
    })
}

/// Whether the stage of a line, counted from 1, is based on `scratch`.
fn is_from_scratch(text: &str, line: usize) -> bool {
    let lines = Lines::of(text);
    let mut is_scratch: HashMap<String, bool> = HashMap::new();
    let mut current = false;
    for range in instructions(text) {
        let start = *lines.covering(&range).start();
        if start > line {
            break;
        }
        let words: Vec<&str> = text[range].split_whitespace().filter(|word| !word.starts_with("--")).collect();
        if words.first().is_some_and(|word| word.trim_start_matches('\u{feff}').eq_ignore_ascii_case("FROM")) {
            let base = words.get(1).copied().unwrap_or_default();
            current = is_scratch.get(base).copied().unwrap_or(base == "scratch");
            if let Some(name) = words.get(3) {
                is_scratch.insert(name.to_lowercase(), current);
            }
        }
    }
    current
}
