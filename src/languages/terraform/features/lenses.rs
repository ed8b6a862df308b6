//! Code lenses above declarations that show how often each is used.

use crate::languages::answers::{CodeLens, FileRange, LensAction};
use crate::languages::terraform::model::facts::{BuiltInUse, Declaration};
use crate::languages::terraform::model::index::ModuleIndex;

use super::navigation::{built_in_uses, lens_declarations};

pub fn lenses(index: &ModuleIndex<'_>) -> Vec<CodeLens> {
    let uses = index.uses();
    let lenses = lens_declarations(index).filter_map(|declaration| {
        let found = uses.get(&declaration.address).into_iter().flatten();
        let mut references: Vec<FileRange> =
            found.map(|found| FileRange { file: found.file.clone(), range: found.whole.range() }).collect();
        references.extend(self_uses(index, declaration));
        let is_used = !references.is_empty();
        is_used.then(|| CodeLens { range: declaration.header.range(), action: LensAction::References(references) })
    });
    let document = index.document();
    let repetitions = document.declarations.iter().filter_map(|declaration| {
        let argument = declaration.repetition_argument?;
        let uses = built_in_uses(index, declaration);
        let references: Vec<_> = uses.map(|built_in| FileRange::in_document(built_in.whole.range())).collect();
        let is_used = !references.is_empty();
        is_used.then(|| CodeLens { range: argument.range(), action: LensAction::References(references) })
    });
    lenses.chain(repetitions).collect()
}

/// The uses of `self` in the postconditions of a resource.
fn self_uses<'m>(index: &'m ModuleIndex<'_>, declaration: &'m Declaration) -> impl Iterator<Item = FileRange> {
    let document = index.document();
    let is_self =
        move |built_in: &&BuiltInUse| *built_in.root == *"self" && document.postconditions.contain(built_in.whole);
    document
        .built_ins_in(declaration.whole)
        .filter(is_self)
        .map(|built_in| FileRange::in_document(built_in.whole.range()))
}
