//! Finds the repository around a directory as Git does, by a `.git` in it or above it, and accepts only one whose data
//! and work tree name each other. Bare repositories are none: they have no `.git`.

use std::path::{Path, PathBuf};

use crate::platform::files::{EntryKind, Extent, Place, ReadScope, canonical, has_name};
use crate::workspace::resolve;

use super::config::Configuration;

/// Bytes of a file that holds one path.
const MAX_PATH_BYTES: u64 = 64 << 10;

const GIT: &str = ".git";

/// A sound repository.
#[derive(Debug)]
pub struct Repository {
    /// Leads through no links.
    pub work_tree: PathBuf,
    /// Address of `origin`, else of the first remote.
    pub remote: Option<String>,
}

/// Where the data of a repository lie.
struct Data {
    /// Of this work tree alone.
    git: Place,
    /// Of all work trees of the repository.
    common: Place,
}

impl Repository {
    /// The repository of the first `.git` from `directory` upwards, whose path leads through no links. `None` where
    /// there is none, and where that one is broken, somebody else's or not what it says.
    pub fn around(directory: &Path) -> Option<Self> {
        let (work_tree, git, kind) = directory.ancestors().find_map(candidate)?;
        let repository = match kind {
            EntryKind::Directory => Self::own(&work_tree, &git),
            EntryKind::File => Self::linked(&work_tree, &git),
            EntryKind::Link | EntryKind::Other => None,
        };
        // Git does not trust what belongs to somebody else.
        repository.filter(|_| work_tree.is_own() && git.is_own())
    }

    /// The one whose data lie in its work tree.
    fn own(work_tree: &Place, git: &Place) -> Option<Self> {
        // The data would be another repository's.
        if git.entry("commondir").is_some() {
            return None;
        }
        let configuration = Configuration::read(git, git)?;
        let is_own = configuration.work_trees.is_empty() && !configuration.is_bare;
        is_own.then(|| Self::new(work_tree, &configuration))
    }

    /// The one whose data lie elsewhere: those of a worktree or of a submodule name the work tree in turn.
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
        // Also a worktree of a submodule, where the submodule's own work tree is named.
        let are_consistent = named.iter().all(|named| leads_to(named, &common));
        (is_own && are_consistent && git.is_own() && common.is_own()).then(|| Self::new(work_tree, &configuration))
    }

    fn new(work_tree: &Place, configuration: &Configuration) -> Self {
        Self { work_tree: work_tree.path().to_path_buf(), remote: configuration.remote() }
    }
}

impl Data {
    /// What the file `.git` of a work tree names.
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

/// Every directory with something called `.git` from one upwards.
pub fn claimed(directory: &Path) -> impl Iterator<Item = PathBuf> {
    let has_git = |directory: &&Path| place(directory).is_some_and(|place| place.entry(GIT).is_some());
    directory.ancestors().filter(has_git).map(Path::to_path_buf)
}

/// The directory that holds the data which the file `.git` of a work tree names, or their work tree.
pub fn common_directory(work_tree: &Path) -> Option<PathBuf> {
    let work_tree = place(work_tree)?;
    let (file, _) = work_tree.entry(GIT).filter(|(_, kind)| *kind == EntryKind::File)?;
    let common = Data::named_by(&work_tree, &file)?.common;
    let directory = if has_name(common.path(), GIT) { common.path().parent()? } else { common.path() };
    Some(directory.to_path_buf())
}

/// A directory with a `.git`, and what that is. Git takes no notice of a directory that only has the name.
fn candidate(directory: &Path) -> Option<(Place, Place, EntryKind)> {
    let work_tree = place(directory)?;
    let (git, kind) = work_tree.entry(GIT)?;
    (kind != EntryKind::Directory || is_data(&git)).then_some((work_tree, git, kind))
}

/// Whether Git takes a directory for the data of a repository. They are never read, but for the configuration.
fn is_data(git: &Place) -> bool {
    ["HEAD", "objects", "refs"].iter().all(|name| git.entry(name).is_some())
}

/// Whether a repository keeps its worktrees where one lies.
fn is_kept(git: &Place, common: &Place) -> bool {
    git.path().parent() == Some(&common.path().join("worktrees"))
}

/// Whether the data of a worktree name its work tree.
fn names_back(git: &Place, work_tree: &Place) -> bool {
    let named = || {
        let file = resolve(git.path(), &line(&git.entry("gitdir")?.0)?)?;
        canonical(file.parent().filter(|_| has_name(&file, GIT))?)
    };
    named().is_some_and(|named| named == work_tree.path())
}

/// Whether the file `.git` of a work tree names the data at `common`.
fn leads_to(work_tree: &Place, common: &Place) -> bool {
    let data = || match work_tree.entry(GIT)? {
        (file, EntryKind::File) => Data::named_by(work_tree, &file),
        _ => None,
    };
    data().is_some_and(|data| data.common == *common)
}

/// The directory that `path` names from another one.
fn directory(from: &Place, path: &str) -> Option<Place> {
    place(&resolve(from.path(), path)?).filter(Place::is_directory)
}

fn place(path: &Path) -> Option<Place> {
    let mut scope = ReadScope::default();
    scope.add(path, Extent::Entries);
    scope.find(path).found()
}

/// The path that a file holds.
fn line(file: &Place) -> Option<String> {
    let text = String::from_utf8(file.read_bytes(MAX_PATH_BYTES)?).ok()?;
    Some(text.trim_end_matches(['\r', '\n']).to_owned()).filter(|path| !path.is_empty() && !path.contains('\0'))
}
