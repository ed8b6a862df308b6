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
    /// A further fix, which is made when it is requested, because it may change other files.
    pub fix: Option<ModuleFix>,
    /// The kind of a syntax error in the native syntax.
    pub syntax_error: Option<SyntaxErrorKind>,
}

/// A fix for which the whole module, or even its callers, have to be read.
#[derive(Clone, Debug)]
pub enum ModuleFix {
    /// Declares the variable that a reference of the document names, given by its position in the facts.
    DeclareVariable(usize),
    /// Removes a declaration of the document, given by its position in the facts.
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
    /// An empty list for a file that has `reported` other findings.
    pub fn new(reported: usize) -> Self {
        Self { found: Vec::new(), quota: Quota::new(reported) }
    }

    pub fn into_vec(self) -> Vec<Finding> {
        self.found
    }

    /// Whether one more finding of a rule may be reported.
    pub fn admits(&self, rule: Rule) -> bool {
        self.quota.admits(rule)
    }

    pub fn add(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::error(range, message), correction);
    }

    /// Reports a name that is not known, and changes it to the nearest one, if there is any.
    pub fn add_unknown(&mut self, rule: Rule, range: Range<usize>, mut message: String, nearest: Option<&str>) {
        let correction = nearest.map(|nearest| {
            message = format!("{message}; did you mean `{nearest}`?");
            Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest)
        });
        self.add(rule, range, message, correction);
    }

    pub fn warn(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::warning(range, message), correction);
    }

    fn push(&mut self, rule: Rule, diagnostic: Diagnostic, correction: Option<Correction>) {
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
