//! Selection ranges, and linked editing ranges.

use std::ops::Range;

use super::File;
use super::token::{Span, TokenKind};
use super::tokens::tokens;
use super::tree::{NodeKind, Tree};
use crate::languages::text::touches;

impl File<'_> {
    /// The ranges around an offset, the smallest first: values, arguments, the content of blocks, blocks, the file.
    pub fn selection_ranges(&self, offset: usize) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = vec![self.tree.node(Tree::root()).span.range()];
        let mut id = Tree::root();
        while let Some(child) = self.innermost_child(id, offset) {
            let node = self.tree.node(child);
            let range = node.span.range();
            ranges.push(range.clone());
            ranges.extend(self.content(node.kind, range).filter(|content| touches(content, offset)));
            id = child;
        }
        ranges.reverse();
        ranges.dedup();
        // In invalid text, ranges may not contain each other.
        let mut largest: Option<Range<usize>> = None;
        ranges.retain(|range| {
            let grows = largest.as_ref().is_none_or(|last| range.start <= last.start && last.end <= range.end);
            if grows {
                largest = Some(range.clone());
            }
            grows
        });
        ranges
    }

    /// The child at an offset. If two children meet there, the second one, unless it is empty.
    fn innermost_child(&self, of: super::tree::Id, offset: usize) -> Option<super::tree::Id> {
        let at = |span: Span| span.touches(offset);
        let children = self.tree.children(of).filter(|child| at(self.tree.node(*child).span));
        children.max_by_key(|child| {
            let span = self.tree.node(*child).span;
            (span.end > span.start, span.start)
        })
    }

    /// The range between the brackets or quotes of a node.
    fn content(&self, kind: NodeKind, range: Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let text = &self.text[range.clone()];
        let is_enclosed = match kind {
            NodeKind::Body => text.starts_with('{') && text.ends_with('}'),
            NodeKind::Template | NodeKind::Label => text.starts_with('"') && text.ends_with('"'),
            NodeKind::Object | NodeKind::Tuple | NodeKind::Parentheses => true,
            _ => false,
        };
        let content = (is_enclosed && text.len() >= 2).then(|| range.start + 1..range.end - 1);
        content.filter(|content| self.text.is_char_boundary(content.end)).into_iter()
    }
}

/// The two markers of the heredoc whose start or end is at an offset. They must be equal.
pub fn linked_ranges(text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut open: Vec<Range<usize>> = Vec::new();
    for (kind, range) in tokens(text) {
        match kind {
            TokenKind::OpenHeredoc => open.push(marker(text, range)),
            TokenKind::CloseHeredoc => {
                let Some(opening) = open.pop() else { continue };
                let closing = marker(text, range);
                if touches(&opening, offset) || touches(&closing, offset) {
                    let is_same = text[opening.clone()] == text[closing.clone()] && !opening.is_empty();
                    return if is_same { vec![opening, closing] } else { Vec::new() };
                }
            }
            _ => {}
        }
    }
    Vec::new()
}

/// The range of the marker without `<<`, `-` and white space.
fn marker(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text[range.clone()].trim_end();
    let word = rest.trim_start_matches(['<', '-', ' ', '\t']);
    range.start + rest.len() - word.len()..range.start + rest.len()
}

#[cfg(test)]
mod tests {
    use super::super::File;
    use super::linked_ranges;

    #[test]
    fn a_selection_grows_from_a_word_to_the_file() {
        let text = "a \"b\" {\n  c = [d.e, \"f\"]\n}\n";
        let selected = |word: &str| {
            let file = File::parse(text);
            let at = text.find(word).unwrap_or(0);
            file.selection_ranges(at).into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(
            selected("d.e"),
            [
                "d",
                "d.e",
                "d.e, \"f\"",
                "[d.e, \"f\"]",
                "c = [d.e, \"f\"]",
                "\n  c = [d.e, \"f\"]\n",
                "{\n  c = [d.e, \"f\"]\n}",
                &text[..text.len() - 1],
                text
            ]
        );
        assert_eq!(selected("f\"")[..2], ["f", "\"f\""]);
    }

    #[test]
    fn the_markers_of_a_heredoc_are_linked() {
        let text = "a = <<-EOT\n  x\n  EOT\nb = 1\n";
        let linked: Vec<_> = linked_ranges(text, 8).into_iter().map(|range| &text[range]).collect();
        assert_eq!(linked, ["EOT", "EOT"]);
        assert_eq!(linked_ranges(text, 12).len(), 0);
        assert_eq!(linked_ranges(text, 18).len(), 2);
    }
}
