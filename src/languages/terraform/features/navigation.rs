//! Finds the declarations and uses of a name, in the module, in the modules that call it and in the modules that it
//! calls.

use std::iter;
use std::ops::Range;

use crate::languages::answers::{
    Definition, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget,
};
use crate::languages::sort::SortStably;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Argument, BuiltInUse, Declaration, Repetition};
use crate::languages::terraform::model::index::{Module, ModuleFile, ModuleIndex, Occurrence, OccurrenceKind};

/// Returns the declarations of the name at an offset.
pub fn definition(index: &ModuleIndex<'_>, offset: usize) -> Option<Definition> {
    let special = attribute_definition(index, offset)
        .or_else(|| source_definition(index, offset))
        .or_else(|| built_in_definition(index, offset));
    if special.is_some() {
        return special;
    }
    let (module, address, span) = index.symbol_at(offset)?;
    let origin = match (index.document().declaration_at(offset), index.reference_at(offset)) {
        (Some(declaration), _) => declaration.name,
        (None, Some(reference)) => reference.whole,
        (None, None) => span,
    };
    let mut declarations: Vec<_> = module.declarations(&address).collect();
    // OpenTofu reads another file instead.
    if declarations.iter().any(|(file, _)| !module.is_replaced(file)) {
        declarations.retain(|(file, _)| !module.is_replaced(file));
    }
    let targets: Vec<NavigationTarget> =
        declarations.into_iter().map(|(file, declaration)| target(file, declaration)).collect();
    (!targets.is_empty()).then_some(Definition { origin: origin.range(), targets })
}

fn target(file: &ModuleFile, declaration: &Declaration) -> NavigationTarget {
    NavigationTarget {
        file: file.file.clone(),
        full_range: declaration.whole.range(),
        focus_range: declaration.name.range(),
    }
}

/// Returns the target of an attribute of a reference: the argument of a resource, otherwise the declaration itself.
fn attribute_definition(index: &ModuleIndex<'_>, offset: usize) -> Option<Definition> {
    let (reference, word) = index.attribute_at(offset)?;
    let module = index.target(&index.own(), &reference.module)?;
    let is_first = reference.attributes.first() == Some(word);
    let mut targets: Vec<NavigationTarget> = Vec::new();
    for (file, declaration) in module.declarations(&reference.address) {
        let mut arguments = declaration.arguments.iter().chain(&declaration.nested_blocks);
        targets.push(match arguments.find(|argument| is_first && argument.name.text == word.text) {
            Some(Argument { name, whole }) => {
                NavigationTarget { file: file.file.clone(), full_range: whole.range(), focus_range: name.span.range() }
            }
            // The attribute is set only by the provider, or belongs to a value.
            None => target(file, declaration),
        });
    }
    (!targets.is_empty()).then(|| Definition { origin: word.span.range(), targets })
}

/// Returns the main file of the module to which a source refers.
fn source_definition(index: &ModuleIndex<'_>, offset: usize) -> Option<Definition> {
    let call = index
        .document()
        .calls
        .iter()
        .find(|call| call.source.as_ref().is_some_and(|source| source.span.touches(offset)))?;
    let origin = call.source.as_ref()?.span.range();
    let module = index.module(&index.called_folder(&index.own(), call)?);
    let target = NavigationTarget { file: module.main_file()?.file.clone(), full_range: 0..0, focus_range: 0..0 };
    Some(Definition { origin, targets: vec![target] })
}

/// Returns the argument that provides `each` or `count`, or the block to which `self` refers.
fn built_in_definition(index: &ModuleIndex<'_>, offset: usize) -> Option<Definition> {
    let (built_in, declaration) = built_in_at(index, offset)?;
    let (span, focus_range) = match &*built_in.root {
        "each" | "count" => (declaration.repetition_argument?, repetition_name(declaration)?),
        "self" => (declaration.whole, declaration.name.range()),
        _ => return None,
    };
    let target = NavigationTarget { file: FileRef::Document, full_range: span.range(), focus_range };
    Some(Definition { origin: built_in.whole.range(), targets: vec![target] })
}

/// Returns a use of `each`, `count` or `self`, and the block around it.
fn built_in_at<'m>(index: &'m ModuleIndex<'_>, offset: usize) -> Option<(&'m BuiltInUse, &'m Declaration)> {
    let document = index.document();
    let built_in = document.built_ins.iter().find(|built_in| built_in.whole.touches(offset))?;
    let around = document.declarations.iter().filter(|declaration| declaration.whole.contains(built_in.whole));
    Some((built_in, around.min_by_key(|declaration| declaration.whole.end - declaration.whole.start)?))
}

/// Returns the range of the name of the argument `count` or `for_each`.
fn repetition_name(declaration: &Declaration) -> Option<Range<usize>> {
    let start = declaration.repetition_argument?.range().start;
    let name = if declaration.repetition == Some(Repetition::Count) { "count" } else { "for_each" };
    Some(start..start + name.len())
}

/// Returns all uses of the name at an offset, and its declarations.
pub fn references(index: &ModuleIndex<'_>, offset: usize) -> Vec<FileRange> {
    let Some((module, address, _)) = index.symbol_at(offset) else { return built_in_references(index, offset) };
    let occurrences = index.occurrences(&module, &address);
    occurrences.into_iter().map(|found| FileRange { file: found.file, range: found.name.range() }).collect()
}

/// Returns the uses of `each` or `count` that the argument of a declaration provides.
pub fn built_in_uses<'m>(
    index: &'m ModuleIndex<'_>,
    declaration: &'m Declaration,
) -> impl Iterator<Item = &'m BuiltInUse> {
    let root = if declaration.repetition == Some(Repetition::Count) { "count" } else { "each" };
    index.document().built_ins_in(declaration.whole).filter(move |built_in| *built_in.root == *root)
}

fn built_in_references(index: &ModuleIndex<'_>, offset: usize) -> Vec<FileRange> {
    let is_name = |declaration: &&Declaration| {
        repetition_name(declaration).is_some_and(|name| name.start <= offset && offset <= name.end)
    };
    let reference = built_in_at(index, offset).filter(|(built_in, _)| &*built_in.root != "self");
    let declaration =
        index.document().declarations.iter().find(is_name).or(reference.map(|(_, declaration)| declaration));
    let Some((declaration, name)) = declaration.and_then(|one| Some((one, repetition_name(one)?))) else {
        return Vec::new();
    };
    let uses = built_in_uses(index, declaration).map(|built_in| built_in.whole.range());
    iter::once(name).chain(uses).map(FileRange::in_document).collect()
}

/// Returns all occurrences in the document of the name at an offset.
pub fn highlights(index: &ModuleIndex<'_>, offset: usize) -> Vec<Highlight> {
    let Some((module, address, _)) = index.symbol_at(offset) else {
        let found = built_in_references(index, offset).into_iter();
        return found.map(|found| Highlight { range: found.range, kind: HighlightKind::Read }).collect();
    };
    let occurrences = index.occurrences_in_document(&module, &address);
    let mut highlights: Vec<Highlight> = occurrences
        .into_iter()
        .map(|Occurrence { name, kind, .. }| Highlight {
            range: name.range(),
            kind: if kind == OccurrenceKind::Read { HighlightKind::Read } else { HighlightKind::Write },
        })
        .collect();
    highlights.sort_stably_by_key(|highlight| highlight.range.start);
    highlights
}

/// Returns the name at an offset, if it can be renamed.
pub fn rename_target(
    index: &ModuleIndex<'_>,
    offset: usize,
) -> Option<(RenameTarget, std::sync::Arc<Module>, Address)> {
    let (module, address, span) = index.symbol_at(offset)?;
    let name = address.name().to_string();
    if !span.touches(offset) || index.document().is_type_label(offset) || name.is_empty() {
        return None;
    }
    let is_declared = module.is_declared(&address) && !is_installed(&module);
    is_declared.then(|| (RenameTarget { range: span.range(), placeholder: name }, module, address))
}

/// Whether `terraform init` installed a module. It may replace the files of the module at any time.
pub fn is_installed(module: &Module) -> bool {
    module.folder.split('/').any(|name| name == ".terraform")
}

/// Returns the declarations that get a lens with the number of their uses.
pub fn lens_declarations<'m>(index: &'m ModuleIndex<'_>) -> impl Iterator<Item = &'m Declaration> {
    index.document().declarations.iter().filter(|declaration| {
        !matches!(declaration.address, Address::Named(Named::Run | Named::Check, _) | Address::Typed(Typed::List, ..))
    })
}
