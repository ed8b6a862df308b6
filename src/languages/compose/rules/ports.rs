//! Reports services that publish the same host port.

use std::collections::HashSet;

use super::{Context, Finding, Findings, Rule};
use crate::languages::answers::Diagnostic;
use crate::languages::compose::model::{Kind, PortUse};
use crate::languages::sort::SortStably;

/// The maximum number of ports that are compared with each other.
const MAX_PORTS: usize = 2_000;

pub fn check(context: &Context, findings: &mut Findings) {
    let model = context.model;
    let profiles = model.references.iter().filter(|one| one.kind == Kind::Profile);
    let with_profiles: HashSet<usize> = profiles.map(|one| one.owner).collect();
    let compared = model.ports.iter().take(MAX_PORTS);
    let mut ports: Vec<&PortUse> = compared.filter(|port| !with_profiles.contains(&port.owner)).collect();
    ports.sort_stably_by_key(|one| (*one.port.ports.start(), one.range.start));
    let mut reported = HashSet::new();
    for (index, port) in ports.iter().enumerate() {
        // Ports are sorted by their starts, so a range overlaps the following ones that start within it.
        let followers = ports[index + 1..].iter().take_while(|other| other.port.ports.start() <= port.port.ports.end());
        for other in followers.filter(|other| other.owner != port.owner && other.port.overlaps(&port.port)) {
            let (earlier, later) = if port.range.start < other.range.start { (port, other) } else { (other, port) };
            if !findings.admits(Some(Rule::PortConflict)) {
                return;
            }
            if !reported.insert(later.range.start) {
                continue;
            }
            let Some(owner) = model.declarations.get(earlier.owner) else { continue };
            let message = format!(
                "host port {} is already published by service `{}`; use another port",
                other.port.ports.start(),
                owner.name
            );
            findings.add(Finding::new(Some(Rule::PortConflict), Diagnostic::warning(later.range.clone(), message)));
        }
    }
}
