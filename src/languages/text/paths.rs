//! Paths in documents, which are separated by `/` on every platform.

/// The parts of a path without `.`, without `..` and what that leaves again, and without what doubled slashes enclose.
/// What leads out of where the path begins stays; there is nothing above a root.
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
