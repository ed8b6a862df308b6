//! Reports targets whose build context is another target that is not built for all of their platforms.

use std::collections::HashSet;

use super::findings::{Check, Findings};
use crate::languages::bake::evaluation::resolved::Resolver;
use crate::languages::bake::evaluation::targets::Evaluated;
use crate::languages::bake::evaluation::value::Value;
use crate::languages::bake::model::project::Project;

pub fn check(project: &Project, evaluated: &Evaluated, findings: &mut Findings) {
    // Files outside of the project may set other platforms.
    if !project.is_default || evaluated.has_unknown_names {
        return;
    }
    // A target that others inherit from may not be built itself.
    let parents: HashSet<&str> =
        evaluated.targets.iter().flat_map(|target| target.inherits.iter().flatten()).map(String::as_str).collect();
    let mut resolver = Resolver::new(evaluated);
    for block in project.document().tree.body.blocks.iter().filter(|block| block.kind.text == "target") {
        let Some(label) = &block.label else { continue };
        let name = label.text.as_str();
        let Some(contexts) = block.body.attribute("contexts").filter(|_| !parents.contains(name)) else { continue };
        let Some(own) = platforms(&mut resolver, name) else { continue };
        let Some(Value::Object(values)) = evaluated.target(name).and_then(|target| target.attributes.get("contexts"))
        else {
            continue;
        };
        for (key, value) in values.iter() {
            let Some(linked) = value.as_str().and_then(|value| value.strip_prefix("target:")) else { continue };
            let Some(others) = platforms(&mut resolver, linked) else { continue };
            if let Some(missing) = own.iter().find(|platform| !others.contains(platform)) {
                let entry = contexts.value.entry(key).map_or(&contexts.value, |entry| &entry.value);
                findings.error(Check::Reference, &entry.range(), || {
                    let missing = missing.escape_debug();
                    format!("`{name}` is built for `{missing}`, but target `{linked}` is not; add the platform there")
                });
            }
        }
    }
}

/// Returns the platforms of a target, if there are several and all are known. Bake does not compare others.
fn platforms(resolver: &mut Resolver, name: &str) -> Option<Vec<String>> {
    let target = resolver.resolve(name).ok().filter(|target| !target.is_open)?;
    let Some(Value::List(platforms)) = target.attributes.get("platforms") else { return None };
    let platforms: Option<Vec<String>> = platforms.iter().map(|one| one.as_str().map(str::to_owned)).collect();
    platforms.filter(|platforms| platforms.len() > 1)
}
