//! Findings of the rules.

use std::ops::Range;

use super::Rule;
use crate::languages::answers::Diagnostic;
use crate::languages::findings::{Correction, Quota};
use crate::languages::syntax::hcl::SyntaxErrorKind;

/// A diagnostic, with a correction where that is certain.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub correction: Option<Correction>,
    /// The kind of a syntax error in the native syntax.
    pub syntax_error: Option<SyntaxErrorKind>,
}

/// The findings of the rules so far.
pub struct Findings {
    found: Vec<Finding>,
    quota: Quota<Rule>,
}

impl Findings {
    /// An empty list for a file that has `reported` other findings.
    pub fn new(reported: usize) -> Self {
        Self { found: Vec::new(), quota: Quota::new(reported) }
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }

    pub fn add(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::error(range, message), correction);
    }

    pub fn warn(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::warning(range, message), correction);
    }

    fn push(&mut self, rule: Rule, diagnostic: Diagnostic, correction: Option<Correction>) {
        if self.quota.take(rule) {
            let diagnostic = diagnostic.with_code(rule.code());
            self.found.push(Finding { diagnostic, correction, syntax_error: None });
        }
    }
}
