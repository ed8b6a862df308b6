//! Finds the name at an offset, and its other occurrences.

use std::ops::Range;
use std::sync::Arc;

use crate::languages::Language;
use crate::languages::answers::{FileRange, FileRef, HighlightKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::{DEFAULT_FILES, FileFacts, join};
use crate::languages::compose::model::{FileKind, Kind, Model};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::NodeId;

/// A name that can be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    Symbol {
        kind: Kind,
        name: String,
    },
    /// A service of another file, which `extends` refers to.
    Extended {
        path: String,
        name: String,
    },
    Anchor(NodeId),
}

/// An occurrence of a name in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub range: Range<usize>,
    pub kind: HighlightKind,
}

/// A Compose file that refers to names of the document, or declares names that the document uses.
pub struct OtherFile {
    pub path: String,
    pub facts: Arc<FileFacts>,
}

impl ComposeAnalysis<'_> {
    /// Returns the name at an offset, with its range.
    pub fn name_at(&self, offset: usize) -> Option<(Name, Range<usize>)> {
        let touches = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        for declaration in &self.model.declarations {
            if touches(&declaration.name_range) {
                let name = Name::Symbol { kind: declaration.kind, name: declaration.name.clone() };
                return Some((name, declaration.name_range.clone()));
            }
        }
        if let Some(reference) = self.model.references.iter().find(|reference| touches(&reference.range)) {
            let name = Name::Symbol { kind: reference.kind, name: reference.name.clone() };
            return Some((name, reference.range.clone()));
        }
        for extends in &self.model.extends {
            if touches(&extends.service_range) {
                let path = join("", extends.file.as_deref()?)?;
                return Some((Name::Extended { path, name: extends.service.clone() }, extends.service_range.clone()));
            }
        }
        let yaml = &self.tree.yaml;
        let anchors = yaml.anchors.iter().map(|anchor| (anchor.node, &anchor.name));
        let aliases = yaml.aliases.iter().map(|alias| (yaml.resolve(alias.node), &alias.name));
        let (node, range) = anchors
            .chain(aliases)
            .find(|(_, name)| name.start.saturating_sub(1) <= offset && offset <= name.end && !name.is_empty())?;
        Some((Name::Anchor(node), range.clone()))
    }

    /// Returns all occurrences of a name in the document, in document order.
    pub fn occurrences(&self, name: &Name) -> Vec<Occurrence> {
        let mut found = match name {
            Name::Symbol { kind, name } => occurrences_in(&self.model, *kind, name),
            Name::Extended { path, name } => {
                let same = self.model.extends.iter().filter(|extends| {
                    extends.service == *name
                        && extends.file.as_deref().and_then(|file| join("", file)).as_ref() == Some(path)
                });
                same.map(|extends| Occurrence { range: extends.service_range.clone(), kind: HighlightKind::Read })
                    .collect()
            }
            Name::Anchor(node) => {
                let yaml = &self.tree.yaml;
                let anchors = yaml.anchors.iter().filter(|anchor| anchor.node == *node);
                let aliases =
                    yaml.aliases.iter().filter(|alias| alias.node != *node && yaml.resolve(alias.node) == *node);
                anchors
                    .map(|anchor| Occurrence { range: anchor.name.clone(), kind: HighlightKind::Write })
                    .chain(aliases.map(|alias| Occurrence { range: alias.name.clone(), kind: HighlightKind::Read }))
                    .collect()
            }
        };
        found.sort_stably_by_key(|occurrence| occurrence.range.start);
        found
    }

    /// Returns the other Compose files of the workspace that belong to the same application as the document.
    pub fn other_files(&self) -> Vec<OtherFile> {
        let project = self.project().files.iter();
        let mut files: Vec<OtherFile> =
            project.map(|file| OtherFile { path: file.path.clone(), facts: Arc::clone(&file.facts) }).collect();
        for path in self.source.files.documents(Language::Compose) {
            if files.iter().any(|file| file.path == path) || path == self.source.file_name {
                continue;
            }
            let Some(facts) = FileFacts::of(self.source.files, &path) else { continue };
            if self.is_read_by(&path, &facts.model) {
                files.push(OtherFile { path, facts });
            }
        }
        files
    }

    /// Whether another file makes Compose read the document.
    fn is_read_by(&self, path: &str, model: &Model) -> bool {
        let names_document = |file: &str| join(path, file).as_deref() == Some(self.source.file_name);
        let includes = model.files.iter().filter(|file| matches!(file.kind, FileKind::Include | FileKind::Extends));
        let is_pair =
            DEFAULT_FILES.contains(&self.source.file_name) && !path.contains('/') && path.contains(".override.");
        is_pair || includes.into_iter().any(|file| names_document(&file.path))
    }

    /// Returns all occurrences of a name in every file that Compose reads together with the document.
    pub fn occurrences_everywhere(&self, name: &Name) -> Vec<FileRange> {
        let own = self.occurrences(name).into_iter().map(|one| FileRange::in_document(one.range));
        let mut all: Vec<FileRange> = own.collect();
        let (kind, symbol, declared_in) = match name {
            Name::Symbol { kind, name } => (*kind, name, None),
            Name::Extended { path, name } => (Kind::Service, name, Some(path)),
            Name::Anchor(_) => return all,
        };
        if let Some(path) = declared_in {
            if let Some(facts) = FileFacts::of(self.source.files, path) {
                let others = occurrences_in(&facts.model, kind, symbol);
                all.extend(others.into_iter().map(|one| in_file(path, one.range)));
            }
            return all;
        }
        for file in self.other_files() {
            let mut ranges: Vec<Range<usize>> = Vec::new();
            let extends_only = !self.shares_names(&file);
            if !extends_only {
                ranges.extend(occurrences_in(&file.facts.model, kind, symbol).into_iter().map(|one| one.range));
            }
            if kind == Kind::Service {
                let extends = file.facts.model.extends.iter().filter(|extends| {
                    let target = extends.file.as_deref().and_then(|path| join(&file.path, path));
                    extends.service == *symbol && target.as_deref() == Some(self.source.file_name)
                });
                ranges.extend(extends.map(|extends| extends.service_range.clone()));
            }
            ranges.sort_stably_by_key(|range| range.start);
            ranges.dedup();
            all.extend(ranges.into_iter().map(|range| in_file(&file.path, range)));
        }
        all
    }

    /// Whether the document and another file share the same names. This is not the case if only `extends` connects
    /// them.
    fn shares_names(&self, file: &OtherFile) -> bool {
        let is_of_project = self.project().files.iter().any(|one| one.path == file.path);
        let includes = file.facts.model.includes();
        is_of_project
            || file.path.contains(".override.")
            || includes.into_iter().any(|one| join(&file.path, &one.path).as_deref() == Some(self.source.file_name))
    }
}

fn in_file(path: &str, range: Range<usize>) -> FileRange {
    FileRange { file: FileRef::Path(path.into()), range }
}

/// Returns the declarations of a name and the references to it in a file.
pub fn occurrences_in(model: &Model, kind: Kind, name: &str) -> Vec<Occurrence> {
    let declarations = model.declared(kind, name);
    let references = model.references.iter().filter(|one| one.kind == kind && one.name == name);
    declarations
        .map(|one| Occurrence { range: one.name_range.clone(), kind: HighlightKind::Write })
        .chain(references.map(|one| Occurrence { range: one.range.clone(), kind: HighlightKind::Read }))
        .collect()
}
