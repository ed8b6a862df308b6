//! The checks of values that Compose compares with each other after it has merged all parts of a service: its YAML
//! documents and files, and the services that it extends.

use std::collections::HashMap;

use super::consistency::{Checker, Service};
use super::{Completeness, Finding, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::byte_size::byte_size;
use crate::languages::compose::is_file_name;
use crate::languages::compose::model::Keys;
use crate::languages::compose::model::merged_service::{Layers, Value};
use crate::languages::compose::model::project::DEFAULT_OVERRIDES;
use crate::languages::compose::reference::{FILE, Kinds};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::volume;
use crate::languages::syntax::yaml::NodeId;

/// A service after merging.
struct MergedValue {
    service: Value,
    /// Whether Compose certainly reads these parts of the service, and no others.
    is_known: bool,
    /// Whether the service may only be a part of services in other files, which can remove what conflicts.
    may_be_part: bool,
}

impl MergedValue {
    fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(&self.service, |value, name| value.member(name))
    }

    /// Returns the text of a scalar, unless it depends on a variable.
    fn text(&self, path: &[&str]) -> Option<&str> {
        self.at(path).and_then(known_text)
    }

    /// Parses a number or a size.
    fn amount(&self, path: &[&str]) -> Option<f64> {
        let text = self.text(path)?;
        if path.iter().any(|name| name.starts_with("mem")) { byte_size(text) } else { text.parse().ok() }
    }

    /// The severity of a conflict. Compose does not check services with profiles until one of these is enabled.
    fn severity(&self) -> Severity {
        if self.may_be_part || self.has(&["profiles"]) { Severity::Warning } else { Severity::Error }
    }

    /// Whether a value is known, and neither absent nor empty.
    fn has(&self, path: &[&str]) -> bool {
        match self.at(path) {
            Some(Value::List(items)) => !items.is_empty(),
            Some(Value::Mapping(members)) => !members.is_empty(),
            Some(scalar) => !scalar.is_null() && known_text(scalar).is_some_and(|text| !text.is_empty()),
            None => false,
        }
    }

    fn is_mapping(&self, path: &[&str]) -> bool {
        matches!(self.at(path), Some(Value::Mapping(_)))
    }

    /// Returns the items of a list.
    fn items(&self, name: &str) -> &[Value] {
        match self.at(&[name]) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }
}

fn known_text(value: &Value) -> Option<&str> {
    value.text().filter(|text| !is_interpolated(text))
}

/// Returns the path of a mount in the container. Compose cleans it, but not the path of a `tmpfs`.
fn mount_target(mount: &Value) -> Option<String> {
    let text = if mount.text().is_some() { mount } else { mount.member("target")? };
    known_text(text).filter(|text| volume::error(text).is_none()).and_then(volume::clean_target)
}

/// Whether Compose takes two limits for equal. It reads numbers in single precision.
fn is_equal(first: f64, second: f64) -> bool {
    (first - second).abs() <= f64::from(f32::EPSILON) * first.abs().max(second.abs())
}

/// Whether values of these keys could conflict.
fn may_conflict(keys: Keys) -> bool {
    let has = |one: Keys| keys.contains(one);
    let is_limited = [Keys::SCALE, Keys::CPUS, Keys::MEM_LIMIT, Keys::MEM_RESERVATION, Keys::PIDS_LIMIT];
    has(Keys::NETWORK_MODE) && has(Keys::NETWORKS)
        || has(Keys::CONTAINER_NAME) && (has(Keys::SCALE) || has(Keys::DEPLOY))
        || has(Keys::DEPLOY) && is_limited.into_iter().any(has)
        || has(Keys::PLATFORM) && has(Keys::BUILD)
        || has(Keys::TMPFS)
}

impl<'c> Checker<'c, '_> {
    /// Whether it is known which files in the folder Compose merges with the document.
    pub(super) fn is_merge_known(&self) -> bool {
        let source = self.context.source;
        let exists = |name: &&&str| **name == source.file_name || source.files.read(name).is_some();
        self.context.completeness == Completeness::Complete
            || self.context.project.base.is_some()
                && DEFAULT_OVERRIDES.iter().find(exists).is_some_and(|first| *first == source.file_name)
    }

    /// Returns a service as Compose merges it. `None` if it is too large, or if one of its files cannot be read.
    fn merged_value(&mut self, name: &str) -> Option<MergedValue> {
        let is_known = self.is_merge_known();
        let document = self.context.source.file_name;
        let layers =
            if is_known { Layers::of_project(self.context.project, document) } else { Layers::of_document(document) };
        self.loader.reset();
        let service = self.loader.service(&layers, name, 0).ok()??;
        let may_be_part = !is_known && !is_file_name(document);
        Some(MergedValue { service, is_known: is_known && self.loader.is_complete, may_be_part })
    }

    /// Checks a service whose parts in the document, and those in other files if there are any, have these keys.
    pub(super) fn combinations(&mut self, service: &Service<'c>, own: Keys, other: Option<Keys>) {
        let keys = own | other.unwrap_or_default();
        let has_other_parts = other.is_some() || service.parts.len() > 1;
        let inline: [&str; 2] = ["build", "dockerfile_inline"];
        let is_built = keys.contains(Keys::BUILD) && (has_other_parts || self.key_at(service, &inline).is_some());
        let may_lack_values = keys.contains(Keys::NULL) && has_other_parts;
        // Merging takes time in proportion to all files, so that services are merged only if they can have a problem.
        if !keys.contains(Keys::EXTENDS) && !may_conflict(keys) && !is_built && !may_lack_values {
            return;
        }
        let Some(merged) = self.merged_value(service.name) else { return };
        if merged.has(&["network_mode"]) && merged.has(&["networks"]) {
            let message = "`networks` cannot be combined with `network_mode`; remove one of them";
            self.conflict(service, &merged, &[&["networks"], &["network_mode"]], message);
        }
        if merged.has(&["build", "dockerfile"]) && merged.has(&inline) {
            let message = "`dockerfile_inline` cannot be combined with `dockerfile`; remove one of them";
            self.conflict(service, &merged, &[&inline, &["build", "dockerfile"]], message);
        }
        let replicas: [&str; 2] = ["deploy", "replicas"];
        let scale: &[&str] = if merged.at(&["scale"]).is_some() { &["scale"] } else { &replicas };
        let scale = merged.text(scale).and_then(|scale| scale.parse::<i64>().ok());
        if scale.is_some_and(|scale| scale > 1) && merged.has(&["container_name"]) {
            let paths: [&[&str]; 3] = [&["container_name"], &["scale"], &replicas];
            let place = paths.iter().find_map(|path| self.key_at(service, path)).unwrap_or(service.key);
            // Another file can change the number of replicas.
            let severity = if merged.is_known { merged.severity() } else { Severity::Warning };
            let message = "`container_name` cannot be combined with several replicas; remove one of the two";
            self.conflict_at(place, severity, message);
        }
        self.mounts(service, &merged);
        if merged.is_known {
            self.platform(service, &merged);
            self.limits(service, &merged);
            self.nulls(service, &merged);
            if keys.contains(Keys::EXTENDS) {
                self.extended_image(service, &merged);
            }
        }
    }

    /// Reports a conflict at the first of some keys that the document has.
    fn conflict(&mut self, service: &Service, merged: &MergedValue, paths: &[&[&str]], message: impl Into<String>) {
        let place = paths.iter().find_map(|path| self.key_at(service, path)).unwrap_or(service.key);
        self.conflict_at(place, merged.severity(), message);
    }

    fn conflict_at(&mut self, place: NodeId, severity: Severity, message: impl Into<String>) {
        if self.merged.is_exhausted() {
            return;
        }
        let diagnostic = Diagnostic::with_severity(severity, self.first_line(place), message);
        self.findings.add(Finding::new(None, diagnostic));
    }

    /// Returns the last key of the document at a path in a service.
    fn key_at(&mut self, service: &Service, path: &[&str]) -> Option<NodeId> {
        for part in service.parts.iter().rev() {
            let mut found = None;
            let mut value = Some(*part);
            for name in path {
                let member = value.and_then(|value| self.merged.member(value, name));
                value = member.map(|member| member.value);
                found = member.and_then(|member| member.key);
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// Checks that the platform of a service is one of those for which it is built.
    fn platform(&mut self, service: &Service, merged: &MergedValue) {
        let Some(platform) = merged.text(&["platform"]).filter(|platform| !platform.is_empty()) else { return };
        let Some(Value::List(platforms)) = merged.at(&["build", "platforms"]) else { return };
        let may_be = |other: &Value| known_text(other).is_none_or(|other| other == platform);
        if !platforms.is_empty() && !platforms.iter().any(may_be) {
            let message = format!("`{platform}` is not one of `build.platforms`; add it there");
            self.conflict(service, merged, &[&["platform"], &["build", "platforms"]], message);
        }
    }

    /// Checks that limits that are set in two places are equal.
    fn limits(&mut self, service: &Service, merged: &MergedValue) {
        let pairs: [(&str, &[&str]); 5] = [
            ("scale", &["deploy", "replicas"]),
            ("cpus", &["deploy", "resources", "limits", "cpus"]),
            ("pids_limit", &["deploy", "resources", "limits", "pids"]),
            ("mem_limit", &["deploy", "resources", "limits", "memory"]),
            ("mem_reservation", &["deploy", "resources", "reservations", "memory"]),
        ];
        for (own, path) in pairs {
            let is_set = |amount: &f64| *amount != 0.0 || own == "scale";
            let Some(first) = merged.amount(&[own]).filter(is_set) else { continue };
            let other = merged.at(path);
            let group = &path[..path.len() - 1];
            let is_group_set = if own == "scale" { other.is_some() } else { merged.is_mapping(group) };
            // Missing limits in a group count as zero.
            let second = if other.is_some() { merged.amount(path) } else { Some(0.0) };
            if is_group_set && second.is_some_and(|second| !is_equal(first, second)) {
                let joined = path.join(".");
                let message = match other {
                    Some(_) => format!("`{own}` differs from `{joined}`; remove one of them"),
                    None => {
                        format!("`{own}` cannot be combined with limits in `deploy.resources`; set `{joined}` instead")
                    }
                };
                self.conflict(service, merged, &[&[own], path, group], message);
            }
        }
    }

    /// Checks that no two mounts have the same path in the container. Later volumes replace earlier ones.
    fn mounts(&mut self, service: &Service, merged: &MergedValue) {
        let mut mounted: HashMap<&str, &str> = HashMap::new();
        for text in merged.items("tmpfs").iter().filter_map(known_text) {
            // Compose removes duplicates.
            let earlier = mounted.insert(text.split(':').next().unwrap_or(text), text);
            if earlier.is_some_and(|earlier| earlier != text) {
                let place = self.item_at(service, "tmpfs", |item| item == text).unwrap_or(service.key);
                self.conflict_at(place, merged.severity(), "this path is already mounted; remove one of the two");
                // Compose stops at the first.
                return;
            }
        }
        for target in merged.items("volumes").iter().filter_map(mount_target) {
            if mounted.contains_key(&*target) {
                let is_it = |item: &str| volume::clean_target(item).as_deref() == Some(&*target);
                let place = self.item_at(service, "volumes", is_it);
                let place = place.or_else(|| self.key_at(service, &["tmpfs"])).unwrap_or(service.key);
                self.conflict_at(
                    place,
                    merged.severity(),
                    "this path is already mounted by `tmpfs`; remove one of the two",
                );
                return;
            }
        }
    }

    /// Returns the last item of a list in the document that fulfills a condition, which is called with the item's text.
    /// For an item in the long form, the text is that of its target.
    fn item_at(&mut self, service: &Service, list: &str, is_it: impl Fn(&str) -> bool) -> Option<NodeId> {
        for part in service.parts.iter().rev() {
            let Some(list) = self.merged.member(*part, list) else { continue };
            let mut items: Vec<NodeId> = self.merged.items(list.value).iter().map(|item| item.value).collect();
            if self.yaml.text(list.value).is_some() {
                items.push(list.value);
            }
            for item in items.into_iter().rev() {
                let target = self.merged.member(item, "target").map_or(item, |target| target.value);
                if self.yaml.text(target).is_some_and(&is_it) {
                    return Some(item);
                }
            }
        }
        None
    }

    /// Reports keys without a value that no other part of the service sets.
    fn nulls(&mut self, service: &Service, merged: &MergedValue) {
        let Value::Mapping(members) = &merged.service else { return };
        let schema = FILE.value_of("services").and_then(|services| services.value_of(service.name));
        let Some(schema) = schema else { return };
        for (name, _) in members.iter().filter(|(_, value)| value.is_null()) {
            let Some(kinds) = schema.value_of(name).map(|schema| schema.kinds) else { continue };
            if kinds.contains(Kinds::NULL) {
                continue;
            }
            let place = self.key_at(service, &[name]).or_else(|| self.key_at(service, &["extends"]));
            let Some(key) = place else { continue };
            self.error(key, format!("`{name}` has no value, and no other part of the service sets it"));
        }
    }

    /// Checks that a service that extends another one has an image in the end.
    fn extended_image(&mut self, service: &Service, merged: &MergedValue) {
        let is_set = |name: &&str| merged.at(&[name]).is_some_and(|value| !value.is_null() && value.text() != Some(""));
        if self.merged.is_exhausted() || ["image", "build", "provider"].iter().any(is_set) {
            return;
        }
        let name = service.name;
        let message = format!(
            "service `{name}` has neither `image` nor `build`, nor has the service that it extends; add one of them"
        );
        let diagnostic = Diagnostic::warning(self.context.tree.inner_range(service.key), message);
        self.findings.add(Finding::new(Some(Rule::MissingImage), diagnostic));
    }
}
