//! Finds the name at an offset, and its other occurrences.

use std::collections::BTreeSet;
use std::ops::Range;

use super::applications::Applications;
use crate::languages::answers::{FileRange, FileRef, HighlightKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::project::resolve;
use crate::languages::compose::model::{Kind, Model};
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
                let path = resolve(self.source.files, "", extends.file.as_deref()?)?;
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
                let target = |file: &str| resolve(self.source.files, "", file);
                let same = self.model.extends.iter().filter(|extends| {
                    extends.service == *name && extends.file.as_deref().and_then(target).as_ref() == Some(path)
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

    /// Returns all occurrences of a name in every file of the workspace in which it means the same.
    pub fn occurrences_everywhere(&self, name: &Name) -> Vec<FileRange> {
        let own = self.source.file_name;
        let (kind, symbol, file) = match name {
            Name::Symbol { kind, name } => (*kind, name, own),
            Name::Extended { path, name } => (Kind::Service, name, path.as_str()),
            Name::Anchor(_) => {
                let own = self.occurrences(name).into_iter();
                return own.map(|one| FileRange::in_document(one.range)).collect();
            }
        };
        let applications = Applications::new(self);
        let files = applications.files_sharing(kind, symbol, file);
        let mut places: BTreeSet<(bool, String, usize, usize)> = BTreeSet::new();
        let mut add = |path: &str, range: Range<usize>| {
            places.insert((path != own, path.to_owned(), range.start, range.end));
        };
        for path in &files {
            let found = applications.model(path).map(|model| occurrences_in(model, kind, symbol));
            found.into_iter().flatten().for_each(|one| add(path, one.range));
        }
        if kind == Kind::Service {
            applications.extending(symbol, &files).into_iter().for_each(|(path, range)| add(&path, range));
        }
        let place = |(is_other, path, start, end): (bool, String, usize, usize)| {
            if is_other { in_file(&path, start..end) } else { FileRange::in_document(start..end) }
        };
        places.into_iter().map(place).collect()
    }

    /// Whether one of the files that share a name with `file` declares another name.
    pub fn is_declared_with(&self, file: &str, kind: Kind, name: &str, other: &str) -> bool {
        let applications = Applications::new(self);
        let files = applications.files_sharing(kind, name, file);
        let mut models = files.iter().filter_map(|path| applications.model(path));
        models.any(|model| model.declared(kind, other).next().is_some())
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
