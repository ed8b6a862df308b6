//! Findings that are allowed if images, build arguments, other files, the frontend or the environment are unknown. Each
//! table covers one kind of finding. It contains texts with their expected findings: the names of rules in order, or
//! `error` and `warning` for findings without a rule.

#[path = "claims/bake.rs"]
mod bake;
#[path = "claims/compose.rs"]
mod compose;
#[path = "claims/dockerfile.rs"]
mod dockerfile;
#[path = "claims/frontends.rs"]
mod frontends;
#[path = "claims/names.rs"]
mod names;

use std::collections::BTreeMap;
use std::sync::Arc;

use candor::languages::answers::Severity;
use candor::languages::{FileProvider, Language, Options, Source};

/// The files of a folder, by name.
#[derive(Default)]
struct Folder(BTreeMap<&'static str, &'static str>);

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(|text| (*text).into())
    }

    fn entries(&self) -> Vec<String> {
        self.0.keys().map(|name| (*name).to_owned()).collect()
    }
}

/// Returns the findings in a text, except hints.
fn findings(language: Language, file_name: &str, text: &str, files: &Folder) -> String {
    let source = Source { text, file_name, files, options: Options::default() };
    let diagnostics = language.analyze(&source).diagnostics();
    let mut names: Vec<&str> = diagnostics
        .iter()
        .filter(|one| matches!(one.severity, Severity::Error | Severity::Warning))
        .map(|one| match (one.severity, one.code) {
            (Severity::Error, _) => "error",
            (_, code) => code.map_or("warning", |code| code.name),
        })
        .collect();
    names.sort_unstable();
    names.join(" ")
}

/// Compares each text of a table with its expected findings.
fn judge(language: Language, file_name: &str, table: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for (text, expected) in table {
        let found = findings(language, file_name, text, &Folder::default());
        if found != *expected {
            failures.push(format!("{text}\n  expected '{expected}', found '{found}'"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}
