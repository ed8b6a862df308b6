//! The names that a Dockerfile shares with the files that build it: stages, arguments and build contexts.

use std::ops::Range;

use super::navigation::rename_symbols;
use crate::languages::answers::{BuildName, BuildOccurrences, Edit, FileRef, NavigationTarget, context_key};
use crate::languages::dockerfile::model::stage_references::{StageReference, stage_references};
use crate::languages::dockerfile::model::symbols::{Role, SymbolKind, Symbols};
use crate::languages::dockerfile::syntax::instruction::Dockerfile;
use crate::languages::sort::SortStably;
use crate::languages::text::touches;

/// Returns the stage or argument at an offset, as a name that builds can refer to.
pub fn name_at(symbols: &Symbols, offset: usize) -> Option<BuildName> {
    let symbol = symbols.occurrences[symbols.at(offset)?].symbol;
    let text = symbols.names[symbol].name.clone();
    let name = match symbols.names[symbol].kind {
        SymbolKind::Stage(_) => BuildName::Stage(text),
        SymbolKind::Variable => BuildName::Argument(text),
        SymbolKind::Heredoc | SymbolKind::Image => return None,
    };
    symbols_of(symbols, &name).contains(&symbol).then_some(name)
}

/// Returns the image name at an offset, with its byte range. It may also be the name of a build context.
pub fn image_name_at(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Option<(BuildName, Range<usize>)> {
    let index = file.index_at(offset)?;
    let references = stage_references(index, &file.instructions[index]).into_iter();
    let is_here = |other: &StageReference| touches(&other.range, offset);
    let image = references.filter(|other| is_image(symbols, other)).find(is_here)?;
    Some((BuildName::Context(image.name.to_owned()), image.range))
}

/// Whether a reference to a stage or image can refer to a build context.
fn is_image(symbols: &Symbols, reference: &StageReference) -> bool {
    let is_number = reference.name.bytes().all(|byte| byte.is_ascii_digit());
    let is_empty = matches!(reference.name, "" | "scratch");
    !is_number && !is_empty && symbols.stages.resolve(reference).is_none()
}

/// The references to images in a file. They may also refer to build contexts of the same names.
fn image_references<'f>(file: &'f Dockerfile, symbols: &'f Symbols) -> impl Iterator<Item = StageReference<'f>> {
    let instructions = file.instructions.iter().enumerate();
    let references = instructions.flat_map(|(index, instruction)| stage_references(index, instruction));
    references.filter(|other| is_image(symbols, other))
}

/// The images that a file uses.
pub fn images(file: &Dockerfile, symbols: &Symbols) -> Vec<String> {
    image_references(file, symbols).map(|image| image.name.to_owned()).collect()
}

/// The references to images in a file that have the name of a build context.
fn images_of<'f>(
    file: &'f Dockerfile,
    symbols: &'f Symbols,
    name: &'f str,
) -> impl Iterator<Item = StageReference<'f>> {
    let key = context_key(name);
    image_references(file, symbols).filter(move |image| context_key(image.name) == key)
}

/// Returns the symbols that a name refers to: the last stage of this name, or all arguments. A build context can
/// replace a stage.
fn symbols_of(symbols: &Symbols, name: &BuildName) -> Vec<usize> {
    let all = 0..symbols.names.len();
    match name {
        BuildName::Stage(name) | BuildName::Context(name) => {
            let stage = symbols.stages.named(name);
            all.filter(|index| stage.is_some_and(|stage| symbols.names[*index].kind == SymbolKind::Stage(stage)))
                .collect()
        }
        BuildName::Argument(name) => {
            let has_name = |index: &usize| {
                symbols.names[*index].kind == SymbolKind::Variable && symbols.names[*index].name == *name
            };
            let is_argument = |index: &usize| symbols.occurrences_of(*index).any(|other| other.role == Role::Argument);
            all.filter(has_name).filter(is_argument).collect()
        }
    }
}

pub fn occurrences(file: &Dockerfile, symbols: &Symbols, name: &BuildName) -> BuildOccurrences {
    let mut found = BuildOccurrences::default();
    for occurrence in symbols_of(symbols, name).into_iter().flat_map(|symbol| symbols.occurrences_of(symbol)) {
        found.ranges.push(occurrence.range.clone());
        if matches!(occurrence.role, Role::Stage | Role::Argument) {
            found.declarations.push(NavigationTarget {
                file: FileRef::Document,
                full_range: file.instructions[occurrence.instruction].range(),
                focus_range: occurrence.range.clone(),
            });
        }
    }
    if let BuildName::Context(name) = name {
        found.ranges.extend(images_of(file, symbols, name).map(|image| image.range));
    }
    found.ranges.sort_stably_by_key(|range| range.start);
    found.declarations.sort_stably_by_key(|target| target.focus_range.start);
    found
}

/// Returns the edits that rename all symbols of a name.
pub fn rename(file: &Dockerfile, symbols: &Symbols, name: &BuildName, new_name: &str) -> Result<Vec<Edit>, String> {
    let renamed = symbols_of(symbols, name);
    if let BuildName::Context(own) = name {
        check_context_name(file, symbols, own, new_name)?;
    } else if renamed.is_empty() {
        return Err(format!("the Dockerfile does not declare `{}`", name.text()));
    }
    let mut edits = rename_symbols(file, symbols, &renamed, new_name)?;
    if let BuildName::Context(own) = name {
        edits.extend(images_of(file, symbols, own).map(|image| Edit::replace(image.range, new_name)));
    }
    edits.sort_stably_by_key(|edit| edit.range.start);
    edits.dedup();
    Ok(edits)
}

/// Checks that a build context can have a name without replacing another stage or image.
fn check_context_name(file: &Dockerfile, symbols: &Symbols, own: &str, name: &str) -> Result<(), String> {
    let is_other_stage = || !own.eq_ignore_ascii_case(name) && symbols.stages.named(name).is_some();
    let is_other_image = || context_key(own) != context_key(name) && images_of(file, symbols, name).next().is_some();
    if is_other_stage() || is_other_image() {
        return Err(format!("`{name}` is already in use"));
    }
    Ok(())
}
