//! Finds the repository around a directory as Git does, by a `.git` in it or above it, and accepts it only if its work
//! tree and its Git directory name each other. Bare repositories have no `.git` and are ignored.

use std::path::{Path, PathBuf};

use crate::platform::files::{EntryKind, Extent, Place, ReadScope, canonical, has_name};
use crate::workspace::resolve;

use super::config::Configuration;

/// Bytes of a file that contains one path.
const MAX_PATH_BYTES: u64 = 64 << 10;

const GIT: &str = ".git";

/// A sound repository.
#[derive(Debug)]
pub struct Repository {
    /// Contains no links.
    pub work_tree: PathBuf,
    /// Address of `origin`, else of the first remote.
    pub remote: Option<String>,
}

/// The Git directory of a work tree that is kept elsewhere.
struct Data {
    /// Of this work tree only.
    git: Place,
    /// Shared by all work trees of the repository; the same directory unless this is a linked worktree.
    common: Place,
}

impl Repository {
    /// The repository of the first `.git` from `directory` upwards, a path without links. `None` if there is none, or
    /// if it is broken, belongs to another user, or its parts do not name each other.
    pub fn around(directory: &Path) -> Option<Self> {
        let (work_tree, git, kind) = directory.ancestors().find_map(candidate)?;
        let repository = match kind {
            EntryKind::Directory => Self::own(&work_tree, &git),
            EntryKind::File => Self::linked(&work_tree, &git),
            EntryKind::Link | EntryKind::Other => None,
        };
        // Git does not trust a repository of another user either.
        repository.filter(|_| work_tree.is_own() && git.is_own())
    }

    /// A repository whose `.git` is its Git directory.
    fn own(work_tree: &Place, git: &Place) -> Option<Self> {
        // Git would read the configuration of another directory.
        if git.entry("commondir").is_some() {
            return None;
        }
        let configuration = Configuration::read(git, git)?;
        let is_own = configuration.work_trees.is_empty() && !configuration.is_bare;
        is_own.then(|| Self::new(work_tree, &configuration))
    }

    /// A repository whose `.git` is a file: a linked worktree or a submodule, whose Git directory names the work tree.
    fn linked(work_tree: &Place, file: &Place) -> Option<Self> {
        let Data { git, common } = Data::named_by(work_tree, file)?;
        let configuration = Configuration::read(&common, &git)?;
        let named: Option<Vec<Place>> =
            configuration.work_trees.iter().map(|named| directory(&common, named)).collect();
        let named = named?;
        let is_own = if git == common {
            named.contains(work_tree) && !configuration.is_bare
        } else {
            is_kept(&git, &common) && names_back(&git, work_tree)
        };
        // For a worktree of a submodule, `core.worktree` names the submodule's first work tree.
        let are_consistent = named.iter().all(|named| leads_to(named, &common));
        (is_own && are_consistent && git.is_own() && common.is_own()).then(|| Self::new(work_tree, &configuration))
    }

    fn new(work_tree: &Place, configuration: &Configuration) -> Self {
        Self { work_tree: work_tree.path().to_path_buf(), remote: configuration.remote() }
    }
}

impl Data {
    /// The Git directory that the file `.git` of a work tree names.
    fn named_by(work_tree: &Place, file: &Place) -> Option<Self> {
        let git = directory(work_tree, line(file)?.strip_prefix("gitdir:")?.trim_start())?;
        let common = match git.entry("commondir") {
            Some((common, EntryKind::File)) => directory(&git, &line(&common)?)?,
            Some(_) => return None,
            None => git.clone(),
        };
        is_data(&common).then_some(Self { git, common })
    }
}

/// Every directory from one upwards that has an entry `.git` of any kind.
pub fn claimed(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let has_git = |directory: &&Path| place(directory).is_some_and(|place| place.entry(GIT).is_some());
    directory.ancestors().filter(has_git).map(Path::to_path_buf)
}

/// For a linked worktree or a submodule, the directory that contains the `.git` directory of its repository.
pub fn common_directory(work_tree: &Path) -> Option<PathBuf> {
    let work_tree = place(work_tree)?;
    let (file, _) = work_tree.entry(GIT).filter(|(_, kind)| *kind == EntryKind::File)?;
    let common = Data::named_by(&work_tree, &file)?.common;
    let directory = if has_name(common.path(), GIT) { common.path().parent()? } else { common.path() };
    Some(directory.to_path_buf())
}

/// A directory with an entry `.git`, and its kind. Like Git, ignores a directory `.git` that is not a Git directory.
fn candidate(directory: &Path) -> Option<(Place, Place, EntryKind)> {
    let work_tree = place(directory)?;
    let (git, kind) = work_tree.entry(GIT)?;
    (kind != EntryKind::Directory || is_data(&git)).then_some((work_tree, git, kind))
}

/// Whether Git takes a directory for a Git directory. Of its contents only the configuration is ever read.
fn is_data(git: &Place) -> bool {
    ["HEAD", "objects", "refs"].iter().all(|name| git.entry(name).is_some())
}

/// Whether the Git directory of a worktree is where its repository keeps them.
fn is_kept(git: &Place, common: &Place) -> bool {
    git.path().parent() == Some(&common.path().join("worktrees"))
}

/// Whether the Git directory of a worktree names its work tree.
fn names_back(git: &Place, work_tree: &Place) -> bool {
    let named = || {
        let file = resolve(git.path(), &line(&git.entry("gitdir")?.0)?)?;
        canonical(file.parent().filter(|_| has_name(&file, GIT))?)
    };
    named().is_some_and(|named| named == work_tree.path())
}

/// Whether the file `.git` of a work tree leads to the Git directory `common`.
fn leads_to(work_tree: &Place, common: &Place) -> bool {
    let data = || match work_tree.entry(GIT)? {
        (file, EntryKind::File) => Data::named_by(work_tree, &file),
        _ => None,
    };
    data().is_some_and(|data| data.common == *common)
}

/// The directory at `path`, relative to another one.
fn directory(from: &Place, path: &str) -> Option<Place> {
    place(&resolve(from.path(), path)?).filter(Place::is_directory)
}

fn place(path: &Path) -> Option<Place> {
    let mut scope = ReadScope::default();
    scope.add(path, Extent::Entries);
    scope.find(path).found()
}

/// The path that a file contains.
fn line(file: &Place) -> Option<String> {
    let text = String::from_utf8(file.read_bytes(MAX_PATH_BYTES)?).ok()?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned()).filter(|path| !path.is_empty() && !path.contains('\0'))
}
