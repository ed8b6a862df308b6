//! The findings of `BuildKit`'s checks in each file, with rules and lines.

use candor::languages::answers::{Diagnostic, Severity};
use serde::Deserialize;

use crate::agreement::{Agreement, ERROR, Extent, Finding, Place};
use crate::judge::instructions::instructions;
use crate::lines::Lines;
use crate::{Goldens, diagnostics};

#[derive(Deserialize)]
pub struct Verdict {
    pub file: String,
    warnings: Vec<Warning>,
    error: Option<BuildError>,
}

#[derive(Deserialize)]
struct Warning {
    rule: String,
    lines: [usize; 2],
}

#[derive(Deserialize)]
struct BuildError {
    /// Missing or 0 if the error has no position.
    lines: Option<[usize; 2]>,
}

pub fn compare(goldens: &Goldens) -> Agreement {
    let mut agreement = Agreement::new("BuildKit and we");
    for file in goldens.read::<Verdict>("dockerfile/expected.jsonl") {
        let text = goldens.text(&file.file);
        compare_text(&mut agreement, &file, &file.file, &text);
        // Some editors send a byte order mark, others remove it.
        if let Some(text) = text.strip_prefix('\u{feff}') {
            compare_text(&mut agreement, &file, &format!("{} without its byte order mark", file.file), text);
        }
    }
    agreement
}

/// Compares the findings in a text. `BuildKit` stops at its first error. In this case, we must find the same error, and
/// every warning that `BuildKit` found before it. We continue after errors, so additional warnings and errors are not a
/// difference.
fn compare_text(agreement: &mut Agreement, file: &Verdict, name: &str, text: &str) {
    let ours = findings(text, &diagnostics(text));
    let expected: Vec<Finding> = file.findings().collect();
    let extent = if file.error.is_some() { Extent::UntilError } else { Extent::Whole };
    agreement.compare((name, text), &expected, &ours, extent);
}

impl Verdict {
    fn findings(&self) -> impl Iterator<Item = Finding> {
        let warnings =
            self.warnings.iter().map(|Warning { rule, lines }| Finding { rule: rule.clone(), place: place(*lines) });
        let error =
            self.error.iter().map(|error| Finding { rule: ERROR.to_owned(), place: error.lines.and_then(place) });
        warnings.chain(error)
    }
}

fn place([first, last]: [usize; 2]) -> Place {
    (first > 0).then_some(first..=last)
}

fn findings(text: &str, diagnostics: &[Diagnostic]) -> Vec<Finding> {
    let lines = Lines::of(text);
    let finding = |diagnostic: &Diagnostic| {
        let rule = match (diagnostic.severity, diagnostic.code) {
            (Severity::Warning, Some(code)) => code.name,
            (Severity::Warning, None) => "(warning)",
            (Severity::Error, _) => ERROR,
            // BuildKit has no other severities.
            (Severity::Information | Severity::Hint, _) => return None,
        };
        Some(Finding { rule: rule.to_owned(), place: Some(lines.covering(&diagnostic.range)) })
    };
    diagnostics.iter().filter_map(finding).collect()
}

/// Verifies the comparison itself: the lines of every warning must be those of an instruction. The warning about an
/// empty line is within an instruction, because `BuildKit` reports it before it parses heredocs.
///
/// # Panics
///
/// If an instruction is not found.
pub fn check_instructions(goldens: &Goldens) {
    let mut named = 0;
    for file in goldens.read::<Verdict>("dockerfile/expected.jsonl") {
        let text = goldens.text(&file.file);
        let lines = Lines::of(&text);
        let extents: Vec<_> = instructions(&text).iter().map(|range| lines.covering(range)).collect();
        for Warning { rule, lines: [first, last] } in &file.warnings {
            let is_found = if rule == "NoEmptyContinuation" {
                extents.iter().any(|extent| extent.contains(first))
            } else {
                extents.contains(&(*first..=*last))
            };
            assert!(is_found, "{}: no instruction has lines {first} to {last}, only {extents:?}", file.file);
            named += 1;
        }
    }
    assert!(named > 0, "no lines were compared");
}
