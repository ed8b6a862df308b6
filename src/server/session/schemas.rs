//! The schemas of Terraform's providers that were loaded for a session.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::languages::terraform::model::provider_schemas::ProviderSchemas;
use crate::server::session::modules::RunningProbe;

/// Modules whose schemas are printed. Most have the same providers, and nobody looks at more.
const MAX_MODULES: usize = 64;

/// The folder of a module in which its tests can lie.
const TESTS: &str = "tests";

#[derive(Default)]
pub struct Schemas {
    loaded: Option<Arc<ProviderSchemas>>,
    /// The number of the load that began last.
    last_load: u64,
    pub printed: PrintedSchemas,
}

/// The schemas that Terraform prints for modules.
#[derive(Default)]
pub struct PrintedSchemas {
    /// By the directories of the modules.
    modules: HashMap<PathBuf, Printed>,
    waiting: VecDeque<PathBuf>,
    /// The task that goes through the modules that wait. With it, the program ends.
    running: Option<RunningProbe>,
}

/// What was printed for a module.
#[derive(Default)]
struct Printed {
    /// The schemas with the content of the lock file for which they were printed.
    last: Option<(String, Arc<ProviderSchemas>)>,
}

impl Schemas {
    /// Notes that the files are about to be read. Results of earlier loads no longer count.
    pub fn begin_load(&mut self) -> u64 {
        self.last_load += 1;
        self.last_load
    }

    /// Keeps what a load found, and returns what it replaces.
    ///
    /// # Errors
    /// The schemas themselves, if a later load has begun.
    pub fn finish_load(
        &mut self,
        load: u64,
        schemas: Arc<ProviderSchemas>,
    ) -> Result<Option<Arc<ProviderSchemas>>, Arc<ProviderSchemas>> {
        if self.last_load == load { Ok(self.loaded.replace(schemas)) } else { Err(schemas) }
    }

    /// The schemas for documents in a folder: those that were printed for its module, else those of files.
    pub fn of_folder(&self, folder: Option<&Path>) -> Option<Arc<ProviderSchemas>> {
        let printed = folder.and_then(|folder| self.printed.of_folder(folder));
        printed.or(self.loaded.as_ref()).cloned()
    }
}

impl PrintedSchemas {
    /// Adds a module whose schemas are to be printed. `false` if it is known, or there are too many.
    pub fn add(&mut self, directory: &Path) -> bool {
        if self.modules.len() >= MAX_MODULES || self.modules.contains_key(directory) {
            return false;
        }
        self.modules.insert(directory.to_path_buf(), Printed::default());
        self.waiting.push_back(directory.to_path_buf());
        true
    }

    /// Adds a known module again, unless it waits already.
    pub fn add_again(&mut self, directory: &Path) -> bool {
        let is_added = self.modules.contains_key(directory) && !self.waiting.iter().any(|path| path == directory);
        if is_added {
            self.waiting.push_back(directory.to_path_buf());
        }
        is_added
    }

    pub fn is_running(&self) -> bool {
        self.running.is_some()
    }

    pub fn begin(&mut self, task: RunningProbe) {
        self.running = Some(task);
    }

    /// The module that is next, with the content of the lock file for which its schemas are known. `None` ends the task.
    pub fn next(&mut self) -> Option<(PathBuf, Option<String>)> {
        let Some(directory) = self.waiting.pop_front() else {
            self.running = None;
            return None;
        };
        let last = self.modules.get(&directory).and_then(|printed| printed.last.as_ref());
        let known = last.map(|(lock_file, _)| lock_file.clone());
        Some((directory, known))
    }

    /// Keeps what was printed, and returns what it replaces.
    pub fn finish(
        &mut self,
        directory: &Path,
        lock_file: String,
        schemas: Option<Arc<ProviderSchemas>>,
    ) -> Option<(String, Arc<ProviderSchemas>)> {
        let printed = self.modules.get_mut(directory)?;
        std::mem::replace(&mut printed.last, schemas.map(|schemas| (lock_file, schemas)))
    }

    fn of_folder(&self, folder: &Path) -> Option<&Arc<ProviderSchemas>> {
        let is_tests = folder.file_name().is_some_and(|name| name == TESTS);
        let above = folder.parent().filter(|_| is_tests);
        let printed = [Some(folder), above].into_iter().flatten().filter_map(|folder| self.modules.get(folder));
        printed.filter_map(|printed| printed.last.as_ref()).map(|(_, schemas)| schemas).next()
    }
}
