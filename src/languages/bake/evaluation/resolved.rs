//! Resolves inheritance, groups and linked targets, which is the output of `docker buildx bake --print`.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value as Json, json};

use super::decode::{POLICY_FILES, unprintable};
use super::target_attributes::Attributes;
use super::targets::{Evaluated, Target, merge, replace_same, without_duplicates};
use super::value::Value;
use crate::languages::bake::reference::attributes::{Kind, TARGET};
use crate::languages::dockerfile::parse_go_bool;
use crate::languages::sort::SortStably;

/// The maximum number of targets in a chain of links. Longer chains are rejected.
const MAX_LINKS: usize = 100;

/// The maximum total weight of the parents that are merged for one project. Beyond it, inherited attributes are
/// unknown, so that the attributes of one target are not copied into thousands of others.
const MAX_STEPS: usize = 400_000;

/// A target with all attributes that it inherits.
#[derive(Clone, Debug, Default)]
pub struct ResolvedTarget {
    pub attributes: Attributes,
    /// Whether the target inherits from an unknown target, so that any attribute may be set.
    pub is_open: bool,
}

/// Resolves the targets of a project.
pub struct Resolver<'e> {
    evaluated: &'e Evaluated,
    done: HashMap<&'e str, ResolvedTarget>,
    steps: usize,
}

/// A target whose parents are still to be resolved.
struct Waiting<'e> {
    target: &'e Target,
    /// The number of parents that have been visited.
    parents: usize,
}

impl<'e> Resolver<'e> {
    pub fn new(evaluated: &'e Evaluated) -> Self {
        Self { evaluated, done: HashMap::new(), steps: 0 }
    }

    /// Resolves a target.
    ///
    /// # Errors
    ///
    /// The name of a target that does not exist.
    pub fn resolve(&mut self, name: &str) -> Result<ResolvedTarget, String> {
        if self.steps >= MAX_STEPS {
            let target = self.evaluated.target(name).ok_or_else(|| name.to_owned())?;
            return Ok(self.merged(target));
        }
        let mut waiting: Vec<Waiting<'e>> = Vec::new();
        let mut entered: HashSet<&'e str> = HashSet::new();
        let mut has_cycle = false;
        let mut next = Some(name);
        loop {
            if let Some(name) = next.take() {
                let target = self.evaluated.target(name).ok_or_else(|| name.to_owned())?;
                if !self.done.contains_key(target.name.as_str()) {
                    if entered.insert(&target.name) {
                        waiting.push(Waiting { target, parents: 0 });
                    } else {
                        // A target that inherits from itself is ignored.
                        has_cycle = true;
                    }
                }
            }
            let Some(last) = waiting.last_mut() else { break };
            let parents = last.target.inherits.as_deref().unwrap_or_default();
            if let Some(parent) = parents.get(last.parents) {
                last.parents += 1;
                next = Some(parent);
                continue;
            }
            let target = last.target;
            waiting.pop();
            let resolved = self.merged(target);
            self.done.insert(&target.name, resolved);
        }
        let resolved = self.done.get(name).cloned().unwrap_or_default();
        if has_cycle {
            // The inherited attributes depend on the target at which a cycle is entered.
            self.done.clear();
        }
        Ok(resolved)
    }

    fn merged(&mut self, target: &Target) -> ResolvedTarget {
        let mut result = ResolvedTarget::default();
        self.steps += 1 + target.inherits.as_ref().map_or(0, Vec::len);
        match &target.inherits {
            Some(parents) if self.steps < MAX_STEPS => {
                for parent in parents.iter().filter_map(|parent| self.done.get(parent.as_str())) {
                    self.steps += parent.attributes.weight();
                    result.is_open |= parent.is_open || self.steps >= MAX_STEPS;
                    if self.steps >= MAX_STEPS {
                        break;
                    }
                    merge(&mut result.attributes, &parent.attributes);
                }
            }
            _ => result.is_open = true,
        }
        merge(&mut result.attributes, &target.attributes);
        normalize(&mut result.attributes);
        result
    }
}

/// Removes duplicates and empty values.
fn normalize(attributes: &mut Attributes) {
    for known in &TARGET {
        let Some(value) = attributes.get(known.name) else { continue };
        let list = || value.elements().to_vec();
        let is_list = matches!(value, Value::List(_));
        let normalized = match known.kind {
            Kind::Strings | Kind::MoreStrings if is_list => Value::list(unique_texts(value.elements())),
            Kind::CacheFrom | Kind::CacheTo | Kind::Outputs if is_list => without_duplicates(list()),
            Kind::Attests if is_list => replace_same(list(), "type"),
            Kind::Secrets | Kind::Ssh if is_list => replace_same(list(), "id"),
            Kind::StringMap if known.name == "contexts" => match value {
                Value::Object(entries) => {
                    let kept = entries.iter().filter(|(_, value)| value.as_str() != Some(""));
                    Value::object(kept.map(|(key, value)| (key.clone(), value.clone())))
                }
                _ => continue,
            },
            _ => continue,
        };
        attributes.insert(known.name, normalized);
    }
    if attributes.get("network").and_then(Value::as_str) == Some("host") {
        let mut entitlements = attributes.get("entitlements").map_or(Vec::new(), |value| value.elements().to_vec());
        entitlements.push(Value::string("network.host"));
        attributes.insert("entitlements", Value::list(unique_texts(&entitlements)));
    }
}

fn unique_texts(elements: &[Value]) -> Vec<Value> {
    let mut seen = HashSet::new();
    let is_kept = |element: &&Value| match element {
        Value::String(text) => !text.is_empty() && seen.insert(text.clone()),
        _ => true,
    };
    elements.iter().filter(is_kept).cloned().collect()
}

/// Returns the output of Bake for a target or group.
///
/// # Errors
///
/// The reason why Bake rejects the build, in words for the user.
pub fn print(evaluated: &Evaluated, name: &str) -> Result<Json, String> {
    let (members, groups) = members(evaluated, name);
    let mut resolver = Resolver::new(evaluated);
    let missing = |name: String| format!("there is no target `{name}`");
    let mut targets: BTreeMap<String, Attributes> = BTreeMap::new();
    for member in &members {
        targets.insert(member.clone(), resolver.resolve(member).map_err(missing)?.attributes);
    }
    let mut linked = HashSet::new();
    for member in &members {
        link(&mut resolver, member, &mut targets, &mut linked, &mut Vec::new())?;
    }
    let mut printed_groups = Map::new();
    for group in groups {
        let Some(group) = evaluated.group(&group) else { continue };
        let members = group.targets.as_deref().filter(|_| !group.has_null_targets);
        printed_groups.insert(group.name.clone(), print_group(group.description.as_deref(), members));
    }
    if !printed_groups.contains_key("default") {
        printed_groups.insert("default".to_owned(), print_group(None, Some(&[name.to_owned()])));
    } else if name != "default" {
        let group = evaluated.group("default");
        let mut names = group.and_then(|group| group.targets.clone()).unwrap_or_default();
        names.push(name.to_owned());
        printed_groups.insert(
            "default".to_owned(),
            print_group(group.and_then(|group| group.description.as_deref()), Some(&names)),
        );
    }
    // The members of the default group are sorted.
    if let Some(Json::Array(names)) = printed_groups.get_mut("default").and_then(|group| group.get_mut("targets")) {
        names.sort_stably_by_key(|name| name.as_str().unwrap_or_default().to_owned());
        names.dedup();
    }
    if let Some(reason) = targets.values().find_map(unprintable_attribute) {
        return Err(reason);
    }
    let targets: Map<String, Json> =
        targets.iter().map(|(name, attributes)| (name.clone(), print_target(attributes))).collect();
    Ok(json!({ "group": printed_groups, "target": targets }))
}

/// Returns a group in the format in which Bake prints it. `targets` is `None` if they are null.
fn print_group(description: Option<&str>, targets: Option<&[String]>) -> Json {
    match description.filter(|description| !description.is_empty()) {
        Some(description) => json!({ "description": description, "targets": targets }),
        None => json!({ "targets": targets }),
    }
}

fn unprintable_attribute(attributes: &Attributes) -> Option<String> {
    TARGET.iter().find_map(|known| unprintable(known.name, attributes.get(known.name)?))
}

/// Returns the targets of a group, and the nested groups. Any other name is a target. If a group has no targets or
/// contains itself, Bake treats its name as a target.
pub fn members(evaluated: &Evaluated, name: &str) -> (Vec<String>, Vec<String>) {
    let (mut targets, mut groups) = (Vec::new(), Vec::new());
    let (mut seen_targets, mut seen_groups, mut entered) = (HashSet::new(), HashSet::new(), HashSet::new());
    // The groups that are being expanded, with their remaining members.
    let mut open: Vec<(&str, std::slice::Iter<String>)> = Vec::new();
    let mut next = Some(name);
    loop {
        if let Some(name) = next.take() {
            match evaluated.group(name).filter(|_| !entered.contains(name)) {
                Some(group) => {
                    let is_empty = group.targets.as_ref().is_some_and(Vec::is_empty);
                    if is_empty && !open.is_empty() && seen_targets.insert(name) {
                        targets.push(name.to_owned());
                    }
                    if seen_groups.insert(name) {
                        groups.push(name.to_owned());
                        entered.insert(name);
                        open.push((name, group.targets.as_deref().unwrap_or_default().iter()));
                    }
                }
                None if seen_targets.insert(name) => targets.push(name.to_owned()),
                None => {}
            }
        }
        let Some((group, waiting)) = open.last_mut() else { break };
        if let Some(member) = waiting.next() {
            next = Some(member);
        } else {
            entered.remove(group);
            open.pop();
        }
    }
    (targets, groups)
}

/// Adds the targets that a target uses as build contexts. The linked targets of those in `linked` have already been
/// added.
fn link(
    resolver: &mut Resolver,
    name: &str,
    targets: &mut BTreeMap<String, Attributes>,
    linked: &mut HashSet<String>,
    visited: &mut Vec<String>,
) -> Result<(), String> {
    visited.push(name.to_owned());
    let contexts = targets.get(name).and_then(|attributes| attributes.get("contexts"));
    let Some(Value::Object(contexts)) = contexts.cloned() else {
        visited.pop();
        return Ok(());
    };
    for target in contexts.values().filter_map(Value::as_str).filter_map(|context| context.strip_prefix("target:")) {
        if visited.iter().any(|visited| visited == target) || visited.len() > MAX_LINKS {
            return Err(format!("target `{name}` uses itself as a build context"));
        }
        if !targets.contains_key(target) {
            let missing = |name: String| format!("there is no target `{name}`");
            let mut attributes = resolver.resolve(target).map_err(missing)?.attributes;
            let output = Value::object([("type".to_owned(), Value::string("cacheonly"))]);
            attributes.insert("output", Value::list(vec![output]));
            targets.insert(target.to_owned(), attributes);
        }
        if !linked.contains(target) {
            link(resolver, target, targets, linked, visited)?;
        }
        let inherited = targets.get(target).and_then(|attributes| attributes.get("entitlements")).cloned();
        if let (Some(inherited), Some(own)) = (inherited, targets.get_mut(name)) {
            let mut all = own.get("entitlements").map_or(Vec::new(), |value| value.elements().to_vec());
            all.extend(inherited.elements().iter().cloned());
            own.insert("entitlements", Value::list(unique_texts(&all)));
        }
    }
    visited.pop();
    linked.insert(name.to_owned());
    Ok(())
}

/// Returns a target in the format in which Bake prints it.
pub fn print_target(attributes: &Attributes) -> Json {
    let mut target = Map::new();
    for known in &TARGET {
        let Some(value) = attributes.get(known.name) else { continue };
        let is_empty = match (known.kind, value) {
            (_, Value::List(elements)) => elements.is_empty(),
            (Kind::StringMap, Value::Object(entries)) => entries.is_empty(),
            (_, Value::String(text)) => text.is_empty() && known.name == "description",
            _ => false,
        };
        if !is_empty {
            target.insert(known.name.to_owned(), print_value(known.name, value));
        }
    }
    for (name, default) in [("context", "."), ("dockerfile", "Dockerfile")] {
        if target.get(name).is_none_or(|value| value.as_str() == Some("")) {
            target.insert(name.to_owned(), default.into());
        }
    }
    target.into()
}

/// The attributes whose strings are printed with templates escaped.
const ESCAPED: [&str; 5] = ["annotations", "args", "dockerfile-inline", "extra-hosts", "labels"];

fn print_value(name: &str, value: &Value) -> Json {
    if name == "policy" {
        return value.elements().iter().map(print_policy).collect();
    }
    let mut printed = value.to_json();
    if name == "output" {
        for entry in printed.as_array_mut().into_iter().flatten() {
            if let Some(entry) = entry.as_object_mut() {
                entry.retain(|key, value| key != "dest" || value.as_str() != Some(""));
            }
        }
    }
    if ESCAPED.contains(&name) {
        escape(&mut printed);
    }
    printed
}

/// Returns a policy in the format in which Bake prints it: all fields, with the names that Bake uses internally.
fn print_policy(policy: &Value) -> Json {
    let text = |key: &str| policy.entry(key).and_then(Value::as_str);
    let flag = |key: &str| text(key).and_then(parse_go_bool);
    let file = |name: &Value| json!({ "Filename": name.to_json(), "Data": null });
    let files = match (policy.entry(POLICY_FILES), policy.entry("filename")) {
        (Some(files), _) => files.elements().iter().map(file).collect(),
        (None, Some(name)) => json!([file(name)]),
        (None, None) => Json::Null,
    };
    let level = text("log-level").map(str::to_ascii_lowercase);
    let level = level.map(|level| if level == "warn" { "warning".to_owned() } else { level });
    json!({
        "Files": files,
        "Reset": flag("reset").unwrap_or_default(),
        "Disabled": flag("disabled").unwrap_or_default(),
        "Strict": flag("strict"),
        "LogLevel": level,
    })
}

fn escape(json: &mut Json) {
    match json {
        Json::String(text) => *text = text.replace("${", "$${").replace("%{", "%%{"),
        Json::Array(elements) => elements.iter_mut().for_each(escape),
        Json::Object(entries) => entries.values_mut().for_each(escape),
        _ => {}
    }
}
