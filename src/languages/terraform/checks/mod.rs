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
use crate::languages::diagnostic::{Code, Diagnostic, Edit, Fix};
use crate::languages::findings::Quota;
use crate::languages::syntax::hcl::SyntaxErrorKind;

use super::body::File;
use super::is_values_name;

pub use rule::Rule;

/// Something wrong, and what mends it where that is certain.
#[derive(Debug)]
struct Finding {
    diagnostic: Diagnostic,
    remedy: Option<Remedy>,
    /// The mistake in the native syntax that it is, if it is one.
    mistake: Option<SyntaxErrorKind>,
}

#[derive(Debug)]
struct Remedy {
    title: String,
    edits: Vec<Edit>,
}

/// What the rules have found so far.
struct Findings {
    found: Vec<Finding>,
    quota: Quota<Rule>,
}

pub fn diagnostics(source: &Source) -> Vec<Diagnostic> {
    find(source).into_iter().map(|finding| finding.diagnostic).collect()
}

pub fn fixes(source: &Source, within: &Range<usize>) -> Vec<Fix> {
    let found = find(source);
    let mut fixes = Vec::new();
    let mut rules: Vec<Code> = Vec::new();
    for finding in found.iter().filter(|finding| finding.is_within(within)) {
        let Some(Remedy { title, edits }) = &finding.remedy else { continue };
        let resolves = vec![finding.diagnostic.clone()];
        fixes.push(Fix { title: title.clone(), resolves, edits: edits.clone(), is_preferred: true });
        rules.extend(finding.diagnostic.code.filter(|code| !rules.contains(code)));
    }
    fixes.extend(mending::fixes(source.text, &found, within));
    fixes.extend(rules.into_iter().filter_map(|rule| all(&found, rule)));
    fixes
}

/// The fix of all that a rule finds in the file, where that is more than one thing.
fn all(found: &[Finding], rule: Code) -> Option<Fix> {
    let (mut resolves, mut edits): (Vec<Diagnostic>, Vec<Edit>) = (Vec::new(), Vec::new());
    for Finding { diagnostic, remedy, .. } in found.iter().filter(|finding| finding.diagnostic.code == Some(rule)) {
        let Some(remedy) = remedy else { continue };
        resolves.push(diagnostic.clone());
        edits.extend(remedy.edits.iter().cloned());
    }
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let overlaps = edits.windows(2).any(|pair| pair[1].range.start < pair[0].range.end);
    let title = format!("Fix all {} in this file", rule.name);
    (resolves.len() > 1 && !overlaps).then_some(Fix { title, resolves, edits, is_preferred: false })
}

/// Everything that is wrong, in the order of the text.
fn find(source: &Source) -> Vec<Finding> {
    let file = File::read_with_mistakes(source.file_name, source.text);
    let mut mistakes = syntax::mistakes(source.text, &file);
    let mut findings = Findings { found: Vec::new(), quota: Quota::new(mistakes.len()) };
    if !is_values_name(source.file_name) {
        requirements::check(source, &file, &mut findings);
        duplicates::check(source, &file, &mut findings);
    }
    let mut all = findings.found;
    // What is said of a piece that cannot be read only follows from that.
    all.retain(|finding| !mistakes.iter().any(|mistake| mistake.hides(&finding.diagnostic.range)));
    let told: HashSet<usize> = all.iter().map(|finding| finding.diagnostic.range.start).collect();
    mistakes.retain(|mistake| !mistake.is_redefinition() || !told.contains(&mistake.range.start));
    all.extend(mistakes.into_iter().map(|mistake| Finding {
        remedy: mistake.is_trailing_comma.then(|| Remedy::new("Remove the comma", mistake.range.clone(), "")),
        diagnostic: Diagnostic::error(mistake.range, mistake.message),
        mistake: mistake.kind,
    }));
    all.sort_by_key(|finding| (finding.diagnostic.range.start, finding.diagnostic.range.end));
    all
}

impl Finding {
    fn is_within(&self, within: &Range<usize>) -> bool {
        let range = &self.diagnostic.range;
        range.start <= within.end && within.start <= range.end
    }
}

impl Findings {
    fn add(&mut self, rule: Rule, range: Range<usize>, message: String, remedy: Option<Remedy>) {
        self.push(rule, Diagnostic::error(range, message), remedy);
    }

    fn warn(&mut self, rule: Rule, range: Range<usize>, message: String, remedy: Option<Remedy>) {
        self.push(rule, Diagnostic::warning(range, message), remedy);
    }

    fn push(&mut self, rule: Rule, diagnostic: Diagnostic, remedy: Option<Remedy>) {
        if self.quota.take(rule) {
            let diagnostic = diagnostic.with_code(rule.code());
            self.found.push(Finding { diagnostic, remedy, mistake: None });
        }
    }
}

impl Remedy {
    fn new(title: impl Into<String>, range: Range<usize>, text: impl Into<String>) -> Self {
        Self { title: title.into(), edits: vec![Edit { range, text: text.into() }] }
    }
}

#[cfg(test)]
mod tests;
