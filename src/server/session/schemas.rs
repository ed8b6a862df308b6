//! The schemas of Terraform's providers that were loaded for a session.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::languages::terraform::TESTS;
use crate::languages::terraform::model::provider_schemas::ProviderSchemas;
use crate::platform::files;
use crate::server::session::modules::RunningProbe;

/// The maximum number of modules whose schemas are printed. Most have the same providers, and users open fewer modules
/// than this.
const MAX_MODULES: usize = 64;

#[derive(Default)]
pub struct Schemas {
    loaded: Option<Arc<ProviderSchemas>>,
    /// The number of the latest load that began.
    last_load: u64,
    pub printed: PrintedSchemas,
}

/// The schemas that Terraform prints for modules.
#[derive(Default)]
pub struct PrintedSchemas {
    /// The printed schemas, by the directory of the module.
    modules: HashMap<PathBuf, Printed>,
    waiting: VecDeque<PathBuf>,
    /// The task that processes the waiting modules. Dropping it ends the program.
    running: Option<RunningProbe>,
    /// The failures that have been written to the client's log.
    reported: HashSet<Failure>,
}

/// Why there are no printed schemas. Each failure is reported once, however many modules it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// The program would contact the backend that keeps the module's state.
    RemoteState,
    /// The program failed or took too long.
    Program,
    /// The output of the program is invalid.
    Output,
}

/// The result of printing the schemas of a module.
pub enum Outcome {
    /// The schemas, with the contents of the lock file for which they were printed.
    Printed(String, Arc<ProviderSchemas>),
    /// Printing failed, but may succeed later without a reported change.
    Failed,
    /// There is no program to run.
    Refused,
}

/// The schemas of a module.
#[derive(Default)]
struct Printed {
    /// The schemas, with the contents of the lock file for which they were printed.
    last: Option<(String, Arc<ProviderSchemas>)>,
    /// Whether printing failed and has not been tried again since.
    has_failed: bool,
}

impl Schemas {
    /// Begins a load of the files and returns its number. The results of earlier loads are discarded.
    pub fn begin_load(&mut self) -> u64 {
        self.last_load += 1;
        self.last_load
    }

    /// Keeps the schemas of a load, and returns those that they replace.
    ///
    /// # Errors
    /// Returns the schemas themselves if a later load has begun.
    pub fn finish_load(
        &mut self,
        load: u64,
        schemas: Arc<ProviderSchemas>,
    ) -> Result<Option<Arc<ProviderSchemas>>, Arc<ProviderSchemas>> {
        if self.last_load == load { Ok(self.loaded.replace(schemas)) } else { Err(schemas) }
    }

    /// Returns the schemas for documents in a folder: those that were printed for its module, otherwise those from
    /// files.
    pub fn of_folder(&self, folder: Option<&Path>) -> Option<Arc<ProviderSchemas>> {
        let printed = folder.and_then(|folder| self.printed.of_folder(folder));
        printed.or(self.loaded.as_ref()).cloned()
    }
}

impl PrintedSchemas {
    /// Adds a module whose schemas are to be printed, or adds it again if printing failed. Returns false if there is
    /// nothing to print, or if there are too many modules.
    pub fn add_or_retry(&mut self, directory: &Path) -> bool {
        if let Some(printed) = self.modules.get(directory) {
            return printed.has_failed && self.add_again(directory);
        }
        if self.modules.len() >= MAX_MODULES {
            return false;
        }
        self.modules.insert(directory.to_path_buf(), Printed::default());
        self.waiting.push_back(directory.to_path_buf());
        true
    }

    /// Adds a known module again, unless it is already waiting.
    pub fn add_again(&mut self, directory: &Path) -> bool {
        let is_added = self.modules.contains_key(directory) && !self.waiting.iter().any(|path| path == directory);
        if is_added {
            self.waiting.push_back(directory.to_path_buf());
        }
        is_added
    }

    /// Whether a failure is to be reported, because it has not been reported before.
    pub fn report(&mut self, failure: Failure) -> bool {
        self.reported.insert(failure)
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub fn begin(&mut self, task: RunningProbe) {
        self.running = Some(task);
    }

    /// Takes the next module, with the contents of the lock file for which its schemas are known. `None` ends the task.
    pub fn next(&mut self) -> Option<(PathBuf, Option<String>)> {
        let Some(directory) = self.waiting.pop_front() else {
            self.running = None;
            return None;
        };
        let mut known = None;
        if let Some(printed) = self.modules.get_mut(&directory) {
            printed.has_failed = false;
            known = printed.last.as_ref().map(|(lock_file, _)| lock_file.clone());
        }
        Some((directory, known))
    }

    /// Keeps the outcome for a module, and returns the schemas that it replaces.
    pub fn finish(&mut self, directory: &Path, outcome: Outcome) -> Option<(String, Arc<ProviderSchemas>)> {
        let printed = self.modules.get_mut(directory)?;
        printed.has_failed = matches!(outcome, Outcome::Failed);
        let last = match outcome {
            Outcome::Printed(lock_file, schemas) => Some((lock_file, schemas)),
            Outcome::Failed | Outcome::Refused => None,
        };
        std::mem::replace(&mut printed.last, last)
    }

    fn of_folder(&self, folder: &Path) -> Option<&Arc<ProviderSchemas>> {
        let above = folder.parent().filter(|_| files::has_name(folder, TESTS));
        let printed = [Some(folder), above].into_iter().flatten().filter_map(|folder| self.modules.get(folder));
        let mut schemas = printed.filter_map(|printed| printed.last.as_ref()).map(|(_, schemas)| schemas);
        // Terraform prints schemas without providers if a directory contains no module.
        schemas.find(|schemas| schemas.addresses().next().is_some())
    }
}
