//! Inserts lines into blocks, and variables into modules.

use std::fmt::Write as _;
use std::ops::Range;

use crate::languages::answers::{Edit, FileRef};
use crate::languages::terraform::file_names::{FileKind, is_json_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named};
use crate::languages::terraform::model::index::{ModuleFile, ModuleIndex};
use crate::languages::text::line_start;

/// Adds a `variable` block with some lines at the end of the file that declares the most variables. If there is none, of
/// the document, or of another file if the document is an override file, which can declare nothing. `None` if no file in
/// the native syntax can contain the block.
pub fn variable(index: &ModuleIndex<'_>, name: &str, lines: &[String]) -> Option<(FileRef, Edit)> {
    let own = index.own();
    let count = |file: &ModuleFile| {
        let declarations = file.facts.declarations.iter();
        declarations.filter(|declaration| matches!(declaration.address, Address::Named(Named::Variable, _))).count()
    };
    let is_native = |file: &FileRef| !is_json_file(index.name_of(file)) && !is_override_file(index.name_of(file));
    let is_read = |file: &ModuleFile| file.file == FileRef::Document || own.is_read_with_document(file);
    let files = || own.files().filter(|file| file.kind == FileKind::Module && is_native(&file.file) && is_read(file));
    let best = files().filter(|file| count(file) > 0).max_by_key(|file| count(file));
    let best = best.or_else(|| files().next().filter(|_| is_override_file(index.name_of(&FileRef::Document))));
    let file = best.map_or(FileRef::Document, |best| best.file.clone());
    let text = index.text(&file).filter(|_| is_native(&file))?;
    let before = match &*text {
        text if text.is_empty() || text.ends_with("\n\n") => "",
        text if text.ends_with('\n') => "\n",
        _ => "\n\n",
    };
    let lines = lines.concat();
    let block = format!("{before}variable \"{name}\" {{\n{lines}}}\n");
    Some((file, Edit::insert(text.len(), block)))
}

/// Adds arguments with their values at the end of a block, like [`lines`].
pub fn arguments(text: &str, block: &Range<usize>, arguments: &[(&str, &str)]) -> Option<Edit> {
    let width = arguments.iter().map(|(name, _)| name.len()).max()?;
    let added: Vec<String> = arguments.iter().map(|(name, value)| format!("{name:width$} = {value}")).collect();
    lines(text, block, &added)
}

/// Adds lines at the end of a block whose closing brace is on its own line, or fills an empty block.
pub fn lines(text: &str, block: &Range<usize>, added: &[String]) -> Option<Edit> {
    let end = block.end.checked_sub(1)?;
    let before = text.get(block.start..end)?;
    if !text.get(end..)?.starts_with('}') {
        return None;
    }
    let indented = |indentation: &str| {
        let mut all = String::new();
        for line in added {
            let _ = writeln!(all, "{indentation}  {line}");
        }
        all
    };
    let last = before.rsplit('\n').next()?;
    if before.contains('\n') && last.trim().is_empty() {
        return Some(Edit::insert(end - last.len(), indented(last)));
    }
    let opening = before.rfind('{')? + block.start;
    if !text.get(opening + 1..end)?.trim().is_empty() {
        return None;
    }
    let line_start = line_start(text, block.start);
    let line = text[line_start..block.start].chars();
    let indentation: String = line.take_while(|next| matches!(next, ' ' | '\t')).collect();
    Some(Edit::replace(opening..end, format!("{{\n{}{indentation}", indented(&indentation))))
}
