//! Compares the analysis of Bake files with recorded results: cases of false alarms, the output of buildx, and the
//! answers of docker-language-server.
//!
//! The recordings are in `../shared`, next to the repository, or in the folder that `CANDOR_SHARED` names. Without
//! them, the tests print a message and pass.

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

/// The files in the folder of a document, by path relative to that folder.
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

/// Returns the path of a file or folder in the shared recordings. Prints a message if it does not exist.
fn shared(path: &str) -> Option<PathBuf> {
    let root = std::env::var_os("CANDOR_SHARED").map(PathBuf::from);
    let found = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared")).join(path);
    if found.exists() {
        return Some(found);
    }
    print(&format!("skipped: {} is not there\n", found.display()));
    None
}

/// Prints a message even if the test passes. The test runner would hide the output of `println!`.
fn print(text: &str) {
    let _ = std::io::stderr().write_all(text.as_bytes());
}
