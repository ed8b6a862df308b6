//! File names and hostile texts. `«` and `»` enclose the ranges of errors and warnings.

mod applications;
mod combinations;
mod features;
mod large;
mod merged_services;
mod schema;

use std::ops::Range;
use std::sync::Arc;

use super::{analyze, is_file_name};
use crate::languages::analysis::Analysis;
use crate::languages::answers::Diagnostic;
use crate::languages::source::{FileProvider, Options, Source};

struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

/// Returns the ranges and messages of errors without a code, and of unknown keys.
pub fn reported(text: &str, file_name: &str, validate_compose: bool) -> Vec<(Range<usize>, String)> {
    let options = Options { validate_compose, ..Options::default() };
    let found = analyze(&Source { text, file_name, files: &NoFiles, options }).diagnostics();
    for diagnostic in &found {
        assert!(text.get(diagnostic.range.clone()).is_some(), "{:?} is no part of the text", diagnostic.range);
    }
    let is_of_schema = |diagnostic: &Diagnostic| diagnostic.code.is_none_or(|code| code.name == "UnknownKey");
    let found = found.into_iter().filter(is_of_schema);
    found.map(|diagnostic| (diagnostic.range.clone(), diagnostic.message().to_owned())).collect()
}

/// Asserts that the marked ranges of a text, and no others, have these messages.
pub fn assert_reported(marked: &str, file_name: &str, validate_compose: bool, messages: &[&str]) {
    let text = marked.replace(['«', '»'], "");
    let mut drawn = String::new();
    let mut end = 0;
    let reported = reported(&text, file_name, validate_compose);
    for (range, _) in &reported {
        drawn.extend([&text[end..range.start], "«", &text[range.clone()], "»"]);
        end = range.end;
    }
    drawn.push_str(&text[end..]);
    assert_eq!(drawn, marked);
    assert_eq!(reported.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>(), messages, "{marked}");
}

#[test]
fn compose_files_are_recognised_by_name() {
    for name in [
        "compose.yaml",
        "compose.yml",
        "compose.override.yml",
        "compose.prod.eu.yaml",
        "docker-compose.yml",
        "docker-compose.yaml",
        "docker-compose.override.yml",
        "Docker-Compose.YML",
    ] {
        assert!(is_file_name(name), "{name}");
    }
    for name in [
        "",
        "compose",
        "compose.json",
        "composer.yaml",
        "my-compose.yaml",
        "my.docker-compose.yml",
        "install-docker-compose.yml",
        "docker-compose-dev.yaml",
        "docker_compose.yml",
        "compose..yml",
        "compose-docker.yml",
        "docker.yml",
        "values.yaml",
    ] {
        assert!(!is_file_name(name), "{name}");
    }
}

#[test]
fn aliases_that_stand_for_billions_of_values_are_not_followed() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        text.extend([format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}]\n")]);
    }
    let reported = reported(&text, "compose.yaml", true);
    assert!(reported.iter().all(|(_, message)| message.starts_with("unknown key")));
    let text = format!("{text}services: {{a: {{networks: *a39, image: [*a39]}}}}\n");
    assert!(super::tests::reported(&text, "compose.yaml", true).len() > 40);
}
