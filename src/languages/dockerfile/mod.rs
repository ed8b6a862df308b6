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

use std::ops::Range;

use super::Source;
use super::diagnostic::{Diagnostic, Fix};

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

pub fn diagnostics(source: &Source) -> Vec<Diagnostic> {
    let file = parse(source.text);
    findings(&file, source).into_iter().map(|finding| finding.diagnostic).collect()
}

pub fn fixes(source: &Source, within: &Range<usize>) -> Vec<Fix> {
    let file = parse(source.text);
    fixes::fixes(&file, &findings(&file, source), within)
}

fn findings(file: &Dockerfile, source: &Source) -> Vec<Finding> {
    let ignored = || {
        let own = format!("{}.dockerignore", source.file_name);
        let text = source.files.read(&own).or_else(|| source.files.read(".dockerignore"))?;
        Some(Ignored::parse(&text))
    };
    let mut findings = checks::findings(file, &ignored);
    if source.options.remove_overlapping_issues {
        findings.retain(|finding| finding.rule().is_some_and(|rule| !rule.is_overlapping()));
    }
    findings
}
