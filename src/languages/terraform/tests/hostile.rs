//! Modules that are designed to take long, or to be nested deeply, in both syntaxes. Each is read in a thread with the
//! stack of a worker: a reader that recurses for each level would abort the process, and one whose work grows faster
//! than the text would not finish.

use std::sync::Arc;

use super::features::Workspace;
use super::*;
use crate::languages::answers::Diagnostic;
use crate::languages::source::{FileProvider, Options, Source};
use crate::languages::terraform::model::provider_schemas::ProviderSchemas;
use crate::languages::{Facts, Language};

const DEPTH: usize = 200_000;

/// The length of a text on one line, in bytes. A tenth of it is enough if only the form differs.
const LENGTH: usize = 10_000_000;

/// Reads a file with a small stack.
#[track_caller]
fn read(name: &'static str, text: String) -> Module {
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    let reader = thread.spawn(move || {
        let module = Module::parse([(name, text.as_str())]);
        assert!(module.has_same_requirements(&module.clone()));
        module
    });
    reader.expect("threads start").join().expect("it is read")
}

#[test]
fn depth_costs_no_stack_in_the_native_syntax() {
    for (open, close) in [
        ("(", ")"),
        ("[", "]"),
        ("{ a = ", "}"),
        ("{ source = ", "}"),
        ("\"${", "}\""),
        ("\"%{ if ", " }%{ endif }\""),
        ("f(", ")"),
        ("a[", "]"),
        ("-", ""),
        ("!", ""),
        ("1 + ", ""),
        ("false ? 1 : ", ""),
        ("[for a in ", " : a]"),
        ("{ for a in b : a => ", "}"),
        ("<<E\n${", "}\nE\n"),
    ] {
        let deep = open.repeat(DEPTH) + "1" + &close.repeat(DEPTH);
        for text in [
            format!(
                "terraform {{\n  required_version = {deep}\n}}\nresource \"b_c\" \"d\" {{\n  provider = {deep}\n}}\n"
            ),
            // The expression has no end.
            format!("terraform {{\n  required_version = {}", open.repeat(DEPTH)),
        ] {
            let module = read("main.tf", text);
            assert_eq!((module.core.len(), module.backend), (0, None), "{open}");
        }
    }
}

#[test]
fn depth_of_blocks_and_labels_costs_no_stack() {
    for opened in ["terraform {\n", "a \"b\" {\n", "provider \"a\" {\n"] {
        for text in [opened.repeat(DEPTH), opened.repeat(DEPTH) + &"}\n".repeat(DEPTH)] {
            assert_eq!(read("main.tf", text).core, []);
        }
    }
    let labels = " \"a\"".repeat(DEPTH);
    assert_eq!(providers(&read("main.tf", format!("provider{labels} {{\n}}\nprovider \"b\" {{\n}}\n"))), "-/b ");
}

#[test]
fn depth_costs_no_stack_in_json() {
    for (open, close) in [
        ("[", "]"),
        (r#"{"a":"#, "}"),
        (r#"{"terraform":"#, "}"),
        (r#"{"provider":["#, "]}"),
        (r#"[{"resource":"#, "}]"),
    ] {
        let deep = open.repeat(DEPTH) + "1" + &close.repeat(DEPTH);
        for text in
            [format!(r#"{{ "terraform": {{ "required_version": {deep} }}, "provider": {deep} }}"#), open.repeat(DEPTH)]
        {
            assert_eq!(read("main.tf.json", text).core, []);
        }
    }
}

#[test]
fn ten_megabytes_on_one_line_are_read() {
    let longest = |text: &str| text.repeat(LENGTH / text.len());
    let long = |text: &str| text.repeat(LENGTH / 10 / text.len());
    for (name, text) in [
        ("main.tf", format!("terraform {{ required_version = \"{}\" }}", longest("1"))),
        ("main.tf", format!("terraform {{ required_version = \"{}1\" }}", long("> 1,"))),
        ("main.tf", format!("terraform {{ required_version = {}1 }}", long("1 + "))),
        ("main.tf", format!("x = [{}]", long("1, "))),
        ("main.tf", format!("x = {{{}}}", long("a = 1, "))),
        ("main.tf", format!("x = \"{}\"", long("${a}"))),
        ("main.tf", format!("x = a{}", long(".b"))),
        ("main.tf", format!("# {}", long("x"))),
        ("main.tf", format!("{} = 1", long("a"))),
        ("main.tf", format!("provider \"{}\" {{}}", long("a"))),
        ("main.tf", long("provider \"a\" {} ")),
        ("main.tf", longest("}")),
        ("main.tf.json", format!(r#"{{ "terraform": {{ "required_version": "{}1" }} }}"#, long("> 1,"))),
        ("main.tf.json", format!(r#"{{ "provider": [{}{{ "a": {{}} }}] }}"#, long(r#"{ "a": {} }, "#))),
        ("main.tf.json", format!(r#"{{ "resource": {{ "a_b": {{ {}"c": {{}} }} }} }}"#, long(r#""c": {}, "#))),
        ("main.tf.json", format!(r#"{{ "{}": 1 }}"#, long("a"))),
        ("main.tf.json", format!(r#"{{ "a": "{}" }}"#, longest(r"\n"))),
        ("main.tf.json", format!("[{}1]", long("1,"))),
        ("main.tf.json", long(" ")),
    ] {
        let module = read(name, text);
        assert!(module.providers.len() <= 1 && module.backend.is_none());
    }
}

#[test]
fn what_is_never_closed_costs_what_it_swallows_and_no_more() {
    let before = "provider \"a\" {\n  version = \"1\"\n}\n";
    let behind = "provider \"b\" {\n}\n".repeat(10_000);
    for open in [
        "x = \"",
        "x = \"${",
        "x = \"%{ if ",
        "x = <<E\n",
        "x = <<-E\n${",
        "/*",
        "x {",
        "x = [",
        "x = {",
        "x = (",
        "x = f(",
        "x = a[",
        "x = a[*",
        "x = [for ",
        "x = {for a in b : ",
        "x \"",
    ] {
        let module = read("main.tf", format!("{before}{open}{behind}"));
        assert!(providers(&module).starts_with("-/a 1"), "{open}: {}", providers(&module));
    }
    for open in
        [r#""x": ""#, r#""x": "\"#, r#""x": "\u00"#, r#""x": ["#, r#""x": {"#, r#""x": tru"#, r#""x": -"#, r#""x"#, ""]
    {
        let text = format!(r#"{{ "provider": {{ "a": {{}} }}, {}{open}"#, r#""y": [{}], "#.repeat(10_000));
        assert_eq!(read("main.tf.json", text), Module::default(), "{open}");
    }
}

#[test]
fn of_many_of_everything_as_many_are_kept_as_a_module_may_have() {
    const COUNT: usize = 20_000;
    const KEPT: usize = 512;
    let all = |line: &dyn Fn(usize) -> String| (0..COUNT).map(line).collect::<String>();
    let native = [
        all(&|index| format!("provider \"a{index}\" {{\n}}\n")),
        all(&|index| format!("resource \"a{index}_b\" \"c\" {{\n}}\n")),
        format!("terraform {{\n  required_providers {{\n{}  }}\n}}\n", all(&|index| format!("a{index} = \"1\"\n"))),
    ];
    for text in native {
        assert_eq!(read("main.tf", text).providers.len(), KEPT);
    }
    let one = all(&|_| "provider \"a\" {\n  version = \"1\"\n}\n".to_owned());
    assert_eq!(read("main.tf", one).providers.values().map(Vec::len).sum::<usize>(), 64);
    let backends = all(&|index| format!("backend \"a{index}\" {{\n}}\ncloud {{\n}}\n"));
    assert_eq!(read("main.tf", format!("terraform {{\n{backends}}}\n")).backend, None);
    let json = all(&|index| format!(r#""a{index}": {{}}, "#));
    let module = read("main.tf.json", format!(r#"{{ "provider": {{ {json}"b": {{}} }} }}"#));
    assert_eq!(module.providers.len(), KEPT);
}

/// Returns a module that requires a provider by a name and a source.
fn required(name: &str, source: &str) -> String {
    format!("terraform {{\n  required_providers {{\n    {name} = {{ source = \"{source}\" }}\n  }}\n}}\n")
}

/// Returns the size of the facts that are kept of a module, in bytes of their debug output.
fn kept(text: &str) -> usize {
    format!("{:?}", native(text)).len()
}

#[test]
fn what_is_kept_of_a_module_does_not_grow_with_its_text() {
    let many = |line: &dyn Fn(usize) -> String| (0..20_000).map(line).collect::<String>();
    let long = "9.".repeat(500_000);
    for text in [
        many(&|index| format!("provider \"p{index}\" {{ version = \"1.{index}\" }}\n")),
        many(&|index| format!("provider \"aws\" {{ version = \"1.{index}\" }}\n")),
        many(&|index| format!("terraform {{ required_version = \"1.{index}\" }}\n")),
        many(&|index| format!("resource \"r{index}_a\" \"n{index}\" {{}}\n")),
        many(&|index| format!("module \"m{index}\" {{ source = \"./m{index}\" }}\n")),
        format!("terraform {{ required_version = \"{long}9\" }}\n"),
        format!("terraform {{ required_version = \"1-{}\" }}\n", "x".repeat(1_000_000)),
        format!("terraform {{ required_version = \"{}1\" }}\n", "1, ".repeat(300_000)),
        format!("provider \"{}\" {{}}\n", "x".repeat(1_000_000)),
        format!("resource \"{}\" \"a\" {{}}\n", "x".repeat(1_000_000)),
        format!("module \"a\" {{ source = \"./{long}\" }}\n"),
        format!("terraform {{\n  backend \"{long}\" {{ hostname = \"{long}\" }}\n}}\n"),
        format!("terraform {{\n  cloud {{ hostname = \"{}\" }}\n}}\n", "é".repeat(500_000)),
        required("a", &"b".repeat(1_000_000)),
    ] {
        assert!(kept(&text) < 200_000, "{}: {}", &text[..60], kept(&text));
    }
}

#[test]
fn of_many_providers_those_with_the_first_addresses_are_kept() {
    let blocks = (0..2_000).rev().map(|index| format!("provider \"p{index:04}\" {{}}"));
    let module = native(&blocks.collect::<Vec<_>>().join("\n"));
    let names: Vec<_> = module.providers.keys().map(|address| address.name.as_str()).collect();
    let first: Vec<_> = (0..512).map(|index| format!("p{index:04}")).collect();
    assert_eq!(names, first);
}

#[test]
fn a_source_that_is_too_long_to_be_one_is_not_taken_for_its_name() {
    assert_eq!(providers(&native(&required("aws", &format!("a/{}", "b".repeat(2_000))))), "");
    assert_eq!(providers(&native(&required("aws", "a/b"))), "a/b ");
    assert_eq!(providers(&native(&required("aws", ""))), "-/aws ");
}

const PIECES: usize = 50_000;

/// Checks a file of many pieces. In a piece, `{n}` stands for its number.
fn check_pieces(piece: &str) -> Vec<Diagnostic> {
    let text: String = (0..PIECES).map(|number| piece.replace("{n}", &number.to_string())).collect();
    Language::Terraform.analyze(&Source::alone("main.tf", &text)).diagnostics()
}

#[test]
fn checks_of_many_module_calls_take_time_in_proportion_to_the_file() {
    let piece = "module \"m{n}\" {\n  source = \"./m\"\n}\noutput \"o{n}\" {\n  value = module.m{n}.y\n}\n";
    assert_eq!(check_pieces(piece), [], "the called module is unknown");
}

#[test]
fn checks_of_nested_dynamic_blocks_take_time_in_proportion_to_the_file() {
    let errors = check_pieces("dynamic \"x{n}\" {\n  content {\n");
    assert!(!errors.is_empty(), "the braces are not closed");
}

/// Returns that many pieces, each for its number.
fn many(count: usize, piece: impl Fn(usize) -> String) -> String {
    (0..count).map(piece).collect()
}

#[test]
fn unknown_and_known_inputs_of_a_call_take_time_in_proportion_to_their_number() {
    let called = many(17_000, |number| format!("variable \"name{number}\" {{\n  type = string\n}}\n"));
    for (prefix, errors) in [("name", 0), ("nmae", 1_000)] {
        let inputs = many(17_000, |number| format!("  {prefix}{number} = \"x\"\n"));
        let text = format!("module \"m\" {{\n  source = \"./m\"\n{inputs}}}\n");
        let files = Workspace::new(&[("main.tf", &text), ("m/main.tf", &called)]);
        let source = Source { text: &text, file_name: "main.tf", files: &files, options: Options::default() };
        // If each input were compared with all variables, this test would take minutes.
        let found = Language::Terraform.analyze(&source).diagnostics();
        assert_eq!(found.len(), errors, "{prefix}: {:?}", found.first());
    }
}

#[test]
fn many_conversions_of_a_large_list_take_time_in_proportion_to_the_file() {
    let elements = many(4_000, |number| format!("\"e{number}\", "));
    let uses = many(16_000, |number| format!("  u{number} = toset(local.list)\n"));
    let text = format!("locals {{\n  list = [{elements}]\n{uses}}}\n");
    let files = Workspace::new(&[("main.tf", &text)]);
    let source = Source { text: &text, file_name: "main.tf", files: &files, options: Options::default() };
    let found = Language::Terraform.analyze(&source).diagnostics();
    assert!(found.iter().all(|diagnostic| diagnostic.message().contains("never used")), "{:?}", found.first());
}

#[test]
fn a_value_whose_copies_would_not_fit_into_a_message_is_not_inlined() {
    let value = "x".repeat(3_000);
    let text = |uses: usize| {
        let uses = many(uses, |number| format!("  u{number} = local.a\n"));
        format!("locals {{\n  a = \"{value}\"\n{uses}}}\n")
    };
    let is_offered = |text: &str| {
        let files = Workspace::new(&[("main.tf", text)]);
        let source = Source { text, file_name: "main.tf", files: &files, options: Options::default() };
        let offset = text.find("a =").expect("it is declared");
        Language::Terraform
            .analyze(&source)
            .refactorings(offset..offset)
            .iter()
            .any(|found| found.title.contains("Inline"))
    };
    assert!(is_offered(&text(10)));
    assert!(!is_offered(&text(25_000)));
}

/// A folder with the schema of a provider that has the block `root_block_device`.
struct WithSchema;

impl FileProvider for WithSchema {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }

    fn provider_schemas(&self) -> Option<Facts> {
        let schemas = r#"{"format_version": "1.0", "provider_schemas": {"registry.terraform.io/hashicorp/aws": {
            "resource_schemas": {"aws_instance": {"block": {"block_types": {
                "root_block_device": {"nesting_mode": "list", "max_items": 1, "block": {}}}}}}}}}"#;
        Some(Arc::new(ProviderSchemas::parse(schemas).expect("the schemas are valid")))
    }
}

#[test]
fn many_equal_keys_of_a_json_object_take_time_in_proportion_to_the_file() {
    let resource = |members: String| format!(r#"{{"resource": {{"aws_instance": {{"a": {{{members}}}}}}}}}"#);
    let repeated = |piece: &str| piece.repeat(100_000);
    let long = format!(r#""terraform_data.a[\"{}\"]""#, "x".repeat(100_000));
    for text in [
        resource(repeated(r#""root_block_device": {}, "#) + r#""count": 1"#),
        resource(repeated(r#""connection": {}, "#) + r#""count": 1"#),
        format!(r#"{{"moved": {{{}"from": "terraform_data.b"}}}}"#, repeated(r#""to": "terraform_data.a", "#)),
        format!(r#"{{"moved": {{{}"from": {long}}}}}"#, repeated(r#""to": "terraform_data.a", "#)),
        format!(r#"{{"removed": {{{}"from": "module.a"}}}}"#, repeated(r#""provisioner": {"x": {}}, "#)),
        format!(r#"{{"removed": {{{}"from": {long}}}}}"#, repeated(r#""provisioner": {"x": {}}, "#)),
        format!(r#"{{"variable": {{"a": {{{}"default": "x"}}}}}}"#, repeated(r#""type": "string", "#)),
    ] {
        // If each member were compared with all others, this test would take minutes.
        let source = Source { text: &text, file_name: "main.tf.json", files: &WithSchema, options: Options::default() };
        assert!(!Language::Terraform.analyze(&source).diagnostics().is_empty(), "{}", &text[..60]);
    }
}
