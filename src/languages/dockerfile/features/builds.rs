//! The names of a Dockerfile that the files that build it use: stages and arguments.

use super::navigation::rename_symbol;
use crate::languages::answers::{BuildName, BuildOccurrences, Edit, FileRef, NavigationTarget};
use crate::languages::dockerfile::model::symbols::{Role, SymbolKind, Symbols};
use crate::languages::dockerfile::syntax::instruction::Dockerfile;

/// The name at an offset under which a build knows what is there.
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

/// The symbols that a name stands for: the last stage of this name, or all arguments.
fn symbols_of(symbols: &Symbols, name: &BuildName) -> Vec<usize> {
    let all = 0..symbols.names.len();
    match name {
        BuildName::Stage(name) => {
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
                full_range: file.instructions[occurrence.instruction].range.clone(),
                focus_range: occurrence.range.clone(),
            });
        }
    }
    found.ranges.sort_by_key(|range| range.start);
    found.declarations.sort_by_key(|target| target.focus_range.start);
    found
}

/// The edits that rename all symbols of a name.
pub fn rename(file: &Dockerfile, symbols: &Symbols, name: &BuildName, new_name: &str) -> Result<Vec<Edit>, String> {
    let renamed = symbols_of(symbols, name);
    if renamed.is_empty() {
        return Err(format!("the Dockerfile does not declare `{}`", name.text()));
    }
    let mut edits = Vec::new();
    for symbol in renamed {
        let occurrence = symbols.occurrences_of(symbol).find(|other| other.role.is_declaration());
        let occurrence = occurrence.ok_or_else(|| format!("the Dockerfile does not declare `{}`", name.text()))?;
        edits.extend(rename_symbol(file, symbols, occurrence, new_name)?);
    }
    edits.sort_by_key(|edit| edit.range.start);
    edits.dedup();
    Ok(edits)
}
