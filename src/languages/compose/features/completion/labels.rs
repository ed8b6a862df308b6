//! Completes names of labels.

use std::collections::HashSet;

use super::{Cursor, is_key_part};
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::reference::words::LABELS;

/// The maximum number of labels in the file that are examined.
const MAX_LABELS: usize = 500;

impl ComposeAnalysis<'_> {
    /// Returns names for a label of a service: the labels of other services, with the service's name replaced, and
    /// labels that common programs read.
    pub(super) fn label_names(cursor: &Cursor, service: &str) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        let labels = labels(cursor);
        for (owner, label) in &labels {
            if *owner != service {
                names.push(label.replace(owner, service));
            }
            names.push((*label).to_owned());
        }
        names.extend(LABELS.split_ascii_whitespace().map(|label| label.replace("SERVICE", service)));
        // Routers and jobs have their own names.
        let mut own: Vec<&str> = Vec::new();
        for (_, label) in &labels {
            let mut parts = label.split('.').skip_while(|part| !matches!(*part, "routers" | "services" | "job-exec"));
            if let Some(name) = parts.nth(1).filter(|name| *name != service && !own.contains(name)) {
                own.push(name);
            }
        }
        let of_names = LABELS.split_ascii_whitespace().filter(|label| label.contains("SERVICE."));
        let of_names: Vec<&str> = of_names.collect();
        for name in own.into_iter().take(10) {
            names.extend(of_names.iter().map(|label| label.replace("SERVICE", name)));
        }
        let typed = cursor.before.trim_start_matches(['"', '\'']);
        if cursor.rest.starts_with('.') {
            // The cursor is within a name, and further parts follow.
            let parts = names.iter().filter(|name| name.starts_with(typed));
            let parts = parts.filter_map(|name| Some(name[..typed.len() + name[typed.len()..].find('.')?].to_owned()));
            let parts: Vec<String> = parts.collect();
            names.splice(0..0, parts);
        }
        let mut seen = HashSet::new();
        let is_item = matches!(cursor.tree.role(cursor.node), Role::Item(_));
        let is_valid = |name: &str| name.chars().all(|c| is_key_part(c) || is_item && matches!(c, '$' | '{' | '}'));
        names.retain(|name| !name.is_empty() && is_valid(name) && seen.insert(name.clone()));
        names
    }
}

/// Returns the labels in the file with the names of their services, except the one at the cursor.
fn labels<'c>(cursor: &'c Cursor) -> Vec<(&'c str, &'c str)> {
    let mut found = Vec::new();
    for id in cursor.values_of("labels") {
        let [_, service, ..] = cursor.tree.shallow_names(id).unwrap_or_default()[..] else { continue };
        found.extend(cursor.pairs(id).map(|(label, _)| (service, label)));
        if found.len() > MAX_LABELS {
            break;
        }
    }
    found
}
