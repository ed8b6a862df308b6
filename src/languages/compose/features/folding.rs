//! Folding ranges: values that span several lines, and consecutive comments.

use std::ops::Range;

use crate::languages::answers::{FoldingKind, FoldingRange};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::tree::Role;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, line_end, line_start};

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_folding_ranges(&self) -> Vec<FoldingRange> {
        let yaml = &self.tree.yaml;
        let text = self.tree.text;
        let mut found: Vec<FoldingRange> = Vec::new();
        // A single line can contain the starts of thousands of values.
        let line_ends: Vec<usize> = text.match_indices(['\n', '\r']).map(|(at, _)| at).collect();
        let line_end = |offset: usize| {
            let end = line_ends.partition_point(|end| *end < offset);
            line_ends.get(end).copied().unwrap_or(text.len())
        };
        for id in yaml.ids() {
            let node = yaml.node(id);
            if line_end(node.range.start) >= node.range.end && !matches!(self.tree.role(id), Role::Value(_)) {
                continue;
            }
            let start = match self.tree.role(id) {
                Role::Value(key) => yaml.node(key).range.start,
                Role::Item(_) | Role::Root if matches!(node.content, Content::Mapping(_) | Content::List(_)) => {
                    node.range.start
                }
                _ => continue,
            };
            if matches!(self.tree.role(id), Role::Root) {
                continue;
            }
            let header = line_end(start);
            let end = node.range.end;
            if header < end && !matches!(node.content, Content::Alias(_)) {
                found.push(FoldingRange { range: header..end, kind: FoldingKind::Syntax });
            }
        }
        found.extend(self.comment_runs().into_iter().map(|range| FoldingRange { range, kind: FoldingKind::Comment }));
        found.sort_stably_by_key(|fold| (fold.range.start, std::cmp::Reverse(fold.range.end)));
        found.dedup_by(|later, earlier| later.range.start == earlier.range.start);
        found
    }

    /// Returns groups of comments on consecutive lines that contain nothing else.
    fn comment_runs(&self) -> Vec<Range<usize>> {
        let text = self.tree.text;
        let is_alone = |comment: &Range<usize>| text[line_start(text, comment.start)..comment.start].trim().is_empty();
        let mut runs = Vec::new();
        let mut run: Option<Range<usize>> = None;
        for comment in self.tree.yaml.comments.iter().filter(|comment| is_alone(comment)) {
            match &mut run {
                Some(run) if text[run.end..comment.start].trim_matches([' ', '\t', '\r']) == "\n" => {
                    run.end = comment.end;
                }
                _ => runs.extend(run.replace(comment.clone())),
            }
        }
        runs.extend(run);
        let fold = |run: Range<usize>| line_end(text, run.start)..run.start + text[run].trim_end().len();
        runs.into_iter().filter(|run| text[run.clone()].contains('\n')).map(fold).collect()
    }
}
