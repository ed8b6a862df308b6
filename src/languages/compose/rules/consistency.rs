//! The checks that Compose runs after it has validated a file against the specification.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::HashMap;

use super::{Completeness, Context, Finding, Findings, Rule};
use crate::languages::answers::Diagnostic;
use crate::languages::byte_size::byte_size;
use crate::languages::compose::model::merged::{Located, Merged};
use crate::languages::compose::model::project::services_extended_elsewhere;
use crate::languages::compose::model::{Declaration, Kind};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::port::is_port;
use crate::languages::compose::values::scalar::Scalar;
use crate::languages::compose::values::volume;
use crate::languages::syntax::yaml::{Content, NodeId, Yaml};

pub fn check(context: &Context, findings: &mut Findings) {
    let yaml = &context.tree.yaml;
    let others = context.project.files.iter().flat_map(|file| &file.facts.model.declarations);
    let mut checker = Checker {
        context,
        yaml,
        merged: Merged::new(yaml),
        own: declared_services(context.model.declarations.iter()),
        elsewhere: declared_services(others),
        services: None,
        extended: OnceCell::new(),
        findings,
    };
    for document in &yaml.documents {
        for section in checker.merged.members(*document) {
            let Some(name) = section.key.and_then(|key| yaml.text(key)) else { continue };
            if name == "include" {
                checker.includes(section.value);
            }
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
}

pub(super) struct Checker<'c, 't> {
    pub(super) context: &'c Context<'c, 't>,
    pub(super) yaml: &'c Yaml<'t>,
    pub(super) merged: Merged<'c, 't>,
    /// The services of the document.
    own: HashMap<&'c str, DeclaredService>,
    /// The services of the other files.
    elsewhere: HashMap<&'c str, DeclaredService>,
    /// The services of this file, once they have been needed.
    services: Option<Members<'c>>,
    /// The services that other files of the folder extend, once they have been needed.
    extended: OnceCell<BTreeSet<String>>,
    pub(super) findings: &'c mut Findings,
}

/// A service with all its declarations.
struct DeclaredService {
    /// The position of the first declaration.
    start: usize,
    /// Whether any declaration says what the service runs.
    is_runnable: bool,
}

fn declared_services<'c>(all: impl Iterator<Item = &'c Declaration>) -> HashMap<&'c str, DeclaredService> {
    let mut services: HashMap<&str, DeclaredService> = HashMap::default();
    for one in all.filter(|one| one.kind == Kind::Service) {
        let start = one.name_range.start;
        let service = services.entry(&one.name).or_insert(DeclaredService { start, is_runnable: false });
        service.is_runnable |= one.is_runnable;
    }
    services
}

pub(super) type Members<'y> = HashMap<&'y str, Located>;

impl<'c> Checker<'c, '_> {
    pub(super) fn error(&mut self, id: NodeId, message: impl Into<String>) {
        // If some nodes were not visited, they may contain what seems to be missing.
        if self.merged.is_exhausted() {
            return;
        }
        let range = self.first_line(id);
        self.findings.add(Finding::new(None, Diagnostic::error(range, message)));
    }

    /// Whether no other file can add anything to this one.
    pub(super) fn is_whole_project(&self) -> bool {
        self.is_complete() && self.context.project.files.is_empty()
    }

    /// Whether nothing that Compose reads later can change a service. Compose merges the YAML documents of a file.
    fn is_complete(&self) -> bool {
        self.context.completeness == Completeness::Complete && self.yaml.documents.len() == 1
    }

    /// Whether another YAML document or file says what a service runs, or reports that none does.
    fn is_reported_elsewhere(&self, key: NodeId, name: &str) -> bool {
        let is_overriding = self.context.project.base.is_some();
        let other = self.elsewhere.get(name);
        let own = self.own.get(name);
        let is_first = own.is_none_or(|own| own.start == self.context.tree.inner_range(key).start);
        let is_runnable = other.is_some_and(|other| other.is_runnable) || own.is_some_and(|own| own.is_runnable);
        !is_first || is_runnable || is_overriding && other.is_some()
    }

    /// Whether a service is only a part of services in other files, which may add what is missing.
    fn is_extended_elsewhere(&self, name: &str) -> bool {
        self.context.completeness != Completeness::Complete
            && self.extended.get_or_init(|| services_extended_elsewhere(self.context.source)).contains(name)
    }

    pub(super) fn first_line(&self, id: NodeId) -> Range<usize> {
        self.context.tree.first_line(&self.yaml.node(id).range)
    }

    pub(super) fn members(&mut self, id: NodeId) -> Members<'c> {
        let yaml = self.yaml;
        let members = self.merged.members(id);
        let mut named = Members::default();
        named.reserve(members.len());
        named.extend(members.into_iter().filter_map(|member| Some((yaml.text(member.key?)?, member))));
        named
    }

    pub(super) fn text(&self, member: Option<&Located>) -> Option<&'c str> {
        self.yaml.text(member?.value).filter(|text| !is_interpolated(text))
    }

    /// Whether a value exists and is not empty.
    fn has(&self, members: &Members, name: &str) -> bool {
        members.get(name).is_some_and(|member| match &self.yaml.node(self.yaml.resolve(member.value)).content {
            Content::Scalar(text) => !matches!(&**text, "" | "~" | "null"),
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
            self.build(&build);
            if self.has(&build, "dockerfile") && self.has(&build, "dockerfile_inline") {
                let inline = build["dockerfile_inline"].key.unwrap_or(key);
                self.error(inline, "`dockerfile_inline` cannot be combined with `dockerfile`; remove one of them");
            }
        }
        if let Some(healthcheck) = members.get("healthcheck") {
            self.healthcheck(healthcheck.value);
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
        self.restart(members.get("restart"));
        self.targets(&members);
        self.container(&members);
        self.files(&members);
        for hook in members.get("pre_start").map(|hooks| self.merged.items(hooks.value)).unwrap_or_default() {
            let hook = self.members(hook.value);
            self.container(&hook);
        }
        self.commands(&members);
        self.mounts(&members);
        self.empty_names(&members);
        if let Some(ports) = members.get("ports") {
            self.ports(ports.value);
        }
        if let Some(watch) = members.get("develop").and_then(|develop| self.merged.member(develop.value, "watch")) {
            self.watch(watch.value);
        }
        let reserved =
            deploy.get("resources").and_then(|resources| self.merged.member(resources.value, "reservations"));
        let reserved = reserved.and_then(|reserved| self.merged.member(reserved.value, "devices"));
        if let Some(devices) = reserved {
            self.requested_devices(devices.value);
        }
        if self.is_complete() && !extends {
            self.platform(&members);
            self.limits(&members, &deploy);
        }
    }

    /// Checks that the platform of a service is one of those for which it is built.
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

    /// Checks that limits that are set in two places are equal.
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
            let is_set = |amount: &f64| *amount != 0.0 || own == "scale";
            let Some(first) = self.amount(own, members.get(own)).filter(is_set) else { continue };
            let is_group_set = match path.split('.').nth(2) {
                Some(name) => group(name).is_some_and(|id| self.is_mapping(id)),
                None => other.is_some(),
            };
            // Missing limits in a group count as zero.
            let second = match other {
                Some(_) => self.amount(own, other.as_ref()),
                None => Some(0.0),
            };
            if is_group_set && second.is_some_and(|second| (first - second).abs() > f64::EPSILON) {
                let message = match other {
                    Some(_) => format!("`{own}` differs from `{path}`; remove one of them"),
                    None => {
                        format!("`{own}` cannot be combined with limits in `deploy.resources`; set `{path}` instead")
                    }
                };
                self.error(members[own].value, message);
            }
        }
    }

    fn is_mapping(&self, id: NodeId) -> bool {
        matches!(self.yaml.node(self.yaml.resolve(id)).content, Content::Mapping(_))
    }

    /// Parses a number or a size.
    fn amount(&self, name: &str, member: Option<&Located>) -> Option<f64> {
        let text = self.text(member)?;
        if name.starts_with("mem") { byte_size(text) } else { text.parse().ok() }
    }

    /// Checks that files which are copied have a target in the container.
    fn watch(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            let members = self.members(item.value);
            let copies = matches!(self.text(members.get("action")), Some("sync" | "sync+restart" | "sync+exec"));
            if let Some(path) = members.get("path").filter(|path| self.text(Some(path)) == Some("")) {
                self.error(path.value, "`path` is empty; write the path of a file or folder");
            }
            if copies
                && self.text(members.get("target")).is_none_or(str::is_empty)
                && !self.is_variable(members.get("target"))
            {
                self.error(item.value, "this action needs a `target`: the path in the container");
            }
        }
    }

    fn is_variable(&self, member: Option<&Located>) -> bool {
        member.is_some_and(|member| self.yaml.text(member.value).is_some_and(is_interpolated))
    }

    fn build(&mut self, members: &Members) {
        self.variable_names(members.get("args"));
        if let Some(hosts) = members.get("extra_hosts") {
            self.extra_hosts(hosts.value);
        }
        if let Some(keys) = members.get("ssh") {
            for item in self.merged.items(keys.value) {
                let Some(text) = self.yaml.text(item.value).filter(|text| !is_interpolated(text)) else { continue };
                if text != "default" && !text.contains('=') {
                    let message = format!("missing the path of SSH key `{text}`; write `{text}=PATH`, or `default`");
                    self.error(item.value, message);
                }
            }
        }
        if let Some(contexts) = members.get("additional_contexts") {
            for member in self.merged.members(contexts.value) {
                self.service_context(member.value, self.yaml.text(member.value).unwrap_or_default());
            }
            for item in self.merged.items(contexts.value) {
                let Some(text) = self.yaml.text(item.value).filter(|text| !is_interpolated(text)) else { continue };
                if let Some((_, context)) = text.split_once('=') {
                    self.service_context(item.value, context);
                } else {
                    let message = format!("missing the value of context `{text}`; write `{text}=PATH`");
                    self.error(item.value, message);
                }
            }
        }
    }

    /// Checks that a service which is used as a build context has a `build` itself.
    fn service_context(&mut self, id: NodeId, context: &str) {
        let Some(name) = context.strip_prefix("service:").filter(|_| self.is_whole_project()) else { return };
        if self.services.is_none() {
            let root = self.yaml.documents.first().and_then(|document| self.merged.member(*document, "services"));
            self.services = Some(root.map(|services| self.members(services.value)).unwrap_or_default());
        }
        let service = self.services.as_ref().and_then(|services| services.get(name)).copied();
        let Some(members) = service.map(|service| self.members(service.value)) else { return };
        if !members.contains_key("build") && !members.contains_key("extends") {
            self.error(id, format!("service `{name}` has no `build`, so it cannot be a build context"));
        }
    }

    /// Checks that no two mounts have the same path in the container. Later volumes replace earlier ones.
    fn mounts(&mut self, members: &Members) {
        let Some(list) = members.get("tmpfs") else { return };
        let mut items: Vec<NodeId> = self.merged.items(list.value).into_iter().map(|item| item.value).collect();
        if self.yaml.text(list.value).is_some() {
            items.push(list.value);
        }
        let mut mounted: HashMap<&str, &str> = HashMap::default();
        for item in items {
            let Some(text) = self.yaml.text(item).filter(|text| !is_interpolated(text)) else { continue };
            // Compose removes duplicates.
            let earlier = mounted.insert(text.split(':').next().unwrap_or(text), text);
            if earlier.is_some_and(|earlier| earlier != text) {
                self.error(item, "this path is already mounted; remove one of the two");
            }
        }
        let Some(volumes) = members.get("volumes") else { return };
        for item in self.merged.items(volumes.value) {
            let long = self.merged.member(item.value, "target");
            let target = match self.yaml.text(item.value) {
                Some(text) => volume::target(text),
                None => self.text(long.as_ref()),
            };
            if target.is_some_and(|target| mounted.contains_key(target)) {
                self.error(item.value, "this path is already mounted by `tmpfs`; remove one of the two");
            }
        }
    }

    /// Checks that names in references are not empty. A name that has not been typed yet is not a string.
    fn empty_names(&mut self, members: &Members) {
        for name in ["depends_on", "links", "volumes_from", "networks", "configs", "secrets", "models"] {
            if let Some(list) = members.get(name) {
                self.names_in(name, list.value);
            }
        }
        let secrets = members.get("build").and_then(|build| self.merged.member(build.value, "secrets"));
        if let Some(list) = secrets {
            self.names_in("secrets", list.value);
        }
        for name in ["network_mode", "ipc", "pid"] {
            if let Some(mode) = members.get(name).filter(|mode| self.yaml.text(mode.value) == Some("service:")) {
                self.error(mode.value, format!("`{name}: service:` needs the name of a service"));
            }
        }
    }

    fn names_in(&mut self, name: &str, list: NodeId) {
        for item in self.merged.items(list) {
            let is_written = |id: NodeId| !self.yaml.node(id).range.is_empty();
            let is_grant = matches!(name, "configs" | "secrets");
            let source = self.merged.member(item.value, "source");
            let value = source.filter(|_| is_grant).unwrap_or(item).value;
            match self.yaml.text(value) {
                Some(text) if is_written(value) && (text.is_empty() || text.starts_with(':')) => {
                    self.error(value, format!("an item of `{name}` needs a name"));
                }
                None if is_grant && source.is_none() => {
                    self.error(value, format!("an item of `{name}` needs a `source`: a name from the top level"));
                }
                _ => {}
            }
        }
    }

    fn ports(&mut self, list: NodeId) {
        for item in self.merged.items(list) {
            self.require_target(item.value, "a port needs a `target`: the port of the container");
            let Some(text) = self.yaml.text(item.value) else { continue };
            let number = match Scalar::parse(text) {
                Scalar::Integer(number) if self.yaml.is_plain(self.yaml.resolve(item.value)) => Some(number),
                _ => None,
            };
            let is_valid = match number {
                Some(number) => (1..=65_535).contains(&number),
                None => is_interpolated(text) || is_port(text),
            };
            if !is_valid {
                let form = "expected `[[address:]host:]container[/protocol]` with ports from 1 to 65535";
                self.error(item.value, format!("invalid port `{text}`: {form}"));
            }
        }
    }

    fn missing_image(&mut self, key: NodeId) {
        let name = self.yaml.text(key).unwrap_or_default();
        let project = self.context.project;
        let is_job = self.context.tree.names(key).first() == Some(&"jobs");
        let is_fragment = self.context.completeness == Completeness::Partial && project.base.is_none();
        if self.merged.is_exhausted()
            || is_fragment
            || is_job
            || name.starts_with("x-")
            || self.is_reported_elsewhere(key, name)
            || self.is_extended_elsewhere(name)
        {
            return;
        }
        let message = format!("service `{name}` has neither `image` nor `build`; add one of them");
        // A file that is merged with this one by `docker compose -f` may add it.
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
}
