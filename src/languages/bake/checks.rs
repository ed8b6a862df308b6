//! What is wrong with the targets of a Bake file.

use std::ops::Range;

use super::dockerfiles::{Dockerfile, Dockerfiles};
use super::targets::{Document, Target, Text};
use crate::languages::FileProvider;
use crate::languages::answers::{Diagnostic, Tag};
use crate::languages::findings::Quota;

/// Something wrong, and what is to be removed to mend it.
#[derive(Debug)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub delete_range: Option<Range<usize>>,
}

/// Arguments that a Dockerfile need not declare: those of `BuildKit`.
const BUILT_IN: [&str; 12] = [
    "ALL_PROXY",
    "BUILDKIT_CACHE_MOUNT_NS",
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
    "BUILDKIT_DOCKERFILE_CHECK",
    "BUILDKIT_MULTI_PLATFORM",
    "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDKIT_SYNTAX",
    "FTP_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "SOURCE_DATE_EPOCH",
];

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
    fn error(&mut self, check: Check, at: &Text, message: impl FnOnce() -> String) {
        if self.quota.take(check) {
            let diagnostic = Diagnostic::error(at.range.clone(), message());
            self.found.push(Finding { diagnostic, delete_range: None });
        }
    }
}

pub fn findings(document: &Document, files: &dyn FileProvider) -> Vec<Finding> {
    let mut findings = Findings { quota: Quota::new(document.errors.len()), found: Vec::new() };
    for target in &document.targets {
        check_dockerfile(target, &mut findings);
        check_words(target, &mut findings);
    }
    if document.is_well_formed {
        let mut dockerfiles = Dockerfiles::of(&document.targets, files);
        for target in &document.targets {
            check_stage(target, &mut dockerfiles, &mut findings);
            check_arguments(target, &mut dockerfiles, &mut findings);
        }
    }
    findings.found
}

/// A Dockerfile in place makes a path to another one useless.
fn check_dockerfile(target: &Target, findings: &mut Findings) {
    if target.attribute("dockerfile-inline").is_none() {
        return;
    }
    // JSON may say it more than once.
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

/// Texts of which there are few, or that have a form.
fn check_words(target: &Target, findings: &mut Findings) {
    for text in target.texts("entitlements") {
        if !matches!(text.value.as_str(), "network.host" | "security.insecure") {
            findings.error(Check::Entitlements, text, || {
                "unknown entitlement: expected network.host or security.insecure".to_owned()
            });
        }
    }
    if let Some(text) = target.text("network")
        && !matches!(text.value.as_str(), "default" | "host" | "none")
    {
        findings.error(Check::Network, text, || "unknown network: expected default, host or none".to_owned());
    }
    for text in target.texts("annotations") {
        if !text.value.contains('=') {
            findings.error(Check::Annotations, text, || {
                format!("malformed annotation {:?}: expected key=value", text.value)
            });
        }
    }
}

fn check_stage(target: &Target, dockerfiles: &mut Dockerfiles, findings: &mut Findings) {
    let Some(stage) = target.text("target") else { return };
    if let Dockerfile::Known(names) = dockerfiles.of_target(&target.name)
        && !names.stages.contains(&stage.value)
    {
        findings.error(Check::Stage, stage, || "there is no such stage in the Dockerfile".to_owned());
    }
}

/// Proxies may be named in either case, and what begins so is read by `BuildKit` itself.
fn is_built_in(argument: &str) -> bool {
    let is_proxy = argument.to_ascii_uppercase().ends_with("_PROXY");
    (is_proxy && BUILT_IN.contains(&argument.to_ascii_uppercase().as_str()))
        || BUILT_IN.contains(&argument)
        || argument.starts_with("BUILDKIT_")
}

/// An argument may also be meant for the targets that inherit it.
fn check_arguments(target: &Target, dockerfiles: &mut Dockerfiles, findings: &mut Findings) {
    let Dockerfile::Known(own) = dockerfiles.of_target(&target.name) else { return };
    let is_known = |key: &&Text| own.arguments.contains(&key.value) || is_built_in(&key.value);
    let mut unknown: Vec<_> = target.keys("args").iter().filter(|key| !is_known(key)).collect();
    if unknown.is_empty() {
        return;
    }
    for heir in dockerfiles.heirs(&target.name, unknown.len()) {
        match heir {
            Dockerfile::Known(names) => unknown.retain(|key| !names.arguments.contains(&key.value)),
            Dockerfile::Unknown => return,
        }
    }
    for key in unknown {
        findings
            .error(Check::Arguments, key, || format!("{:?} is not declared as an ARG in the Dockerfile", key.value));
    }
}
