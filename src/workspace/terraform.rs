//! Finds the program with which Terraform's version is asked for. Nothing that a repository brings along is run.

use std::path::{Path, PathBuf};

use crate::platform::{self, files};

use super::folders::Folders;

/// The program that counts for a directory: the one that is named, else the first that the environment knows. `None`
/// where there is none outside the workspace. Waits for the disk.
pub fn program(named: Option<&Path>, folders: &Folders, directory: &Path) -> Option<PathBuf> {
    let candidates = named.map_or_else(|| platform::programs("terraform"), |path| vec![path.to_owned()]);
    let places = || folders.iter().chain([directory]);
    let is_inside = |path: &Path| {
        places().any(|place| {
            path.starts_with(place) || files::canonical(place).is_some_and(|place| path.starts_with(place))
        })
    };
    let is_outside =
        |path: &PathBuf| !is_inside(path) && files::canonical(path).is_some_and(|canonical| !is_inside(&canonical));
    candidates.into_iter().find(is_outside)
}
