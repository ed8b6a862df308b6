//! Tests what `terraform` blocks state about versions, backends and HCP Terraform.

use super::*;

#[test]
fn section_5_a_required_version_is_what_its_expression_says_without_variables() {
    for (value, expected) in [
        ("\">= 1.0, < 2\"", ">=1.0,<2"),
        ("1.10", "1.1"),
        ("1.0", "1"),
        ("2", "2"),
        ("1 + 1", "2"),
        ("(\"1.2\")", "1.2"),
        ("\"${1}.2\"", "1.2"),
        ("\">= ${true ? \"1.3\" : \"x\"}\"", ">=1.3"),
        ("\"\\u0031\"", "1"),
        ("<<E\n>= 1.1\nE\n", ">=1.1"),
        ("<<-E\n  >= 1.1\n  E\n", ">=1.1"),
        // A boolean is converted to a string, which is not a version.
        ("true", ""),
        ("null", ""),
        ("var.v", ""),
        ("\"${var.v}\"", ""),
        ("tostring(1)", ""),
        ("[\"1.0\"]", ""),
        ("{ a = 1 }", ""),
        ("\"\"", ""),
        ("\">= 1.0,\"", ""),
        ("1 / 0", ""),
        ("-1", ""),
    ] {
        let text = format!("terraform {{\n  required_version = {value}\n}}\n");
        assert_eq!(pieces(&native(&text).core), expected, "{text}");
    }
}

#[test]
fn section_5_several_versions_are_asked_for_in_the_order_of_files_and_texts() {
    let module = Module::parse([
        ("b.tf", "terraform {\n  required_version = \"3\"\n}\n"),
        ("a.tf", "terraform {\n  required_version = \"1\"\n}\nterraform {\n  required_version = \"x\"\n}\n"),
        ("a.tf.json", r#"{ "terraform": { "required_version": "2" } }"#),
    ]);
    assert_eq!(pieces(&module.core), "1,2,3");
    assert_eq!(module.core.len(), 3);
    assert_eq!(native("terraform \"label\" {\n  required_version = \"1\"\n}\n"), Module::default());
}

#[test]
fn section_5_in_json_a_required_version_is_its_text_or_number() {
    for (value, expected) in [
        (r#"">= 1.0, < 2""#, ">=1.0,<2"),
        ("1.10", "1.1"),
        ("2", "2"),
        ("1.5e0", "1.5"),
        (r#""\u0031""#, "1"),
        (r#""${1}""#, ""),
        (r#"">= 1.0,""#, ""),
        (r#""""#, ""),
        ("true", ""),
        ("null", ""),
        (r#"["1"]"#, ""),
        ("{}", ""),
        (r#""1", "required_version": "2""#, "1"),
    ] {
        let text = format!(r#"{{ "terraform": {{ "required_version": {value} }} }}"#);
        assert_eq!(pieces(&json(&text).core), expected, "{text}");
    }
    let blocks = r#"{ "terraform": [{ "required_version": "1" }, null, { "required_version": "2" }] }"#;
    assert_eq!(pieces(&json(blocks).core), "1,2");
}

#[test]
fn section_8_a_backend_is_one_type_and_the_first_of_it() {
    let backend = |text: &str| native(text).backend.map(|backend| (backend.kind, backend.hostname));
    let found = |kind: &str, hostname: &str| Some((kind.to_owned(), hostname.to_owned()));
    for (text, expected) in [
        ("backend \"s3\" {\n}", found("s3", "")),
        ("backend s3 {\n}", found("s3", "")),
        ("backend \"\" {\n}", found("", "")),
        ("backend \"x y\" {\n  workspaces {\n  }\n}", found("x y", "")),
        ("backend \"remote\" {\n  hostname = \"a\"\n}", found("remote", "a")),
        ("backend \"remote\" {\n  hostname = \"${\"a\"}b\"\n}", found("remote", "ab")),
        ("backend \"remote\" {\n  hostname = var.h\n}", found("remote", "")),
        ("backend \"remote\" {\n  hostname = 1\n}", found("remote", "")),
        ("backend \"remote\" {\n  hostname = null\n}", found("remote", "")),
        ("backend \"remote\" {\n  hostname = \"a\"\n}\nbackend \"remote\" {\n}", found("remote", "a")),
        ("backend \"s3\" {\n}\nbackend \"gcs\" {\n}", None),
        ("backend \"s3\" {\n}\nbackend \"gcs\" {\n}\nbackend \"s3\" {\n}", None),
        ("backend {\n}", None),
        ("backend \"a\" \"b\" {\n}", None),
        ("backend = \"s3\"", None),
    ] {
        assert_eq!(backend(&format!("terraform {{\n{text}\n}}\n")), expected, "{text}");
    }
    assert_eq!(backend("backend \"s3\" {\n}\n"), None);
    assert_eq!(backend("terraform \"x\" {\n  backend \"s3\" {\n  }\n}\n"), None);
    assert_eq!(backend("terraform {\n  cloud {\n    backend \"s3\" {\n    }\n  }\n}\n"), None);
}

#[test]
fn section_8_files_of_a_module_have_one_backend_and_one_cloud_together() {
    let file = |inner: &str| format!("terraform {{\n{inner}\n}}\n");
    let module = |first: &str, second: &str| {
        Module::parse([("b.tf", file(second).as_str()), ("a.tf", file(first).as_str()), ("c.tf", "locals {}\n")])
    };
    let remote = |host: &str| format!("backend \"remote\" {{\n  hostname = \"{host}\"\n}}");
    let both = module(&remote("a"), &remote("b"));
    assert_eq!(both.backend.map(|backend| backend.hostname).as_deref(), Some("a"), "the first of a type");
    assert_eq!(module(&remote("a"), "backend \"s3\" {\n}").backend, None);
    let clouds = module("cloud {\n  hostname = \"a\"\n}", "cloud {\n}");
    assert_eq!(clouds.cloud, Some(Cloud::default()), "the last of all");
}

#[test]
fn section_8_in_json_hosts_are_texts_without_templates() {
    for (hostname, expected) in
        [(r#""a""#, "a"), (r#""${1}""#, "${1}"), ("1", ""), ("true", ""), ("null", ""), (r#"["a"]"#, ""), ("{}", "")]
    {
        let block = format!(r#"{{ "hostname": {hostname} }}"#);
        let text = format!(r#"{{ "terraform": {{ "backend": {{ "remote": {block} }}, "cloud": {block} }} }}"#);
        let module = json(&text);
        assert_eq!(module.backend.expect("a backend").hostname, expected, "{text}");
        assert_eq!(module.cloud.expect("a cloud block").hostname, expected, "{text}");
    }
}

#[test]
fn section_8_the_last_cloud_block_counts_and_a_backend_beside_it() {
    let module =
        native("terraform {\n  backend \"s3\" {\n  }\n  cloud {\n  }\n  cloud {\n    hostname = \"a\"\n  }\n}\n");
    assert_eq!(module.cloud, Some(Cloud { hostname: "a".to_owned() }));
    assert!(module.backend.is_some());
    assert_eq!(native("terraform {\n  cloud \"label\" {\n  }\n}\n").cloud, None);
    assert_eq!(json(r#"{ "terraform": { "cloud": {} } }"#).cloud, Some(Cloud::default()));
    assert_eq!(json(r#"{ "terraform": { "cloud": null } }"#).cloud, None);
}

#[test]
fn section_3_what_is_required_changes_with_its_meaning() {
    let module = |version: &str, rest: &str| {
        native(&format!("terraform {{\n  required_version = \"{version}\"\n  {rest}\n}}\nprovider \"aws\" {{\n}}\n"))
    };
    let first = module(">=1.0", "");
    assert!(first.has_requirements());
    assert!(first.has_same_requirements(&module(" >= 1.0.0", "")));
    for other in [
        module("> 1.0", ""),
        module(">= 1.0", "backend \"s3\" {\n}\n"),
        module(">= 1.0", "cloud {\n}\n"),
        module(">= 1.0", "required_providers {\naws = \"1\"\n}\n"),
        module(">= 1.0", "required_providers {\naws = { source = \"hashicorp/aws\" }\n}\n"),
        module(">= 1.0", "required_providers {\nb = {source = \"a/b\"}\n}\n"),
    ] {
        assert!(!first.has_same_requirements(&other) && !other.has_same_requirements(&first), "{other:?}");
    }
    assert!(!native("locals {\n}\nmodule \"a\" {\n  source = \"./a\"\n}\n").has_requirements());
}
