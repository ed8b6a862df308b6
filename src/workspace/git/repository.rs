//! Finds the repository that contains a directory as Git does, by a `.git` in the directory or above it. Accepts it
//! only if its work tree and its Git directory refer to each other. Bare repositories have no `.git` and are ignored.

use std::path::{Path, PathBuf};

use crate::platform::files::{EntryKind, Extent, Place, ReadScope, canonical, has_name};
use crate::workspace::resolve;

use super::config::Configuration;

/// The maximum size of a file that contains one path, in bytes.
const MAX_PATH_BYTES: u64 = 64 << 10;

const GIT: &str = ".git";

/// A valid repository.
#[derive(Debug)]
pub struct Repository {
    /// The path of the work tree, which contains no links.
    pub work_tree: PathBuf,
    /// The URL of `origin`, else of the first remote.
    pub remote: Option<String>,
}

/// The Git directory of a work tree, if it is elsewhere.
struct Data {
    /// The directory for this work tree only.
    git: Place,
    /// The directory that all work trees of the repository share. It is the same directory unless this is a linked
    /// worktree.
    common: Place,
}

impl Repository {
    /// Returns the repository of the first `.git` from `directory` upwards, whose path must not contain links. `None`
    /// if there is none, or if it is broken, belongs to another user, or its parts do not refer to each other.
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

    /// Returns a repository whose `.git` is its Git directory.
    fn own(work_tree: &Place, git: &Place) -> Option<Self> {
        // With this entry, Git would read the configuration of another directory.
        if git.entry("commondir").is_some() {
            return None;
        }
        let configuration = Configuration::read(git, git)?;
        let is_own = configuration.work_trees.is_empty() && !configuration.is_bare;
        is_own.then(|| Self::new(work_tree, &configuration))
    }

    /// Returns a repository whose `.git` is a file: a linked worktree or a submodule, whose Git directory refers to the
    /// work tree.
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
    /// Returns the Git directory to which the file `.git` of a work tree refers.
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

/// Returns every directory from `directory` upwards that has an entry `.git` of any kind.
pub fn enclosing_repositories(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let has_git = |directory: &&Path| place(directory).is_some_and(|place| place.entry(GIT).is_some());
    directory.ancestors().filter(has_git).map(Path::to_path_buf)
}

/// Returns, for a linked worktree or a submodule, the directory that contains the `.git` directory of its repository.
pub fn common_directory(work_tree: &Path) -> Option<PathBuf> {
    let work_tree = place(work_tree)?;
    let (file, _) = work_tree.entry(GIT).filter(|(_, kind)| *kind == EntryKind::File)?;
    let common = Data::named_by(&work_tree, &file)?.common;
    let directory = if has_name(common.path(), GIT) { common.path().parent()? } else { common.path() };
    Some(directory.to_path_buf())
}

/// Returns a directory that has an entry `.git`, with that entry and its kind. Like Git, ignores a directory `.git`
/// that is not a Git directory.
fn candidate(directory: &Path) -> Option<(Place, Place, EntryKind)> {
    let work_tree = place(directory)?;
    let (git, kind) = work_tree.entry(GIT)?;
    (kind != EntryKind::Directory || is_data(&git)).then_some((work_tree, git, kind))
}

/// Whether Git considers a directory a Git directory. These entries are only tested for existence, and never read.
fn is_data(git: &Place) -> bool {
    ["HEAD", "objects", "refs"].iter().all(|name| git.entry(name).is_some())
}

/// Whether the Git directory of a worktree is where its repository stores the Git directories of worktrees.
fn is_kept(git: &Place, common: &Place) -> bool {
    git.path().parent() == Some(&common.path().join("worktrees"))
}

/// Whether the Git directory of a worktree refers to its work tree.
fn names_back(git: &Place, work_tree: &Place) -> bool {
    let named = || {
        let file = resolve(git.path(), &line(&git.entry("gitdir")?.0)?)?;
        canonical(file.parent().filter(|_| has_name(&file, GIT))?)
    };
    named().is_some_and(|named| named == work_tree.path())
}

/// Whether the file `.git` of a work tree refers to the Git directory `common`.
fn leads_to(work_tree: &Place, common: &Place) -> bool {
    let data = || match work_tree.entry(GIT)? {
        (file, EntryKind::File) => Data::named_by(work_tree, &file),
        _ => None,
    };
    data().is_some_and(|data| data.common == *common)
}

/// Returns the directory at `path`, relative to `from`.
fn directory(from: &Place, path: &str) -> Option<Place> {
    place(&resolve(from.path(), path)?).filter(Place::is_directory)
}

fn place(path: &Path) -> Option<Place> {
    let mut scope = ReadScope::default();
    scope.add(path, Extent::Entries);
    scope.find(path).found()
}

/// Returns the path that a file contains.
fn line(file: &Place) -> Option<String> {
    let text = String::from_utf8(file.read_bytes(MAX_PATH_BYTES)?).ok()?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned()).filter(|path| !path.is_empty() && !path.contains('\0'))
}
