//! Reads one Terraform module from the disk and the open documents: its requirements, what is installed for it, and the
//! modules that it calls. Independent of consent, and owns nothing for which others wait.

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::languages::terraform::model::installed::Installed;
use crate::languages::terraform::model::module_requirements::Module;
use crate::workspace::folders::Folders;
use crate::workspace::module_cache::{self, ModuleCache, OpenTexts};
use crate::workspace::reach::Reach;

use crate::server::protocol::module_settings::ModuleSettings;
use crate::server::session::modules::ReportedState;

/// A module to read, with all inputs. Owns nothing for which others wait.
pub struct ModuleScan {
    pub directory: PathBuf,
    /// The directory of the open document for which the module is read.
    pub opened: Option<PathBuf>,
    pub open: OpenTexts,
    pub folders: Folders,
    pub settings: ModuleSettings,
    pub is_opened: bool,
    pub is_certain: bool,
    pub before: Option<OpenTexts>,
    pub files: ModuleCache,
    /// The files that changed since the others were read, if the client reports all changes.
    pub changed: Option<BTreeSet<PathBuf>>,
    pub terraform_version: Option<String>,
    /// Whether the version of its Terraform was never requested.
    pub is_version_unknown: bool,
}

/// The result of a scan, and the files that need not be read again.
pub struct ScanResult {
    pub files: ModuleCache,
    /// The number of bytes that were read, if no document of the module was opened.
    pub called_bytes: usize,
    /// `None` if there is no module.
    pub content: Option<Content>,
}

pub struct Content {
    pub state: ReportedState,
    /// The module before its first change, if that is not already known.
    pub before: Option<Module>,
    pub called: BTreeSet<PathBuf>,
    /// Whether the version of its Terraform may be requested, and has not been requested yet.
    pub may_probe: bool,
    pub folders: Folders,
    pub settings: ModuleSettings,
}

impl ModuleScan {
    /// Reads the module and the directories of the modules that it calls. Waits for the disk.
    pub fn read(mut self) -> ScanResult {
        let before = self.state_before();
        let mut called_bytes = 0;
        let module = self.read_module(&mut called_bytes);
        let Self { files, folders, settings, .. } = self;
        let content =
            module.map(|(state, called, may_probe)| Content { state, before, called, may_probe, folders, settings });
        ScanResult { files, called_bytes, content }
    }

    fn read_module(&mut self, called_bytes: &mut usize) -> Option<(ReportedState, BTreeSet<PathBuf>, bool)> {
        let Self { directory, open, files, changed, .. } = self;
        let reach = &Reach::new(&self.folders, self.opened.as_deref());
        if !self.is_opened {
            // A module that is only called is read once, so its files are not kept.
            let mut files = ModuleCache::default();
            let module = files.read(directory, open, reach, None);
            *called_bytes = files.bytes();
            let module = Module { calls: Vec::new(), ..module? };
            let state = ReportedState { module, ..ReportedState::default() };
            return Some((state, BTreeSet::new(), false));
        }
        let module = files.read(directory, open, reach, changed.as_ref())?;
        let is_found = self.folders.confined().lead_to(directory, &self.settings.ignored);
        let called = module_cache::called_modules(directory, &module, open, reach);
        let installed = if is_found { module_cache::read_installed(directory, open, reach) } else { Installed::new() };
        // Only the reported parts of a module are kept.
        let module = Module { calls: Vec::new(), ..module };
        let state = ReportedState { module, installed, terraform_version: self.terraform_version.clone() };
        let may_probe = is_found && self.is_version_unknown;
        (is_found || self.is_certain).then_some((state, called, may_probe))
    }

    fn state_before(&mut self) -> Option<Module> {
        let open = self.open.clone().into_iter().chain(self.before.clone()?).collect();
        let reach = Reach::new(&self.folders, self.opened.as_deref());
        // All files are read again later, in their current state.
        self.changed = None;
        self.files.read(&self.directory, &open, &reach, None)
    }
}
