//! The files of one folder with the names that they declare and use. The cost of replacing a file depends only on that
//! file, because the index shares everything else with the previous index.

use std::collections::BTreeSet;
use std::hash::BuildHasher;
use std::sync::Arc;

use foldhash::HashMap;
use foldhash::fast::FixedState;

use crate::languages::answers::FileRef;
use crate::languages::folder_facts::{FileState, FolderChanges, FolderFacts};
use crate::languages::terraform::file_names::{FileKind, is_opentofu_file, is_override_file};
use crate::languages::text::paths;

use super::address::{Address, Named};
use super::facts::{FileFacts, NameUse};

/// The maximum number of files of one folder that are read.
const MAX_FILES: usize = 4_096;

/// The number of parts into which the map of names is divided, so that a change of a few names copies only a few parts.
const SHARDS: usize = 32;

/// A file of a module.
#[derive(Debug)]
pub struct ModuleFile {
    /// The name in its folder.
    pub name: Arc<str>,
    pub file: FileRef,
    pub kind: FileKind,
    pub facts: Arc<FileFacts>,
}

/// A property that only a few files of a module have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileTrait {
    /// The file has syntax errors.
    Broken,
    /// The file contains `required_version` or `required_providers`.
    Settings,
    /// The file calls modules.
    Calls,
    /// The file contains `check` blocks.
    Checks,
    /// The file states where the state is stored.
    StateStore,
    /// The file is merged into the other files.
    Override,
    /// Only OpenTofu reads the file.
    OpenTofu,
}

/// The files of a folder that are parts of a module or of its tests.
#[derive(Clone, Debug, Default)]
pub struct FolderIndex {
    /// The files, sorted by name.
    files: Vec<Arc<ModuleFile>>,
    /// The names of the files with each trait.
    traits: [Arc<BTreeSet<Arc<str>>>; FileTrait::ALL.len()],
    /// The names of the files that use each address, and how they use it.
    names: Vec<Arc<Shard>>,
    /// The files of the module that cannot be read.
    unreadable: BTreeSet<Arc<str>>,
    /// The number of files of kind [`FileKind::Module`].
    module_files: usize,
    is_cut: bool,
}

/// The uses of some of the addresses. The files of each are sorted by name.
type Shard = HashMap<Address, Vec<(Arc<str>, NameUse)>>;

impl FileTrait {
    const ALL: [Self; 7] =
        [Self::Broken, Self::Settings, Self::Calls, Self::Checks, Self::StateStore, Self::Override, Self::OpenTofu];
}

impl ModuleFile {
    pub fn has(&self, wanted: FileTrait) -> bool {
        match wanted {
            FileTrait::Broken => self.facts.has_errors,
            FileTrait::Settings => self.facts.required_version.is_some() || self.facts.has_required_providers,
            FileTrait::Calls => !self.facts.calls.is_empty(),
            FileTrait::Checks => {
                let mut declarations = self.facts.declarations.iter();
                declarations.any(|declaration| matches!(declaration.address, Address::Named(Named::Check, _)))
            }
            FileTrait::StateStore => !self.facts.state_stores.is_empty(),
            FileTrait::Override => is_override_file(&self.name),
            FileTrait::OpenTofu => is_opentofu_file(&self.name),
        }
    }
}

impl FolderFacts for FolderIndex {
    type File = FileFacts;

    fn is_part(file_name: &str) -> bool {
        match FileKind::known(file_name) {
            // Hidden files are not part of a module.
            Some(FileKind::Module) => !file_name.starts_with('.'),
            kind => matches!(kind, Some(FileKind::Variables | FileKind::Test)),
        }
    }

    fn parse(file_name: &str, text: &Arc<str>) -> FileFacts {
        FileFacts::parse(file_name, text)
    }

    fn includes(&self, file_name: &str) -> bool {
        self.file(file_name).is_some()
    }

    fn compose(folder: &str, before: Option<&Self>, changes: FolderChanges<Arc<FileFacts>>) -> Option<Self> {
        let FolderChanges { mut files, is_all, is_cut } = changes;
        files.sort_unstable_by(|(first, _), (second, _)| first.cmp(second));
        let mut gone: Vec<Arc<str>> = Vec::new();
        if let Some(before) = before.filter(|_| is_all) {
            let known = before.files.iter().map(|file| &file.name).chain(&before.unreadable);
            let is_gone = |name: &&Arc<str>| files.binary_search_by(|(other, _)| (**other).cmp(name)).is_err();
            gone.extend(known.filter(is_gone).cloned());
        }
        files.retain(|(name, state)| before.is_none_or(|before| !before.is_in(name, state)));
        let is_cut = is_cut || before.is_some_and(|before| before.is_cut && !is_all);
        if files.is_empty() && gone.is_empty() && before.is_some_and(|before| before.is_cut == is_cut) {
            return None;
        }
        let mut index = before.cloned().unwrap_or_default();
        if index.names.is_empty() {
            // A single empty shard, which all entries share until one of them gets an entry.
            index.names = vec![Arc::default(); SHARDS];
        }
        index.is_cut = is_cut;
        for name in gone {
            index.remove(&name);
        }
        for (name, state) in files {
            let kind = FileKind::from_name(&name);
            match state {
                FileState::Read(facts) => index.set(folder, name, facts),
                FileState::Unreadable if kind == FileKind::Module => {
                    index.remove(&name);
                    index.unreadable.insert(name.into());
                }
                FileState::Unreadable | FileState::Missing => index.remove(&name),
                FileState::Kept => {}
            }
        }
        Some(index)
    }
}

impl FolderIndex {
    /// Returns the files, sorted by name.
    pub fn files(&self) -> &[Arc<ModuleFile>] {
        &self.files
    }

    pub fn file(&self, name: &str) -> Option<&ModuleFile> {
        self.position(name).ok().map(|at| &*self.files[at])
    }

    /// Returns the files with a trait, sorted by name.
    pub fn files_with(&self, wanted: FileTrait) -> impl Iterator<Item = &ModuleFile> {
        self.traits[wanted as usize].iter().filter_map(|name| self.file(name))
    }

    /// Returns the files that declare or use an address, sorted by name, and how they use it.
    pub fn users(&self, address: &Address) -> impl Iterator<Item = (&ModuleFile, NameUse)> {
        // Most folders of tests do not exist.
        let shard = if self.names.is_empty() { None } else { self.names[shard(address)].get(address) };
        shard.into_iter().flatten().filter_map(|(name, used)| Some((self.file(name)?, *used)))
    }

    /// Whether all files of the module, except `document`, could be listed, read and parsed.
    pub fn is_complete_but(&self, document: Option<&str>) -> bool {
        let is_other = |name: &Arc<str>| Some(&**name) != document;
        !self.is_cut
            && !self.unreadable.iter().any(is_other)
            && !self.traits[FileTrait::Broken as usize].iter().any(is_other)
    }

    /// Whether there is a file of the module itself, and not only of its tests and values.
    pub fn has_module_files(&self) -> bool {
        self.module_files > 0
    }

    fn position(&self, name: &str) -> Result<usize, usize> {
        self.files.binary_search_by(|file| (*file.name).cmp(name))
    }

    fn is_in(&self, name: &str, state: &FileState<Arc<FileFacts>>) -> bool {
        match state {
            FileState::Read(facts) => self.file(name).is_some_and(|known| Arc::ptr_eq(&known.facts, facts)),
            FileState::Unreadable => self.unreadable.contains(name),
            FileState::Missing => self.file(name).is_none() && !self.unreadable.contains(name),
            FileState::Kept => true,
        }
    }

    fn set(&mut self, folder: &str, name: String, facts: Arc<FileFacts>) {
        let position = self.position(&name);
        self.unreadable.remove(&*name);
        if position.is_err() && self.files.len() >= MAX_FILES {
            self.is_cut = true;
            return;
        }
        let kind = FileKind::from_name(&name);
        let name: Arc<str> = name.into();
        let path = if folder.is_empty() { Arc::clone(&name) } else { join(folder, &name).into() };
        let file = Arc::new(ModuleFile { name, file: FileRef::Path(path), kind, facts });
        let before = match position {
            Ok(at) => Some(std::mem::replace(&mut self.files[at], Arc::clone(&file))),
            Err(at) => {
                self.files.insert(at, Arc::clone(&file));
                None
            }
        };
        self.replace(before.as_deref(), Some(&file));
    }

    fn remove(&mut self, name: &str) {
        self.unreadable.remove(name);
        if let Ok(at) = self.position(name) {
            let file = self.files.remove(at);
            self.replace(Some(&file), None);
        }
    }

    /// Updates the index where the facts of a file differ.
    fn replace(&mut self, before: Option<&ModuleFile>, after: Option<&ModuleFile>) {
        let Some(file) = after.or(before) else { return };
        let is_module = |file: &ModuleFile| file.kind == FileKind::Module;
        self.module_files += usize::from(after.is_some_and(is_module));
        self.module_files -= usize::from(before.is_some_and(is_module));
        for wanted in FileTrait::ALL {
            let (had, has) = (before.is_some_and(|file| file.has(wanted)), after.is_some_and(|file| file.has(wanted)));
            let names = &mut self.traits[wanted as usize];
            match (had, has) {
                (false, true) => drop(Arc::make_mut(names).insert(Arc::clone(&file.name))),
                (true, false) => drop(Arc::make_mut(names).remove(&file.name)),
                _ => {}
            }
        }
        let used_in = |file: Option<&ModuleFile>, address: &Address| file.and_then(|file| file.facts.name_use(address));
        for (address, _) in before.into_iter().flat_map(|file| file.facts.names()) {
            if used_in(after, address).is_none() {
                self.forget(address, &file.name);
            }
        }
        for (address, used) in after.into_iter().flat_map(|file| file.facts.names()) {
            if used_in(before, address) != Some(used) {
                self.note(address, &file.name, used);
            }
        }
    }

    fn note(&mut self, address: &Address, name: &Arc<str>, used: NameUse) {
        let users = Arc::make_mut(&mut self.names[shard(address)]).entry(address.clone()).or_default();
        match users.binary_search_by(|(other, _)| other.cmp(name)) {
            Ok(at) => users[at].1 = used,
            Err(at) => users.insert(at, (Arc::clone(name), used)),
        }
    }

    fn forget(&mut self, address: &Address, name: &Arc<str>) {
        let names = Arc::make_mut(&mut self.names[shard(address)]);
        let Some(users) = names.get_mut(address) else { return };
        users.retain(|(other, _)| other != name);
        if users.is_empty() {
            names.remove(address);
        }
    }
}

/// Joins a folder and a path below it.
pub fn join(folder: &str, path: &str) -> String {
    paths::normalized(folder.split('/').chain(path.split('/')), false).join("/")
}

/// Returns the index of the shard of an address. It is the same for every index.
fn shard(address: &Address) -> usize {
    // It only spreads the names: each shard hashes the whole address with a seed of its own.
    usize::try_from(FixedState::default().hash_one(address.name()) % SHARDS as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    /// Texts with and without declarations, uses, settings, calls and errors.
    const TEXTS: [&str; 8] = [
        "",
        "variable \"a\" {}\nlocals {\n  x = var.a\n}\n",
        "variable \"a\" {}\nvariable \"b\" {\n  default = var.a\n}\n",
        "terraform {\n  required_version = \">= 1\"\n  required_providers {}\n}\n",
        "module \"m\" {\n  source = \"./m\"\n  a = local.x\n}\noutput \"o\" {\n  value = module.m.o\n}\n",
        "check \"c\" {}\nresource \"t_t\" \"r\" {\n  b = var.b\n}\n",
        "a = 1\nb = 2\n",
        "resource \"t\" {{\n",
    ];

    const NAMES: [&str; 7] = ["a.tf", "b.tf", "c_override.tf", "d.tofu", "e.auto.tfvars", "f.tftest.hcl", "g.tf.json"];

    /// A file that gets a text, is deleted, or becomes unreadable.
    fn change() -> impl Strategy<Value = (usize, Option<Option<usize>>)> {
        (0..NAMES.len(), proptest::option::weighted(0.7, proptest::option::weighted(0.9, 0..TEXTS.len())))
    }

    fn shown(index: &FolderIndex) -> String {
        let files: Vec<_> =
            index.files.iter().map(|file| (&file.name, &file.file, file.kind, &file.facts.references)).collect();
        let names: BTreeMap<_, _> = index.names.iter().flat_map(|shard| shard.iter()).collect();
        let FolderIndex { traits, unreadable, module_files, is_cut, .. } = index;
        format!("{files:?} {traits:?} {names:?} {unreadable:?} {module_files} {is_cut}")
    }

    proptest! {
        #[test]
        fn an_index_that_follows_changes_equals_one_from_scratch(
            bursts in vec((vec(change(), 0..4), any::<bool>()), 1..12),
        ) {
            let mut states: BTreeMap<String, FileState<Arc<FileFacts>>> = BTreeMap::new();
            let mut index: Option<FolderIndex> = None;
            for (burst, is_all) in bursts {
                let mut changed = BTreeMap::new();
                for (name, text) in burst {
                    let state = match text {
                        Some(Some(text)) => FileState::Read(Arc::new(FileFacts::parse(NAMES[name], TEXTS[text]))),
                        Some(None) => FileState::Unreadable,
                        None => FileState::Missing,
                    };
                    changed.insert(NAMES[name].to_owned(), state);
                }
                states.extend(changed.clone());
                states.retain(|_, state| !matches!(state, FileState::Missing));
                let files = if is_all || index.is_none() { states.clone() } else { changed };
                let is_all = is_all || index.is_none();
                let changes = FolderChanges { files: files.into_iter().collect(), is_all, is_cut: false };
                index = FolderIndex::compose("m", index.as_ref(), changes).or(index);
                let all = FolderChanges { files: states.clone().into_iter().collect(), is_all: true, is_cut: false };
                let scratch = FolderIndex::compose("m", None, all).expect("an index from scratch is new");
                prop_assert_eq!(index.as_ref().map(shown), Some(shown(&scratch)));
            }
        }
    }

    #[test]
    fn facts_that_are_known_change_nothing() {
        let facts = Arc::new(FileFacts::parse("a.tf", TEXTS[1]));
        let files = || vec![("a.tf".to_owned(), FileState::Read(Arc::clone(&facts)))];
        let changes = |is_all| FolderChanges { files: files(), is_all, is_cut: false };
        let index = FolderIndex::compose("", None, changes(true)).expect("it is new");
        assert!(FolderIndex::compose("", Some(&index), changes(true)).is_none());
        assert!(FolderIndex::compose("", Some(&index), changes(false)).is_none());
        let gone = FolderChanges { files: Vec::new(), is_all: true, is_cut: false };
        assert!(FolderIndex::compose("", Some(&index), gone).is_some_and(|index| index.files().is_empty()));
    }
}
