//! Bake files.

use std::ops::Range;

use super::Source;
use super::diagnostic::{Diagnostic, Fix};

/// Whether a file of this name is a Bake file.
pub fn is_file_name(_: &str) -> bool {
    false
}

pub fn diagnostics(_: &Source) -> Vec<Diagnostic> {
    Vec::new()
}

pub fn fixes(_: &Source, _: Range<usize>) -> Vec<Fix> {
    Vec::new()
}
