//! Image names.

use std::ops::Range;

/// An image whose tag is being typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImageName {
    /// The name of the image without the tag.
    pub name: String,
    /// The range of the name and its tag up to the cursor.
    pub insert_range: Range<usize>,
    /// Like `insert_range`, but also includes the rest of the tag after the cursor.
    pub replace_range: Range<usize>,
}

impl ImageName {
    /// Parses the image name that starts at an offset. Returns `None` if the cursor is not in its tag.
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
