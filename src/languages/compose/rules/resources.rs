//! The checks that Compose runs for configs, secrets and volumes at the top level.

use super::Finding;
use super::consistency::Checker;
use super::conversions::is_false;
use crate::languages::answers::Diagnostic;
use crate::languages::syntax::yaml::NodeId;

impl Checker<'_, '_> {
    /// Checks a config or secret: where its content comes from.
    pub(super) fn content(&mut self, key: NodeId, value: NodeId, sources: &[&str]) {
        let members = self.members(value);
        let given: Vec<&&str> = sources.iter().filter(|source| members.contains_key(**source)).collect();
        if given.len() > 1 {
            let second = members[*given[1]].key.unwrap_or(key);
            self.error(second, format!("`{}` cannot be combined with `{}`; remove one of them", given[1], given[0]));
        }
        // Compose does not support drivers for secrets.
        let is_secret = !sources.contains(&"content");
        let is_external = members.contains_key("external")
            && !(is_secret && self.text(members.get("external")).is_some_and(is_false));
        let is_elsewhere = is_external || !is_secret && members.contains_key("driver");
        if given.is_empty() && !is_elsewhere && self.is_whole_project() && !self.merged.is_exhausted() {
            let expected: Vec<String> = sources.iter().map(|source| format!("`{source}`")).collect();
            let message = format!("expected one of {}, or `external: true`", expected.join(", "));
            let diagnostic = Diagnostic::warning(self.first_line(key), message);
            self.findings.add(Finding::new(None, diagnostic));
        }
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
