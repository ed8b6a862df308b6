//! Reports services that publish the same host port.

use std::collections::HashSet;

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::{Kind, Model, PortUse};
use crate::languages::sort::SortStably;

/// The maximum number of ports that are compared with each other.
const MAX_PORTS: usize = 2_000;

/// A published port with its service.
struct Published<'c> {
    port: &'c PortUse,
    service: &'c str,
    /// The path of the file, unless it is the document.
    file: Option<&'c str>,
}

pub fn check(context: &Context, findings: &mut Findings) {
    // In one of several files, a tag such as `!override` can replace the ports of any other.
    if !context.project.files.is_empty() && context.has_merge_tags(&["ports", "profiles"]) {
        return;
    }
    let has_profiles = services_with_profiles(context);
    let mut ports: Vec<Published> =
        published(context).filter(|one| !has_profiles.contains(one.service)).take(MAX_PORTS).collect();
    ports.sort_stably_by_key(|one| (*one.port.port.ports.start(), one.file, one.port.range.start));
    let mut reported = HashSet::new();
    for (index, one) in ports.iter().enumerate() {
        // Ports are sorted by their starts, so a range overlaps the following ones that start within it.
        let end = one.port.port.ports.end();
        let followers = ports[index + 1..].iter().take_while(|other| other.port.port.ports.start() <= end);
        for other in followers.filter(|other| other.service != one.service && other.port.port.overlaps(&one.port.port))
        {
            // The reported port is in the document.
            let (earlier, later) = match (one.file, other.file) {
                (Some(_), Some(_)) => continue,
                (Some(_), None) => (one, other),
                (None, None) if one.port.range.start < other.port.range.start => (one, other),
                (None, _) => (other, one),
            };
            if !findings.admits(Some(Rule::PortConflict)) {
                return;
            }
            if !reported.insert(later.port.range.start) {
                continue;
            }
            let place = earlier.file.map(|file| format!(" in `{file}`")).unwrap_or_default();
            let message = format!(
                "host port {} is already published by service `{}`{place}; use another port",
                other.port.port.ports.start(),
                earlier.service
            );
            let diagnostic = Diagnostic::warning(later.port.range.clone(), message);
            findings.add(Finding::new(Some(Rule::PortConflict), diagnostic));
        }
    }
}

/// Returns the ports of the document and of the other files of the application.
fn published<'c>(context: &'c Context) -> impl Iterator<Item = Published<'c>> {
    fn of<'c>(model: &'c Model, file: Option<&'c str>) -> impl Iterator<Item = Published<'c>> {
        model.ports.iter().filter_map(move |port| {
            let service = &model.declarations.get(port.owner)?.name;
            Some(Published { port, service, file })
        })
    }
    let others = context.project.files.iter().flat_map(|file| of(&file.facts.model, Some(file.path.as_str())));
    of(context.model, None).chain(others)
}

/// Returns the services that have profiles in any file of the application.
fn services_with_profiles<'c>(context: &'c Context) -> HashSet<&'c str> {
    let others = context.project.files.iter().map(|file| &file.facts.model);
    let models = std::iter::once(context.model).chain(others);
    let with_profiles = models.flat_map(|model| {
        let profiles = model.references.iter().filter(|one| one.kind == Kind::Profile);
        profiles.filter_map(|one| model.declarations.get(one.owner)).map(|service| service.name.as_str())
    });
    with_profiles.collect()
}
