//! `FunctionCall`: functions that do not exist, and calls with too few or too many arguments.

use super::Rule;
use super::finding::Findings;
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::{Call, ExprKind, File, Item, Visit};
use crate::languages::terraform::reference::functions::{FUNCTIONS, function};
use crate::languages::text::{closest_match, did_you_mean};

/// Functions that only OpenTofu has.
const OPENTOFU_FUNCTIONS: [&str; 4] = ["base64gunzip", "cidrcontains", "urldecode", "flip"];

pub fn check(file: &File<'_>, findings: &mut Findings) {
    let mut bodies = vec![(file.body(), false)];
    while let Some((body, has_type)) = bodies.pop() {
        for item in body.items() {
            match item {
                // Type constraints look like calls.
                Item::Attribute(attribute) if has_type && attribute.name().text() == "type" => {}
                Item::Attribute(attribute) => {
                    for visit in attribute.value().walk() {
                        if let Visit::Expression(expression) = visit
                            && let ExprKind::Call(call) = expression.kind()
                        {
                            check_call(call, findings);
                        }
                    }
                }
                Item::Block(block) => {
                    bodies.push((block.body(), matches!(block.name().text(), "variable" | "output")));
                }
            }
        }
    }
}

fn check_call(call: Call<'_>, findings: &mut Findings) {
    let name = call.name();
    let Some(function) = function(name.text()) else {
        // It may be a function of a provider or of a later version.
        if name.text().contains("::") || name.text().chars().any(char::is_whitespace) {
            return;
        }
        if OPENTOFU_FUNCTIONS.contains(&name.text()) {
            return;
        }
        let nearest = closest_match(name.text(), FUNCTIONS.iter().map(|function| function.name));
        let message = format!("unknown function `{}`{}", name.text(), did_you_mean(nearest));
        let correction =
            nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), name.range(), nearest));
        findings.warn(Rule::FunctionCall, name.range(), message, correction);
        return;
    };
    let given = call.arguments().count();
    let expected = function.parameters.len();
    let is_missing = given < expected && !call.expands_last;
    let is_surplus = given > expected && function.variadic.is_none();
    if is_missing || is_surplus {
        let count = match expected {
            1 => "1 argument".to_owned(),
            count => format!("{count} arguments"),
        };
        let least = if function.variadic.is_some() { "at least " } else { "" };
        let message = format!("`{}` takes {least}{count}, not {given}: `{}`", function.name, function.signature());
        findings.add(Rule::FunctionCall, name.range(), message, None);
    }
}
