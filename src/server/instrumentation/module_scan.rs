//! Reads one Terraform module from the disk and the open documents: what it requires, what is installed for it, and which
//! modules it calls. Knows nothing of consent, and owns nothing that others wait for.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use crate::languages::terraform::model::installed::Installed;
use crate::languages::terraform::model::module::Module;
use crate::workspace::folders::{Folders, Ignored};
use crate::workspace::module_cache::{self, ModuleCache, OpenTexts};
use crate::workspace::reach::Reach;

use crate::server::instrumentation::module_data::Facts;

/// What the client wants of modules.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    pub ignored: Ignored,
    /// The program that is run instead of the one that the environment knows.
    pub terraform: Option<PathBuf>,
    pub time_limit: Option<Duration>,
}

/// What a module stated when it was last read.
#[derive(Default)]
pub struct ReportedState {
    pub module: Module,
    pub installed: Installed,
    pub terraform_version: Option<String>,
}

impl ReportedState {
    pub fn facts<'a>(&'a self, directory: &'a str) -> Facts<'a> {
        let Self { module, installed, terraform_version } = self;
        Facts { directory, module, installed, terraform_version: terraform_version.as_deref() }
    }

    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.module.has_same_requirements(&other.module)
            && self.installed == other.installed
            && self.terraform_version == other.terraform_version
    }
}

/// A module that is being read, with all that it takes. Owns nothing that others wait for.
pub struct ModuleScan {
    pub directory: PathBuf,
    /// The directory of the open document for which it is read.
    pub opened: Option<PathBuf>,
    pub open: OpenTexts,
    pub folders: Folders,
    pub settings: Settings,
    pub is_opened: bool,
    pub is_certain: bool,
    pub before: Option<OpenTexts>,
    pub files: ModuleCache,
    pub terraform_version: Option<String>,
    pub is_version_unasked: bool,
}

/// What was read, and the files that need not be read again.
pub struct ScanResult {
    pub files: ModuleCache,
    /// Bytes that were read where no document of the module was opened.
    pub called_bytes: usize,
    /// `None` where there is no module.
    pub content: Option<Content>,
}

pub struct Content {
    pub state: ReportedState,
    /// What the module stated before its first change, if that is not known otherwise.
    pub before: Option<Module>,
    pub called: BTreeSet<PathBuf>,
    /// The version of its Terraform may be asked for, and has not been.
    pub may_ask: bool,
    pub folders: Folders,
    pub settings: Settings,
}

impl ModuleScan {
    /// Reads the module and which others it calls. Waits for the disk.
    pub fn read(mut self) -> ScanResult {
        let before = self.state_before();
        let mut called_bytes = 0;
        let module = self.read_module(&mut called_bytes);
        let Self { files, folders, settings, .. } = self;
        let content =
            module.map(|(state, called, may_ask)| Content { state, before, called, may_ask, folders, settings });
        ScanResult { files, called_bytes, content }
    }

    fn read_module(&mut self, called_bytes: &mut usize) -> Option<(ReportedState, BTreeSet<PathBuf>, bool)> {
        let Self { directory, open, files, .. } = self;
        let reach = &Reach::new(&self.folders, self.opened.as_deref());
        if !self.is_opened {
            // Nothing is asked of it a second time.
            let mut files = ModuleCache::default();
            let module = files.read(directory, open, reach);
            *called_bytes = files.bytes();
            let module = Module { calls: Vec::new(), ..module? };
            let state = ReportedState { module, ..ReportedState::default() };
            return Some((state, BTreeSet::new(), false));
        }
        let module = files.read(directory, open, reach)?;
        let is_found = self.folders.confined().lead_to(directory, &self.settings.ignored);
        let called = module_cache::called_modules(directory, &module, open, reach);
        let installed = if is_found { module_cache::read_installed(directory, open, reach) } else { Installed::new() };
        // What is remembered of a module is what is reported of it.
        let module = Module { calls: Vec::new(), ..module };
        let state = ReportedState { module, installed, terraform_version: self.terraform_version.clone() };
        let may_ask = is_found && self.is_version_unasked;
        (is_found || self.is_certain).then_some((state, called, may_ask))
    }

    fn state_before(&mut self) -> Option<Module> {
        let open = self.open.clone().into_iter().chain(self.before.clone()?).collect();
        let reach = Reach::new(&self.folders, self.opened.as_deref());
        self.files.read(&self.directory, &open, &reach)
    }
}
