//! The variables that are set for the interpolation of a file: those of `.env`, or, for an included file, those that the
//! including files set for it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::project::{DEFAULT_FILES, DEFAULT_OVERRIDES, FileFacts, folder_of, resolve, resolve_in};
use super::{Include, Model};
use crate::languages::Language;
use crate::languages::compose::values::env_file::{assignments, expanded};
use crate::languages::source::{FileProvider, Source};

/// The name of the file that sets variables, unless an `include` names others.
pub const ENV_FILE: &str = ".env";

/// The maximum number of files that include each other, from the document upwards.
const MAX_INCLUDES: usize = 8;

/// A file that sets variables.
pub struct EnvFile {
    /// The shortest path, relative to the document's folder.
    pub path: String,
    pub text: Arc<str>,
}

/// The variables that are set for a file, apart from those of the shell.
#[derive(Default)]
pub struct SetVariables {
    /// The files that set variables, those with precedence first.
    pub files: Vec<EnvFile>,
    /// The values, with the indices of the files that set them.
    values: BTreeMap<String, (String, usize)>,
}

impl SetVariables {
    pub fn new(source: &Source) -> Self {
        let mut variables = Self::default();
        let mut seen = HashSet::new();
        for group in groups(source, source.file_name, MAX_INCLUDES, &mut seen) {
            variables.add(source.files, &group);
        }
        variables
    }

    /// Returns the value of a variable.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(value, _)| value.as_str())
    }

    /// Returns the path of the file that sets a variable.
    pub fn origin(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(|(_, file)| self.files[*file].path.as_str())
    }

    /// Returns the names of all variables, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values.keys().map(String::as_str)
    }

    /// Adds files of which later ones have precedence over earlier ones, but not over those that were added before.
    fn add(&mut self, files: &dyn FileProvider, paths: &[String]) {
        let read = paths.iter().filter_map(|path| Some(EnvFile { path: path.clone(), text: files.read(path)? }));
        let group: Vec<EnvFile> = read.collect();
        // The last file of the group has precedence.
        let end = self.files.len() + group.len();
        let mut found: HashMap<String, (String, usize)> = HashMap::new();
        for (index, file) in group.iter().enumerate() {
            for assignment in assignments(&file.text) {
                let earlier = |name: &str| found.get(name).map(|(value, _)| value.as_str());
                let value = expanded(assignment, &|name| self.value(name).or_else(|| earlier(name)));
                found.insert(assignment.name.to_owned(), (value, end - 1 - index));
            }
        }
        self.files.extend(group.into_iter().rev());
        for (name, value) in found {
            self.values.entry(name).or_insert(value);
        }
    }
}

/// Returns the paths of the files that set variables for a file, in groups. Earlier groups have precedence.
fn groups(source: &Source, file: &str, depth: usize, seen: &mut HashSet<String>) -> Vec<Vec<String>> {
    let folder = folder_of(file);
    let beside = || vec![vec![within(folder, ENV_FILE)]];
    let name = file.rsplit('/').next().unwrap_or(file);
    // Such a file is usually read alone.
    if DEFAULT_FILES.contains(&name) || DEFAULT_OVERRIDES.contains(&name) || depth == 0 {
        return beside();
    }
    let mut found = Vec::new();
    for path in source.files.documents(Language::Compose) {
        if path == file || seen.contains(&path) {
            continue;
        }
        let Some(facts) = FileFacts::of(source.files, &path) else { continue };
        let Some(include) = include_of(source.files, &facts.model, &path, file) else { continue };
        seen.insert(path.clone());
        found.extend(groups(source, &path, depth - 1, seen));
        found.push(env_files(source.files, include, folder_of(&path)));
    }
    if found.is_empty() { beside() } else { found }
}

/// Returns the `include` of a file with which Compose reads another file.
fn include_of<'m>(files: &dyn FileProvider, model: &'m Model, path: &str, included: &str) -> Option<&'m Include> {
    model
        .includes
        .iter()
        .find(|include| include.paths.iter().any(|one| resolve(files, path, one).as_deref() == Some(included)))
}

/// Returns the paths of the files that set variables for an included file.
fn env_files(files: &dyn FileProvider, include: &Include, folder: &str) -> Vec<String> {
    let path = |path: &String| resolve_in(files, folder, path);
    if !include.env_files.is_empty() {
        return include.env_files.iter().filter_map(path).collect();
    }
    let project = match &include.project_directory {
        Some(directory) => path(directory),
        None => include.paths.first().and_then(path).map(|first| folder_of(&first).to_owned()),
    };
    project.map(|project| within(&project, ENV_FILE)).into_iter().collect()
}

fn within(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
