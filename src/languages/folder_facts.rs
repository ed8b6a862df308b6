//! What a language makes of all files in a folder, brought up to date file by file.

use std::any::{Any, TypeId};
use std::sync::Arc;

/// Facts whose type only their language knows.
pub type Facts = Arc<dyn Any + Send + Sync>;

/// Facts about the files in a folder. A provider that knows which files changed composes them from the last ones.
pub trait FolderFacts: Sized + Send + Sync + 'static {
    /// The facts about one file.
    type File: Send + Sync + 'static;

    /// Whether a file of this name is a part.
    fn is_part(file_name: &str) -> bool;

    /// The facts about a file. They must not depend on anything else.
    fn parse(file_name: &str, text: &Arc<str>) -> Self::File;

    /// The facts about a folder, given by its path from the document's folder. `before` are those of an earlier state,
    /// which all files but `changes` still have. `None` where nothing differs from `before`.
    fn compose(folder: &str, before: Option<&Self>, changes: FolderChanges<Arc<Self::File>>) -> Option<Self>;
}

/// What changed in a folder.
#[derive(Debug)]
pub struct FolderChanges<T> {
    /// By the names of the files.
    pub files: Vec<(String, FileState<T>)>,
    /// Whether `files` has every file in the folder, so that others no longer exist.
    pub is_all: bool,
    /// Whether the folder has more files than were listed.
    pub is_cut: bool,
}

/// A file in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileState<T> {
    /// The file was read.
    Read(T),
    /// The file exists, and cannot be read.
    Unreadable,
    /// There is no such file.
    Missing,
}

/// [`FolderFacts`] without their type, for a provider that keeps them.
#[derive(Clone, Copy, Debug)]
pub struct FolderFactsKind {
    /// Tells the facts about folders of different types apart.
    pub id: TypeId,
    /// The same of the facts about one file.
    pub file_id: TypeId,
    /// [`FolderFacts::is_part`].
    pub is_part: fn(&str) -> bool,
    /// [`FolderFacts::parse`].
    pub parse: fn(&str, &Arc<str>) -> Facts,
    /// [`FolderFacts::compose`].
    pub compose: fn(&str, Option<&Facts>, FolderChanges<Facts>) -> Option<Facts>,
}

impl FolderFactsKind {
    /// The kind of the facts that `T` is.
    #[must_use]
    pub fn of<T: FolderFacts>() -> Self {
        Self {
            id: TypeId::of::<T>(),
            file_id: TypeId::of::<T::File>(),
            is_part: T::is_part,
            parse: |name, text| Arc::new(T::parse(name, text)),
            compose: |folder, before, changes| {
                let before = before.and_then(|before| before.downcast_ref::<T>());
                let FolderChanges { files, is_all, is_cut } = changes;
                let typed = |state| match state {
                    FileState::Read(facts) => Facts::downcast(facts).map_or(FileState::Unreadable, FileState::Read),
                    FileState::Unreadable => FileState::Unreadable,
                    FileState::Missing => FileState::Missing,
                };
                let files = files.into_iter().map(|(name, state)| (name, typed(state))).collect();
                Some(Arc::new(T::compose(folder, before, FolderChanges { files, is_all, is_cut })?))
            },
        }
    }
}
