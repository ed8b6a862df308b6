//! Checks attributes with a closed set of values or a specific syntax, and attributes that exclude each other.

use super::Block;
use super::findings::{Check, Findings};
use crate::languages::answers::Edit;
use crate::languages::bake::evaluation::build_values::{invalid_element, invalid_entry, invalid_value};
use crate::languages::bake::syntax::{Expr, ExprKind, REMOVABLE};
use crate::languages::findings::Correction;

/// Attributes whose literal strings are checked.
const CHECKED: [(&str, Check); 10] = [
    ("annotations", Check::Annotations),
    ("context", Check::Context),
    ("dockerfile", Check::Context),
    ("entitlements", Check::Entitlements),
    ("extra-hosts", Check::BuildOption),
    ("network", Check::Network),
    ("platforms", Check::BuildOption),
    ("resources", Check::BuildOption),
    ("shm-size", Check::BuildOption),
    ("ulimits", Check::BuildOption),
];

pub fn check(block: &Block, findings: &mut Findings) {
    check_inline_dockerfile(block, findings);
    check_matrix(block, findings);
    if creates_no_targets(block) {
        return;
    }
    for (attribute, check) in CHECKED {
        if let Some(value) = block.body.attribute(attribute).map(|attribute| &attribute.value) {
            check_strings(attribute, value, check, findings);
        }
    }
}

/// Checks the literal strings of a value: the value itself, its elements or its entries.
fn check_strings(attribute: &str, value: &Expr, check: Check, findings: &mut Findings) {
    let mut report = |literal: &Expr, invalid: Option<String>| {
        if let Some(message) = invalid {
            findings.error(check, &literal.range(), || message);
        }
    };
    match &value.kind {
        ExprKind::String(text, _) => report(value, invalid_value(attribute, text)),
        ExprKind::Tuple(elements) => {
            for element in elements {
                report(element, element.literal().and_then(|text| invalid_element(attribute, text)));
            }
        }
        ExprKind::Object(entries) => {
            for entry in entries {
                let (Some(key), Some(text)) = (&entry.name, entry.value.literal()) else { continue };
                report(&entry.value, invalid_entry(attribute, &key.text, text));
            }
        }
        _ => {}
    }
}

/// Whether the matrix of a block has an empty list, so that Bake creates no targets and checks none of their attributes.
pub fn creates_no_targets(block: &Block) -> bool {
    block.body.empty_axes().next().is_some()
}

/// Warns about an empty list in a matrix, because nothing can build or inherit the targets.
fn check_matrix(block: &Block, findings: &mut Findings) {
    for axis in block.body.empty_axes() {
        findings.warning(Check::BuildOption, &axis.range(), || {
            "an empty list in a matrix produces no targets; add a value".to_owned()
        });
    }
}

/// Warns about `dockerfile`, which has no effect if there is an inline Dockerfile.
fn check_inline_dockerfile(block: &Block, findings: &mut Findings) {
    if block.body.attribute("dockerfile-inline").is_none() {
        return;
    }
    // In JSON, the attribute can be repeated.
    for attribute in block.body.attributes.iter().filter(|attribute| attribute.name.text == REMOVABLE) {
        let remove = |range: Box<_>| Correction::new("Remove `dockerfile`", vec![Edit::delete(*range)]);
        let correction = attribute.delete_range.clone().map(remove);
        let message = "`dockerfile` is ignored when `dockerfile-inline` is set";
        findings.unnecessary(Check::IgnoredDockerfile, &attribute.range(), message, correction);
    }
}
