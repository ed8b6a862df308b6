//! The findings of the rules.

use std::ops::Range;

use crate::languages::answers::{Diagnostic, Tag};
use crate::languages::findings::{Correction, Quota};

/// A diagnostic, with the edits that correct it.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub correction: Option<Correction>,
}

/// The kind of a check. Diagnostics have no codes, but each check has its own limit.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum Check {
    Annotations,
    Arguments,
    Block,
    BuildOption,
    Context,
    Entitlements,
    Evaluation,
    IgnoredBlock,
    IgnoredAttribute,
    IgnoredDockerfile,
    Name,
    Network,
    Reference,
    Stage,
}

pub struct Findings {
    quota: Quota<Check>,
    pub found: Vec<Finding>,
}

impl Findings {
    /// Creates an empty list of findings. `errors` is the number of syntax errors, which count towards the limit of a
    /// file.
    pub fn new(errors: usize) -> Self {
        Self { quota: Quota::new(errors), found: Vec::new() }
    }

    pub fn error(&mut self, check: Check, range: &Range<usize>, message: impl FnOnce() -> String) {
        self.add(check, || (Diagnostic::error(range.clone(), message()), None));
    }

    pub fn warning(&mut self, check: Check, range: &Range<usize>, message: impl FnOnce() -> String) {
        self.add(check, || (Diagnostic::warning(range.clone(), message()), None));
    }

    /// Adds a warning about code that has no effect.
    pub fn unnecessary(&mut self, check: Check, range: &Range<usize>, message: &str, correction: Option<Correction>) {
        let diagnostic = || Diagnostic::warning(range.clone(), message).with_tag(Tag::Unnecessary);
        self.add(check, || (diagnostic(), correction));
    }

    pub fn add(&mut self, check: Check, finding: impl FnOnce() -> (Diagnostic, Option<Correction>)) {
        if self.quota.take(check) {
            let (diagnostic, correction) = finding();
            self.found.push(Finding { diagnostic, correction });
        }
    }
}
