//! Inlay hints: the values that a service overrides, and the values of variables and aliases.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::languages::answers::InlayHint;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged::Merged;
use crate::languages::compose::model::project::join;
use crate::languages::compose::model::{Extends, Kind};
use crate::languages::compose::rules::assignments;
use crate::languages::compose::values::interpolation::variables;
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

/// Characters of a value that a hint shows.
const MAX_SHOWN: usize = 40;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_inlay_hints(&self, within: &Range<usize>) -> Vec<InlayHint> {
        let mut hints = Vec::new();
        for extends in &self.model.extends {
            self.overridden(extends, &mut hints);
        }
        self.alias_values(&mut hints);
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
        let Some(child) = owner.and_then(|name| self.service(name)) else { return };
        let inherited = match &extends.file {
            None => self.service(&extends.service).map(|parent| ServiceScalars::members(yaml, parent)),
            Some(file) => self.scalars_of(file, &extends.service),
        };
        let Some(inherited) = inherited else { return };
        for (key, value) in yaml.entries(child) {
            let Some(other) = yaml.text(*key).and_then(|name| inherited.get(name)) else { continue };
            let is_scalar = matches!(yaml.node(*value).content, Content::Scalar { .. });
            if is_scalar && !other.is_empty() && yaml.text(*value) != Some(other) {
                let label = format!("(parent value: {})", shortened(other));
                let tooltip =
                    extends.file.as_ref().map(|file| format!("From service `{}` in `{file}`", extends.service));
                hints.push(InlayHint { offset: yaml.node(*value).range.end, label, tooltip });
            }
        }
    }

    /// The scalar members of a service in another file.
    fn scalars_of(&self, file: &str, service: &str) -> Option<HashMap<String, String>> {
        let path = join("", file)?;
        let scalars = self.source.files.parsed(&path, ServiceScalars::parse)?;
        scalars.0.get(service).cloned()
    }

    /// The scalars that aliases stand for.
    fn alias_values(&self, hints: &mut Vec<InlayHint>) {
        let yaml = &self.tree.yaml;
        for alias in &yaml.aliases {
            let Some(value) = yaml.text(alias.node).filter(|value| !value.is_empty()) else { continue };
            if yaml.resolve(alias.node) != alias.node {
                let label = format!("= {}", shortened(value));
                hints.push(InlayHint { offset: alias.name.end, label, tooltip: Some("From the anchor".to_owned()) });
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

/// The members of the services of a file that are scalars.
struct ServiceScalars(HashMap<String, HashMap<String, String>>);

impl ServiceScalars {
    fn parse(_: &str, text: &Arc<str>) -> Self {
        let (yaml, _) = Yaml::parse(text);
        let services = yaml.documents.iter().flat_map(|document| yaml.entries(*document));
        let services = services.filter(|(key, _)| yaml.text(*key) == Some("services"));
        let services = services.flat_map(|(_, services)| yaml.entries(*services));
        let named = services.filter_map(|(key, value)| Some((yaml.text(*key)?.to_owned(), *value)));
        Self(named.map(|(name, value)| (name, Self::members(&yaml, value))).collect())
    }

    fn members(yaml: &Yaml, service: NodeId) -> HashMap<String, String> {
        let members = Merged::new(yaml).members(service).into_iter();
        members
            .filter_map(|member| Some((yaml.text(member.key?)?.to_owned(), yaml.text(member.value)?.to_owned())))
            .collect()
    }
}

fn shortened(value: &str) -> String {
    let line = value.lines().next().unwrap_or_default();
    match line.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
