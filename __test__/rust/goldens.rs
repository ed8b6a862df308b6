//! Compares our findings in real and generated Dockerfiles with those of independent tools: `BuildKit`, and
//! docker-language-server, which is based on it.
//!
//! The recorded findings are in `../shared/goldens`, next to the repository, or in the folder that `CANDOR_GOLDENS`
//! names. Without them, the tests print a message and pass.

mod judge;

#[path = "goldens/agreement.rs"]
mod agreement;
#[path = "goldens/buildkit.rs"]
mod buildkit;
#[path = "goldens/dls.rs"]
mod dls;
#[path = "goldens/exceptions.rs"]
mod exceptions;
#[path = "goldens/lines.rs"]
mod lines;
#[path = "goldens/theirs.rs"]
mod theirs;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::answers::Diagnostic;
use candor::languages::{FileProvider, Language, Options, Source};
use serde::de::DeserializeOwned;

use judge::properties::violations;

/// An intended difference.
pub struct Known {
    file: &'static str,
    rule: &'static str,
    reason: &'static str,
}

/// Intended differences from `BuildKit`.
const KNOWN_OF_BUILDKIT: &[Known] = &[];

/// Intended differences from docker-language-server.
const KNOWN_OF_DLS: &[Known] = &[];

#[test]
fn buildkit_finds_what_we_find_on_the_same_lines() {
    if let Some(goldens) = Goldens::find() {
        buildkit::compare(&goldens).judge(KNOWN_OF_BUILDKIT);
    }
}

#[test]
fn docker_language_server_publishes_what_we_publish_and_mends_it_as_we_do() {
    if let Some(goldens) = Goldens::find() {
        dls::compare(&goldens).judge(KNOWN_OF_DLS);
    }
}

#[test]
fn every_diagnostic_and_every_fix_of_every_file_keeps_the_promises_of_all() {
    let Some(goldens) = Goldens::find() else { return };
    let mut broken = Vec::new();
    for buildkit::Verdict { file, .. } in goldens.read::<buildkit::Verdict>("dockerfile/expected.jsonl") {
        let text = goldens.text(&file);
        broken
            .extend(violations(Language::Dockerfile, &source(&text)).into_iter().map(|what| format!("{file}: {what}")));
    }
    assert!(broken.is_empty(), "{} promises are broken:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn the_reader_of_instructions_finds_every_line_that_buildkit_names() {
    if let Some(goldens) = Goldens::find() {
        buildkit::check_instructions(&goldens);
    }
}

/// A file provider without files.
struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

/// The folder with the recorded findings.
pub struct Goldens {
    folder: PathBuf,
}

impl Goldens {
    fn find() -> Option<Self> {
        let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens");
        let folder = std::env::var_os("CANDOR_GOLDENS").map_or_else(beside, PathBuf::from);
        if !folder.join("dockerfile").is_dir() {
            say(&format!("skipped: there are no verdicts to compare with in {}\n", folder.display()));
            return None;
        }
        Some(Self { folder })
    }

    /// Reads a file with one JSON value per line.
    ///
    /// # Panics
    ///
    /// If the file is missing or has another format.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Vec<T> {
        let text = std::fs::read_to_string(self.folder.join(name)).expect("the verdicts can be read");
        text.lines().map(|line| serde_json::from_str(line).expect("a verdict is JSON of its form")).collect()
    }

    /// Returns the text of a Dockerfile as a client would send it. Clients can only send Unicode.
    ///
    /// # Panics
    ///
    /// If the file is missing.
    pub fn text(&self, file: &str) -> String {
        let bytes = std::fs::read(self.folder.join("dockerfile/files").join(file)).expect("the file can be read");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

fn source(text: &str) -> Source<'_> {
    Source { text, file_name: "Dockerfile", files: &NoFiles, options: Options::default() }
}

fn diagnostics(text: &str) -> Vec<Diagnostic> {
    Language::Dockerfile.analyze(&source(text)).diagnostics()
}

/// Prints a message even if the test passes. The test runner would hide the output of `println!`.
pub fn say(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
