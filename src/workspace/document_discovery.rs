//! Finds the files of the supported languages in the client's folders, by their names alone. Reads the disk: call it
//! where waiting is allowed.

use std::collections::VecDeque;
use std::path::PathBuf;

use crate::languages::{Language, identifier_of_file};
use crate::platform::files::EntryKind;

use super::folders::{Folders, Ignored};
use super::reach::Reach;

/// Files that are found. Those that lie less deep come first.
const MAX_DOCUMENTS: usize = 4_096;

/// Directories that are searched.
const MAX_DIRECTORIES: usize = 16_384;

/// Directories that hold what tools have downloaded, beside those that every search leaves out.
const DOWNLOADED: [&str; 3] = [".terraform", ".venv", "node_modules"];

/// The language of a file by its name.
pub fn language_of(file_name: &str) -> Option<Language> {
    Language::detect(identifier_of_file(file_name)?, file_name)
}

/// The files of all languages in all folders. Follows no links. Ends early, with what was found until then, once
/// `goes_on` returns false.
pub fn documents(folders: &Folders, ignored: &Ignored, goes_on: impl Fn() -> bool) -> Vec<(PathBuf, Language)> {
    let folders = folders.confined();
    let reach = Reach::new(&folders, None);
    let mut found = Vec::new();
    let mut waiting: VecDeque<PathBuf> = folders.outermost().filter(|path| !ignored.holds_path(path)).collect();
    let mut searched = 0;
    while let Some(directory) = waiting.pop_front()
        && found.len() < MAX_DOCUMENTS
        && searched < MAX_DIRECTORIES
        && goes_on()
    {
        searched += 1;
        let Some(place) = reach.find(&directory) else { continue };
        let mut entries: Vec<_> = place.entries().collect();
        entries.sort_unstable_by(|(first, _), (second, _)| first.cmp(second));
        for (name, kind) in entries {
            let path = directory.join(&name);
            let name = name.to_string_lossy();
            match kind {
                EntryKind::Directory if waiting.len() >= MAX_DIRECTORIES => {}
                EntryKind::Directory if !ignored.holds(&path) && !DOWNLOADED.contains(&&*name) => {
                    waiting.push_back(path);
                }
                EntryKind::File => found.extend(language_of(&name).map(|language| (path, language))),
                _ => {}
            }
        }
    }
    found.truncate(MAX_DOCUMENTS);
    found
}
