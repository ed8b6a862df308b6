//! Detects templates that a template engine has to render before they are Compose files.

use crate::languages::compose::model::tree::Tree;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, Style};

/// Whether a file contains `{{`, `<%` or `@NAME@` outside of quotes, block scalars and comments.
pub fn has_template_markers(tree: &Tree) -> bool {
    let text = tree.text;
    if !["{{", "<%", "@"].iter().any(|marker| text.contains(marker)) {
        return false;
    }
    let mut verbatim: Vec<_> = tree.yaml.comments.clone();
    for id in tree.yaml.ids() {
        let node = tree.yaml.node(id);
        let is_scalar = matches!(node.content, Content::Scalar(_));
        if is_scalar && node.style != Style::Plain {
            verbatim.push(node.range.clone());
        }
    }
    verbatim.sort_stably_by_key(|range| range.start);
    let is_verbatim = |at: usize| {
        let before = verbatim.partition_point(|range| range.start <= at);
        before > 0 && at < verbatim[before - 1].end
    };
    let markers = text.match_indices("{{").chain(text.match_indices("<%")).map(|(at, _)| at);
    markers.chain(named_markers(text)).any(|at| !is_verbatim(at))
}

/// Returns the starts of all `@NAME@`.
fn named_markers(text: &str) -> impl Iterator<Item = usize> {
    let is_name = |name: &str| {
        name.starts_with(|first: char| first.is_ascii_uppercase())
            && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    let mut previous = None;
    text.match_indices('@').filter_map(move |(at, _)| {
        let start = previous.replace(at)?;
        is_name(&text[start + 1..at]).then_some(start)
    })
}
