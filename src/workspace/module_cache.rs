//! The contents of the directory of a Terraform module, with open documents in place of the files on disk. Reads the
//! disk, so call it only where blocking is allowed.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Weak};

use crate::languages::terraform::is_file_name;
use crate::languages::terraform::model::installed::{self, Installed};
use crate::languages::terraform::model::module_requirements::{FileSummary, Module};
use crate::languages::text::Text;
use crate::platform::files::{Reading, Stamp};

use super::reach::Reach;
use super::resolve;

/// The maximum number of files of one module that are read. The largest modules that people write have some hundred.
const MAX_FILES: usize = 1_024;

/// The maximum size of the files of one module that are read, in bytes: as large as one file on disk may be. The
/// largest modules that people write have some hundred kilobytes.
const MAX_BYTES: usize = 4 << 20;

/// The maximum number of modules that are followed from one module.
const MAX_CALLED: usize = 256;

/// The files and directories in which the versions of Terraform record what they have installed.
pub const LOCK_FILE: &str = ".terraform.lock.hcl";
pub const DATA: &str = ".terraform";
pub const MANIFEST_PATH: &str = ".terraform/modules/modules.json";
const PLUGINS: &str = "plugins";
const SELECTIONS: &str = "selections.json";

/// The texts of open documents by their paths.
pub type OpenTexts = BTreeMap<PathBuf, Arc<Text>>;

/// The contents of the files of a directory when they were last read, so that only files that have changed are read
/// again.
#[derive(Debug, Default)]
pub struct ModuleCache {
    files: BTreeMap<PathBuf, CachedFile>,
}

/// A file that was read.
#[derive(Debug)]
struct CachedFile {
    text: TextOrigin,
    bytes: usize,
    part: FileSummary,
}

/// Where a text came from.
#[derive(Debug)]
enum TextOrigin {
    /// An open document. The reference is weak, so that the document can be edited in place.
    Editor(Weak<Text>),
    Disk(Option<Stamp>),
}

impl ModuleCache {
    /// Returns the total size of the files that were read, in bytes.
    pub fn bytes(&self) -> usize {
        self.files.values().map(|read| read.bytes).sum()
    }

    /// Whether one of the files that were read configures the state of the module to be stored on another machine.
    pub fn has_remote_state(&self) -> bool {
        self.files.values().any(|read| read.part.has_remote_state())
    }

    /// Reads the module in a directory. Returns `None` if none of its files is part of a module. Reads only `changed`
    /// files, if they are known and the others were read before.
    pub fn read(
        &mut self,
        directory: &Path,
        open: &OpenTexts,
        reach: &Reach,
        changed: Option<&BTreeSet<PathBuf>>,
    ) -> Option<Module> {
        match changed.filter(|_| !self.files.is_empty()) {
            Some(changed) => self.read_changed(directory, open, reach, changed),
            None => self.read_all(directory, open, reach),
        }
        (!self.files.is_empty()).then(|| Module::merge(self.files.values().map(|read| &read.part)))
    }

    fn read_changed(&mut self, directory: &Path, open: &OpenTexts, reach: &Reach, changed: &BTreeSet<PathBuf>) {
        let is_part = |path: &&PathBuf| path.parent() == Some(directory) && is_file_name(&name(path));
        for path in changed.iter().filter(is_part) {
            let read = CachedFile::again(self.files.remove(path), path, open.get(path), reach);
            if let Some(read) = read.filter(|_| self.files.len() < MAX_FILES) {
                self.files.insert(path.clone(), read);
            }
        }
        if self.bytes() > MAX_BYTES {
            self.read_all(directory, open, reach);
        }
    }

    /// Reads all files of a directory.
    pub(super) fn read_all(&mut self, directory: &Path, open: &OpenTexts, reach: &Reach) {
        let on_disk = names(directory, reach).into_iter().map(|name| directory.join(name));
        let opened = open.keys().filter(|path| path.parent() == Some(directory)).cloned();
        let paths: BTreeSet<PathBuf> = on_disk.chain(opened).filter(|path| is_file_name(&name(path))).collect();
        let mut known = std::mem::take(&mut self.files);
        let mut bytes = 0;
        for path in paths.into_iter().take(MAX_FILES) {
            let Some(read) = CachedFile::again(known.remove(&path), &path, open.get(&path), reach) else { continue };
            bytes += read.bytes;
            if bytes > MAX_BYTES {
                break;
            }
            self.files.insert(path, read);
        }
    }
}

impl CachedFile {
    /// Reads a file, unless it has not changed. Returns `None` if it cannot be read.
    fn again(known: Option<Self>, path: &Path, open: Option<&Arc<Text>>, reach: &Reach) -> Option<Self> {
        let new =
            |text: &str, origin| Self { text: origin, bytes: text.len(), part: FileSummary::parse(&name(path), text) };
        if let Some(text) = open {
            // An edited document has another address, because `Arc::make_mut` moves a text that has weak references.
            let is_same =
                |read: &Self| matches!(&read.text, TextOrigin::Editor(known) if known.as_ptr() == Arc::as_ptr(text));
            return Some(
                known.filter(is_same).unwrap_or_else(|| new(text.as_str(), TextOrigin::Editor(Arc::downgrade(text)))),
            );
        }
        let stamp = match known.as_ref().map(|read| &read.text) {
            Some(TextOrigin::Disk(stamp)) => stamp.as_ref(),
            _ => None,
        };
        match reach.find(path)?.read_changed(stamp) {
            Reading::Same => known,
            Reading::Text(text, stamp) => Some(new(&text, TextOrigin::Disk(stamp))),
            Reading::Nothing => None,
        }
    }
}

/// Returns the providers that are installed for a directory.
pub fn read_installed(directory: &Path, open: &OpenTexts, reach: &Reach) -> Installed {
    if let Some(text) = text(&directory.join(LOCK_FILE), open, reach) {
        return installed::from_lock_file(&text);
    }
    let plugins = directory.join(DATA).join(PLUGINS);
    if let Some(text) = text(&plugins.join(SELECTIONS), open, reach) {
        return installed::from_selections(&text);
    }
    let systems = names(&plugins, reach).into_iter();
    let programs = systems.flat_map(|system| names(&plugins.join(system), reach));
    let programs: Vec<String> = programs.map(|program| program.to_string_lossy().into_owned()).collect();
    installed::from_program_names(programs.iter().map(String::as_str))
}

/// Returns the directories of the modules that a module calls, as far as they exist. Modules from remote sources exist
/// once they are installed.
pub fn called_modules(directory: &Path, module: &Module, open: &OpenTexts, reach: &Reach) -> BTreeSet<PathBuf> {
    let is_elsewhere = module.calls.iter().any(|call| call.directory().is_none());
    let manifest = is_elsewhere.then(|| text(&directory.join(MANIFEST_PATH), open, reach)).flatten();
    let manifest = manifest.map(|text| installed::parse_module_manifest(&text)).unwrap_or_default();
    let named = module.calls.iter().filter_map(|call| call.directory().or_else(|| manifest.get(&call.name).cloned()));
    let paths: BTreeSet<PathBuf> = named.filter_map(|called| resolve(directory, &called)).collect();
    let others = paths.into_iter().filter(|path| path != directory).take(MAX_CALLED);
    others.filter(|path| reach.find(path).is_some_and(|place| place.is_directory())).collect()
}

/// Returns the directory whose module a change of a file may affect: the directory of the file, or, for a file that
/// Terraform has created in `.terraform`, the directory for which it was created.
pub fn module_of(file: &Path) -> Option<&Path> {
    if is_file_name(&name(file)) || name(file) == LOCK_FILE {
        return file.parent();
    }
    let data = file.ancestors().find(|path| path.file_name().is_some_and(|name| name == DATA));
    data?.parent()
}

fn text(path: &Path, open: &OpenTexts, reach: &Reach) -> Option<String> {
    open.get(path).map(|text| text.as_str().to_owned()).or_else(|| reach.find(path)?.read())
}

fn names(directory: &Path, reach: &Reach) -> Vec<OsString> {
    reach.find(directory).map(|place| place.names()).unwrap_or_default()
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_concerns_the_directory_whose_module_it_is_read_for() {
        let table = [
            ("/w/main.tf", Some("/w")),
            ("/w/main.tf.json", Some("/w")),
            ("/w/.terraform.lock.hcl", Some("/w")),
            ("/w/.terraform", Some("/w")),
            ("/w/.terraform/modules/modules.json", Some("/w")),
            ("/w/.terraform/modules/network/main.tf", Some("/w/.terraform/modules/network")),
            ("/w/terraform.tfvars", None),
            ("/w/Dockerfile", None),
            ("/", None),
        ];
        for (file, expected) in table {
            assert_eq!(module_of(Path::new(file)), expected.map(Path::new), "{file}");
        }
    }
}
