//! Definitions, references and highlights.

use super::dockerfile_symbols;
use crate::languages::answers::{
    BuildName, Definition, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget,
};
use crate::languages::bake::model::occurrences::{Occurrence, Symbol};
use crate::languages::bake::model::project::Project;
use crate::languages::bake::syntax::touches;
use crate::languages::builds::{self, Dockerfile};
use crate::languages::source::FileProvider;

/// What navigation needs: the project with all occurrences of names.
pub struct Navigation<'n> {
    pub project: &'n Project<'n>,
    pub occurrences: &'n [Occurrence],
    pub files: &'n dyn FileProvider,
}

impl<'n> Navigation<'n> {
    /// The name at an offset of the document.
    pub fn at(&self, offset: usize) -> Option<&'n Occurrence> {
        let here = self.occurrences.iter().filter(|occurrence| occurrence.file == self.project.document);
        here.filter(|occurrence| touches(&occurrence.range, offset)).min_by_key(|occurrence| occurrence.range.len())
    }

    fn of_symbol(&self, symbol: &'n Symbol) -> impl Iterator<Item = &'n Occurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.symbol == *symbol)
    }

    fn file(&self, occurrence: &Occurrence) -> FileRef {
        self.project.files[occurrence.file].file.clone()
    }

    pub fn definition(&self, offset: usize) -> Option<Definition> {
        let occurrence = self.at(offset)?;
        let declared = self.of_symbol(&occurrence.symbol).filter_map(|other| {
            let full_range = other.declaration.clone()?;
            Some(NavigationTarget { file: self.file(other), full_range, focus_range: other.range.clone() })
        });
        let mut targets: Vec<NavigationTarget> = declared.collect();
        match &occurrence.symbol {
            Symbol::Stage(path, _) | Symbol::Argument(path, _) => {
                let places = dockerfile_symbols::declarations(self.files, &occurrence.symbol);
                targets.extend(places.into_iter().map(|(full_range, focus_range)| NavigationTarget {
                    file: FileRef::Path(path.clone()),
                    full_range,
                    focus_range,
                }));
            }
            Symbol::Target(name) => {
                let services = self.project.compose.iter().filter(|target| target.name == *name);
                targets.extend(services.map(|target| NavigationTarget {
                    file: FileRef::Path(target.file.into()),
                    full_range: target.key.clone(),
                    focus_range: target.key.clone(),
                }));
            }
            _ => {}
        }
        (!targets.is_empty()).then(|| Definition { origin: occurrence.range.clone(), targets })
    }

    pub fn references(&self, offset: usize) -> Vec<FileRange> {
        let Some(occurrence) = self.at(offset) else { return Vec::new() };
        self.references_to(&occurrence.symbol)
    }

    pub fn references_to(&self, symbol: &'n Symbol) -> Vec<FileRange> {
        let own = self.of_symbol(symbol).map(|other| FileRange { file: self.file(other), range: other.range.clone() });
        let mut references: Vec<FileRange> = own.collect();
        if let Symbol::Stage(path, _) | Symbol::Argument(path, _) = symbol {
            let mut ranges = dockerfile_symbols::references(self.files, symbol);
            if ranges.is_empty() {
                ranges =
                    dockerfile_symbols::declarations(self.files, symbol).into_iter().map(|(_, name)| name).collect();
            }
            references.extend(ranges.into_iter().map(|range| FileRange { file: FileRef::Path(path.clone()), range }));
            let name = match symbol {
                Symbol::Stage(..) => BuildName::Stage(symbol.name().to_owned()),
                _ => BuildName::Argument(symbol.name().to_owned()),
            };
            for user in builds::users(Dockerfile { files: self.files, path, text: None }, &name) {
                if !references.contains(&user) {
                    references.push(user);
                }
            }
        }
        references
    }

    pub fn highlights(&self, offset: usize) -> Vec<Highlight> {
        let Some(occurrence) = self.at(offset) else { return Vec::new() };
        let here = self.of_symbol(&occurrence.symbol).filter(|other| other.file == self.project.document);
        let mut highlights: Vec<Highlight> = here
            .map(|other| Highlight {
                range: other.range.clone(),
                kind: if other.declaration.is_some() { HighlightKind::Write } else { HighlightKind::Read },
            })
            .collect();
        highlights.sort_by_key(|highlight| highlight.range.start);
        highlights
    }
}
