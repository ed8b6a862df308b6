//! Attributes with a closed set of values, or with a syntax of their own, and attributes that exclude each other.

use super::findings::{Check, Findings};
use super::{Block, Name, list, string};
use crate::languages::answers::Edit;
use crate::languages::findings::Correction;

pub fn check(block: &Block, findings: &mut Findings) {
    check_inline_dockerfile(block, findings);
    for value in list(block, "entitlements") {
        check_entitlement(&value, findings);
    }
    for value in list(block, "annotations") {
        check_annotation(&value, findings);
    }
    if let Some(value) = string(block, "network")
        && !matches!(value.text.as_str(), "" | "default" | "host" | "none")
    {
        findings.error(Check::Network, &value.range, || {
            format!("unknown network `{}`: expected default, host or none", value.text.escape_debug())
        });
    }
    for (name, what) in [("context", "build context"), ("dockerfile", "Dockerfile")] {
        if let Some(value) = string(block, name).filter(|value| value.text == "-") {
            findings.error(Check::Context, &value.range, || format!("Bake cannot read the {what} from standard input"));
        }
    }
}

/// An inline Dockerfile makes the path of another one useless.
fn check_inline_dockerfile(block: &Block, findings: &mut Findings) {
    if block.body.attribute("dockerfile-inline").is_none() {
        return;
    }
    // JSON can repeat the attribute.
    for attribute in block.body.attributes.iter().filter(|attribute| attribute.name.text == "dockerfile") {
        let remove = |range| Correction::new("Remove `dockerfile`", vec![Edit::delete(range)]);
        let correction = attribute.delete_range.clone().map(remove);
        let message = "`dockerfile` is ignored when `dockerfile-inline` is set";
        findings.unnecessary(Check::IgnoredDockerfile, &attribute.range, message, correction);
    }
}

/// An empty string is left out, so that an expression can make an entitlement optional.
fn check_entitlement(value: &Name, findings: &mut Findings) {
    let name = value.text.split('=').next().unwrap_or_default();
    if !matches!(name, "" | "network.host" | "security.insecure" | "device" | "buildx.local.delete") {
        findings.error(Check::Entitlements, &value.range, || {
            format!(
                "unknown entitlement `{}`: expected network.host, security.insecure or device",
                value.text.escape_debug()
            )
        });
    }
}

/// `key=value`, or `types:key=value`. An empty string is left out.
fn check_annotation(value: &Name, findings: &mut Findings) {
    if value.text.is_empty() {
        return;
    }
    let Some((key, _)) = value.text.split_once('=') else {
        findings.error(Check::Annotations, &value.range, || {
            format!("invalid annotation `{}`: expected key=value", value.text.escape_debug())
        });
        return;
    };
    let Some((types, _)) = key.split_once(':') else { return };
    if let Some(unknown) = types.split(',').find(|kind| !is_annotation_type(kind)) {
        findings.error(Check::Annotations, &value.range, || {
            format!(
                "unknown annotation type `{unknown}`: expected index, index-descriptor, manifest or manifest-descriptor"
            )
        });
    }
}

/// A type, with a platform in square brackets or without.
fn is_annotation_type(kind: &str) -> bool {
    let name = match kind.split_once('[') {
        Some((name, platform)) if platform.len() > 1 && platform.ends_with(']') => name,
        Some(_) => return false,
        None => kind,
    };
    matches!(name, "index" | "index-descriptor" | "manifest" | "manifest-descriptor")
}
