//! The checks that Compose runs for everything that runs in a container: services, jobs, and the containers of
//! `pre_start`.

use super::Finding;
use super::consistency::{Checker, Members};
use super::conversions::is_false;
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::merged::Located;
use crate::languages::compose::values::duration::is_duration;
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume;
use crate::languages::findings::Correction;
use crate::languages::syntax::yaml::{Content, NodeId, Style};
use crate::languages::text::{closest_match, did_you_mean};

impl<'c> Checker<'c, '_> {
    /// Checks the long forms of volumes and devices, whose targets Compose compares in a service.
    pub(super) fn targets(&mut self, members: &Members<'c>) {
        for (name, message) in [
            ("volumes", "a volume needs a `target`: its path in the container"),
            ("devices", "a device needs a `target`: its path in the container"),
        ] {
            for item in members.get(name).map(|list| self.merged.items(list.value)).unwrap_or_default() {
                self.require_target(item.value, message);
            }
        }
    }

    /// Checks the restart policy. Compose passes any policy on, and Docker rejects the container.
    pub(super) fn restart(&mut self, policy: Option<&Located>) {
        const POLICIES: [&str; 4] = ["always", "no", "on-failure", "unless-stopped"];
        let is_written = |text: &&str| Scalar::parse(text) != Scalar::Null;
        let Some(text) = self.text(policy).filter(is_written) else { return };
        let Some(id) = policy.map(|policy| policy.value) else { return };
        let (name, retries) = text.split_once(':').unwrap_or((text, "0"));
        // Compose also converts the names of Swarm.
        let is_known = POLICIES.contains(&name) || matches!(name, "any" | "none");
        // Compose reads retries that are not a number as 0, which is hardly what the author wants.
        if is_known && retries.parse::<i64>().is_ok_and(|retries| retries == 0 || retries > 0 && name == "on-failure") {
            return;
        }
        let nearest = closest_match(text, POLICIES);
        let message = format!(
            "invalid restart policy `{text}`: expected `always`, `no`, `on-failure`, `on-failure:RETRIES` or `unless-stopped`{}",
            did_you_mean(nearest)
        );
        let tree = self.context.tree;
        let correction = nearest
            .and_then(|nearest| Some((nearest, tree.part_range(self.yaml.resolve(id), 0..text.len())?)))
            .map(|(nearest, range)| Correction::replace(format!("Change to `{nearest}`"), range, nearest));
        let diagnostic = Diagnostic::warning(self.first_line(id), message);
        self.findings.add(Finding::new(None, diagnostic).corrected(correction));
    }

    /// Checks what a container can have, wherever it is declared.
    pub(super) fn container(&mut self, members: &Members<'c>) {
        if let Some(period) = members.get("stop_grace_period") {
            self.duration(period.value);
        }
        if let Some(volumes) = members.get("volumes") {
            self.volumes(volumes.value);
        }
        if let Some(hosts) = members.get("extra_hosts") {
            self.extra_hosts(hosts.value);
        }
        if let Some(devices) = members.get("gpus") {
            self.requested_devices(devices.value);
        }
        if let Some(devices) = members.get("devices") {
            self.devices(devices.value);
        }
        self.variable_names(members.get("environment"));
    }

    /// Checks the environments of commands that run in the container of a service.
    pub(super) fn commands(&mut self, members: &Members<'c>) {
        for name in ["post_start", "pre_stop"] {
            let hooks = members.get(name).map(|hooks| self.merged.items(hooks.value)).unwrap_or_default();
            for hook in hooks {
                let environment = self.merged.member(hook.value, "environment");
                self.variable_names(environment.as_ref());
            }
        }
        let watched = members.get("develop").and_then(|develop| self.merged.member(develop.value, "watch"));
        for watch in watched.map(|watched| self.merged.items(watched.value)).unwrap_or_default() {
            let command = self.merged.member(watch.value, "exec");
            let environment = command.and_then(|command| self.merged.member(command.value, "environment"));
            self.variable_names(environment.as_ref());
        }
    }

    /// Checks that no name in a list of `NAME=value` ends with a space.
    pub(super) fn variable_names(&mut self, list: Option<&Located>) {
        for item in list.map(|list| self.merged.items(list.value)).unwrap_or_default() {
            let text = self.text(Some(&item)).unwrap_or_default();
            let name = text.split('=').next().unwrap_or(text);
            if name.ends_with([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']) {
                let name = name.trim_end();
                self.error(item.value, format!("remove the space after the name of the variable `{name}`"));
            }
        }
    }

    /// Checks that a service names the files and the service that it needs.
    pub(super) fn files(&mut self, members: &Members<'c>) {
        // The files of services with profiles are read only when one of the profiles is enabled.
        let names = ["env_file", "label_file"].into_iter().filter(|_| !members.contains_key("profiles"));
        for name in names {
            let Some(list) = members.get(name) else { continue };
            for item in self.each(*list) {
                let entry = self.members(item.value);
                let is_optional = self.text(entry.get("required")).is_some_and(is_false);
                let path = entry.get("path").copied().unwrap_or(item);
                if !is_optional {
                    self.require_path(path, name);
                }
            }
        }
        if let Some(extends) = members.get("extends") {
            let service = self.merged.member(extends.value, "service").unwrap_or(*extends);
            if self.is_empty_string(service.value) {
                self.error(service.value, "`extends` needs the name of a service");
            }
            if let Some(file) = self.merged.member(extends.value, "file") {
                self.require_path(file, "file");
            }
        }
    }

    /// Checks that each `include` names a file.
    pub(super) fn includes(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let include = self.members(item.value);
            let paths = include.get("path").copied().unwrap_or(item);
            for path in self.each(paths) {
                self.require_path(path, "include");
            }
            for file in include.get("env_file").map(|files| self.each(*files)).unwrap_or_default() {
                self.require_path(file, "env_file");
            }
        }
    }

    /// The items of a list, or the value itself.
    fn each(&mut self, value: Located) -> Vec<Located> {
        let is_list = matches!(self.yaml.node(self.yaml.resolve(value.value)).content, Content::List(_));
        if is_list { self.merged.items(value.value) } else { vec![value] }
    }

    fn require_path(&mut self, path: Located, name: &str) {
        if self.is_empty_string(path.value) {
            self.error(path.value, format!("`{name}` is empty; write the path of a file"));
        }
    }

    /// Whether a value is an empty string. A value that has not been typed yet is not a string.
    fn is_empty_string(&self, id: NodeId) -> bool {
        let node = self.yaml.node(self.yaml.resolve(id));
        self.yaml.text(id) == Some("") && node.style != Style::Plain
    }

    pub(super) fn extra_hosts(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let Some(text) = self.yaml.text(item.value).filter(|text| !is_interpolated(text)) else { continue };
            if !text.contains(['=', ':']) {
                self.error(item.value, format!("missing the address of host `{text}`; write `{text}=ADDRESS`"));
            } else if text.starts_with(['=', ':']) {
                self.error(item.value, format!("missing the name of the host in `{text}`; write `HOST=ADDRESS`"));
            }
        }
    }

    pub(super) fn requested_devices(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let members = self.members(item.value);
            if let Some(ids) = members.get("device_ids").filter(|_| members.contains_key("count")) {
                let key = ids.key.unwrap_or(item.value);
                self.error(key, "`device_ids` cannot be combined with `count`; remove one of them");
            }
        }
    }

    /// Checks that the long form of an item has a `target`.
    pub(super) fn require_target(&mut self, item: NodeId, message: &str) {
        if self.yaml.text(item).is_none() && self.merged.member(item, "target").is_none() {
            self.error(item, message);
        }
    }

    fn devices(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            if self.yaml.text(item.value).is_some_and(|text| !is_interpolated(text) && text.matches(':').count() > 2) {
                self.error(item.value, "a device has up to three parts: `source:target:permissions`");
            }
        }
    }

    pub(super) fn duration(&mut self, id: NodeId) {
        let Some(text) = self.yaml.text(id) else { return };
        if !is_interpolated(text) && !is_duration(text) {
            self.error(id, format!("invalid duration `{text}`: expected a number with a unit, for example `1m30s`"));
        }
    }

    fn volumes(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            if let Some(text) = self.yaml.text(item.value) {
                if let Some(reason) = volume::error(text).filter(|_| !self.yaml.node(item.value).range.is_empty()) {
                    self.error(item.value, format!("invalid volume `{text}`: {reason}"));
                }
                continue;
            }
            let members = self.members(item.value);
            if self.text(members.get("type")) == Some("bind") && !members.contains_key("source") {
                self.error(item.value, "a bind mount needs a `source`: the path on the host");
            }
        }
    }
}
