//! Bake against what others say: the cases of false alarms, buildx's verdicts, and docker-language-server's answers.
//!
//! They lie beside the project, in `../shared` or where `CANDOR_SHARED` says; without them there is nothing to compare
//! with, and the tests say so and pass.

#[path = "bake/cases.rs"]
mod cases;
#[path = "bake/features.rs"]
mod features;
#[path = "bake/properties.rs"]
mod properties;
#[path = "bake/verdicts.rs"]
mod verdicts;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::{FileProvider, Options, Source};

/// The files beside a document, by path from its folder.
#[derive(Default)]
struct Folder(BTreeMap<String, Arc<str>>);

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).cloned()
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("").into_iter().map(|entry| entry.trim_end_matches('/').to_owned()).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        let entries = below.map(|rest| rest.split_once('/').map_or(rest.to_owned(), |(name, _)| format!("{name}/")));
        let entries: BTreeSet<String> = entries.collect();
        entries.into_iter().collect()
    }
}

fn source<'a>(file_name: &'a str, text: &'a str, files: &'a Folder) -> Source<'a> {
    Source { text, file_name, files, options: Options::default() }
}

/// A file or folder of the shared material. Says so where it is absent.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CANDOR_SHARED").map(PathBuf::from);
    let found = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join(path);
    if found.exists() {
        return Some(found);
    }
    print(&format!("skipped: {} is not there\n", found.display()));
    None
}

/// Prints past the test runner, which shows nothing of a test that passes.
fn print(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
