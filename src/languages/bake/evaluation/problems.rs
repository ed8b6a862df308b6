//! The errors of Bake, with their messages.

use std::ops::Range;

use crate::languages::text::{closest_match, did_you_mean};

/// The maximum number of names that a misspelled name is compared with.
const MAX_CANDIDATES: usize = 1_000;

/// An error for which Bake rejects a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The index of the file in the project.
    pub file: usize,
    pub range: Range<usize>,
    pub message: String,
    /// The undeclared name, if that is the problem. A file outside of the project may declare it.
    pub undeclared: Option<String>,
}

/// Returns the message for an undeclared name.
pub fn undeclared<'n>(kind: &str, name: &str, others: impl Iterator<Item = &'n str>) -> String {
    format!("there is no {kind} `{name}`{}", did_you_mean(nearest(name, others)))
}

/// Returns the name that was probably intended. Very short names are ignored, because they are too similar to each
/// other.
pub fn nearest<'n>(name: &str, others: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    closest_match(name, others.filter(|other| name.len() > 2 && other.len() > 2).take(MAX_CANDIDATES))
}
