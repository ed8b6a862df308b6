//! Definitions, references and highlights.

use super::dockerfile_symbols;
use crate::languages::answers::{
    BuildName, BuildReference, Definition, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget,
};
use crate::languages::bake::model::occurrences::{Occurrence, Symbol};
use crate::languages::bake::model::project::Project;
use crate::languages::bake::syntax::touches;
use crate::languages::builds::Lookup;
use crate::languages::sort::SortStably;
use crate::languages::source::FileProvider;

/// The maximum length of a displayed value, in bytes.
const MAX_VALUE_LEN: usize = 200;

/// Returns the Dockerfile name that a symbol refers to, with the path of the Dockerfile.
pub fn build_name(symbol: &Symbol) -> Option<(&str, BuildName)> {
    match symbol {
        Symbol::Stage(path, name) => Some((path, BuildName::Stage(name.clone()))),
        Symbol::Argument(path, name) => Some((path, BuildName::Argument(name.clone()))),
        Symbol::Context(path, name) => Some((path, BuildName::Context(name.clone()))),
        _ => None,
    }
}

/// The inputs of navigation: the project with all occurrences of names.
pub struct Navigation<'n> {
    pub project: &'n Project<'n>,
    pub occurrences: &'n [Occurrence],
    pub files: &'n dyn FileProvider,
}

impl<'n> Navigation<'n> {
    /// Returns the name at an offset of the document.
    pub fn at(&self, offset: usize) -> Option<&'n Occurrence> {
        let here = self.occurrences.iter().filter(|occurrence| occurrence.file == self.project.document);
        here.filter(|occurrence| touches(&occurrence.range, offset)).min_by_key(|occurrence| occurrence.range.len())
    }

    /// Returns the name of the target that an occurrence refers to, if a matrix creates this target.
    pub fn generated<'o>(&'o self, occurrence: &'o Occurrence) -> Option<&'o str> {
        let Symbol::Target(label) = &occurrence.symbol else { return None };
        let name = self.project.files[occurrence.file].text.get(occurrence.range.clone())?;
        (name != label).then_some(name)
    }

    pub fn of_symbol(&self, symbol: &'n Symbol) -> impl Iterator<Item = &'n Occurrence> {
        self.occurrences.iter().filter(move |occurrence| occurrence.symbol == *symbol)
    }

    pub fn file(&self, occurrence: &Occurrence) -> FileRef {
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
        if let Some((path, name)) = build_name(symbol) {
            return self.lookup(path, &name).occurrences();
        }
        let own = self.of_symbol(symbol).map(|other| FileRange { file: self.file(other), range: other.range.clone() });
        own.collect()
    }

    /// Returns a lookup of a name in its Dockerfile and in the files that build it.
    pub fn lookup<'l>(&'l self, dockerfile: &'l str, name: &'l BuildName) -> Lookup<'l> {
        let own = self.build_references().map(|(file, found)| (self.project.files[file].file.clone(), found));
        Lookup { files: self.files, dockerfile, text: None, name, own: own.collect() }
    }

    /// Returns the Dockerfile names in the project, each with the index of its file.
    pub fn build_references(&self) -> impl Iterator<Item = (usize, BuildReference)> {
        self.occurrences.iter().filter_map(|occurrence| {
            let (path, name) = build_name(&occurrence.symbol)?;
            let value = matches!(name, BuildName::Context(_)).then(|| self.context_value(occurrence)).flatten();
            let reference =
                BuildReference { dockerfile: path.to_owned(), name, range: occurrence.range.clone(), value };
            Some((occurrence.file, reference))
        })
    }

    /// Returns the value of a context: the expression that defines it, or the string if it is a literal.
    fn context_value(&self, occurrence: &Occurrence) -> Option<String> {
        let whole = occurrence.declaration.clone()?;
        let written = self.project.files[occurrence.file].text.get(occurrence.range.end..whole.end)?;
        let value = written.trim_start_matches(|c: char| matches!(c, '"' | '=' | ':') || c.is_whitespace());
        let value = value.strip_suffix('"').filter(|inner| !inner.contains('"')).unwrap_or(value);
        (value.len() <= MAX_VALUE_LEN && !value.contains('\n')).then(|| value.to_owned())
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
        highlights.sort_stably_by_key(|highlight| highlight.range.start);
        highlights
    }
}
