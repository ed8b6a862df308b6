//! `InvalidVersionConstraint`: invalid pieces of a version constraint, and what was probably intended.
//!
//! go-version parses the constraints on Terraform and on modules. Constraints on providers are also parsed by
//! go-versions, which accepts less: <https://github.com/apparentlymart/go-versions>.

use std::ops::Range;

use super::Rule;
use super::finding::Findings;
use super::string_literal::StringLiteral;
use crate::languages::findings::Correction;
use crate::languages::terraform::values::version::Piece;

/// The kind of object to which a constraint applies.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ConstraintKind {
    /// `required_version`, which does not accept prereleases.
    Core,
    Modules,
    Providers,
}

/// The maximum number of characters of a piece that a message shows.
const MAX_SHOWN: usize = 40;

/// The maximum length of a piece that gets a correction, in bytes.
const MAX_CORRECTED_LEN: usize = 256;

/// Misspelled operators, and the intended ones.
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

/// The valid operators. An empty operator means `=`.
const OPERATORS: [&str; 8] = ["", "=", "!=", ">", ">=", "<", "<=", "~>"];

pub fn check(literal: &StringLiteral, kind: ConstraintKind, findings: &mut Findings) {
    let text = &literal.value;
    if text.split(',').all(|piece| piece.trim().is_empty()) {
        let message = "expected a version constraint, for example `>= 1.0`".to_owned();
        return findings.add(Rule::InvalidVersionConstraint, literal.range.clone(), message, None);
    }
    let mut start = 0;
    for piece in text.split(',') {
        let range = start..start + piece.len();
        start = range.end + 1;
        if piece.trim().is_empty() {
            check_comma(literal, range, findings);
        } else if !is_piece(piece, kind) {
            check_piece(literal, range, kind, findings);
        }
    }
}

/// Reports an empty piece.
fn check_comma(literal: &StringLiteral, piece: Range<usize>, findings: &mut Findings) {
    let text = &literal.value;
    // The redundant comma is the one before the piece or, for the first piece, the one after it.
    let (comma, removed) = if let Some(comma) = piece.start.checked_sub(1) {
        (comma, comma..piece.end)
    } else {
        let after = text.get(piece.end + 1..).unwrap_or_default();
        (piece.end, 0..text.len() - after.trim_start().len())
    };
    let message = "expected a version constraint on both sides of the comma".to_owned();
    let correction = literal.editable_range(&removed).map(|range| Correction::replace("Remove the comma", range, ""));
    findings.add(Rule::InvalidVersionConstraint, literal.range_of(&(comma..comma + 1)), message, correction);
}

fn check_piece(literal: &StringLiteral, piece: Range<usize>, kind: ConstraintKind, findings: &mut Findings) {
    let text = &literal.value[piece.clone()];
    let start = piece.start + text.len() - text.trim_start().len();
    let range = start..start + text.trim().len();
    let text = text.trim();
    let intended = intended(text, kind);
    let shown = shortened(text);
    let message = match &intended {
        Some(intended) => format!("invalid version constraint `{shown}`; write `{intended}`"),
        None => format!("invalid version constraint `{shown}`: {}", expected(text, kind)),
    };
    let correction = intended.and_then(|intended| {
        let title = format!("Change to `{intended}`");
        Some(Correction::replace(title, literal.editable_range(&range)?, intended))
    });
    findings.add(Rule::InvalidVersionConstraint, literal.range_of(&range), message, correction);
}

/// Formats a string for a message: truncates it, and escapes control characters.
pub fn shortened(text: &str) -> String {
    let mut characters = text.chars();
    let shown: String = characters.by_ref().take(MAX_SHOWN).flat_map(char::escape_debug).collect();
    if characters.next().is_some() { shown + "…" } else { shown }
}

fn is_piece(text: &str, kind: ConstraintKind) -> bool {
    let Some(piece) = Piece::parse(text) else { return false };
    match kind {
        ConstraintKind::Core => return piece.version.prerelease.is_empty(),
        ConstraintKind::Modules => return true,
        ConstraintKind::Providers => {}
    }
    let text = text.trim();
    let after = &text[piece.operator.len()..];
    let version = after.strip_prefix(' ').unwrap_or(after);
    let words = version.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
    version.starts_with(|first: char| first.is_ascii_digit())
        && piece.version.numbers.len() <= 3
        && (words.is_empty() || words.starts_with(['-', '+']))
}

/// Returns why Terraform rejects a piece.
fn expected(text: &str, kind: ConstraintKind) -> &'static str {
    match Piece::parse(text) {
        Some(piece) if kind == ConstraintKind::Providers && piece.version.numbers.len() > 3 => {
            "a provider version has at most three numbers"
        }
        Some(_) if kind == ConstraintKind::Core => "`required_version` does not allow prereleases",
        Some(_) => "expected a hyphen before a prerelease, for example `1.0.0-beta`",
        None => "expected a version, with an optional operator (`=`, `!=`, `>`, `>=`, `<`, `<=` or `~>`)",
    }
}

/// Returns the pieces that an invalid piece certainly stands for.
fn intended(text: &str, kind: ConstraintKind) -> Option<String> {
    if text.len() > MAX_CORRECTED_LEN {
        return None;
    }
    let plain: String = text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect();
    let parts: Vec<&str> = parts(&plain);
    let intended: Option<Vec<String>> = parts.iter().map(|part| intended_piece(part, kind)).collect();
    Some(intended?.join(", ")).filter(|intended| intended != text)
}

/// Splits pieces whose separating comma is missing or another character.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    let mut is_after_space = false;
    for (at, character) in text.char_indices() {
        let is_operator = matches!(character, '<' | '>' | '=' | '!' | '~' | '≥' | '≤' | '≠');
        // Without a space before it, `~` may be part of a version.
        let is_next = is_operator && before.is_alphanumeric() && (is_after_space || character != '~');
        if matches!(character, ';' | '&') || is_next {
            parts.push(&text[start..at]);
            start = at + usize::from(!is_operator);
        }
        is_after_space = character == ' ';
        if character != ' ' {
            before = character;
        }
    }
    parts.push(&text[start..]);
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn intended_piece(text: &str, kind: ConstraintKind) -> Option<String> {
    if is_piece(text, kind) {
        return Some(text.to_owned());
    }
    let at = text.find(|character: char| character.is_ascii_alphanumeric())?;
    let (operator_text, version) = text.split_at(at);
    let sign: String = operator_text.split(' ').collect();
    if matches!(sign.as_str(), "^" | "~") {
        return intended_range(&sign, version)
            .filter(|intended| intended.split(',').all(|piece| is_piece(piece.trim(), kind)));
    }
    let misspelt = MISSPELT.iter().find(|(literal, _)| *literal == sign).map(|(_, intended)| *intended);
    let operator = misspelt.or_else(|| OPERATORS.into_iter().find(|operator| *operator == sign))?;
    let gap = if operator_text.ends_with(' ') && !operator.is_empty() { " " } else { "" };
    let version = version.strip_prefix(['v', 'V']).unwrap_or(version).trim_start();
    let wildcard =
        version.strip_suffix(".x").or_else(|| version.strip_suffix(".X")).or_else(|| version.strip_suffix(".*"));
    let intended = match wildcard {
        // `~>` allows any last number.
        Some(fixed) if matches!(operator, "" | "~>") => format!("~> {fixed}.0"),
        // All versions from the first matching one.
        Some(fixed) if operator == ">=" => format!("{operator}{gap}{fixed}.0"),
        _ => format!("{operator}{gap}{version}"),
    };
    is_piece(&intended, kind).then_some(intended)
}

/// Converts `^` and `~` of other tools to a constraint.
fn intended_range(sign: &str, version: &str) -> Option<String> {
    let numbers: Vec<u64> = version.split('.').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    match (sign, &numbers[..]) {
        // All versions before the next major version.
        ("^", [major, ..]) if *major > 0 => {
            let end = major.checked_add(1)?;
            Some(format!(">= {version}, < {end}.0"))
        }
        ("~", [_, _]) => Some(format!("~> {version}.0")),
        ("~", [_, _, _]) => Some(format!("~> {version}")),
        _ => None,
    }
}
