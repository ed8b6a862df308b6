//! `UndeclaredReference` and `UnusedDeclaration`: names that a module uses, or variable files give a value to, and that
//! no file declares, and names that it declares and does not use.
//!
//! The whole module has to be known: nothing is reported while one of its files does not parse.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::Rule;
use super::finding::Findings;
use super::insertion;
use crate::languages::answers::{Diagnostic, Edit, FileEdits, FileRef, QuickFix, Tag};
use crate::languages::findings::Correction;
use crate::languages::source::Source;
use crate::languages::syntax::hcl;
use crate::languages::terraform::file_names::{FileKind, is_json_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::{Declaration, ModuleRef, Reference, Role};
use crate::languages::terraform::model::index::{Module, ModuleIndex, OccurrenceKind};
use crate::languages::text::closest_match;

pub fn check(source: &Source<'_>, index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    if !index.is_listed() || !own.is_complete || !own.files.iter().any(|file| file.kind == FileKind::Module) {
        return;
    }
    let declared: HashSet<&Address> = own.all_declarations().map(|(_, declaration)| &declaration.address).collect();
    let kind = FileKind::from_name(source.file_name);
    for reference in &index.document().references {
        if reference.module != ModuleRef::This || declared.contains(&reference.address) {
            continue;
        }
        match (reference.role, kind) {
            (Role::Read, FileKind::Module) => undeclared(source, index, &own, reference, findings),
            (Role::Assignment, FileKind::Variables) => undeclared_value(&own, reference, findings),
            _ => {}
        }
    }
    if kind == FileKind::Module {
        unused(source, index, &own, findings);
    }
}

fn undeclared(
    source: &Source<'_>,
    index: &ModuleIndex<'_>,
    own: &Module,
    reference: &Reference,
    findings: &mut Findings,
) {
    let address = &reference.address;
    let is_certain = match address {
        Address::Named(Named::Variable | Named::Local | Named::Module, _) | Address::Typed(Typed::Data, ..) => true,
        // The first word of a reference to a resource may be a name that only a newer version knows.
        Address::Typed(Typed::Resource, type_name, _) => type_name.contains('_'),
        _ => false,
    };
    if !is_certain {
        return;
    }
    let names = similar_names(own, address);
    let nearest = closest_match(address.name(), names.iter().map(|name| &**name)).map(str::to_owned);
    let noun = address.noun();
    let mut message = format!("undeclared {noun} `{address}`");
    let mut correction = None;
    if let Some(nearest) = nearest {
        let other = address.renamed(&nearest);
        message = format!("{message}; did you mean `{other}`?");
        correction = Some(Correction::replace(format!("Change to `{other}`"), reference.name.range(), nearest));
    }
    let diagnostic = Diagnostic::error(reference.whole.range(), message);
    let fix = declare(source, index, reference);
    findings.push_with_fix(Rule::UndeclaredReference, diagnostic, correction, fix);
}

/// The names of the same kind.
fn similar_names(own: &Module, address: &Address) -> Vec<Arc<str>> {
    let is_similar = |other: &Address| match (other, address) {
        (Address::Named(left, _), Address::Named(right, _)) => left == right,
        (Address::Typed(left, left_type, _), Address::Typed(right, right_type, _)) => {
            left == right && left_type == right_type
        }
        _ => false,
    };
    let addresses = own.all_declarations().map(|(_, declaration)| &declaration.address);
    addresses.filter(|other| is_similar(other)).map(|other| other.name().clone()).collect()
}

/// Declares a variable.
fn declare(source: &Source<'_>, index: &ModuleIndex<'_>, reference: &Reference) -> Option<QuickFix> {
    let Address::Named(Named::Variable, name) = &reference.address else { return None };
    let lines = [format!("  type = {}\n", likely_type(source, reference))];
    let (file, edit) = insertion::variable(index, name, &lines)?;
    let changes = vec![FileEdits { file, edits: vec![edit] }];
    Some(QuickFix { title: format!("Declare variable `{name}`"), resolves: Vec::new(), changes, is_preferred: false })
}

/// The type that the use of a variable implies.
fn likely_type(source: &Source<'_>, reference: &Reference) -> &'static str {
    let before = source.text.get(..reference.whole.start as usize).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default().trim_start();
    if line.starts_with("count") && line.contains('=') && !line.contains('?') && line.trim_end().ends_with('=') {
        "number"
    } else if line.starts_with("for_each") {
        "map(any)"
    } else if !reference.attributes.is_empty() {
        "any"
    } else {
        "string"
    }
}

fn undeclared_value(own: &Module, reference: &Reference, findings: &mut Findings) {
    let names = similar_names(own, &reference.address);
    let name = reference.address.name();
    let nearest = closest_match(name, names.iter().map(|name| &**name)).map(str::to_owned);
    let mut message = format!("value for undeclared variable `{name}`");
    let mut correction = None;
    if let Some(nearest) = nearest {
        message = format!("{message}; did you mean `{nearest}`?");
        correction = Some(Correction::replace(format!("Change to `{nearest}`"), reference.name.range(), nearest));
    }
    findings.warn(Rule::UndeclaredReference, reference.name.range(), message, correction);
}

fn unused(source: &Source<'_>, index: &ModuleIndex<'_>, own: &Arc<Module>, findings: &mut Findings) {
    let candidates: Vec<&Declaration> = index
        .document()
        .declarations
        .iter()
        .filter(|declaration| {
            matches!(
                declaration.address,
                Address::Named(Named::Variable | Named::Local, _) | Address::Typed(Typed::Data, ..)
            )
        })
        .collect();
    if candidates.is_empty() {
        return;
    }
    let mut used: HashSet<&Address> = HashSet::new();
    for file in &own.files {
        for reference in &file.facts.references {
            let is_own = reference.module == ModuleRef::This && reference.role == Role::Read;
            // A variable that only its own validation uses is not used.
            let is_within_itself = || {
                let mut declarations = file.facts.declarations_of(&reference.address);
                declarations.any(|declaration| {
                    declaration.whole.start <= reference.whole.start && reference.whole.end <= declaration.whole.end
                })
            };
            if is_own && !is_within_itself() {
                used.insert(&reference.address);
            }
        }
    }
    for declaration in candidates.into_iter().filter(|declaration| !used.contains(&declaration.address)) {
        let noun = declaration.address.noun();
        let message = format!("{noun} `{}` is declared but never used", declaration.address.name());
        let diagnostic = Diagnostic::hint(declaration.name.range(), message).with_tag(Tag::Unnecessary);
        let fix = remove(source, index, own, declaration);
        findings.push_with_fix(Rule::UnusedDeclaration, diagnostic, None, fix);
    }
}

/// Removes a declaration, and the values that callers and variable files give to a variable.
fn remove(
    source: &Source<'_>,
    index: &ModuleIndex<'_>,
    own: &Arc<Module>,
    declaration: &Declaration,
) -> Option<QuickFix> {
    if is_json_file(source.file_name) {
        return None;
    }
    let mut edits: BTreeMap<String, (FileRef, Vec<Edit>)> = BTreeMap::new();
    let mut add = |file: FileRef, edit: Edit| {
        let key = format!("{file:?}");
        edits.entry(key).or_insert((file, Vec::new())).1.push(edit);
    };
    add(FileRef::Document, Edit::delete(hcl::delete_range(source.text, declaration.whole.range())));
    if matches!(declaration.address, Address::Named(Named::Variable, _)) {
        for occurrence in index.occurrences(own, &declaration.address) {
            match occurrence.kind {
                OccurrenceKind::Declaration => {}
                OccurrenceKind::Assignment => {
                    let text = index.text(&occurrence.file)?;
                    let range = argument_range(&text, occurrence.name.start as usize)?;
                    add(occurrence.file, Edit::delete(hcl::delete_range(&text, range)));
                }
                // Its own validation goes with it, and a test that uses it stays as it is.
                OccurrenceKind::Read if occurrence.file == FileRef::Document => {}
                OccurrenceKind::Read => return None,
            }
        }
    }
    let changes = edits.into_values().map(|(file, mut edits)| {
        edits.sort_by_key(|edit| edit.range.start);
        FileEdits { file, edits }
    });
    let title = format!("Remove {} `{}`", declaration.address.noun(), declaration.address.name());
    Some(QuickFix { title, resolves: Vec::new(), changes: changes.collect(), is_preferred: false })
}

/// The argument in a file of the native syntax whose name begins at an offset.
fn argument_range(text: &str, offset: usize) -> Option<std::ops::Range<usize>> {
    let file = hcl::File::parse(text);
    let mut bodies = vec![file.body()];
    while let Some(body) = bodies.pop() {
        for item in body.items() {
            match item {
                hcl::Item::Attribute(attribute) if attribute.name().range().start == offset => {
                    return Some(attribute.range());
                }
                hcl::Item::Block(block) if block.range().contains(&offset) => bodies.push(block.body()),
                _ => {}
            }
        }
    }
    None
}
