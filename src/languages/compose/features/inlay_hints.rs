//! Inlay hints: the values that a service overrides, and the values of variables and aliases.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use crate::languages::answers::InlayHint;
use crate::languages::compose::ComposeAnalysis;
use crate::languages::compose::model::merged::Merged;
use crate::languages::compose::model::project::join;
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{Declaration, Kind};
use crate::languages::compose::values::interpolation::{evaluated, expand};
use crate::languages::sort::SortStably;
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

/// The maximum length of a value in a hint, in characters.
const MAX_SHOWN: usize = 40;
/// The maximum number of services in a chain of `extends` whose values are shown.
const MAX_PARENTS: usize = 16;
/// The maximum size of the scalars of another file that are cached, in bytes. Each alias of a long scalar counts again.
const MAX_BYTES: usize = 4 * 1024 * 1024;

impl ComposeAnalysis<'_> {
    pub(in crate::languages::compose) fn find_inlay_hints(&self, within: &Range<usize>) -> Vec<InlayHint> {
        let mut hints = Vec::new();
        self.overridden_values(within, &mut hints);
        self.alias_values(within, &mut hints);
        self.variable_values(within, &mut hints);
        hints.retain(|hint| within.start <= hint.offset && hint.offset <= within.end);
        hints.sort_stably_by_key(|hint| hint.offset);
        hints
    }

    /// Shows the values of extended services that are replaced.
    fn overridden_values(&self, within: &Range<usize>, hints: &mut Vec<InlayHint>) {
        if self.model.extends.is_empty() {
            return;
        }
        let yaml = &self.tree.yaml;
        let mut services: HashMap<&str, &Declaration> = HashMap::new();
        for service in self.model.declarations.iter().filter(|one| one.kind == Kind::Service) {
            services.entry(&service.name).or_insert(service);
        }
        let mut merged = Merged::new(yaml);
        let mut own: HashMap<NodeId, HashMap<&str, &str>> = HashMap::new();
        let mut files: HashMap<&str, Option<Arc<ServiceScalars>>> = HashMap::new();
        for extends in &self.model.extends {
            let Some(child) = self.model.declarations.get(extends.owner).and_then(|one| self.value_of(one)) else {
                continue;
            };
            let range = &yaml.node(yaml.resolve(child)).range;
            if range.end < within.start || within.end < range.start {
                continue;
            }
            let Some(file) = &extends.file else {
                let mut parents: Vec<NodeId> = Vec::new();
                let mut parent = services.get(extends.service.as_str()).copied();
                while let Some(id) = parent.and_then(|service| self.value_of(service)) {
                    if parents.len() == MAX_PARENTS || parents.contains(&id) {
                        break;
                    }
                    own.entry(id).or_insert_with(|| scalars(&mut merged, yaml, id).collect());
                    parents.push(id);
                    parent = own[&id].get("extends").and_then(|name| services.get(name)).copied();
                }
                let inherited = |name: &str| parents.iter().find_map(|id| own[id].get(name).copied());
                self.overridden_by(child, inherited, None, hints);
                continue;
            };
            let scalars = files.entry(file).or_insert_with(|| {
                join("", file).and_then(|path| self.source.files.parsed(&path, ServiceScalars::parse))
            });
            let Some(inherited) = scalars.as_ref().and_then(|scalars| scalars.0.get(&extends.service)) else {
                continue;
            };
            let origin = format!("From service `{}` in `{file}`", extends.service);
            self.overridden_by(child, |name| inherited.get(name).map(String::as_str), Some(&origin), hints);
        }
    }

    /// Shows the values that the scalars of a service replace.
    fn overridden_by<'v>(
        &self,
        child: NodeId,
        inherited: impl Fn(&str) -> Option<&'v str>,
        origin: Option<&str>,
        hints: &mut Vec<InlayHint>,
    ) {
        let yaml = &self.tree.yaml;
        for (key, value) in yaml.entries(child) {
            let Some(other) = yaml.text(*key).and_then(&inherited) else { continue };
            let is_scalar = matches!(yaml.node(*value).content, Content::Scalar(_));
            let is_extends = yaml.text(*key) == Some("extends");
            if is_scalar && !is_extends && !other.is_empty() && yaml.text(*value) != Some(other) {
                let label = format!("(parent value: {})", shortened(other));
                let tooltip = origin.map(str::to_owned);
                hints.push(InlayHint { offset: yaml.node(*value).range.end, label, tooltip });
            }
        }
    }

    fn value_of(&self, declaration: &Declaration) -> Option<NodeId> {
        match self.tree.role(self.tree.node_at(declaration.name_range.start)?) {
            Role::Key(value) => Some(value),
            _ => None,
        }
    }

    /// Shows the scalars that aliases refer to.
    fn alias_values(&self, within: &Range<usize>, hints: &mut Vec<InlayHint>) {
        let yaml = &self.tree.yaml;
        for alias in &yaml.aliases {
            if alias.name.end < within.start || within.end < alias.name.end {
                continue;
            }
            let Some(value) = yaml.text(alias.node).filter(|value| !value.is_empty()) else { continue };
            if yaml.resolve(alias.node) != alias.node {
                let label = format!("= {}", shortened(value));
                hints.push(InlayHint { offset: alias.name.end, label, tooltip: Some("From the anchor".to_owned()) });
            }
        }
    }

    /// Shows the values that replace variables, if a file sets the variable.
    fn variable_values(&self, within: &Range<usize>, hints: &mut Vec<InlayHint>) {
        if !self.tree.text.contains('$') {
            return;
        }
        let set = self.set_variables();
        let value = |name: &str| set.value(name);
        for id in self.tree.yaml.ids() {
            let node = self.tree.yaml.node(id);
            let overlaps = node.range.start <= within.end && within.start <= node.range.end;
            if !overlaps || !matches!(node.content, Content::Scalar(_)) {
                continue;
            }
            let mut shown_until = 0;
            for variable in evaluated(self.tree.text, node.range.clone(), value) {
                if variable.range.start < shown_until {
                    continue;
                }
                let Some(origin) = set.origin(&self.tree.text[variable.name.clone()]) else { continue };
                let value = expand(&self.tree.text[variable.range.clone()], &value);
                if variable.is_closed && !value.is_empty() {
                    shown_until = variable.range.end;
                    let tooltip = Some(format!("From `{origin}`"));
                    let label = format!("= {}", shortened(&value));
                    hints.push(InlayHint { offset: variable.range.end, label, tooltip });
                }
            }
        }
    }
}

/// The scalar members of each service in a file.
struct ServiceScalars(HashMap<String, HashMap<String, String>>);

impl ServiceScalars {
    fn parse(_: &str, text: &Arc<str>) -> Self {
        let yaml = Yaml::nodes_of(text);
        let services = yaml.documents.iter().flat_map(|document| yaml.entries(*document));
        let services = services.filter(|(key, _)| yaml.text(*key) == Some("services"));
        let services = services.flat_map(|(_, services)| yaml.entries(*services));
        let mut merged = Merged::new(&yaml);
        let mut left = MAX_BYTES;
        let mut found = HashMap::new();
        for (key, service) in services {
            let Some(name) = yaml.text(*key) else { continue };
            let kept = scalars(&mut merged, &yaml, *service).map_while(|(name, value)| {
                left = left.checked_sub(name.len() + value.len())?;
                Some((name.to_owned(), value.to_owned()))
            });
            found.insert(name.to_owned(), kept.collect());
        }
        Self(found)
    }
}

/// Returns the scalar members of a service.
fn scalars<'y>(merged: &mut Merged, yaml: &'y Yaml, service: NodeId) -> impl Iterator<Item = (&'y str, &'y str)> {
    let members = merged.members(service).into_iter();
    members.filter_map(|member| Some((yaml.text(member.key?)?, yaml.text(member.value)?)))
}

fn shortened(value: &str) -> String {
    let start = value.char_indices().nth(MAX_SHOWN).map_or(value, |(end, _)| &value[..end]);
    let line = start.lines().next().unwrap_or_default();
    let is_cut =
        line.len() == start.len() && start.len() < value.len() && !value[start.len()..].starts_with(['\n', '\r']);
    if is_cut { format!("{line}…") } else { line.to_owned() }
}
