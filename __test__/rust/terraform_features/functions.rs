//! Compares our table of functions, and the results that we compute, with those of Terraform. The tests are skipped if
//! there is no `terraform`.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use candor::languages::terraform::{FUNCTIONS, FunctionParameter, function};
use candor::languages::{Language, Source};
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

/// Calls that Terraform evaluates, and we do not.
const UNKNOWN: [&str; 15] = [
    "ceil(1.2)",
    "ceil(-1.2)",
    "floor(1.9)",
    "floor(-1.1)",
    "formatdate(\"DD MMM YYYY hh:mm ZZZ\", \"2018-01-02T23:12:01Z\")",
    "formatdate(\"h 'o''clock'\", \"2018-01-02T23:12:01Z\")",
    "format(\"%10q\", \"a\")",
    "join(\"-\", [for s in [\"a\", \"b\"] : s])",
    "reverse(split(\"\", \"abc\"))",
    "alltrue([for x in [1, 2] : x > 0])",
    "flatten([for x in [\"a\"] : [x, x]])",
    "formatdate(\"ZZZ\", \"2019-07-04T05:06:07Z\")",
    "formatdate(\"ZZZ\", \"2020-02-29T23:59:59+14:00\")",
    "formatdate(\"ZZZ\", \"1999-12-31T00:00:00-11:59\")",
    "formatdate(\"ZZZ\", \"2024-03-10T12:30:00Z\")",
];

#[test]
fn results_of_functions_are_those_of_terraform_console() {
    let calls: Vec<&str> = include_str!("calls.txt").lines().skip(2).collect();
    let folder = std::env::temp_dir().join(format!("candor-console-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let theirs: Option<Vec<String>> =
        calls.chunks(64).map(|calls| console(&folder, calls)).collect::<Option<Vec<_>>>().map(|all| all.concat());
    let _ = std::fs::remove_dir_all(&folder);
    let Some(theirs) = theirs else {
        say("skipped: there is no terraform on PATH\n");
        return;
    };
    let (mut computed, mut differences) = (0, Vec::new());
    for (call, theirs) in calls.iter().zip(&theirs) {
        match result(call) {
            Some(ours) if ours == *theirs => computed += 1,
            None if theirs == "error" || UNKNOWN.contains(call) => {}
            ours => differences.push(format!("{call}: {ours:?}, not {theirs}")),
        }
    }
    say(&format!("{computed} of {} calls are computed\n", calls.len()));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
    assert!(computed > 500, "{computed} calls are computed");
}

/// The results of calls as JSON, as Terraform computes them. `None` if there is no Terraform.
fn console(folder: &Path, calls: &[&str]) -> Option<Vec<String>> {
    let results: Vec<String> = calls.iter().map(|call| format!("try(jsonencode({call}), \"error\")")).collect();
    let mut console = Command::new("terraform")
        .arg("console")
        .current_dir(folder)
        .env("CHECKPOINT_DISABLE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut input = console.stdin.take()?;
    writeln!(input, "jsonencode([{}])", results.join(", ")).ok()?;
    drop(input);
    let output = console.wait_with_output().ok()?;
    let shown: String = serde_json::from_slice(output.stdout.trim_ascii()).expect("the console prints a string");
    Some(serde_json::from_str(&shown).expect("the string is JSON"))
}

/// The result of a call as JSON, as hints show it: in pieces, because they are short.
fn result(call: &str) -> Option<String> {
    const PIECE: usize = 10;
    let piece = |at: usize| {
        let text = format!(
            "locals {{\n  all   = jsonencode({call})\n  size  = length(local.all)\n  piece = substr(local.all, {at}, {PIECE})\n}}\n\
             output \"o\" {{\n  value = [local.piece, local.size]\n}}\n"
        );
        let source = Source::alone("main.tf", &text);
        let hints = Language::Terraform.analyze(&source).inlay_hints(0..text.len());
        let mut labels = hints.iter().rev().filter_map(|hint| hint.label.strip_prefix("= "));
        let size: usize = labels.next()?.parse().ok()?;
        Some((serde_json::from_str::<String>(labels.next()?).ok()?, size))
    };
    let (mut all, size) = piece(0)?;
    while all.len() < size {
        all += &piece(all.len())?.0;
    }
    Some(all)
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
