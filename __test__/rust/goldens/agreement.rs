//! Counts where two tools agree, rule by rule, and names where they do not.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::RangeInclusive;

use crate::exceptions::exception;
use crate::{Known, say};

/// The rule under which errors are counted.
pub const ERROR: &str = "(error)";

/// Lines from 1; `None` where a tool names no place.
pub type Place = Option<RangeInclusive<usize>>;

/// A diagnostic of either tool: what it says, and on which lines.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: String,
    pub place: Place,
}

/// What one file's findings are compared as.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Both tools read the whole file.
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
    /// File, rule and a sentence.
    differences: Vec<(String, String, String)>,
    /// How many findings of the other tool were not expected from us, by the reason.
    exceptions: BTreeMap<&'static str, usize>,
    /// Further lines for the report.
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

    /// Pairs each expected finding with one of ours inside of its lines.
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
    /// Where the tools differ and it is not known, or a difference that is known is gone.
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

/// Whether our place lies inside theirs; where they name none, every place does.
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
