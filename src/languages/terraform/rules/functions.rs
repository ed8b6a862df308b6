//! `FunctionCall`: functions that do not exist, and calls with too few or too many arguments.

use super::Rule;
use super::finding::Findings;
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::{Call, ExprKind, File, Item, Visit};
use crate::languages::terraform::reference::functions::{FUNCTIONS, function};
use crate::languages::text::{closest_match, did_you_mean};

/// Functions that only OpenTofu or later versions of Terraform have. Those of a family are listed by their prefix.
const OTHER_FUNCTIONS: [&str; 4] = ["base64gunzip", "cidrcontains", "convert", "urldecode"];
const OTHER_FAMILY: &str = "assume";

/// Functions that Terraform has removed, with what replaces them.
const REMOVED_FUNCTIONS: [(&str, &str); 2] = [("list", "tolist([…])"), ("map", "tomap({…})")];

pub fn check(file: &File<'_>, findings: &mut Findings) {
    let mut bodies = vec![(file.body(), false)];
    while let Some((body, has_type)) = bodies.pop() {
        for item in body.items() {
            match item {
                // Type constraints look like calls.
                Item::Attribute(attribute) if has_type && attribute.name().text() == "type" => {}
                Item::Attribute(attribute) => {
                    let mut type_end = 0;
                    for visit in attribute.value().walk() {
                        if let Visit::Expression(expression) = visit
                            && let ExprKind::Call(call) = expression.kind()
                            && type_end <= expression.range().start
                        {
                            check_call(call, findings);
                            // The second argument of this function of OpenTofu is a type.
                            if call.name().text() == "convert" {
                                type_end = call.arguments().nth(1).map_or(0, |wanted| wanted.range().end);
                            }
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
        if OTHER_FUNCTIONS.contains(&name.text()) || name.text().starts_with(OTHER_FAMILY) {
            return;
        }
        if let Some((removed, replacement)) = REMOVED_FUNCTIONS.iter().find(|(removed, _)| *removed == name.text()) {
            let message = format!("function `{removed}` was removed in Terraform 0.15; use `{replacement}` instead");
            return findings.warn(Rule::FunctionCall, name.range(), message, None);
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
