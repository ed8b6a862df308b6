//! What is remembered of Terraform modules, to report each when it becomes another. It belongs to the consent under
//! which the modules were met.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::AbortHandle;

use crate::languages::terraform::model::installed::Installed;
use crate::languages::terraform::model::module_requirements::Module;
use crate::telemetry::catalogue::{CoarseModuleDataEvent, CoarseProviderEvent};
use crate::workspace::module_cache::{ModuleCache, OpenTexts};

/// Directories that are remembered. Further ones are not reported.
const MAX_DIRECTORIES: usize = 4_096;

/// The modules that were met since consent was last withdrawn, by their directories.
#[derive(Default)]
pub struct Modules {
    /// How often consent had been withdrawn when the first of them was met.
    revocations: u64,
    known: HashMap<PathBuf, TrackedModule>,
}

/// What is remembered of a module.
#[derive(Default)]
pub struct TrackedModule {
    /// A document of it was opened: it is more than a module that another one calls.
    pub is_opened: bool,
    /// A file of it was opened; values for its variables alone do not make a module of a directory that no search of
    /// the folders finds.
    pub is_certain: bool,
    /// The directory of the module that called it first, of which a document was open.
    pub called_by: Option<PathBuf>,
    /// Bytes that were read of the modules that it calls.
    pub called_bytes: usize,
    /// It is going to be read, with all that comes until then.
    pub is_queued: bool,
    /// Its documents as they were before they changed, if the module could not be read earlier because nothing might be
    /// reported.
    pub before: Option<OpenTexts>,
    pub files: ModuleCache,
    /// The files that changed since they were last read.
    pub changed: BTreeSet<PathBuf>,
    pub reported_state: Arc<ReportedState>,
    /// What was reported of it, if reports are coarse.
    pub reported: Vec<CoarseReport>,
    pub version: ProbeState,
}

/// What a module stated when it was last read.
#[derive(Default)]
pub struct ReportedState {
    pub module: Module,
    pub installed: Installed,
    pub terraform_version: Option<String>,
}

/// One event of a coarse report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoarseReport {
    /// The event about the module itself.
    Settings(CoarseModuleDataEvent),
    /// The event about one provider.
    Provider(CoarseProviderEvent),
}

/// What is known of the version of a module's Terraform. It is requested once.
#[derive(Default)]
pub enum ProbeState {
    #[default]
    NotStarted,
    /// Reports wait for it.
    Pending(RunningProbe),
    /// Reports no longer wait for it.
    Overdue(#[expect(dead_code, reason = "the program is killed when this is dropped")] RunningProbe),
    /// `None` if it cannot be determined.
    Resolved(Option<String>),
}

/// A program that runs. Killed when it is forgotten.
pub struct RunningProbe(AbortHandle);

impl Modules {
    /// Forgets what was known when consent was withdrawn.
    pub fn reset_after_revocation(&mut self, revocations: u64) {
        if self.revocations != revocations {
            self.revocations = revocations;
            self.known = HashMap::new();
        }
    }

    pub fn revocations(&self) -> u64 {
        self.revocations
    }

    pub fn get(&self, directory: &Path) -> Option<&TrackedModule> {
        self.known.get(directory)
    }

    pub fn get_mut(&mut self, directory: &Path) -> Option<&mut TrackedModule> {
        self.known.get_mut(directory)
    }

    /// Adds a module unless it is known, or there are too many. Returns it if it is known now.
    pub fn add(&mut self, directory: &Path, module: impl FnOnce() -> TrackedModule) -> Option<&mut TrackedModule> {
        if self.known.len() >= MAX_DIRECTORIES && !self.known.contains_key(directory) {
            return None;
        }
        Some(self.known.entry(directory.to_path_buf()).or_insert_with(module))
    }
}

impl ReportedState {
    pub fn is_equivalent(&self, other: &Self) -> bool {
        self.module.has_same_requirements(&other.module)
            && self.installed == other.installed
            && self.terraform_version == other.terraform_version
    }
}

impl ProbeState {
    pub fn known(&self) -> Option<&str> {
        match self {
            Self::Resolved(version) => version.as_deref(),
            _ => None,
        }
    }
}

impl RunningProbe {
    pub fn new(task: AbortHandle) -> Self {
        Self(task)
    }
}

impl Drop for RunningProbe {
    fn drop(&mut self) {
        self.0.abort();
    }
}
