//! The checks that Compose makes after it has validated a file against the specification.

use core::net::{IpAddr, Ipv4Addr};
use std::collections::HashMap;
use std::ops::{Range, RangeInclusive};

use super::{Completeness, Context, Finding, Findings, Rule};
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::Kind;
use crate::languages::compose::model::merged::{Located, Merged};
use crate::languages::compose::values::command::can_be_split;
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::port::port_range;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume::has_empty_part;
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

pub fn check(context: &Context, findings: &mut Findings) {
    let yaml = &context.tree.yaml;
    let mut checker = Checker { context, yaml, merged: Merged::new(yaml), findings };
    let Some(document) = yaml.documents.first() else { return };
    for section in checker.merged.members(*document) {
        let Some(name) = section.key.and_then(|key| yaml.text(key)) else { continue };
        for member in checker.merged.members(section.value) {
            let Some(key) = member.key else { continue };
            match name {
                "services" | "jobs" => checker.service(key, member.value),
                "configs" => checker.content(key, member.value, &["file", "environment", "content"]),
                "secrets" => checker.content(key, member.value, &["file", "environment"]),
                "volumes" => checker.external(member.value),
                _ => {}
            }
        }
    }
}

struct Checker<'c, 't> {
    context: &'c Context<'c, 't>,
    yaml: &'c Yaml<'t>,
    merged: Merged<'c, 't>,
    findings: &'c mut Findings,
}

type Members<'y> = HashMap<&'y str, Located>;

impl<'c> Checker<'c, '_> {
    fn error(&mut self, id: NodeId, message: impl Into<String>) {
        let range = self.first_line(id);
        self.findings.add(Finding::new(None, Diagnostic::error(range, message)));
    }

    fn first_line(&self, id: NodeId) -> Range<usize> {
        self.context.tree.first_line(&self.yaml.node(id).range)
    }

    fn members(&mut self, id: NodeId) -> Members<'c> {
        let yaml = self.yaml;
        let members = self.merged.members(id).into_iter();
        members.filter_map(|member| Some((yaml.text(member.key?)?, member))).collect()
    }

    fn text(&self, member: Option<&Located>) -> Option<&'c str> {
        self.yaml.text(member?.value).filter(|text| !is_interpolated(text))
    }

    /// Whether a value is there and not empty.
    fn has(&self, members: &Members, name: &str) -> bool {
        members.get(name).is_some_and(|member| match &self.yaml.node(self.yaml.resolve(member.value)).content {
            Content::Scalar { text, .. } => !matches!(&**text, "" | "~" | "null"),
            Content::List(items) => !items.is_empty(),
            Content::Mapping(entries) => !entries.is_empty(),
            Content::Alias(_) => true,
        })
    }

    fn service(&mut self, key: NodeId, value: NodeId) {
        let members = self.members(value);
        let extends = members.contains_key("extends");
        let is_mapping = matches!(self.yaml.node(self.yaml.resolve(value)).content, Content::Mapping(_));
        let is_image_empty = self.text(members.get("image")) == Some("");
        let has_image = members.contains_key("image") && !is_image_empty;
        if is_mapping && !extends && !has_image && !["build", "provider"].iter().any(|name| members.contains_key(name))
        {
            self.missing_image(key);
        }
        if self.has(&members, "network_mode") && self.has(&members, "networks") {
            self.error(
                members["networks"].key.unwrap_or(key),
                "`networks` cannot be combined with `network_mode`; remove one of them",
            );
        }
        if let Some(build) = members.get("build") {
            let build = self.members(build.value);
            if self.has(&build, "dockerfile") && self.has(&build, "dockerfile_inline") {
                let inline = build["dockerfile_inline"].key.unwrap_or(key);
                self.error(inline, "`dockerfile_inline` cannot be combined with `dockerfile`; remove one of them");
            }
        }
        if let Some(healthcheck) = members.get("healthcheck") {
            self.healthcheck(healthcheck.value);
        }
        if let Some(period) = members.get("stop_grace_period") {
            self.duration(period.value);
        }
        if let Some(deploy) = members.get("deploy") {
            self.deploy(deploy.value);
        }
        let deploy = members.get("deploy").map(|deploy| self.members(deploy.value)).unwrap_or_default();
        let scale = self.text(members.get("scale").or_else(|| deploy.get("replicas")));
        let scale = scale.and_then(|scale| scale.parse::<i64>().ok());
        if scale.is_some_and(|scale| scale > 1) && self.has(&members, "container_name") {
            let name = members["container_name"].key.unwrap_or(key);
            self.error(name, "`container_name` cannot be combined with several replicas; remove one of the two");
        }
        if let Some(volumes) = members.get("volumes") {
            self.volumes(volumes.value);
        }
        if let Some(ports) = members.get("ports") {
            self.ports(ports.value);
        }
        for name in ["command", "entrypoint"] {
            if let (Some(text), Some(member)) = (self.text(members.get(name)), members.get(name))
                && !can_be_split(text)
            {
                let message = format!("`{name}` has an unclosed quote or parenthesis; close it, or use a list");
                self.error(member.value, message);
            }
        }
        if let Some(hosts) = members.get("extra_hosts") {
            self.extra_hosts(hosts.value);
        }
        if let Some(watch) = members.get("develop").and_then(|develop| self.merged.member(develop.value, "watch")) {
            self.watch(watch.value);
        }
        let reserved =
            deploy.get("resources").and_then(|resources| self.merged.member(resources.value, "reservations"));
        let reserved = reserved.and_then(|reserved| self.merged.member(reserved.value, "devices"));
        for devices in [reserved, members.get("gpus").copied()].into_iter().flatten() {
            self.requested_devices(devices.value);
        }
        if let Some(devices) = members.get("devices") {
            self.devices(devices.value);
        }
        if self.context.completeness == Completeness::Complete && !extends {
            self.platform(&members);
            self.limits(&members, &deploy);
        }
    }

    /// The platform of a service must be one of those for which it is built.
    fn platform(&mut self, members: &Members) {
        let Some(platform) = self.text(members.get("platform")).filter(|platform| !platform.is_empty()) else { return };
        let Some(build) = members.get("build") else { return };
        let Some(list) = self.merged.member(build.value, "platforms") else { return };
        let platforms: Vec<Option<&str>> =
            self.merged.items(list.value).into_iter().map(|item| self.yaml.text(item.value)).collect();
        let may_be = |other: Option<&str>| other.is_none_or(|other| other == platform || is_interpolated(other));
        if !platforms.is_empty() && !platforms.iter().copied().any(may_be) {
            let message = format!("`{platform}` is not one of `build.platforms`; add it there");
            self.error(members["platform"].value, message);
        }
    }

    /// Limits that can be set in two places must be equal.
    fn limits(&mut self, members: &Members, deploy: &Members) {
        let resources = deploy.get("resources").map(|resources| self.members(resources.value)).unwrap_or_default();
        let group = |name: &str| resources.get(name).map(|group| group.value);
        let (limits, reservations) = (group("limits"), group("reservations"));
        let mut pairs = vec![("scale", "deploy.replicas", deploy.get("replicas").copied())];
        for (own, path, group, name) in [
            ("cpus", "deploy.resources.limits.cpus", limits, "cpus"),
            ("pids_limit", "deploy.resources.limits.pids", limits, "pids"),
            ("mem_limit", "deploy.resources.limits.memory", limits, "memory"),
            ("mem_reservation", "deploy.resources.reservations.memory", reservations, "memory"),
        ] {
            pairs.push((own, path, group.and_then(|group| self.merged.member(group, name))));
        }
        for (own, path, other) in pairs {
            let (Some(first), Some(second)) = (self.text(members.get(own)), self.text(other.as_ref())) else {
                continue;
            };
            // Numbers can be written in several ways, and zero counts as unset.
            let number = |text: &str| text.parse::<f64>().ok();
            let is_size = |text: &str| own.starts_with("mem") && number(text).is_none();
            let differs = match (number(first), number(second)) {
                (Some(first), Some(second)) => first != 0.0 && second != 0.0 && (first - second).abs() > f64::EPSILON,
                _ => {
                    is_size(first)
                        && is_size(second)
                        && !first.eq_ignore_ascii_case(second)
                        && unit(first) == unit(second)
                }
            };
            if differs {
                self.error(members[own].value, format!("`{own}` differs from `{path}`; remove one of them"));
            }
        }
    }

    fn extra_hosts(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let Some(text) = self.yaml.text(item.value).filter(|text| !is_interpolated(text)) else { continue };
            if !text.contains(['=', ':']) {
                self.error(item.value, format!("missing the address of host `{text}`; write `{text}=ADDRESS`"));
            }
        }
    }

    /// Files that are copied need a place in the container.
    fn watch(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let members = self.members(item.value);
            let copies = matches!(self.text(members.get("action")), Some("sync" | "sync+restart" | "sync+exec"));
            if copies && !members.contains_key("target") {
                self.error(item.value, "this action needs a `target`: the path in the container");
            }
        }
    }

    fn requested_devices(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let members = self.members(item.value);
            if let Some(ids) = members.get("device_ids").filter(|_| members.contains_key("count")) {
                let key = ids.key.unwrap_or(item.value);
                self.error(key, "`device_ids` cannot be combined with `count`; remove one of them");
            }
        }
    }

    /// The long form of an item needs a `target`.
    fn require_target(&mut self, item: NodeId, message: &str) {
        if self.yaml.text(item).is_none() && self.merged.member(item, "target").is_none() {
            self.error(item, message);
        }
    }

    fn devices(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            self.require_target(item.value, "a device needs a `target`: its path in the container");
        }
    }

    fn ports(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            self.require_target(item.value, "a port needs a `target`: the port of the container");
            let Some(text) = self.yaml.text(item.value) else { continue };
            let node = self.yaml.node(self.yaml.resolve(item.value));
            let is_number = matches!(node.content, Content::Scalar { is_plain: true, .. })
                && matches!(Scalar::parse(text), Scalar::Integer(_));
            if !is_number && !is_interpolated(text) && !is_port(text) {
                let message = format!("invalid port `{text}`: expected `[[address:]host:]container[/protocol]`");
                self.error(item.value, message);
            }
        }
    }

    fn missing_image(&mut self, key: NodeId) {
        let name = self.yaml.text(key).unwrap_or_default();
        let project = self.context.project;
        let is_elsewhere = project.declared(Kind::Service, name).next().is_some();
        let is_job = self.context.tree.names(key).first() == Some(&"jobs");
        let is_fragment = self.context.completeness == Completeness::Partial && !project.has_base;
        if is_fragment || is_elsewhere || is_job || name.starts_with("x-") {
            return;
        }
        let message = format!("service `{name}` has neither `image` nor `build`; add one of them");
        // A file that `docker compose -f` merges with this one may add it.
        let diagnostic = Diagnostic::warning(self.context.tree.inner_range(key), message);
        self.findings.add(Finding::new(Some(Rule::MissingImage), diagnostic));
    }

    fn healthcheck(&mut self, value: NodeId) {
        let members = self.members(value);
        for name in ["interval", "timeout", "start_period", "start_interval"] {
            if let Some(member) = members.get(name) {
                self.duration(member.value);
            }
        }
        let Some(test) = members.get("test") else { return };
        let Some(first) = self.yaml.items(test.value).first() else { return };
        let form = self.yaml.text(*first).unwrap_or_default();
        if !matches!(form, "CMD" | "CMD-SHELL" | "NONE") && !is_interpolated(form) {
            self.error(*first, "a list in `test` must start with `CMD`, `CMD-SHELL` or `NONE`");
        }
    }

    fn deploy(&mut self, value: NodeId) {
        let deploy = self.members(value);
        for (group, names) in [
            ("restart_policy", ["delay", "window"]),
            ("update_config", ["delay", "monitor"]),
            ("rollback_config", ["delay", "monitor"]),
        ] {
            let Some(group) = deploy.get(group) else { continue };
            let members = self.members(group.value);
            for name in names {
                if let Some(member) = members.get(name) {
                    self.duration(member.value);
                }
            }
        }
    }

    fn duration(&mut self, id: NodeId) {
        let Some(text) = self.yaml.text(id) else { return };
        if !is_interpolated(text) && !is_duration(text) {
            self.error(id, format!("invalid duration `{text}`: expected a number with a unit, for example `1m30s`"));
        }
    }

    fn volumes(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            self.require_target(item.value, "a volume needs a `target`: its path in the container");
            let Some(text) = self.yaml.text(item.value).filter(|text| has_empty_part(text)) else { continue };
            self.error(item.value, format!("invalid volume `{text}`: a part between colons is empty"));
        }
    }

    fn content(&mut self, key: NodeId, value: NodeId, sources: &[&str]) {
        let members = self.members(value);
        let given: Vec<&&str> = sources.iter().filter(|source| members.contains_key(**source)).collect();
        if given.len() > 1 {
            let second = members[*given[1]].key.unwrap_or(key);
            self.error(second, format!("`{}` cannot be combined with `{}`; remove one of them", given[1], given[0]));
        }
        let is_elsewhere = ["external", "driver"].iter().any(|name| members.contains_key(name));
        let is_complete = self.context.completeness == Completeness::Complete && self.context.project.files.is_empty();
        if given.is_empty() && !is_elsewhere && is_complete {
            let expected: Vec<String> = sources.iter().map(|source| format!("`{source}`")).collect();
            let message = format!("expected one of {}, or `external: true`", expected.join(", "));
            let diagnostic = Diagnostic::warning(self.first_line(key), message);
            self.findings.add(Finding::new(None, diagnostic));
        }
    }

    fn external(&mut self, value: NodeId) {
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

/// The unit of a size in lower case.
fn unit(size: &str) -> String {
    size.trim_start_matches(|character: char| character.is_ascii_digit()).to_ascii_lowercase()
}

/// Whether a text is a short port: `[[address:]host:]container[/protocol]`.
fn is_port(text: &str) -> bool {
    let (ports, protocol) = text.split_once('/').unwrap_or((text, ""));
    let (rest, container) = ports.rsplit_once(':').unwrap_or(("", ports));
    let (address, host) = rest.rsplit_once(':').unwrap_or(("", rest));
    let Some(container) = port_range(container) else { return false };
    let fits = |host: RangeInclusive<u16>| container.len() == 1 || host.len() == container.len();
    let is_host = host.is_empty() || port_range(host).is_some_and(fits);
    let inner = address.strip_prefix('[').and_then(|address| address.strip_suffix(']'));
    let is_address = match inner {
        Some(inner) => inner.is_empty() || inner.parse::<IpAddr>().is_ok(),
        None => address.is_empty() || address.parse::<Ipv4Addr>().is_ok(),
    };
    let protocols = ["", "tcp", "udp", "sctp"];
    is_host && is_address && protocols.iter().any(|known| protocol.eq_ignore_ascii_case(known))
}

/// Whether a text is a duration: numbers with units.
fn is_duration(text: &str) -> bool {
    let mut rest = text.strip_prefix(['-', '+']).unwrap_or(text);
    if rest == "0" {
        return true;
    }
    if rest.is_empty() {
        return false;
    }
    while !rest.is_empty() {
        let digits = rest.trim_start_matches(|character: char| character.is_ascii_digit() || character == '.');
        if digits.len() == rest.len() {
            return false;
        }
        let units = ["ns", "us", "µs", "μs", "ms", "s", "m", "h", "d", "w"];
        let Some(unit) = units.iter().find(|unit| digits.starts_with(**unit)) else { return false };
        rest = &digits[unit.len()..];
    }
    true
}
