//! Completes keys, values, names, files and variables.
//!
//! Within a scalar, the tree of the file is used. Elsewhere, a marker is inserted at the cursor, and the text is parsed
//! with it in tolerant mode. In this way, an incomplete line has a node in the tree like any other line.

mod builds;
mod environment;
mod images;
mod keys;
mod labels;
mod paths;
mod service_names;
mod siblings;
mod snippets;
mod values;
mod words;

pub use values::host_query;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use crate::languages::answers::{Completion, CompletionKind, Completions};
use crate::languages::compose::model::merged::is_merge_key;
use crate::languages::compose::model::tree::{Role, Tree};
use crate::languages::compose::reference::phrases::PHRASES;
use crate::languages::compose::values::interpolation::closing_brace;
use crate::languages::compose::{ComposeAnalysis, is_file_name};
use crate::languages::predicted_completions::add_predicted_words;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Style, Yaml, line_end, line_start};
use crate::languages::text::{WordSources, touches};

/// The marker, which is a character that does not occur in Compose files.
const MARK: char = '\u{e000}';

/// The maximum number of items in a response.
const MAX_ITEMS: usize = 200;

/// The maximum number of files in the folder whose words are offered.
const MAX_RELATED_FILES: usize = 4;

/// The position that is completed.
struct Cursor<'c> {
    /// The tree of the file, or of its text with the marker.
    tree: &'c Tree<'c>,
    node: NodeId,
    /// The text of the node before the cursor.
    before: &'c str,
    offset: usize,
    /// The length of the marker, or 0 if the text has none.
    mark_len: usize,
    /// The part of the line after the cursor.
    rest: &'c str,
}

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn complete(&self, offset: usize) -> Completions {
        let text = self.tree.text;
        if !text.is_char_boundary(offset) || self.is_in_comment(offset) {
            return Completions::default();
        }
        let aliases = self.complete_alias(offset);
        if !aliases.items.is_empty() {
            return aliases;
        }
        let (before, rest) = (&text[line_start(text, offset)..offset], &text[offset..]);
        let is_before_dash = rest.strip_prefix('-').is_some_and(|rest| rest.starts_with([' ', '\n', '\r']));
        if is_before_dash && before.trim_start_matches(' ').is_empty() {
            return Completions::default();
        }
        if starts_item(before) && (rest.is_empty() || rest.starts_with([' ', '\n', '\r'])) {
            return self.complete_after_dash(offset);
        }
        self.complete_with(offset, "")
    }

    /// Completes directly after the dash of a list item. The inserted text starts with the missing space.
    fn complete_after_dash(&self, offset: usize) -> Completions {
        let text = self.tree.text;
        if !text[offset..line_end(text, offset)].trim().is_empty() {
            return Completions::default();
        }
        let mut completions = self.complete_with(offset, " ");
        for item in &mut completions.items {
            item.filter_text.get_or_insert_with(|| item.label.clone());
            item.text.insert(0, ' ');
            item.insert_range = offset..offset;
            item.replace_range = offset..offset;
        }
        completions
    }

    /// Completes as if there were additional spaces before the cursor. The ranges of the items refer to the text with
    /// these spaces.
    fn complete_with(&self, offset: usize, spaces: &str) -> Completions {
        let text = self.tree.text;
        let rest = &text[offset..line_end(text, offset)];
        if spaces.is_empty()
            && let Some(node) = self.editable_scalar(offset)
        {
            let before = text.get(self.tree.inner_range(node).start..offset).unwrap_or_default();
            return self.complete_scalar(&Cursor { tree: &self.tree, node, before, offset, mark_len: 0, rest });
        }
        let marked = format!("{}{spaces}{MARK}{}", &text[..offset], &text[offset..]);
        let offset = offset + spaces.len();
        let tree = Tree::new(&marked, Yaml::nodes_of(&marked));
        let Some(node) = tree.node_at(offset) else { return Completions::default() };
        let Content::Scalar(_) = &tree.yaml.node(node).content else { return Completions::default() };
        if !marked[tree.yaml.node(node).range.clone()].contains(MARK) {
            return Completions::default();
        }
        let before = marked.get(tree.inner_range(node).start..offset).unwrap_or_default();
        let cursor = Cursor { tree: &tree, node, before, offset, mark_len: MARK.len_utf8(), rest };
        let is_item = matches!(tree.role(node), Role::Item(_)) && !cursor.is_in_flow();
        if !spaces.is_empty() && !is_item {
            return Completions::default();
        }
        self.complete_scalar(&cursor)
    }

    /// Returns the scalar at an offset if it is certain that characters can be inserted there without changing the
    /// structure of the file.
    fn editable_scalar(&self, offset: usize) -> Option<NodeId> {
        let tree = &self.tree;
        let id = tree.node_at(offset)?;
        let node = tree.yaml.node(id);
        let Content::Scalar(_) = node.content else { return None };
        let inner = tree.inner_range(id);
        let written = tree.text.get(inner.clone())?;
        let is_closed = inner.end < node.range.end;
        let is_simple = match node.style {
            Style::Plain => node.range.start < offset && written != "<<",
            Style::SingleQuoted => is_closed && !written.contains('\''),
            Style::DoubleQuoted => is_closed && !written.contains(['"', '\\']),
            Style::Literal | Style::Folded | Style::Block | Style::Flow => false,
        };
        let is_on_line = !written.contains(['\n', '\r']);
        (is_simple && is_on_line && node.parent.is_some() && touches(&inner, offset)).then_some(id)
    }

    /// Completes the scalar at the cursor.
    fn complete_scalar(&self, cursor: &Cursor) -> Completions {
        let (tree, node, offset) = (cursor.tree, cursor.node, cursor.offset);
        let mut items = if let Some(items) = self.complete_variable(cursor) {
            items
        } else if matches!(tree.yaml.node(node).style, Style::Literal | Style::Folded) {
            self.complete_words(cursor, &tree.place(node))
        } else {
            self.complete_node(cursor)
        };
        // Items that match the typed text come first. The editor filters the others.
        items.sort_stably_by_key(|item| {
            let name = item.filter_text.as_deref().unwrap_or(&item.label);
            !matches(name, tree.text.get(item.insert_range.clone()).unwrap_or_default())
        });
        // The replaced range must not span several lines.
        items.retain(|item| !tree.text.get(item.insert_range.start..offset).is_some_and(|typed| typed.contains('\n')));
        let mut seen = HashSet::new();
        items.retain(|item| seen.insert((item.text.clone(), item.insert_range.start)));
        // The word `NAME` inserts less than `NAME=`.
        let assigned: HashSet<String> =
            items.iter().filter_map(|item| item.label.strip_suffix('=')).map(str::to_owned).collect();
        items.retain(|item| item.text != item.label || !assigned.contains(&item.label));
        if !cursor.before.is_empty()
            && let Some(candidates) = words::free_words(cursor)
        {
            let others = self.related_texts();
            let others: Vec<&str> = others.iter().map(|text| &**text).collect();
            let sources = WordSources { text: self.tree.text, others: &others, phrases: PHRASES, candidates };
            add_predicted_words(&mut items, &sources, offset);
            let present = cursor.other_keys();
            items.retain(|item| !present.contains(item.label.as_str()));
        }
        let is_incomplete = items.len() > MAX_ITEMS;
        items.truncate(MAX_ITEMS);
        Completions { items, is_incomplete }
    }

    /// Returns the texts of the other files of the application, and of other Compose files in the folder.
    fn related_texts(&self) -> Vec<Arc<str>> {
        let project = &self.project().files;
        let is_other = |name: &String| *name != self.source.file_name && !project.iter().any(|file| file.path == *name);
        let mut names = self.source.files.entries();
        names.retain(|name| is_file_name(name) && is_other(name));
        names.sort_unstable();
        let beside = names.iter().take(MAX_RELATED_FILES).filter_map(|name| self.source.files.read(name));
        project.iter().map(|file| Arc::clone(&file.facts.text)).chain(beside).collect()
    }

    fn is_in_comment(&self, offset: usize) -> bool {
        self.tree.yaml.comments.iter().any(|comment| comment.start < offset && offset <= comment.end)
    }

    /// Completes names of anchors after `*`.
    fn complete_alias(&self, offset: usize) -> Completions {
        let text = self.tree.text;
        let line = &text[line_start(text, offset)..offset];
        let Some(star) = line.rfind('*') else { return Completions::default() };
        let typed = &line[star + 1..];
        let before = line[..star].trim_end();
        let is_value = before.is_empty() || before.ends_with([':', '-', ',', '[', '{']);
        if !is_value || typed.contains(' ') {
            return Completions::default();
        }
        let range = offset - typed.len()..offset;
        let anchors = self.tree.yaml.anchors.iter().take_while(|anchor| anchor.name.start < offset);
        let names = anchors.filter_map(|anchor| text.get(anchor.name.clone())).filter(|name| name.starts_with(typed));
        let items =
            names.map(|name| item(name, name, CompletionKind::Reference, range.clone(), range.clone())).collect();
        Completions { items, is_incomplete: false }
    }

    fn complete_node(&self, cursor: &Cursor) -> Vec<Completion> {
        let tree = cursor.tree;
        // A quoted string can be a key, but it cannot become a mapping.
        let is_quoted = cursor.is_quoted();
        match tree.role(cursor.node) {
            Role::Key(_) => match tree.yaml.node(cursor.node).parent {
                Some(mapping) => self.complete_keys(cursor, mapping),
                None => Vec::new(),
            },
            Role::Root if is_quoted => Vec::new(),
            Role::Root => self.complete_keys_of(cursor, Some(&crate::languages::compose::reference::FILE), &[], &[]),
            Role::Value(key) if is_merge_key(&tree.yaml, key) => complete_merged(cursor),
            Role::Item(_) if tree.is_merged_item(cursor.node) => complete_merged(cursor),
            Role::Value(key) => {
                let key_end = tree.yaml.node(key).range.end;
                let is_on_line = !tree.text[key_end..cursor.offset].contains('\n');
                if is_on_line {
                    return self.complete_value(cursor, cursor.node);
                }
                // The value starts on a separate line, so it can become a mapping or a list.
                let starts_here = !tree.text[tree.yaml.node(cursor.node).range.start..cursor.offset].contains('\n');
                if !starts_here || is_quoted {
                    return Vec::new();
                }
                let names = tree.place(cursor.node);
                let mut items = self.complete_keys_of(cursor, tree.schema(cursor.node), &names, &[]);
                let mut new_items = self.complete_new_items(cursor, cursor.node);
                // The same name can be a key of a mapping and an item of a list.
                let keys: HashSet<String> = items.iter().map(|item| item.label.clone()).collect();
                let in_both = |item: &&mut Completion| keys.contains(&item.label) && item.detail.is_none();
                let listed: HashSet<String> = new_items.iter().map(|item| item.label.clone()).collect();
                new_items.iter_mut().filter(in_both).for_each(|item| item.detail = Some("list item".to_owned()));
                let is_listed = |item: &&mut Completion| listed.contains(&item.label) && item.detail.is_none();
                items.iter_mut().filter(is_listed).for_each(|item| item.detail = Some("key".to_owned()));
                let has_pairs = matches!(names[..], [.., "environment" | "labels" | "args"]);
                if !has_pairs || items.is_empty() {
                    items.extend(new_items);
                } else if names.last().is_some_and(|key| cursor.writes_lists(key)) && !new_items.is_empty() {
                    items = new_items;
                }
                items
            }
            Role::Item(_) => {
                let mut items = self.complete_value(cursor, cursor.node);
                if !is_quoted {
                    let names = tree.place(cursor.node);
                    items.extend(self.complete_keys_of(cursor, tree.schema(cursor.node), &names, &[]));
                }
                items
            }
        }
    }
}

impl Cursor<'_> {
    /// Whether an anchor before the cursor has a value that can be merged into a mapping.
    fn has_anchors(&self) -> bool {
        self.merged_anchors().next().is_some()
    }

    /// Returns the names of the anchors before the cursor that have a mapping as their value, the nearest first.
    fn merged_anchors(&self) -> impl Iterator<Item = &str> {
        let yaml = &self.tree.yaml;
        let end = yaml.anchors.partition_point(|anchor| anchor.name.start < self.offset);
        let parents: HashSet<NodeId> = std::iter::successors(Some(self.node), |id| yaml.node(*id).parent).collect();
        // A value cannot contain itself.
        let anchors = yaml.anchors[..end].iter().rev().filter(move |anchor| !parents.contains(&anchor.node));
        let anchors = anchors.filter(|anchor| matches!(yaml.node(anchor.node).content, Content::Mapping(_)));
        let mut seen = HashSet::new();
        let names = anchors.filter_map(|anchor| self.tree.text.get(anchor.name.clone()));
        names.filter(move |name| seen.insert(*name)).take(MAX_ITEMS)
    }

    /// Whether the node is a quoted string or a block scalar.
    fn is_quoted(&self) -> bool {
        self.tree.yaml.node(self.node).style != Style::Plain
    }

    /// Returns the other keys of the mapping whose key is at the cursor.
    fn other_keys(&self) -> HashSet<&str> {
        let yaml = &self.tree.yaml;
        let is_key = matches!(self.tree.role(self.node), Role::Key(_));
        let mapping = yaml.node(self.node).parent.filter(|_| is_key);
        let entries = mapping.map(|mapping| yaml.entries(mapping)).unwrap_or_default().iter();
        entries.filter(|(key, _)| *key != self.node).filter_map(|(key, _)| yaml.text(*key)).collect()
    }

    /// Whether the node is an entry or an item of a flow collection.
    fn is_in_flow(&self) -> bool {
        let yaml = &self.tree.yaml;
        yaml.node(self.node).parent.is_some_and(|parent| yaml.node(parent).style == Style::Flow)
    }

    /// Whether the file has lists of `NAME=value` rather than mappings as values of a key.
    fn writes_lists(&self, key: &str) -> bool {
        self.values_of(key).any(|value| !self.tree.yaml.items(value).is_empty())
    }

    /// Returns the values of a key, anywhere in the file.
    fn values_of(&self, key: &str) -> impl Iterator<Item = NodeId> {
        let tree = self.tree;
        tree.yaml.ids().filter(move |id| matches!(tree.role(*id), Role::Value(of) if tree.yaml.text(of) == Some(key)))
    }

    /// Returns where the values of a key start. Like those of declarations, these offsets do not count the marker.
    fn value_starts(&self, key: &str) -> impl Iterator<Item = usize> {
        let starts = self.values_of(key).map(|id| self.tree.yaml.node(id).range.start);
        starts.map(|at| if at > self.offset { at - self.mark_len } else { at })
    }

    /// Returns the names and values of a mapping, or of a list of `NAME=value`, except those at the cursor.
    fn pairs(&self, id: NodeId) -> impl Iterator<Item = (&str, &str)> {
        let yaml = &self.tree.yaml;
        let text = |id: NodeId| yaml.text(id).unwrap_or_default();
        let entries = yaml.entries(id).iter().filter(|(key, value)| ![*key, *value].contains(&self.node));
        let items = yaml.items(id).iter().filter(|item| **item != self.node);
        let split = move |item: &NodeId| text(*item).split_once('=').unwrap_or((text(*item), ""));
        entries.map(move |(key, value)| (text(*key), text(*value))).chain(items.map(split))
    }

    /// Returns the word before the cursor and its range. The word consists of characters that pass the test, and does
    /// not include quotes.
    fn word(&self, is_part: impl Fn(char) -> bool) -> (&str, Range<usize>) {
        let start = self
            .before
            .rfind(|character: char| !is_part(character))
            .map_or(0, |at| at + self.before[at..].chars().next().map_or(0, char::len_utf8));
        let word = &self.before[start..];
        (word, self.offset - word.len()..self.offset)
    }

    /// Returns the end of the word after the cursor.
    fn word_end(&self, is_part: impl Fn(char) -> bool) -> usize {
        self.offset + self.rest.find(|character: char| !is_part(character)).unwrap_or(self.rest.len())
    }

    /// Like [`Cursor::word_end`], but variables in braces are part of the word.
    fn value_end(&self, is_part: impl Fn(char) -> bool) -> usize {
        let mut end = 0;
        while let Some(next) = self.rest[end..].chars().next() {
            end += match variable_len(&self.rest[end..]) {
                Some(length) => length,
                None if is_part(next) => next.len_utf8(),
                None => break,
            };
        }
        self.offset + end
    }
}

/// The maximum length of a variable in braces, in characters.
const MAX_VARIABLE_LEN: usize = 1_000;

/// Returns the length of the variable in braces with which a text begins. Its default can contain other variables.
fn variable_len(text: &str) -> Option<usize> {
    let braced = text.strip_prefix("${")?;
    let end = braced.char_indices().nth(MAX_VARIABLE_LEN).map_or(braced.len(), |(at, _)| at);
    Some("${}".len() + closing_brace(&braced[..end])?)
}

/// Returns the position of a character that is not part of a variable in braces.
fn find_outside_variables(text: &str, wanted: char) -> Option<usize> {
    let mut at = 0;
    while let Some(next) = text[at..].chars().next().filter(|next| *next != wanted) {
        at += variable_len(&text[at..]).unwrap_or(next.len_utf8());
    }
    (at < text.len()).then_some(at)
}

fn item(label: &str, text: &str, kind: CompletionKind, insert: Range<usize>, replace: Range<usize>) -> Completion {
    Completion {
        label: label.to_owned(),
        kind,
        detail: None,
        documentation: None,
        text: text.to_owned(),
        is_snippet: false,
        plain_text: None,
        insert_range: insert,
        replace_range: replace,
        filter_text: None,
        is_deprecated: false,
        additional_edits: Vec::new(),
    }
}

/// Completes the value of a `<<` with aliases.
fn complete_merged(cursor: &Cursor) -> Vec<Completion> {
    let (typed, insert) = cursor.word(|character| is_key_part(character) || character == '*');
    if typed.len() < cursor.before.trim_start().len() || cursor.is_quoted() {
        return Vec::new();
    }
    let replace = insert.start..cursor.word_end(is_key_part);
    let names = cursor.merged_anchors().map(|name| format!("*{name}"));
    names.map(|name| item(&name, &name, CompletionKind::Reference, insert.clone(), replace.clone())).collect()
}

/// Whether the text before the cursor on a line ends with the dash of a list item, without a space after it.
fn starts_item(line: &str) -> bool {
    line.strip_suffix('-').is_some_and(|before| {
        (before.is_empty() || before.ends_with(' ')) && before.bytes().all(|byte| matches!(byte, b' ' | b'-'))
    })
}

fn is_key_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.' | '<')
}

/// Whether a name starts with the typed text, ignoring case.
fn matches(name: &str, typed: &str) -> bool {
    name.get(..typed.len()).is_some_and(|start| start.eq_ignore_ascii_case(typed))
}
