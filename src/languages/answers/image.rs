//! Names of images.

use std::ops::Range;

/// An image whose tag is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageName {
    /// The name without the tag.
    pub name: String,
    /// The name and its tag up to the cursor.
    pub insert_range: Range<usize>,
    /// The same with the rest of the tag behind the cursor.
    pub replace_range: Range<usize>,
}

impl ImageName {
    /// The name that starts at an offset, with the cursor in its tag.
    pub fn parse(text: &str, start: usize, cursor: usize) -> Option<Self> {
        let typed = text.get(start..cursor)?;
        let path = typed.rfind('/').map_or(0, |slash| slash + 1);
        let name = &typed[..path + typed[path..].find(':')?];
        let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/:".contains(&byte));
        if name.is_empty() || name.ends_with('/') || !is_plain(typed) {
            return None;
        }
        let rest = &text[cursor..];
        let is_tag = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
        let end = cursor + rest.find(|c| !is_tag(c)).unwrap_or(rest.len());
        Some(Self { name: name.to_owned(), insert_range: start..cursor, replace_range: start..end })
    }
}
