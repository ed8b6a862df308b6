//! Checks for functions that call themselves, groups that are empty or contain themselves, and targets that are their
//! own build context.

use std::collections::HashMap;

use super::findings::{Check, Findings};
use super::list;
use super::references::is_replaced;
use crate::languages::bake::evaluation::resolved::Resolver;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::functions::function;
use crate::languages::bake::syntax::{Block, Expr, ExprKind, Name};

/// The names that each name refers to.
type Edges<'e> = HashMap<&'e str, Vec<&'e str>>;

pub fn check(project: &Project, evaluated: &Evaluated, findings: &mut Findings) {
    // Files outside of the project may replace parts of a cycle.
    if !project.is_default {
        return;
    }
    check_functions(project, findings);
    if evaluated.has_unknown_names {
        return;
    }
    check_groups(project, evaluated, findings);
    check_contexts(project, evaluated, findings);
}

fn blocks<'p>(project: &'p Project, kind: &'static str) -> impl Iterator<Item = (&'p Block, &'p str)> {
    let blocks = project.document().tree.body.blocks.iter().filter(move |block| block.kind.text == kind);
    blocks.filter_map(|block| Some((block, block.label.as_ref()?.text.as_str())))
}

/// Reports functions that call themselves. Bake resolves all functions that a result names, even if they are not
/// called.
fn check_functions(project: &Project, findings: &mut Findings) {
    let mut calls: HashMap<&str, Vec<&Name>> = HashMap::new();
    for name in project.user_function_names() {
        let Some((_, block)) = project.function_block(name) else { continue };
        let Some(result) = block.body.attribute("result") else { continue };
        calls.insert(name, called_functions(&result.value));
    }
    let is_user_function = |name: &&Name| function(&name.text).is_none();
    let edges: Edges = calls
        .iter()
        .map(|(name, called)| {
            (*name, called.iter().copied().filter(is_user_function).map(|name| name.text.as_str()).collect())
        })
        .collect();
    let cycles = cycles(&edges);
    for (block, name) in blocks(project, "function") {
        // A later function of the same name replaces this one.
        let is_last = project.function_block(name).is_some_and(|(_, last)| std::ptr::eq(last, block));
        let called = calls.get(name).into_iter().flatten().filter(|_| is_last && cycles.contains_key(name));
        for other in called.filter(|other| cycles.get(other.text.as_str()) == cycles.get(name)) {
            findings.error(Check::Reference, &other.range(), || format!("function `{name}` must not call itself"));
        }
    }
}

fn called_functions(result: &Expr) -> Vec<&Name> {
    let (mut names, mut waiting) = (Vec::new(), vec![result]);
    while let Some(expression) = waiting.pop() {
        if let ExprKind::Call(call) = &expression.kind {
            names.push(&call.name);
        }
        expression.each_child(|child| waiting.push(child));
    }
    names
}

/// Checks groups. If a group is empty or contains itself, Bake looks for a target of this name.
fn check_groups(project: &Project, evaluated: &Evaluated, findings: &mut Findings) {
    let mut edges = Edges::new();
    for group in &evaluated.groups {
        let members = group.targets.iter().flatten().map(String::as_str);
        let groups = members.filter(|member| evaluated.group(member).is_some() && evaluated.target(member).is_none());
        edges.insert(&group.name, groups.collect());
    }
    let cycles = cycles(&edges);
    for (block, name) in blocks(project, "group") {
        if is_replaced(project, block) {
            continue;
        }
        for member in list(block, "targets") {
            let text = member.text.as_str();
            if cycles.get(name).is_some_and(|cycle| cycles.get(text) == Some(cycle)) {
                findings.error(Check::Reference, &member.range(), || format!("group `{text}` contains itself"));
            } else if evaluated.target(text).is_none()
                && evaluated.group(text).is_some_and(|group| group.targets.as_ref().is_some_and(Vec::is_empty))
            {
                findings.error(Check::Reference, &member.range(), || format!("group `{text}` has no targets"));
            }
        }
    }
}

fn check_contexts(project: &Project, evaluated: &Evaluated, findings: &mut Findings) {
    let mut resolver = Resolver::new(evaluated);
    let mut links: HashMap<&str, Vec<String>> = HashMap::new();
    for target in &evaluated.targets {
        let Ok(merged) = resolver.resolve(&target.name) else { continue };
        let Some(Value::Object(contexts)) = merged.attributes.get("contexts") else { continue };
        let linked = contexts.values().filter_map(|context| context.as_str()?.strip_prefix("target:"));
        links.insert(&target.name, linked.map(str::to_owned).collect());
    }
    let edges: Edges =
        links.iter().map(|(name, linked)| (*name, linked.iter().map(String::as_str).collect())).collect();
    let cycles = cycles(&edges);
    for (block, name) in blocks(project, "target") {
        if cycles.contains_key(name) {
            let range = block.body.attribute("contexts").map(|attribute| attribute.name.range());
            let range = range.or_else(|| block.label.as_ref().map(Name::range)).unwrap_or_else(|| block.kind.range());
            findings.error(Check::Reference, &range, || format!("target `{name}` uses itself as a build context"));
        }
    }
}

/// The state of a name in [`cycles`].
struct Visit {
    order: usize,
    /// The lowest order of a visit that is known to be in the same cycle.
    earliest: usize,
    is_open: bool,
}

impl Visit {
    fn lower(visits: &mut HashMap<&str, Self>, name: &str, earliest: usize) {
        if let Some(visit) = visits.get_mut(name) {
            visit.earliest = visit.earliest.min(earliest);
        }
    }
}

/// Assigns each name the number of its cycle. Names that refer to each other have the same number. This is Tarjan's
/// algorithm for strongly connected components, without recursion.
fn cycles<'e>(edges: &Edges<'e>) -> HashMap<&'e str, usize> {
    let mut cycles = HashMap::new();
    let mut visits: HashMap<&str, Visit> = HashMap::new();
    // The visited names whose cycle is not complete.
    let mut open: Vec<&str> = Vec::new();
    // The path to the current name. Each name comes with those of its references that have not been followed yet.
    let mut way: Vec<(&str, std::slice::Iter<'_, &str>)> = Vec::new();
    for start in edges.keys() {
        let mut next = Some(*start).filter(|start| !visits.contains_key(start));
        loop {
            if let Some(name) = next.take() {
                let order = visits.len();
                visits.insert(name, Visit { order, earliest: order, is_open: true });
                open.push(name);
                way.push((name, edges[name].iter()));
            }
            let Some((name, others)) = way.last_mut() else { break };
            let name = *name;
            if let Some(other) = others.next() {
                match visits.get(other).map(|visit| (visit.order, visit.is_open)) {
                    None if edges.contains_key(other) => next = Some(*other),
                    Some((order, true)) => Visit::lower(&mut visits, name, order),
                    None | Some(_) => {}
                }
                continue;
            }
            way.pop();
            let Visit { order, earliest, .. } = visits[name];
            if let Some((parent, _)) = way.last() {
                Visit::lower(&mut visits, parent, earliest);
            }
            if earliest == order {
                let start = open.iter().rposition(|other| *other == name).unwrap_or_default();
                let found = open.split_off(start);
                let is_cycle = found.len() > 1 || edges[name].contains(&name);
                for member in found {
                    if let Some(visit) = visits.get_mut(member) {
                        visit.is_open = false;
                    }
                    if is_cycle {
                        cycles.insert(member, order);
                    }
                }
            }
        }
    }
    cycles
}
