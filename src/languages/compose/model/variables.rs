//! Variables that a Compose file refers to.

use std::ops::Range;

use super::tree::{Role, Tree};
use crate::languages::compose::values::interpolation::{is_name, variables};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId};

/// A variable that a Compose file refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VariableUse {
    pub name: String,
    pub range: Range<usize>,
    /// Whether the variable is passed to a container under its own name: `environment: [NAME]`.
    pub is_passed_on: bool,
}

/// Returns the variables that a file refers to, in document order.
pub fn uses(tree: &Tree) -> Vec<VariableUse> {
    let mut found = Vec::new();
    for id in tree.yaml.ids().filter(|id| !matches!(tree.role(*id), Role::Key(_))) {
        let node = tree.yaml.node(id);
        match &node.content {
            Content::Scalar(_) => {
                for variable in variables(tree.text, node.range.clone()) {
                    let name = &tree.text[variable.name.clone()];
                    if !name.is_empty() {
                        found.push(VariableUse { name: name.to_owned(), range: variable.name, is_passed_on: false });
                    }
                }
            }
            Content::Mapping(_) | Content::List(_) if tree.is_at(id, &["environment"]) => {
                passed_on(tree, id, &mut found);
            }
            _ => {}
        }
    }
    found.sort_stably_by_key(|one| one.range.start);
    found
}

/// Adds the variables of an `environment` that have no value there. Compose passes its own value of such a variable to
/// the container.
fn passed_on(tree: &Tree, id: NodeId, found: &mut Vec<VariableUse>) {
    let items = tree.yaml.items(id).iter().copied();
    let keys = tree.yaml.entries(id).iter().filter(|(_, value)| tree.yaml.node(*value).range.is_empty());
    for name in items.chain(keys.map(|(key, _)| *key)) {
        let Some(text) = tree.yaml.text(name).filter(|text| is_name(text)) else { continue };
        let range = tree.inner_range(name);
        if tree.text.get(range.clone()) == Some(text) {
            found.push(VariableUse { name: text.to_owned(), range, is_passed_on: true });
        }
    }
}
