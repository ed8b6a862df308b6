//! The short form of a volume: `[source:]target[:options]`.

use std::ops::Range;

use super::interpolation::is_interpolated;
use crate::languages::text::paths::normalized;

/// The source of a short volume.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VolumeSource {
    /// No source: an anonymous volume.
    Anonymous,
    /// A named volume.
    Name(Range<usize>),
    /// A path on the host.
    Path(Range<usize>),
    /// A string that contains variables.
    Unknown,
}

impl VolumeSource {
    pub fn parse(text: &str) -> Self {
        let parts = parts(text);
        let [source, _, ..] = parts[..] else {
            return if is_interpolated(text) { Self::Unknown } else { Self::Anonymous };
        };
        if !is_interpolated(text) && unescaped(text).len() <= 2 {
            return Self::Anonymous;
        }
        if is_interpolated(source) {
            Self::Unknown
        } else if is_path(source) {
            Self::Path(0..source.len())
        } else {
            Self::Name(0..source.len())
        }
    }
}

/// Whether a source is a path instead of the name of a volume.
pub fn is_path(source: &str) -> bool {
    source.starts_with(['.', '/', '~', '\\']) || has_drive(source)
}

/// Whether a path starts with a drive. Compose interprets every letter before a colon as a drive.
fn has_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':'
}

/// The text that Compose reads, for one without variables.
fn unescaped(text: &str) -> String {
    text.replace("$$", "$")
}

/// Returns the reason why Compose rejects a short volume. `None` if it is valid or depends on variables.
pub fn error(text: &str) -> Option<&'static str> {
    if is_interpolated(text) {
        return None;
    }
    let text = unescaped(text);
    match text.len() {
        0 => return Some("it is empty"),
        1 | 2 => return None,
        _ => {}
    }
    match parts(&text) {
        parts if parts.iter().any(|part| part.is_empty()) => Some("a part between colons is empty"),
        parts if parts.len() > 3 => Some("it has more than three parts"),
        _ => None,
    }
}

/// Returns the path in the container of a short volume in the form in which Compose compares it, for example without a
/// trailing slash. `None` if the volume is invalid.
pub fn clean_target(text: &str) -> Option<String> {
    let parts = parts(text);
    let target = parts.get(1).or(parts.first())?;
    let is_absolute = target.starts_with('/');
    let clean = normalized(target.split('/'), is_absolute).join("/");
    (!target.is_empty()).then(|| if is_absolute { format!("/{clean}") } else { clean })
}

/// Splits a short volume at its colons, except those in braces. Compose interprets a letter before a colon as a drive.
pub fn parts(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut braces) = (0, 0_usize);
    for (at, character) in text.char_indices() {
        match character {
            '{' if text[start..at].ends_with('$') => braces += 1,
            '}' => braces = braces.saturating_sub(1),
            ':' if braces == 0 && !is_drive_letter(&text[start..at]) => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}

fn is_drive_letter(part: &str) -> bool {
    let mut characters = part.chars();
    characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::{clean_target, error, parts};

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
            assert_eq!(clean_target(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn colons_in_the_braces_of_a_variable_are_not_separators() {
        assert_eq!(parts("${X:-a}/b:/c:ro"), ["${X:-a}/b", "/c", "ro"]);
        assert_eq!(parts("${X:-${Y:-a}}:/c"), ["${X:-${Y:-a}}", "/c"]);
        assert_eq!(parts("{a:b}"), ["{a", "b}"]);
    }

    #[test]
    fn equivalent_targets_are_equal() {
        for (text, expected) in
            [("vol:/data/", "/data"), ("/data", "/data"), ("vol:/x/../y/./z:ro", "/y/z"), ("vol:/", "/")]
        {
            assert_eq!(clean_target(text).as_deref(), Some(expected), "{text}");
        }
        assert_eq!(clean_target(""), None);
    }
}
