//! Counts the agreement of two tools, rule by rule, and lists the differences.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::exceptions::exception;
use crate::{Known, say};

/// The rule under which errors are counted.
pub const ERROR: &str = "(error)";

/// Lines, counted from 1. `None` if a tool specifies no position.
pub type Place = Option<RangeInclusive<usize>>;

/// A diagnostic of either tool: its rule and its lines.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: String,
    pub place: Place,
}

/// The part of a file in which findings are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Both tools checked the entire file.
    Whole,
    /// The other tool stopped at an error, so that we may find more.
    UntilError,
}

#[derive(Default)]
struct Row {
    expected: usize,
    found: usize,
    both: usize,
}

pub struct Agreement {
    title: &'static str,
    rows: BTreeMap<String, Row>,
    /// The file, the rule and a description of each difference.
    differences: Vec<(String, String, String)>,
    /// The number of findings of the other tool that are not expected from us, by reason.
    exceptions: BTreeMap<&'static str, usize>,
    /// Additional lines of the report.
    notes: String,
}

impl Agreement {
    pub fn new(title: &'static str) -> Self {
        Self {
            title,
            rows: BTreeMap::new(),
            differences: Vec::new(),
            exceptions: BTreeMap::new(),
            notes: String::new(),
        }
    }

    /// Matches each expected finding with one of ours that is within its lines.
    pub fn compare(&mut self, (file, text): (&str, &str), expected: &[Finding], ours: &[Finding], extent: Extent) {
        let mut unpaired: Vec<&Finding> = ours.iter().collect();
        for theirs in expected {
            self.row(&theirs.rule).expected += 1;
            let pair = unpaired.iter().position(|one| one.rule == theirs.rule && is_inside(&one.place, &theirs.place));
            if let Some(at) = pair {
                unpaired.remove(at);
                self.row(&theirs.rule).both += 1;
                self.row(&theirs.rule).found += 1;
            } else if let Some(reason) = exception(text, theirs) {
                *self.exceptions.entry(reason).or_default() += 1;
            } else {
                self.differ(file, &theirs.rule, format!("missing on {}", lines(&theirs.place)));
            }
        }
        if extent == Extent::UntilError {
            return;
        }
        for one in unpaired {
            self.row(&one.rule).found += 1;
            self.differ(file, &one.rule, format!("found on {}, where nothing is expected", lines(&one.place)));
        }
    }

    pub fn differ(&mut self, file: &str, rule: &str, what: String) {
        self.differences.push((file.to_owned(), rule.to_owned(), what));
    }

    pub fn note(&mut self, line: &str) {
        let _ = writeln!(self.notes, "  {line}");
    }

    /// Prints the agreement.
    ///
    /// # Panics
    ///
    /// If there is an unknown difference, or a known difference no longer occurs.
    pub fn judge(self, known: &[Known]) {
        let width = self.rows.keys().map(String::len).max().unwrap_or_default();
        let mut report = format!("{}\n  {:width$}  expected  found   both\n", self.title, "");
        for (rule, Row { expected, found, both }) in &self.rows {
            let _ = writeln!(report, "  {rule:width$}  {expected:8}  {found:5}  {both:5}");
        }
        for (reason, count) in &self.exceptions {
            let _ = writeln!(report, "  not found, as it depends on images or arguments: {count} ({reason})");
        }
        say(&format!("{report}{}\n", self.notes));

        for Known { file, rule, reason } in known {
            say(&format!("  known: {file}: {rule}: {reason}\n"));
        }
        let known: BTreeSet<_> = known.iter().map(|known| (known.file, known.rule)).collect();
        let met: BTreeSet<_> = self.differences.iter().map(|(file, rule, _)| (file.as_str(), rule.as_str())).collect();
        let mut failures: Vec<String> = self
            .differences
            .iter()
            .filter(|(file, rule, _)| !known.contains(&(file.as_str(), rule.as_str())))
            .map(|(file, rule, what)| format!("{file}: {rule}: {what}"))
            .collect();
        failures.extend(known.difference(&met).map(|(file, rule)| format!("{file}: {rule}: known, but gone")));
        assert!(failures.is_empty(), "{}: {} differences\n{}", self.title, failures.len(), failures.join("\n"));
    }

    fn row(&mut self, rule: &str) -> &mut Row {
        self.rows.entry(rule.to_owned()).or_default()
    }
}

/// Whether our position is within the position of the other tool. If that tool specifies none, every position matches.
pub fn is_inside(ours: &Place, theirs: &Place) -> bool {
    match (ours, theirs) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(ours), Some(theirs)) => theirs.contains(ours.start()) && theirs.contains(ours.end()),
    }
}

fn lines(place: &Place) -> String {
    match place {
        None => "no line".to_owned(),
        Some(lines) if lines.start() == lines.end() => format!("line {}", lines.start()),
        Some(lines) => format!("lines {} to {}", lines.start(), lines.end()),
    }
}
