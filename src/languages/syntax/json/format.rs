//! Formatting of JSON: white space between tokens. What is on one line stays there; arrays and objects over several lines
//! have one element a line.

use std::ops::Range;

use super::Json;
use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::Edit;

/// Columns of one level.
const MAX_INDENT: usize = 16;

/// Open arrays and objects up to which a text is laid out: every level indents each of its lines further.
const MAX_DEPTH: usize = 64;

/// The edits that lay out a text. There are none if it does not parse, or if it is nested too deeply.
pub fn formatting(text: &str, options: FormattingOptions) -> Vec<Edit> {
    if Json::parse(text).error().is_some() {
        return Vec::new();
    }
    let tokens = tokens(text);
    if depth(text, &tokens) > MAX_DEPTH {
        return Vec::new();
    }
    let unit = if options.insert_spaces { " ".repeat(options.tab_size.min(MAX_INDENT)) } else { "\t".to_owned() };
    let layout = Layout { line_end: if text.contains("\r\n") { "\r\n" } else { "\n" }, unit };
    let are_long = long_containers(text, &tokens);
    let mut edits = Vec::new();
    // Whether each open array or object takes several lines.
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
    /// The white space between two tokens, given by their first bytes. `open` holds the arrays and objects around it.
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

/// The tokens of a valid text.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut tokens = Vec::new();
    let mut at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    while at < bytes.len() {
        let start = at;
        match bytes[at] {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            b'{' | b'}' | b'[' | b']' | b',' | b':' => at += 1,
            b'"' => {
                at += 1;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at = (at + 1).min(bytes.len());
            }
            _ => {
                let is_end = |byte: &u8| b" \t\n\r{}[],:\"".contains(byte);
                at = bytes[at..].iter().position(is_end).map_or(bytes.len(), |length| at + length);
            }
        }
        tokens.push(start..at);
    }
    tokens
}

/// The most arrays and objects that are open at once in a valid text.
fn depth(text: &str, tokens: &[Range<usize>]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for token in tokens {
        match text.as_bytes()[token.start] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Whether each token opens an array or object that takes several lines.
fn long_containers(text: &str, tokens: &[Range<usize>]) -> Vec<bool> {
    let mut are_long = vec![false; tokens.len()];
    let mut open: Vec<usize> = Vec::new();
    let mut lines = 0;
    let mut lines_before = vec![0; tokens.len()];
    let mut end = 0;
    for (index, token) in tokens.iter().enumerate() {
        lines += memchr::memchr_iter(b'\n', &text.as_bytes()[end..token.start]).count();
        end = token.end;
        lines_before[index] = lines;
        match text.as_bytes()[token.start] {
            b'{' | b'[' => open.push(index),
            b'}' | b']' => {
                if let Some(start) = open.pop() {
                    are_long[start] = lines_before[start] < lines;
                }
            }
            _ => {}
        }
    }
    are_long
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
