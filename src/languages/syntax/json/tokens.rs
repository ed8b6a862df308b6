//! The strings and brackets of valid or invalid JSON, found in a single scan.

use std::ops::Range;

use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::sort::SortStably;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    String,
    /// A number, `true`, `false` or `null`, or any other word.
    Word,
    /// A bracket, colon or comma.
    Punctuation(u8),
}

/// The tokens of a text. An unterminated string ends at the end of its line.
pub fn tokens(text: &str) -> impl Iterator<Item = (Kind, Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let start = at;
        let kind = match *bytes.get(at)? {
            b'"' => {
                at = string_end(bytes, at + 1);
                at += usize::from(bytes.get(at) == Some(&b'"'));
                Kind::String
            }
            byte if b"{}[]:,".contains(&byte) => {
                at += 1;
                Kind::Punctuation(byte)
            }
            _ => {
                while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !b"{}[]:,\"".contains(byte)) {
                    at += 1;
                }
                Kind::Word
            }
        };
        while !text.is_char_boundary(at) {
            at += 1;
        }
        Some((kind, start..at))
    })
}

/// Returns the end of a string's content, which is before the closing quote or at the end of the line.
pub fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' | b'\n' | b'\r' => break,
            b'\\' => at += 1,
            _ => {}
        }
        at += 1;
    }
    at.min(bytes.len())
}

/// The objects and arrays that span several lines. The line with the closing bracket stays visible.
pub fn folding_ranges(text: &str) -> Vec<FoldingRange> {
    let mut ranges = Vec::new();
    let line_feeds: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    let mut open = Vec::new();
    for (kind, range) in tokens(text) {
        match kind {
            Kind::Punctuation(b'{' | b'[') => open.push(range.end),
            Kind::Punctuation(b'}' | b']') => {
                let Some(start) = open.pop() else { continue };
                let first = line_feeds.partition_point(|feed| *feed < start);
                let count = line_feeds.partition_point(|feed| *feed < range.start) - first;
                // The last line feed ends the range.
                if count > 1 {
                    let line_end = line_feeds[first + count - 1];
                    let end = start + text[start..line_end].trim_end_matches('\r').len();
                    ranges.push(FoldingRange { range: start..end, kind: FoldingKind::Syntax });
                }
            }
            _ => {}
        }
    }
    ranges.sort_stably_by_key(|folding| (folding.range.start, std::cmp::Reverse(folding.range.end)));
    ranges
}
