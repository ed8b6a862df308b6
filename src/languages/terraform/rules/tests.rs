//! Tests that fixtures cannot show well: tables of strings, and texts that are designed to take long.

use std::sync::Arc;

use super::Rule;
use crate::languages::analysis::Analysis;
use crate::languages::answers::{Diagnostic, FileRef, Severity};
use crate::languages::source::Source;
use crate::languages::source::{FileProvider, Options};
use crate::languages::terraform::analyze;

/// Files in the folder of the document, by name.
struct Folder(Vec<(&'static str, String)>);

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_str().into())
    }

    fn entries(&self) -> Vec<String> {
        self.0.iter().map(|(name, _)| (*name).to_owned()).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        if folder.is_empty() { self.entries() } else { Vec::new() }
    }
}

fn found(file_name: &str, text: &str) -> Vec<Diagnostic> {
    found_beside(file_name, text, Vec::new())
}

fn found_beside(file_name: &str, text: &str, beside: Vec<(&'static str, String)>) -> Vec<Diagnostic> {
    analyze(&Source { text, file_name, files: &Folder(beside), options: Options::default() }).diagnostics()
}

fn required(entry: &str) -> String {
    format!("terraform {{\n  required_providers {{\n    {entry}\n  }}\n}}\n")
}

/// Constraints, and whether Terraform 1.11 accepts each on a module and on a provider.
const CONSTRAINTS: [(&str, bool, bool); 44] = [
    (">= 1.0", true, true),
    (">=1.0,<2.0", true, true),
    (">=1.0\\n,<2", true, true),
    (" >= 1", true, true),
    (">= 1 ", true, true),
    ("=1", true, true),
    ("~>1.0,!=1.2", true, true),
    ("0", true, true),
    ("01.002", true, true),
    ("1.0-", true, true),
    ("1.0--x", true, true),
    ("1.0-beta", true, true),
    ("~> 1.0.0-beta", true, true),
    ("1.2.3+meta", true, true),
    ("1.0-20240101", true, true),
    ("9223372036854775807", true, true),
    ("v1", true, false),
    (">= v1", true, false),
    ("~> v1.0", true, false),
    ("1.0beta", true, false),
    ("1.0~x", true, false),
    ("1e3", true, false),
    ("1.2.3.4", true, false),
    ("~> 1.2.3.4", true, false),
    (">=\\t1", true, false),
    (">=\\n1", true, false),
    (">=   1", true, false),
    ("", false, false),
    (" ", false, false),
    (",", false, false),
    (">= 1.0,", false, false),
    (">= 1.0, x", false, false),
    ("=> 1.0", false, false),
    ("^1.0", false, false),
    ("~1.0", false, false),
    ("= ", false, false),
    ("1..2", false, false),
    ("1.", false, false),
    ("1.x", false, false),
    (".1", false, false),
    ("V1", false, false),
    ("1 2", false, false),
    ("9223372036854775808", false, false),
    ("-1", false, false),
];

#[test]
fn constraints_are_refused_that_terraform_refuses() {
    for (constraint, core, provider) in CONSTRAINTS {
        let accepts = |text: String| found("main.tf", &text).is_empty();
        let module = format!("module \"m\" {{\n  source = \"a/b/c\"\n  version = \"{constraint}\"\n}}\n");
        assert_eq!(accepts(module), core, "{constraint}");
        let is_prerelease = ["-", "beta", "~x"].iter().any(|sign| constraint.contains(sign)) || constraint == "1e3";
        let own = format!("terraform {{\n  required_version = \"{constraint}\"\n}}\n");
        assert_eq!(accepts(own), core && !is_prerelease, "{constraint}");
        let entry = format!("a = {{ source = \"a/b\", version = \"{constraint}\" }}");
        assert_eq!(accepts(required(&entry)), provider, "{constraint}");
        let json =
            format!("{{\"terraform\": {{\"required_providers\": {{\"a\": {{\"version\": \"{constraint}\"}}}}}}}}");
        assert_eq!(found("main.tf.json", &json).is_empty(), provider, "{constraint}");
    }
}

#[test]
fn provider_sources_are_refused_that_terraform_refuses() {
    for (source, is_accepted) in [
        ("aws", true),
        ("hashicorp/aws", true),
        ("HashiCorp/AWS", true),
        ("hashicorp/ÄWS", true),
        ("-/aws", true),
        ("terraform.io/builtin/terraform", true),
        ("example.com:8443/a/b", true),
        ("example.com./a/b", true),
        ("localhost/a/b", true),
        ("1.2.3.4/a/b", true),
        ("terraform-provider-aws", true),
        ("terraform-providers/aws", true),
        ("hashicorp/0", true),
        ("", false),
        (" ", false),
        ("example.com/-/aws", false),
        ("example.com:x/a/b", false),
        (".example.com/a/b", false),
        ("a..b/a/b", false),
        ("xn--mnchen-3ya.de/a/b", false),
        ("a/b/c/d", false),
        ("hashicorp//aws", false),
        ("hashicorp/a.b", false),
        ("hashicorp/a_b", false),
        ("hashicorp/a--b", false),
        ("hashicorp/aws-", false),
        ("_hashicorp/aws", false),
        ("hashicorp/terraform-aws", false),
        ("./x", false),
        ("hashicorp/aws@1", false),
    ] {
        let text = required(&format!("a = {{ source = \"{source}\" }}"));
        assert_eq!(found("main.tf", &text).is_empty(), is_accepted, "{source}");
    }
}

#[test]
fn module_sources_are_refused_that_terraform_refuses() {
    for (source, is_accepted) in [
        ("./sub", true),
        ("./sub/", true),
        ("./sub ", true),
        ("../sub?x", true),
        (".\\\\sub", true),
        ("/abs", true),
        ("C:\\\\x", true),
        ("host:a", true),
        ("git@github.com:a/b", true),
        ("git::https://example.com/a.git", true),
        ("github.com/a/b", true),
        ("example.com/a/b/c", true),
        ("localhost/a/b", true),
        ("hashicorp/consul/aws", true),
        ("hashicorp/consul/aws//modules/x", true),
        ("a/b/c//", true),
        ("1/2/3", true),
        ("sub/", false),
        ("modules//net", false),
        ("sub\\\\x", false),
        (" ./sub", false),
        (" ", false),
        ("sp ace", false),
        ("sub?x=1", false),
        (".sub", false),
        ("x.zip", false),
        ("~/foo", false),
        ("é", false),
        ("{path}", false),
        ("a/b/c/d", false),
        ("a/b/c/d/e", false),
        ("localhost/a/b/c", false),
        ("hashicorp/consul/aws/", false),
        ("hashicorp/consul/AWS", false),
        ("hashicorp/vpc_x/aws-x", false),
        ("a/-b/c", false),
        ("terraform-aws-modules/vpc/aws?ref=1", false),
        ("terraform-aws-modules/vpc/aws ", false),
        ("foo/bar.zip", false),
    ] {
        let text = format!("module \"m\" {{\n  source = \"{source}\"\n}}\n");
        assert_eq!(found("main.tf", &text).is_empty(), is_accepted, "{source}");
    }
}

#[test]
fn the_block_in_the_first_file_by_name_is_valid() {
    let block = required("a = { source = \"a/b\" }");
    let messages = |name: &str, beside: &[&'static str]| {
        let beside = beside.iter().map(|name| (*name, block.clone())).collect();
        found_beside(name, &block, beside)
            .into_iter()
            .map(|one| one.message().to_owned())
            .collect::<Vec<_>>()
            .join("; ")
    };
    assert_eq!(messages("b.tf", &["b.tf", "c.tf", "c.tf.json", ".a.tf", "a_override.tf", "override.tf", "a.txt"]), "");
    assert!(messages("b.tf", &["a.tf", "a_.tf", "b.tf"]).ends_with("already has one in `a.tf` on line 2"));
    assert!(messages("b.tf", &["a_overrides.tf"]).ends_with("in `a_overrides.tf` on line 2"));
    assert_eq!(messages("b_override.tf", &["a.tf"]), "");
    assert_eq!(messages(".b.tf", &["a.tf"]), "");
    assert_eq!(messages("", &["a.tf"]), "", "a document without a name");
}

#[test]
fn a_variable_that_an_override_file_uses_is_declared_in_another_file() {
    let text = "resource \"terraform_data\" \"a\" {\n  input = var.b\n}\n";
    let beside = vec![("main.tf", "resource \"terraform_data\" \"a\" {}\n".to_owned())];
    let source = Source { text, file_name: "override.tf", files: &Folder(beside), options: Options::default() };
    let fixes = analyze(&source).quick_fixes(0..text.len());
    let changed = fixes.iter().flat_map(|fix| &fix.changes).map(|changes| changes.file.clone());
    assert_eq!(changed.collect::<Vec<_>>(), [FileRef::Path("main.tf".into())]);
}

#[test]
fn a_value_that_an_override_file_replaces_may_refer_to_anything() {
    let text = "output \"o\" {\n  value = foo.bar\n}\nlocals {\n  l = var.gone\n}\nresource \"terraform_data\" \"a\" {\n  input = [foo.bar, local.l]\n}\n";
    let over =
        "output \"o\" {\n  value = 1\n}\nlocals {\n  l = 1\n}\nresource \"terraform_data\" \"a\" {\n  input = 1\n}\n";
    let count = |beside: &str| {
        let found = found_beside("main.tf", text, vec![("override.tf", beside.to_owned())]);
        found.iter().filter(|one| one.severity == Severity::Error).count()
    };
    assert_eq!(count(over), 0);
    assert_eq!(
        count(&over.replace("value", "description").replace("input", "triggers_replace").replace("l =", "m =")),
        3
    );
}

#[test]
fn a_thousand_findings_of_a_rule_are_reported() {
    let entry = |number: usize| format!("a{number} = \"x\"\na = \"1\"\n");
    let entries = (0..5_000).map(entry).collect::<Vec<_>>().concat();
    let found = found("main.tf", &required(&entries));
    let count = |rule: Rule| found.iter().filter(|one| one.code == Some(rule.code())).count();
    assert_eq!(count(Rule::InvalidVersionConstraint), 1_000);
    assert!(count(Rule::DuplicateProviderRequirement) <= 1_000);
}

#[test]
fn checks_take_linear_time_and_no_stack() {
    const LENGTH: usize = 200_000;
    let entries =
        |entry: &str| required(&(0..10_000).map(|at| entry.replace('#', &at.to_string())).collect::<String>());
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(move || {
        for (name, text) in [
            ("main.tf", entries("a# = { source = \"a/b#\", version = \"1\" }\n")),
            ("main.tf", entries("a# = { source = \"a/b\", version = \"=> 1\" }\n")),
            ("main.tf", entries("a = \"1\"\n")),
            ("main.tf", required(&format!("a = \"{}\"", ",".repeat(LENGTH)))),
            ("main.tf", required(&format!("a = \"{}1\"", "1 <".repeat(LENGTH)))),
            ("main.tf", required(&format!("a = {{ source = \"{}\" }}", "/".repeat(LENGTH)))),
            ("main.tf", "terraform {\nrequired_providers {\na = \"1\"\n}\n}\n".repeat(5_000)),
            ("main.tf", "module \"m\" {\nsource = \"x\"\n}\n".repeat(5_000)),
            ("main.tf", "a = \"\n".repeat(LENGTH / 6)),
            ("main.tf", "a = 'b'\n".repeat(LENGTH / 8)),
            ("main.tf", "terraform {\n".repeat(200_000)),
            ("main.tf", format!("a = {}", "[".repeat(200_000))),
            ("main.tf.json", "[".repeat(200_000)),
            ("main.tf.json", format!("[{}", "1,".repeat(LENGTH))),
            (
                "main.tf.json",
                format!(
                    "{{\"terraform\":{{\"required_providers\":{{{}}}}}}}",
                    "\"a\":\"x\",".repeat(10_000) + "\"b\":1"
                ),
            ),
        ] {
            let files = Folder(vec![("a.tf", required("a = \"2\""))]);
            let source = Source { text: &text, file_name: name, files: &files, options: Options::default() };
            let analysis = analyze(&source);
            let found = analysis.diagnostics();
            assert!(found.iter().all(|one| text.get(one.range.clone()).is_some()));
            analysis.quick_fixes(0..text.len());
        }
    });
    assert!(thread.expect("threads start").join().is_ok());
}

#[test]
fn checks_of_many_uses_of_a_large_object_take_time_in_proportion_to_the_file() {
    let repeated = |piece: &str| (0..30_000).map(|at| piece.replace('#', &at.to_string())).collect::<String>();
    let attributes = repeated("    a# = #\n");
    let uses = repeated("    local.o.a#, lookup(local.o, \"a#\"),\n");
    let text = format!(
        "locals {{\n  o = {{\n{attributes}  }}\n}}\noutput \"x\" {{\n  value = [\n{uses}    local.o.missing,\n  ]\n}}\n"
    );
    let found = found_beside("main.tf", &text, vec![("main.tf", text.clone())]);
    let messages: Vec<_> = found.iter().map(Diagnostic::message).collect();
    assert_eq!(messages, ["`local.o` has no attribute `missing`"]);
}
