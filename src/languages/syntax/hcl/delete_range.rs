//! The range to delete with an attribute or a block.

use std::ops::Range;

/// Extends the range of an attribute or block to the lines on which it stands, unless they contain anything else than a
/// comment that ends there.
pub fn delete_range(text: &str, range: Range<usize>) -> Range<usize> {
    let line_start = text[..range.start].rfind('\n').map_or(0, |end| end + 1);
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
