//! Selection ranges.

use std::ops::Range;

use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::tree::Role;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        let tree = &self.tree;
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut add = |range: Range<usize>| {
            let is_larger =
                ranges.last().is_none_or(|last| range.start <= last.start && last.end <= range.end && *last != range);
            if is_larger && !range.is_empty() && range.start <= offset && offset <= range.end {
                ranges.push(range);
            }
        };
        if let Some(comment) =
            tree.yaml.comments.iter().find(|comment| comment.start <= offset && offset <= comment.end)
        {
            add(comment.clone());
        }
        let mut at = tree.node_at(offset);
        while let Some(id) = at {
            let node = tree.yaml.node(id);
            add(tree.inner_range(id));
            add(node.range.clone());
            match tree.role(id) {
                Role::Key(value) => add(tree.entry_range(id, value)),
                Role::Value(key) => add(tree.entry_range(key, id)),
                Role::Item(_) | Role::Root => {}
            }
            at = node.parent;
        }
        add(0..tree.text.len());
        ranges
    }
}
