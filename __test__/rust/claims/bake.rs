//! Bake files: the project, the Dockerfile, the words that Bake takes, and what the environment may change.

use std::collections::BTreeMap;

use candor::languages::Language;

use super::{Folder, findings, judge};

const DOCKERFILE: &str = "FROM a AS Build\nARG VERSION\nONBUILD ARG LATER\nFROM Build AS release\nARG DEBUG\n";

/// Judges targets with these attributes beside a Dockerfile.
fn judge_target(table: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for (attributes, expected) in table {
        let files = Folder(BTreeMap::from([("Dockerfile", DOCKERFILE)]));
        let text = format!("target \"t\" {{\n  {attributes}\n}}\n");
        let found = findings(Language::Bake, "docker-bake.hcl", &text, &files);
        if found != *expected {
            failures.push(format!("{attributes}: expected '{expected}', found '{found}'"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn words_that_bake_takes_are_valid() {
    judge_target(&[
        ("network = \"\"", ""),
        ("network = \"none\"", ""),
        ("network = \"host\"", ""),
        ("network = \"default\"", ""),
        ("network = null", ""),
        ("entitlements = [\"device\"]", ""),
        ("entitlements = [\"device=vendor.example/gpu\"]", ""),
        ("entitlements = [\"network.host\", \"security.insecure\", \"\"]", ""),
        ("annotations = [\"\"]", ""),
        ("annotations = [\"a=b\", \"index,manifest:a=b\", \"manifest[linux/amd64]:a=b\"]", ""),
        ("annotations = [\"manifest-descriptor:a=\"]", ""),
        ("platforms = [\"local\"]", ""),
        ("output = [\"type=registry\", \"out\", \"-\"]", ""),
        ("cache-from = [\"a/b\", \"type=gha\", { type = \"registry\", ref = \"a\" }]", ""),
        ("pull = \"true\"", ""),
        ("args = { VERSION = 1, DEBUG = null }", ""),
        ("network = \"bridge\"", "error"),
        ("entitlements = [\"network.none\"]", "error"),
        ("entitlements = [\"devices\"]", "error"),
        ("annotations = [\"a\"]", "error"),
        ("annotations = [\"image:a=b\"]", "error"),
    ]);
}

#[test]
fn stages_are_compared_as_buildkit_does() {
    judge_target(&[
        ("target = \"Build\"", ""),
        ("target = \"BUILD\"", ""),
        ("target = \"build\"", ""),
        ("target = \"RELEASE\"", ""),
        ("target = \"\"", ""),
        ("target = null", ""),
        ("no-cache-filter = [\"bUILD\"]", ""),
        ("dockerfile = \"missing\"\n  target = \"x\"", ""),
        ("context = \"https://a.example/b.git\"\n  target = \"x\"", ""),
        ("dockerfile-inline = \"FROM x AS y\"\n  target = \"Y\"", ""),
        ("target = \"buld\"", "error"),
        ("target = \"0\"", "error"),
        ("target = \"1\"", "error"),
        ("dockerfile-inline = \"FROM x AS y\"\n  target = \"z\"", "error"),
    ]);
}

#[test]
fn arguments_that_the_dockerfile_does_not_declare_are_warnings() {
    judge_target(&[
        ("args = { VERSION = \"1\" }", ""),
        ("args = { LATER = \"1\" }", ""),
        ("args = { BUILDPLATFORM = \"linux/amd64\" }", ""),
        ("args = { TARGETARCH = \"arm64\", TARGETOS = \"linux\" }", ""),
        ("args = { HTTP_PROXY = \"x\", no_proxy = \"y\" }", ""),
        ("args = { SOURCE_DATE_EPOCH = \"0\" }", ""),
        ("args = { BUILDKIT_SYNTAX = \"corp/x\" }", ""),
        ("args = { BUILDKIT_INLINE_CACHE = 1 }", ""),
        ("args = { NOPE = null }", ""),
        ("dockerfile-inline = \"# syntax=corp/x\\nFROM a\"\n  args = { X = 1 }", ""),
        ("args = { NOPE = \"1\" }", "warning"),
        ("args = { version = \"1\" }", "warning"),
        ("dockerfile-inline = \"FROM a\"\n  args = { VERSION = 1 }", "warning"),
    ]);
}

#[test]
fn attributes_without_effect_are_warnings() {
    judge_target(&[
        ("targets = [\"release\"]", "warning"),
        ("tag = \"a\"", "warning"),
        ("platform = [\"linux/amd64\"]", "warning"),
        ("cache_from = []", "warning"),
        ("no_cache = true", "warning"),
        ("arg = {}", "warning"),
        ("depends_on = []", "warning"),
        ("secrets = []", "warning"),
        ("outputs = []", "warning"),
        ("dockerfile = \"x\"\n  dockerfile-inline = \"FROM a\"", "warning"),
        ("bogus {}", "warning"),
        ("policy = []", ""),
        ("resources = {}", ""),
        ("extra-hosts = { a = \"1.2.3.4\" }", ""),
    ]);
}

#[test]
fn the_files_of_a_project_are_merged_in_the_order_of_bake() {
    let hcl = "target \"app\" {\n  dockerfile-inline = \"FROM a AS dev\\nARG DEBUG\"\n}\n";
    let json = "{\"target\": {\"app\": {\"dockerfile-inline\": \"FROM a AS dev\\nARG DEBUG\"}}}";
    let compose =
        "services:\n  app:\n    build:\n      dockerfile_inline: |\n        FROM a AS dev\n        ARG DEBUG\n";
    let uses = "target \"app\" {\n  target = \"dev\"\n  args = { DEBUG = 1 }\n}\n";
    let uses_json = "{\"target\": {\"app\": {\"target\": \"dev\", \"args\": {\"DEBUG\": \"1\"}}}}";
    for (other, text, file_name, own) in [
        ("docker-bake.hcl", hcl, "docker-bake.override.hcl", uses),
        ("docker-bake.json", json, "docker-bake.hcl", uses),
        ("docker-bake.json", json, "docker-bake.override.json", uses_json),
        ("docker-bake.hcl", hcl, "docker-bake.json", uses_json),
        ("docker-bake.override.hcl", hcl, "docker-bake.hcl", uses),
        ("docker-bake.override.json", json, "docker-bake.hcl", uses),
        ("compose.yaml", compose, "docker-bake.hcl", uses),
        ("compose.yml", compose, "docker-bake.hcl", uses),
        ("docker-compose.yml", compose, "docker-bake.override.hcl", uses),
        ("docker-compose.yaml", compose, "docker-bake.json", uses_json),
        ("docker-bake.hcl", "variable \"TAG\" {}\n", "docker-bake.override.hcl", "target \"app\" { tags = [TAG] }\n"),
        (
            "docker-bake.hcl",
            "function \"f\" {\n  params = []\n  result = 1\n}\n",
            "docker-bake.override.hcl",
            "target \"app\" { args = { X = f() } }\n",
        ),
        ("docker-bake.hcl", hcl, "docker-bake.override.hcl", "group \"default\" { targets = [\"app\"] }\n"),
        ("docker-bake.hcl", hcl, "docker-bake.override.hcl", "target \"b\" { inherits = [\"app\"] }\n"),
    ] {
        let files = Folder(BTreeMap::from([(other, text)]));
        assert_eq!(findings(Language::Bake, file_name, own, &files), "", "{file_name} beside {other}: {own}");
    }
    // The last file that sets the stage decides.
    let files = Folder(BTreeMap::from([("docker-bake.override.hcl", "target \"app\" { target = \"dev\" }\n")]));
    let own = "target \"app\" {\n  dockerfile-inline = \"FROM a AS dev\"\n  target = \"gone\"\n}\n";
    assert_eq!(findings(Language::Bake, "docker-bake.hcl", own, &files), "");
}

#[test]
fn what_the_environment_may_change_is_never_an_error() {
    let with = |rest: &str| format!("variable \"V\" {{}}\n{rest}\n");
    for (rest, expected) in [
        ("target \"t\" { tags = V }", ""),
        ("target \"t\" { pull = V }", ""),
        ("target \"t\" { args = { a = 1 + V } }", ""),
        ("target \"t\" { args = { a = V[0] } }", ""),
        ("target \"t\" { network = V }", ""),
        ("target \"t\" { entitlements = [V] }", ""),
        ("target \"t\" { annotations = [V] }", ""),
        ("target \"t\" { context = V == \"x\" ? \".\" : upper(1, 2) }", ""),
        ("target \"t\" { args = { a = V == \"x\" || 1 + \"y\" == 2 } }", ""),
        ("target \"t\" { args = { a = V == \"x\" && 1 + \"y\" == 2 } }", ""),
        ("target \"t\" { tags = [for i in [\"a\"] : i if V == \"x\" && 1 + \"y\" == 2] }", ""),
        ("target \"t\" { args = { a = jsondecode(V) } }", ""),
        ("target \"t\" { args = { a = 1 / V } }", ""),
        ("target \"t\" {\n  matrix = { m = V }\n  name = \"t-${m}\"\n}", ""),
        ("group \"g\" { targets = [V] }", ""),
        ("target \"t\" { inherits = [V] }", ""),
        // These hold for every value.
        ("target \"t\" { args = { a = 1 + \"y\" } }", "error"),
        ("target \"t\" { args = { a = false || 1 + \"y\" == 2 } }", "error"),
        ("target \"t\" { tags = [V, nope] }", "error"),
        ("target \"t\" { args = { a = 0 / 0 } }", "error"),
        ("target \"t\" { args = { a = 1 / 0 } }", ""),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&with(rest), expected)]);
    }
}

#[test]
fn the_names_in_functions_are_looked_up_without_a_call() {
    let function = |result: &str| {
        format!(
            "variable \"V\" {{}}\nX = 1\nfunction \"f\" {{\n  params = [a]\n  variadic_params = rest\n  result = {result}\n}}\n"
        )
    };
    for (result, expected) in [
        ("a", ""),
        ("V", ""),
        ("X", ""),
        ("upper(a)", ""),
        ("[for i in a : i]", ""),
        ("length(rest)", ""),
        ("1 + \"x\"", ""),
        ("a.b.c", ""),
        ("a == \"\" ? 1 : V", ""),
        ("{ nope = a }", ""),
        ("nope", "error"),
        ("[a, nope]", "error"),
        ("upper(nope)", "error"),
        ("nofn(a)", "error"),
        ("[for i in a : nofn(i)]", ""),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&function(result), expected)]);
    }
}

#[test]
fn the_conditions_of_variables_are_evaluated() {
    let variable = |condition: &str| {
        format!(
            "variable \"V\" {{\n  default = \"d\"\n  validation {{\n    condition = {condition}\n    error_message = \"m\"\n  }}\n}}\n"
        )
    };
    for (condition, expected) in [
        ("V != \"\"", ""),
        ("V == \"other\"", ""),
        ("length(V) > 3", ""),
        ("can(regex(\"^v\", V))", ""),
        ("true", ""),
        ("\"true\"", ""),
        ("true || nope", ""),
        ("try(nope, true)", ""),
        ("V == \"a\" || nope", "warning"),
        ("V == \"a\" ? true : nope", "warning"),
        ("nope", "error"),
        ("nope != V", "error"),
        ("nofn(V)", "error"),
        ("\"x\"", "error"),
        ("false", "error"),
        ("1 == 2", "error"),
        ("[V]", "error"),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&variable(condition), expected)]);
    }
}
