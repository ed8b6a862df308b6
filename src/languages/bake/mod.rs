//! Bake files, in HCL and in JSON: <https://docs.docker.com/build/bake/reference/>.
//!
//! `targets` is what both forms are read as, by `hcl` and by `json`; `dockerfiles` finds and reads the Dockerfile
//! of a target; `checks` says what is wrong.

mod checks;
mod dockerfiles;
mod hcl;
mod json;
mod targets;

use std::ops::Range;

use super::Source;
use super::diagnostic::{Diagnostic, Edit, Fix};
use checks::Finding;
use targets::Document;

/// Whether a file of this name is a Bake file: one that `docker buildx bake` looks for.
pub fn is_file_name(name: &str) -> bool {
    matches!(name, "docker-bake.hcl" | "docker-bake.json" | "docker-bake.override.hcl" | "docker-bake.override.json")
}

pub fn diagnostics(source: &Source) -> Vec<Diagnostic> {
    let document = read(source);
    let findings = checks::findings(&document, source.files);
    let problems = document.problems.into_iter().map(|problem| Diagnostic::error(problem.range, problem.message));
    let mut all: Vec<_> = problems.chain(findings.into_iter().map(|finding| finding.diagnostic)).collect();
    all.sort_by_key(|diagnostic| (diagnostic.range.start, diagnostic.range.end));
    all
}

pub fn fixes(source: &Source, within: Range<usize>) -> Vec<Fix> {
    let is_within = |finding: &Finding| {
        finding.diagnostic.range.start <= within.end && within.start <= finding.diagnostic.range.end
    };
    checks::findings(&read(source), source.files)
        .into_iter()
        .filter(is_within)
        .filter_map(|Finding { diagnostic, removal }| {
            Some(Fix {
                title: "Remove the dockerfile attribute".to_owned(),
                resolves: vec![diagnostic],
                edits: vec![Edit { range: removal?, text: String::new() }],
                is_preferred: true,
            })
        })
        .collect()
}

/// Reads JSON where the name says so, or where it says nothing and the text starts as JSON does.
fn read(source: &Source) -> Document {
    let name = source.file_name;
    let says = |extension: &str| name.rsplit_once('.').is_some_and(|(_, last)| last.eq_ignore_ascii_case(extension));
    if says("json") || !says("hcl") && source.text.trim_start().starts_with(['{', '[']) {
        json::read(source.text)
    } else {
        hcl::read(source.text)
    }
}

#[cfg(test)]
mod tests;
