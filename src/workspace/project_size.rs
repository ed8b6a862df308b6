//! Which directories are small enough to be a project.

use std::path::Path;

use crate::platform;
use crate::platform::files;

/// Whether a directory can be a project: neither a file system's root nor the user's home directory or one above it.
/// Waits for the disk.
pub fn is_confined(directory: &Path) -> bool {
    let Some(directory) = files::canonical(directory) else { return true };
    let home = platform::home_directory().and_then(|home| files::canonical(&home));
    !files::is_file_system_root(&directory) && home.is_none_or(|home| !home.starts_with(&directory))
}
