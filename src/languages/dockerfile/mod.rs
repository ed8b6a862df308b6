//! Dockerfiles.

use std::ops::Range;

use super::Source;
use super::diagnostic::{Diagnostic, Fix};

/// Whether a file of this name is a Dockerfile.
pub fn is_file_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is = |word: &str| {
        name == word
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('.') && !rest.ends_with(".dockerignore"))
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with('.'))
    };
    is("dockerfile") || is("containerfile")
}

pub fn diagnostics(_: &Source) -> Vec<Diagnostic> {
    Vec::new()
}

pub fn fixes(_: &Source, _: Range<usize>) -> Vec<Fix> {
    Vec::new()
}
