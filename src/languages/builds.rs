//! Names of a Dockerfile across the files that build it: Bake and Compose files use its stages and arguments.

use std::any::TypeId;
use std::sync::Arc;

use super::answers::build_name::{BuildName, BuildOccurrences, BuildReference};
use super::answers::{Edit, FileEdits, FileRange, FileRef, NavigationTarget};
use super::folder_facts::Facts;
use super::source::{FileProvider, Options, Source};
use super::text::paths::normalized;
use super::{Language, analysis::Analysis};

/// Documents of a language that are searched for the uses of a name.
const MAX_DOCUMENTS: usize = 500;

/// A Dockerfile whose names other files use.
#[derive(Clone, Copy)]
pub struct Dockerfile<'d> {
    pub files: &'d dyn FileProvider,
    /// Leads from the folder of the document.
    pub path: &'d str,
    /// Its text, if it is the document.
    pub text: Option<&'d str>,
}

/// The uses of a name of a Dockerfile in the other Bake and Compose files of the workspace.
pub fn users(dockerfile: Dockerfile, name: &BuildName) -> Vec<FileRange> {
    let mut found = Vec::new();
    each_user(dockerfile, name, &mut |path, analysis| {
        found.extend(references(dockerfile, path, analysis, name));
    });
    found
}

/// Edits of the other Bake and Compose files of the workspace that rename a name of a Dockerfile.
///
/// # Errors
///
/// If a file that may use the name cannot be parsed.
pub fn rename_users(dockerfile: Dockerfile, name: &BuildName, new_name: &str) -> Result<Vec<FileEdits>, String> {
    let mut changes = Vec::new();
    let mut broken = None;
    each_user(dockerfile, name, &mut |path, analysis| {
        let places = references(dockerfile, path, analysis, name);
        if places.is_empty() && analysis.has_syntax_errors() {
            broken = Some(path.to_owned());
        } else if !places.is_empty() {
            let edits = places.into_iter().map(|place| Edit::replace(place.range, new_name)).collect();
            changes.push(FileEdits { file: FileRef::Path(path.into()), edits });
        }
    });
    match broken {
        Some(path) => {
            Err(format!("`{path}` has syntax errors that may hide uses of `{}`; fix them first", name.text()))
        }
        None => Ok(changes),
    }
}

/// Where a Dockerfile declares and uses a name.
pub fn occurrences(files: &dyn FileProvider, reference: &BuildReference) -> Option<BuildOccurrences> {
    with_dockerfile(files, &reference.dockerfile, |analysis| analysis.build_occurrences(&reference.name))
}

/// The declarations of a name in its Dockerfile.
pub fn declarations(files: &dyn FileProvider, reference: &BuildReference) -> Vec<NavigationTarget> {
    let found = occurrences(files, reference).map(|found| found.declarations).unwrap_or_default();
    let file = FileRef::Path(files.shortest(&reference.dockerfile).into());
    found.into_iter().map(|target| NavigationTarget { file: file.clone(), ..target }).collect()
}

/// The occurrences of a name in its Dockerfile and in the files that build it, without those of the document.
pub fn occurrences_elsewhere(files: &dyn FileProvider, reference: &BuildReference) -> Vec<FileRange> {
    let own = occurrences(files, reference).map(|found| found.ranges).unwrap_or_default();
    let file = FileRef::Path(files.shortest(&reference.dockerfile).into());
    let own = own.into_iter().map(|range| FileRange { file: file.clone(), range });
    let dockerfile = Dockerfile { files, path: &reference.dockerfile, text: None };
    own.chain(users(dockerfile, &reference.name)).collect()
}

/// Edits that rename a name in its Dockerfile and in the files that build it, without those of the document.
///
/// # Errors
///
/// The reason why not every occurrence can be renamed, in words for the user.
pub fn rename_elsewhere(
    files: &dyn FileProvider,
    reference: &BuildReference,
    new_name: &str,
) -> Result<Vec<FileEdits>, String> {
    let BuildReference { dockerfile, name, .. } = reference;
    let edits = with_dockerfile(files, dockerfile, |analysis| analysis.rename_build_name(name, new_name));
    let edits = edits.ok_or_else(|| format!("`{dockerfile}` cannot be read"))??;
    let mut changes = vec![FileEdits { file: FileRef::Path(files.shortest(dockerfile).into()), edits }];
    changes.extend(rename_users(Dockerfile { files, path: dockerfile, text: None }, name, new_name)?);
    Ok(changes)
}

fn with_dockerfile<T>(files: &dyn FileProvider, path: &str, ask: impl FnOnce(&dyn Analysis) -> T) -> Option<T> {
    let text = files.read(path)?;
    let document = Document { path, dockerfile: Dockerfile { files, path, text: None } };
    Some(ask(&*Language::Dockerfile.analyze(&document.source(&text))))
}

/// Calls a function for each other document that contains a name.
fn each_user(dockerfile: Dockerfile, name: &BuildName, found: &mut dyn FnMut(&str, &dyn Analysis)) {
    let files = dockerfile.files;
    for language in [Language::Bake, Language::Compose] {
        for path in files.documents(language).into_iter().take(MAX_DOCUMENTS) {
            let Some(text) = files.read(&path) else { continue };
            let contains = match name {
                BuildName::Stage(name) => text.to_ascii_lowercase().contains(&name.to_ascii_lowercase()),
                BuildName::Argument(name) => text.contains(name.as_str()),
            };
            if contains {
                let document = Document { path: &path, dockerfile };
                found(&path, &*language.analyze(&document.source(&text)));
            }
        }
    }
}

/// The references of the document at a path to a name of a Dockerfile.
fn references(dockerfile: Dockerfile, path: &str, analysis: &dyn Analysis, name: &BuildName) -> Vec<FileRange> {
    let files = dockerfile.files;
    let dockerfile = files.shortest(dockerfile.path);
    let own = analysis.build_references().into_iter().filter(|reference| {
        reference.name.is(name) && files.shortest(&from_folder_of(path, &reference.dockerfile)) == dockerfile
    });
    let mut ranges: Vec<_> = own.map(|reference| reference.range).collect();
    ranges.sort_by_key(|range| range.start);
    ranges.dedup();
    ranges.into_iter().map(|range| FileRange { file: FileRef::Path(path.into()), range }).collect()
}

/// A path that leads from the folder of a file, made to lead from the folder from which the file's own path leads.
fn from_folder_of(file: &str, path: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalized(folder.split('/').chain(path.split('/')), false).join("/")
}

/// The files around another document.
struct Document<'f> {
    path: &'f str,
    dockerfile: Dockerfile<'f>,
}

impl Document<'_> {
    fn source<'s>(&'s self, text: &'s str) -> Source<'s> {
        let file_name = self.path.rsplit('/').next().unwrap_or(self.path);
        Source { text, file_name, files: self, options: Options::default() }
    }
}

impl FileProvider for Document<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let Dockerfile { files, path: own, text } = self.dockerfile;
        let path = from_folder_of(self.path, path);
        match text {
            Some(text) if files.shortest(&path) == files.shortest(own) => Some(text.into()),
            _ => files.read(&path),
        }
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("")
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        self.dockerfile.files.entries_in(&from_folder_of(self.path, folder))
    }

    fn facts(&self, path: &str, kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
        self.dockerfile.files.facts(&from_folder_of(self.path, path), kind, parse)
    }
}
