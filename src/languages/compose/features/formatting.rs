//! Formats indentation and white space only. In block scalars, only the indentation changes.

use crate::languages::analysis::FormattingOptions;
use crate::languages::answers::Edit;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml};
use crate::languages::text::line_start;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn format(&self, options: FormattingOptions) -> Vec<Edit> {
        // YAML does not allow tabs.
        let width = options.tab_size.clamp(1, 16);
        if !self.syntax_errors.is_empty() || self.tree.text.contains(['\u{85}', '\u{2028}', '\u{2029}']) {
            return Vec::new();
        }
        let mut edits = self.indentation_edits(width);
        edits.extend(self.gap_edits());
        edits.sort_stably_by_key(|edit| edit.range.start);
        let mut formatted = String::with_capacity(self.tree.text.len());
        let mut at = 0;
        for edit in &edits {
            formatted.push_str(&self.tree.text[at..edit.range.start]);
            formatted.push_str(&edit.text);
            at = edit.range.end;
        }
        formatted.push_str(&self.tree.text[at..]);
        let (yaml, errors) = Yaml::parse(&formatted);
        if errors.is_empty() && is_equal(&self.tree.yaml, &yaml) { edits } else { Vec::new() }
    }

    fn indentation_edits(&self, width: usize) -> Vec<Edit> {
        let text = self.tree.text;
        let targets = self.line_targets(width);
        let mut edits = Vec::new();
        let mut start = 0;
        for (line, written) in text.split_inclusive('\n').enumerate() {
            let content = written.trim_end_matches(['\n', '\r']);
            let indentation = content.len() - content.trim_start_matches(' ').len();
            match targets[line] {
                Target::Verbatim => {}
                Target::Blank => {
                    if !content.is_empty() {
                        edits.push(Edit::delete(start..start + content.len()));
                    }
                }
                Target::Column { indent, keeps_end } => {
                    if indent != indentation {
                        edits.push(Edit::replace(start..start + indentation, " ".repeat(indent)));
                    }
                    let trimmed = content.trim_end_matches([' ', '\t']).len();
                    if !keeps_end && trimmed < content.len() {
                        edits.push(Edit::delete(start + trimmed..start + content.len()));
                    }
                }
            }
            start += written.len();
        }
        edits
    }

    /// Returns edits that leave a single space after the `:` of a key and the `-` of an item.
    fn gap_edits(&self) -> Vec<Edit> {
        let (yaml, text) = (&self.tree.yaml, self.tree.text);
        let mut edits = Vec::new();
        let mut collapse = |at: usize| {
            let rest = &text[at..];
            let gap = rest.len() - rest.trim_start_matches([' ', '\t']).len();
            if gap > 1 && !rest[gap..].is_empty() && !rest[gap..].starts_with(['\n', '\r', '#']) {
                edits.push(Edit::replace(at..at + gap, " "));
            }
        };
        for id in yaml.ids().filter(|id| yaml.node(*id).style == Style::Block) {
            match &yaml.node(id).content {
                Content::Mapping(entries) => {
                    for (key, _) in entries {
                        let end = yaml.node(*key).range.end;
                        if text[end..].starts_with(':') {
                            collapse(end + 1);
                        }
                    }
                }
                Content::List(items) => {
                    for item in items {
                        let start = self.item_start(*item);
                        let is_on_line = !text[start..yaml.node(*item).range.start].contains('\n');
                        if is_on_line && text[start..].starts_with('-') {
                            collapse(start + 1);
                        }
                    }
                }
                Content::Scalar(_) | Content::Alias(_) => {}
            }
        }
        edits
    }

    /// Returns the change for each line.
    fn line_targets(&self, width: usize) -> Vec<Target> {
        let text = self.tree.text;
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts = Vec::with_capacity(lines.len());
        let mut at = 0;
        for line in &lines {
            starts.push(at);
            at += line.len();
        }
        let line_of = |offset: usize| starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let indentation = |line: usize| lines[line].len() - lines[line].trim_start_matches(' ').len();
        // The new column of the first token on each line that starts with a key or an item.
        let mut columns: Vec<Option<usize>> = vec![None; lines.len()];
        self.assign_columns(width, &mut |offset, column| {
            let line = line_of(offset);
            if starts[line] + indentation(line) == offset {
                columns[line] = Some(column);
            }
        });
        let mut continued = vec![false; lines.len()];
        let mut verbatim_end = vec![false; lines.len()];
        for id in self.tree.yaml.ids() {
            let node = self.tree.yaml.node(id);
            let is_long = matches!(node.content, Content::Scalar(_)) || node.style == Style::Flow;
            let is_nested = node.parent.is_some_and(|parent| self.tree.yaml.node(parent).style == Style::Flow);
            if !is_long || is_nested && node.style == Style::Flow || node.range.is_empty() {
                continue;
            }
            let (first, last) = (line_of(node.range.start), line_of(node.range.end.saturating_sub(1)));
            let is_scalar = node.style != Style::Flow;
            continued[first..=last.max(first)].iter_mut().skip(1).for_each(|line| *line = true);
            if is_scalar && node.style != Style::Plain {
                let is_block = matches!(node.style, Style::Literal | Style::Folded);
                verbatim_end[first..last].fill(true);
                verbatim_end[first] &= !is_block;
                if is_block {
                    verbatim_end[last] = true;
                    // Empty lines at the end may be part of the scalar.
                    for line in last + 1..lines.len() {
                        if !lines[line].trim().is_empty() {
                            break;
                        }
                        continued[line] = true;
                        verbatim_end[line] = true;
                    }
                }
            }
        }
        let mut targets = vec![Target::Verbatim; lines.len()];
        // The old and the new indentation of the last line that has its own column.
        let mut base = (0, 0);
        for line in 0..lines.len() {
            let old = indentation(line);
            let is_blank = lines[line].trim().is_empty();
            targets[line] = if let Some(column) = columns[line].filter(|_| !continued[line]) {
                base = (old, column);
                Target::Column { indent: column, keeps_end: verbatim_end[line] }
            } else if continued[line] {
                let indent = if is_blank { old } else { (old + base.1).saturating_sub(base.0) };
                // A line that is indented less than its key is not changed.
                let indent = if old < base.0 { old } else { indent };
                if is_blank && verbatim_end[line] {
                    Target::Verbatim
                } else {
                    Target::Column { indent, keeps_end: verbatim_end[line] }
                }
            } else if is_blank {
                Target::Blank
            } else {
                Target::Verbatim
            };
        }
        Self::indent_comments(&lines, &continued, &mut targets);
        targets
    }

    /// Indents comments like the following line, or like the previous line if the following line is less deeply
    /// indented.
    fn indent_comments(lines: &[&str], continued: &[bool], targets: &mut [Target]) {
        let mut following: Option<(usize, usize)> = None;
        for line in (0..lines.len()).rev() {
            let old = lines[line].len() - lines[line].trim_start_matches(' ').len();
            let is_comment = lines[line].trim_start_matches(' ').starts_with('#') && !continued[line];
            if is_comment {
                let indent = following.map_or(old, |(_, new)| new);
                let is_deeper = following.is_none_or(|(before, _)| old > before);
                let indent =
                    if is_deeper { Self::column_before(lines, targets, line, old).unwrap_or(indent) } else { indent };
                targets[line] = Target::Column { indent, keeps_end: false };
            } else if let Target::Column { indent, .. } = targets[line]
                && !continued[line]
            {
                following = Some((old, indent));
            }
        }
    }

    /// Maps an old column to the new one, based on the nearest earlier line that was not indented more deeply.
    fn column_before(lines: &[&str], targets: &[Target], line: usize, column: usize) -> Option<usize> {
        for earlier in (0..line).rev().take(2_000) {
            let old = lines[earlier].len() - lines[earlier].trim_start_matches(' ').len();
            let is_comment = lines[earlier].trim_start_matches(' ').starts_with('#');
            if let Target::Column { indent, .. } = targets[earlier]
                && !is_comment
                && old <= column
            {
                return Some(if old == column { indent } else { indent + (column - old) });
            }
        }
        None
    }

    /// Calls `assign` with the offset and the new column of each key and item of block collections.
    fn assign_columns(&self, width: usize, assign: &mut impl FnMut(usize, usize)) {
        let yaml = &self.tree.yaml;
        let mut waiting: Vec<(NodeId, usize)> = yaml.documents.iter().map(|document| (*document, 0)).collect();
        while let Some((id, column)) = waiting.pop() {
            let node = yaml.node(id);
            if node.style != Style::Block {
                continue;
            }
            match &node.content {
                Content::Mapping(entries) => {
                    for (key, value) in entries {
                        assign(self.entry_start(*key), column);
                        let is_list = matches!(yaml.node(*value).content, Content::List(_));
                        let is_indentless = is_list && self.is_indentless(*key, *value);
                        waiting.push((*value, if is_indentless { column } else { column + width }));
                    }
                }
                Content::List(items) => {
                    for item in items {
                        assign(self.item_start(*item), column);
                        // After `- `, the rest of the line starts two columns further to the right.
                        waiting.push((*item, column + 2));
                    }
                }
                Content::Scalar(_) | Content::Alias(_) => {}
            }
        }
    }

    /// Returns the start of an entry, including its anchor or tag.
    fn entry_start(&self, key: NodeId) -> usize {
        let start = self.tree.yaml.node(key).range.start;
        let line = line_start(self.tree.text, start);
        let before = &self.tree.text[line..start];
        let first = line + before.len() - before.trim_start_matches(' ').len();
        if self.tree.text[first..start].starts_with(['&', '!']) { first } else { start }
    }

    /// Returns the offset of the `-` of an item.
    fn item_start(&self, item: NodeId) -> usize {
        let start = self.tree.yaml.node(item).range.start;
        let before = &self.tree.text[..start];
        let is_entry = |at: usize| before[at + 1..].starts_with([' ', '\t', '\n', '\r']) || at + 1 == before.len();
        before.rmatch_indices('-').map(|(at, _)| at).find(|at| is_entry(*at)).unwrap_or(start)
    }

    fn is_indentless(&self, key: NodeId, list: NodeId) -> bool {
        let column = |offset: usize| offset - line_start(self.tree.text, offset);
        column(self.tree.yaml.node(list).range.start) == column(self.entry_start(key))
    }
}

/// The change for a line.
#[derive(Clone, Copy)]
enum Target {
    Verbatim,
    /// The line contains only white space.
    Blank,
    Column {
        indent: usize,
        /// Whether white space at the end may have a meaning.
        keeps_end: bool,
    },
}

/// Whether two texts have equal values.
fn is_equal(one: &Yaml, other: &Yaml) -> bool {
    let is_same_node = |id: NodeId| {
        let has_same_tag = one.tag(id).map(|tag| tag.0) == other.tag(id).map(|tag| tag.0);
        let (one, other) = (one.node(id), other.node(id));
        has_same_tag
            && one.style == other.style
            && match (&one.content, &other.content) {
                (Content::Scalar(text), Content::Scalar(other)) => text == other,
                (Content::List(items), Content::List(others)) => items == others,
                (Content::Mapping(entries), Content::Mapping(others)) => entries == others,
                (Content::Alias(target), Content::Alias(other)) => target == other,
                _ => false,
            }
    };
    one.node_count() == other.node_count() && one.comments.len() == other.comments.len() && one.ids().all(is_same_node)
}
