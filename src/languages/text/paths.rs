//! Paths in documents, which are separated by `/` on every platform.

/// Normalizes a path: removes empty parts, `.` parts, and each `..` together with the part before it. A `..` at the
/// start of a relative path is kept; at the root, it is dropped.
pub fn normalized<'p>(parts: impl IntoIterator<Item = &'p str>, is_absolute: bool) -> Vec<&'p str> {
    let mut normalized: Vec<&str> = Vec::new();
    for part in parts {
        match part {
            "" | "." => {}
            ".." if normalized.last().is_some_and(|last| *last != "..") => {
                normalized.pop();
            }
            ".." if is_absolute => {}
            part => normalized.push(part),
        }
    }
    normalized
}
