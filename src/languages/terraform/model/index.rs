//! The modules that a document can refer to: its own, those that it calls, and those that call it. Files are parsed once
//! for each of their texts, and only those that a question concerns.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use crate::languages::Language;
use crate::languages::answers::FileRef;
use crate::languages::source::{FileProvider, Source};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::FileKind;

use super::address::{Address, Named};
use super::facts::{Call, Declaration, FileFacts, ModuleRef, NameUse, RUN_PREFIX, Reference, Role};
use super::folder_index::FolderIndex;
use super::installed;

pub use super::folder_index::{FileTrait, ModuleFile, join};

/// The folder in which `terraform test` looks for tests.
pub const TESTS: &str = "tests";

/// The modules around a document, by the path of their folder from the document's.
pub struct ModuleIndex<'a> {
    source: Source<'a>,
    document: Arc<FileFacts>,
    modules: Mutex<HashMap<String, Arc<Module>>>,
}

/// The text of a file.
pub enum FileText<'a> {
    Document(&'a str),
    Other(Arc<str>),
}

impl Deref for FileText<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Document(text) => text,
            Self::Other(text) => text,
        }
    }
}

/// The files of a module, with its tests.
#[derive(Debug)]
pub struct Module {
    pub folder: String,
    parts: Vec<Part>,
    /// Whether every file of the folder could be read and parsed, so that names are known to be missing.
    pub is_complete: bool,
    /// Whether some of the files are merged into the others.
    pub has_overrides: bool,
}

/// The files of one folder that belong to a module, with the document as it is now.
#[derive(Debug)]
struct Part {
    index: Arc<FolderIndex>,
    content: Content,
    document: Option<ModuleFile>,
}

/// Which files of a folder belong to a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Module,
    /// A folder of tests, which can have values for them.
    ValuesAndTests,
    Tests,
}

/// An occurrence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub file: FileRef,
    /// The name.
    pub name: Span,
    /// The whole reference, or the declaration's header.
    pub whole: Span,
    pub kind: OccurrenceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccurrenceKind {
    Declaration,
    Read,
    Assignment,
}

/// The directories of the installed modules of a folder, by the names of their calls.
struct Manifest(BTreeMap<String, String>);

impl<'a> ModuleIndex<'a> {
    pub fn new(source: Source<'a>, document: Arc<FileFacts>) -> Self {
        Self { source, document, modules: Mutex::default() }
    }

    pub fn document(&self) -> &FileFacts {
        &self.document
    }

    /// The files around the document.
    pub fn files(&self) -> &'a dyn FileProvider {
        self.source.files
    }

    /// The name of a file around the document, without its folder.
    pub fn name_of<'f>(&'f self, file: &'f FileRef) -> &'f str {
        match file {
            FileRef::Document => self.source.file_name,
            FileRef::Path(path) => path.rsplit('/').next().unwrap_or(path),
        }
    }

    /// Whether the files of the document's folder are known. A document that was never saved has no folder.
    pub fn is_listed(&self) -> bool {
        self.source.files.folder::<FolderIndex>("", Some(self.source.file_name)).is_some()
    }

    /// The module to which the document belongs. Variable files and tests can lie in a folder of their own below it.
    pub fn own(&self) -> Arc<Module> {
        let here = self.module("");
        if self.kind() == FileKind::Module || here.has_module_files() {
            return here;
        }
        let above = self.module("..");
        if above.has_module_files() { above } else { here }
    }

    fn kind(&self) -> FileKind {
        FileKind::from_name(self.source.file_name)
    }

    /// The module in a folder. Without files, if there is none.
    pub fn module(&self, folder: &str) -> Arc<Module> {
        if let Some(known) = self.loaded(folder) {
            return known;
        }
        let module = Arc::new(self.load(folder));
        let mut modules = self.modules.lock().unwrap_or_else(PoisonError::into_inner);
        modules.entry(folder.to_owned()).or_insert(module).clone()
    }

    fn loaded(&self, folder: &str) -> Option<Arc<Module>> {
        self.modules.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }

    fn load(&self, folder: &str) -> Module {
        // The document's folder has another path here if it is the folder of tests.
        let is_below = folder == ".." && matches!(self.kind(), FileKind::Variables | FileKind::Test);
        let tests = if is_below {
            self.part("", Content::ValuesAndTests)
        } else {
            self.part(&join(folder, TESTS), Content::Tests)
        };
        let parts = vec![self.part(folder, Content::Module), tests];
        let is_complete = parts.iter().all(Part::is_complete);
        let mut module = Module { folder: folder.to_owned(), parts, is_complete, has_overrides: false };
        module.has_overrides = !module.files_with(FileTrait::Override).is_empty();
        module
    }

    fn part(&self, folder: &str, content: Content) -> Part {
        let name = self.source.file_name;
        let is_here = folder.is_empty();
        let index = self.source.files.folder::<FolderIndex>(folder, is_here.then_some(name)).unwrap_or_default();
        let document = is_here.then(|| ModuleFile {
            name: name.into(),
            file: FileRef::Document,
            kind: self.kind(),
            facts: Arc::clone(&self.document),
        });
        Part { index, content, document }
    }

    /// The text of a file. That of the document is not copied.
    pub fn text(&self, file: &FileRef) -> Option<FileText<'a>> {
        match file {
            FileRef::Document => Some(FileText::Document(self.source.text)),
            FileRef::Path(path) => self.source.files.read(path).map(FileText::Other),
        }
    }

    /// The folder of the module that a call refers to. `None` if it is neither local nor installed.
    pub fn called_folder(&self, caller: &Module, call: &Call) -> Option<String> {
        call.source.as_ref()?;
        if let Some(path) = call.local_path() {
            return Some(self.source.files.shortest(&join(&caller.folder, path)));
        }
        let manifest = join(&caller.folder, ".terraform/modules/modules.json");
        let manifest = self
            .source
            .files
            .parsed::<Manifest>(&manifest, |_, text| Manifest(installed::parse_module_manifest(text)))?;
        let folder = manifest.0.get(call.installed_name())?;
        Some(self.source.files.shortest(&join(&caller.folder, folder)))
    }

    /// The module that a reference in a module is about. `None` if it is not known.
    pub fn target(&self, module: &Arc<Module>, reference: &ModuleRef) -> Option<Arc<Module>> {
        match reference {
            ModuleRef::This => Some(module.clone()),
            ModuleRef::Called(name) => match module.call(name) {
                Some(call) => Some(self.module(&self.called_folder(module, call)?)),
                // A run without a `module` block runs the module under test.
                None => name.starts_with(RUN_PREFIX).then(|| module.clone()),
            },
        }
    }

    /// The modules of the workspace that call the module in a folder, and the document's own if it does.
    fn callers(&self, folder: &str) -> Vec<Arc<Module>> {
        let own = self.own().folder.clone();
        let others = self.source.files.module_callers(folder).unwrap_or_else(|| self.module_folders());
        let mut seen: HashSet<&str> = HashSet::new();
        let folders = [&*own].into_iter().chain(others.iter().map(String::as_str)).filter(|folder| seen.insert(folder));
        let modules = folders.filter(|caller| *caller != folder).map(|folder| self.module(folder));
        let is_caller = |module: &Arc<Module>| {
            let calls = module.files_with(FileTrait::Calls).into_iter().flat_map(|file| &file.facts.calls);
            calls.into_iter().any(|call| self.called_folder(module, call).as_deref() == Some(folder))
        };
        modules.filter(is_caller).collect()
    }

    /// The folders of the workspace that have files of modules, without those that have the document alone.
    fn module_folders(&self) -> Vec<String> {
        let paths = self.source.files.documents(Language::Terraform);
        let folders = paths.iter().filter_map(|path| {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            FileKind::is_module_file(name).then(|| parent.to_owned())
        });
        folders.collect()
    }

    /// All occurrences of a name of a module: in its files, and in the modules that call it.
    pub fn occurrences(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for other in self.modules_that_know(module, address) {
            for file in other.users(address, |_| true) {
                self.occurrences_in(file, &other, module, address, &mut found);
            }
        }
        found
    }

    /// The same in the document alone.
    pub fn occurrences_in_document(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let own = self.own();
        if let Some(file) = own.document() {
            self.occurrences_in(file, &own, module, address, &mut found);
        }
        found
    }

    /// All uses of the names that the document declares, by name.
    pub fn uses(&self) -> HashMap<&Address, Vec<Occurrence>> {
        let own = self.own();
        let mut uses: HashMap<&Address, Vec<Occurrence>> = HashMap::new();
        for declaration in &self.document.declarations {
            uses.entry(&declaration.address).or_default();
        }
        let declared: Vec<&Address> = uses.keys().copied().collect();
        let callers = self.callers(&own.folder);
        for module in [&own].into_iter().chain(&callers) {
            // Whether a call refers to the document's module, by its name.
            let mut calls: HashMap<&str, bool> = HashMap::new();
            for ModuleFile { file, facts, .. } in module.users_of_any(&declared) {
                for reference in &facts.references {
                    let Some(found) = uses.get_mut(&reference.address) else { continue };
                    let is_own = match &reference.module {
                        ModuleRef::This => module.folder == own.folder,
                        ModuleRef::Called(name) => *calls.entry(name).or_insert_with(|| {
                            let target = self.target(module, &reference.module);
                            target.is_some_and(|target| target.folder == own.folder)
                        }),
                    };
                    if is_own {
                        found.push(Occurrence::of_reference(file.clone(), reference));
                    }
                }
            }
        }
        uses.retain(|_, found| !found.is_empty());
        uses
    }

    /// The files that may use a name and do not parse.
    pub fn broken_files(&self, module: &Arc<Module>, address: &Address) -> Vec<FileRef> {
        let modules = self.modules_that_know(module, address);
        let broken = modules.iter().flat_map(|module| module.files_with(FileTrait::Broken));
        broken.map(|file| file.file.clone()).collect()
    }

    /// A module and, if a name of it can be used by its callers, these.
    fn modules_that_know(&self, module: &Arc<Module>, address: &Address) -> Vec<Arc<Module>> {
        let mut modules = vec![module.clone()];
        if matches!(address, Address::Named(Named::Variable | Named::Output, _)) {
            modules.extend(self.callers(&module.folder));
        }
        modules
    }

    /// The occurrences in a file of `other` of a name that `module` declares.
    fn occurrences_in(
        &self,
        ModuleFile { file, facts, .. }: &ModuleFile,
        other: &Arc<Module>,
        module: &Arc<Module>,
        address: &Address,
        found: &mut Vec<Occurrence>,
    ) {
        let is_same = other.folder == module.folder;
        // Whether a call refers to the module, by its name.
        let mut calls: HashMap<&str, bool> = HashMap::new();
        let declarations = is_same.then(|| facts.declarations_of(address)).into_iter().flatten();
        found.extend(declarations.map(|declaration| Occurrence {
            file: file.clone(),
            name: declaration.name,
            whole: declaration.header,
            kind: OccurrenceKind::Declaration,
        }));
        for reference in facts.references.iter().filter(|reference| reference.address == *address) {
            let is_meant = match &reference.module {
                ModuleRef::This => is_same,
                ModuleRef::Called(name) => *calls.entry(name).or_insert_with(|| {
                    let target = self.target(other, &reference.module);
                    target.is_some_and(|target| target.folder == module.folder)
                }),
            };
            if is_meant {
                found.push(Occurrence::of_reference(file.clone(), reference));
            }
        }
    }

    /// The name at an offset of the document, with the module that declares it and the place of the name.
    pub fn symbol_at(&self, offset: usize) -> Option<(Arc<Module>, Address, Span)> {
        if let Some(declaration) = self.document.declaration_at(offset) {
            let span = if declaration.name.touches(offset) { Some(declaration.name) } else { declaration.type_label };
            return Some((self.own(), declaration.address.clone(), span.unwrap_or(declaration.name)));
        }
        if let Some(reference) = self.document.reference_at(offset) {
            let module = self.target(&self.own(), &reference.module)?;
            return Some((module, reference.address.clone(), reference.name));
        }
        // On the keyword of a block.
        let declaration = self.document.declarations.iter().find(|declaration| declaration.header.touches(offset))?;
        Some((self.own(), declaration.address.clone(), declaration.name))
    }
}

impl Module {
    /// The files in the order of their names, tests last.
    pub fn files(&self) -> impl Iterator<Item = &ModuleFile> {
        self.parts.iter().flat_map(Part::files)
    }

    /// The file `main.tf`, or else the first one.
    pub fn main_file(&self) -> Option<&ModuleFile> {
        self.files().find(|file| &*file.name == "main.tf").or_else(|| self.files().next())
    }

    /// The files with a trait, in the same order.
    pub fn files_with(&self, wanted: FileTrait) -> Vec<&ModuleFile> {
        let parts = self.parts.iter();
        parts.flat_map(|part| part.with_document(part.index.files_with(wanted), |file| file.has(wanted))).collect()
    }

    /// The files that use an address for what is wanted, in the same order.
    pub fn users(&self, address: &Address, is_wanted: fn(NameUse) -> bool) -> Vec<&ModuleFile> {
        let mut found = Vec::new();
        for part in &self.parts {
            let others = part.index.users(address).filter(|(_, used)| is_wanted(*used)).map(|(file, _)| file);
            found.extend(part.with_document(others, |file| file.facts.name_use(address).is_some_and(is_wanted)));
        }
        found
    }

    /// The files that use one of some addresses, in the same order.
    fn users_of_any(&self, addresses: &[&Address]) -> Vec<&ModuleFile> {
        let mut found = Vec::new();
        for part in &self.parts {
            let others = addresses.iter().flat_map(|address| part.index.users(address)).map(|(file, _)| file);
            let others: BTreeMap<&str, &ModuleFile> = others.map(|file| (&*file.name, file)).collect();
            found.extend(part.with_document(others.into_values(), |_| true));
        }
        found
    }

    /// The document, if it is a part of the module.
    pub fn document(&self) -> Option<&ModuleFile> {
        self.parts.iter().find_map(|part| part.document.as_ref())
    }

    /// Whether there is a file of the module itself, and not only of its tests and values.
    pub fn has_module_files(&self) -> bool {
        self.parts.iter().any(Part::has_module_files)
    }

    /// The call of another module by its name.
    pub fn call(&self, name: &str) -> Option<&Call> {
        self.files_with(FileTrait::Calls).into_iter().find_map(|file| file.facts.call(name))
    }

    pub fn is_declared(&self, address: &Address) -> bool {
        !self.users(address, |used| used.is_declared).is_empty()
    }

    /// The declarations of a name, of which override files can add some.
    pub fn declarations<'m>(&'m self, address: &'m Address) -> impl Iterator<Item = (&'m ModuleFile, &'m Declaration)> {
        let files = self.users(address, |used| used.is_declared).into_iter();
        files.flat_map(move |file| file.facts.declarations_of(address).map(move |declaration| (file, declaration)))
    }

    /// All declarations of the module.
    pub fn all_declarations(&self) -> impl Iterator<Item = (&ModuleFile, &Declaration)> {
        self.files().flat_map(|file| file.facts.declarations.iter().map(move |declaration| (file, declaration)))
    }
}

impl Part {
    fn files(&self) -> impl Iterator<Item = &ModuleFile> {
        let files = self.index.files();
        let position = self
            .document
            .as_ref()
            .map_or(Ok(files.len()), |document| files.binary_search_by(|file| file.name.cmp(&document.name)));
        let (before, after) = match position {
            Ok(at) => (&files[..at], files.get(at + 1..).unwrap_or_default()),
            Err(at) => files.split_at(at),
        };
        let (before, after) = (before.iter().map(|file| &**file), after.iter().map(|file| &**file));
        let is_part = |file: &&ModuleFile| self.content.has(file.kind);
        before.filter(is_part).chain(&self.document).chain(after.filter(is_part))
    }

    /// Some of the files in the order of their names: for the document, `has_document` decides with its newest facts.
    fn with_document<'m>(
        &'m self,
        files: impl Iterator<Item = &'m ModuleFile>,
        has_document: impl Fn(&ModuleFile) -> bool,
    ) -> Vec<&'m ModuleFile> {
        let is_other = |file: &&ModuleFile| self.document.as_ref().is_none_or(|document| document.name != file.name);
        let mut picked: Vec<&ModuleFile> = files.filter(|file| self.content.has(file.kind)).filter(is_other).collect();
        if let Some(document) = self.document.as_ref().filter(|document| has_document(document)) {
            picked.insert(picked.partition_point(|file| file.name < document.name), document);
        }
        picked
    }

    fn is_complete(&self) -> bool {
        let document = self.document.as_ref();
        self.index.is_complete_but(document.map(|document| &*document.name))
            && document.is_none_or(|document| !document.facts.has_errors)
    }

    fn has_module_files(&self) -> bool {
        let is_module = |document: &ModuleFile| document.kind == FileKind::Module;
        self.content == Content::Module
            && (self.index.has_module_files() || self.document.as_ref().is_some_and(is_module))
    }
}

impl Content {
    fn has(self, kind: FileKind) -> bool {
        match self {
            Self::Module => true,
            Self::ValuesAndTests => matches!(kind, FileKind::Variables | FileKind::Test),
            Self::Tests => kind == FileKind::Test,
        }
    }
}

impl Occurrence {
    fn of_reference(file: FileRef, reference: &Reference) -> Self {
        let kind = match reference.role {
            Role::Read | Role::Moved => OccurrenceKind::Read,
            Role::Assignment => OccurrenceKind::Assignment,
        };
        Self { file, name: reference.name, whole: reference.whole, kind }
    }
}
