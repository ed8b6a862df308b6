//! Completes with the values of other services at the same path, and with the folders in which containers store their
//! data.

use std::collections::HashSet;

use super::{Cursor, item};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::tree::{Role, Tree};
use crate::languages::compose::reference::known_images::KnownImage;
use crate::languages::compose::reference::words::CONTAINER_PATHS;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Style};

/// The maximum number of values of other services that are offered.
const MAX_VALUES: usize = 60;

/// The maximum number of nodes of a file that are examined.
const MAX_NODES: usize = 20_000;

/// The maximum depth of a value that is compared with those of other services.
const MAX_DEPTH: usize = 100;

/// Folders for source code in containers.
const SOURCE_FOLDERS: [&str; 6] = ["/app", "/code", "/workspace", "/usr/src/app", "/src", "/var/www/html"];

impl ComposeAnalysis<'_> {
    /// Returns the values of other services at the path of a node, the most frequent first.
    pub(super) fn values_of_siblings(cursor: &Cursor, id: NodeId, names: &[&str]) -> Vec<String> {
        let ["services" | "jobs", _, place @ ..] = names else { return Vec::new() };
        if place.is_empty() || place.len() > MAX_DEPTH {
            return Vec::new();
        }
        let tree = cursor.tree;
        let listed: HashSet<&str> = match tree.role(id) {
            Role::Item(_) => other_items(tree, id),
            _ => HashSet::new(),
        };
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut index = std::collections::HashMap::new();
        for other in tree.yaml.ids().take(MAX_NODES).filter(|other| *other != id) {
            let Content::Scalar(_) = tree.yaml.node(other).content else { continue };
            let is_value = matches!(tree.role(other), Role::Value(_) | Role::Item(_));
            let style = tree.yaml.node(other).style;
            if !is_value || !tree.is_at(other, place) || matches!(style, Style::Literal | Style::Folded) {
                continue;
            }
            let Some(text) = tree.yaml.text(other).filter(|text| text.len() > 1 && text.len() < 200) else { continue };
            let is_same_type = style == Style::Plain || Scalar::parse(text) == Scalar::String;
            if !listed.contains(text) && is_same_type && needs_no_quotes(text) {
                let at = *index.entry(text).or_insert_with(|| {
                    counts.push((text, 0));
                    counts.len() - 1
                });
                counts[at].1 += 1;
            }
        }
        counts.sort_stably_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts.into_iter().take(MAX_VALUES).map(|(text, _)| text.to_owned()).collect()
    }

    /// Completes the folder of the container after the colon of a short volume. Returns `None` elsewhere.
    pub(super) fn complete_container_path(&self, cursor: &Cursor, names: &[&str]) -> Option<Vec<Completion>> {
        let ["services" | "jobs", service, "volumes", "-"] = names else { return None };
        let written = cursor.before.trim_start_matches(['"', '\'']);
        let mut parts = parts_of(written);
        let typed = parts.pop()?;
        let items = |candidates: Vec<String>| {
            let insert = cursor.offset - typed.len()..cursor.offset;
            let is_part = |c: char| !matches!(c, ' ' | '"' | '\'' | ':' | ',' | ']');
            let replace = insert.start..cursor.word_end(is_part);
            let mut seen = HashSet::new();
            let is_new = |path: &String| path.starts_with(typed) && needs_no_quotes(path) && seen.insert(path.clone());
            let fitting = candidates.into_iter().filter(is_new);
            fitting.map(|path| item(&path, &path, CompletionKind::Folder, insert.clone(), replace.clone())).collect()
        };
        match parts[..] {
            [source] => {
                let mut paths = self.container_paths(cursor, service, source);
                if let Some((folder, _)) = typed.rsplit_once('/').filter(|(folder, _)| !folder.is_empty()) {
                    let name = source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                    paths.insert(0, format!("{folder}/{name}"));
                }
                Some(items(paths))
            }
            [_, _] => Some(items(["ro", "rw", "z", "Z", "cached", "delegated"].map(str::to_owned).to_vec())),
            _ => None,
        }
    }

    fn container_paths(&self, cursor: &Cursor, service: &str, source: &str) -> Vec<String> {
        let mut paths: Vec<String> = Vec::new();
        // Sockets and system files have the same path in the container.
        if source.starts_with("/var/run") || source.starts_with("/etc/") || source.starts_with("/run") {
            paths.push(source.to_owned());
        }
        let volumes = cursor
            .tree
            .yaml
            .ids()
            .take(MAX_NODES)
            .filter(|id| *id != cursor.node && cursor.tree.is_at(*id, &["volumes", "-"]));
        let others: Vec<Vec<&str>> =
            volumes.filter_map(|id| cursor.tree.yaml.text(id)).map(parts_of).filter(|parts| parts.len() > 1).collect();
        let of_source = others.iter().filter(|parts| parts[0] == source);
        paths.extend(of_source.map(|parts| parts[1].to_owned()));
        let known = self.known_images(service).into_iter();
        paths.extend(known.flat_map(KnownImage::folders).map(str::to_owned));
        if matches!(source, "." | "./" | ".." | "../" | "./src" | "./app") {
            paths.extend(SOURCE_FOLDERS.map(str::to_owned));
        }
        let last = source.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        if last.starts_with(|first: char| first.is_ascii_alphabetic()) {
            paths.push(format!("/{last}"));
        }
        paths.extend(others.iter().map(|parts| parts[1].to_owned()));
        let folders = others.iter().flat_map(|parts| parts[1].match_indices('/').map(|(at, _)| &parts[1][..at]));
        paths.extend(folders.filter(|folder| !folder.is_empty()).map(str::to_owned));
        paths.extend(CONTAINER_PATHS.split_ascii_whitespace().map(str::to_owned));
        paths
    }
}

/// Whether a string has the same meaning in YAML without quotes, even in a flow list.
fn needs_no_quotes(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphanumeric() || matches!(first, '/' | '.' | '_'))
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/:=+@$".contains(&byte))
        && !text.ends_with(':')
}

/// Returns the strings in the list that contains an item, except the item itself.
fn other_items<'t>(tree: &'t Tree, id: NodeId) -> HashSet<&'t str> {
    let items = tree.yaml.node(id).parent.map(|list| tree.yaml.items(list)).unwrap_or_default().iter();
    items.filter(|item| **item != id).filter_map(|item| tree.yaml.text(*item)).collect()
}

/// Splits a short volume at its colons. Colons in `${…}` are not separators.
fn parts_of(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth) = (0, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b':' if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    parts
}
