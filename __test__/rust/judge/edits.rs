//! Applies the edits of a fix like an editor.

use candor::languages::answers::Edit;

/// Returns the text after `edits`, which must be in document order.
///
/// # Errors
///
/// The edit that an editor could not apply.
pub fn apply(text: &str, edits: &[Edit]) -> Result<String, String> {
    let mut after = String::with_capacity(text.len());
    let mut at = 0;
    for Edit { range, text: with } in edits {
        if range.start < at || range.end < range.start {
            return Err(format!("the edit at {range:?} overlaps the one before, or is out of order"));
        }
        let (Some(kept), Some(_)) = (text.get(at..range.start), text.get(range.clone())) else {
            return Err(format!("the edit at {range:?} is outside of the text or inside a character"));
        };
        after.push_str(kept);
        after.push_str(with);
        at = range.end;
    }
    after.push_str(&text[at..]);
    Ok(after)
}
