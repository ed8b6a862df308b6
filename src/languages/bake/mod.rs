//! Bake files, in HCL and in JSON: <https://docs.docker.com/build/bake/reference/>.
//!
//! [`syntax`] parses either into the same tree, [`model`] holds the project that Bake merges it with, [`evaluation`]
//! evaluates and resolves its targets, [`rules`] checks it, [`features`] answers an editor, and [`reference`] lists what the
//! language offers.

#[expect(dead_code, reason = "for features that follow")]
mod evaluation;
#[expect(dead_code, reason = "for features that follow")]
mod model;
#[expect(dead_code, reason = "for features that follow")]
mod reference;
mod rules;
#[expect(dead_code, reason = "for features that follow")]
mod syntax;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::Analysis;
use super::answers::{Diagnostic, QuickFix};
use super::findings::{is_within, limit_edits};
use super::source::Source;
use evaluation::evaluator::Mode;
use evaluation::targets::Evaluated;
use model::project::{BAKE_FILES, Project};
use rules::findings::Finding;

/// Whether a file of this name is a Bake file: one of the files that `docker buildx bake` looks for.
pub fn is_file_name(name: &str) -> bool {
    BAKE_FILES.contains(&name)
}

/// A parsed Bake file with its project.
pub struct BakeAnalysis<'a> {
    source: Source<'a>,
    project: Project<'a>,
    /// With the defaults of variables.
    defaults: OnceLock<Evaluated>,
    findings: OnceLock<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> BakeAnalysis<'a> {
    BakeAnalysis {
        source: *source,
        project: Project::read(source),
        defaults: OnceLock::new(),
        findings: OnceLock::new(),
    }
}

/// What `docker buildx bake --print` shows for a target or group, without an environment.
///
/// # Errors
///
/// Why Bake refuses it, in words for the user.
pub fn print(source: &Source, name: &str) -> Result<serde_json::Value, String> {
    let analysis = analyze(source);
    let problems = analysis.project.files.iter().flat_map(|file| &file.tree.errors).map(|error| &error.message);
    if let Some(message) = problems.chain(analysis.evaluated().problems.iter().map(|problem| &problem.message)).next() {
        return Err(message.clone());
    }
    evaluation::resolved::print(analysis.evaluated(), name)
}

impl Analysis for BakeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let errors = self.project.document().tree.errors.iter();
        let errors = errors.map(|error| Diagnostic::error(error.range.clone(), error.message.as_str()));
        let mut all: Vec<_> = errors.chain(self.findings().iter().map(|finding| finding.diagnostic.clone())).collect();
        rules::sort(&mut all);
        all.dedup();
        all
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        let findings = self.findings().iter().filter(|finding| is_within(&finding.diagnostic, &within));
        let fixes = findings.filter_map(|Finding { diagnostic, correction }| {
            Some(correction.clone()?.into_fix(vec![diagnostic.clone()]))
        });
        limit_edits(fixes.collect())
    }
}

impl BakeAnalysis<'_> {
    fn evaluated(&self) -> &Evaluated {
        self.defaults.get_or_init(|| Evaluated::new(&self.project, Mode::Defaults))
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let evaluated = Evaluated::new(&self.project, Mode::Any);
            rules::findings(&self.project, &evaluated, self.evaluated(), self.source.files)
        })
    }
}

#[cfg(test)]
mod tests;
