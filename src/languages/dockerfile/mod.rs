//! Dockerfiles.
//!
//! [`syntax`] parses a text into instructions, and [`values`] are the grammars of their parts. [`model`] knows stages,
//! variables and what refers to them; [`rules`] checks a file and corrects it; [`reference`] lists what the language
//! offers.

mod model;
mod reference;
mod rules;
mod syntax;
mod values;

use std::ops::Range;
use std::sync::OnceLock;

use super::analysis::Analysis;
use super::answers::{Diagnostic, QuickFix};
use super::source::Source;

use model::dockerignore::Dockerignore;
use rules::finding::Finding;
use rules::{checker, corrections};

pub use rules::Rule;
pub use syntax::instruction::{Arguments, Dockerfile, Instruction, Keyword};
pub use syntax::parser::parse;

/// Endings of documentation, of templates and of ignore files.
const OTHER_ENDINGS: [&str; 9] =
    [".dockerignore", ".md", ".erb", ".j2", ".jinja", ".jinja2", ".template", ".tmpl", ".tpl"];

/// Whether a file of this name is a Dockerfile.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is = |word: &str| {
        name == word
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('.'))
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('.'))
    };
    (is("dockerfile") || is("containerfile")) && !OTHER_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// A parsed Dockerfile.
pub struct DockerfileAnalysis<'a> {
    source: Source<'a>,
    file: Dockerfile<'a>,
    findings: OnceLock<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> DockerfileAnalysis<'a> {
    DockerfileAnalysis { source: *source, file: parse(source.text), findings: OnceLock::new() }
}

impl Analysis for DockerfileAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        corrections::quick_fixes(&self.file, self.findings(), &within)
    }
}

impl DockerfileAnalysis<'_> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let mut findings = checker::findings(&self.file, &|| self.dockerignore());
            if self.source.options.remove_overlapping_issues {
                findings.retain(|finding| finding.rule().is_some_and(|rule| !rule.is_overlapping()));
            }
            findings
        })
    }

    /// The `.dockerignore` file that applies: the Dockerfile's own, or else the one of its folder.
    fn dockerignore(&self) -> Option<Dockerignore> {
        let Source { file_name, files, .. } = self.source;
        let text = files.read(&format!("{file_name}.dockerignore")).or_else(|| files.read(".dockerignore"))?;
        Some(Dockerignore::parse(&text))
    }
}
