//! The documentation that an editor shows when the pointer hovers over a word.

use std::fmt::{Display, Write as _};
use std::ops::Range;

use super::location::FileRef;

/// The documentation of a part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The byte range that is described.
    pub range: Range<usize>,
    /// The documentation, as Markdown. Links with a relative address refer to files, relative to the document's folder.
    pub markdown: String,
}

/// Returns a Markdown link to a file. `path` is relative to the document's folder.
pub fn file_link(path: &str) -> String {
    link(path, path, "")
}

/// Returns a Markdown link to a line, counted from 1: `line 3` for the document itself, `main.tf:3` for another file.
pub fn line_link(file: &FileRef, line: impl Display) -> String {
    match file {
        FileRef::Document => format!("[line {line}](#L{line})"),
        FileRef::Path(path) => link(&format!("{path}:{line}"), path, &format!("#L{line}")),
    }
}

fn link(label: &str, path: &str, fragment: &str) -> String {
    let mut link = String::with_capacity(label.len() + path.len() + fragment.len() + 4);
    link.push('[');
    for character in label.chars() {
        if matches!(character, '\\' | '[' | ']' | '*' | '`' | '<') {
            link.push('\\');
        }
        link.push(character);
    }
    link.push_str("](");
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            let _ = write!(link, "%{byte:02X}");
        }
    }
    link.push_str(fragment);
    link.push(')');
    link
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_file_survives_unusual_names() {
        assert_eq!(line_link(&FileRef::Document, 3), "[line 3](#L3)");
        assert_eq!(
            line_link(&FileRef::Path("../a b/[x].tf".into()), 3),
            r"[../a b/\[x\].tf:3](../a%20b/%5Bx%5D.tf#L3)"
        );
        assert_eq!(file_link("compose.yaml"), "[compose.yaml](compose.yaml)");
    }
}
