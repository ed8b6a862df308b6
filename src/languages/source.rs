//! The input of an analysis: the text of a document, its file name, and the files around it.

use std::any::TypeId;
use std::sync::Arc;

use super::Language;
use super::folder_facts::{Facts, FileState, FolderChanges, FolderFacts, FolderFactsKind};
use super::text::paths;

/// The maximum number of names that [`FileProvider::entries_in`] returns.
pub const MAX_ENTRIES: usize = 2_000;

/// A document with everything that its analysis may depend on.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text of the document.
    pub text: &'a str,
    /// The last part of the document's path.
    pub file_name: &'a str,
    /// Reads other files, by path relative to the folder of the document.
    pub files: &'a dyn FileProvider,
    /// The settings of the client and the host.
    pub options: Options,
}

impl<'a> Source<'a> {
    /// Creates a source without any files around the document.
    pub fn alone(file_name: &'a str, text: &'a str) -> Self {
        Self { text, file_name, files: &NoFiles, options: Options::default() }
    }
}

struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

/// The files around a document. For an open file, this is the text in the editor.
///
/// Paths are relative to the document's folder, with `/` between the parts. An analysis is kept until the document or a
/// file that it requested changes.
pub trait FileProvider: Send + Sync {
    /// The text of a file, if the file exists.
    fn read(&self, path: &str) -> Option<Arc<str>>;

    /// The names of the files and folders in the document's folder, in any order. Empty if the document has no folder.
    fn entries(&self) -> Vec<String> {
        Vec::new()
    }

    /// The names of the files and folders in a folder. Returns at most a few thousand names, starting with those of
    /// open documents. The name of a folder ends with `/`. The path of the document's own folder is empty.
    fn entries_in(&self, _folder: &str) -> Vec<String> {
        Vec::new()
    }

    /// The paths of the workspace's files of a language, without the document itself. Returns at most a few thousand
    /// paths, starting with those of open documents. All of these files can be read. The first call may have to search
    /// the disk, so call this only if the answer needs these files, such as for navigation, renames and image names.
    fn documents(&self, _language: Language) -> Vec<String> {
        Vec::new()
    }

    /// The folders of the workspace whose Terraform modules may call the module in a folder. All folders that do so are
    /// included, except for calls in the document itself. `None` if the provider has no index of calls.
    fn module_callers(&self, _folder: &str) -> Option<Vec<String>> {
        None
    }

    /// The shortest equivalent path, such as `main.tf` for `../web/main.tf` in a folder named `web`. The paths of
    /// [`FileProvider::documents`] have this form.
    fn shortest_path(&self, path: &str) -> String {
        paths::normalized(path.split('/'), false).join("/")
    }

    /// The schemas of Terraform's providers, if the host has any: a
    /// [`ProviderSchemas`](super::terraform::model::provider_schemas::ProviderSchemas).
    fn provider_schemas(&self) -> Option<Facts> {
        None
    }

    /// The result of `parse` for a file, called with its name and text. The result is cached, also for other documents
    /// and for later versions of this one, until the file changes. `kind` distinguishes facts of different types. Use
    /// `dyn FileProvider::parsed` instead.
    fn facts(&self, path: &str, _kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
        let text = self.read(path)?;
        Some(parse(path.rsplit('/').next().unwrap_or(path), &text))
    }

    /// The facts about all files in a folder. A provider that knows which files changed caches them. Use `dyn
    /// FileProvider::folder` instead.
    fn folder_facts(&self, folder: &str, kind: &FolderFactsKind, _except: Option<&str>) -> Option<Facts> {
        let names = self.entries_in(folder);
        if names.is_empty() {
            return None;
        }
        // A longer list would have been truncated.
        let is_cut = names.len() >= MAX_ENTRIES;
        let parts = names.into_iter().filter(|name| !name.ends_with('/') && (kind.is_part)(name));
        let states = parts.map(|name| {
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            let facts = self.facts(&path, kind.file_id, &kind.parse);
            (name, facts.map_or(FileState::Unreadable, FileState::Read))
        });
        (kind.compose)(folder, None, FolderChanges { files: states.collect(), is_all: true, is_cut })
    }
}

impl dyn FileProvider + '_ {
    /// The result of `parse` for a file, called with its name and text. It is computed once for each text of the file,
    /// so it must not depend on anything else. `T` identifies the result: declare a separate type for each `parse`.
    pub fn parsed<T: Send + Sync + 'static>(&self, path: &str, parse: fn(&str, &Arc<str>) -> T) -> Option<Arc<T>> {
        let facts = self.facts(path, TypeId::of::<T>(), &|name, text| Arc::new(parse(name, text)))?;
        facts.downcast().ok()
    }

    /// Facts about the files in a folder, updated only for files that changed. What they say about the file `except`
    /// may be outdated. `None` if the folder is unknown.
    pub fn folder<T: FolderFacts>(&self, folder: &str, except: Option<&str>) -> Option<Arc<T>> {
        self.folder_facts(folder, &FolderFactsKind::of::<T>(), except)?.downcast().ok()
    }
}

/// Settings of the client that affect languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Omits diagnostics that another Dockerfile server in the same editor reports, too.
    pub remove_overlapping_issues: bool,
    /// Stops checking a Dockerfile at its first error, as BuildKit does.
    pub stop_at_first_error: bool,
    /// Validates Compose files against the schema of the Compose Specification.
    pub validate_compose: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { remove_overlapping_issues: false, stop_at_first_error: false, validate_compose: true }
    }
}
