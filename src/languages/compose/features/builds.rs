//! Stages and arguments of Dockerfiles: their declarations, their other uses, and their renaming.

use crate::languages::answers::{
    BuildReference, Definition, Edit, FileEdits, FileRange, Highlight, HighlightKind, RenameTarget,
};
use crate::languages::builds;
use crate::languages::compose::ComposeAnalysis;

impl ComposeAnalysis<'_> {
    /// The name of a Dockerfile at an offset.
    pub(super) fn build_name_at(&self, offset: usize) -> Option<&BuildReference> {
        let references = self.model.build_references.iter();
        references.into_iter().find(|reference| reference.range.start <= offset && offset <= reference.range.end)
    }

    /// The places of the document that stand for the same name.
    fn build_uses<'s>(&'s self, name: &'s BuildReference) -> impl Iterator<Item = &'s BuildReference> {
        let all = self.model.build_references.iter();
        all.filter(move |other| other.dockerfile == name.dockerfile && other.name.is(&name.name))
    }

    pub(super) fn build_definition(&self, name: &BuildReference) -> Option<Definition> {
        let targets = builds::declarations(self.source.files, name);
        (!targets.is_empty()).then(|| Definition { origin: name.range.clone(), targets })
    }

    pub(super) fn build_references_to(&self, name: &BuildReference) -> Vec<FileRange> {
        let own = self.build_uses(name).map(|other| FileRange::in_document(other.range.clone()));
        own.chain(builds::occurrences_elsewhere(self.source.files, name)).collect()
    }

    pub(super) fn build_highlights(&self, name: &BuildReference) -> Vec<Highlight> {
        let read = |other: &BuildReference| Highlight { range: other.range.clone(), kind: HighlightKind::Read };
        self.build_uses(name).map(read).collect()
    }

    /// A name that its Dockerfile declares can be renamed.
    pub(super) fn build_rename_target(&self, name: &BuildReference) -> Option<RenameTarget> {
        let is_declared = !builds::declarations(self.source.files, name).is_empty();
        is_declared.then(|| RenameTarget { range: name.range.clone(), placeholder: name.name.text().to_owned() })
    }

    pub(super) fn build_rename(&self, name: &BuildReference, new_name: &str) -> Result<Vec<FileEdits>, String> {
        let mut own: Vec<Edit> =
            self.build_uses(name).map(|other| Edit::replace(other.range.clone(), new_name)).collect();
        own.sort_by_key(|edit| edit.range.start);
        let mut changes = vec![FileEdits::in_document(own)];
        changes.extend(builds::rename_elsewhere(self.source.files, name, new_name)?);
        Ok(changes)
    }
}
