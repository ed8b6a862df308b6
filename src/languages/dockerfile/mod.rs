//! Dockerfiles.
//!
//! [`parser`] reads the text into [`instruction`]s: lines into [`logical`] lines, these into [`arguments`].
//! [`validation`] judges one instruction, [`checks`] all of them in the order of a build; each [`finding`] comes from
//! a [`rule`] or is an error. [`expansion`] is the shell's part in it. [`fixes`] mend what is found.

mod arguments;
mod boolean;
mod checks;
mod copy;
mod directive;
mod dockerignore;
mod expansion;
mod finding;
mod fixes;
mod heredoc;
mod image;
mod instruction;
mod json;
mod lint;
mod logical;
mod mount;
mod parser;
mod pattern;
mod platform;
mod port;
mod rule;
mod signal;
mod validation;

use std::cell::OnceCell;
use std::ops::Range;

use super::Source;
use super::analysis::Analysis;
use super::answers::{Diagnostic, QuickFix};

use dockerignore::Ignored;
use finding::Finding;

pub use instruction::{Arguments, Dockerfile, Instruction, Keyword};
pub use parser::parse;
pub use rule::Rule;

/// Endings of texts that describe a Dockerfile or make one, and of what lies beside it.
const NO_DOCKERFILE: [&str; 9] =
    [".dockerignore", ".md", ".erb", ".j2", ".jinja", ".jinja2", ".template", ".tmpl", ".tpl"];

/// Whether a file of this name is a Dockerfile.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is = |word: &str| {
        name == word
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('.'))
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('.'))
    };
    (is("dockerfile") || is("containerfile")) && !NO_DOCKERFILE.iter().any(|ending| name.ends_with(ending))
}

/// A parsed Dockerfile.
pub struct DockerfileAnalysis<'a> {
    source: Source<'a>,
    file: Dockerfile<'a>,
    findings: OnceCell<Vec<Finding>>,
}

pub fn analyze<'a>(source: &Source<'a>) -> DockerfileAnalysis<'a> {
    DockerfileAnalysis { source: *source, file: parse(source.text), findings: OnceCell::new() }
}

impl Analysis for DockerfileAnalysis<'_> {
    fn diagnostics(&self) -> Vec<Diagnostic> {
        self.findings().iter().map(|finding| finding.diagnostic.clone()).collect()
    }

    fn quick_fixes(&self, within: Range<usize>) -> Vec<QuickFix> {
        fixes::quick_fixes(&self.file, self.findings(), &within)
    }
}

impl DockerfileAnalysis<'_> {
    fn findings(&self) -> &[Finding] {
        self.findings.get_or_init(|| {
            let mut findings = checks::findings(&self.file, &|| self.dockerignore());
            if self.source.options.remove_overlapping_issues {
                findings.retain(|finding| finding.rule().is_some_and(|rule| !rule.is_overlapping()));
            }
            findings
        })
    }

    /// The `.dockerignore` file that applies: the Dockerfile's own, or else the one of its folder.
    fn dockerignore(&self) -> Option<Ignored> {
        let Source { file_name, files, .. } = self.source;
        let text = files.read(&format!("{file_name}.dockerignore")).or_else(|| files.read(".dockerignore"))?;
        Some(Ignored::parse(&text))
    }
}
