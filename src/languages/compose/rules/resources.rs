//! The checks that Compose runs for configs, secrets and volumes at the top level.

use super::Finding;
use super::consistency::Checker;
use super::conversions::is_false;
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::{Keys, Kind};
use crate::languages::syntax::yaml::NodeId;

/// The keys that say where the content of a config comes from. Secrets have only the first two.
const SOURCES: [(&str, Keys); 3] =
    [("file", Keys::FILE), ("environment", Keys::ENVIRONMENT), ("content", Keys::CONTENT)];

impl Checker<'_, '_> {
    /// Checks a config or secret: where its content comes from.
    pub(super) fn content(&mut self, kind: Kind, key: NodeId, value: NodeId) {
        let is_secret = kind == Kind::Secret;
        let sources = if is_secret { &SOURCES[..2] } else { &SOURCES };
        let members = self.members(value);
        let given: Vec<&str> =
            sources.iter().map(|(name, _)| *name).filter(|name| members.contains_key(name)).collect();
        let elsewhere = self.sources_elsewhere(kind, key);
        let other = sources.iter().find(|(name, source)| !members.contains_key(name) && elsewhere.contains(*source));
        let conflict = match (given.as_slice(), other) {
            ([first, second, ..], _) => Some((*second, *first)),
            ([own], Some((other, _))) => Some((*own, *other)),
            _ => None,
        };
        if let Some((second, first)) = conflict {
            let place = members[second].key.unwrap_or(key);
            self.error(place, format!("`{second}` cannot be combined with `{first}`; remove one of them"));
        }
        // Compose does not support drivers for secrets.
        let is_external = members.contains_key("external")
            && !(is_secret && self.text(members.get("external")).is_some_and(is_false));
        let is_elsewhere = is_external || !is_secret && members.contains_key("driver");
        if given.is_empty() && !is_elsewhere && self.is_whole_project() && !self.merged.is_exhausted() {
            let expected: Vec<String> = sources.iter().map(|(name, _)| format!("`{name}`")).collect();
            let message = format!("expected one of {}, or `external: true`", expected.join(", "));
            let diagnostic = Diagnostic::warning(self.first_line(key), message);
            self.findings.add(Finding::new(None, diagnostic));
        }
    }

    /// Returns the sources of a config or secret that earlier YAML documents, or files that are merged with this one, set.
    fn sources_elsewhere(&self, kind: Kind, key: NodeId) -> Keys {
        let context = self.context;
        let section = kind.section().unwrap_or_default();
        if !self.is_merge_known() || context.has_merge_tags(&[section]) {
            return Keys::default();
        }
        let name = self.yaml.text(key).unwrap_or_default();
        let start = context.tree.inner_range(key).start;
        let earlier = context.model.declared(kind, name).filter(|one| one.name_range.start < start);
        let merged = [&context.project.base, &context.project.override_file];
        let others = context.project.declared(kind, name);
        let others = others.filter(|(file, _)| merged.iter().any(|path| path.as_ref() == Some(&file.path)));
        earlier.chain(others.map(|(_, one)| one)).fold(Keys::default(), |keys, one| keys | one.keys)
    }

    /// Checks that an external volume has no other attributes.
    pub(super) fn external(&mut self, value: NodeId) {
        let members = self.members(value);
        if self.text(members.get("external")) != Some("true") {
            return;
        }
        let other = members.iter().find(|(name, _)| !matches!(**name, "name" | "external") && !name.starts_with("x-"));
        if let Some((name, member)) = other {
            let (name, key) = ((*name).to_owned(), member.key.unwrap_or(value));
            self.error(key, format!("`{name}` cannot be combined with `external: true`; remove one of them"));
        }
    }
}
