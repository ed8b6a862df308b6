//! The checks of a Bake file, which use its project and the Dockerfiles of its targets.
//!
//! If Bake rejects the file in every environment, the finding is an error. If Bake ignores something, it is a warning.

mod blocks;
mod build_options;
mod cycles;
mod dockerfiles;
pub mod findings;
mod linked_platforms;
mod references;
mod values;

use std::collections::HashSet;

use super::evaluation::problems::Problem;
use super::evaluation::targets::Evaluated;
use super::model::project::Project;
use super::syntax::{Block, Expr, ExprKind, Name};
use crate::languages::answers::Diagnostic;
use crate::languages::sort::SortStably;
use crate::languages::source::FileProvider;
use findings::{Check, Finding, Findings};

/// Returns the findings in the document. In `evaluated`, variables are unknown. In `defaults`, they have their default
/// values.
pub fn findings(
    project: &Project,
    evaluated: &Evaluated,
    defaults: &Evaluated,
    files: &dyn FileProvider,
) -> Vec<Finding> {
    let document = &project.document().tree;
    let mut findings = Findings::new(document.errors.len());
    let is_broken = !document.errors.is_empty();
    for block in &document.body.blocks {
        if !is_broken {
            blocks::check_labels(block, &mut findings);
        }
        blocks::check(block, is_broken, &mut findings);
        blocks::check_parameters(block, document.syntax, &mut findings);
        if block.kind.text == "target" {
            values::check(block, &mut findings);
            if !values::creates_no_targets(block) {
                build_options::check(block, &mut findings);
            }
        }
    }
    for error in &document.function_errors {
        findings.warning(Check::Evaluation, &error.range, || error.message.clone());
    }
    let is_complete =
        project.files.iter().all(|file| file.tree.errors.is_empty() && blocks::are_labelled(&file.tree.body));
    if is_complete {
        check_evaluation(project, evaluated, defaults, &mut findings);
        references::check(project, evaluated, &mut findings);
        cycles::check(project, evaluated, &mut findings);
        linked_platforms::check(project, evaluated, &mut findings);
        dockerfiles::check(project, evaluated, files, &mut findings);
    }
    findings.found
}

/// Reports the errors for which Bake rejects the files during evaluation. If a name is only missing with the default
/// values of variables, it is a warning, because the environment may set other values.
fn check_evaluation(project: &Project, evaluated: &Evaluated, defaults: &Evaluated, findings: &mut Findings) {
    let is_in_document = |problem: &&Problem| problem.file == project.document;
    for problem in evaluated.problems.iter().filter(is_in_document) {
        match &problem.undeclared {
            // Another file that is read together with this one may declare it.
            Some(name) if project.is_declared_nearby(name) => {}
            Some(_) if !project.is_default => {
                findings.warning(Check::Evaluation, &problem.range, || problem.message.clone());
            }
            _ => findings.error(Check::Evaluation, &problem.range, || problem.message.clone()),
        }
    }
    for problem in evaluated.build_problems.iter().filter(is_in_document) {
        findings.error(Check::Evaluation, &problem.range, || problem.message.clone());
    }
    let known: HashSet<_> = evaluated.problems.iter().map(|problem| (problem.file, problem.range.clone())).collect();
    for problem in defaults.problems.iter().filter(is_in_document) {
        let is_missing = problem.undeclared.as_ref().is_some_and(|name| !project.is_declared_nearby(name));
        if is_missing && !known.contains(&(problem.file, problem.range.clone())) {
            findings.warning(Check::Evaluation, &problem.range, || problem.message.clone());
        }
    }
}

/// Returns the literal strings of an attribute that is a list.
fn list(block: &Block, attribute: &str) -> impl Iterator<Item = Name> {
    let elements = match block.body.attribute(attribute).map(|attribute| &attribute.value.kind) {
        Some(ExprKind::Tuple(elements)) => elements.as_slice(),
        _ => &[],
    };
    elements.iter().filter_map(Expr::name)
}

/// Sorts diagnostics by their ranges.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_stably_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
}
