//! Compose files.
//!
//! [`model`] says what a file declares and refers to, [`values`] parses its values, [`rules`] finds problems, [`features`]
//! answers what editors ask, and [`reference`] is the Compose Specification with its documentation.

mod features;
#[allow(dead_code, reason = "the features that need the rest follow")]
mod model;
#[allow(dead_code, reason = "the features that need the rest follow")]
mod reference;
mod rules;
#[cfg(test)]
mod tests;
#[allow(dead_code, reason = "the features that need the rest follow")]
mod values;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::Analysis;
use super::answers::{Diagnostic, QuickFix};
use super::source::Source;
use super::syntax::yaml::Yaml;
use model::Model;
use model::project::{DEFAULT_FILES, Project};
use model::tree::Tree;
use rules::{Completeness, Context, Finding};

pub use rules::Rule;

/// Whether a file of this name is a Compose file: one that Compose looks for, such as `compose.yaml`, or a variant of it,
/// such as `docker-compose.test.yml`.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let Some(stem) = name.strip_suffix(".yaml").or_else(|| name.strip_suffix(".yml")) else { return false };
    let variant = stem.strip_prefix("docker-compose").or_else(|| stem.strip_prefix("compose"));
    variant.is_some_and(|variant| variant.is_empty() || (variant.starts_with('.') && variant.len() > 1))
}

/// A parsed Compose file.
pub struct ComposeAnalysis<'a> {
    source: Source<'a>,
    tree: Tree<'a>,
    model: Model,
    syntax_errors: Vec<Diagnostic>,
    project: OnceLock<Project>,
    findings: OnceLock<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> ComposeAnalysis<'a> {
    let (yaml, syntax_errors) = Yaml::parse(source.text);
    let tree = Tree::new(source.text, yaml);
    let model = model::build(&tree);
    ComposeAnalysis { source: *source, tree, model, syntax_errors, project: OnceLock::new(), findings: OnceLock::new() }
}

impl ComposeAnalysis<'_> {
    /// The other files of the application. Computed when the first question needs them.
    fn project(&self) -> &Project {
        self.project.get_or_init(|| Project::new(&self.source, &self.model))
    }

    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let project = self.project();
            let completeness = match self.source.file_name {
                name if DEFAULT_FILES.contains(&name) => Completeness::Complete,
                name if project.has_base || name.contains(".override.") => Completeness::Partial,
                _ => Completeness::Unclear,
            };
            let context = Context { source: &self.source, tree: &self.tree, model: &self.model, project, completeness };
            rules::check(&context, &self.syntax_errors)
        })
    }
}

impl Analysis for ComposeAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        rules::quick_fixes(self.findings(), &within)
    }
}
