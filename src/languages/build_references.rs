//! The names of Dockerfiles that a Bake or Compose file uses or defines, cached together with the file.

use std::any::TypeId;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::Language;
use super::answers::build_name::BuildReference;
use super::folder_facts::Facts;
use super::source::{FileProvider, Options, Source};
use super::text::paths::normalized;

/// The names of Dockerfiles in a Bake or Compose file.
#[derive(Debug)]
pub struct BuildReferences {
    pub references: Vec<BuildReference>,
    /// Whether syntax errors may hide further references.
    pub has_syntax_errors: bool,
}

/// A file and the files around it.
pub struct Document<'f> {
    /// The path of the file, relative to the folder that paths in `files` are relative to.
    pub path: &'f str,
    pub files: &'f dyn FileProvider,
    /// The path and text of a file whose text differs from the one on disk.
    pub edited: Option<(&'f str, &'f str)>,
}

/// The cache entry for one text of a file. The references also depend on the files that it is merged with and on those
/// that it builds.
struct Kept {
    text: Arc<str>,
    last: Mutex<Option<Computed>>,
}

struct Computed {
    language: Language,
    inputs: Inputs,
    result: Arc<BuildReferences>,
}

/// The files and folders that an analysis read, by paths relative to the folder of the analyzed file.
#[derive(Default)]
struct Inputs {
    texts: Vec<(String, Option<Arc<str>>)>,
    folders: Vec<(String, Vec<String>)>,
}

/// Records what an analysis reads.
struct Recorder<'r> {
    document: &'r Document<'r>,
    inputs: Mutex<Inputs>,
}

impl Document<'_> {
    pub fn source<'s>(&'s self, text: &'s str) -> Source<'s> {
        source(self.path, text, self)
    }

    /// Returns the references of the file, which must be a Bake or Compose file. They are computed again only if
    /// something that they depend on has changed.
    pub fn build_references(&self, language: Language) -> Option<Arc<BuildReferences>> {
        let kept = self.files.parsed(self.path, |_, text| Kept { text: Arc::clone(text), last: Mutex::default() })?;
        if let Some(last) = &*lock(&kept.last)
            && last.language == language
            && last.inputs.are_current(self)
        {
            return Some(Arc::clone(&last.result));
        }
        // The lock is not held here, so that other documents can be analyzed at the same time.
        let recorder = Recorder { document: self, inputs: Mutex::default() };
        let analysis = language.analyze(&source(self.path, &kept.text, &recorder));
        let (references, has_syntax_errors) = (analysis.build_references(), analysis.has_syntax_errors());
        drop(analysis);
        let inputs = recorder.inputs.into_inner().unwrap_or_else(PoisonError::into_inner);
        let result = Arc::new(BuildReferences { references, has_syntax_errors });
        *lock(&kept.last) = Some(Computed { language, inputs, result: Arc::clone(&result) });
        Some(result)
    }
}

impl Inputs {
    fn are_current(&self, document: &Document) -> bool {
        self.texts.iter().all(|(path, text)| document.read(path) == *text)
            && self.folders.iter().all(|(path, entries)| document.entries_in(path) == *entries)
    }
}

impl FileProvider for Document<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let path = from_folder_of(self.path, path);
        let has_name_of = |own: &str| path.rsplit('/').next() == own.rsplit('/').next();
        match self.edited {
            Some((own, text))
                if has_name_of(own) && self.files.shortest_path(&path) == self.files.shortest_path(own) =>
            {
                Some(text.into())
            }
            _ => self.files.read(&path),
        }
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("")
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        self.files.entries_in(&from_folder_of(self.path, folder))
    }

    fn facts(&self, path: &str, kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
        self.files.facts(&from_folder_of(self.path, path), kind, parse)
    }
}

impl FileProvider for Recorder<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let text = self.document.read(path);
        lock(&self.inputs).texts.push((path.to_owned(), text.clone()));
        text
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("")
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let entries = self.document.entries_in(folder);
        lock(&self.inputs).folders.push((folder.to_owned(), entries.clone()));
        entries
    }

    fn facts(&self, path: &str, kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
        self.read(path)?;
        self.document.facts(path, kind, parse)
    }
}

/// Converts a path that is relative to the folder of a file. The result is relative to the folder that the file's own
/// path is relative to.
pub fn from_folder_of(file: &str, path: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    normalized(folder.split('/').chain(path.split('/')), false).join("/")
}

fn source<'s>(path: &'s str, text: &'s str, files: &'s dyn FileProvider) -> Source<'s> {
    let file_name = path.rsplit('/').next().unwrap_or(path);
    Source { text, file_name, files, options: Options::default() }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    /// Files whose facts are cached until their text changes.
    #[derive(Default)]
    struct Files {
        texts: HashMap<String, Arc<str>>,
        facts: Mutex<HashMap<String, (Arc<str>, Facts)>>,
    }

    impl Files {
        fn write(&mut self, path: &str, text: &str) {
            self.texts.insert(path.to_owned(), text.into());
        }
    }

    impl FileProvider for Files {
        fn read(&self, path: &str) -> Option<Arc<str>> {
            self.texts.get(path).cloned()
        }

        fn facts(&self, path: &str, kind: TypeId, parse: &dyn Fn(&str, &Arc<str>) -> Facts) -> Option<Facts> {
            let text = self.read(path)?;
            if kind != TypeId::of::<Kept>() {
                return Some(parse(path, &text));
            }
            if let Some((known, facts)) = lock(&self.facts).get(path)
                && *known == text
            {
                return Some(Arc::clone(facts));
            }
            let facts = parse(path, &text);
            lock(&self.facts).insert(path.to_owned(), (text, Arc::clone(&facts)));
            Some(facts)
        }
    }

    fn references(files: &Files, path: &str, dockerfile: &str) -> Arc<BuildReferences> {
        let language = if path.contains("bake") { Language::Bake } else { Language::Compose };
        let edited = Some(("app/Dockerfile", dockerfile));
        Document { path, files, edited }.build_references(language).expect("the file exists")
    }

    #[test]
    fn references_of_compose_files_are_kept_until_the_file_changes() {
        let mut files = Files::default();
        let path = "app/compose.yaml";
        files.write(path, "services: { web: { build: { context: ., target: build } } }");
        let first = references(&files, path, "FROM alpine");
        assert_eq!(first.references.len(), 1);
        assert!(Arc::ptr_eq(&first, &references(&files, path, "FROM alpine AS build")));
        files.write(path, "services: {}");
        assert_eq!(references(&files, path, "FROM alpine").references, []);
    }

    #[test]
    fn references_of_bake_files_are_kept_until_a_file_they_depend_on_changes() {
        let mut files = Files::default();
        let path = "app/docker-bake.hcl";
        files.write(path, "target \"app\" {\n  dockerfile = FILE\n  target = \"build\"\n}\nvariable \"FILE\" {}\n");
        let first = references(&files, path, "FROM alpine");
        assert_eq!(first.references[0].dockerfile, "Dockerfile");
        assert!(Arc::ptr_eq(&first, &references(&files, path, "FROM alpine")));
        files.write("app/docker-bake.override.hcl", "variable \"FILE\" { default = \"other.Dockerfile\" }\n");
        assert_eq!(references(&files, path, "FROM alpine").references, []);
        files.write("app/other.Dockerfile", "FROM alpine");
        assert_eq!(references(&files, path, "FROM alpine").references[0].dockerfile, "other.Dockerfile");
        let again = references(&files, path, "FROM alpine");
        assert!(Arc::ptr_eq(&again, &references(&files, path, "FROM debian")), "the edited file is not built");
    }
}
