//! Tests which files are read, in both syntaxes and with errors, and what is installed next to them.

use super::*;

#[test]
fn section_4_every_file_with_the_name_of_one_is_read_in_the_order_of_names() {
    for (name, is_one) in [
        ("main.tf", true),
        (".hidden.tf", true),
        ("override.tf", true),
        ("x_override.tf.json", true),
        ("#main.tf", true),
        ("#main.tf#", false),
        ("main.tf~", false),
        ("main.tofu", false),
        ("main.tfvars", false),
        ("main.TF", false),
        (".terraform.lock.hcl", false),
    ] {
        assert_eq!(is_file_name(name), is_one, "{name}");
        let module =
            Module::parse([(name, if name.ends_with("json") { r#"{"provider":{"a":{}}}"# } else { "provider a {}" })]);
        assert_eq!(module.has_requirements(), is_one, "{name}");
    }
}

#[test]
fn section_4_json_says_blocks_with_objects_and_arrays() {
    for (text, expected) in [
        (r#"{ "provider": { "aws": { "version": "1" } } }"#, "-/aws 1"),
        (r#"{ "provider": [{ "aws": [{ "version": "1" }, { "version": "2" }] }, { "b": {} }] }"#, "-/aws 1,2; -/b "),
        (r#"{ "provider": { "aws": [1] } }"#, "-/aws "),
        (r#"{ "provider": { "aws": null, "b": 1 } }"#, ""),
        (r#"[{ "//": { "provider": 1 }, "provider": { "a": {} } }, { "provider": { "b": {} } }]"#, "-/a ; -/b "),
        (
            r#"{ "resource": { "aws_x": { "y": {} } }, "data": { "a_b": { "c": { "provider": "d.e" } } } }"#,
            "-/aws ; -/d ",
        ),
        (r#"{ "resource": { "aws_x": { "y": null, "z": [] } } }"#, ""),
        (r#"{ "resource": [{ "aws_x": [{ "y": [{}] }, { "z": {} }] }, { "b_c": { "d": {} } }] }"#, "-/aws ; -/b "),
        (r#"{ "resource": null, "provider": [null, 1, "x", { "a": {} }] }"#, "-/a "),
        (
            r#"{ "terraform": [{ "required_providers": { "//": "x", "a": "${1}", "b": { "source": "c/d", "version": 1 } } }] }"#,
            "-/a ; c/d ",
        ),
        (r#"{ "terraform": { "required_providers": { "a": "1", "a": "2", "b": [], "c": null } } }"#, "-/a 1"),
        ("\"provider\"", ""),
        ("", ""),
    ] {
        assert_eq!(providers(&json(text)), expected, "{text}");
    }
    assert_eq!(pieces(&json(r#"{ "terraform": { "required_version": 1.10 } }"#).core), "1.1");
    assert_eq!(json(r#"{ "terraform": { "backend": { "s3": {}, "gcs": {} } } }"#).backend, None);
    assert!(json(r#"{ "terraform": { "backend": { "s3": {} } } }"#).backend.is_some());
}

#[test]
fn section_3_calls_lead_to_the_directories_beside_a_module() {
    for (source, directory) in [
        ("./a", Some("a")),
        ("../a/./b//c/", Some("../a/b/c")),
        ("./a/../../b", Some("../b")),
        ("../..", Some("../..")),
        ("./", Some("")),
        ("./a/..", Some("")),
        ("a/b/c", None),
        ("/a", None),
        (".", None),
        ("git::https://example.com/a", None),
    ] {
        let module = native(&format!("module \"m\" {{\n  source = \"{source}\"\n}}\n"));
        assert_eq!(module.calls, [ModuleCall { name: "m".to_owned(), source: source.to_owned() }], "{source}");
        assert_eq!(module.calls[0].directory().as_deref(), directory, "{source}");
    }
    assert_eq!(native("module \"a\" {\n}\nmodule {\n  source = \"./a\"\n}\n").calls, []);
    assert_eq!(native("module \"a\" {\n  source = var.x\n}\n").calls, []);
}

#[test]
fn section_3_modules_from_elsewhere_are_where_the_manifest_says() {
    let manifest = r#"{ "Modules": [
        { "Key": "", "Source": "", "Dir": "." },
        { "Key": "vpc", "Source": "registry.terraform.io/a/b/c", "Version": "1.0.0", "Dir": ".terraform/modules/vpc" },
        { "Key": "vpc.inner", "Source": "./x", "Dir": ".terraform/modules/vpc/x" },
        { "Key": "broken" }, 1, []
    ] }"#;
    let modules = installed::parse_module_manifest(manifest);
    assert_eq!(modules.into_iter().collect::<Vec<_>>(), [("vpc".to_owned(), ".terraform/modules/vpc".to_owned())]);
    for nothing in ["", "{", "[]", "1", r#"{ "Modules": 1 }"#, r#"{ "Modules": {} }"#] {
        assert!(installed::parse_module_manifest(nothing).is_empty(), "{nothing}");
    }
}

#[test]
fn section_10_installed_providers_are_those_of_the_first_record_that_exists() {
    let shown = |installed: Installed| {
        let entry = |(address, version): (ProviderAddress, Version)| format!("{address} {:?}", version.numbers);
        installed.into_iter().map(entry).collect::<Vec<_>>().join("; ").replace("registry.terraform.io/", "")
    };
    let lock = "provider \"registry.terraform.io/hashicorp/aws\" {\n  version = \"5.1\"\n  hashes = [\"h1:x\"]\n}\n";
    assert_eq!(shown(installed::from_lock_file(lock)), "hashicorp/aws [5, 1]");
    let partly = "provider \"a/b\" {\n  version = \"x\"\n}\nprovider \"a/b/c/d\" {\n  version = \"1\"\n}\nprovider \"c\" \"d\" {\n}\n";
    assert_eq!(shown(installed::from_lock_file(&format!("{partly}{lock}"))), "hashicorp/aws [5, 1]");
    assert_eq!(shown(installed::from_lock_file(&format!("{lock}}}\n"))), "");
    for (entries, expected) in [
        ("", ""),
        ("provider \"a/b\" {\n}\n", ""),
        ("provider \"a/b\" {\n  version = null\n}\n", ""),
        ("provider \"a/b\" {\n  version = var.x\n}\n", ""),
        ("provider \"a/b\" {\n  version = \">= 1\"\n}\n", ""),
        ("provider \"a/b\" {\n  version = \"1\"\n  constraints = \">= 0\"\n}\n", "a/b [1]"),
        ("resource \"a/b\" {\n  version = \"1\"\n}\n", ""),
        ("provider \"x.example.com/a/b\" {\n  version = \"1\"\n}\n", "x.example.com/a/b [1]"),
        ("provider \"a/b\" {\n  version = \"1\"\n}\nprovider \"a/c\" {\n  version = \"2\n}\n", ""),
        ("provider \"a/b\" {\n  version = \"1\"\n", ""),
    ] {
        assert_eq!(shown(installed::from_lock_file(entries)), expected, "{entries}");
    }

    let selections =
        r#"{ "registry.terraform.io/hashicorp/aws": { "hash": "h1:x", "version": "3.0.0" }, "a/b": {}, "c": 1 }"#;
    assert_eq!(shown(installed::from_selections(selections)), "hashicorp/aws [3, 0, 0]");
    for nothing in ["", "{", "[]", "null", r#"{ "a/b": { "version": "1" } "#, r#"{ "a/b": { "version": 1 } }"#] {
        assert_eq!(shown(installed::from_selections(nothing)), "", "{nothing}");
    }

    let programs = [
        "terraform-provider-aws_v2.7.0_x4",
        "terraform-provider-a-b_v1.0.0_x5.exe",
        "lock.json",
        "terraform-provider-c",
    ];
    assert_eq!(shown(installed::from_program_names(programs)), "-/a-b [1, 0, 0]; -/aws [2, 7, 0]");
}

#[test]
fn hostile_texts_are_read_in_a_time_that_grows_with_their_size() {
    let deep = |inner: &str, count: usize| inner.repeat(count);
    for text in [
        format!("terraform {{\n  required_version = {}1{}\n}}\n", deep("(", 100_000), deep(")", 100_000)),
        format!("terraform {{\n  required_version = {}1\n}}\n", deep("-", 100_000)),
        format!("terraform {{\n  required_version = 1{}\n}}\n", deep(" + 1", 100_000)),
        format!("terraform {{\n  required_version = {}1\n}}\n", deep("\"${", 50_000)),
        format!("provider \"a\" {{\n  version = {}\n}}\n", deep("true ? 1 : ", 50_000)),
        deep("terraform {\n", 50_000),
    ] {
        assert_eq!(native(&text).core, []);
    }
    let nested = format!("{}1{}", deep("{\"provider\":[", 50_000), deep("]}", 50_000));
    assert_eq!(providers(&json(&nested)), "-/provider ");
    let (long, ones) = ("a".repeat(200_000), deep("1,", 50_000) + "1");
    for text in [
        format!(r#"{{ "resource": {{ "{long}": {{ "x": [{ones}] }} }} }}"#),
        format!(r#"{{ "provider": {{ "{long}": [{ones}] }} }}"#),
        format!(r#"{{ "module": {{ "{long}": [{ones}] }} }}"#),
    ] {
        assert_eq!(json(&text), Module::default());
    }
}
