//! Reports references to targets and groups that do not exist.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::Name;
use super::findings::{Check, Findings};
use super::values::creates_no_targets;
use crate::languages::answers::Diagnostic;
use crate::languages::bake::evaluation::problems::nearest;
use crate::languages::bake::evaluation::targets::{Evaluated, Target, is_valid_name};
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::syntax::{Attribute, Block, Expr, ExprKind};
use crate::languages::findings::Correction;
use crate::languages::text::did_you_mean;

pub fn check(project: &Project, evaluated: &Evaluated, findings: &mut Findings) {
    if evaluated.has_unknown_names {
        return;
    }
    let checker = Checker { project, evaluated };
    let mut made = HashMap::<usize, Vec<&Target>>::new();
    for target in &evaluated.targets {
        // Targets of several blocks are left out, because the origin of their names is unknown.
        if let [(file, range)] = target.blocks.as_slice()
            && *file == project.document
        {
            made.entry(range.start).or_default().push(target);
        }
    }
    for block in &project.document().tree.body.blocks {
        match block.kind.text.as_str() {
            "target" if creates_no_targets(block) => {}
            "target" => {
                for parent in names(block, "inherits") {
                    checker.check(&parent, &parent.text, false, findings);
                }
                for (context, target) in linked_targets(block) {
                    checker.check(&context, &target, false, findings);
                }
                let targets = made.get(&block.range().start).map_or(&[][..], Vec::as_slice);
                checker.computed_parents(block, targets, findings);
                checker.computed_contexts(block, targets, findings);
            }
            "group" if is_replaced(project, block) => {}
            "group" => {
                for member in names(block, "targets") {
                    checker.check(&member, &member.text, true, findings);
                }
                checker.computed_members(block, findings);
            }
            _ => {}
        }
    }
}

/// Returns the literal elements of a list of names. Bake converts numbers and booleans to strings.
fn names(block: &Block, attribute: &str) -> Vec<Name> {
    let elements = match block.body.attribute(attribute).map(|attribute| &attribute.value.kind) {
        Some(ExprKind::Tuple(elements)) => elements.as_slice(),
        _ => &[],
    };
    let converted = |element: &Expr| {
        let value = match element.kind {
            ExprKind::Number(number) => Value::Number(number),
            ExprKind::Bool(value) => Value::Bool(value),
            _ => return None,
        };
        Some(Name::plain(element.range(), &*value.to_text()?))
    };
    elements.iter().filter_map(|element| element.name().or_else(|| converted(element))).collect()
}

/// Whether a later group of the same name replaces a group.
pub(super) fn is_replaced(project: &Project, group: &Block) -> bool {
    let Some(label) = &group.label else { return false };
    project.blocks_named("group", &label.text).next_back().is_some_and(|(_, last)| !std::ptr::eq(last, group))
}

/// Returns the contexts of a target that are other targets, with the names of these targets.
fn linked_targets(block: &Block) -> Vec<(Name, String)> {
    let Some(contexts) = block.body.attribute("contexts") else { return Vec::new() };
    let ExprKind::Object(entries) = &contexts.value.kind else { return Vec::new() };
    let values = entries.iter().filter_map(|entry| entry.value.name());
    let targets = values.filter_map(|value| {
        let target = value.text.strip_prefix("target:")?.to_owned();
        let name = value.within(value.inner().start + "target:".len()..value.inner().end);
        Some((name, target))
    });
    targets.collect()
}

struct Checker<'c> {
    project: &'c Project<'c>,
    evaluated: &'c Evaluated,
}

impl Checker<'_> {
    /// Checks the parents that are not literals, such as those that depend on a matrix.
    fn computed_parents(&self, block: &Block, targets: &[&Target], findings: &mut Findings) {
        let Some(attribute) = block.body.attribute("inherits") else { return };
        let literals: HashSet<String> =
            names(block, "inherits").into_iter().map(|name| name.text.to_string()).collect();
        let parents = targets.iter().flat_map(|target| target.inherits.iter().flatten());
        let computed = parents.map(String::as_str).filter(|parent| !literals.contains(*parent));
        self.check_computed(attribute, computed, false, findings);
    }

    /// Checks the members of a group that are not literals, such as those that a function returns.
    fn computed_members(&self, block: &Block, findings: &mut Findings) {
        let Some(attribute) = block.body.attribute("targets") else { return };
        let group = block.label.as_ref().and_then(|label| self.evaluated.group(&label.text));
        let literals: HashSet<String> = names(block, "targets").into_iter().map(|name| name.text.to_string()).collect();
        let members = group.into_iter().flat_map(|group| group.targets.iter().flatten());
        let computed = members.map(String::as_str).filter(|member| !literals.contains(*member));
        self.check_computed(attribute, computed, true, findings);
    }

    /// Checks the linked targets whose names are not literals.
    fn computed_contexts(&self, block: &Block, targets: &[&Target], findings: &mut Findings) {
        let Some(attribute) = block.body.attribute("contexts") else { return };
        let literals: HashSet<String> = linked_targets(block).into_iter().map(|(_, target)| target).collect();
        for target in targets {
            let Some(Value::Object(contexts)) = target.attributes.get("contexts") else { continue };
            let linked = contexts.values().filter_map(|value| value.as_str()?.strip_prefix("target:"));
            self.check_computed(attribute, linked.filter(|target| !literals.contains(*target)), false, findings);
        }
    }

    /// Reports the first name that is not declared, at the value of the attribute that computes it.
    fn check_computed<'n>(
        &self,
        attribute: &Attribute,
        names: impl Iterator<Item = &'n str>,
        or_group: bool,
        findings: &mut Findings,
    ) {
        let is_declared = |name: &str| self.is_declared(name) || or_group && self.evaluated.group(name).is_some();
        if let Some(name) = { names }.find(|name| !is_declared(name)) {
            let range = attribute.value.range();
            findings.add(Check::Reference, || (self.diagnostic(range, name, or_group, ""), None));
        }
    }

    fn is_declared(&self, name: &str) -> bool {
        self.evaluated.target(name).is_some() || self.project.is_declared_nearby(name)
    }

    fn diagnostic(&self, range: Range<usize>, name: &str, or_group: bool, hint: &str) -> Diagnostic {
        let is_group = self.evaluated.group(name).is_some();
        let what = match (or_group, is_group) {
            _ if name.is_empty() => "expected the name of a target".to_owned(),
            (false, true) => format!("`{name}` is a group, not a target"),
            (false, false) => format!("there is no target `{name}`"),
            (true, _) => format!("there is no target or group `{name}`"),
        };
        let message = format!("{what}{hint}");
        if self.project.is_default { Diagnostic::error(range, message) } else { Diagnostic::warning(range, message) }
    }

    fn check(&self, at: &Name, name: &str, or_group: bool, findings: &mut Findings) {
        let is_group = self.evaluated.group(name).is_some();
        if self.is_declared(name) || or_group && is_group {
            return;
        }
        findings.add(Check::Reference, || {
            let targets = self.evaluated.targets.iter().map(|target| target.name.as_str());
            let groups = self.evaluated.groups.iter().filter(|_| or_group).map(|group| group.name.as_str());
            let nearest = nearest(name, targets.chain(groups).filter(|name| is_valid_name(name)));
            let correction =
                nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), at.inner(), nearest));
            (self.diagnostic(at.range(), name, or_group, &did_you_mean(nearest)), correction)
        });
    }
}
