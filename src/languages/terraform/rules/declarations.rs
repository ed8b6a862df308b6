//! `DuplicateDeclaration`: names that a module declares twice. Override files are merged and do not count.

use std::collections::HashMap;

use super::Rule;
use super::finding::Findings;
use crate::languages::answers::FileRef;
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file, is_override_file};
use crate::languages::terraform::model::address::{Address, Named, Typed};
use crate::languages::terraform::model::facts::Declaration;
use crate::languages::terraform::model::index::{Module, ModuleIndex};

pub fn check(index: &ModuleIndex<'_>, findings: &mut Findings) {
    let own = index.own();
    let is_primary = |file: &FileRef| !is_override_file(index.name_of(file));
    // OpenTofu reads `main.tofu` instead of `main.tf`.
    let has_variants = own.files.iter().any(|file| is_opentofu_file(index.name_of(&file.file)));
    // A hidden file is no part of the module.
    if has_variants || !is_primary(&FileRef::Document) || index.file_name().starts_with('.') {
        return;
    }
    // The first declaration of each name, in the order in which Terraform reads the files.
    let mut first: HashMap<&Address, (&FileRef, &Declaration)> = HashMap::new();
    let files = own.files.iter().filter(|file| file.kind == FileKind::Module && is_primary(&file.file));
    for file in files {
        for declaration in file.facts.declarations.iter().filter(|declaration| is_unique(&own, declaration)) {
            match first.get(&declaration.address) {
                Some((other, _)) if file.file == FileRef::Document => {
                    let place = match other {
                        FileRef::Document => String::new(),
                        FileRef::Path(path) => format!(" in `{path}`"),
                    };
                    let noun = declaration.address.noun();
                    let message = format!("{noun} `{}` is already declared{place}", declaration.address.name());
                    findings.add(Rule::DuplicateDeclaration, declaration.name.range(), message, None);
                }
                Some(_) => {}
                None => {
                    first.insert(&declaration.address, (&file.file, declaration));
                }
            }
        }
    }
}

/// Whether Terraform refuses a second declaration of the same name.
fn is_unique(own: &Module, declaration: &Declaration) -> bool {
    match &declaration.address {
        Address::Named(Named::Run, _) | Address::Typed(Typed::Provider | Typed::Action | Typed::List, ..) => false,
        // A check can contain a data source of its own.
        Address::Typed(Typed::Data, ..) => {
            !own.all_declarations().any(|(_, other)| matches!(other.address, Address::Named(Named::Check, _)))
        }
        _ => true,
    }
}
