//! Terraform: its modules, variable files and tests of modules.
//!
//! [`syntax`] shows files in the native syntax and in JSON through one interface; [`values`] are the grammars of their
//! strings. [`model`] computes what a module requires; [`rules`] check a file and correct it; [`features`] hold the rest.

pub mod model;
pub mod values;

mod features;
mod file_names;
mod rules;
mod syntax;
#[cfg(test)]
mod tests;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::{Analysis, FormattingOptions};
use super::answers::{Diagnostic, Edit, QuickFix};
use super::source::Source;

use rules::finding::Finding;
use rules::{checker, corrections};
use syntax::config::File;

pub use features::formatting::format;
pub use file_names::{is_file_name, is_mock_file, is_opentofu_file, is_other_file, is_test_file, is_tfvars_file};
pub use rules::Rule;

/// A parsed Terraform file.
pub struct TerraformAnalysis<'a> {
    source: Source<'a>,
    file: File<'a>,
    findings: OnceLock<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> TerraformAnalysis<'a> {
    let file = File::parse(source.file_name, source.text);
    TerraformAnalysis { source: *source, file, findings: OnceLock::new() }
}

impl Analysis for TerraformAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        corrections::quick_fixes(self.source.text, self.findings(), &within)
    }

    fn formatting(&self, _options: FormattingOptions) -> Vec<Edit> {
        match &self.file {
            File::Native(file) => features::formatting::edits(self.source.text, file),
            File::Json(_) => Vec::new(),
        }
    }
}

impl TerraformAnalysis<'_> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| checker::findings(&self.source, &self.file))
    }
}
