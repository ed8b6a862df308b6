//! Definition, references, highlights, renaming and linked ranges, based on the occurrences of a name.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::languages::answers::{
    Definition, Edit, FileEdits, FileRange, FileRef, Highlight, HighlightKind, NavigationTarget, RenameTarget,
};
use crate::languages::dockerfile::model::file_facts::FileFacts;
use crate::languages::dockerfile::model::shell_mentions::mentions_otherwise;
use crate::languages::dockerfile::model::stage_references::stage_references;
use crate::languages::dockerfile::model::stages::lower;
use crate::languages::dockerfile::model::symbols::{Occurrence, Role, Symbol, SymbolKind, Symbols};
use crate::languages::dockerfile::reference::image_variables::IMAGE_VARIABLES;
use crate::languages::dockerfile::reference::shell;
use crate::languages::dockerfile::reference::words::{PREDEFINED_ARGUMENTS, PROXY_ARGUMENTS};
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Instruction, Keyword};
use crate::languages::sort::SortStably;
use crate::languages::text::{is_word_part, touches};

/// Returns the declaration of the name at an offset. For a variable, this is the first declaration in its stage.
pub fn definition(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Option<Definition> {
    let occurrence = &symbols.occurrences[symbols.at(offset)?];
    let target = declaration(symbols, occurrence)?;
    Some(Definition {
        origin: occurrence.range.clone(),
        targets: vec![NavigationTarget {
            file: FileRef::Document,
            full_range: file.instructions[target.instruction].range(),
            focus_range: target.range.clone(),
        }],
    })
}

fn declaration<'s>(symbols: &'s Symbols, occurrence: &'s Occurrence) -> Option<&'s Occurrence> {
    let declarations = || symbols.occurrences_of(occurrence.symbol).filter(|other| other.role.is_declaration());
    if symbols.symbol(occurrence).kind != SymbolKind::Variable {
        return declarations().next();
    }
    let stage = |other: &Occurrence| symbols.stages.stage_of(other.instruction);
    let is_from = symbols.stages.froms.binary_search(&occurrence.instruction).is_ok();
    let own = if is_from { None } else { stage(occurrence) };
    declarations().find(|other| stage(other) == own).or_else(|| {
        let set_by = occurrence.set_by.map(|index| &symbols.occurrences[index]);
        set_by.or_else(|| declarations().next())
    })
}

/// Returns all occurrences of the name at an offset.
pub fn references(symbols: &Symbols, offset: usize) -> Vec<FileRange> {
    occurrences(symbols, offset).map(|other| FileRange::in_document(other.range.clone())).collect()
}

pub fn highlights(symbols: &Symbols, offset: usize) -> Vec<Highlight> {
    let kind = |role: Role| if role.is_declaration() { HighlightKind::Write } else { HighlightKind::Read };
    occurrences(symbols, offset).map(|other| Highlight { range: other.range.clone(), kind: kind(other.role) }).collect()
}

fn occurrences(symbols: &Symbols, offset: usize) -> impl Iterator<Item = &Occurrence> {
    let at = symbols.at(offset).map(|index| symbols.occurrences[index].symbol);
    at.into_iter().flat_map(|symbol| symbols.occurrences_of(symbol))
}

/// Returns the name at an offset, if it can be renamed.
pub fn rename_target(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Option<RenameTarget> {
    let occurrence = &symbols.occurrences[symbols.at(offset)?];
    let symbol = symbols.symbol(occurrence);
    // Editors reject a range that does not contain the cursor. If the cursor is before the `$`, the name's range does
    // not contain it.
    let is_at_name = touches(&occurrence.range, offset);
    let can_be_renamed = is_at_name && occurrence.role != Role::Number && is_known_completely(file, symbols, symbol);
    can_be_renamed.then(|| RenameTarget { range: occurrence.range.clone(), placeholder: symbol.name.clone() })
}

/// Whether all uses of a name are in the file: either the file declares it, or it is a variable that nothing else can
/// set.
fn is_known_completely(file: &Dockerfile, symbols: &Symbols, symbol: &Symbol) -> bool {
    symbol.is_declared || symbol.kind == SymbolKind::Variable && is_set_nowhere(file, symbols, &symbol.name)
}

/// Whether a name is neither a variable of BuildKit nor of common images, and the file only mentions it as `$name`.
fn is_set_nowhere(file: &Dockerfile, symbols: &Symbols, name: &str) -> bool {
    let is_predefined = is_predefined(name) || IMAGE_VARIABLES.contains(&name);
    // Only commands and scripts can set a variable by its name alone.
    let runs = |instruction: &&Instruction| {
        let keyword = instruction.inner().keyword;
        keyword.runs_command() || keyword == Keyword::Shell || !instruction.heredocs().is_empty()
    };
    let mut scripts = file.instructions.iter().filter(runs).map(Instruction::range);
    let is_mentioned = |at: usize| {
        let end = at + name.len();
        let is_word = !file.text[..at].ends_with(is_word_part) && !file.text[end..].starts_with(is_word_part);
        let found = symbols.occurrences.partition_point(|other| other.full_range.start <= at);
        let nearest = &symbols.occurrences[found.saturating_sub(2)..found];
        is_word && !nearest.iter().any(|other| other.range == (at..end))
    };
    let mentions = |script: Range<usize>| {
        file.text[script.clone()].match_indices(name).any(|(at, _)| is_mentioned(script.start + at))
    };
    !is_predefined && !scripts.any(mentions)
}

/// Returns the edits that rename the name at an offset.
pub fn rename(file: &Dockerfile, symbols: &Symbols, offset: usize, name: &str) -> Result<Vec<FileEdits>, String> {
    let occurrence = symbols.at(offset).map(|index| &symbols.occurrences[index]);
    let occurrence = occurrence.ok_or("there is nothing to rename here")?;
    Ok(vec![FileEdits::in_document(rename_symbols(file, symbols, &[occurrence.symbol], name)?)])
}

/// Returns the edits that rename symbols with the same name and kind. `renamed` is in ascending order.
pub fn rename_symbols(
    file: &Dockerfile,
    symbols: &Symbols,
    renamed: &[usize],
    name: &str,
) -> Result<Vec<Edit>, String> {
    let Some(symbol) = renamed.first().map(|first| &symbols.names[*first]) else { return Ok(Vec::new()) };
    if !is_known_completely(file, symbols, symbol) {
        return Err(match symbol.kind {
            SymbolKind::Stage(_) => "the stage has no name; add `AS` and a name first".to_owned(),
            _ => format!("`{}` is not declared in this file", symbol.name),
        });
    }
    let occurrences = || renamed.iter().flat_map(|symbol| symbols.occurrences_of(*symbol));
    match symbol.kind {
        SymbolKind::Stage(_) => check_stage_name(symbols, renamed, name)?,
        SymbolKind::Variable => check_variable(file, symbols, renamed, name)?,
        SymbolKind::Heredoc => {
            occurrences().take(1).try_for_each(|occurrence| check_heredoc_name(file, occurrence, name))?;
        }
        SymbolKind::Image => return Err("images cannot be renamed".to_owned()),
    }
    let changed = occurrences().filter(|other| other.role != Role::Number);
    let mut edits: Vec<Edit> = changed.map(|other| Edit::replace(other.range.clone(), name)).collect();
    let described = occurrences().flat_map(|other| descriptions(file, &symbol.name, other));
    edits.extend(described.map(|(range, role)| {
        let name = if role == Role::Stage { name.to_lowercase() } else { name.to_owned() };
        Edit::replace(range, name)
    }));
    edits.sort_stably_by_key(|edit| edit.range.start);
    edits.dedup();
    Ok(edits)
}

/// Returns the occurrences of a name in the comments above its declaration that describe it, as in `# build compiles
/// the program`. There, BuildKit expects the name of a stage in lower case.
fn descriptions(file: &Dockerfile, name: &str, declaration: &Occurrence) -> Vec<(Range<usize>, Role)> {
    if !matches!(declaration.role, Role::Stage | Role::Argument) {
        return Vec::new();
    }
    let name = if declaration.role == Role::Stage { lower(name) } else { Cow::Borrowed(name) };
    let comments = &file.comments[file.instructions[declaration.instruction].comments()];
    let described = comments.iter().filter(|comment| file.text[(*comment).clone()].split(' ').next() == Some(&*name));
    described.map(|comment| (comment.start..comment.start + name.len(), declaration.role)).collect()
}

fn check_stage_name(symbols: &Symbols, renamed: &[usize], name: &str) -> Result<(), String> {
    let is_valid = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte));
    if !is_valid {
        return Err(format!("invalid stage name `{name}`: expected a letter, then letters, digits, `.`, `_` or `-`"));
    }
    if matches!(name.to_ascii_lowercase().as_str(), "scratch" | "context") {
        return Err(format!("stage name `{name}` is reserved; use another name"));
    }
    let is_other = |(index, other): (usize, &Symbol)| {
        renamed.binary_search(&index).is_err()
            && (other.kind == SymbolKind::Image || matches!(other.kind, SymbolKind::Stage(_)) && other.is_declared)
            && other.name.eq_ignore_ascii_case(name)
    };
    if symbols.names.iter().enumerate().any(is_other) {
        return Err(format!("`{name}` is already in use"));
    }
    Ok(())
}

/// Whether BuildKit or every shell sets a variable.
fn is_predefined(name: &str) -> bool {
    PREDEFINED_ARGUMENTS.iter().any(|(known, _)| *known == name)
        || PROXY_ARGUMENTS.contains(&name)
        || shell::VARIABLES.contains(&name)
        || name.starts_with("BUILDKIT_")
        || name == "SOURCE_DATE_EPOCH"
}

/// Returns an instruction whose commands mention a variable in a way that a rename cannot update. Only the stages in
/// which the symbols are visible are searched.
fn mention_in_command<'f>(
    file: &'f Dockerfile,
    symbols: &Symbols,
    renamed: &[usize],
    name: &str,
) -> Option<&'f Instruction<'f>> {
    let mut is_in_scope = vec![false; symbols.stages.froms.len()];
    for occurrence in renamed.iter().flat_map(|symbol| symbols.occurrences_of(*symbol)) {
        let is_from = symbols.stages.froms.binary_search(&occurrence.instruction).is_ok();
        if let Some(stage) = symbols.stages.stage_of(occurrence.instruction).filter(|_| !is_from) {
            is_in_scope[stage] = true;
        }
    }
    // Stages pass their variables to the stages that are based on them.
    for (stage, from) in symbols.stages.froms.iter().enumerate() {
        let base = stage_references(*from, &file.instructions[*from]).into_iter().next();
        let base = base.and_then(|base| symbols.stages.resolve(&base));
        is_in_scope[stage] |= base.is_some_and(|base| is_in_scope[base]);
    }
    let is_windows = FileFacts::new(file).is_windows;
    let in_scope = file
        .instructions
        .iter()
        .enumerate()
        .filter(|(index, _)| symbols.stages.stage_of(*index).is_some_and(|stage| is_in_scope[stage]));
    let mut instructions = in_scope.map(|(_, instruction)| instruction);
    instructions.find(|instruction| mentions_otherwise(file, instruction, name, is_windows))
}

fn check_variable(file: &Dockerfile, symbols: &Symbols, renamed: &[usize], name: &str) -> Result<(), String> {
    let is_valid = name.starts_with(|first: char| first == '_' || first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    if !is_valid {
        return Err(format!("invalid variable name `{name}`: expected letters from a to z, digits and `_`"));
    }
    let Some(own) = renamed.first().map(|first| &symbols.names[*first].name) else { return Ok(()) };
    if let Some(predefined) = [own.as_str(), name].into_iter().find(|name| is_predefined(name)) {
        return Err(format!(
            "`{predefined}` is predefined by BuildKit or the shell; rename another variable, or use another name"
        ));
    }
    if let Some(instruction) = mention_in_command(file, symbols, renamed, own) {
        let (keyword, line) = (instruction.name(), instruction.lines().start + 1);
        return Err(format!(
            "`{keyword}` on line {line} uses `{own}` other than as `${own}`, so it may not be this variable; rename it by hand"
        ));
    }
    if own != name
        && let Some(instruction) = mention_in_command(file, symbols, renamed, name)
    {
        let (keyword, line) = (instruction.name(), instruction.lines().start + 1);
        return Err(format!("`{keyword}` on line {line} already uses `{name}`; use another name"));
    }
    let stages = |symbol: &usize| {
        symbols.occurrences_of(*symbol).map(|other| symbols.stages.stage_of(other.instruction)).collect::<Vec<_>>()
    };
    let own: HashSet<Option<usize>> = renamed.iter().flat_map(stages).collect();
    let is_other = |(index, other): (usize, &Symbol)| {
        // A global argument can be passed to any stage.
        let meets = || stages(&index).iter().any(|stage| stage.is_none() || own.contains(&None) || own.contains(stage));
        renamed.binary_search(&index).is_err() && other.kind == SymbolKind::Variable && other.name == name && meets()
    };
    if symbols.names.iter().enumerate().any(is_other) {
        return Err(format!("`{name}` is already in use"));
    }
    Ok(())
}

fn check_heredoc_name(file: &Dockerfile, occurrence: &Occurrence, name: &str) -> Result<(), String> {
    if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(format!("invalid heredoc name `{name}`: expected letters, digits and `_`"));
    }
    let instruction = &file.instructions[occurrence.instruction];
    let own = instruction.heredocs().iter().filter(|heredoc| heredoc.name == file.text[occurrence.range.clone()]);
    let mut lines = own.flat_map(|heredoc| file.text[heredoc.content.clone()].lines());
    if lines.any(|line| line.trim_start_matches('\t') == name) {
        return Err(format!("the heredoc contains a line `{name}`; use another name"));
    }
    Ok(())
}

/// Returns ranges that must have the same text: the two delimiters of a heredoc, or a stage name with its references.
pub fn linked_ranges(file: &Dockerfile, symbols: &Symbols, offset: usize) -> Vec<Range<usize>> {
    let Some(index) = symbols.at(offset) else { return Vec::new() };
    let occurrence = &symbols.occurrences[index];
    let symbol = symbols.symbol(occurrence);
    let is_mentioned = || {
        symbol.kind == SymbolKind::Variable
            && mention_in_command(file, symbols, &[occurrence.symbol], &symbol.name).is_some()
    };
    if !symbol.is_declared || occurrence.role == Role::Number || is_mentioned() {
        return Vec::new();
    }
    let linked = symbols.occurrences_of(occurrence.symbol).filter(|other| other.role != Role::Number);
    let ranges: Vec<Range<usize>> = linked.map(|other| other.range.clone()).collect();
    // Editors write the same text into all linked ranges.
    let text = &file.text[occurrence.range.clone()];
    let are_equal = ranges.iter().all(|range| &file.text[range.clone()] == text);
    if ranges.len() > 1 && are_equal { ranges } else { Vec::new() }
}
