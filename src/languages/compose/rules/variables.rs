//! Reports variables that are not set and have no default value.

use std::collections::HashSet;

use super::suggestions::Suggestions;
use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Severity};
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::values::interpolation::{FallbackKind, evaluated, invalid_variable};
use crate::languages::compose::values::volume::VolumeSource;
use crate::languages::findings::Correction;
use crate::languages::syntax::yaml::{Content, NodeId, shown};
use crate::languages::text::did_you_mean;

/// Variables that shells or Compose itself usually set.
const USUAL: [&str; 20] = [
    "COMPOSE_FILE",
    "COMPOSE_PROFILES",
    "COMPOSE_PROJECT_NAME",
    "CI",
    "DISPLAY",
    "GID",
    "HOME",
    "HOST",
    "HOSTNAME",
    "LANG",
    "LOGNAME",
    "PATH",
    "PWD",
    "SHELL",
    "SSH_AUTH_SOCK",
    "TERM",
    "TMPDIR",
    "UID",
    "USER",
    "XDG_RUNTIME_DIR",
];

/// Keys whose values Compose converts from strings, so that they must not be empty.
const CONVERTED: [&str; 14] = [
    "attachable",
    "cpu_count",
    "cpus",
    "disable",
    "init",
    "internal",
    "pids_limit",
    "privileged",
    "read_only",
    "replicas",
    "retries",
    "scale",
    "stdin_open",
    "tty",
];

pub fn check(context: &Context, findings: &mut Findings) {
    if !context.tree.text.contains('$') {
        return;
    }
    let set = context.set_variables();
    let value = |name: &str| set.value(name);
    let mut suggestions = Suggestions::new();
    let mut reported = HashSet::new();
    let yaml = &context.tree.yaml;
    for id in yaml.ids() {
        let is_value = matches!(context.tree.role(id), Role::Value(_) | Role::Item(_));
        if !is_value || !matches!(yaml.node(id).content, Content::Scalar(_)) {
            continue;
        }
        let range = yaml.node(id).range.clone();
        if let Some(invalid) = yaml.text(id).and_then(invalid_variable) {
            findings.add(invalid_interpolation(context, &range, invalid));
            continue;
        }
        for variable in evaluated(context.tree.text, range, value) {
            let name = &context.tree.text[variable.name.clone()];
            let fallback = variable.fallback(context.tree.text);
            let is_required = fallback.is_some_and(|fallback| fallback.kind == FallbackKind::Required);
            let is_known = name.is_empty() || USUAL.contains(&name) || set.value(name).is_some();
            if is_known || fallback.is_some() && !is_required || !variable.is_closed {
                continue;
            }
            if !findings.admits(Some(Rule::UnsetVariable)) {
                continue;
            }
            let is_fatal = !is_required && cannot_be_empty(context, id, variable.range.clone());
            if !reported.insert(name.to_owned()) && !is_fatal {
                continue;
            }
            let (severity, effect) = if is_fatal {
                (Severity::Warning, "an empty value is invalid here")
            } else {
                (Severity::Hint, "Compose uses an empty value")
            };
            let nearest = suggestions.nearest(name, set.names(), |other| is_misspelled(name, other));
            let suggestion = did_you_mean(nearest);
            let message = if is_required {
                format!("variable `{name}` is required and not set in `.env`; set it there or in the shell{suggestion}")
            } else {
                format!("variable `{name}` is not set in `.env` and has no default; {effect}{suggestion}")
            };
            // The shell may set the variable.
            let rename = nearest.map(|nearest| {
                Correction::replace(format!("Change to `{nearest}`"), variable.name, nearest).not_preferred()
            });
            let diagnostic = Diagnostic::with_severity(severity, variable.range, message);
            findings.add(Finding::new(Some(Rule::UnsetVariable), diagnostic).corrected(rename));
        }
    }
}

/// Whether two names consist of the same letters, except for one that is missing or added. Names such as `DB_HOST` and
/// `DB_PORT` are similar, too, but usually both exist.
fn is_misspelled(name: &str, other: &str) -> bool {
    let mut left = [0_usize; 256];
    name.bytes().for_each(|byte| left[usize::from(byte)] += 1);
    let is_common = |byte: &u8| {
        let left = &mut left[usize::from(*byte)];
        let is_common = *left > 0;
        *left -= usize::from(is_common);
        is_common
    };
    let common = other.bytes().filter(is_common).count();
    (name.len() - common) + (other.len() - common) <= 1
}

fn invalid_interpolation(context: &Context, value: &std::ops::Range<usize>, invalid: &str) -> Finding {
    let source = &context.tree.text[value.clone()];
    let range = match source.find(invalid) {
        Some(at) => value.start + at..value.start + at + invalid.len(),
        None => context.tree.first_line(value),
    };
    let message = format!("invalid variable `{}`: expected `${{NAME}}`; write `$$` for a dollar sign", shown(invalid));
    Finding::new(None, Diagnostic::error(range, message))
}

/// Whether Compose rejects the value if the variable is empty.
fn cannot_be_empty(context: &Context, id: NodeId, variable: std::ops::Range<usize>) -> bool {
    let Some(names) = context.tree.shallow_names(id) else { return false };
    let is_all = context.tree.inner_range(id) == variable;
    match names[..] {
        ["services" | "jobs", _, "volumes", "-"] => {
            let text = context.tree.yaml.text(id).unwrap_or_default();
            let starts = context.tree.inner_range(id).start == variable.start;
            VolumeSource::parse(text) == VolumeSource::Unknown && starts && text[variable.len()..].starts_with(':')
        }
        ["services" | "jobs", _, "ports", "-", "target"] => is_all,
        ["services" | "jobs", _, .., name] => is_all && CONVERTED.contains(&name),
        _ => false,
    }
}
