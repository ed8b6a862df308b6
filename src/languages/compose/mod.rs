//! Compose files.

use super::Source;
use super::diagnostic::Diagnostic;

/// Whether a file of this name is a Compose file.
pub fn is_file_name(_: &str) -> bool {
    false
}

pub fn diagnostics(_: &Source) -> Vec<Diagnostic> {
    Vec::new()
}
