//! Where Terraform stores the state of a module. Reads the disk, so call it only where blocking is allowed.

use std::path::Path;

use serde_json::Value;

use crate::platform::files;

use super::module_cache::{DATA, ModuleCache, OpenTexts};
use super::reach::Reach;

/// The file in which `terraform init` records the backend.
const INITIALIZED: &str = "terraform.tfstate";

/// Whether Terraform could contact another machine for the state of the module in a directory. Also true if that cannot
/// be ruled out.
pub fn is_remote(directory: &Path, reach: &Reach) -> bool {
    is_initialized_with_remote(directory, reach) || {
        let mut files = ModuleCache::default();
        // Terraform reads the files on disk, not the open documents.
        files.read_all(directory, &OpenTexts::default(), reach);
        files.has_remote_state()
    }
}

fn is_initialized_with_remote(directory: &Path, reach: &Reach) -> bool {
    let data = directory.join(DATA);
    let file = data.join(INITIALIZED);
    let Some(place) = reach.find(&file) else {
        // A link may lead to a file that may not be read here.
        return files::is_link(&data) || (reach.find(&data).is_some() && files::is_link(&file));
    };
    let Some(noted) = place.read().and_then(|text| serde_json::from_str::<Value>(&text).ok()) else { return true };
    match noted.get("backend") {
        None | Some(Value::Null) => false,
        Some(backend) => backend.get("type").and_then(Value::as_str) != Some("local"),
    }
}
