//! Folding ranges: brackets, heredocs and comments that span several lines.

use std::ops::Range;

use super::token::TokenKind;
use super::tokens::tokens;
use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::sort::SortStably;

/// The maximum number of open brackets that are searched for the one that matches a closing bracket.
const MAX_UNCLOSED: usize = 50;

/// Returns the folding ranges in document order. The line with a closing bracket stays visible.
pub fn folding_ranges(text: &str) -> Vec<FoldingRange> {
    let mut ranges = Vec::new();
    let newlines: Vec<usize> = memchr::memchr_iter(b'\n', text.as_bytes()).collect();
    let mut open: Vec<(TokenKind, usize)> = Vec::new();
    let mut comments: Option<Range<usize>> = None;
    for (kind, range) in tokens(text) {
        match kind {
            TokenKind::Comment => {
                let line = newlines.partition_point(|at| *at < range.start).checked_sub(1).map_or(0, |at| newlines[at]);
                let is_own_line = text[line..range.start].trim().is_empty();
                let content = range.start..range.start + text[range.clone()].trim_end().len();
                if !is_own_line {
                    continue;
                }
                match &mut comments {
                    Some(run) if text[run.end..range.start].matches('\n').count() <= 1 => run.end = content.end,
                    _ => {
                        push_comments(text, comments.replace(content), &mut ranges);
                    }
                }
                continue;
            }
            TokenKind::Newline => continue,
            TokenKind::OpenBrace | TokenKind::OpenBracket | TokenKind::OpenParenthesis | TokenKind::OpenHeredoc => {
                open.push((
                    kind,
                    if kind == TokenKind::OpenHeredoc { range.end - line_end(text, &range) } else { range.end },
                ));
            }
            _ => {
                let nearest = &open[open.len().saturating_sub(MAX_UNCLOSED)..];
                let found = kind.opener().and_then(|opener| nearest.iter().rposition(|(other, _)| *other == opener));
                if let Some(found) = found {
                    let index = open.len() - nearest.len() + found;
                    let start = open[index].1;
                    open.truncate(index);
                    push(text, &newlines, start..range.start, &mut ranges);
                }
            }
        }
        push_comments(text, comments.take(), &mut ranges);
    }
    push_comments(text, comments, &mut ranges);
    ranges.sort_stably_by_key(|folding| (folding.range.start, std::cmp::Reverse(folding.range.end)));
    ranges
}

/// The length of the line ending at the end of a heredoc marker's token.
fn line_end(text: &str, range: &Range<usize>) -> usize {
    range.len() - text[range.clone()].trim_end_matches(['\r', '\n']).len()
}

/// Adds the range within brackets, up to the end of the line before the closing bracket. `newlines` are the offsets of
/// all line ends.
fn push(text: &str, newlines: &[usize], within: Range<usize>, ranges: &mut Vec<FoldingRange>) {
    let lines = newlines.partition_point(|at| *at < within.start)..newlines.partition_point(|at| *at < within.end);
    if lines.len() > 1 {
        let line_end = newlines[lines.end - 1];
        let end = line_end - usize::from(text[..line_end].ends_with('\r'));
        ranges.push(FoldingRange { range: within.start..end, kind: FoldingKind::Syntax });
    }
}

fn push_comments(text: &str, comments: Option<Range<usize>>, ranges: &mut Vec<FoldingRange>) {
    let Some(comments) = comments else { return };
    if let Some(first) = text[comments.clone()].find('\n') {
        let start = comments.start + text[comments.start..comments.start + first].trim_end().len();
        ranges.push(FoldingRange { range: start..comments.end, kind: FoldingKind::Comment });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_heredocs_and_comments_over_several_lines_can_be_collapsed() {
        let text = "# a\n# b\ntarget \"a\" {\n  tags = [\n    1,\n  ]\n  x = <<E\nb\nE\n  y = [1]\n} # c\n\n# d\n";
        let folded: Vec<_> = folding_ranges(text).into_iter().map(|folding| &text[folding.range]).collect();
        let block = "\n  tags = [\n    1,\n  ]\n  x = <<E\nb\nE\n  y = [1]";
        assert_eq!(folded, ["\n# b", block, "\n    1,", "\nb"]);
    }
}
