//! Whether a text is a version constraint, which piece of it is none, and what was meant by that.
//!
//! Constraints on Terraform and on modules are read by go-version. Those on providers go through go-versions too, which
//! takes less: <https://github.com/apparentlymart/go-versions>.

use std::ops::Range;

use super::written::Written;
use super::{Correction, Findings, Rule};
use crate::languages::terraform::version::Piece;

/// Who reads a constraint.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// `required_version`, which takes no prereleases.
    Core,
    Modules,
    Providers,
}

/// Characters of a piece that a message shows.
const SHOWN: usize = 40;

/// Bytes of a piece in which a meaning is looked for.
const LONGEST: usize = 256;

/// Operators as they are written by mistake, and what is meant.
const MISSPELT: [(&str, &str); 10] = [
    ("=>", ">="),
    ("≥", ">="),
    ("=<", "<="),
    ("≤", "<="),
    ("==", "="),
    ("===", "="),
    ("=~", "~>"),
    ("=!", "!="),
    ("<>", "!="),
    ("≠", "!="),
];

/// None means `=`.
const OPERATORS: [&str; 8] = ["", "=", "!=", ">", ">=", "<", "<=", "~>"];

pub fn check(written: &Written, reader: Reader, findings: &mut Findings) {
    let text = &written.text;
    if text.split(',').all(|piece| piece.trim().is_empty()) {
        let message = "expected a version constraint, as \">= 1.0\"".to_owned();
        return findings.add(Rule::InvalidVersionConstraint, written.range.clone(), message, None);
    }
    let mut start = 0;
    for piece in text.split(',') {
        let range = start..start + piece.len();
        start = range.end + 1;
        if piece.trim().is_empty() {
            check_comma(written, range, findings);
        } else if !is_piece(piece, reader) {
            check_piece(written, range, reader, findings);
        }
    }
}

/// Nothing stands between two commas, or a comma and an end.
fn check_comma(written: &Written, piece: Range<usize>, findings: &mut Findings) {
    let text = &written.text;
    // The first comma is the one behind, every other one the one before.
    let (comma, gone) = if let Some(comma) = piece.start.checked_sub(1) {
        (comma, comma..piece.end)
    } else {
        let behind = text.get(piece.end + 1..).unwrap_or_default();
        (piece.end, 0..text.len() - behind.trim_start().len())
    };
    let message = "expected a version constraint on both sides of the comma".to_owned();
    let correction = written.own_place(&gone).map(|range| Correction::replace("Remove the comma", range, ""));
    findings.add(Rule::InvalidVersionConstraint, written.place(&(comma..comma + 1)), message, correction);
}

fn check_piece(written: &Written, piece: Range<usize>, reader: Reader, findings: &mut Findings) {
    let text = &written.text[piece.clone()];
    let start = piece.start + text.len() - text.trim_start().len();
    let range = start..start + text.trim().len();
    let text = text.trim();
    let meant = meant(text, reader);
    let shown = shortened(text);
    let message = match &meant {
        Some(meant) => format!("{shown:?} is no version constraint: write {meant:?}"),
        None => format!("{shown:?} is no version constraint: {}", expected(text, reader)),
    };
    let correction = meant.and_then(|meant| {
        let title = format!("Change to {meant}");
        Some(Correction::replace(title, written.own_place(&range)?, meant))
    });
    findings.add(Rule::InvalidVersionConstraint, written.place(&range), message, correction);
}

/// A text as far as a message shows it.
pub fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(SHOWN).collect();
    if characters.next().is_some() { shown + "…" } else { shown }
}

fn is_piece(text: &str, reader: Reader) -> bool {
    let Some(piece) = Piece::read(text) else { return false };
    match reader {
        Reader::Core => return piece.version.prerelease.is_empty(),
        Reader::Modules => return true,
        Reader::Providers => {}
    }
    let text = text.trim();
    let behind = &text[piece.operator.len()..];
    let version = behind.strip_prefix(' ').unwrap_or(behind);
    let words = version.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
    version.starts_with(|first: char| first.is_ascii_digit())
        && piece.version.numbers.len() <= 3
        && (words.is_empty() || words.starts_with(['-', '+']))
}

/// Why Terraform does not take a piece.
fn expected(text: &str, reader: Reader) -> &'static str {
    match Piece::read(text) {
        Some(piece) if reader == Reader::Providers && piece.version.numbers.len() > 3 => {
            "a provider's version has at most three numbers"
        }
        Some(_) if reader == Reader::Core => "`required_version` takes no prereleases",
        Some(_) => "words of a version stand behind a hyphen",
        None => "expected one of =, !=, >, >=, <, <=, ~> or nothing, and a version",
    }
}

/// The piece, or the pieces, that a text certainly means.
fn meant(text: &str, reader: Reader) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    let plain: String = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    let parts: Vec<&str> = parts(&plain);
    let mended: Option<Vec<String>> = parts.iter().map(|part| meant_piece(part, reader)).collect();
    Some(mended?.join(", ")).filter(|meant| meant != text)
}

/// The pieces between which a comma was forgotten, or something else written.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut is_behind_blank = false;
    for (at, character) in text.char_indices() {
        let is_operator = matches!(character, '<' | '>' | '=' | '!' | '~' | '≥' | '≤' | '≠');
        // Without a blank, `~` may stand within a version.
        let is_next = is_operator && before.is_alphanumeric() && (is_behind_blank || character != '~');
        if matches!(character, ';' | '&') || is_next {
            parts.push(&text[start..at]);
            start = at + usize::from(!is_operator);
        }
        is_behind_blank = character == ' ';
        if character != ' ' {
            before = character;
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn meant_piece(text: &str, reader: Reader) -> Option<String> {
    if is_piece(text, reader) {
        return Some(text.to_owned());
    }
    let at = text.find(|character: char| character.is_ascii_alphanumeric())?;
    let (signs, version) = text.split_at(at);
    let sign: String = signs.split(' ').collect();
    if matches!(sign.as_str(), "^" | "~") {
        return meant_range(&sign, version)
            .filter(|meant| meant.split(',').all(|piece| is_piece(piece.trim(), reader)));
    }
    let misspelt = MISSPELT.iter().find(|(written, _)| *written == sign).map(|(_, meant)| *meant);
    let operator = misspelt.or_else(|| OPERATORS.into_iter().find(|operator| *operator == sign))?;
    let gap = if signs.ends_with(' ') && !operator.is_empty() { " " } else { "" };
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version).trim_start();
    let wildcard =
        version.strip_suffix(".x").or_else(|| version.strip_suffix(".X")).or_else(|| version.strip_suffix(".*"));
    let meant = match wildcard {
        // The last number may be any: that is what `~>` says.
        Some(fixed) if matches!(operator, "" | "~>") => format!("~> {fixed}.0"),
        // From the first of them on.
        Some(fixed) if operator == ">=" => format!("{operator}{gap}{fixed}.0"),
        _ => format!("{operator}{gap}{version}"),
    };
    is_piece(&meant, reader).then_some(meant)
}

/// What `^` and `~` mean to other tools, as a constraint.
fn meant_range(sign: &str, version: &str) -> Option<String> {
    let numbers: Vec<u64> = version.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match (sign, &numbers[..]) {
        // Below the next number that is not zero.
        ("^", [major, ..]) if *major > 0 => {
            let end = major.checked_add(1)?;
            Some(format!(">= {version}, < {end}.0"))
        }
        ("~", [_, _]) => Some(format!("~> {version}.0")),
        ("~", [_, _, _]) => Some(format!("~> {version}")),
        _ => None,
    }
}
