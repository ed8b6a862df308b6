//! The other Compose files that belong to the same application: included files, and those that Compose merges.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::tree::Tree;
use super::variables::{VariableUse, uses};
use super::{Declaration, Kind, Model, build};
use crate::languages::compose::is_file_name;
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::source::{FileProvider, Source};
use crate::languages::syntax::yaml::Yaml;
use crate::languages::text::paths::normalized;

/// The maximum number of files that are followed from one document.
const MAX_FILES: usize = 64;

/// The default file names of Compose, the preferred first.
pub const DEFAULT_FILES: [&str; 4] = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];

/// The names of override files that Compose merges with a default file.
pub const DEFAULT_OVERRIDES: [&str; 4] =
    ["compose.override.yml", "compose.override.yaml", "docker-compose.override.yml", "docker-compose.override.yaml"];

/// The facts about a Compose file other than the document.
pub struct FileFacts {
    pub text: Arc<str>,
    pub model: Model,
    pub variables: Vec<VariableUse>,
}

impl FileFacts {
    fn parse(_: &str, text: &Arc<str>) -> Self {
        let yaml = Yaml::nodes_of(text);
        let tree = Tree::new(text, yaml);
        Self { text: Arc::clone(text), model: build(&tree), variables: uses(&tree) }
    }

    /// Returns the facts about a file, by its path relative to the document's folder.
    pub fn of(files: &dyn FileProvider, path: &str) -> Option<Arc<Self>> {
        files.parsed(path, Self::parse)
    }
}

pub struct ProjectFile {
    /// The shortest path, relative to the document's folder.
    pub path: String,
    pub facts: Arc<FileFacts>,
}

/// The other files of an application.
#[derive(Default)]
pub struct Project {
    pub files: Vec<ProjectFile>,
    /// Whether every `include` was followed, so that no further names are declared elsewhere.
    pub is_complete: bool,
    /// The default file in the folder that Compose merges with the document. The document overrides it.
    pub base: Option<String>,
    /// The file in the folder that Compose merges with the document, and that overrides the document.
    pub override_file: Option<String>,
}

impl Project {
    pub fn new(source: &Source, model: &Model) -> Self {
        let (base, override_file) = merged_with(source);
        let is_complete = !model.has_unknown_includes;
        let mut project = Self { is_complete, base, override_file, ..Self::default() };
        let mut seen = HashSet::from([source.file_name.to_owned()]);
        let mut waiting: Vec<Option<String>> = Vec::new();
        for include in model.included_files() {
            waiting.push(resolve(source.files, "", &include.path));
        }
        waiting.extend(project.base.iter().chain(&project.override_file).cloned().map(Some));
        waiting.reverse();
        while let Some(path) = waiting.pop() {
            let Some(path) = path.filter(|_| project.files.len() < MAX_FILES) else {
                project.is_complete = false;
                continue;
            };
            if !seen.insert(path.clone()) {
                continue;
            }
            let Some(facts) = FileFacts::of(source.files, &path) else {
                project.is_complete = false;
                continue;
            };
            project.is_complete &= !facts.model.has_unknown_includes;
            waiting.extend(facts.model.included_files().map(|include| resolve(source.files, &path, &include.path)));
            project.files.push(ProjectFile { path, facts });
        }
        project
    }

    /// Returns the declarations of a name in the other files.
    pub fn declared<'p>(
        &'p self,
        kind: Kind,
        name: &'p str,
    ) -> impl Iterator<Item = (&'p ProjectFile, &'p Declaration)> {
        self.files.iter().flat_map(move |file| file.facts.model.declared(kind, name).map(move |one| (file, one)))
    }

    /// Returns all names of a kind in the other files.
    pub fn names(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let declarations = self.files.iter().flat_map(|file| &file.facts.model.declarations);
        declarations.filter(move |one| one.kind == kind).map(|one| one.name.as_str())
    }
}

/// Returns the services of the document that other Compose files in its folder extend.
pub fn services_extended_elsewhere(source: &Source) -> BTreeSet<String> {
    let mut names = source.files.entries();
    names.retain(|name| is_file_name(name) && name != source.file_name);
    names.sort_unstable();
    let files = names.iter().take(MAX_FILES).filter_map(|name| FileFacts::of(source.files, name));
    // A path with variables can be that of the document.
    let is_document = |file: &str| is_interpolated(file) || join("", file).is_some_and(|path| path == source.file_name);
    let mut found = BTreeSet::new();
    for facts in files {
        let extends = facts.model.extends.iter().filter(|one| one.file.as_deref().is_some_and(is_document));
        found.extend(extends.map(|one| one.service.clone()));
    }
    found
}

/// Returns the files in the folder that Compose merges with the document: the one that the document overrides, and the
/// one that overrides the document.
fn merged_with(source: &Source) -> (Option<String>, Option<String>) {
    let first = |names: &[&str]| {
        let found = names.iter().find(|name| **name != source.file_name && source.files.read(name).is_some());
        found.map(|name| (*name).to_owned())
    };
    let name = source.file_name;
    if DEFAULT_FILES.contains(&name) {
        (None, first(&DEFAULT_OVERRIDES))
    } else if name.starts_with("compose.") || name.starts_with("docker-compose") {
        (first(&DEFAULT_FILES), None)
    } else {
        (None, None)
    }
}

/// Resolves a path that is relative to the folder of a file. Returns `None` if the path is absolute, a URL, or contains
/// variables.
pub fn join(file: &str, path: &str) -> Option<String> {
    join_folder(folder_of(file), path).filter(|path| !path.is_empty())
}

/// Like [`join`], but returns the shortest path, so that each file has only one.
pub fn resolve(files: &dyn FileProvider, file: &str, path: &str) -> Option<String> {
    resolve_in(files, folder_of(file), path).filter(|path| !path.is_empty())
}

/// Like [`resolve`], but for a path that is relative to a folder. The path of the document's own folder is empty.
pub fn resolve_in(files: &dyn FileProvider, folder: &str, path: &str) -> Option<String> {
    let path = join_folder(folder, path)?;
    Some(if path.starts_with("..") { files.shortest_path(&path) } else { path })
}

fn join_folder(folder: &str, path: &str) -> Option<String> {
    if path.starts_with(['/', '~', '\\']) || path.contains("://") || path.contains('$') {
        return None;
    }
    Some(normalized(folder.split('/').chain(path.split('/')), false).join("/"))
}

/// Returns the path of the folder of a file.
pub fn folder_of(file: &str) -> &str {
    file.rsplit_once('/').map_or("", |(folder, _)| folder)
}
