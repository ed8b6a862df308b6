//! What is wrong with a Terraform file: its form, and what it asks for. Only what Terraform itself refuses is an error.
//!
//! `syntax` picks the mistakes of form that are shown, and `mending` finds the edits for them; `requirements` goes
//! through what a file asks for and has `constraint`, `source` and `module` judge it; `duplicates` compares it with the
//! rest of the module. `written` knows where a text stands in its file, `rule` the codes.

mod constraint;
mod duplicates;
mod mending;
mod module;
mod requirements;
mod rule;
mod source;
mod syntax;
mod written;

use std::collections::HashSet;
use std::ops::Range;

use crate::languages::Source;
use crate::languages::answers::{Code, Diagnostic, QuickFix};
use crate::languages::findings::{Correction, Quota, fix_all_in_file, is_within, limit_edits};
use crate::languages::syntax::hcl::SyntaxErrorKind;

use super::body::File;
use super::is_tfvars_file;

pub use rule::Rule;

/// Something wrong, and what mends it where that is certain.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    correction: Option<Correction>,
    /// The mistake in the native syntax that it is, if it is one.
    mistake: Option<SyntaxErrorKind>,
}

/// What the rules have found so far.
struct Findings {
    found: Vec<Finding>,
    quota: Quota<Rule>,
}

/// The quick fixes of the findings within a range: of each finding, then of all of a rule.
pub fn quick_fixes(text: &str, found: &[Finding], within: &Range<usize>) -> Vec<QuickFix> {
    let mut fixes = Vec::new();
    let mut rules: Vec<Code> = Vec::new();
    for finding in found.iter().filter(|finding| is_within(&finding.diagnostic, within)) {
        let Some(correction) = &finding.correction else { continue };
        fixes.push(correction.clone().into_fix(vec![finding.diagnostic.clone()]));
        rules.extend(finding.diagnostic.code.filter(|code| !rules.contains(code)));
    }
    fixes.extend(mending::quick_fixes(text, found, within));
    fixes.extend(rules.into_iter().filter_map(|rule| fix_all(found, rule)));
    limit_edits(fixes)
}

/// The quick fix for all findings of a rule in the file, where there is more than one.
fn fix_all(found: &[Finding], rule: Code) -> Option<QuickFix> {
    let of_rule = found.iter().filter(|finding| finding.diagnostic.code == Some(rule));
    let corrected: Vec<_> = of_rule.filter_map(|finding| Some((finding, finding.correction.as_ref()?))).collect();
    let resolves = corrected.iter().map(|(finding, _)| finding.diagnostic.clone()).collect();
    let edits = corrected.iter().flat_map(|(_, correction)| correction.edits.iter().cloned()).collect();
    fix_all_in_file(rule, resolves, edits)
}

/// Everything that is wrong, in the order of the text.
pub fn findings(source: &Source, file: &File) -> Vec<Finding> {
    let mut mistakes = syntax::mistakes(source.text, file);
    let mut findings = Findings { found: Vec::new(), quota: Quota::new(mistakes.len()) };
    if !is_tfvars_file(source.file_name) {
        requirements::check(source, file, &mut findings);
        duplicates::check(source, file, &mut findings);
    }
    let mut all = findings.found;
    // What is said of a piece that cannot be read only follows from that.
    all.retain(|finding| !mistakes.iter().any(|mistake| mistake.hides(&finding.diagnostic.range)));
    let told: HashSet<usize> = all.iter().map(|finding| finding.diagnostic.range.start).collect();
    mistakes.retain(|mistake| !mistake.is_redefinition() || !told.contains(&mistake.range.start));
    all.extend(mistakes.into_iter().map(|mistake| Finding {
        correction:
            mistake.is_trailing_comma.then(|| Correction::replace("Remove the comma", mistake.range.clone(), "")),
        diagnostic: Diagnostic::error(mistake.range, mistake.message),
        mistake: mistake.kind,
    }));
    all.sort_by_key(|finding| (finding.diagnostic.range.start, finding.diagnostic.range.end));
    all
}

impl Findings {
    fn add(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::error(range, message), correction);
    }

    fn warn(&mut self, rule: Rule, range: Range<usize>, message: String, correction: Option<Correction>) {
        self.push(rule, Diagnostic::warning(range, message), correction);
    }

    fn push(&mut self, rule: Rule, diagnostic: Diagnostic, correction: Option<Correction>) {
        if self.quota.take(rule) {
            let diagnostic = diagnostic.with_code(rule.code());
            self.found.push(Finding { diagnostic, correction, mistake: None });
        }
    }
}

#[cfg(test)]
mod tests;
