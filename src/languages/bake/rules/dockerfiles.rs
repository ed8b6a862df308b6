//! Compares stages and build arguments with the Dockerfiles of targets.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::findings::{Check, Findings};
use super::list;
use crate::languages::answers::Diagnostic;
use crate::languages::bake::evaluation::problems::nearest;
use crate::languages::bake::evaluation::targets::{Evaluated, Target};
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::dockerfiles::Dockerfiles;
use crate::languages::bake::model::dockerfiles::facts::Facts;
use crate::languages::bake::model::project::Project;
use crate::languages::bake::reference::build_arguments::is_built_in;
use crate::languages::bake::syntax::{Block, ExprKind, Name};
use crate::languages::findings::Correction;
use crate::languages::source::FileProvider;
use crate::languages::text::did_you_mean;

pub fn check(project: &Project, evaluated: &Evaluated, files: &dyn FileProvider, findings: &mut Findings) {
    let mut dockerfiles = Dockerfiles::new(evaluated, files);
    let mut targets: HashMap<usize, Vec<&Target>> = HashMap::new();
    for target in &evaluated.targets {
        for (file, range) in &target.blocks {
            if *file == project.document {
                targets.entry(range.start).or_default().push(target);
            }
        }
    }
    for block in project.document().tree.body.blocks.iter().filter(|block| block.kind.text == "target") {
        for target in targets.get(&block.range().start).into_iter().flatten() {
            // A file that is read together with this one may set the context or the Dockerfile.
            if !project.is_default && project.is_declared_nearby(&target.name) {
                continue;
            }
            let Some(family) = dockerfiles.of_family(&target.name) else { continue };
            let checker = Checker { project, block, target, family };
            checker.check_stage(findings);
            checker.check_cache_filter(findings);
            checker.check_arguments(findings);
        }
    }
}

/// Whether a block is the last one that sets an attribute of a target, so that its value is the effective one.
fn is_effective(project: &Project, target: &Target, file: usize, block: &Block, attribute: &str) -> bool {
    let sets = |place: &&(usize, Range<usize>)| {
        let (file, range) = place;
        let blocks = &project.files[*file].tree.body.blocks;
        let found = blocks.get(blocks.partition_point(|block| block.range().start < range.start));
        found.is_some_and(|block| block.body.attribute(attribute).is_some())
    };
    target.blocks.iter().rev().find(sets).is_some_and(|place| *place == (file, block.range()))
}

/// Checks a block, with a target that it defines, and the Dockerfiles of that target and of all targets that inherit
/// from it.
struct Checker<'c> {
    project: &'c Project<'c>,
    block: &'c Block,
    target: &'c Target,
    family: Vec<Arc<Facts>>,
}

impl Checker<'_> {
    fn has_stage(&self, name: &str) -> bool {
        self.family.iter().any(|facts| facts.has_stage(name))
    }

    fn nearest_stage(&self, name: &str) -> Option<&str> {
        nearest(name, self.family.iter().flat_map(|facts| facts.stage_names()))
    }

    fn check_stage(&self, findings: &mut Findings) {
        let Some(attribute) = self.block.body.attribute("target") else { return };
        let Some(stage) = self.target.attributes.get("target").and_then(Value::as_str) else { return };
        if self.has_stage(stage)
            || !is_effective(self.project, self.target, self.project.document, self.block, "target")
        {
            return;
        }
        findings.add(Check::Stage, || {
            let nearest = self.nearest_stage(stage);
            let message = stage_message(stage, nearest);
            let inner = attribute.value.name().map(|name| name.inner());
            (Diagnostic::error(attribute.value.range(), message), change(nearest, inner))
        });
    }

    /// Warns about stages that do not exist. BuildKit ignores them.
    fn check_cache_filter(&self, findings: &mut Findings) {
        for stage in list(self.block, "no-cache-filter").filter(|stage| !self.has_stage(&stage.text)) {
            findings.add(Check::Stage, || {
                let nearest = self.nearest_stage(&stage.text);
                let message = stage_message(&stage.text, nearest);
                (Diagnostic::warning(stage.range(), message), change(nearest, Some(stage.inner())))
            });
        }
    }

    /// Warns about undeclared arguments. An argument can be declared in the Dockerfile of the target, or of a target
    /// that inherits it.
    fn check_arguments(&self, findings: &mut Findings) {
        let Some(attribute) = self.block.body.attribute("args") else { return };
        let ExprKind::Object(entries) = &attribute.value.kind else { return };
        let values = self.target.attributes.get("args");
        for name in entries.iter().filter_map(|entry| entry.name.as_ref()) {
            let is_declared = || self.family.iter().any(|facts| facts.declares(&name.text));
            // An argument that is null is not passed.
            let is_passed =
                values.is_none_or(|values| values.entry(&name.text).is_some_and(|value| *value != Value::Null));
            if is_passed && !is_built_in(&name.text) && !is_declared() {
                self.report_argument(name, findings);
            }
        }
    }

    fn report_argument(&self, name: &Name, findings: &mut Findings) {
        findings.add(Check::Arguments, || {
            let declared = self.family.iter().flat_map(|facts| &facts.arguments).map(|argument| argument.name.as_str());
            let nearest = nearest(&name.text, declared);
            let message = format!("`{}` is not declared as an `ARG` in the Dockerfile", name.text.escape_debug());
            let message = format!("{message}{}", did_you_mean(nearest));
            (Diagnostic::warning(name.range(), message), change(nearest, Some(name.inner())))
        });
    }
}

fn stage_message(stage: &str, nearest: Option<&str>) -> String {
    format!("there is no stage `{stage}` in the Dockerfile{}", did_you_mean(nearest))
}

fn change(nearest: Option<&str>, range: Option<Range<usize>>) -> Option<Correction> {
    let (nearest, range) = (nearest?, range?);
    Some(Correction::replace(format!("Change to `{nearest}`"), range, nearest))
}
