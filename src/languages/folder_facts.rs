//! Facts that a language derives from all files in a folder, updated file by file.

use std::any::{Any, TypeId};
use std::sync::Arc;

/// Facts of a type that only their language knows.
pub type Facts = Arc<dyn Any + Send + Sync>;

/// Facts about the files in a folder. A file provider that knows which files changed composes new facts from the
/// previous ones.
pub trait FolderFacts: Sized + Send + Sync + 'static {
    /// The facts about one file.
    type File: Send + Sync + 'static;

    /// Whether a file of this name contributes to the facts.
    fn is_part(file_name: &str) -> bool;

    /// Extracts the facts about a file. They must not depend on anything but the arguments.
    fn parse(file_name: &str, text: &Arc<str>) -> Self::File;

    /// Whether the facts include a file that was read.
    fn includes(&self, file_name: &str) -> bool;

    /// Composes the facts about a folder. `folder` is its path, relative to the document's folder. `before` are the
    /// facts about an earlier state; all files except those in `changes` still have that state. Returns `None` if the
    /// facts are the same as `before`.
    fn compose(folder: &str, before: Option<&Self>, changes: FolderChanges<Arc<Self::File>>) -> Option<Self>;
}

/// What changed in a folder.
#[derive(Debug)]
pub struct FolderChanges<T> {
    /// The state of each file, by file name.
    pub files: Vec<(String, FileState<T>)>,
    /// Whether `files` lists every file in the folder, so that files that are not listed no longer exist.
    pub is_all: bool,
    /// Whether the list of files is truncated because the folder has too many.
    pub is_cut: bool,
}

/// A file in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState<T> {
    /// The file was read.
    Read(T),
    /// The file exists but cannot be read.
    Unreadable,
    /// The file does not exist.
    Missing,
    /// The file is as the facts before know it, or the caller needs no facts about it.
    Kept,
}

/// [`FolderFacts`] with the type erased, for a file provider that caches them.
#[derive(Clone, Copy, Debug)]
pub struct FolderFactsKind {
    /// The type of the facts about the folder.
    pub id: TypeId,
    /// The type of the facts about one file.
    pub file_id: TypeId,
    /// See [`FolderFacts::is_part`].
    pub is_part: fn(&str) -> bool,
    /// See [`FolderFacts::parse`].
    pub parse: fn(&str, &Arc<str>) -> Facts,
    /// See [`FolderFacts::includes`]. False for facts of another type.
    pub includes: fn(&Facts, &str) -> bool,
    /// See [`FolderFacts::compose`].
    pub compose: fn(&str, Option<&Facts>, FolderChanges<Facts>) -> Option<Facts>,
}

impl FolderFactsKind {
    /// Returns the kind of the facts `T`.
    #[must_use]
    pub fn of<T: FolderFacts>() -> Self {
        Self {
            id: TypeId::of::<T>(),
            file_id: TypeId::of::<T::File>(),
            is_part: T::is_part,
            parse: |name, text| Arc::new(T::parse(name, text)),
            includes: |facts, name| facts.downcast_ref::<T>().is_some_and(|facts| facts.includes(name)),
            compose: |folder, before, changes| {
                let before = before.and_then(|before| before.downcast_ref::<T>());
                let FolderChanges { files, is_all, is_cut } = changes;
                let typed = |state| match state {
                    FileState::Read(facts) => Facts::downcast(facts).map_or(FileState::Unreadable, FileState::Read),
                    FileState::Unreadable => FileState::Unreadable,
                    FileState::Missing => FileState::Missing,
                    FileState::Kept => FileState::Kept,
                };
                let files = files.into_iter().map(|(name, state)| (name, typed(state))).collect();
                Some(Arc::new(T::compose(folder, before, FolderChanges { files, is_all, is_cut })?))
            },
        }
    }
}
