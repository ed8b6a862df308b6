//! Renames a declaration and all its uses: in the module, in the modules that call it, in variable files and in tests.
//! Either all of them are renamed, or none.

use std::collections::BTreeMap;

use crate::languages::answers::{Edit, FileEdits, FileRef, RenameAdditions};
use crate::languages::sort::SortStably;
use crate::languages::terraform::file_names::{is_json_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::facts::RUN_PREFIX;
use crate::languages::terraform::model::index::{Module, ModuleIndex};
use crate::languages::terraform::model::scope::Environment;
use crate::languages::terraform::reference::blocks::RESERVED_VARIABLES;

use super::navigation::{is_installed, rename_target};

/// The version of Terraform that introduced `moved` blocks.
pub const MOVED_SINCE: (u64, u64) = (1, 1);

/// Returns the edits that rename the name at an offset.
///
/// # Errors
///
/// Returns the reason why the name cannot be renamed.
pub fn rename(index: &ModuleIndex<'_>, offset: usize, new_name: &str) -> Result<Vec<FileEdits>, String> {
    let Some((_, module, address)) = rename_target(index, offset) else {
        let is_installed = index.symbol_at(offset).is_some_and(|(module, ..)| is_installed(&module));
        return Err(if is_installed {
            "this name belongs to an installed module, which `terraform init` may replace; rename it in its source"
                .to_owned()
        } else {
            "only names that a module declares can be renamed".to_owned()
        });
    };
    check_form(&address, new_name)?;
    if *new_name == **address.name() {
        return Ok(Vec::new());
    }
    check_name(&module, &address, new_name)?;
    // A file can occur twice, in the calling and in the called module.
    let mut edits: BTreeMap<String, (FileRef, Vec<Edit>)> = BTreeMap::new();
    for occurrence in index.occurrences(&module, &address) {
        let range = occurrence.name.range();
        let text = index.text(&occurrence.file).ok_or_else(|| format!("cannot read {}", describe(&occurrence.file)))?;
        if text.get(range.clone()) != Some(address.name()) {
            let file = describe(&occurrence.file);
            return Err(format!(
                "`{}` is written differently in {file}, for example with escapes; rename it there first",
                address.name()
            ));
        }
        let (_, edits) = edits.entry(describe(&occurrence.file)).or_insert((occurrence.file.clone(), Vec::new()));
        edits.push(Edit::replace(range, new_name));
    }
    if matches!(address, Address::Named(Named::Output, _))
        && let Some((file, call)) = index.passed_on(&module)
    {
        let (file, name) = (describe(&file), address.name());
        let call = if call.starts_with(RUN_PREFIX) { call.to_string() } else { format!("module.{call}") };
        return Err(format!(
            "`{call}` is passed on as a value in {file}, so uses of its output `{name}` may be missed; refer to the outputs there by name first"
        ));
    }
    if let Some(file) = index.broken_files(&module, &address).first() {
        let file = describe(file);
        return Err(format!("{file} has a syntax error that may hide uses of `{}`; fix it first", address.name()));
    }
    let edits = edits.into_values().map(|(file, mut edits)| {
        edits.sort_stably_by_key(|edit| edit.range.start);
        edits.dedup();
        FileEdits::new(file, edits)
    });
    Ok(edits.collect())
}

/// Returns a `moved` block at the end of the file of a renamed resource or module, so that Terraform does not replace
/// the objects that it manages.
pub fn moved_block(environment: &Environment<'_>, offset: usize, new_name: &str) -> Option<RenameAdditions> {
    let index = environment.index;
    let (_, module, address) = rename_target(index, offset)?;
    if !address.has_state() || *new_name == **address.name() || !environment.has(MOVED_SINCE) {
        return None;
    }
    let mut declarations = module.declarations(&address).map(|(file, _)| &file.file);
    let is_other_override = |file: &FileRef| *file != FileRef::Document && is_override_file(index.name_of(file));
    let file = declarations.find(|file| !is_other_override(file))?.clone();
    if is_json_file(index.name_of(&file)) {
        return None;
    }
    let text = index.text(&file)?;
    let separator = if text.ends_with('\n') { "\n" } else { "\n\n" };
    let to = address.renamed(new_name);
    let block = format!("{separator}moved {{\n  from = {address}\n  to   = {to}\n}}\n");
    let changes = vec![FileEdits::new(file, vec![Edit::insert(text.len(), block)])];
    Some(RenameAdditions { title: format!("Record that `{address}` moved to `{to}`"), changes })
}

/// Checks that a declaration can have a name.
fn check_form(address: &Address, new_name: &str) -> Result<(), String> {
    check_identifier(new_name)?;
    if matches!(address, Address::Named(Named::Variable, _)) && RESERVED_VARIABLES.contains(&new_name) {
        return Err(format!("variable name `{new_name}` is reserved; use another name"));
    }
    Ok(())
}

/// Checks that a name is not in use.
fn check_name(module: &Module, address: &Address, new_name: &str) -> Result<(), String> {
    if module.is_declared(&address.renamed(new_name)) {
        return Err(format!("the module already has a {} `{new_name}`", address.noun()));
    }
    Ok(())
}

/// Checks that a name is an identifier in HCL.
///
/// # Errors
///
/// Returns the message for a name that is not.
pub fn check_identifier(name: &str) -> Result<(), String> {
    let mut characters = name.chars();
    let is_identifier = characters.next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && characters.all(|next| next.is_alphanumeric() || matches!(next, '_' | '-'));
    if is_identifier {
        Ok(())
    } else {
        Err(format!("invalid name `{name}`: expected a letter or `_`, then letters, digits, `_` and `-`"))
    }
}

fn describe(file: &FileRef) -> String {
    match file {
        FileRef::Document => "this file".to_owned(),
        FileRef::Path(path) => format!("`{path}`"),
    }
}
