//! Checks that secrets and outputs have the fields that the build requires.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Block;
use super::findings::{Check, Findings};
use crate::languages::bake::evaluation::decode::csv_fields;
use crate::languages::bake::syntax::{Entry, Expr, ExprKind};
use crate::languages::dockerfile::parse_go_bool;

pub fn check(block: &Block, findings: &mut Findings) {
    let value = |name: &str| block.body.attribute(name).map(|attribute| &attribute.value);
    for (fields, range) in value("secret").into_iter().flat_map(literal_entries) {
        if fields.get("id").is_none_or(|id| id.as_deref() == Some("")) {
            findings.error(Check::BuildOption, &range, || "missing `id` in this secret".to_owned());
        }
    }
    for (fields, range) in value("output").into_iter().flat_map(literal_entries) {
        check_output(&fields, &range, findings);
    }
}

/// Checks an output. An export to a directory requires a destination.
fn check_output(fields: &Fields, range: &Range<usize>, findings: &mut Findings) {
    let field = |name: &str| fields.get(name).and_then(Option::as_deref);
    let is_directory = match field("type") {
        Some("local") => true,
        Some("oci" | "docker") => field("tar").and_then(parse_go_bool) == Some(false),
        _ => false,
    };
    let is_missing = fields.get("dest").is_none_or(|dest| matches!(dest.as_deref(), Some("" | "-")));
    if is_directory && is_missing {
        findings.error(Check::BuildOption, range, || "missing `dest`: the directory to write the result to".to_owned());
    }
}

/// The fields of an entry. Values that are not literals are `None`.
type Fields = BTreeMap<String, Option<String>>;

/// Returns the entries of a list in which all keys are literals.
fn literal_entries(list: &Expr) -> Vec<(Fields, Range<usize>)> {
    let ExprKind::Tuple(elements) = &list.kind else { return Vec::new() };
    let fields = elements.iter().filter_map(|element| {
        let fields = match &element.kind {
            ExprKind::Object(entries) => {
                let field = |entry: &Entry| {
                    Some((entry.name.as_ref()?.text.to_string(), entry.value.literal().map(str::to_owned)))
                };
                entries.iter().map(field).collect::<Option<Fields>>()
            }
            _ => element.name().filter(|name| !name.text.is_empty()).and_then(|name| fields_of(&name.text)),
        };
        Some((fields?, element.range()))
    });
    fields.collect()
}

/// Returns the fields of an entry that is written as a line of CSV. `None` if they are invalid, or have no keys.
fn fields_of(text: &str) -> Option<Fields> {
    let fields = csv_fields(text)?;
    let field = |field: &String| {
        let (key, value) = field.split_once('=')?;
        Some((key.trim().to_ascii_lowercase(), Some(value.to_owned())))
    };
    fields.iter().map(field).collect()
}
