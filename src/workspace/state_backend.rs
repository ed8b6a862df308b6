//! Where Terraform stores the state of a module. Reads the disk, so call it only where blocking is allowed.

use std::path::Path;

use serde_json::Value;

use crate::languages::terraform::is_opentofu_file;
use crate::languages::terraform::model::module_requirements::FileSummary;
use crate::platform::files;

use super::module_cache::{DATA, ModuleCache, OpenTexts};
use super::reach::Reach;

/// The file in which `terraform init` records the backend.
const INITIALIZED: &str = "terraform.tfstate";

/// Whether Terraform or OpenTofu could contact another machine for the state of the module in a directory. Also true if
/// that cannot be ruled out.
pub fn is_remote(directory: &Path, reach: &Reach) -> bool {
    let is_remote_for_both = || {
        let mut files = ModuleCache::default();
        // Terraform reads the files on disk, not the open documents.
        files.read_all(directory, &OpenTexts::default(), reach);
        files.has_remote_state()
    };
    is_initialized_with_remote(directory, reach) || is_remote_for_both() || is_remote_for_opentofu(directory, reach)
}

/// Whether a file that only OpenTofu reads configures a remote state.
fn is_remote_for_opentofu(directory: &Path, reach: &Reach) -> bool {
    let names = reach.find(directory).map(|place| place.names()).unwrap_or_default();
    let mut names = names.iter().filter_map(|name| name.to_str()).filter(|name| is_opentofu_file(name));
    names.any(|name| {
        let text = reach.find(&directory.join(name)).and_then(|place| place.read());
        text.is_none_or(|text| FileSummary::parse(name, &text).has_remote_state())
    })
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
