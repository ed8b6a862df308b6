//! Findings of the checks of a language, and how to correct them.
//!
//! A hostile or generated file can break a rule hundreds of thousands of times. Checks consult their [`Quota`] before
//! they keep a finding. This bounds the memory of a check, and the size of each answer.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use super::answers::{Code, Diagnostic, Edit, FileEdits, QuickFix};
use crate::languages::sort::SortStably;

/// The maximum number of findings of one rule that are reported for a file. More would not help: the rest appears once
/// these are fixed.
pub const MAX_FINDINGS_PER_RULE: usize = 1_000;

/// The maximum number of findings of all rules that are reported for a file.
pub const MAX_FINDINGS_PER_FILE: usize = 5_000;

/// The maximum number of edits in one response to a request for quick fixes.
const MAX_EDITS: usize = 20_000;

/// Declares the rules of a language, with the code and the documentation page of each. The URL of a page consists of
/// `$before`, the page and `$after`.
macro_rules! rules {
    ($before:literal $after:literal: $($name:ident $page:literal),+ $(,)?) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($name),+
        }

        impl Rule {
            pub const ALL: &[Self] = &[$(Self::$name),+];

            pub fn code(self) -> $crate::languages::answers::Code {
                match self {
                    $(Self::$name => $crate::languages::answers::Code {
                        name: stringify!($name),
                        href: Some(concat!($before, $page, $after)),
                    }),+
                }
            }
        }
    };
}

pub(super) use rules;

/// Edits that correct one finding.
#[derive(Clone, Debug)]
pub struct Correction {
    pub title: String,
    pub edits: Vec<Edit>,
    /// Whether most users want this correction, so that editors may apply it automatically.
    pub is_preferred: bool,
}

impl Correction {
    pub fn new(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, is_preferred: true }
    }

    /// Creates a correction that consists of one edit.
    pub fn replace(title: impl Into<String>, range: Range<usize>, text: impl Into<String>) -> Self {
        Self::new(title, vec![Edit::replace(range, text)])
    }

    /// Marks the correction as not preferred, so that it is offered after the preferred ones.
    pub fn not_preferred(self) -> Self {
        Self { is_preferred: false, ..self }
    }

    pub fn into_fix(self, resolves: Vec<Diagnostic>) -> QuickFix {
        let Self { title, edits, is_preferred } = self;
        QuickFix { title, resolves, changes: vec![FileEdits::in_document(edits)], is_preferred }
    }
}

/// Whether a diagnostic overlaps or touches a requested range.
pub fn is_within(diagnostic: &Diagnostic, within: &Range<usize>) -> bool {
    diagnostic.range.start <= within.end && within.start <= diagnostic.range.end
}

/// Returns the quick fix that corrects all findings of a rule in a file, or `None` if there is only one finding.
/// `edits` are the edits of all corrections.
pub fn fix_all_in_file(rule: Code, resolves: Vec<Diagnostic>, mut edits: Vec<Edit>) -> Option<QuickFix> {
    edits.sort_stably_by_key(|edit| (edit.range.start, edit.range.end));
    // Two findings may require the same edit.
    edits.dedup();
    let overlaps = edits.windows(2).any(|pair| pair[1].range.start < pair[0].range.end);
    if resolves.len() < 2 || overlaps {
        return None;
    }
    let correction = Correction::new(format!("Fix all {} problems in this file", rule.name), edits);
    Some(correction.not_preferred().into_fix(resolves))
}

/// Drops the last quick fixes of a response that would be too large.
pub fn limit_edits(mut fixes: Vec<QuickFix>) -> Vec<QuickFix> {
    let mut left = MAX_EDITS;
    fixes.retain(|fix| {
        let edits: usize = fix.changes.iter().map(|change| change.edits.len()).sum();
        let rest = left.checked_sub(edits);
        left = rest.unwrap_or(left);
        rest.is_some()
    });
    fixes
}

/// Counts the findings of a file by rule, and limits their number.
#[derive(Debug)]
pub struct Quota<R> {
    counts: RefCell<HashMap<R, usize>>,
    left: Cell<usize>,
}

impl<R: Copy + Eq + Hash> Quota<R> {
    /// Creates the quota of a file that already has `reported` findings, or to which that many findings will be added
    /// later.
    pub fn new(reported: usize) -> Self {
        let left = MAX_FINDINGS_PER_FILE.saturating_sub(reported);
        Self { counts: RefCell::default(), left: Cell::new(left) }
    }

    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, rule: R) -> bool {
        self.left.get() > 0 && self.counts.borrow().get(&rule).is_none_or(|count| *count < MAX_FINDINGS_PER_RULE)
    }

    /// Counts one more finding of a rule. Returns `false` if the finding must not be reported.
    pub fn take(&self, rule: R) -> bool {
        let is_admitted = self.admits(rule);
        if is_admitted {
            *self.counts.borrow_mut().entry(rule).or_default() += 1;
            self.left.set(self.left.get() - 1);
        }
        is_admitted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_and_a_file_have_a_limit_each() {
        let quota = Quota::new(10);
        let mut taken = 0;
        for rule in 0..10 {
            let of_rule = (0..2 * MAX_FINDINGS_PER_RULE).filter(|_| quota.take(rule)).count();
            assert!(of_rule <= MAX_FINDINGS_PER_RULE);
            taken += of_rule;
        }
        assert_eq!(taken, MAX_FINDINGS_PER_FILE - 10);
        assert!(!quota.admits(99));
    }
}
