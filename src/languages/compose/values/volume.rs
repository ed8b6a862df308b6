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

fn has_drive(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && matches!(bytes[2], b'\\' | b'/')
}

/// Whether a short volume has an empty part between colons, which Compose rejects.
pub fn has_empty_part(text: &str) -> bool {
    !text.contains('$') && (text.starts_with(':') || text.contains("::"))
}
