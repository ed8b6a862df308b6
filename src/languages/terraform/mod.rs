//! Terraform modules: what the files of one directory say that they require. The rules are those of terraform-ls
//! 0.39, which uses what it can read of a broken text and drops the rest.
//!
//! A [`Module`] is made of the [`Part`]s that the texts of a directory are read as; [`installed`] reads what an
//! initialised directory says about its providers; [`diagnostics`] says what is wrong with one file, by the rules of
//! Terraform itself; [`format`] does what `terraform fmt` does. Inside, `body` is a file in either of its syntaxes, `constant` the values that need no variables,
//! `requirements` finds the providers of a module and [`address`] names them, and [`version`] reads versions and their
//! constraints.

pub mod address;
mod body;
mod checks;
mod constant;
mod format;
pub mod installed;
mod module;
mod requirements;
pub mod version;

pub use checks::Rule;
pub use format::format;
pub use installed::Installed;
use std::cell::OnceCell;
use std::ops::Range;

use super::Source;
use super::analysis::Analysis;
use super::answers::{Diagnostic, QuickFix};

use body::File;
use checks::Finding;

pub use module::{Backend, Call, Cloud, Module, Part};

/// A parsed Terraform file.
pub struct TerraformAnalysis<'a> {
    source: Source<'a>,
    file: File<'a>,
    findings: OnceCell<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> TerraformAnalysis<'a> {
    let file = File::read_with_mistakes(source.file_name, source.text);
    TerraformAnalysis { source: *source, file, findings: OnceCell::new() }
}

impl Analysis for TerraformAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        checks::quick_fixes(self.source.text, self.findings(), &within)
    }
}

impl TerraformAnalysis<'_> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| checks::findings(&self.source, &self.file))
    }
}

/// Whether a file of this name is part of its directory's module. Hidden files are, and those that override others
/// are as all others.
pub fn is_file_name(name: &str) -> bool {
    let name = name.strip_suffix(".json").unwrap_or(name);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "tf")
}

/// Whether a file of this name holds values for variables, and nothing else.
pub fn is_tfvars_file(file_name: &str) -> bool {
    let name = file_name.strip_suffix(".json").unwrap_or(file_name);
    name.rsplit_once('.').is_some_and(|(_, extension)| extension == "tfvars")
}

#[cfg(test)]
mod tests;
