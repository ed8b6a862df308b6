//! The modules that a document can refer to: its own module, the modules that it calls, and the modules that call it.
//! Each version of a file is parsed once, and only the files that are needed are parsed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::languages::Language;
use crate::languages::answers::FileRef;
use crate::languages::source::{FileProvider, Source};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file, opentofu_name};

use super::address::{Address, Named, Typed};
use super::facts::{Call, CallForm, FileFacts, ModuleRef, RUN_PREFIX, Reference, Role, Word};
use super::folder_index::FolderIndex;
use super::installed;
use super::module::Program;
use super::part::{Content, Part};

pub use super::folder_index::{FileTrait, ModuleFile, join};
pub use super::module::Module;

/// The folder in which `terraform test` looks for tests.
pub const TESTS: &str = "tests";

/// The modules around a document, by the path of their folder relative to the document's folder.
pub struct ModuleIndex<'a> {
    source: Source<'a>,
    document: Arc<FileFacts>,
    modules: Mutex<HashMap<String, Arc<Module>>>,
    /// The texts of other files that were needed.
    texts: Mutex<HashMap<FileRef, Option<Arc<str>>>>,
    /// The other files in the document's folder. `None` if the folder is unknown.
    own_folder: OnceLock<Option<Arc<FolderIndex>>>,
}

/// The text of a file. It borrows the text of the document.
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

/// An occurrence of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub file: FileRef,
    /// The name.
    pub name: Span,
    /// The whole reference, or the header of the declaration.
    pub whole: Span,
    pub kind: OccurrenceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OccurrenceKind {
    Declaration,
    Read,
    Assignment,
}

/// The directories of the installed modules of a folder, by the names of the `module` blocks.
struct Manifest(BTreeMap<String, String>);

impl<'a> ModuleIndex<'a> {
    pub fn new(source: Source<'a>, document: Arc<FileFacts>) -> Self {
        let (modules, texts) = (Mutex::default(), Mutex::default());
        Self { source, document, modules, texts, own_folder: OnceLock::new() }
    }

    pub fn document(&self) -> &FileFacts {
        &self.document
    }

    /// Returns the files around the document.
    pub fn files(&self) -> &'a dyn FileProvider {
        self.source.files
    }

    /// Returns the name of a file around the document, without its folder.
    pub fn name_of<'f>(&'f self, file: &'f FileRef) -> &'f str {
        match file {
            FileRef::Document => self.source.file_name,
            FileRef::Path(path) => path.rsplit('/').next().unwrap_or(path),
        }
    }

    /// The files are listed once for each analysis, which can take long just after a file was created.
    fn own_folder(&self) -> Option<&Arc<FolderIndex>> {
        let list = || self.source.files.folder("", Some(self.source.file_name));
        self.own_folder.get_or_init(list).as_ref()
    }

    /// Whether the files of the document's folder are known. A document that was never saved has no folder.
    pub fn is_listed(&self) -> bool {
        self.own_folder().is_some()
    }

    /// Returns the module to which the document belongs. Variable files and tests can be in a folder below it.
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

    /// Returns the module in a folder. If there is none, the result has no files.
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
        // If the document's folder is the folder of tests, its path is empty, although it is below the module's folder.
        let is_below = folder == ".." && matches!(self.kind(), FileKind::Variables | FileKind::Test);
        let tests = if is_below {
            self.part("", Content::ValuesAndTests)
        } else {
            self.part(&join(folder, TESTS), Content::Tests)
        };
        let parts = vec![self.part(folder, Content::Module), tests];
        let is_complete = parts.iter().all(Part::is_complete);
        let mut module = Module { folder: folder.to_owned(), parts, is_complete, has_overrides: false, program: None };
        module.has_overrides = !module.files_with(FileTrait::Override).is_empty();
        if !module.files_with(FileTrait::OpenTofu).is_empty() {
            module.program = self.program();
        }
        module
    }

    /// Returns the only program that reads the document. `None` if Terraform and OpenTofu read it.
    fn program(&self) -> Option<Program> {
        let name = self.source.file_name;
        if is_opentofu_file(name) {
            return Some(Program::OpenTofu);
        }
        let index = self.own_folder()?;
        opentofu_name(name).and_then(|other| index.file(&other).map(|_| Program::Terraform))
    }

    fn part(&self, folder: &str, content: Content) -> Part {
        let name = self.source.file_name;
        let is_here = folder.is_empty();
        let index = if is_here { self.own_folder().cloned() } else { self.source.files.folder(folder, None) };
        let index = index.unwrap_or_default();
        let document = is_here.then(|| ModuleFile {
            name: name.into(),
            file: FileRef::Document,
            kind: self.kind(),
            facts: Arc::clone(&self.document),
        });
        Part { index, content, document }
    }

    /// Returns the text of a file. The text of the document is not copied, and others are read once.
    pub fn text(&self, file: &FileRef) -> Option<FileText<'a>> {
        let path = match file {
            FileRef::Document => return Some(FileText::Document(self.source.text)),
            FileRef::Path(path) => path,
        };
        if let Some(known) = self.texts().get(file) {
            return known.clone().map(FileText::Other);
        }
        let text = self.source.files.read(path);
        self.texts().insert(file.clone(), text.clone());
        text.map(FileText::Other)
    }

    fn texts(&self) -> MutexGuard<'_, HashMap<FileRef, Option<Arc<str>>>> {
        self.texts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the folder of the module that a call refers to. `None` if the module is neither local nor installed.
    pub fn called_folder(&self, caller: &Module, call: &Call) -> Option<String> {
        call.source.as_ref()?;
        if let Some(path) = call.local_path() {
            return Some(self.source.files.shortest_path(&join(&caller.folder, path)));
        }
        let manifest = join(&caller.folder, ".terraform/modules/modules.json");
        let manifest = self
            .source
            .files
            .parsed::<Manifest>(&manifest, |_, text| Manifest(installed::parse_module_manifest(text)))?;
        let folder = manifest.0.get(call.installed_name())?;
        Some(self.source.files.shortest_path(&join(&caller.folder, folder)))
    }

    /// Returns the module that declares the target of a reference in `module`. `None` if it is not known.
    pub fn target(&self, module: &Arc<Module>, reference: &ModuleRef) -> Option<Arc<Module>> {
        match reference {
            ModuleRef::This => Some(module.clone()),
            ModuleRef::Called(name, form) if !form.fits(module.call_repetition(name)) => None,
            ModuleRef::Called(name, _) => match module.call(name) {
                Some(call) => Some(self.module(&self.called_folder(module, call)?)),
                // A run without a `module` block runs the module under test.
                None => name.starts_with(RUN_PREFIX).then(|| module.clone()),
            },
        }
    }

    /// Whether the target of a reference in a module is declared by the module in a folder.
    fn leads_to(&self, folder: &str, module: &Arc<Module>, reference: &ModuleRef) -> bool {
        self.target(module, reference).is_some_and(|target| target.folder == folder)
    }

    /// Returns the modules of the workspace that call the module in a folder, including the document's own module if it
    /// does.
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

    /// Returns the folders of the workspace that contain module files other than the document.
    fn module_folders(&self) -> Vec<String> {
        let paths = self.source.files.documents(Language::Terraform);
        let folders = paths.iter().filter_map(|path| {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", path));
            FileKind::is_module_file(name).then(|| parent.to_owned())
        });
        folders.collect()
    }

    /// Returns all occurrences of a name of a module: in its files, and in the modules that call it.
    pub fn occurrences(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for other in self.modules_that_know(module, address) {
            for file in other.users(address, |_| true) {
                self.occurrences_in(file, &other, module, address, &mut found);
            }
        }
        found
    }

    /// Whether another module of the workspace calls a module.
    pub fn has_callers(&self, module: &Module) -> bool {
        !self.callers(&module.folder).is_empty()
    }

    /// Whether a module that calls this one uses a name of it.
    pub fn is_used_by_callers(&self, module: &Arc<Module>, address: &Address) -> bool {
        let mut found = Vec::new();
        self.modules_that_know(module, address).iter().skip(1).any(|caller| {
            for file in caller.users(address, |_| true) {
                self.occurrences_in(file, caller, module, address, &mut found);
            }
            !found.is_empty()
        })
    }

    /// Like [`occurrences`](Self::occurrences), but only in the document.
    pub fn occurrences_in_document(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let own = self.own();
        if let Some(file) = own.document() {
            self.occurrences_in(file, &own, module, address, &mut found);
        }
        found
    }

    /// Returns all uses of the names that the document declares, by name.
    pub fn uses(&self) -> HashMap<&Address, Vec<Occurrence>> {
        let own = self.own();
        let mut uses: HashMap<&Address, Vec<Occurrence>> = HashMap::new();
        for declaration in &self.document.declarations {
            uses.entry(&declaration.address).or_default();
        }
        let declared: Vec<&Address> = uses.keys().copied().collect();
        let callers = self.callers(&own.folder);
        for module in [&own].into_iter().chain(&callers) {
            // Whether a reference leads to the document's module.
            let mut targets: HashMap<&ModuleRef, bool> = HashMap::new();
            for ModuleFile { file, facts, .. } in module.users_of_any(&declared) {
                for reference in &facts.references {
                    let Some(found) = uses.get_mut(&reference.address) else { continue };
                    let leads_to_own = targets
                        .entry(&reference.module)
                        .or_insert_with(|| self.leads_to(&own.folder, module, &reference.module));
                    if *leads_to_own {
                        found.push(Occurrence::of_reference(file.clone(), reference));
                    }
                }
            }
        }
        uses.retain(|_, found| !found.is_empty());
        uses
    }

    /// Returns the files that have syntax errors and may use a name.
    pub fn broken_files(&self, module: &Arc<Module>, address: &Address) -> Vec<FileRef> {
        let modules = self.modules_that_know(module, address);
        let broken = modules.iter().flat_map(|module| module.files_with(FileTrait::Broken));
        broken.map(|file| file.file.clone()).collect()
    }

    /// Returns a file that passes a called module on as a value, so that its outputs may be used elsewhere, and the name
    /// of the call.
    pub fn passed_on(&self, module: &Arc<Module>) -> Option<(FileRef, Arc<str>)> {
        [module.clone()].into_iter().chain(self.callers(&module.folder)).find_map(|caller| {
            caller.files().find_map(|file| {
                let passed = file.facts.passed_modules.iter();
                passed.filter(|called| self.leads_to(&module.folder, &caller, called)).find_map(|called| match called {
                    ModuleRef::This => None,
                    ModuleRef::Called(name, _) => Some((file.file.clone(), name.clone())),
                })
            })
        })
    }

    /// Returns a module and, if its callers can use the name, its callers.
    fn modules_that_know(&self, module: &Arc<Module>, address: &Address) -> Vec<Arc<Module>> {
        let mut modules = vec![module.clone()];
        let is_known_outside = matches!(
            address,
            Address::Named(Named::Variable | Named::Output, _)
                | Address::Typed(Typed::Resource | Typed::Data | Typed::Provider, ..)
        );
        if is_known_outside {
            modules.extend(self.callers(&module.folder));
        }
        modules
    }

    /// Adds the occurrences in a file of `other` of a name that `module` declares.
    fn occurrences_in(
        &self,
        ModuleFile { file, facts, .. }: &ModuleFile,
        other: &Arc<Module>,
        module: &Arc<Module>,
        address: &Address,
        found: &mut Vec<Occurrence>,
    ) {
        let is_same = other.folder == module.folder;
        // Whether a reference leads to the module.
        let mut targets: HashMap<&ModuleRef, bool> = HashMap::new();
        let declarations = is_same.then(|| facts.declarations_of(address)).into_iter().flatten();
        found.extend(declarations.map(|declaration| Occurrence {
            file: file.clone(),
            name: declaration.name,
            whole: declaration.header,
            kind: OccurrenceKind::Declaration,
        }));
        for reference in facts.references.iter().filter(|reference| reference.address == *address) {
            let leads_to_module = targets
                .entry(&reference.module)
                .or_insert_with(|| self.leads_to(&module.folder, other, &reference.module));
            if *leads_to_module {
                found.push(Occurrence::of_reference(file.clone(), reference));
            }
        }
    }

    /// Returns the innermost reference at an offset of the document.
    pub fn reference_at(&self, offset: usize) -> Option<&Reference> {
        self.document.reference_at(offset, |reference| self.is_meant(reference))
    }

    /// Returns the reference of the document that has an attribute at an offset, and the attribute.
    pub fn attribute_at(&self, offset: usize) -> Option<(&Reference, &Word)> {
        self.document.attribute_at(offset, |reference| self.is_meant(reference))
    }

    /// Whether the call to whose outputs a reference leads has the form that the reference requires.
    fn is_meant(&self, reference: &Reference) -> bool {
        match &reference.module {
            ModuleRef::This | ModuleRef::Called(_, CallForm::Any) => true,
            ModuleRef::Called(name, form) => form.fits(self.own().call_repetition(name)),
        }
    }

    /// Returns the name at an offset of the document: the module that declares it, its address, and the range of the
    /// name.
    pub fn symbol_at(&self, offset: usize) -> Option<(Arc<Module>, Address, Span)> {
        if let Some(declaration) = self.document.declaration_at(offset) {
            let span = if declaration.name.touches(offset) { Some(declaration.name) } else { declaration.type_label };
            return Some((self.own(), declaration.address.clone(), span.unwrap_or(declaration.name)));
        }
        if let Some(reference) = self.reference_at(offset) {
            let module = self.target(&self.own(), &reference.module)?;
            return Some((module, reference.address.clone(), reference.name));
        }
        // The offset is on the keyword of a block.
        let declaration = self.document.declarations.iter().find(|declaration| declaration.header.touches(offset))?;
        Some((self.own(), declaration.address.clone(), declaration.name))
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
