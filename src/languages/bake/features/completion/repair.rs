//! Repairs the line of the cursor in text that does not parse, so that the rest of the file can be analyzed while the
//! line is incomplete.

use crate::languages::syntax::hcl::File;
use crate::languages::text::line_start;

/// Candidates that replace an incomplete line: an empty line, or a line that opens or closes a block, object or list.
const LINES: [&str; 6] = ["", "target \"_\" {", "_ = {", "_ = [", "}", "]"];

/// Returns the text with the line of the cursor replaced, if the result has fewer errors. `None` if the text is already
/// valid.
pub fn repaired(text: &str, offset: usize) -> Option<String> {
    let count = File::parse(text).errors().len();
    if count == 0 {
        return None;
    }
    let start = line_start(text, offset);
    let end = text[offset..].find('\n').map_or(text.len(), |length| offset + length);
    let indent = text[start..end].len() - text[start..end].trim_start().len();
    let candidates = LINES.iter().map(|line| {
        let mut repaired = String::with_capacity(text.len() + line.len());
        repaired.push_str(&text[..start + indent]);
        repaired.push_str(line);
        // If possible, the offsets of the following text are kept.
        repaired.extend(std::iter::repeat_n(' ', (end - start - indent).saturating_sub(line.len())));
        repaired.push_str(&text[end..]);
        let errors = File::parse(&repaired).errors().len();
        (errors, repaired)
    });
    candidates.min_by_key(|(errors, _)| *errors).filter(|(errors, _)| *errors < count).map(|(_, repaired)| repaired)
}
