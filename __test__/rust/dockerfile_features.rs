//! Compares the features for Dockerfiles with the recorded answers of dockerfile-language-server-nodejs, and checks
//! properties that all answers must have.
//!
//! The recordings are in `../shared`, next to the repository, or in the folder that `CANDOR_SHARED` names. Without
//! them, the tests print a message and pass.

#[path = "dockerfile_features/recordings.rs"]
mod recordings;

#[path = "dockerfile_features/agreement.rs"]
mod agreement;
#[path = "dockerfile_features/differences.rs"]
mod differences;
#[path = "dockerfile_features/properties.rs"]
mod properties;

use std::io::Write as _;
use std::sync::Arc;

use candor::languages::analysis::Analysis;
use candor::languages::{FileProvider, Language, Options, Source};

/// A file provider without files.
pub struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

fn analyze(text: &str) -> Box<dyn Analysis + '_> {
    let source = Source { text, file_name: "Dockerfile", files: &NoFiles, options: Options::default() };
    Language::Dockerfile.analyze(&source)
}

/// Prints a message even if the test passes. The test runner would hide the output of `println!`.
pub fn print(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
