//! What the host knows about a string that is being typed, and the server does not, because it has no network.

use std::ops::Range;

/// A query for the host, to complete a string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostQuery {
    /// What the host is asked for.
    pub kind: HostQueryKind,
    /// The name of the image without the tag, or the part of the module's address before the cursor.
    pub text: String,
    /// The range before the cursor that an answer replaces.
    pub insert_range: Range<usize>,
    /// Like `insert_range`, but also includes the rest of the string after the cursor.
    pub replace_range: Range<usize>,
}

/// What the host is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostQueryKind {
    /// The tags of an image.
    ImageTags,
    /// The addresses of modules in a registry of Terraform modules.
    RegistryModules,
}

impl HostQuery {
    /// Queries the tags of the image whose name starts at an offset. Returns `None` if the cursor is not in its tag.
    pub fn image_tags(text: &str, start: usize, cursor: usize) -> Option<Self> {
        let typed = text.get(start..cursor)?;
        let path = typed.rfind('/').map_or(0, |slash| slash + 1);
        let name = &typed[..path + typed[path..].find(':')?];
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/:".contains(&byte));
        if name.is_empty() || name.ends_with('/') || !is_plain(typed) {
            return None;
        }
        let is_tag = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        Some(Self::new(HostQueryKind::ImageTags, name, start..cursor, text, is_tag))
    }

    /// Queries the modules for the source that starts at an offset. Returns `None` if the source cannot become the
    /// address of a module in a registry, such as a path or URL, or if nothing was typed.
    pub fn registry_modules(text: &str, start: usize, cursor: usize) -> Option<Self> {
        let typed = text.get(start..cursor)?;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if typed.is_empty() || typed.starts_with(['.', '/']) || typed.contains("//") || !typed.chars().all(is_plain) {
            return None;
        }
        Some(Self::new(HostQueryKind::RegistryModules, typed, start..cursor, text, is_plain))
    }

    fn new(kind: HostQueryKind, query: &str, typed: Range<usize>, text: &str, is_part: impl Fn(char) -> bool) -> Self {
        let rest = &text[typed.end..];
        let end = typed.end + rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        Self { kind, text: query.to_owned(), replace_range: typed.start..end, insert_range: typed }
    }
}
