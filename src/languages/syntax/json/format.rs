//! Formats JSON by changing the white space between tokens. Arrays and objects on one line stay on one line; those that
//! span several lines get one element per line.

use std::ops::Range;

use super::Json;
use super::tokens::tokens;
use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::Edit;

/// The maximum number of columns per indentation level.
const MAX_INDENT: usize = 16;

/// The maximum nesting depth of a text that is formatted: every level adds indentation to each of its lines.
const MAX_DEPTH: usize = 64;

/// Returns the edits that format a text. There are none if the text does not parse, or if it is nested too deeply.
pub fn formatting(text: &str, options: FormattingOptions) -> Vec<Edit> {
    if Json::parse(text).error().is_some() {
        return Vec::new();
    }
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let shifted = |range: Range<usize>| start + range.start..start + range.end;
    let tokens: Vec<Range<usize>> = tokens(&text[start..]).map(|(_, range)| shifted(range)).collect();
    let Some(are_long) = long_containers(text, &tokens) else { return Vec::new() };
    let unit = if options.insert_spaces { " ".repeat(options.tab_size.min(MAX_INDENT)) } else { "\t".to_owned() };
    let layout = Layout { line_end: if text.contains("\r\n") { "\r\n" } else { "\n" }, unit };
    let mut edits = Vec::new();
    // Whether each open array or object spans several lines.
    let mut open: Vec<bool> = Vec::new();
    let mut before: Option<&Range<usize>> = None;
    for (index, token) in tokens.iter().enumerate() {
        let byte = text.as_bytes()[token.start];
        if let Some(previous) = before {
            let gap = previous.end..token.start;
            let old = &text[gap.clone()];
            let new = layout.gap(text.as_bytes()[previous.start], byte, &open, old);
            if new != old {
                edits.push(Edit::replace(gap, new));
            }
        }
        match byte {
            b'{' | b'[' => open.push(are_long[index]),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        before = Some(token);
    }
    edits
}

struct Layout {
    line_end: &'static str,
    unit: String,
}

impl Layout {
    /// The white space between two tokens, which are given by their first bytes. For each array or object around it,
    /// `open` contains whether it spans several lines.
    fn gap(&self, before: u8, after: u8, open: &[bool], old: &str) -> String {
        let is_long = open.last() == Some(&true);
        let line = |depth: usize| format!("{}{}", self.line_end, self.unit.repeat(depth));
        let is_inner = !is_long && matches!((before, after), (b'[', _) | (_, b']'));
        if is_inner || matches!((before, after), (b'{', b'}') | (b'[', b']') | (_, b',' | b':')) {
            return String::new();
        }
        match (before, after) {
            (b':', _) => " ".to_owned(),
            (_, b'}' | b']') if is_long => line(open.len() - 1),
            // One empty line may separate elements.
            (b',', _) if is_long && old.matches('\n').count() > 1 => format!("{}{}", self.line_end, line(open.len())),
            (b'{' | b'[' | b',', _) if is_long => line(open.len()),
            _ => " ".to_owned(),
        }
    }
}

/// For each token, whether it opens an array or object that spans several lines. `None` if more than [`MAX_DEPTH`] are
/// open at once.
fn long_containers(text: &str, tokens: &[Range<usize>]) -> Option<Vec<bool>> {
    let mut are_long = vec![false; tokens.len()];
    // The token and the line of each opening bracket.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let (mut line, mut end) = (0, 0);
    for (index, token) in tokens.iter().enumerate() {
        line += memchr::memchr_iter(b'\n', &text.as_bytes()[end..token.start]).count();
        end = token.end;
        match text.as_bytes()[token.start] {
            b'{' | b'[' if open.len() == MAX_DEPTH => return None,
            b'{' | b'[' => open.push((index, line)),
            b'}' | b']' => {
                if let Some((start, first_line)) = open.pop() {
                    are_long[start] = first_line < line;
                }
            }
            _ => {}
        }
    }
    Some(are_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn formatted(text: &str) -> String {
        let mut after = text.to_owned();
        for edit in formatting(text, FormattingOptions::default()).into_iter().rev() {
            after.replace_range(edit.range, &edit.text);
        }
        after
    }

    #[test]
    fn white_space_is_laid_out() {
        for (text, expected) in [
            ("{\"a\":1 ,\"b\":[ 1,2 ]}", "{ \"a\": 1, \"b\": [1, 2] }"),
            (
                "{\n\"a\" : {\"b\":\"c, d\"},\n\n\n\"e\":[\n1,2]}\n",
                "{\n  \"a\": { \"b\": \"c, d\" },\n\n  \"e\": [\n    1,\n    2\n  ]\n}\n",
            ),
            ("{\r\n\"a\":[ ]\r\n}", "{\r\n  \"a\": []\r\n}"),
            ("\u{feff}{\n    \"a\": \"\\\"{\"}", "\u{feff}{\n  \"a\": \"\\\"{\"\n}"),
            ("{\"a\": }", "{\"a\": }"),
            ("[]\n\n", "[]\n\n"),
            ("", ""),
        ] {
            assert_eq!(formatted(text), expected, "{text:?}");
            assert_eq!(formatted(expected), expected, "again {expected:?}");
        }
    }

    #[test]
    fn deeply_nested_text_stays_as_it_is() {
        let nested = |depth: usize| format!("{}{}", "[\n".repeat(depth), "]".repeat(depth));
        assert_ne!(formatted(&nested(MAX_DEPTH)), nested(MAX_DEPTH));
        for depth in [MAX_DEPTH + 1, 100_000] {
            assert!(formatting(&nested(depth), FormattingOptions::default()).is_empty(), "{depth}");
        }
    }
}
