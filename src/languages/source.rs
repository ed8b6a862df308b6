//! What is analysed: a text, its file name, and the files around it.

use std::sync::Arc;

/// A document and what its analysis may depend on.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    /// The last part of the document's path.
    pub file_name: &'a str,
    pub files: &'a dyn FileProvider,
    pub options: Options,
}

/// The files around a document. Open files have the text that the editor shows.
pub trait FileProvider {
    /// The text of a file, if there is one, by its path from the document's folder, with `/` between the parts.
    fn read(&self, path: &str) -> Option<Arc<str>>;

    /// The names of the files and folders in the document's folder, in any order. Empty if the document has no folder.
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }
}

/// Settings of the client that concern languages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Leaves out diagnostics that another Dockerfile server in the same editor reports, too.
    pub remove_overlapping_issues: bool,
    /// Validates Compose files against the schema of the Compose Specification.
    pub validate_compose: bool,
}
