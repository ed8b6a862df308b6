//! Inlay hints: the values that a service overrides, and the values of variables.

use std::collections::HashMap;
use std::ops::Range;

use crate::languages::answers::InlayHint;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged::Merged;
use crate::languages::compose::model::{Extends, Kind};
use crate::languages::compose::rules::assignments;
use crate::languages::compose::values::interpolation::variables;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId};

/// Characters of a value that a hint shows.
const MAX_SHOWN: usize = 40;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_inlay_hints(&self, within: &Range<usize>) -> Vec<InlayHint> {
        let mut hints = Vec::new();
        for extends in self.model.extends.iter().filter(|extends| extends.file.is_none()) {
            self.overridden(extends, &mut hints);
        }
        self.variable_values(within, &mut hints);
        hints.retain(|hint| within.start <= hint.offset && hint.offset <= within.end);
        hints.sort_stably_by_key(|hint| hint.offset);
        hints
    }

    fn service(&self, name: &str) -> Option<NodeId> {
        let range = &self.model.declared(Kind::Service, name).next()?.name_range;
        let key = self.tree.node_at(range.start)?;
        match self.tree.role(key) {
            crate::languages::compose::model::tree::Role::Key(value) => Some(value),
            _ => None,
        }
    }

    /// The values of the extended service that the extending one replaces.
    fn overridden(&self, extends: &Extends, hints: &mut Vec<InlayHint>) {
        let yaml = &self.tree.yaml;
        let owner = self.model.declarations.get(extends.owner).map(|owner| owner.name.as_str());
        let (Some(parent), Some(child)) = (self.service(&extends.service), owner.and_then(|name| self.service(name)))
        else {
            return;
        };
        let mut merged = Merged::new(yaml);
        let inherited = merged.members(parent);
        for (key, value) in yaml.entries(child) {
            let name = yaml.text(*key);
            let other = inherited.iter().find(|member| member.key.is_some_and(|key| yaml.text(key) == name));
            let Some(other) = other.and_then(|other| yaml.text(other.value)) else { continue };
            let is_scalar = matches!(yaml.node(*value).content, Content::Scalar { .. });
            if is_scalar && !other.is_empty() && yaml.text(*value) != Some(other) {
                let label = format!("(parent value: {})", shortened(other));
                hints.push(InlayHint { offset: yaml.node(*value).range.end, label, tooltip: None });
            }
        }
    }

    /// The values that `.env` gives to variables without a default.
    fn variable_values(&self, within: &Range<usize>, hints: &mut Vec<InlayHint>) {
        if !self.tree.text.contains('$') {
            return;
        }
        let Some(text) = self.source.files.read(".env") else { return };
        let values: HashMap<&str, &str> = assignments(&text).collect();
        for id in self.tree.yaml.ids() {
            let node = self.tree.yaml.node(id);
            let overlaps = node.range.start <= within.end && within.start <= node.range.end;
            if !overlaps || !matches!(node.content, Content::Scalar { .. }) {
                continue;
            }
            for variable in variables(self.tree.text, node.range.clone()) {
                let name = &self.tree.text[variable.name.clone()];
                let value = values.get(name).filter(|value| variable.is_closed && !value.is_empty());
                if let Some(value) = value {
                    let tooltip = Some("From `.env`".to_owned());
                    let label = format!("= {}", shortened(value));
                    hints.push(InlayHint { offset: variable.range.end, label, tooltip });
                }
            }
        }
    }
}

fn shortened(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
