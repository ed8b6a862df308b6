//! Limits on what the checks of a language report.
//!
//! A hostile or generated file can break a rule hundreds of thousands of times. Checks ask their [`Quota`] before they
//! keep a finding, so that memory stays bounded while they run, and no answer grows with the number of findings.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::hash::Hash;

use super::diagnostic::Fix;

/// Findings of one rule that are reported for a file. Nobody reads more; the rest appears once these are fixed.
pub const MAX_FINDINGS_PER_RULE: usize = 1_000;

/// Findings of all rules that are reported for a file.
pub const MAX_FINDINGS_PER_FILE: usize = 5_000;

/// Edits in one answer to a request for quick fixes.
const MAX_EDITS: usize = 20_000;

/// Drops the fixes, from the last ones up, with which an answer would be too large.
pub fn limit_edits(fixes: &mut Vec<Fix>) {
    let mut left = MAX_EDITS;
    fixes.retain(|fix| {
        let rest = left.checked_sub(fix.edits.len());
        left = rest.unwrap_or(left);
        rest.is_some()
    });
}

/// Counts the findings of a file, by rule.
#[derive(Debug)]
pub struct Quota<R> {
    counts: RefCell<HashMap<R, usize>>,
    left: Cell<usize>,
}

impl<R: Copy + Eq + Hash> Quota<R> {
    /// A quota for a file that has `reported` findings already, or for which so many are still to be added.
    pub fn new(reported: usize) -> Self {
        let left = MAX_FINDINGS_PER_FILE.saturating_sub(reported);
        Self { counts: RefCell::default(), left: Cell::new(left) }
    }

    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, rule: R) -> bool {
        self.left.get() > 0 && self.counts.borrow().get(&rule).is_none_or(|count| *count < MAX_FINDINGS_PER_RULE)
    }

    /// Counts one more finding of a rule. `false` where it must not be reported.
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
