//! Reads recorded answers, and converts between their positions and offsets.

use std::path::{Path, PathBuf};

use candor::languages::text::{Position, Text};
use serde_json::Value;

use crate::print;

/// Reads the recorded answers of the peer, with one record per file. Returns `None` if they do not exist.
pub fn read() -> Option<Vec<Value>> {
    let path = folder()?.join("dockerfile-language-server-nodejs.jsonl");
    let text = std::fs::read_to_string(path).expect("the recordings can be read");
    Some(text.lines().map(|line| serde_json::from_str(line).expect("a record is JSON")).collect())
}

/// Reads the completion items, to which records refer by index.
pub fn items() -> Vec<Value> {
    let path = folder().expect("the recordings are there").join("dockerfile-language-server-nodejs.items.json");
    let text = std::fs::read_to_string(path).expect("the items can be read");
    serde_json::from_str(&text).expect("the items are JSON")
}

fn folder() -> Option<PathBuf> {
    let root = std::env::var_os("CANDOR_SHARED").map(PathBuf::from);
    let root = root.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"));
    let folder = root.join("goldens/dockerfile/features");
    if folder.is_dir() {
        return Some(folder);
    }
    print(&format!("skipped: there are no recordings in {}\n", folder.display()));
    None
}

pub fn offset(text: &Text, position: &Value) -> usize {
    let number = |name: &str| u32::try_from(position[name].as_u64().unwrap_or(0)).unwrap_or(u32::MAX);
    text.offset(Position { line: number("line"), column: number("character") })
}

pub fn range(text: &Text, range: &Value) -> (usize, usize) {
    (offset(text, &range["start"]), offset(text, &range["end"]))
}
