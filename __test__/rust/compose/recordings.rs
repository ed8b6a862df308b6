//! The recorded answers, and the files that the other tools were given.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use candor::languages::{FileProvider, Language};
use serde_json::Value;

/// Reads the records of a file in the recordings of Compose. Returns `None` if the file does not exist.
pub fn read(name: &str) -> Option<Vec<Value>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens/compose").join(name);
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return None;
    };
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a record is JSON")).collect())
}

/// Reads the labels of the completion items in a recording.
pub fn items(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens/compose").join(name);
    let text = fs::read_to_string(path).unwrap_or_default();
    let items: Value = serde_json::from_str(&text).unwrap_or_default();
    let label = |item: &Value| item["label"].as_str().unwrap_or_default().to_owned();
    items.as_array().into_iter().flatten().map(label).collect()
}

/// The document, and the files in its folder.
#[derive(Clone, PartialEq, Eq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    pub fn new(record: &Value) -> Self {
        let siblings = record["siblings"].as_object().into_iter().flatten();
        let mut files: BTreeMap<String, String> =
            siblings.map(|(name, text)| (name.clone(), text.as_str().unwrap_or_default().to_owned())).collect();
        let name = record["name"].as_str().unwrap_or("compose.yaml");
        files.insert(name.to_owned(), record["text"].as_str().unwrap_or_default().to_owned());
        Self(files)
    }

    pub fn set(&mut self, path: &str, text: String) {
        self.0.insert(path.to_owned(), text);
    }

    pub fn text(&self, path: &str) -> Option<String> {
        self.0.get(path).cloned()
    }
}

impl FileProvider for Files {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(|text| text.as_str().into())
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("")
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let below = self.0.keys().filter_map(|path| path.strip_prefix(&prefix));
        let entries =
            below.map(|rest| rest.split_once('/').map_or(rest.to_owned(), |(folder, _)| format!("{folder}/")));
        entries.collect::<BTreeSet<String>>().into_iter().collect()
    }

    fn documents(&self, _: Language) -> Vec<String> {
        Vec::new()
    }
}

/// The number of answers that agree, for each kind.
#[derive(Default)]
pub struct Agreement {
    counts: BTreeMap<&'static str, (usize, usize)>,
    differences: Vec<String>,
}

impl Agreement {
    pub fn add(&mut self, kind: &'static str, agrees: bool, difference: impl FnOnce() -> String) {
        let (same, all) = self.counts.entry(kind).or_default();
        *same += usize::from(agrees);
        *all += 1;
        if !agrees {
            self.differences.push(format!("[{kind}] {}", difference()));
        }
    }

    /// Returns the share of the answers of a kind that agree, in percent.
    pub fn share(&self, kind: &str) -> f64 {
        let (same, all) = self.counts.get(kind).copied().unwrap_or_default();
        let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        if all == 0 { 100.0 } else { 100.0 * number(same) / number(all) }
    }

    pub fn print(&self) {
        for (kind, (same, all)) in &self.counts {
            println!("{kind}: {same} of {all} agree ({:.1} %)", self.share(kind));
        }
        if std::env::var_os("CANDOR_DIFFERENCES").is_some() {
            for difference in &self.differences {
                println!("{difference}");
            }
        }
    }
}
