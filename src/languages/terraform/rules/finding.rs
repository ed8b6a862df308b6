//! The findings of the rules.

use std::ops::Range;

use super::Rule;
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::findings::{Correction, Quota};
use crate::languages::syntax::hcl::SyntaxErrorKind;
use crate::languages::text::did_you_mean;

/// A diagnostic, with a correction if that is certain.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub correction: Option<Correction>,
    /// A further fix, which is computed when it is requested, because it may change other files.
    pub fix: Option<ModuleFix>,
    /// The kind of a syntax error in the native syntax.
    pub syntax_error: Option<SyntaxErrorKind>,
}

/// A fix that requires reading the whole module, or even its callers.
#[derive(Clone, Debug)]
pub enum ModuleFix {
    /// Declares the variable that a reference of the document names. The number is the index of the reference in the
    /// facts.
    DeclareVariable(usize),
    /// Removes a declaration of the document. The number is the index of the declaration in the facts.
    RemoveDeclaration(usize),
    /// Requires a provider by its local name.
    RequireProvider(String),
}

/// The findings of the rules so far.
pub struct Findings {
    found: Vec<Finding>,
    quota: Quota<Rule>,
}

impl Findings {
    /// Creates an empty list for a file with `reported` other findings.
    pub fn new(reported: usize) -> Self {
        Self { found: Vec::new(), quota: Quota::new(reported) }
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }

    /// Whether another finding of a rule may be reported.
    pub fn admits(&self, rule: Rule) -> bool {
        self.quota.admits(rule)
    }

    pub fn add(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::error(range, message), correction);
    }

    /// Reports an unknown name, with a correction to the nearest known name, if there is one.
    pub fn add_unknown(&mut self, rule: Rule, range: Range<usize>, message: String, nearest: Option<&str>) {
        self.push_unknown(rule, Severity::Error, range, message, nearest);
    }

    /// Like [`Self::add_unknown`], with another severity.
    pub fn push_unknown(
        &mut self,
        rule: Rule,
        severity: Severity,
        range: Range<usize>,
        message: String,
        nearest: Option<&str>,
    ) {
        let message = message + &did_you_mean(nearest);
        let correction =
            nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
        self.push(rule, Diagnostic::with_severity(severity, range, message), correction);
    }

    pub fn warn(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::warning(range, message), correction);
    }

    pub fn push(&mut self, rule: Rule, diagnostic: Diagnostic, correction: Option<Correction>) {
        self.push_with_fix(rule, diagnostic, correction, None);
    }

    pub fn push_with_fix(
        &mut self,
        rule: Rule,
        diagnostic: Diagnostic,
        correction: Option<Correction>,
        fix: Option<ModuleFix>,
    ) {
        if self.quota.take(rule) {
            let diagnostic = diagnostic.with_code(rule.code());
            self.found.push(Finding { diagnostic, correction, fix, syntax_error: None });
        }
    }
}
