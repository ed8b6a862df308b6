//! Renames a name in all files of the project and in Dockerfiles, or explains why it cannot be renamed.

use std::collections::HashSet;

use super::dockerfile_symbols;
use super::navigation::{Navigation, build_name};
use crate::languages::answers::{Edit, FileEdits, RenameTarget};
use crate::languages::bake::evaluation::evaluator::BUILT_IN_VARIABLES;
use crate::languages::bake::evaluation::targets::is_valid_name;
use crate::languages::bake::model::occurrences::{Occurrence, Symbol};
use crate::languages::bake::reference::functions::function;
use crate::languages::bake::syntax::{is_identifier, touches};

/// Returns the name at an offset, if it can be renamed.
pub fn target(navigation: &Navigation, offset: usize) -> Option<RenameTarget> {
    let occurrence = navigation.at(offset)?;
    check(navigation, occurrence).ok()?;
    let text = &navigation.project.document().text;
    Some(RenameTarget { range: occurrence.range.clone(), placeholder: text.get(occurrence.range.clone())?.to_owned() })
}

/// Returns the edits that rename the name at an offset.
///
/// # Errors
///
/// The reason why the name cannot be renamed, in words for the user.
pub fn rename(navigation: &Navigation, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
    let occurrence = navigation.at(offset).ok_or("there is nothing to rename here")?;
    check(navigation, occurrence)?;
    check_name(navigation, &occurrence.symbol, new_name)?;
    if let Some((dockerfile, name)) = build_name(&occurrence.symbol) {
        return navigation.lookup(dockerfile, &name).rename(new_name);
    }
    // The names of targets that a matrix creates do not depend on the label of its block.
    let renamed = navigation.of_symbol(&occurrence.symbol).filter(|other| navigation.generated(other).is_none());
    let edits = renamed.map(|other| (navigation.file(other), Edit::replace(other.range.clone(), new_name)));
    let mut changes = FileEdits::group(edits);
    for change in &mut changes {
        change.edits.dedup();
    }
    Ok(changes)
}

/// Checks that all uses of a name are known.
fn check(navigation: &Navigation, occurrence: &Occurrence) -> Result<(), String> {
    let project = navigation.project;
    if let Some(file) =
        project.files.iter().find(|file| !file.tree.errors.is_empty() || !file.tree.function_errors.is_empty())
    {
        return Err(format!("`{}` has syntax errors; fix them first", file.name));
    }
    let is_declared =
        || navigation.occurrences.iter().any(|other| other.symbol == occurrence.symbol && other.declaration.is_some());
    if let Some(name) = navigation.generated(occurrence) {
        let label = occurrence.symbol.name();
        return Err(format!("`{name}` is a name from the matrix of `{label}`; change the `name` of that target"));
    }
    match &occurrence.symbol {
        Symbol::Variable(name) if BUILT_IN_VARIABLES.contains(&name.as_str()) => {
            Err(format!("`{name}` is a built-in variable of Bake"))
        }
        Symbol::Target(name) if project.compose.iter().any(|target| target.name == *name) => {
            Err(format!("`{name}` is a service in a Compose file; rename it there"))
        }
        // Bake converts a number or a boolean in a list of targets to a name.
        Symbol::Target(name) if name.parse::<f64>().is_ok() || matches!(name.as_str(), "true" | "false") => {
            Err(format!("`{name}` can be written without quotes, so not all of its uses are certain"))
        }
        Symbol::Stage(path, name) | Symbol::Argument(path, name) => {
            if dockerfile_symbols::declarations(navigation.files, &occurrence.symbol).is_empty() {
                Err(format!("`{path}` does not declare `{name}`"))
            } else if dockerfile_symbols::references(navigation.files, &occurrence.symbol).is_empty() {
                Err(format!("some uses of `{name}` in `{path}` cannot be resolved"))
            } else {
                Ok(())
            }
        }
        symbol if !is_declared() => Err(format!("`{}` is not declared in this project", symbol.name())),
        _ => Ok(()),
    }
}

/// Checks that a name can be replaced with another without changing the meaning of the project.
fn check_name(navigation: &Navigation, symbol: &Symbol, name: &str) -> Result<(), String> {
    match symbol {
        Symbol::Target(_) if !is_valid_name(name) => {
            return Err(format!("invalid target name `{name}`: expected letters, digits, `_` and `-`"));
        }
        Symbol::Stage(..) => {
            let is_valid = name.starts_with(|first: char| first.is_ascii_lowercase())
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-_.".contains(&byte));
            if !is_valid {
                return Err(format!(
                    "invalid stage name `{name}`: expected lowercase letters, digits, `-`, `_` and `.`"
                ));
            }
        }
        Symbol::Target(_) | Symbol::Context(..) => {}
        _ if matches!(name, "true" | "false" | "null" | "target" | "group") => {
            return Err(format!("`{name}` is a reserved word; choose another name"));
        }
        _ if !is_identifier(name) => {
            return Err(format!("invalid name `{name}`: expected a letter or `_`, then letters, digits, `_` and `-`"));
        }
        _ => {}
    }
    if symbol.name() == name {
        return Ok(());
    }
    let own = navigation.occurrences.iter().filter(|other| other.symbol == *symbol);
    let blocks: HashSet<(usize, usize)> = own.map(|occurrence| block_of(navigation, occurrence)).collect();
    let is_taken = |other: &Occurrence| {
        let clashes = match (symbol, &other.symbol) {
            (Symbol::Variable(_), Symbol::Variable(_))
            | (Symbol::Function(_), Symbol::Function(_))
            | (Symbol::Target(_), Symbol::Target(_)) => true,
            // A local name is only visible in its block.
            (Symbol::Variable(_) | Symbol::Local(..), Symbol::Variable(_) | Symbol::Local(..)) => {
                blocks.contains(&block_of(navigation, other))
            }
            (Symbol::Stage(own, _), Symbol::Stage(path, _))
            | (Symbol::Argument(own, _), Symbol::Argument(path, _))
            | (Symbol::Context(own, _), Symbol::Context(path, _)) => own == path,
            _ => false,
        };
        clashes && other.symbol.name() == name
    };
    let is_built_in = match symbol {
        Symbol::Function(_) => function(name).is_some(),
        Symbol::Variable(_) => BUILT_IN_VARIABLES.contains(&name),
        _ => false,
    };
    let clash = || {
        let path = match symbol {
            Symbol::Stage(path, _) => Symbol::Stage(path.clone(), name.to_owned()),
            Symbol::Argument(path, _) => Symbol::Argument(path.clone(), name.to_owned()),
            _ => return false,
        };
        !dockerfile_symbols::declarations(navigation.files, &path).is_empty()
    };
    if is_built_in || navigation.occurrences.iter().any(is_taken) || clash() {
        return Err(format!("`{name}` is already in use"));
    }
    Ok(())
}

/// The file of an occurrence, and the start of the block that contains it.
fn block_of(navigation: &Navigation, occurrence: &Occurrence) -> (usize, usize) {
    let blocks = &navigation.project.files[occurrence.file].tree.body.blocks;
    let at = occurrence.range.start;
    // Blocks are in document order.
    let before = blocks.partition_point(|block| block.range().start <= at);
    let around = blocks[..before].last().filter(|block| touches(&block.range(), at));
    (occurrence.file, around.map_or(at, |block| block.range().start))
}
