//! A module with its files.

use std::collections::BTreeMap;

use crate::languages::terraform::file_names::{FileKind, opentofu_name};

use super::address::{Address, Named};
use super::facts::{Call, Declaration, NameUse, Repetition};
use super::folder_index::{FileTrait, ModuleFile};
use super::part::Part;

/// The files of a module, with its tests.
#[derive(Debug)]
pub struct Module {
    pub folder: String,
    pub(super) parts: Vec<Part>,
    /// Whether every file of the folder could be read and parsed. Only then is a name that is not found certainly
    /// missing.
    pub is_complete: bool,
    /// Whether some of the files are merged into the other ones.
    pub has_overrides: bool,
    /// The only program that reads the document, in a module with files for OpenTofu.
    pub(super) program: Option<Program>,
}

/// A program that reads some files of a module and not others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    Terraform,
    OpenTofu,
}

impl Module {
    /// Returns the files, sorted by name, with tests last.
    pub fn files(&self) -> impl Iterator<Item = &ModuleFile> {
        self.parts.iter().flat_map(Part::files)
    }

    /// Returns the file `main.tf`, or the first file of the module if there is none.
    pub fn main_file(&self) -> Option<&ModuleFile> {
        let files = || self.files().filter(|file| file.kind == FileKind::Module);
        files().find(|file| matches!(&*file.name, "main.tf" | "main.tofu" | "main.tf.json")).or_else(|| files().next())
    }

    /// Returns the files with a trait, in the order of [`files`](Self::files).
    pub fn files_with(&self, wanted: FileTrait) -> Vec<&ModuleFile> {
        let parts = self.parts.iter();
        parts.flat_map(|part| part.with_document(part.index.files_with(wanted), |file| file.has(wanted))).collect()
    }

    /// Returns the files that use an address in a way that `is_wanted` accepts, in the order of [`files`](Self::files).
    pub fn users<'m>(&'m self, address: &Address, is_wanted: fn(NameUse) -> bool) -> Vec<&'m ModuleFile> {
        self.find_users(address, is_wanted).collect()
    }

    /// Whether a file uses an address in a way that `is_wanted` accepts.
    pub fn is_used(&self, address: &Address, is_wanted: fn(NameUse) -> bool) -> bool {
        self.find_users(address, is_wanted).next().is_some()
    }

    fn find_users<'m>(
        &'m self,
        address: &Address,
        is_wanted: fn(NameUse) -> bool,
    ) -> impl Iterator<Item = &'m ModuleFile> {
        self.parts.iter().flat_map(move |part| {
            let others = part.index.users(address).filter(move |(_, used)| is_wanted(*used)).map(|(file, _)| file);
            part.with_document(others, move |file| file.facts.name_use(address).is_some_and(is_wanted))
        })
    }

    /// Returns the files that use one of some addresses, in the order of [`files`](Self::files).
    pub(super) fn users_of_any(&self, addresses: &[&Address]) -> Vec<&ModuleFile> {
        let mut found = Vec::new();
        for part in &self.parts {
            let others = addresses.iter().flat_map(|address| part.index.users(address)).map(|(file, _)| file);
            let others: BTreeMap<&str, &ModuleFile> = others.map(|file| (&*file.name, file)).collect();
            found.extend(part.with_document(others.into_values(), |_| true));
        }
        found
    }

    /// Returns the document, if it is part of the module.
    pub fn document(&self) -> Option<&ModuleFile> {
        self.parts.iter().find_map(|part| part.document.as_ref())
    }

    /// Whether there is a file of the module itself, and not only of its tests and values.
    pub fn has_module_files(&self) -> bool {
        self.parts.iter().any(Part::has_module_files)
    }

    /// Returns the call of another module with this name.
    pub fn call(&self, name: &str) -> Option<&Call> {
        self.files_with(FileTrait::Calls).into_iter().find_map(|file| file.facts.calls.get(name))
    }

    /// Returns how the module repeats a call.
    pub fn call_repetition(&self, name: &str) -> Option<Repetition> {
        let address = Address::Named(Named::Module, name.into());
        self.declarations(&address).find_map(|(_, declaration)| declaration.repetition)
    }

    pub fn is_declared(&self, address: &Address) -> bool {
        self.find_users(address, |used| used.is_declared).any(|file| !self.is_hidden(file))
    }

    /// Whether the program that reads the document does not read a file: Terraform reads no `.tofu` files, and OpenTofu
    /// reads `main.tofu` instead of `main.tf`.
    fn is_hidden(&self, file: &ModuleFile) -> bool {
        match self.program {
            None => false,
            Some(Program::Terraform) => file.has(FileTrait::OpenTofu),
            Some(Program::OpenTofu) => self.is_replaced(file),
        }
    }

    /// Whether OpenTofu reads another file of the module instead of a file.
    pub fn is_replaced(&self, file: &ModuleFile) -> bool {
        let has = |name: &str| {
            let is_document = self.document().is_some_and(|document| *document.name == *name);
            is_document || self.parts.iter().any(|part| part.index.file(name).is_some())
        };
        opentofu_name(&file.name).is_some_and(|other| has(&other))
    }

    /// Whether every program that reads the document also reads a file.
    pub fn is_read_with_document(&self, file: &ModuleFile) -> bool {
        match self.program {
            Some(_) => !self.is_hidden(file),
            None => !file.has(FileTrait::OpenTofu) && !self.is_replaced(file),
        }
    }

    /// Returns the declarations of a name. There can be several, because override files can add some.
    pub fn declarations<'m>(&'m self, address: &'m Address) -> impl Iterator<Item = (&'m ModuleFile, &'m Declaration)> {
        let files = self.find_users(address, |used| used.is_declared).filter(|file| !self.is_hidden(file));
        files.flat_map(move |file| file.facts.declarations_of(address).map(move |declaration| (file, declaration)))
    }

    /// Returns all declarations of the module.
    pub fn all_declarations(&self) -> impl Iterator<Item = (&ModuleFile, &Declaration)> {
        self.files().flat_map(|file| file.facts.declarations.iter().map(move |declaration| (file, declaration)))
    }
}
