//! Navigation and renaming of names that are shared with Dockerfiles: stages, arguments and build contexts.

use crate::languages::answers::{
    BuildName, BuildReference, Definition, FileEdits, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget,
    RenameTarget,
};
use crate::languages::builds::Lookup;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::text::touches;

impl ComposeAnalysis<'_> {
    /// Returns the Dockerfile name at an offset.
    pub(super) fn build_name_at(&self, offset: usize) -> Option<&BuildReference> {
        let references = self.model.build_references.iter();
        references.into_iter().find(|reference| touches(&reference.range, offset))
    }

    /// Returns the places in the document that refer to the same name.
    fn build_uses<'s>(&'s self, name: &'s BuildReference) -> impl Iterator<Item = &'s BuildReference> {
        let all = self.model.build_references.iter();
        all.filter(move |other| other.dockerfile == name.dockerfile && other.name.is(&name.name))
    }

    /// Returns a lookup of a name in its Dockerfile and in the files that build it.
    fn lookup<'l>(&'l self, name: &'l BuildReference) -> Lookup<'l> {
        let own = self.model.build_references.iter().map(|reference| (FileRef::Document, reference.clone()));
        let BuildReference { dockerfile, name, .. } = name;
        Lookup { files: self.source.files, dockerfile, text: None, name, own: own.collect() }
    }

    pub(super) fn build_definition(&self, name: &BuildReference) -> Option<Definition> {
        let mut targets = self.lookup(name).declarations();
        targets.extend(context_declaration(name));
        (!targets.is_empty()).then(|| Definition { origin: name.range.clone(), targets })
    }

    pub(super) fn build_references_to(&self, name: &BuildReference) -> Vec<FileRange> {
        self.lookup(name).occurrences()
    }

    pub(super) fn build_highlights(&self, name: &BuildReference) -> Vec<Highlight> {
        let highlight = |other: &BuildReference| {
            let is_context = matches!(other.name, BuildName::Context(_));
            let kind = if is_context { HighlightKind::Write } else { HighlightKind::Read };
            Highlight { range: other.range.clone(), kind }
        };
        self.build_uses(name).map(highlight).collect()
    }

    /// Returns the name if it can be renamed, which applies to contexts, and to names that their Dockerfile declares.
    pub(super) fn build_rename_target(&self, name: &BuildReference) -> Option<RenameTarget> {
        let is_declared = self.build_definition(name).is_some();
        is_declared.then(|| RenameTarget { range: name.range.clone(), placeholder: name.name.text().to_owned() })
    }

    pub(super) fn build_rename(&self, name: &BuildReference, new_name: &str) -> Result<Vec<FileEdits>, String> {
        self.lookup(name).rename(new_name)
    }
}

/// Returns the declaration of a build context, which is its definition in this file.
fn context_declaration(name: &BuildReference) -> Option<NavigationTarget> {
    let range = name.range.clone();
    let is_context = matches!(name.name, BuildName::Context(_));
    let file = FileRef::Document;
    is_context.then(|| NavigationTarget { file, full_range: range.clone(), focus_range: range })
}
