//! Computes the range to delete when an attribute or a block is removed.

use std::ops::Range;

use crate::languages::text::line_start;

/// Extends the range of an attribute or block to complete lines, unless these lines contain anything else. A comment
/// that ends on the last line does not count.
pub fn delete_range(text: &str, range: Range<usize>) -> Range<usize> {
    let line_start = line_start(text, range.start);
    let before = &text[line_start..range.start];
    let line_end = text[range.end..].find('\n').map_or(text.len(), |length| range.end + length + 1);
    let after = &text[range.end..line_end];
    let ends_here = !after.contains("/*") && {
        let rest = after.trim_start();
        rest.is_empty() || rest.starts_with('#') || rest.starts_with("//")
    };
    match (before.trim().is_empty(), ends_here) {
        (true, true) => line_start..line_end,
        _ => range,
    }
}
