//! The Terraform modules that are tracked, so that each is reported when it changes. They are kept only as long as the
//! consent under which they were found.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::task::AbortHandle;

use crate::languages::terraform::model::installed::Installed;
use crate::languages::terraform::model::module_requirements::Module;
use crate::telemetry::catalogue::{CoarseModuleDataEvent, CoarseProviderEvent};
use crate::workspace::module_cache::{ModuleCache, OpenTexts};

/// The maximum number of directories that are tracked. Further ones are not reported.
const MAX_DIRECTORIES: usize = 4_096;

/// The modules that were found since consent was last withdrawn, by directory.
#[derive(Default)]
pub struct Modules {
    /// The number of revocations of consent when the first of them was found.
    revocations: u64,
    known: HashMap<PathBuf, TrackedModule>,
}

/// A tracked module.
#[derive(Default)]
pub struct TrackedModule {
    /// Whether a document of the module was opened. Otherwise it is only called by another module.
    pub is_opened: bool,
    /// Whether a file of the module itself was opened. A file with values for variables is not enough: if no search of
    /// the folders finds a module in its directory, there is none.
    pub is_certain: bool,
    /// The directory of the first module that called it and had an open document.
    pub called_by: Option<PathBuf>,
    /// The number of bytes that were read of the modules that it calls.
    pub called_bytes: usize,
    /// Whether it is queued to be read, together with all changes until then.
    pub is_queued: bool,
    /// Its documents before they changed, if the module could not be read earlier because nothing was allowed to be
    /// reported.
    pub before: Option<OpenTexts>,
    pub files: ModuleCache,
    /// The files that changed since they were last read.
    pub changed: BTreeSet<PathBuf>,
    pub reported_state: Arc<ReportedState>,
    /// The events that were reported about it, if reports are coarse.
    pub reported: Vec<CoarseReport>,
    pub version: ProbeState,
}

/// The contents of a module when it was last read.
#[derive(Default)]
pub struct ReportedState {
    pub module: Module,
    pub installed: Installed,
    pub terraform_version: Option<String>,
}

/// An event of a coarse report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CoarseReport {
    /// The event about the module itself.
    Settings(CoarseModuleDataEvent),
    /// The event about one provider.
    Provider(CoarseProviderEvent),
}

/// The state of the probe for the version of a module's Terraform. It runs once.
#[derive(Default)]
pub enum ProbeState {
    #[default]
    NotStarted,
    /// Reports wait for the probe.
    Pending(RunningProbe),
    /// Reports no longer wait for the probe.
    Overdue(#[expect(dead_code, reason = "the program is killed when this is dropped")] RunningProbe),
    /// The version; `None` if it cannot be determined.
    Resolved(Option<String>),
}

/// A running program. It is killed when this is dropped.
pub struct RunningProbe(AbortHandle);

impl Modules {
    /// Forgets all modules if consent was withdrawn since they were found.
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

    /// Adds a module unless it is known or there are too many. Returns the module if it is known now.
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
