//! Bake files: the project, the Dockerfile, the values that Bake accepts, and the effects of the environment.

use std::collections::BTreeMap;

use candor::languages::Language;

use super::{Folder, findings, judge};

const DOCKERFILE: &str = "FROM a AS Build\nARG VERSION\nONBUILD ARG LATER\nFROM Build AS release\nARG DEBUG\n";

/// Compares the findings in targets with these attributes, in a folder with a Dockerfile.
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
        ("target \"t\" { tags = V }", "error"),
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
        ("target \"t\" {\n  matrix = { m = split(\",\", V) }\n  name = \"t-${m}\"\n}", ""),
        ("group \"g\" { targets = [V] }", ""),
        ("target \"t\" { inherits = [V] }", ""),
        // These errors are independent of the value.
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

#[test]
fn values_that_no_build_accepts_are_errors() {
    judge_target(&[
        ("platforms = [\"linux/amd64\", \"linux/arm/v7\", \"local\", \"LOCAL\", \"arm64\", \"darwin\"]", ""),
        ("platforms = [\"linux/amd64,linux/arm64\"]", ""),
        ("platforms = [\"\"]", ""),
        ("platforms = [\"windows(10.0.17763)/amd64\", \"acme/chip\"]", ""),
        ("platforms = [\"linux/amd46/v1/x\"]", "error"),
        ("platforms = [\"ubuntu\"]", "error"),
        ("platforms = [\"linux/amd64,\"]", "error"),
        ("platforms = [\"linux/*\"]", "error"),
        ("ulimits = [\"nofile=1024\", \"nofile=1024:2048\", \"core=-1\", \"nproc=1:-1\", \"\"]", ""),
        ("ulimits = [\"nofile\"]", "error"),
        ("ulimits = [\"files=1\"]", "error"),
        ("ulimits = [\"nofile=x\"]", "error"),
        ("ulimits = [\"nofile=2:1\"]", "error"),
        ("ulimits = [\"nofile=-1:1\"]", "error"),
        ("ulimits = [\"nofile=1:2:3\"]", "error"),
        ("shm-size = \"128m\"", ""),
        ("shm-size = \"1.5 GiB\"", ""),
        ("shm-size = 64000", ""),
        ("shm-size = \"\"", "error"),
        ("shm-size = \"128x\"", "error"),
        ("shm-size = \"-1\"", "error"),
        ("resources = { memory = \"1g\", memory-swap = \"-1\", cpu-shares = 512, cpuset-cpus = \"0-3\" }", ""),
        ("resources = { cpu-quota = \"100\", other = [] }", ""),
        ("resources = { memory = \"much\" }", "error"),
        ("resources = { memory = \"-1\" }", "error"),
        ("resources = { cpu-shares = \"half\" }", "error"),
        ("resources = { cpu-shares = 0.5 }", "error"),
        ("resources = []", "error"),
        ("resources = \"1g\"", "error"),
        ("policy = [\"filename=a.rego,strict=true\", { disabled = true }, { filename = \"\" }, \"\"]", ""),
        ("policy = [\"log-level=debug\", { filename = \"p.rego\", log-level = \"warn\" }]", ""),
        ("policy = \"filename=a.rego\"", "error"),
        ("policy = [\"a.rego\"]", "error"),
        ("policy = [\"file=a.rego\"]", "error"),
        ("policy = [{ strict = \"yes\" }]", "error"),
        ("policy = [{ log-level = \"loud\" }]", "error"),
        (
            "secret = [\"id=a\", \"id=a,src=b\", \"id=a,env=B\", \"type=env,id=a\", { id = \"a\", env = \"B\" }, \"\"]",
            "",
        ),
        ("secret = [\"src=b\"]", "error"),
        ("secret = [{ src = \"b\" }]", "error"),
        ("secret = [{}]", "error"),
        ("secret = [\"a\"]", "error"),
        (
            "output = [\"out\", \"-\", \"type=local,dest=out\", \"type=tar\", \"type=oci\", \"type=docker\", \"type=image\"]",
            "",
        ),
        ("output = [{ type = \"local\", dest = \"out\" }, \"type=cacheonly\", \"\"]", ""),
        ("output = [\"type=local\"]", "error"),
        ("output = [{ type = \"local\" }]", "error"),
        ("output = [\"type=local,dest=-\"]", "error"),
        ("output = [\"type=oci,tar=false\"]", "error"),
        ("output = [\"dest=out\"]", ""),
        ("output = [\"dest=out,tar=false\"]", "error"),
        ("cache-to = [\"type=gha,mode=max\", \"type=inline\", \"user/app:cache\"]", ""),
        ("cache-to = [\"ref=user/app\"]", "error"),
        ("cache-to = [{ ref = \"user/app\" }]", "error"),
        ("extra-hosts = { a = \"1.2.3.4\", b = \"host-gateway\", c = \"::1\", d = \"[::1],127.0.0.1\", e = null }", ""),
        ("extra-hosts = { a = \"localhost\" }", "error"),
        ("extra-hosts = { a = \"1.2.3\" }", "error"),
        ("annotations = [\"manifest[linux/arm64]:a=b\"]", ""),
    ]);
}

#[test]
fn null_is_an_error_where_bake_does_not_take_it_for_unset() {
    judge_target(&[
        ("context = null", ""),
        ("target = null", ""),
        ("tags = null", ""),
        ("args = null", ""),
        ("pull = null", ""),
        ("platforms = null", ""),
        ("labels = { a = null }", ""),
        ("cache-from = null", "error"),
        ("output = null", "error"),
        ("secret = null", "error"),
        ("description = null", "error"),
        ("tags = [\"a\", null]", "error"),
        ("platforms = [null]", "error"),
        ("contexts = { a = null }", "error"),
    ]);
}

#[test]
fn the_type_of_a_variable_holds_for_every_value() {
    let with = |variable: &str, rest: &str| format!("{variable}\ntarget \"t\" {{ {rest} }}\n");
    for (variable, rest, expected) in [
        ("variable \"V\" {}", "tags = V", "error"),
        ("variable \"V\" {}", "tags = \"${V}\"", "error"),
        ("variable \"V\" {}", "tags = \"a-${V}\"", "error"),
        ("variable \"V\" { default = \"x\" }", "platforms = (V)", "error"),
        ("variable \"V\" { default = true }", "args = V", "error"),
        ("variable \"V\" { default = 1 }", "output = V", "error"),
        ("variable \"V\" {}", "matrix = V", "error"),
        ("variable \"V\" {}", "matrix = { m = V }", "error"),
        ("variable \"V\" {}", "tags = [for v in V : v]", "error"),
        ("variable \"V\" {}", "tags = upper(V)", "error"),
        ("variable \"V\" {}", "tags = [for v in split(\",\", V) : v]", ""),
        ("variable \"V\" {}", "tags = [V]", ""),
        ("variable \"V\" {}", "context = V", ""),
        ("variable \"V\" {}", "tags = split(\",\", V)", ""),
        ("variable \"V\" { default = null }", "tags = V", ""),
        ("variable \"V\" { default = [\"a\"] }", "tags = V", ""),
        ("variable \"V\" { default = concat([\"a\"], []) }", "tags = V", ""),
        ("variable \"V\" { type = list(string) }", "tags = V", ""),
        ("variable \"V\" { type = string }", "tags = V", ""),
        ("variable \"V\" {}\nW = [V]", "tags = W", ""),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&with(variable, rest), expected)]);
    }
}

#[test]
fn functions_must_not_call_themselves_and_take_names_as_parameters() {
    let function =
        |name: &str, result: &str| format!("function \"{name}\" {{\n  params = [a]\n  result = {result}\n}}\n");
    for (text, expected) in [
        (function("f", "upper(a)"), ""),
        (function("f", "f(a)"), "error"),
        (function("f", "a == \"\" ? a : f(a)"), "error"),
        (function("f", "\"x${upper(f(a))}\""), "error"),
        (function("f", "g(a)") + &function("g", "a"), ""),
        (function("f", "g(a)") + &function("g", "f(a)"), "error error"),
        ("function \"f\" {\n  params = [\"a\"]\n  result = 1\n}\n".to_owned(), "error"),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&text, expected)]);
    }
    let json = "{\"function\": {\"f\": {\"params\": [\"a\"], \"result\": \"${a}\"}}}";
    judge(Language::Bake, "docker-bake.json", &[(json, "")]);
}

#[test]
fn groups_and_contexts_must_not_contain_themselves() {
    let group = |name: &str, targets: &str| format!("group \"{name}\" {{ targets = [{targets}] }}\n");
    let target = |name: &str, context: &str| format!("target \"{name}\" {{ contexts = {{ c = \"{context}\" }} }}\n");
    for (text, expected) in [
        (group("g", "\"g\""), "error"),
        (group("g", "\"h\"") + &group("h", "\"g\""), "error error"),
        (group("g", "\"h\"") + &group("h", "\"h\""), "error"),
        (group("g", "\"t\", \"h\"") + &group("h", "\"t\"") + "target \"t\" {}\n", ""),
        // Bake uses the target of the same name.
        (group("default", "\"default\"") + "target \"default\" {}\n", ""),
        (group("g", "\"e\"") + &group("e", ""), "error"),
        (group("e", ""), ""),
        (target("a", "target:a"), "error"),
        (target("a", "target:b") + &target("b", "target:a"), "error error"),
        (target("a", "target:b") + &target("b", "."), ""),
        (target("a", "target:b") + "target \"b\" { inherits = [\"a\"] }\n", "error"),
        // A target that inherits from itself is valid.
        ("target \"a\" { inherits = [\"a\"] }\n".to_owned(), ""),
        ("target \"a\" { inherits = [\"b\"] }\ntarget \"b\" { inherits = [\"a\"] }\n".to_owned(), ""),
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(&text, expected)]);
    }
}

#[test]
fn names_of_template_loops_and_replaced_groups_are_not_missing() {
    for text in [
        "target \"t\" { args = { a = \"%{ for i in [\"x\"] }${i}%{ endfor }\" } }\n",
        "target \"t\" { tags = [\"%{ for k, v in {a=1} }${k}-${upper(v)}%{ endfor }\"] }\n",
        "group \"default\" { targets = [\"gone\"] }\ngroup \"default\" { targets = [\"t\"] }\ntarget \"t\" {}\n",
    ] {
        judge(Language::Bake, "docker-bake.hcl", &[(text, "")]);
    }
}
