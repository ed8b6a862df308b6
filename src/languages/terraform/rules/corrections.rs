//! Quick fixes for findings.

use std::ops::Range;

use super::finding::{Finding, ModuleFix};
use super::syntax_errors::fixes;
use super::{names, required_providers};
use crate::languages::answers::{Code, QuickFix};
use crate::languages::findings::{fix_all_in_file, is_within, limit_edits};
use crate::languages::source::Source;
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::syntax::config::File;

/// Returns the quick fixes for the findings within a range: first for each finding, then for all findings of a rule.
pub fn quick_fixes(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    found: &[Finding],
    within: &Range<usize>,
) -> Vec<QuickFix> {
    let mut fixes = Vec::new();
    let mut rules: Vec<Code> = Vec::new();
    for finding in found.iter().filter(|finding| is_within(&finding.diagnostic, within)) {
        if let Some(correction) = &finding.correction {
            fixes.push(correction.clone().into_fix(vec![finding.diagnostic.clone()]));
            rules.extend(finding.diagnostic.code.filter(|code| !rules.contains(code)));
        }
        let fix = finding.fix.as_ref().and_then(|fix| module_fix(source, file, environment, fix));
        fixes.extend(fix.map(|fix| QuickFix { resolves: vec![finding.diagnostic.clone()], ..fix }));
    }
    fixes.extend(fixes::quick_fixes(source.text, found, within));
    fixes.extend(rules.into_iter().filter_map(|rule| fix_all(found, rule)));
    limit_edits(fixes)
}

fn module_fix(
    source: &Source<'_>,
    file: &File<'_>,
    environment: &Environment<'_>,
    fix: &ModuleFix,
) -> Option<QuickFix> {
    let document = environment.index.document();
    match fix {
        ModuleFix::DeclareVariable(position) => names::declare(environment, file, document.references.get(*position)?),
        ModuleFix::RemoveDeclaration(position) => {
            names::remove(source, environment.index, document.declarations.get(*position)?)
        }
        ModuleFix::RequireProvider(name) => match file {
            File::Native(file) => required_providers::require(source, file, environment, name),
            File::Json(_) => None,
        },
    }
}

/// Returns the quick fix for all findings of a rule in the file, if there is more than one.
fn fix_all(found: &[Finding], rule: Code) -> Option<QuickFix> {
    let of_rule = found.iter().filter(|finding| finding.diagnostic.code == Some(rule));
    let corrected: Vec<_> = of_rule.filter_map(|finding| Some((finding, finding.correction.as_ref()?))).collect();
    let resolves = corrected.iter().map(|(finding, _)| finding.diagnostic.clone()).collect();
    let edits = corrected.iter().flat_map(|(_, correction)| correction.edits.iter().cloned()).collect();
    fix_all_in_file(rule, resolves, edits)
}
