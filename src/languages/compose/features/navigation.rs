//! Definition, references, highlights and linked ranges.

use std::ops::Range;

use super::occurrences::Name;
use crate::languages::answers::{Definition, FileRange, FileRef, Highlight, NavigationTarget};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::project::FileFacts;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_definition(&self, offset: usize) -> Option<Definition> {
        if let Some(name) = self.build_name_at(offset) {
            return self.build_definition(name);
        }
        if let Some(variable) = self.variable_at(offset) {
            return self.variable_definition(&variable);
        }
        let (name, origin) = self.name_at(offset)?;
        let targets = match &name {
            Name::Symbol { kind, name } => self.declarations_of(*kind, name),
            Name::Extended { path, name } => {
                let facts = FileFacts::of(self.source.files, path)?;
                let declared = facts.model.declared(Kind::Service, name);
                declared
                    .map(|one| NavigationTarget {
                        file: FileRef::Path(path.as_str().into()),
                        full_range: one.full_range.clone(),
                        focus_range: one.name_range.clone(),
                    })
                    .collect()
            }
            Name::Anchor(node) => {
                let anchors = self.tree.yaml.anchors.iter().filter(|anchor| anchor.node == *node);
                anchors
                    .map(|anchor| NavigationTarget {
                        file: FileRef::Document,
                        full_range: anchor.name.clone(),
                        focus_range: anchor.name.clone(),
                    })
                    .collect()
            }
        };
        (!targets.is_empty()).then_some(Definition { origin, targets })
    }

    /// Returns the declarations of a name in all files, starting with those of the document.
    fn declarations_of(&self, kind: Kind, name: &str) -> Vec<NavigationTarget> {
        let own = self.model.declared(kind, name).map(|one| NavigationTarget {
            file: FileRef::Document,
            full_range: one.full_range.clone(),
            focus_range: one.name_range.clone(),
        });
        let others = self.project().declared(kind, name).map(|(file, one)| NavigationTarget {
            file: FileRef::Path(file.path.as_str().into()),
            full_range: one.full_range.clone(),
            focus_range: one.name_range.clone(),
        });
        own.chain(others).collect()
    }

    pub(in crate::languages::compose) fn find_references(&self, offset: usize) -> Vec<FileRange> {
        if let Some(name) = self.build_name_at(offset) {
            return self.build_references_to(name);
        }
        if let Some(variable) = self.variable_at(offset) {
            return self.variable_references(&variable);
        }
        self.name_at(offset).map(|(name, _)| self.occurrences_everywhere(&name)).unwrap_or_default()
    }

    pub(in crate::languages::compose) fn find_highlights(&self, offset: usize) -> Vec<Highlight> {
        if let Some(name) = self.build_name_at(offset) {
            return self.build_highlights(name);
        }
        if let Some(variable) = self.variable_at(offset) {
            return self.variable_highlights(&variable);
        }
        let Some((name, _)) = self.name_at(offset) else { return Vec::new() };
        let occurrences = self.occurrences(&name).into_iter();
        occurrences.map(|one| Highlight { range: one.range, kind: one.kind }).collect()
    }

    /// Returns the occurrences of a name that is not shared with other files.
    pub(in crate::languages::compose) fn find_linked_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        let Some((name, range)) = self.name_at(offset) else { return Vec::new() };
        let ranges: Vec<Range<usize>> = self.occurrences(&name).into_iter().map(|one| one.range).collect();
        let text = self.tree.text;
        let is_same = |other: &Range<usize>| text.get(other.clone()) == text.get(range.clone());
        let is_shared = match name {
            Name::Anchor(_) => false,
            Name::Symbol { .. } | Name::Extended { .. } => !self.project().files.is_empty(),
        };
        if ranges.len() > 1 && !is_shared && ranges.iter().all(is_same) { ranges } else { Vec::new() }
    }
}
