//! The checks of the targets of a Bake file.

use std::ops::Range;

use crate::languages::answers::{Diagnostic, Tag};
use crate::languages::bake::model::dockerfiles::{Dockerfile, Dockerfiles};
use crate::languages::bake::model::targets::{Document, StringValue, Target};
use crate::languages::bake::reference::build_arguments::is_built_in;
use crate::languages::findings::Quota;
use crate::languages::source::FileProvider;

/// A diagnostic, with the range to delete to correct it.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub delete_range: Option<Range<usize>>,
}

/// What is checked. Diagnostics carry no codes, but each check has a limit of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Check {
    IgnoredDockerfile,
    Entitlements,
    Network,
    Annotations,
    Stage,
    Arguments,
}

struct Findings {
    quota: Quota<Check>,
    found: Vec<Finding>,
}

impl Findings {
    fn error(&mut self, check: Check, at: &StringValue, message: impl FnOnce() -> String) {
        if self.quota.take(check) {
            let diagnostic = Diagnostic::error(at.range.clone(), message());
            self.found.push(Finding { diagnostic, delete_range: None });
        }
    }
}

pub fn findings(document: &Document, files: &dyn FileProvider) -> Vec<Finding> {
    let mut findings = Findings { quota: Quota::new(document.errors.len()), found: Vec::new() };
    for target in &document.targets {
        check_inline_dockerfile(target, &mut findings);
        check_values(target, &mut findings);
    }
    if document.is_well_formed {
        let mut dockerfiles = Dockerfiles::new(&document.targets, files);
        for target in &document.targets {
            check_stage(target, &mut dockerfiles, &mut findings);
            check_arguments(target, &mut dockerfiles, &mut findings);
        }
    }
    findings.found
}

/// An inline Dockerfile makes the path of another one useless.
fn check_inline_dockerfile(target: &Target, findings: &mut Findings) {
    if target.attribute("dockerfile-inline").is_none() {
        return;
    }
    // JSON can repeat the attribute.
    for attribute in target.attributes.iter().filter(|attribute| attribute.name == "dockerfile") {
        if !findings.quota.take(Check::IgnoredDockerfile) {
            return;
        }
        let range = attribute.range.clone();
        let diagnostic = Diagnostic::warning(range, "dockerfile is ignored beside dockerfile-inline");
        findings.found.push(Finding {
            diagnostic: diagnostic.with_tag(Tag::Unnecessary),
            delete_range: attribute.delete_range.clone(),
        });
    }
}

/// Attributes with a closed set of values, or with a syntax of their own.
fn check_values(target: &Target, findings: &mut Findings) {
    for value in target.strings("entitlements") {
        if !matches!(value.value.as_str(), "network.host" | "security.insecure") {
            findings.error(Check::Entitlements, value, || {
                "unknown entitlement: expected network.host or security.insecure".to_owned()
            });
        }
    }
    if let Some(value) = target.string("network")
        && !matches!(value.value.as_str(), "default" | "host" | "none")
    {
        findings.error(Check::Network, value, || "unknown network: expected default, host or none".to_owned());
    }
    for value in target.strings("annotations") {
        if !value.value.contains('=') {
            findings.error(Check::Annotations, value, || {
                format!("malformed annotation {:?}: expected key=value", value.value)
            });
        }
    }
}

fn check_stage(target: &Target, dockerfiles: &mut Dockerfiles, findings: &mut Findings) {
    let Some(stage) = target.string("target") else { return };
    if let Dockerfile::Known(names) = dockerfiles.of_target(&target.name)
        && !names.stages.contains(&stage.value)
    {
        findings.error(Check::Stage, stage, || "there is no such stage in the Dockerfile".to_owned());
    }
}

/// An argument can be declared in the Dockerfile of the target, or of a target that inherits it.
fn check_arguments(target: &Target, dockerfiles: &mut Dockerfiles, findings: &mut Findings) {
    let Dockerfile::Known(own) = dockerfiles.of_target(&target.name) else { return };
    let is_known = |key: &&StringValue| own.arguments.contains(&key.value) || is_built_in(&key.value);
    let mut unknown: Vec<_> = target.keys("args").iter().filter(|key| !is_known(key)).collect();
    if unknown.is_empty() {
        return;
    }
    for descendant in dockerfiles.of_descendants(&target.name, unknown.len()) {
        match descendant {
            Dockerfile::Known(names) => unknown.retain(|key| !names.arguments.contains(&key.value)),
            Dockerfile::Unknown => return,
        }
    }
    for key in unknown {
        findings
            .error(Check::Arguments, key, || format!("{:?} is not declared as an ARG in the Dockerfile", key.value));
    }
}
