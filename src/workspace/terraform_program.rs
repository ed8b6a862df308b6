//! Finds the Terraform program, and refuses any program that a repository could have provided. Reads the disk, so call
//! it only where blocking is allowed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use crate::platform::files::{canonical, normalize};
use crate::platform::programs::{self, Executable, Identity};

use super::folders::Folders;
use super::git;

/// The names that the program may have.
const NAMES: [&str; 2] = ["terraform", "tofu"];

/// The maximum number of directory entries that are searched for another hard link of the program.
const MAX_ENTRIES: usize = 100_000;

/// The directories whose contents the author of a repository controls.
#[derive(Debug)]
pub struct Workspace {
    /// The paths as they were given, and with links resolved.
    paths: Vec<PathBuf>,
    identities: HashSet<Identity>,
}

/// Why a program is not run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("it must be an executable file named `terraform` or `tofu`")]
    NotTerraform,
    #[error("it must be outside the open folders and their repositories, and no link on its path may point into them")]
    InWorkspace,
    #[error("it has several hard links, and the open folders are too large to check that none of them is inside")]
    NotRuledOut,
}

/// Returns the program to run: the one at the path `named`, else the first suitable `terraform` in `PATH`.
pub fn program(named: Option<&Path>, workspace: &Workspace) -> Result<Executable, Refusal> {
    if let Some(path) = named {
        return workspace.vet(path);
    }
    let candidates = programs::in_search_path("terraform").into_iter();
    candidates.map(|path| workspace.vet(&path)).find(Result::is_ok).unwrap_or(Err(Refusal::NotTerraform))
}

impl Workspace {
    /// Creates the workspace of the open folders and the directory of a module, with the repositories that contain
    /// them.
    pub fn new(folders: &Folders, directory: &Path) -> Self {
        let mut paths = Vec::new();
        for folder in folders.iter().chain([directory]) {
            paths.push(normalize(folder));
            if let Some(resolved) = canonical(folder) {
                paths.extend(git::enclosing_repositories(&resolved));
                paths.push(resolved);
            }
        }
        paths.sort();
        paths.dedup();
        let identities = paths.iter().filter_map(|path| Identity::of(path)).collect();
        Self { paths, identities }
    }

    /// Whether a path and every link on it are outside the workspace. The path need not exist.
    pub fn is_outside(&self, path: &Path) -> bool {
        let Some(paths) = programs::links_on_path(path) else { return false };
        let is_inside = |path: &Path| self.holds(path) || canonical(path).is_some_and(|resolved| self.holds(&resolved));
        !self.holds(path) && !paths.iter().any(|path| is_inside(path))
    }

    fn holds(&self, path: &Path) -> bool {
        let is_ours = |path| Identity::of(path).is_some_and(|identity| self.identities.contains(&identity));
        self.paths.iter().any(|inside| path.starts_with(inside)) || path.ancestors().any(is_ours)
    }

    fn vet(&self, path: &Path) -> Result<Executable, Refusal> {
        let path = &normalize(path);
        let program = Executable::at(path).filter(|program| is_named(path) && is_release(program.path()));
        let program = program.ok_or(Refusal::NotTerraform)?;
        if !self.is_outside(path) {
            return Err(Refusal::InWorkspace);
        }
        if program.links > 1 {
            let outermost = |path: &&PathBuf| !self.paths.iter().any(|other| other != *path && path.starts_with(other));
            let directories: Vec<PathBuf> =
                self.paths.iter().filter(outermost).filter_map(|path| canonical(path)).collect();
            match program.is_linked_in(directories, MAX_ENTRIES) {
                Some(false) => {}
                Some(true) => return Err(Refusal::InWorkspace),
                None => return Err(Refusal::NotRuledOut),
            }
        }
        Ok(program)
    }
}

fn is_named(path: &Path) -> bool {
    NAMES.contains(&name(path).as_str())
}

/// Whether the target of a link is named like the program, possibly with a version: version managers install
/// `terraform_1.5.7`.
fn is_release(path: &Path) -> bool {
    let name = name(path);
    let mut rest = NAMES.iter().filter_map(|program| name.strip_prefix(program));
    rest.any(|rest| {
        let version = rest.strip_prefix(['-', '_']).map(|version| version.strip_prefix('v').unwrap_or(version));
        rest.is_empty() || version.is_some_and(|version| version.starts_with(|first: char| first.is_ascii_digit()))
    })
}

/// Returns the name of a program without the suffix of executables.
fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if cfg!(windows) {
        let name = name.to_ascii_lowercase();
        return name.strip_suffix(".exe").unwrap_or_default().to_owned();
    }
    name.into_owned()
}
