//! Reports services that depend on themselves or extend themselves.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::project::{FileFacts, resolve};
use crate::languages::compose::model::{Extends, Keys, Kind, Model, Place};

/// The maximum number of services that extend each other.
const MAX_EXTENSIONS: usize = 64;

/// The maximum number of dependencies of a file that are inherited from extended services.
const MAX_INHERITED: usize = 50_000;

/// The maximum number of files whose `extends` are followed.
const MAX_EXTENDED_FILES: usize = 64;

/// The keys of a service from which its dependencies follow.
const DEPENDENCY_KEYS: [&str; 8] =
    ["depends_on", "extends", "ipc", "links", "network_mode", "pid", "uts", "volumes_from"];

/// A reference from a service to another one.
struct Edge<'g> {
    target: &'g str,
    /// The range of the reference. `None` if it is in another file.
    range: Option<Range<usize>>,
}

/// For each service, the services that it refers to.
type Graph<'g> = BTreeMap<&'g str, Vec<Edge<'g>>>;

pub fn check(context: &Context, findings: &mut Findings) {
    let graph = dependencies(context);
    // Compose ignores services with profiles until one of these is enabled.
    let optional = if graph.is_empty() { HashSet::new() } else { services_with_profiles(context) };
    report(&graph, "dependency cycle", &optional, findings);
    let mut extensions = Graph::new();
    for extends in context.model.extends.iter().filter(|one| is_own(context, one)) {
        if let Some(owner) = context.model.declarations.get(extends.owner) {
            let edge = Edge { target: &extends.service, range: Some(extends.service_range.clone()) };
            extensions.entry(&owner.name).or_default().push(edge);
        }
    }
    report(&extensions, "`extends` cycle", &HashSet::new(), findings);
    extension_cycles(context, findings);
    includes(context, findings);
}

/// Whether a service extends another one of the document.
fn is_own(context: &Context, extends: &Extends) -> bool {
    let path = extends.file.as_deref().map(|file| resolve(context.source.files, "", file));
    path.is_none_or(|path| path.as_deref() == Some(context.source.file_name))
}

/// Returns the dependencies of all services of the application.
fn dependencies<'c>(context: &'c Context) -> Graph<'c> {
    let mut graph = Graph::new();
    // A tag such as `!reset` can remove the dependencies of another file, document or service.
    if context.has_merge_tags(&DEPENDENCY_KEYS) {
        return graph;
    }
    let is_merged = !context.project.files.is_empty() || context.tree.yaml.documents.len() > 1;
    add_dependencies(context.model, true, is_merged, &mut graph);
    for file in &context.project.files {
        add_dependencies(&file.facts.model, false, is_merged, &mut graph);
    }
    graph
}

/// Adds the dependencies of a file's services, including those of services that they extend. `is_merged` says whether
/// other files or documents can replace values.
fn add_dependencies<'c>(model: &'c Model, is_document: bool, is_merged: bool, graph: &mut Graph<'c>) {
    let mut own: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let range = |range: &Range<usize>| is_document.then(|| range.clone());
    for reference in model.references.iter().filter(|one| one.kind == Kind::Service) {
        let Some(owner) = model.declarations.get(reference.owner) else { continue };
        match reference.place {
            Place::DependsOn | Place::Dependency => own.entry(&owner.name).or_default().push(&reference.name),
            Place::Namespace if !is_merged => {}
            _ => continue,
        }
        let edge = Edge { target: &reference.name, range: range(&reference.range) };
        graph.entry(&owner.name).or_default().push(edge);
    }
    let mut bases: BTreeMap<&str, &Extends> = BTreeMap::new();
    for extends in model.extends.iter().filter(|one| one.file.is_none()) {
        if let Some(owner) = model.declarations.get(extends.owner) {
            bases.insert(&owner.name, extends);
        }
    }
    let mut times: HashMap<&str, usize> = HashMap::new();
    for service in model.declarations.iter().filter(|one| one.kind == Kind::Service && !bases.is_empty()) {
        *times.entry(&service.name).or_default() += 1;
    }
    let mut left = MAX_INHERITED;
    for (service, first) in &bases {
        let mut base = Some(*first);
        for _ in 0..MAX_EXTENSIONS {
            // If several YAML documents declare the service, `extends` finds only one of the declarations.
            let is_only = |extends: &&&Extends| times.get(extends.service.as_str()) == Some(&1);
            let Some(extends) = base.as_ref().filter(is_only).copied() else { break };
            for target in own.get(extends.service.as_str()).into_iter().flatten() {
                if left == 0 {
                    return;
                }
                left -= 1;
                let edge = Edge { target, range: range(&first.service_range) };
                graph.entry(service).or_default().push(edge);
            }
            base = bases.get(extends.service.as_str()).copied();
        }
    }
}

/// Returns the names of services with profiles, including those that they inherit.
fn services_with_profiles(context: &Context) -> HashSet<String> {
    let others = context.project.files.iter().map(|file| (file.path.as_str(), &file.facts.model));
    let files: Vec<(&str, &Model)> = std::iter::once((context.source.file_name, context.model)).chain(others).collect();
    let has_profiles =
        |model: &Model, name: &str| model.declared(Kind::Service, name).any(|one| one.keys.contains(Keys::PROFILES));
    let mut found = HashSet::new();
    let mut bases: Vec<(&str, &str)> = Vec::new();
    for (path, model) in files {
        let own = model.declarations.iter().filter(|one| one.kind == Kind::Service);
        found.extend(own.filter(|one| one.keys.contains(Keys::PROFILES)).map(|one| one.name.clone()));
        for extends in &model.extends {
            let Some(owner) = model.declarations.get(extends.owner) else { continue };
            let files = context.source.files;
            match extends.file.as_deref().map(|file| resolve(files, path, file)) {
                None => bases.push((&owner.name, &extends.service)),
                Some(path) => {
                    let facts = path.and_then(|path| FileFacts::of(files, &path));
                    // The services that this one extends may have profiles, too.
                    let is_optional = facts.is_none_or(|facts| {
                        has_profiles(&facts.model, &extends.service) || !facts.model.extends.is_empty()
                    });
                    if is_optional {
                        found.insert(owner.name.clone());
                    }
                }
            }
        }
    }
    for _ in 0..MAX_EXTENSIONS {
        let before = found.len();
        for (owner, base) in &bases {
            if found.contains(*base) {
                found.insert((*owner).to_owned());
            }
        }
        if found.len() == before {
            break;
        }
    }
    found
}

/// A service of a file: the path of the file and the name of the service.
type ServiceOf = (String, String);

/// Reports services whose chains of `extends` lead through other files back to themselves.
fn extension_cycles(context: &Context, findings: &mut Findings) {
    if context.has_merge_tags(&["extends"]) {
        return;
    }
    let own = context.source.file_name;
    let mut files: HashMap<String, HashMap<String, ServiceOf>> = HashMap::new();
    let mut done: HashSet<ServiceOf> = HashSet::new();
    for extends in context.model.extends.iter().filter(|one| !is_own(context, one)) {
        let Some(owner) = context.model.declarations.get(extends.owner) else { continue };
        let mut way: Vec<ServiceOf> = Vec::new();
        let mut on_way: HashSet<ServiceOf> = HashSet::new();
        let mut next = Some((own.to_owned(), owner.name.clone()));
        while let Some(service) = next.take().filter(|service| !done.contains(service)) {
            if !on_way.insert(service.clone()) {
                let first = way.iter().position(|other| *other == service).unwrap_or_default();
                extension_cycle(context, &way[first..], findings);
                break;
            }
            let (path, name) = &service;
            if !files.contains_key(path) && files.len() < MAX_EXTENDED_FILES {
                files.insert(path.clone(), extended_services(context, path));
            }
            next = files.get(path).and_then(|services| services.get(name)).cloned();
            way.push(service);
        }
        done.extend(way);
    }
}

/// Returns the services of a file that extend others, with the services that they extend.
fn extended_services(context: &Context, path: &str) -> HashMap<String, ServiceOf> {
    let files = context.source.files;
    let facts;
    let model = if path == context.source.file_name {
        context.model
    } else {
        let Some(read) = FileFacts::of(files, path) else { return HashMap::new() };
        facts = read;
        &facts.model
    };
    let pairs = model.extends.iter().filter_map(|one| {
        let target = one.file.as_deref().map_or(Some(path.to_owned()), |file| resolve(files, path, file))?;
        Some((model.declarations.get(one.owner)?.name.clone(), (target, one.service.clone())))
    });
    pairs.collect()
}

/// Reports a cycle at the first service of the document in it.
fn extension_cycle(context: &Context, cycle: &[ServiceOf], findings: &mut Findings) {
    let own = cycle.iter().find(|(path, _)| path == context.source.file_name);
    let Some((_, name)) = own else { return };
    let is_it = |one: &&Extends| context.model.declarations.get(one.owner).is_some_and(|owner| owner.name == *name);
    if let Some(extends) = context.model.extends.iter().find(is_it) {
        let message = format!("`extends` cycle: service `{}` leads back to `{name}`", extends.service);
        let diagnostic = Diagnostic::error(extends.service_range.clone(), message);
        findings.add(Finding::new(Some(Rule::DependencyCycle), diagnostic));
    }
}

/// Reports an `include` that leads back to the document.
fn includes(context: &Context, findings: &mut Findings) {
    let files = context.source.files;
    for include in context.model.included_files() {
        let mut seen = HashSet::new();
        let mut waiting: Vec<String> = resolve(files, "", &include.path).into_iter().collect();
        while let Some(path) = waiting.pop() {
            if path == context.source.file_name {
                let message = format!("include cycle: `{}` leads back to this file", include.path);
                findings
                    .add(Finding::new(Some(Rule::DependencyCycle), Diagnostic::error(include.range.clone(), message)));
                break;
            }
            let Some(file) = context.project.files.iter().find(|file| file.path == path) else { continue };
            if seen.insert(path) {
                let includes = file.facts.model.included_files();
                waiting.extend(includes.filter_map(|next| resolve(files, &file.path, &next.path)));
            }
        }
    }
}

/// Reports a reference of the document in each cycle: the one that closes the cycle, if it is in the document. A cycle
/// with an `optional` service is only a warning.
fn report(graph: &Graph, what: &str, optional: &HashSet<String>, findings: &mut Findings) {
    let mut done: HashSet<&str> = HashSet::new();
    for start in graph.keys() {
        // The path from the start, with the next reference to follow for each service.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_way: HashSet<&str> = HashSet::from([*start]);
        while let Some((name, next)) = way.last_mut() {
            let Some(edge) = graph.get(*name).and_then(|edges| edges.get(*next)) else {
                done.insert(name);
                on_way.remove(*name);
                way.pop();
                continue;
            };
            *next += 1;
            let target = edge.target;
            if on_way.contains(target) {
                if !findings.admits(Some(Rule::DependencyCycle)) {
                    return;
                }
                let first = way.iter().position(|(name, _)| *name == target).unwrap_or_default();
                // The next reference of each service on the path is the one after the reference that was followed.
                let followed = way[first..].iter().rev().filter_map(|(name, next)| graph.get(name)?.get(*next - 1));
                let Some(range) = followed.into_iter().find_map(|edge| edge.range.clone()) else { continue };
                let is_optional = way[first..].iter().any(|(name, _)| optional.contains(*name));
                let severity = if is_optional { Severity::Warning } else { Severity::Error };
                let cycle: Vec<String> = way[first..].iter().map(|(name, _)| format!("`{name}`")).collect();
                let message = format!("{what}: {} → `{target}`", cycle.join(" → "));
                let diagnostic = Diagnostic::with_severity(severity, range, message);
                findings.add(Finding::new(Some(Rule::DependencyCycle), diagnostic));
            } else if !done.contains(target) && graph.contains_key(target) {
                way.push((target, 0));
                on_way.insert(target);
            }
        }
    }
}
