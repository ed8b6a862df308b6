//! Finds the declarations and uses, in a Dockerfile, of a stage or an argument that a Bake file names.

use std::ops::Range;

use crate::languages::analysis::Analysis;
use crate::languages::answers::FileRef;
use crate::languages::bake::model::dockerfiles::facts::Facts;
use crate::languages::bake::model::occurrences::Symbol;
use crate::languages::dockerfile;
use crate::languages::sort::SortStably;
use crate::languages::source::{FileProvider, Source};

/// Returns the instructions that declare a stage or argument, each with the range of the name. Empty for other symbols.
pub fn declarations(files: &dyn FileProvider, symbol: &Symbol) -> Vec<(Range<usize>, Range<usize>)> {
    let (Symbol::Stage(path, name) | Symbol::Argument(path, name)) = symbol else { return Vec::new() };
    let Some(text) = files.read(path) else { return Vec::new() };
    let facts = Facts::parse(&text);
    if matches!(symbol, Symbol::Stage(..)) {
        let stage = facts.stage(name).and_then(|stage| Some((stage.range.clone(), stage.name.clone()?.1)));
        return stage.into_iter().collect();
    }
    let arguments = facts.arguments.iter().filter(|argument| argument.name == *name);
    arguments.map(|argument| (argument.range.clone(), argument.name_range.clone())).collect()
}

/// Returns the ranges of all uses of a stage or argument, including its declarations. Empty for other symbols.
pub fn references(files: &dyn FileProvider, symbol: &Symbol) -> Vec<Range<usize>> {
    let (Symbol::Stage(path, _) | Symbol::Argument(path, _)) = symbol else { return Vec::new() };
    let Some(text) = files.read(path) else { return Vec::new() };
    let analysis = dockerfile::analyze(&alone(path, &text));
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (_, name) in declarations(files, symbol) {
        let references = analysis.references(name.start).into_iter();
        ranges.extend(references.filter(|found| found.file == FileRef::Document).map(|found| found.range));
    }
    ranges.sort_stably_by_key(|range| (range.start, range.end));
    ranges.dedup();
    ranges
}

/// Returns the images that a Dockerfile uses. A build can define contexts for them.
pub fn images(files: &dyn FileProvider, path: &str) -> Vec<String> {
    let Some(text) = files.read(path) else { return Vec::new() };
    dockerfile::analyze(&alone(path, &text)).images()
}

/// A source for analyzing a Dockerfile without the files around it.
fn alone<'s>(path: &'s str, text: &'s str) -> Source<'s> {
    Source::alone(path.rsplit('/').next().unwrap_or(path), text)
}
