//! Bake files, in HCL and in JSON: <https://docs.docker.com/build/bake/reference/>.
//!
//! [`model`] holds the targets of a file in either syntax and their Dockerfiles, [`rules`] checks them, and [`reference`]
//! lists what needs no declaration.

mod model;
mod reference;
mod rules;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::Analysis;
use super::answers::{Diagnostic, Edit, QuickFix};
use super::findings::{Correction, is_within, limit_edits};
use super::source::Source;
use model::targets::Document;
use model::{hcl, json};
use rules::Finding;

/// Whether a file of this name is a Bake file: one of the files that `docker buildx bake` looks for.
pub fn is_file_name(name: &str) -> bool {
    matches!(name, "docker-bake.hcl" | "docker-bake.json" | "docker-bake.override.hcl" | "docker-bake.override.json")
}

/// A parsed Bake file.
pub struct BakeAnalysis<'a> {
    source: Source<'a>,
    document: Document,
    findings: OnceLock<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> BakeAnalysis<'a> {
    BakeAnalysis { source: *source, document: parse(source), findings: OnceLock::new() }
}

impl Analysis for BakeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        let errors = self.document.errors.iter();
        let errors = errors.map(|error| Diagnostic::error(error.range.clone(), error.message.as_str()));
        let mut all: Vec<_> = errors.chain(self.findings().iter().map(|finding| finding.diagnostic.clone())).collect();
        all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
        all
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        let findings = self.findings().iter().filter(|finding| is_within(&finding.diagnostic, &within));
        let fixes = findings.filter_map(|Finding { diagnostic, delete_range }| {
            let edits = vec![Edit::delete(delete_range.clone()?)];
            Some(Correction::new("Remove the dockerfile attribute", edits).into_fix(vec![diagnostic.clone()]))
        });
        limit_edits(fixes.collect())
    }
}

impl BakeAnalysis<'_> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| rules::findings(&self.document, self.source.files))
    }
}

/// Parses JSON if the file name says so, or if it says nothing and the text starts like JSON.
fn parse(source: &Source) -> Document {
    let name = source.file_name;
    let has = |extension: &str| name.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(extension));
    if has("json") || !has("hcl") && source.text.trim_start().starts_with(['{', '[']) {
        json::parse(source.text)
    } else {
        hcl::parse(source.text)
    }
}

#[cfg(test)]
mod tests;
