//! The files on disk around the documents: the client's folders, Git repositories, and the directories of Terraform
//! modules.

pub(crate) mod call_index;
pub(crate) mod document_discovery;
pub(crate) mod file_cache;
pub(crate) mod folder_cache;
pub mod folders;
pub mod git;
pub(crate) mod module_cache;
pub mod module_discovery;
mod project_size;
pub(crate) mod provider_schemas;
pub(crate) mod reach;
pub(crate) mod state_backend;
pub(crate) mod terraform_program;

use std::path::{Component, Path, PathBuf, Prefix};

use crate::platform::files::normalize;

/// Returns the median of the numbers of last uses. A cache that keeps the entries with this number or a higher one
/// keeps half of them.
fn median_use(uses: impl Iterator<Item = u64>) -> u64 {
    let mut uses: Vec<u64> = uses.collect();
    uses.sort_unstable();
    uses.get(uses.len() / 2).copied().unwrap_or_default()
}

/// Returns a path relative to `base`, with `/` between its parts. `None` if it is not inside `base`, or is `base`
/// itself.
pub fn relative(path: &Path, base: &Path) -> Option<String> {
    // `strip_prefix` compares complete components, so that `/proj` is not a prefix of `/proj-secret`.
    let relative = path.strip_prefix(base).ok()?;
    let parts: Option<Vec<_>> = relative
        .components()
        .map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            // `..` may lead out of `base` again.
            _ => None,
        })
        .collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}

/// Resolves `path` relative to `folder`. Returns `None` for a file on another drive or machine, because Windows opens a
/// connection to access such a file.
pub fn resolve(folder: &Path, path: &str) -> Option<PathBuf> {
    let resolved = normalize(&folder.join(path));
    (volume(&resolved) == volume(folder)).then_some(resolved)
}

/// Returns the path of a file relative to `folder`, with `/` between its parts, such that [`resolve`] finds the file.
/// `None` for a file on another drive or machine, and for one whose name is not Unicode.
pub fn path_from(folder: &Path, file: &Path) -> Option<String> {
    let (folder, file) = (normalize(folder), normalize(file));
    if volume(&folder) != volume(&file) {
        return None;
    }
    let (mut from, mut to) = (folder.components().peekable(), file.components().peekable());
    while from.peek().is_some() && from.peek() == to.peek() {
        from.next();
        to.next();
    }
    let up = from.map(|_| Some(".."));
    let down = to.map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    parts.map(|parts| parts.join("/"))
}

/// Returns the first component of a path, or the letter of its drive, however the drive is written.
fn volume(path: &Path) -> Option<(Option<u8>, Component<'_>)> {
    let first = path.components().next()?;
    match first {
        Component::Prefix(prefix) => match prefix.kind() {
            Prefix::Disk(letter) | Prefix::VerbatimDisk(letter) => {
                Some((Some(letter.to_ascii_uppercase()), Component::RootDir))
            }
            _ => Some((None, first)),
        },
        _ => Some((None, first)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_the_document_s_folder() {
        let folder = Path::new("/work/app");
        let table = [
            (".dockerignore", "/work/app/.dockerignore"),
            ("./a/../b/Dockerfile", "/work/app/b/Dockerfile"),
            ("../Dockerfile", "/work/Dockerfile"),
            ("../../../../Dockerfile", "/Dockerfile"),
            ("/elsewhere/Dockerfile", "/elsewhere/Dockerfile"),
            ("", "/work/app"),
        ];
        for (path, expected) in table {
            assert_eq!(resolve(folder, path).as_deref(), Some(Path::new(expected)), "{path}");
        }
    }

    #[test]
    fn a_path_from_a_folder_leads_to_the_file() {
        let folder = Path::new("/work/app");
        for (file, expected) in [
            ("/work/app/Dockerfile", "Dockerfile"),
            ("/work/app/b/Dockerfile", "b/Dockerfile"),
            ("/work/compose.yaml", "../compose.yaml"),
            ("/work/application/x", "../application/x"),
            ("/other/x", "../../other/x"),
        ] {
            let path = path_from(folder, Path::new(file));
            assert_eq!(path.as_deref(), Some(expected), "{file}");
            assert_eq!(path.and_then(|path| resolve(folder, &path)).as_deref(), Some(Path::new(file)));
        }
    }

    #[cfg(windows)]
    #[test]
    fn a_drive_is_the_same_in_every_spelling() {
        for (folder, path) in
            [(r"\\?\C:\work", "C:/main/.git"), (r"C:\work", r"\\?\c:\main"), (r"\\?\C:\work", "../main")]
        {
            assert!(resolve(Path::new(folder), path).is_some(), "{path} from {folder}");
        }
    }

    #[cfg(windows)]
    #[test]
    fn no_file_of_another_machine_or_drive_is_asked_for() {
        let folder = Path::new(r"C:\work\app");
        for path in [r"\\server\share\Dockerfile", "//server/share/Dockerfile", r"D:\Dockerfile", r"\\?\UNC\a\b\c"] {
            assert_eq!(resolve(folder, path), None, "{path}");
        }
    }
}
