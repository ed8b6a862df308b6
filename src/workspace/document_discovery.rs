//! Finds the files of the supported languages in the client's folders, by their names alone. Reads the disk, so call it
//! only where blocking is allowed.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use crate::languages::{Language, identifier_of_file};
use crate::platform::files::EntryKind;

use super::folders::{Folders, Ignored};
use super::reach::Reach;

/// The maximum number of files that a search finds, which is enough for a monorepo of ten thousand modules. Files in
/// higher directories are found first.
const MAX_DOCUMENTS: usize = 65_536;

/// The maximum number of directories that are searched.
const MAX_DIRECTORIES: usize = 65_536;

/// Directories that contain what tools have downloaded. They are skipped in addition to those that every search skips.
const DOWNLOADED: [&str; 3] = [".terraform", ".venv", "node_modules"];

/// Returns the language of a file by its name.
pub fn language_of(file_name: &str) -> Option<Language> {
    Language::detect(identifier_of_file(file_name)?, file_name)
}

/// Returns the files of all languages in all folders. Follows no links. Stops once `should_continue` returns
/// false, and returns what was found until then.
pub fn documents(folders: &Folders, ignored: &Ignored, should_continue: impl Fn() -> bool) -> Vec<(PathBuf, Language)> {
    let select = |name: &str, kind| language_of(name).filter(|_| kind == EntryKind::File);
    search(folders, ignored, should_continue, select)
}

/// Returns the Terraform files in all folders, and the links with names of such files. Stops once
/// `should_continue` returns false, and returns what was found until then.
pub fn terraform_files(folders: &Folders, ignored: &Ignored, should_continue: impl Fn() -> bool) -> Vec<PathBuf> {
    let select = |name: &str, kind| {
        let is_file = matches!(kind, EntryKind::File | EntryKind::Link);
        (is_file && language_of(name) == Some(Language::Terraform)).then_some(())
    };
    search(folders, ignored, should_continue, select).into_iter().map(|(path, ())| path).collect()
}

/// Whether a search of the folders would find a file, provided that they may be searched. Waits for the disk.
pub fn is_searched(folders: &Folders, ignored: &Ignored, file: &Path) -> bool {
    let Some(directory) = file.parent() else { return false };
    let is_downloaded = |folder: &Path| {
        let below = directory.strip_prefix(folder).unwrap_or(directory);
        below.components().any(|part| DOWNLOADED.iter().any(|name| part.as_os_str() == *name))
    };
    let holds = |folder: &Path| directory.starts_with(folder) && !is_downloaded(folder);
    folders.iter().any(holds) && folders.lead_to(directory, ignored)
}

/// Returns the entries for which `select` returns a value, given their names and kinds.
fn search<T>(
    folders: &Folders,
    ignored: &Ignored,
    should_continue: impl Fn() -> bool,
    select: impl Fn(&str, EntryKind) -> Option<T>,
) -> Vec<(PathBuf, T)> {
    let folders = folders.confined();
    let reach = Reach::new(&folders, None);
    let mut found = Vec::new();
    let mut waiting: VecDeque<PathBuf> = folders.outermost().filter(|path| !ignored.holds_path(path)).collect();
    let mut searched = 0;
    while let Some(directory) = waiting.pop_front()
        && found.len() < MAX_DOCUMENTS
        && searched < MAX_DIRECTORIES
        && should_continue()
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
                EntryKind::Directory => {}
                _ => found.extend(select(&name, kind).map(|selected| (path, selected))),
            }
        }
    }
    found.truncate(MAX_DOCUMENTS);
    found
}
