//! Compares the features of Dockerfiles with the recorded answers of dockerfile-language-server-nodejs, and checks what
//! holds of every answer.
//!
//! The recordings are beside the project, in `../shared` or where `CANDOR_SHARED` says. Without them there is nothing to
//! compare with, and the tests say so and pass.

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

/// Nothing is beside the document.
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

/// Prints past the test runner, which shows nothing of a test that passes.
pub fn print(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
