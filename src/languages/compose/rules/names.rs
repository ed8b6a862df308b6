//! Reports names that are not declared, and declarations that are not used.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::{HashMap, HashSet};

use super::suggestions::Suggestions;
use super::{Completeness, Context, Finding, Findings, Rule};
use crate::languages::answers::{Diagnostic, Edit, Severity, Tag};
use crate::languages::compose::model::project::{FileFacts, join};
use crate::languages::compose::model::tree::Role;
use crate::languages::compose::model::{Declaration, Extends, Kind, Place, Reference};
use crate::languages::compose::values::interpolation::is_interpolated;
use crate::languages::compose::values::volume::VolumeSource;
use crate::languages::findings::Correction;
use crate::languages::text::{did_you_mean, line_start};

/// The maximum number of values with variables whose meaning is determined.
const MAX_VARIABLES: usize = 10_000;

/// For each list or mapping of a service, the names that it contains.
type Listed<'c> = HashMap<(usize, Place, Kind), HashSet<&'c str>>;

pub fn check(context: &Context, findings: &mut Findings) {
    let mut suggestions = Suggestions::new();
    if context.project.is_complete {
        let own = context.model.declarations.iter();
        let others = context.project.files.iter().flat_map(|file| &file.facts.model.declarations);
        let declared: HashSet<(Kind, &str)> = own.chain(others).map(|one| (one.kind, one.name.as_str())).collect();
        let mut listed = Listed::default();
        for one in &context.model.references {
            listed.entry((one.owner, one.place, one.kind)).or_default().insert(&one.name);
        }
        for reference in &context.model.references {
            if !findings.admits(Some(Rule::UndefinedName)) {
                break;
            }
            if !is_declared(context, reference, &declared) {
                findings.add(undefined(context, reference, &listed, &mut suggestions));
            } else if !is_extended_here(context, reference) {
                let name = &reference.name;
                let message = format!(
                    "undefined service `{name}`: without `file`, `extends` finds only services of the same YAML document"
                );
                let diagnostic = Diagnostic::warning(reference.range.clone(), message);
                findings.add(Finding::new(Some(Rule::UndefinedName), diagnostic));
            }
        }
    }
    extended_services(context, &mut suggestions, findings);
    if context.completeness == Completeness::Complete && !context.model.declarations.is_empty() {
        unused(context, findings);
    }
}

/// Checks the services of other files that `extends` refers to.
fn extended_services(context: &Context, suggestions: &mut Suggestions, findings: &mut Findings) {
    let mut by_path: BTreeMap<String, Vec<&Extends>> = BTreeMap::new();
    for extends in &context.model.extends {
        if let Some(path) = extends.file.as_deref().and_then(|file| join("", file)) {
            by_path.entry(path).or_default().push(extends);
        }
    }
    for (path, all) in by_path {
        let Some(facts) = FileFacts::of(context.source.files, &path) else { continue };
        let services = facts.model.declarations.iter().filter(|one| one.kind == Kind::Service);
        let names: Vec<&str> = services.map(|one| one.name.as_str()).collect();
        // A file without services may not be a Compose file, or may only include other files.
        if names.is_empty() || facts.model.included_files().next().is_some() || facts.model.has_unknown_includes {
            continue;
        }
        let known: HashSet<&str> = names.iter().copied().collect();
        for extends in all.into_iter().filter(|extends| !known.contains(extends.service.as_str())) {
            if !findings.admits(Some(Rule::UndefinedName)) {
                return;
            }
            let nearest = suggestions.nearest(&extends.service, names.iter().copied(), |_| true);
            findings.add(undefined_in(context, &path, extends, nearest));
        }
    }
}

/// Returns the finding for a service that another file does not declare.
fn undefined_in(context: &Context, path: &str, extends: &Extends, nearest: Option<&str>) -> Finding {
    let message = format!("undefined service `{}` in `{path}`{}", extends.service, did_you_mean(nearest));
    let range = extends.service_range.clone();
    let is_written = context.tree.text.get(range.clone()) == Some(extends.service.as_str());
    let rename = nearest
        .filter(|_| is_written)
        .map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
    Finding::new(Some(Rule::UndefinedName), Diagnostic::warning(range, message)).corrected(rename)
}

fn is_declared(context: &Context, reference: &Reference, declared: &HashSet<(Kind, &str)>) -> bool {
    let Reference { kind, name, place, owner, .. } = reference;
    let is_there = |kind: Kind| declared.contains(&(kind, name.as_str()));
    let is_job = context.model.declarations.get(*owner).is_some_and(|owner| owner.kind == Kind::Job);
    match kind {
        Kind::Profile => true,
        Kind::Network if name == "default" => true,
        Kind::Service if is_job && *place == Place::DependsOn => is_there(*kind) || is_there(Kind::Job),
        _ => is_there(*kind),
    }
}

/// Whether the YAML document of an `extends`, or an included file, declares the service, as Compose requires.
fn is_extended_here(context: &Context, reference: &Reference) -> bool {
    let yaml = &context.tree.yaml;
    let merged = [&context.project.base, &context.project.override_file];
    let is_included = |path: &String| merged.iter().all(|other| other.as_ref() != Some(path));
    let (kind, name) = (reference.kind, &reference.name);
    if reference.place != Place::Extends || yaml.documents.len() == 1 && merged.iter().all(|path| path.is_none()) {
        return true;
    }
    let document = |at: usize| yaml.documents.partition_point(|document| yaml.node(*document).range.start <= at);
    let own = document(reference.range.start);
    context.model.declared(kind, name).any(|one| document(one.name_range.start) == own)
        || context.project.declared(kind, name).any(|(file, _)| is_included(&file.path))
}

fn undefined(context: &Context, reference: &Reference, listed: &Listed, suggestions: &mut Suggestions) -> Finding {
    let Reference { kind, name, place, owner, range, .. } = reference;
    // A list cannot contain a name twice.
    let listed = listed.get(&(*owner, *place, *kind));
    let own = context.model.declarations.iter().filter(|one| one.kind == *kind).map(|one| one.name.as_str());
    let nearest = suggestions.nearest(name, own.chain(context.project.names(*kind)), |other| {
        // Very short names are all similar to each other.
        let is_alike = name.len() > 3 || name.chars().next().is_some_and(|first| other.starts_with(first));
        is_alike && listed.is_none_or(|listed| !listed.contains(other))
    });
    let kind_name = kind.name();
    let suggestion = match nearest {
        Some(_) => did_you_mean(nearest),
        None => kind.section().map(|section| format!("; declare it under `{section}`")).unwrap_or_default(),
    };
    let message = format!("undefined {kind_name} `{name}`{suggestion}");
    // A file that is merged with this one by `docker compose -f` may declare it.
    let diagnostic = Diagnostic::warning(range.clone(), message);
    let is_written = context.tree.text.get(range.clone()) == Some(name.as_str());
    let rename = nearest
        .filter(|_| is_written)
        .map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
    let declare = declaration(context, *kind, name).map(|edit| {
        let correction = Correction::new(format!("Declare {kind_name} `{name}`"), vec![edit]);
        if rename.is_some() { correction.not_preferred() } else { correction }
    });
    Finding::new(Some(Rule::UndefinedName), diagnostic).corrected(rename).corrected(declare)
}

/// Returns the edit that declares a name. Only networks and volumes can be declared without a value.
fn declaration(context: &Context, kind: Kind, name: &str) -> Option<Edit> {
    if !matches!(kind, Kind::Network | Kind::Volume) || !name.bytes().all(is_name_byte) {
        return None;
    }
    let section = kind.section()?;
    let text = context.tree.text;
    let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let line_break = if is_crlf { "\r\n" } else { "\n" };
    let root = *context.tree.yaml.documents.first()?;
    let entry = context.tree.yaml.entries(root).iter().find(|(key, _)| context.tree.yaml.text(*key) == Some(section));
    let Some((key, value)) = entry else {
        let start = if text.is_empty() || text.ends_with('\n') { "" } else { line_break };
        return Some(Edit::insert(text.len(), format!("{start}{section}:{line_break}  {name}:{line_break}")));
    };
    let own = context.model.declarations.iter().rfind(|one| one.kind == kind);
    let Some(last) = own else {
        let is_absent = context.tree.yaml.node(*value).range.is_empty();
        let colon = context.tree.yaml.node(*key).range.end + 1;
        let is_line_end = text.get(colon..).is_some_and(|rest| rest.trim_start_matches(' ').starts_with(['\n', '\r']));
        return (is_absent && is_line_end).then(|| Edit::insert(colon, format!("{line_break}  {name}:")));
    };
    let line = line_start(text, last.name_range.start);
    let indentation = &text[line..last.name_range.start];
    let end = last.full_range.end;
    let rest = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let is_block =
        indentation.bytes().all(|byte| byte == b' ') && text[end..rest].trim().trim_start_matches(':').is_empty();
    let at = end + text[end..rest].trim_end().len();
    is_block.then(|| Edit::insert(at, format!("{line_break}{indentation}{name}:")))
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-')
}

/// Reports top-level names that no service uses. Because another file may use them, these are hints.
fn unused(context: &Context, findings: &mut Findings) {
    let own = context.model.references.iter();
    let others = context.project.files.iter().flat_map(|file| &file.facts.model.references);
    let used: HashSet<(Kind, &str)> = own.chain(others).map(|one| (one.kind, one.name.as_str())).collect();
    let with_variables = kinds_with_variables(context);
    let mut siblings: HashMap<Kind, usize> = HashMap::default();
    let sections = sections(context);
    for declaration in &context.model.declarations {
        *siblings.entry(declaration.kind).or_default() += 1;
    }
    for declaration in &context.model.declarations {
        if !findings.admits(Some(Rule::UnusedName)) {
            return;
        }
        let is_resource =
            matches!(declaration.kind, Kind::Network | Kind::Volume | Kind::Config | Kind::Secret | Kind::Model);
        let is_default = declaration.kind == Kind::Network && declaration.name == "default";
        let is_used = used.contains(&(declaration.kind, declaration.name.as_str()));
        // Compose interprets the volume in `d:/data` as a Windows drive, which is probably not intended.
        let is_drive = declaration.kind == Kind::Volume && declaration.name.len() == 1;
        if !is_resource || is_default || is_used || is_drive || with_variables.contains(&declaration.kind) {
            continue;
        }
        let Declaration { kind, name, name_range, .. } = declaration;
        let message = format!("{} `{name}` is not used by any service", kind.name());
        let diagnostic =
            Diagnostic::with_severity(Severity::Hint, name_range.clone(), message).with_tag(Tag::Unnecessary);
        let is_only = siblings.get(&declaration.kind) == Some(&1);
        let removal = if is_only { sections.get(kind).cloned() } else { removal(context, declaration) };
        let correction = removal.map(|range| {
            Correction::new(format!("Remove {} `{name}`", kind.name()), vec![Edit::delete(range)]).not_preferred()
        });
        findings.add(Finding::new(Some(Rule::UnusedName), diagnostic).corrected(correction));
    }
}

/// Returns the kinds of names that a variable may stand for.
fn kinds_with_variables(context: &Context) -> HashSet<Kind> {
    let (tree, yaml) = (context.tree, &context.tree.yaml);
    let mut found = HashSet::default();
    let scalars = yaml.ids().filter_map(|id| Some((id, yaml.text(id).filter(|text| is_interpolated(text))?)));
    for (id, text) in scalars.filter(|(id, _)| !matches!(tree.role(*id), Role::Key(_))).take(MAX_VARIABLES) {
        let kind = match tree.place(id)[..] {
            [.., "volumes", "-"] if VolumeSource::parse(text) != VolumeSource::Unknown => continue,
            [.., section, "-"] | [.., section, "-", "source"] => Kind::of_section(section),
            ["services" | "jobs", _, "credential_spec", "config"] => Some(Kind::Config),
            _ => None,
        };
        found.extend(kind);
    }
    found
}

/// Returns the lines of each top-level section that is written once and can be removed as a whole.
fn sections(context: &Context) -> HashMap<Kind, Range<usize>> {
    let (tree, yaml) = (context.tree, &context.tree.yaml);
    let [document] = yaml.documents[..] else { return HashMap::default() };
    let entries = yaml.entries(document).iter();
    let kind = |key| Kind::of_section(yaml.text(key)?);
    let lines = |key, value| removable_lines(context, tree.inner_range(key).start, &tree.entry_range(key, value));
    entries.filter_map(|(key, value)| Some((kind(*key)?, lines(*key, *value)?))).collect()
}

/// Returns the lines of a declaration, if they contain nothing else.
fn removal(context: &Context, declaration: &Declaration) -> Option<Range<usize>> {
    removable_lines(context, declaration.name_range.start, &declaration.full_range)
}

/// Returns the lines of an entry whose key starts at an offset, if they contain nothing else.
pub fn removable_lines(context: &Context, key_start: usize, entry: &Range<usize>) -> Option<Range<usize>> {
    let text = context.tree.text;
    let start = line_start(text, key_start);
    let end = text[entry.end..].find('\n').map_or(text.len(), |at| entry.end + at + 1);
    let before = text[start..key_start].trim_matches([' ', '"', '\'']);
    let after = text[entry.end..end].trim();
    let is_own = before.is_empty() && (after.is_empty() || after == ":" || after.starts_with('#'));
    let is_anchor = context.tree.yaml.anchors.iter().any(|anchor| entry.contains(&anchor.name.start));
    (is_own && !is_anchor).then_some(start..end)
}
