//! The schemas of Terraform's providers: from files that the host names, and as the program prints them for a module.
//! They can be as large as the schema of AWS, so all servers of the process share them. Reads the disk, so call it only
//! where blocking is allowed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use crate::languages::terraform::model::installed;
use crate::languages::terraform::model::provider_schemas::{ProviderSchemas, SchemasBuilder};
use crate::languages::terraform::values::version::Version;
use crate::platform::files::{self, Place, Stamp};

use super::module_cache::LOCK_FILE;

/// The maximum size of a file with schemas, in bytes. The schemas of the largest providers have some ten million.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// The maximum size of the lock file next to it, in bytes.
const MAX_LOCK_FILE_BYTES: u64 = 1 << 20;

/// The schemas from files.
#[derive(Debug)]
pub struct LoadedSchemas {
    pub schemas: Arc<ProviderSchemas>,
    /// A message for the user for each file that was ignored.
    pub problems: Vec<String>,
}

/// The schemas that the servers of this process use, by their origins.
struct Shared<K>(Mutex<Vec<(K, Weak<ProviderSchemas>)>>);

/// Schemas from files, by the stamps of the files.
static LOADED: Shared<Vec<(PathBuf, Stamp)>> = Shared(Mutex::new(Vec::new()));

/// Identifies printed schemas: the content of the lock file. A module without a lock file is identified by its
/// directory, because it shares no providers.
type Origin = (String, Option<PathBuf>);

/// Schemas that the program printed.
static PRINTED: Shared<Origin> = Shared(Mutex::new(Vec::new()));

impl<K: PartialEq> Shared<K> {
    fn find(&self, origin: &K) -> Option<Arc<ProviderSchemas>> {
        Self::find_in(&self.lock(), origin)
    }

    /// Shares schemas. Returns the schemas that another server has added meanwhile, if there are any.
    fn add(&self, origin: K, schemas: Arc<ProviderSchemas>) -> Arc<ProviderSchemas> {
        let mut shared = self.lock();
        if let Some(theirs) = Self::find_in(&shared, &origin) {
            // Unlocks before ours are freed, which takes time because they are large.
            drop(shared);
            return theirs;
        }
        shared.retain(|(_, schemas)| schemas.strong_count() > 0);
        shared.push((origin, Arc::downgrade(&schemas)));
        schemas
    }

    fn find_in(shared: &[(K, Weak<ProviderSchemas>)], origin: &K) -> Option<Arc<ProviderSchemas>> {
        shared.iter().find_map(|(known, schemas)| (known == origin).then(|| schemas.upgrade()).flatten())
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(K, Weak<ProviderSchemas>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Returns the schemas that the program printed earlier for a module, or for one with the same lock file.
pub fn printed(directory: &Path, lock_file: &str) -> Option<Arc<ProviderSchemas>> {
    PRINTED.find(&origin(directory, lock_file))
}

/// Parses what the program printed for a module, and shares the schemas.
///
/// # Errors
/// Returns a message for the user that explains why the output cannot be used.
pub fn add_printed(directory: &Path, lock_file: &str, output: &str) -> Result<Arc<ProviderSchemas>, String> {
    let mut builder = SchemasBuilder::default();
    builder.add(output, &versions(lock_file)).map_err(|error| not_schemas(&error))?;
    Ok(PRINTED.add(origin(directory, lock_file), Arc::new(builder.build())))
}

fn origin(directory: &Path, lock_file: &str) -> Origin {
    (lock_file.to_owned(), lock_file.is_empty().then(|| directory.to_path_buf()))
}

fn not_schemas(error: &serde_json::Error) -> String {
    format!("it is not the output of `terraform providers schema -json` (line {})", error.line())
}

/// Returns the versions of the providers in a lock file, by their addresses.
fn versions(lock_file: &str) -> BTreeMap<String, Version> {
    let installed = installed::from_lock_file(lock_file).into_iter();
    installed.map(|(address, version)| (address.to_string(), version)).collect()
}

/// Reads and parses the files, or returns the schemas that another server has loaded from them.
pub fn load(paths: &[PathBuf]) -> LoadedSchemas {
    let places: Vec<(&PathBuf, Option<Place>)> = paths.iter().map(|path| (path, files::named_by_host(path))).collect();
    let stamp = |(path, place): &(&PathBuf, Option<Place>)| Some(((*path).clone(), place.as_ref()?.stamp()?));
    let stamps: Option<Vec<(PathBuf, Stamp)>> = places.iter().map(stamp).collect();
    if let Some(schemas) = stamps.as_ref().and_then(|stamps| LOADED.find(stamps)) {
        return LoadedSchemas { schemas, problems: Vec::new() };
    }
    let (mut builder, mut problems) = (SchemasBuilder::default(), Vec::new());
    for (path, place) in &places {
        if let Err(problem) = add(&mut builder, place.as_ref()) {
            problems.push(format!("the provider schemas in `{}` are ignored: {problem}", path.display()));
        }
    }
    let mut schemas = Arc::new(builder.build());
    if let Some(stamps) = stamps.filter(|_| problems.is_empty()) {
        schemas = LOADED.add(stamps, schemas);
    }
    LoadedSchemas { schemas, problems }
}

fn add(builder: &mut SchemasBuilder, place: Option<&Place>) -> Result<(), String> {
    let place = place.filter(|place| place.is_regular_file()).ok_or("it is not a file")?;
    let bytes = place.read_bytes(MAX_FILE_BYTES).ok_or("it cannot be read, or is larger than 256 MiB")?;
    let json = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    builder.add(json.trim_start_matches('\u{feff}'), &versions_beside(place)).map_err(|error| not_schemas(&error))
}

/// Returns the versions of the providers whose schemas a file contains, by their addresses. They are read from the lock
/// file in the same directory.
fn versions_beside(place: &Place) -> BTreeMap<String, Version> {
    let lock_file = place.path().with_file_name(LOCK_FILE);
    let bytes = files::named_by_host(&lock_file).and_then(|lock_file| lock_file.read_bytes(MAX_LOCK_FILE_BYTES));
    versions(&bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default())
}
