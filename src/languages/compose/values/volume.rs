//! The short form of a volume: `[source:]target[:options]`.

use std::ops::Range;

/// What a short volume mounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VolumeSource {
    /// No source: an anonymous volume.
    Anonymous,
    /// A named volume.
    Name(Range<usize>),
    /// A path of the host.
    Path(Range<usize>),
    /// A text that contains variables.
    Unknown,
}

impl VolumeSource {
    pub fn parse(text: &str) -> Self {
        if text.starts_with('$') {
            return Self::Unknown;
        }
        let drive = if has_drive(text) { 2 } else { 0 };
        let Some(end) = text[drive..].find(':').map(|at| at + drive) else { return Self::Anonymous };
        let source = &text[..end];
        if source.contains('$') {
            Self::Unknown
        } else if is_path(source) {
            Self::Path(0..end)
        } else {
            Self::Name(0..end)
        }
    }
}

/// Whether a source is a path and not the name of a volume.
pub fn is_path(source: &str) -> bool {
    source.starts_with(['.', '/', '~', '\\']) || has_drive(source)
}

/// Compose takes every letter before a colon for a drive.
fn has_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// Why Compose rejects a short volume. `None` if it depends on variables.
pub fn error(text: &str) -> Option<&'static str> {
    if text.contains('$') {
        return None;
    }
    match text.len() {
        0 => return Some("it is empty"),
        1 | 2 => return None,
        _ => {}
    }
    match parts(text) {
        parts if parts.iter().any(|part| part.is_empty()) => Some("a part between colons is empty"),
        parts if parts.len() > 3 => Some("it has more than three parts"),
        _ => None,
    }
}

/// The path in the container of a short volume. `None` if it depends on variables.
pub fn target(text: &str) -> Option<&str> {
    if text.contains('$') || error(text).is_some() {
        return None;
    }
    let parts = parts(text);
    parts.get(1).or(parts.first()).copied()
}

/// The parts between colons. Compose takes a letter before a colon for a drive.
fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let mut characters = rest.chars();
        let is_drive = characters.next().is_some_and(char::is_alphabetic) && characters.next() == Some(':');
        let drive = if is_drive { rest.len() - characters.as_str().len() } else { 0 };
        let Some(end) = rest[drive..].find(':').map(|at| drive + at) else {
            parts.push(rest);
            return parts;
        };
        parts.push(&rest[..end]);
        rest = &rest[end + 1..];
    }
}

#[cfg(test)]
mod tests {
    use super::{error, target};

    #[test]
    fn a_short_volume_has_up_to_three_parts() {
        for valid in [
            "/a",
            "vol:/a",
            "vol:/a:ro",
            "a",
            "::",
            "a::b",
            "v:/a:ro:rw",
            "C:\\a:/b",
            "C:/a:/b:ro",
            "d:/data",
            "$V:/a:",
            "${V}:/a:b:c",
        ] {
            assert_eq!(error(valid), None, "{valid}");
        }
        for invalid in ["", "/a:", ":/a", "vol::/a", "vol:/a:", "vol:/a::ro", "vol:/a:ro:rw", "/a::/b"] {
            assert!(error(invalid).is_some(), "{invalid}");
        }
    }

    #[test]
    fn the_target_of_a_short_volume_is_its_second_part() {
        for (text, expected) in [
            ("/a", "/a"),
            ("vol:/a", "/a"),
            ("vol:/a:ro", "/a"),
            ("v:/a", "v:/a"),
            ("C:\\a:/b", "/b"),
            ("C:\\a:C:\\b:ro", "C:\\b"),
        ] {
            assert_eq!(target(text), Some(expected), "{text}");
        }
        assert_eq!(target("${V}:/a"), None);
    }
}
