//! Findings with their corrections.

use foldhash::HashSet;

use super::Rule;
use crate::languages::answers::{Diagnostic, QuickFix};
use crate::languages::findings::{Correction, Quota, fix_all_in_file, is_within, limit_edits};
use crate::languages::sort::SortStably;

/// A problem, with its corrections.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: Option<Rule>,
    pub diagnostic: Diagnostic,
    /// The corrections, the best first.
    pub corrections: Vec<Correction>,
}

impl Finding {
    pub fn new(rule: Option<Rule>, diagnostic: Diagnostic) -> Self {
        let diagnostic = match rule {
            Some(rule) => diagnostic.with_code(rule.code()),
            None => diagnostic,
        };
        Self { rule, diagnostic, corrections: Vec::new() }
    }

    pub fn corrected(mut self, correction: Option<Correction>) -> Self {
        self.corrections.extend(correction);
        self
    }
}

/// The findings in a file, limited in number and without duplicates.
pub struct Findings {
    found: Vec<Finding>,
    quota: Quota<Option<Rule>>,
    /// The findings reported so far, by offset, and by rule or message. A problem in an anchored value is found again
    /// at each alias.
    reported: HashSet<(usize, Option<Rule>, String)>,
}

impl Default for Findings {
    fn default() -> Self {
        Self { found: Vec::new(), quota: Quota::new(0), reported: HashSet::default() }
    }
}

impl Findings {
    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, rule: Option<Rule>) -> bool {
        self.quota.admits(rule)
    }

    pub fn add(&mut self, finding: Finding) {
        let message = if finding.rule.is_none() { finding.diagnostic.message().to_owned() } else { String::new() };
        let place = (finding.diagnostic.range.start, finding.rule, message);
        if self.quota.admits(finding.rule) && self.reported.insert(place) {
            self.quota.take(finding.rule);
            self.found.push(finding);
        }
    }

    pub fn into_sorted(mut self) -> Vec<Finding> {
        self.found.sort_stably_by_key(|finding| (finding.diagnostic.range.start, finding.diagnostic.range.end));
        self.found
    }
}

/// Returns the quick fixes for the findings within a range, the preferred ones first.
pub fn quick_fixes(findings: &[Finding], within: &std::ops::Range<usize>) -> Vec<QuickFix> {
    let mut fixes = Vec::new();
    let mut rules = Vec::new();
    for finding in findings.iter().filter(|finding| is_within(&finding.diagnostic, within)) {
        for correction in &finding.corrections {
            fixes.push(correction.clone().into_fix(vec![finding.diagnostic.clone()]));
        }
        if let Some(rule) = finding.rule
            && !rules.contains(&rule)
            && finding.corrections.iter().any(|correction| correction.is_preferred)
        {
            rules.push(rule);
        }
    }
    for rule in rules {
        let correctable: Vec<&Finding> = findings
            .iter()
            .filter(|finding| finding.rule == Some(rule))
            .filter(|finding| finding.corrections.first().is_some_and(|first| first.is_preferred))
            .collect();
        let resolves = correctable.iter().map(|finding| finding.diagnostic.clone()).collect();
        let edits = correctable.iter().flat_map(|finding| finding.corrections[0].edits.clone()).collect();
        fixes.extend(fix_all_in_file(rule.code(), resolves, edits));
    }
    fixes.sort_stably_by_key(|fix| !fix.is_preferred);
    limit_edits(fixes)
}
