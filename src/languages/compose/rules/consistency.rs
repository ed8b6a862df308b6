//! The checks that Compose runs after it has validated a file against the specification.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::HashMap;

use super::{Completeness, Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::merged::{Located, Merged};
use crate::languages::compose::model::merged_service::Loader;
use crate::languages::compose::model::project::services_extended_elsewhere;
use crate::languages::compose::model::{Declaration, Keys, Kind};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::port::is_port;
use crate::languages::compose::values::scalar::Scalar;
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
        loader: Loader::new(context.source.files, context.source.file_name, yaml),
        has_profiles: false,
        extended: OnceCell::new(),
        findings,
    };
    let mut services: Vec<Service> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::default();
    for document in &yaml.documents {
        for section in checker.merged.members(*document) {
            let Some(name) = section.key.and_then(|key| yaml.text(key)) else { continue };
            if name == "include" {
                checker.includes(section.value);
            }
            for member in checker.merged.members(section.value) {
                let Some(key) = member.key else { continue };
                if let Some(service) = yaml.text(key).filter(|_| name == "services") {
                    let place = *places.entry(service).or_insert(services.len());
                    if place == services.len() {
                        services.push(Service { name: service, key, parts: Vec::new() });
                    }
                    services[place].parts.push(member.value);
                }
                match name {
                    "services" | "jobs" => checker.service(key, member.value),
                    "configs" => checker.content(Kind::Config, key, member.value),
                    "secrets" => checker.content(Kind::Secret, key, member.value),
                    "volumes" => checker.external(member.value),
                    _ => {}
                }
            }
        }
    }
    // Such a tag may remove any part of a service.
    if context.has_merge_tags(&[]) {
        return;
    }
    for service in &services {
        let keys = |declared: &HashMap<&str, DeclaredService>| declared.get(service.name).map(|one| one.keys);
        let (own, other) = (keys(&checker.own).unwrap_or_default(), keys(&checker.elsewhere));
        checker.combinations(service, own, other);
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
    pub(super) loader: Loader<'c>,
    /// Whether the service that is being checked may have profiles.
    has_profiles: bool,
    /// The services that other files of the folder extend, once they have been needed.
    extended: OnceCell<BTreeSet<String>>,
    pub(super) findings: &'c mut Findings,
}

/// A service of the document, with the nodes of its parts in the document.
pub(super) struct Service<'y> {
    pub(super) name: &'y str,
    pub(super) key: NodeId,
    /// The values of the service in each YAML document.
    pub(super) parts: Vec<NodeId>,
}

/// A service with all its declarations.
struct DeclaredService {
    /// The position of the first declaration.
    start: usize,
    /// Whether any declaration says what the service runs.
    is_runnable: bool,
    /// The keys of all declarations.
    keys: Keys,
}

fn declared_services<'c>(all: impl Iterator<Item = &'c Declaration>) -> HashMap<&'c str, DeclaredService> {
    let mut services: HashMap<&str, DeclaredService> = HashMap::default();
    for one in all.filter(|one| one.kind == Kind::Service) {
        let start = one.name_range.start;
        let service =
            services.entry(&one.name).or_insert(DeclaredService { start, is_runnable: false, keys: Keys::default() });
        service.is_runnable |= one.is_runnable;
        service.keys = service.keys | one.keys;
    }
    services
}

pub(super) type Members<'y> = HashMap<&'y str, Located>;

impl<'c> Checker<'c, '_> {
    /// Adds a finding of a check that Compose runs only for services that are enabled.
    fn error_if_enabled(&mut self, id: NodeId, message: impl Into<String>) {
        if self.merged.is_exhausted() {
            return;
        }
        let severity = if self.has_profiles { Severity::Warning } else { Severity::Error };
        let diagnostic = Diagnostic::with_severity(severity, self.first_line(id), message);
        self.findings.add(Finding::new(None, diagnostic));
    }

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

    fn service(&mut self, key: NodeId, value: NodeId) {
        let members = self.members(value);
        let extends = members.contains_key("extends");
        let parts = self.yaml.text(key).map(|name| [self.own.get(name), self.elsewhere.get(name)]);
        // A service that is extended may have profiles.
        self.has_profiles = parts
            .iter()
            .flatten()
            .flatten()
            .any(|part| part.keys.contains(Keys::PROFILES) || part.keys.contains(Keys::EXTENDS));
        let is_mapping = matches!(self.yaml.node(self.yaml.resolve(value)).content, Content::Mapping(_));
        let is_image_empty = self.text(members.get("image")) == Some("");
        let has_image = members.contains_key("image") && !is_image_empty;
        if is_mapping && !extends && !has_image && !["build", "provider"].iter().any(|name| members.contains_key(name))
        {
            self.missing_image(key);
        }
        if let Some(build) = members.get("build") {
            let build = self.members(build.value);
            self.build(&build);
        }
        if let Some(healthcheck) = members.get("healthcheck") {
            self.healthcheck(healthcheck.value);
        }
        if let Some(deploy) = members.get("deploy") {
            self.deploy(deploy.value);
        }
        let deploy = members.get("deploy").map(|deploy| self.members(deploy.value)).unwrap_or_default();
        self.restart(members.get("restart"));
        self.targets(&members);
        self.container(&members);
        self.files(&members);
        for hook in members.get("pre_start").map(|hooks| self.merged.items(hooks.value)).unwrap_or_default() {
            let hook = self.members(hook.value);
            self.container(&hook);
        }
        self.commands(&members);
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
                self.error_if_enabled(item.value, "this action needs a `target`: the path in the container");
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
        let parts = [self.own.get(name), self.elsewhere.get(name)];
        let is_declared = parts.iter().any(Option::is_some) && self.context.project.is_complete;
        let may_be_built =
            parts.iter().flatten().any(|part| part.keys.contains(Keys::BUILD) || part.keys.contains(Keys::EXTENDS));
        if is_declared && !may_be_built {
            self.error_if_enabled(id, format!("service `{name}` has no `build`, so it cannot be a build context"));
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
            self.error_if_enabled(*first, "a list in `test` must start with `CMD`, `CMD-SHELL` or `NONE`");
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
