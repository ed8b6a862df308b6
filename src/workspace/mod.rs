//! The world around the documents: the client's folders, and the Git repositories that files lie in.

pub mod folders;
pub mod git;

use std::path::{Component, Path};

/// A path relative to `base` with `/` between its parts. `None` when it is not inside, or is `base` itself.
pub fn relative(path: &Path, base: &Path) -> Option<String> {
    // `strip_prefix` compares whole components, so that `/proj` is no prefix of `/proj-secret`.
    let relative = path.strip_prefix(base).ok()?;
    let parts: Option<Vec<_>> = relative
        .components()
        .map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy()),
            // `..` may lead out again.
            _ => None,
        })
        .collect();
    parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("/"))
}
