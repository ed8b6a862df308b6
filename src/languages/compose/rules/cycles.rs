//! Reports services that depend on themselves or extend themselves.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::project::resolve;
use crate::languages::compose::model::{Kind, Place};

/// For each service, the services that it refers to, with the range of each reference.
type Graph<'g> = HashMap<&'g str, Vec<(&'g str, Range<usize>)>>;

pub fn check(context: &Context, findings: &mut Findings) {
    let model = context.model;
    let mut dependencies = Graph::new();
    let is_dependency = |place: Place| matches!(place, Place::DependsOn | Place::Dependency);
    for reference in model.references.iter().filter(|one| one.kind == Kind::Service && is_dependency(one.place)) {
        if let Some(owner) = model.declarations.get(reference.owner) {
            dependencies.entry(&owner.name).or_default().push((&reference.name, reference.range.clone()));
        }
    }
    report(&dependencies, "dependency cycle", findings);
    let mut extensions = Graph::new();
    let files = context.source.files;
    let is_own = |file: &Option<String>| {
        let path = file.as_deref().map(|file| resolve(files, "", file));
        path.is_none_or(|path| path.as_deref() == Some(context.source.file_name))
    };
    for extends in model.extends.iter().filter(|one| is_own(&one.file)) {
        if let Some(owner) = model.declarations.get(extends.owner) {
            extensions.entry(&owner.name).or_default().push((&extends.service, extends.service_range.clone()));
        }
    }
    report(&extensions, "`extends` cycle", findings);
    includes(context, findings);
}

/// Reports an `include` that leads back to the document.
fn includes(context: &Context, findings: &mut Findings) {
    let files = context.source.files;
    for include in context.model.includes() {
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
                let includes = file.facts.model.includes();
                waiting.extend(includes.filter_map(|next| resolve(files, &file.path, &next.path)));
            }
        }
    }
}

/// Reports the reference that closes each cycle.
fn report(graph: &Graph, what: &str, findings: &mut Findings) {
    let mut done: HashSet<&str> = HashSet::new();
    let mut names: Vec<&str> = graph.keys().copied().collect();
    names.sort_unstable();
    for start in names {
        // The path from the start, with the next reference to follow for each service.
        let mut way: Vec<(&str, usize)> = vec![(start, 0)];
        let mut on_way: HashSet<&str> = HashSet::from([start]);
        while let Some((name, next)) = way.last_mut() {
            let Some((target, range)) = graph.get(*name).and_then(|references| references.get(*next)) else {
                done.insert(name);
                on_way.remove(*name);
                way.pop();
                continue;
            };
            *next += 1;
            if on_way.contains(target) {
                if !findings.admits(Some(Rule::DependencyCycle)) {
                    return;
                }
                let first = way.iter().position(|(name, _)| name == target).unwrap_or_default();
                let cycle: Vec<String> = way[first..].iter().map(|(name, _)| format!("`{name}`")).collect();
                let message = format!("{what}: {} → `{target}`", cycle.join(" → "));
                findings.add(Finding::new(Some(Rule::DependencyCycle), Diagnostic::error(range.clone(), message)));
            } else if !done.contains(target) && graph.contains_key(target) {
                way.push((target, 0));
                on_way.insert(target);
            }
        }
    }
}
