//! Compares our table of functions with the output of Terraform. The test is skipped if there is no `terraform`.

use std::process::Command;

use candor::languages::terraform::{FUNCTIONS, FunctionParameter, function};
use serde_json::Value;

use super::say;

#[test]
fn the_functions_are_those_of_terraform() {
    let ran = Command::new("terraform").args(["metadata", "functions", "-json"]).output();
    let Some(output) = ran.ok().filter(|output| output.status.success()) else {
        say("skipped: there is no terraform on PATH\n");
        return;
    };
    let start = output.stdout.iter().position(|byte| *byte == b'{').unwrap_or(0);
    let theirs: Value = serde_json::from_slice(&output.stdout[start..]).expect("the program prints JSON");
    let theirs = theirs["function_signatures"].as_object().expect("there are signatures");
    let mut differences = Vec::new();
    for (name, signature) in theirs.iter().filter(|(name, _)| !name.contains("::")) {
        let Some(ours) = function(name) else {
            differences.push(format!("{name} is missing"));
            continue;
        };
        let parameter = |parameter: &Value| {
            format!("{}: {}", parameter["name"].as_str().unwrap_or(""), type_text(&parameter["type"]))
        };
        let fixed: Vec<String> = signature["parameters"].as_array().into_iter().flatten().map(parameter).collect();
        let variadic = Some(&signature["variadic_parameter"]).filter(|found| found.is_object()).map(parameter);
        let of = |parameter: &FunctionParameter| format!("{}: {}", parameter.name, parameter.value_type);
        if ours.parameters.iter().map(of).collect::<Vec<_>>() != fixed || ours.variadic.as_ref().map(of) != variadic {
            differences.push(format!("{name}({fixed:?}; {variadic:?}), not {}", ours.signature()));
        }
        // If Terraform derives the type from the arguments, our type may be more specific.
        let returns = type_text(&signature["return_type"]);
        if returns != "any" && returns != ours.returns {
            differences.push(format!("{name} returns {returns}, not {}", ours.returns));
        }
    }
    let unknown = FUNCTIONS.iter().filter(|function| !theirs.contains_key(function.name));
    differences.extend(unknown.map(|function| format!("{} is unknown to the program", function.name)));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn functions_are_in_alphabetical_order() {
    assert!(FUNCTIONS.is_sorted_by_key(|function| function.name));
}

fn type_text(value_type: &Value) -> String {
    match value_type {
        Value::String(name) if name == "dynamic" => "any".to_owned(),
        Value::String(name) => name.clone(),
        Value::Array(parts) => {
            format!("{}({})", parts[0].as_str().unwrap_or(""), type_text(&parts[1]))
        }
        _ => "any".to_owned(),
    }
}
