//! Folding ranges: stages, multi-line instructions, heredocs, groups of comments, and regions.

use std::ops::Range;

use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::dockerfile::syntax::instruction::{Dockerfile, Keyword};
use crate::languages::sort::SortStably;

pub fn folding_ranges(file: &Dockerfile) -> Vec<FoldingRange> {
    let text = file.text;
    let mut found = Vec::new();
    let mut add = |range: Range<usize>, kind| {
        if text.get(range.clone()).is_some_and(|folded| folded.contains('\n')) {
            found.push(FoldingRange { range, kind });
        }
    };
    let line_end = |at: usize| {
        let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length);
        at + text[at..end].trim_end_matches('\r').len()
    };
    let froms: Vec<usize> =
        (0..file.instructions.len()).filter(|index| file.instructions[*index].keyword == Keyword::From).collect();
    // A single stage would be the entire file.
    if froms.len() > 1 {
        for (number, from) in froms.iter().enumerate() {
            let next = froms.get(number + 1).copied().unwrap_or(file.instructions.len());
            let last = file.instructions[*from..next].last();
            let end = last.map_or(0, |instruction| instruction.range().end);
            add(line_end(file.instructions[*from].range().start)..end, FoldingKind::Syntax);
        }
    }
    for instruction in &file.instructions {
        let start = line_end(instruction.range().start);
        let is_from = instruction.keyword == Keyword::From && froms.len() > 1;
        // A line with only an escape character is not an instruction.
        if !is_from && !instruction.keyword_range().is_empty() {
            add(start..instruction.range().end, FoldingKind::Syntax);
        }
        for heredoc in instruction.heredocs() {
            let opening = heredoc.content.start.saturating_sub(1);
            let opening = text[..opening].trim_end_matches('\r').len();
            if opening > start {
                let end = heredoc.content.end.min(instruction.range().end);
                add(opening..line_end(end).min(instruction.range().end), FoldingKind::Syntax);
            }
        }
    }
    comment_runs(file, &mut found);
    regions(file, &mut found);
    found.sort_stably_by_key(|folding| (folding.range.start, std::cmp::Reverse(folding.range.end)));
    found.dedup_by_key(|folding| folding.range.clone());
    found
}

/// Adds groups of two or more consecutive comment lines. Directives are not comments.
fn comment_runs(file: &Dockerfile, found: &mut Vec<FoldingRange>) {
    let text = file.text;
    let after_directives = file.directives.last().map_or(0, |directive| directive.range.end);
    let mut run: Option<(usize, usize, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\r', '\n']);
        let end = at + content.len();
        if content.trim_start().starts_with('#') && end > after_directives {
            run = Some(run.map_or((end, end, 1), |(start, _, count)| (start, end, count + 1)));
        } else if let Some((start, end, count)) = run.take()
            && count > 1
        {
            found.push(FoldingRange { range: start..end, kind: FoldingKind::Comment });
        }
        at += line.len();
    }
    if let Some((start, end, count)) = run
        && count > 1
    {
        found.push(FoldingRange { range: start..end, kind: FoldingKind::Comment });
    }
}

/// Adds the regions from `# region` to `# endregion`.
fn regions(file: &Dockerfile, found: &mut Vec<FoldingRange>) {
    let mut open = Vec::new();
    for comment in &file.comments {
        let text = file.text[comment.clone()].trim_start_matches('#').trim_start();
        if text.starts_with("region") {
            open.push(comment.end);
        } else if text.starts_with("endregion")
            && let Some(start) = open.pop()
        {
            found.push(FoldingRange { range: start..comment.end, kind: FoldingKind::Region });
        }
    }
}
