//! Attributes with a closed set of values, or with a syntax of their own, and attributes that exclude each other.

use super::findings::{Check, Findings};
use super::{Block, list, string};
use crate::languages::answers::Edit;
use crate::languages::bake::evaluation::build_values::{invalid_element, invalid_value};
use crate::languages::findings::Correction;

pub fn check(block: &Block, findings: &mut Findings) {
    check_inline_dockerfile(block, findings);
    for (attribute, check) in [("entitlements", Check::Entitlements), ("annotations", Check::Annotations)] {
        for value in list(block, attribute) {
            if let Some(message) = invalid_element(attribute, &value.text) {
                findings.error(check, &value.range, || message);
            }
        }
    }
    for (attribute, check) in [("network", Check::Network), ("context", Check::Context), ("dockerfile", Check::Context)]
    {
        if let Some(value) = string(block, attribute)
            && let Some(message) = invalid_value(attribute, &value.text)
        {
            findings.error(check, &value.range, || message);
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
