//! The modules that a document can refer to: its own, those that it calls, and those that call it. Files are parsed once
//! for each of their texts, and only those that a question concerns.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use crate::languages::Language;
use crate::languages::answers::FileRef;
use crate::languages::source::{FileProvider, Source};
use crate::languages::syntax::hcl::Span;
use crate::languages::terraform::file_names::{FileKind, is_override_file};
use crate::languages::text::paths;

use super::address::{Address, Named};
use super::facts::{Call, Declaration, FileFacts, ModuleRef, RUN_PREFIX, Reference, Role};
use super::installed;

/// The folder in which `terraform test` looks for tests.
const TESTS: &str = "tests";

/// The most names of a folder that a file provider returns.
const MAX_ENTRIES: usize = 2_000;

/// Files of one module that are read.
const MAX_FILES: usize = 4_096;

/// The modules around a document, by the path of their folder from the document's.
pub struct ModuleIndex<'a> {
    source: Source<'a>,
    document: Arc<FileFacts>,
    modules: Mutex<HashMap<String, Arc<Module>>>,
}

/// The files of one folder.
#[derive(Debug)]
pub struct Module {
    pub folder: String,
    /// In the order of their names, tests last.
    pub files: Vec<ModuleFile>,
    /// Whether every file of the folder could be read and parsed, so that names are known to be missing.
    pub is_complete: bool,
    /// Whether some of the files are merged into the others.
    pub has_overrides: bool,
}

#[derive(Debug)]
pub struct ModuleFile {
    pub file: FileRef,
    pub kind: FileKind,
    pub facts: Arc<FileFacts>,
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

    /// The name of the document's file.
    pub fn file_name(&self) -> &'a str {
        self.source.file_name
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
        !self.source.files.entries_in("").is_empty()
    }

    /// The module to which the document belongs. Variable files and tests can lie in a folder of their own below it.
    pub fn own(&self) -> Arc<Module> {
        let here = self.module("");
        let is_module = |module: &Module| module.files.iter().any(|file| file.kind == FileKind::Module);
        if FileKind::from_name(self.source.file_name) == FileKind::Module || is_module(&here) {
            return here;
        }
        let above = self.module("..");
        if is_module(&above) { above } else { here }
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
        let files = self.source.files;
        let (mut paths, mut is_complete) = (Vec::new(), true);
        let mut add = |folder: &str, is_wanted: fn(FileKind) -> bool| {
            let mut names = files.entries_in(folder);
            // A longer list would have been cut.
            is_complete &= names.len() < MAX_ENTRIES;
            // Hidden files are no part of a module.
            let is_hidden = |name: &str, kind| kind == FileKind::Module && name.starts_with('.');
            names.retain(|name| {
                let kind = FileKind::known(name).filter(|_| !name.ends_with('/'));
                kind.is_some_and(|kind| is_wanted(kind) && !is_hidden(name, kind))
            });
            names.sort_unstable();
            let has_document = names.iter().any(|name| *name == self.source.file_name);
            paths.extend(names.into_iter().take(MAX_FILES).map(|name| join(folder, &name)));
            has_document
        };
        add(folder, |kind| matches!(kind, FileKind::Module | FileKind::Variables | FileKind::Test));
        // The document's folder has another path here if it is the folder of tests.
        let is_own = folder == ".." && add("", |kind| matches!(kind, FileKind::Variables | FileKind::Test));
        if !is_own {
            add(&join(folder, TESTS), |kind| kind == FileKind::Test);
        }
        let document = self.source.file_name;
        let mut module: Vec<ModuleFile> = Vec::new();
        if (folder.is_empty() || is_own) && !paths.iter().any(|path| path == document) {
            paths.push(document.to_owned());
        }
        for path in paths {
            let kind = FileKind::from_name(&path);
            let (file, facts) = if path == document {
                (FileRef::Document, self.document.clone())
            } else {
                let facts = files.parsed::<FileFacts>(&path, |name, text| FileFacts::parse(name, text));
                let Some(facts) = facts else {
                    is_complete &= kind != FileKind::Module;
                    continue;
                };
                (FileRef::Path(path.into()), facts)
            };
            module.push(ModuleFile { file, kind, facts });
        }
        is_complete &= module.iter().all(|file| !file.facts.has_errors);
        let has_overrides = module.iter().any(|file| is_override_file(self.name_of(&file.file)));
        Module { folder: folder.to_owned(), files: module, is_complete, has_overrides }
    }

    /// The text of a file.
    pub fn text(&self, file: &FileRef) -> Option<Arc<str>> {
        match file {
            FileRef::Document => Some(self.source.text.into()),
            FileRef::Path(path) => self.source.files.read(path),
        }
    }

    /// The folder of the module that a call refers to. `None` if it is neither local nor installed.
    pub fn called_folder(&self, caller: &Module, call: &Call) -> Option<String> {
        let source = &call.source.as_ref()?.value;
        if source.starts_with("./") || source.starts_with("../") || source == "." || source == ".." {
            return Some(self.source.files.shortest(&join(&caller.folder, source)));
        }
        let manifest = join(&caller.folder, ".terraform/modules/modules.json");
        let manifest = self
            .source
            .files
            .parsed::<Manifest>(&manifest, |_, text| Manifest(installed::parse_module_manifest(text)))?;
        let folder = manifest.0.get(call.name.strip_prefix(RUN_PREFIX).unwrap_or(&call.name))?;
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
        let mut folders: Vec<String> = vec![self.own().folder.clone()];
        for path in self.source.files.documents(Language::Terraform) {
            let (parent, name) = path.rsplit_once('/').unwrap_or(("", &path));
            if FileKind::is_module_file(name) && folders.iter().all(|known| known != parent) {
                folders.push(parent.to_owned());
            }
        }
        let modules = folders.into_iter().filter(|caller| caller != folder).map(|folder| self.module(&folder));
        let is_caller = |module: &Arc<Module>| {
            let calls = module.files.iter().flat_map(|file| &file.facts.calls);
            calls.into_iter().any(|call| self.called_folder(module, call).as_deref() == Some(folder))
        };
        modules.filter(is_caller).collect()
    }

    /// All occurrences of a name of a module: in its files, and in the modules that call it.
    pub fn occurrences(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for other in self.modules_that_know(module, address) {
            for file in &other.files {
                self.occurrences_in(file, &other, module, address, &mut found);
            }
        }
        found
    }

    /// The same in the document alone.
    pub fn occurrences_in_document(&self, module: &Arc<Module>, address: &Address) -> Vec<Occurrence> {
        let mut found = Vec::new();
        let own = self.own();
        for file in own.files.iter().filter(|file| file.file == FileRef::Document) {
            self.occurrences_in(file, &own, module, address, &mut found);
        }
        found
    }

    /// All uses of the names of the document's module, by name.
    pub fn uses(&self) -> HashMap<Address, Vec<Occurrence>> {
        let own = self.own();
        let mut uses: HashMap<Address, Vec<Occurrence>> = HashMap::new();
        let callers = self.callers(&own.folder);
        for module in [&own].into_iter().chain(&callers) {
            // Whether a call refers to the document's module, by its name.
            let mut calls: HashMap<&str, bool> = HashMap::new();
            for ModuleFile { file, facts, .. } in &module.files {
                for reference in &facts.references {
                    let is_own = match &reference.module {
                        ModuleRef::This => module.folder == own.folder,
                        ModuleRef::Called(name) => *calls.entry(name).or_insert_with(|| {
                            let target = self.target(module, &reference.module);
                            target.is_some_and(|target| target.folder == own.folder)
                        }),
                    };
                    if is_own {
                        let found = Occurrence::of_reference(file.clone(), reference);
                        uses.entry(reference.address.clone()).or_default().push(found);
                    }
                }
            }
        }
        uses
    }

    /// The files that may use a name and do not parse.
    pub fn broken_files(&self, module: &Arc<Module>, address: &Address) -> Vec<FileRef> {
        let modules = self.modules_that_know(module, address);
        let files = modules.iter().flat_map(|module| &module.files);
        files.filter(|file| file.facts.has_errors).map(|file| file.file.clone()).collect()
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
    /// The call of another module by its name.
    pub fn call(&self, name: &str) -> Option<&Call> {
        self.files.iter().find_map(|file| file.facts.call(name))
    }

    /// The declarations of a name, of which override files can add some.
    pub fn declarations<'m>(&'m self, address: &'m Address) -> impl Iterator<Item = (&'m ModuleFile, &'m Declaration)> {
        self.files
            .iter()
            .flat_map(move |file| file.facts.declarations_of(address).map(move |declaration| (file, declaration)))
    }

    /// All declarations of the module.
    pub fn all_declarations(&self) -> impl Iterator<Item = (&ModuleFile, &Declaration)> {
        self.files.iter().flat_map(|file| file.facts.declarations.iter().map(move |declaration| (file, declaration)))
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

/// A path below a folder.
pub fn join(folder: &str, path: &str) -> String {
    paths::normalized(folder.split('/').chain(path.split('/')), false).join("/")
}
