//! The files with the schemas of Terraform's providers that the host names. They can be as large as the schema of AWS: all
//! servers of the process share what was made of them. Reads the disk: call it where waiting is allowed.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::languages::terraform::model::installed;
use crate::languages::terraform::model::provider_schemas::{ProviderSchemas, SchemasBuilder};
use crate::languages::terraform::values::version::Version;
use crate::platform::files::{self, Place, Stamp};

use super::module_cache::LOCK_FILE;

/// Bytes of a file. The schemas of the largest providers have some ten million.
const MAX_FILE_BYTES: u64 = 256 << 20;

/// The same of the lock file beside it.
const MAX_LOCK_FILE_BYTES: u64 = 1 << 20;

/// What was made of the files.
#[derive(Debug)]
pub struct LoadedSchemas {
    pub schemas: Arc<ProviderSchemas>,
    /// For each file that was left out, the reason in words for the user.
    pub problems: Vec<String>,
}

/// The files by their stamps, with what was made of them while a server uses it.
type Shared = (Vec<(PathBuf, Stamp)>, Weak<ProviderSchemas>);

/// What the servers of this process use.
static SHARED: Mutex<Vec<Shared>> = Mutex::new(Vec::new());

/// Reads and parses the files, or returns what another server made of them.
pub fn load(paths: &[PathBuf]) -> LoadedSchemas {
    let places: Vec<(&PathBuf, Option<Place>)> = paths.iter().map(|path| (path, files::named_by_host(path))).collect();
    let stamp = |(path, place): &(&PathBuf, Option<Place>)| Some(((*path).clone(), place.as_ref()?.stamp()?));
    let stamps: Option<Vec<(PathBuf, Stamp)>> = places.iter().map(stamp).collect();
    let known =
        stamps.as_deref().and_then(|stamps| find(&SHARED.lock().unwrap_or_else(PoisonError::into_inner), stamps));
    if let Some(schemas) = known {
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
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        // Another server may have loaded the same files meanwhile.
        if let Some(theirs) = find(&shared, &stamps) {
            let ours = std::mem::replace(&mut schemas, theirs);
            drop(shared);
            drop(ours);
        } else {
            shared.retain(|(_, schemas)| schemas.strong_count() > 0);
            shared.push((stamps, Arc::downgrade(&schemas)));
        }
    }
    LoadedSchemas { schemas, problems }
}

fn find(shared: &[Shared], stamps: &[(PathBuf, Stamp)]) -> Option<Arc<ProviderSchemas>> {
    shared.iter().find_map(|(known, schemas)| (known == stamps).then(|| schemas.upgrade()).flatten())
}

fn add(builder: &mut SchemasBuilder, place: Option<&Place>) -> Result<(), String> {
    let place = place.filter(|place| place.is_regular_file()).ok_or("it is not a file")?;
    let bytes = place.read_bytes(MAX_FILE_BYTES).ok_or("it cannot be read, or is larger than 256 MiB")?;
    let json = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    builder
        .add(json.trim_start_matches('\u{feff}'), &versions_beside(place))
        .map_err(|error| format!("it is not the output of `terraform providers schema -json` (line {})", error.line()))
}

/// The versions of the providers in the directory in which a schema was printed, by their addresses: the lock file beside
/// it names them.
fn versions_beside(place: &Place) -> BTreeMap<String, Version> {
    let lock_file = place.path().with_file_name(LOCK_FILE);
    let bytes = files::named_by_host(&lock_file).and_then(|lock_file| lock_file.read_bytes(MAX_LOCK_FILE_BYTES));
    let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
    let installed = installed::from_lock_file(&text).into_iter();
    installed.map(|(address, version)| (address.to_string(), version)).collect()
}
