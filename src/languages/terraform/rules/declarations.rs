//! `DuplicateDeclaration`: names that a module declares twice. Override files are merged and are not counted, but they
//! can only change declarations of other files.

use foldhash::{HashMap, HashSet};

use super::Rule;
use super::finding::Findings;
use crate::languages::answers::FileRef;
use crate::languages::terraform::file_names::FileKind;
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::Declaration;
use crate::languages::terraform::model::index::{FileTrait, Module, ModuleFile, ModuleIndex};

pub fn check(index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    overrides(index, &own, findings);
    let Some(document) = primary_document(&own) else { return };
    providers(&own, document, findings);
    let has_checks = !own.files_with(FileTrait::Checks).is_empty();
    let mut first: HashMap<&Address, &FileRef> = HashMap::default();
    for declaration in &document.facts.declarations {
        if !is_unique(&declaration.address, has_checks) {
            continue;
        }
        let Some(other) = first.get(&declaration.address) else {
            let declaring = own.users(&declaration.address, |used| used.is_declared);
            // The declaration in the file that Terraform reads first is the valid one.
            let Some(ModuleFile { file, .. }) = declaring.into_iter().find(|file| counts(&own, file)) else { continue };
            first.insert(&declaration.address, file);
            if *file != FileRef::Document {
                report(declaration, file, findings);
            }
            continue;
        };
        report(declaration, other, findings);
    }
}

/// Reports `provider` blocks for the same configuration of a provider.
fn providers(own: &Module, document: &ModuleFile, findings: &mut Findings) {
    // Entries of `required_providers` and their aliases declare names of providers, too.
    let is_block =
        |declaration: &Declaration| declaration.type_label.is_some() && declaration.header != declaration.whole;
    let mut seen: HashSet<&Address> = HashSet::default();
    for declaration in document.facts.declarations.iter().filter(|declaration| is_block(declaration)) {
        let Address::Typed(Typed::Provider, local_name, alias) = &declaration.address else { continue };
        let other = if seen.insert(&declaration.address) {
            let declaring = own.users(&declaration.address, |used| used.is_declared).into_iter();
            let mut before = declaring.filter(|file| counts(own, file) && file.name < document.name);
            before.find(|file| file.facts.declarations_of(&declaration.address).any(is_block)).map(|file| &file.file)
        } else {
            Some(&FileRef::Document)
        };
        let Some(other) = other else { continue };
        let place = in_other(other);
        let message = if alias.is_empty() {
            format!("provider `{local_name}` is already configured{place}; add an `alias`")
        } else {
            format!("provider `{local_name}` is already configured with the alias `{alias}`{place}; use another alias")
        };
        findings.add(Rule::DuplicateDeclaration, declaration.name.range(), message, None);
    }
}

/// Reports declarations in an override file that no other file contains.
fn overrides(index: &ModuleIndex<'_>, own: &Module, findings: &mut Findings) {
    let Some(document) = own.document().filter(|document| document.has(FileTrait::Override)) else { return };
    let is_part = document.kind == FileKind::Module && !document.name.starts_with('.');
    if !is_part || !index.is_listed() || !own.is_complete || !own.files_with(FileTrait::OpenTofu).is_empty() {
        return;
    }
    let has_checks = !own.files_with(FileTrait::Checks).is_empty();
    for declaration in &document.facts.declarations {
        let address = &declaration.address;
        let has_base = match address {
            Address::Named(Named::Variable | Named::Local | Named::Output | Named::Module, _)
            | Address::Typed(Typed::Resource | Typed::Ephemeral, ..) => false,
            // A check can contain its own data source.
            Address::Typed(Typed::Data, ..) => has_checks,
            _ => true,
        };
        if has_base || own.users(address, |used| used.is_declared).into_iter().any(is_primary) {
            continue;
        }
        let message = format!(
            "{} `{}` overrides nothing; declare it in a file that is not an override file",
            address.noun(),
            address.name()
        );
        findings.add(Rule::DuplicateDeclaration, declaration.name.range(), message, None);
    }
}

fn report(declaration: &Declaration, first: &FileRef, findings: &mut Findings) {
    let (noun, name) = (declaration.address.noun(), declaration.address.name());
    let message = format!("{noun} `{name}` is already declared{}", in_other(first));
    findings.add(Rule::DuplicateDeclaration, declaration.name.range(), message, None);
}

/// Returns the name of a file for the end of a message. Empty if the file is the document.
pub(super) fn in_other(file: &FileRef) -> String {
    match file {
        FileRef::Document => String::new(),
        FileRef::Path(path) => format!(" in `{path}`"),
    }
}

/// Returns the document, if it is part of the module and not an override file.
pub(super) fn primary_document(own: &Module) -> Option<&ModuleFile> {
    own.document().filter(|document| is_primary(document))
}

/// Whether the declarations in a file count wherever those of the document do.
pub(super) fn counts(own: &Module, file: &ModuleFile) -> bool {
    is_primary(file) && (file.file == FileRef::Document || own.is_read_with_document(file))
}

/// Whether a file is part of the module, and neither hidden nor an override file.
fn is_primary(file: &ModuleFile) -> bool {
    file.kind == FileKind::Module && !file.has(FileTrait::Override) && !file.name.starts_with('.')
}

/// Whether Terraform rejects a second declaration of the same name.
fn is_unique(address: &Address, has_checks: bool) -> bool {
    match address {
        Address::Named(Named::Run, _) | Address::Typed(Typed::Provider | Typed::Action | Typed::List, ..) => false,
        // A check can contain its own data source.
        Address::Typed(Typed::Data, ..) => !has_checks,
        _ => true,
    }
}
