//! Names that a Dockerfile shares with the files that build it: Bake and Compose files use its stages and arguments,
//! and define build contexts for it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::answers::build_name::{BuildName, BuildOccurrences, BuildReference, context_key};
use super::answers::{Edit, FileEdits, FileRange, FileRef, NavigationTarget};
use super::build_references::{BuildReferences, Document, from_folder_of};
use super::source::FileProvider;
use super::text::LineIndex;
use super::{Language, analysis::Analysis};

/// The maximum number of documents of a language that are searched for uses of a name.
const MAX_DOCUMENTS: usize = 500;

/// The maximum number of occurrences of a name whose lines are listed.
const MAX_LINES: usize = 20;

/// A lookup of a name of a Dockerfile, on behalf of the current document.
pub struct Lookup<'d> {
    pub files: &'d dyn FileProvider,
    /// The path of the Dockerfile, relative to the folder of the document.
    pub dockerfile: &'d str,
    /// The text of the Dockerfile, if the Dockerfile is the document.
    pub text: Option<&'d str>,
    pub name: &'d BuildName,
    /// The references in the document and in the files that are analyzed together with it, if these files build
    /// Dockerfiles.
    pub own: Vec<(FileRef, BuildReference)>,
}

/// A use of a name in a Bake or Compose file. The path of the Dockerfile is relative to the folder of the document.
struct Use {
    file: FileRef,
    reference: BuildReference,
}

/// Everything that has to be renamed together with a name.
#[derive(Default)]
struct Linked {
    /// The Dockerfiles, starting with the one of the lookup.
    dockerfiles: Vec<String>,
    /// The occurrences in Bake and Compose files.
    uses: Vec<FileRange>,
    /// Whether one of these occurrences defines a build context.
    has_context: bool,
    /// The path of a file whose syntax errors may hide uses.
    broken: Option<String>,
}

/// A definition of a build context.
pub struct ContextDefinition {
    /// The value of the context, such as `target:base`, if known.
    pub value: Option<String>,
    pub place: FileRange,
}

impl ContextDefinition {
    /// The line of the definition, counted from 1.
    pub fn line(&self, files: &dyn FileProvider) -> usize {
        let FileRef::Path(path) = &self.place.file else { return 1 };
        let text = files.read(path);
        text.map_or(1, |text| LineIndex::new(&text).line(self.place.range.start) + 1)
    }
}

impl Lookup<'_> {
    /// Returns the uses of the name in Bake and Compose files, and its occurrences in Dockerfiles other than the
    /// document.
    pub fn occurrences(&self) -> Vec<FileRange> {
        let Linked { dockerfiles, uses, has_context, .. } = self.linked();
        let name = self.name_elsewhere(has_context);
        let mut all = uses;
        for path in self.others(&dockerfiles) {
            let file = FileRef::Path(path.into());
            let ranges = occurrences_in(self.files, path, &name).ranges.into_iter();
            all.extend(ranges.map(|range| FileRange { file: file.clone(), range }));
        }
        all
    }

    /// Returns the edits that rename the name in all files. If the document is a Dockerfile, the edits of the document
    /// itself are not included.
    ///
    /// # Errors
    ///
    /// The reason why not every occurrence can be renamed, in words for the user.
    pub fn rename(&self, new_name: &str) -> Result<Vec<FileEdits>, String> {
        let Linked { dockerfiles, uses, has_context, broken } = self.linked();
        let name = self.name.text();
        if let Some(path) = broken {
            return Err(format!("`{path}` has syntax errors that may hide uses of `{name}`; fix them first"));
        }
        if has_context && !is_context_name(new_name) {
            return Err(format!(
                "invalid name `{new_name}` for a build context: expected lowercase letters, digits, `.`, `_`, `-` and `/`"
            ));
        }
        let can_be_context = has_context || matches!(self.name, BuildName::Stage(_));
        if can_be_context && self.is_context(new_name, &dockerfiles) {
            return Err(if has_context {
                format!("`{new_name}` is already in use")
            } else {
                format!("`{new_name}` is the name of a build context, which would replace the stage")
            });
        }
        if dockerfiles.iter().any(String::is_empty) {
            return Err(format!("a Dockerfile that is inline or not known may use `{name}`; rename it by hand"));
        }
        let edits = uses.into_iter().map(|place| (place.file, Edit::replace(place.range, new_name)));
        let mut changes = FileEdits::group(edits);
        let name = self.name_elsewhere(has_context);
        for path in self.others(&dockerfiles) {
            let edits = with_dockerfile(self.files, path, |analysis| analysis.rename_build_name(&name, new_name));
            let edits = edits.ok_or_else(|| format!("`{path}` cannot be read"))??;
            if !edits.is_empty() {
                changes.push(FileEdits::new(FileRef::Path(path.into()), edits));
            }
        }
        Ok(changes)
    }

    /// The name to look up in other Dockerfiles. If a build context has the name of a stage, the name can also refer to
    /// an image there.
    fn name_elsewhere(&self, has_context: bool) -> BuildName {
        if has_context { BuildName::Context(self.name.text().to_owned()) } else { self.name.clone() }
    }

    /// Returns the declarations of a stage or an argument in its Dockerfile, unless the Dockerfile is the document.
    pub fn declarations(&self) -> Vec<NavigationTarget> {
        let file = FileRef::Path(self.files.shortest_path(self.dockerfile).into());
        let found = occurrences_in(self.files, self.dockerfile, self.name).declarations;
        found.into_iter().map(|target| NavigationTarget { file: file.clone(), ..target }).collect()
    }

    /// Returns the lines of the Dockerfile on which the name occurs, counted from 1.
    pub fn lines(&self) -> Vec<usize> {
        let ranges = occurrences_in(self.files, self.dockerfile, self.name).ranges;
        let Some(text) = (!ranges.is_empty()).then(|| self.files.read(self.dockerfile)).flatten() else {
            return Vec::new();
        };
        let index = LineIndex::new(&text);
        let mut lines: Vec<usize> = ranges.iter().take(MAX_LINES).map(|range| index.line(range.start) + 1).collect();
        lines.dedup();
        lines
    }

    /// Returns the places where Bake and Compose files define the name as a build context of the Dockerfile.
    pub fn context_definitions(&self) -> Vec<ContextDefinition> {
        let (uses, _) = self.uses();
        let dockerfile = self.files.shortest_path(self.dockerfile);
        let is_definition = |one: &Use| {
            let BuildReference { dockerfile: path, name, .. } = &one.reference;
            *path == dockerfile && matches!(name, BuildName::Context(_)) && name.is(self.name)
        };
        let mut found: Vec<ContextDefinition> = Vec::new();
        let mut places = BTreeSet::new();
        for Use { file, reference: BuildReference { range, value, .. } } in uses.into_iter().filter(is_definition) {
            if places.insert((file.clone(), range.start)) {
                found.push(ContextDefinition { value, place: FileRange { file, range } });
            }
        }
        found
    }

    /// Whether a build of one of the Dockerfiles already defines a context with this name, spelled like a context or
    /// like a stage.
    fn is_context(&self, name: &str, dockerfiles: &[String]) -> bool {
        let others = [BuildName::Context(name.to_owned()), BuildName::Stage(name.to_owned())];
        let mut others = others.iter().filter(|other| !self.name.is(other));
        others.any(|other| {
            let (uses, _) = Lookup { name: other, own: self.own.clone(), ..*self }.uses();
            let mut contexts = uses.iter().filter(|one| matches!(one.reference.name, BuildName::Context(_)));
            contexts.any(|one| dockerfiles.contains(&one.reference.dockerfile))
        })
    }

    /// The Dockerfiles other than the document.
    fn others<'p>(&self, dockerfiles: &'p [String]) -> impl Iterator<Item = &'p str> {
        let document = self.text.map(|_| self.files.shortest_path(self.dockerfile));
        dockerfiles.iter().map(String::as_str).filter(move |path| !path.is_empty() && document.as_deref() != Some(path))
    }

    /// Collects everything that has to be renamed together with the name. One definition of a context can apply to
    /// several Dockerfiles at once; all of them have to change.
    fn linked(&self) -> Linked {
        let (uses, broken) = self.uses();
        let mut by_dockerfile: BTreeMap<&str, Vec<&Use>> = BTreeMap::new();
        let mut by_place: BTreeMap<(&FileRef, usize), Vec<&str>> = BTreeMap::new();
        for one in &uses {
            let BuildReference { dockerfile, range, .. } = &one.reference;
            by_dockerfile.entry(dockerfile).or_default().push(one);
            by_place.entry((&one.file, range.start)).or_default().push(dockerfile);
        }
        let mut dockerfiles = vec![self.path_of(self.dockerfile, "")];
        let mut places: BTreeMap<(FileRef, usize), Range<usize>> = BTreeMap::new();
        let mut has_context = false;
        let mut at = 0;
        while let Some(dockerfile) = dockerfiles.get(at) {
            at += 1;
            for one in by_dockerfile.remove(dockerfile.as_str()).unwrap_or_default() {
                let range = &one.reference.range;
                places.insert((one.file.clone(), range.start), range.clone());
                has_context |= matches!(one.reference.name, BuildName::Context(_));
                for other in by_place.remove(&(&one.file, range.start)).unwrap_or_default() {
                    if by_dockerfile.contains_key(other) && !dockerfiles.iter().any(|known| known == other) {
                        dockerfiles.push(other.to_owned());
                    }
                }
            }
        }
        let uses = places.into_iter().map(|((file, _), range)| FileRange { file, range }).collect();
        Linked { dockerfiles, uses, has_context, broken }
    }

    /// Returns the uses of the name in Bake and Compose files, for any Dockerfile, and the path of a file whose syntax
    /// errors may hide further uses.
    fn uses(&self) -> (Vec<Use>, Option<String>) {
        let mut broken = None;
        let own = self.own.iter().map(|(file, reference)| {
            let dockerfile = self.path_of(&reference.dockerfile, "");
            Use { file: file.clone(), reference: BuildReference { dockerfile, ..reference.clone() } }
        });
        let mut uses: Vec<Use> = own.filter(|one| one.reference.name.is(self.name)).collect();
        let dockerfile = self.files.shortest_path(self.dockerfile);
        each_document(self.files, self.text.map(|text| (self.dockerfile, text)), self.name, &mut |path, found| {
            let mut is_used = false;
            for reference in &found.references {
                if reference.name.is(self.name) {
                    let path_of_it = self.path_of(&reference.dockerfile, path);
                    is_used |= path_of_it == dockerfile;
                    let reference = BuildReference { dockerfile: path_of_it, ..reference.clone() };
                    uses.push(Use { file: FileRef::Path(path.into()), reference });
                }
            }
            if !is_used && found.has_syntax_errors {
                broken.get_or_insert_with(|| path.to_owned());
            }
        });
        (uses, broken)
    }

    /// Converts the path of a Dockerfile that is relative to the folder of another file. The result is relative to the
    /// folder of the document.
    fn path_of(&self, dockerfile: &str, file: &str) -> String {
        if dockerfile.is_empty() { String::new() } else { self.files.shortest_path(&from_folder_of(file, dockerfile)) }
    }
}

/// Returns the names and values of the contexts that are defined for a Dockerfile by the files that build it. The
/// Dockerfile is the document.
pub fn contexts(files: &dyn FileProvider, dockerfile: &str, text: &str) -> Vec<(String, Option<String>)> {
    let own = files.shortest_path(dockerfile);
    let mut found: Vec<(String, Option<String>)> = Vec::new();
    let any = BuildName::Context(String::new());
    each_document(files, Some((dockerfile, text)), &any, &mut |path, document| {
        for reference in &document.references {
            if let BuildName::Context(name) = &reference.name
                && !reference.dockerfile.is_empty()
                && files.shortest_path(&from_folder_of(path, &reference.dockerfile)) == own
                && !found.iter().any(|(known, _)| known == name)
            {
                found.push((name.clone(), reference.value.clone()));
            }
        }
    });
    found
}

/// Returns the declarations and uses of a name in a Dockerfile. Empty if the file cannot be read.
fn occurrences_in(files: &dyn FileProvider, path: &str, name: &BuildName) -> BuildOccurrences {
    with_dockerfile(files, path, |analysis| analysis.build_occurrences(name)).unwrap_or_default()
}

fn with_dockerfile<T>(files: &dyn FileProvider, path: &str, answer: impl FnOnce(&dyn Analysis) -> T) -> Option<T> {
    if path.is_empty() {
        return None;
    }
    let text = files.read(path)?;
    let document = Document { path, files, edited: None };
    Some(answer(&*Language::Dockerfile.analyze(&document.source(&text))))
}

/// Calls a function for each Bake and Compose file of the workspace that may contain a name, except the document.
/// `edited` is the path and text of the document, if it is a Dockerfile.
fn each_document(
    files: &dyn FileProvider,
    edited: Option<(&str, &str)>,
    name: &BuildName,
    found: &mut dyn FnMut(&str, &BuildReferences),
) {
    for language in [Language::Bake, Language::Compose] {
        for path in files.documents(language).into_iter().take(MAX_DOCUMENTS) {
            let Some(text) = files.read(&path) else { continue };
            let contains = |text: &str, name: &str| contains_word(text, name, language);
            let is_candidate = match name {
                BuildName::Stage(name) => contains(&text.to_ascii_lowercase(), &name.to_ascii_lowercase()),
                BuildName::Argument(name) => contains(&text, name),
                // `contexts` in Bake, `additional_contexts` in Compose.
                BuildName::Context(name) => text.contains("contexts") && contains(&text, context_key(name)),
            };
            if is_candidate {
                let document = Document { path: &path, files, edited };
                document.build_references(language).iter().for_each(|references| found(&path, references));
            }
        }
    }
}

/// Whether a text contains a name as a complete word.
fn contains_word(text: &str, name: &str, language: Language) -> bool {
    let is_part = |byte: &u8| {
        // In Bake files, a dot separates the parts of a reference.
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-') || *byte == b'.' && language == Language::Compose
    };
    text.match_indices(name).any(|(start, _)| {
        let (before, after) = (&text.as_bytes()[..start], &text.as_bytes()[start + name.len()..]);
        name.is_empty() || !before.last().is_some_and(is_part) && !after.first().is_some_and(is_part)
    })
}

/// Whether a build context can have this name. Valid names are those of images, except `scratch`.
fn is_context_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-/:@".contains(&byte);
    name.starts_with(|first: char| first.is_ascii_lowercase() || first.is_ascii_digit())
        && name.ends_with(|last: char| last.is_ascii_lowercase() || last.is_ascii_digit())
        && name.bytes().all(is_part)
        && !matches!(name, "scratch" | "context")
        && !name.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_has_the_name_of_an_image_with_and_without_what_is_implied() {
        let context = BuildName::Context("alpine".to_owned());
        for name in ["alpine", "alpine:latest", "library/alpine", "docker.io/library/alpine:latest"] {
            assert!(context.is(&BuildName::Context(name.to_owned())), "{name}");
        }
        for name in ["alpine:3", "ghcr.io/library/alpine", "debian"] {
            assert!(!context.is(&BuildName::Context(name.to_owned())), "{name}");
        }
        assert!(context.is(&BuildName::Stage("Alpine".to_owned())));
    }

    #[test]
    fn a_name_is_found_only_as_a_complete_word() {
        for text in ["base", "target: base", "[a, base]", "base: 1", "\"base\"", "x/base:latest", "debase base"] {
            assert!(contains_word(text, "base", Language::Compose), "{text}");
        }
        for text in ["database", "base-dev", "my_base", "base.yaml", "basement", "a-base", ""] {
            assert!(!contains_word(text, "base", Language::Compose), "{text}");
        }
        assert!(contains_word("target.base.args", "base", Language::Bake));
    }
}
