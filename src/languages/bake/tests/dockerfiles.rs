//! Checks that read the Dockerfile of a target.

use super::*;

const FOLDER: Folder = Folder(&[
    ("Dockerfile", "ARG base\n# ARG no\nFROM --platform=x a AS build\nARG valid=1 \\\n  other\nfrom build as Run\n"),
    ("second", "FROM a\nARG second\n"),
    ("backend/Dockerfile", "FROM a AS backend\nARG backend\n"),
    ("backend/sub/file", "FROM a AS sub\n"),
]);

const STAGE: &str = "there is no such stage in the Dockerfile";

fn argument(name: &str) -> String {
    format!("{name:?} is not declared as an ARG in the Dockerfile")
}

/// A target with attributes, in both syntaxes.
fn targets(hcl: &str, json: &str) -> [(&'static str, String); 2] {
    [(HCL, format!("target \"a\" {{\n{hcl}\n}}\n")), (JSON, format!("{{\"target\": {{\"a\": {{{json}}}}}}}"))]
}

#[test]
fn a_stage_must_be_in_the_dockerfile() {
    for (hcl, json) in [
        ("target = \"build\"", "\"target\": \"build\""),
        ("target = \"Run\"", "\"target\": \"Run\""),
        ("target = «\"run\"»", "\"target\": «\"run\"»"),
        ("target = «\"\"»", "\"target\": «\"\"»"),
        ("target = v", "\"target\": 1"),
        ("target = \"${v}\"", "\"target\": \"${v}\""),
        // The stages of a Dockerfile that cannot be read are unknown.
        ("dockerfile = \"none\"\ntarget = \"build\"", "\"dockerfile\": \"none\", \"target\": \"build\""),
    ] {
        for (name, text) in targets(hcl, json) {
            check(name, &text, STAGE, &FOLDER);
        }
    }
}

#[test]
fn arguments_must_be_declared_in_the_dockerfile() {
    for (hcl, json) in [
        (
            "args = {\n  valid = 1\n  \"other\" = 2\n  base = 3\n}",
            "\"args\": {\"valid\": 1, \"other\": 2, \"base\": 3}",
        ),
        ("args = {\n  «no» = 1\n}", "\"args\": {«\"no\"»: 1}"),
        ("args = {\n  «\"no\"» = 1, valid = 2\n}", "\"args\": {«\"no\"»: 1, \"valid\": 2}"),
        ("args = {\n  \"${v}\" = 1\n  (v) = 2\n}", "\"args\": {\"${v}\": 1}"),
        ("args = merge({no = 1})", "\"args\": \"${no}\""),
    ] {
        for (name, text) in targets(hcl, json) {
            check(name, &text, &argument("no"), &FOLDER);
        }
    }
}

#[test]
fn arguments_of_buildkit_need_no_declaration() {
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "FTP_PROXY",
        "NO_PROXY",
        "ALL_PROXY",
        "https_proxy",
        "BUILDKIT_INLINE_CACHE",
        "BUILDKIT_SYNTAX",
        "SOURCE_DATE_EPOCH",
    ] {
        for (form, text) in targets(&format!("args = {{ {name} = 1 }}"), &format!("\"args\": {{\"{name}\": 1}}")) {
            check(form, &text, "", &FOLDER);
        }
    }
}

#[test]
fn a_dockerfile_is_found_below_its_context() {
    for (hcl, json) in [
        ("context = \"./backend\"\ntarget = \"backend\"", "\"context\": \"./backend\", \"target\": \"backend\""),
        ("context = \"backend/\"\ntarget = «\"build\"»", "\"context\": \"backend/\", \"target\": «\"build\"»"),
        (
            "context = \"backend\"\ndockerfile = \"./sub/file\"\ntarget = \"sub\"",
            "\"context\": \"backend\", \"dockerfile\": \"./sub/file\", \"target\": \"sub\"",
        ),
        (
            "context = \"backend/x/..\"\ndockerfile = \"../Dockerfile\"\ntarget = \"build\"",
            "\"context\": \"backend/x/..\", \"dockerfile\": \"../Dockerfile\", \"target\": \"build\"",
        ),
        ("dockerfile = \"\"\ntarget = \"build\"", "\"dockerfile\": \"\", \"target\": \"build\""),
    ] {
        for (name, text) in targets(hcl, json) {
            check(name, &text, STAGE, &FOLDER);
        }
    }
}

#[test]
fn remote_and_unknown_dockerfiles_are_not_checked() {
    for setting in [
        "context = v",
        "context = \"${v}\"",
        "dockerfile = \"${v}/Dockerfile\"",
        "dockerfile-inline = \"FROM a\"",
        "context = \"https://github.com/a/b.git#main:c\"",
        "context = \"git@github.com:a/b\"",
        "context = \"github.com/a/b\"",
        "context = \"target:b\"",
        "context = \"docker-image://a\"",
        "context = \"-\"",
        "context = \"/a\"",
        "dockerfile = \"C:\\\\a\"",
        "inherits = [v]",
        "inherits = v",
        "inherits = [\"nobody\"]",
        "inherits = [\"a\"]",
        "matrix = { b = [1] }\n  name = \"x\"",
    ] {
        let text = format!("target \"a\" {{\n  {setting}\n  target = \"none\"\n  args = {{ none = 1 }}\n}}\n");
        check(HCL, &text, "", &FOLDER);
    }
}

#[test]
fn invalid_files_are_not_checked_against_dockerfiles() {
    let text = "target \"a\" {\n  target = \"none\"\n}\n";
    assert_eq!(analyze(&source(HCL, text, &FOLDER)).diagnostics().len(), 1);
    check(HCL, &format!("{text}group «{{»\n}}\n"), "a group needs a name before `{`", &FOLDER);
    check(HCL, &format!("{text}variable \"a\" «\"b\"» {{\n}}\n"), "a variable has one name only", &FOLDER);
    check(HCL, &format!("{text}other {{\n}}\n"), "", &FOLDER);
    check(HCL, &format!("{text}b «]»\n").replace("b «]»", "«b» ]"), "expected `=` or a block after this name", &FOLDER);
    check(JSON, "{\"target\": {\"a\": {\"target\": \"none\"}}«»", "expected `,` or `}`", &FOLDER);
}

#[test]
fn settings_are_inherited_in_order() {
    let parents = "target \"p\" {\n  context = \"backend\"\n  dockerfile = \"sub/file\"\n}\n\
                   target \"q\" {\n  dockerfile = \"Dockerfile\"\n}\n\
                   target \"r\" {\n  dockerfile-inline = \"FROM a\"\n}\n\
                   target \"s\" {\n  dockerfile = v\n}\n";
    for (attributes, is_found) in [
        ("inherits = [\"p\"]\n  target = \"sub\"", true),
        ("inherits = [\"p\"]\n  target = «\"build\"»", false),
        ("inherits = [\"p\", \"q\"]\n  target = \"backend\"", true),
        ("inherits = [\"q\", \"p\"]\n  target = \"sub\"", true),
        ("inherits = [\"p\"]\n  context = \".\"\n  dockerfile = \"second\"\n  target = «\"sub\"»", false),
        ("inherits = [\"r\"]\n  target = \"none\"", true),
        ("inherits = [\"s\"]\n  target = \"none\"", true),
        ("inherits = [\"s\"]\n  dockerfile = \"Dockerfile\"\n  target = «\"none\"»", false),
    ] {
        let found = check(HCL, &format!("{parents}target \"a\" {{\n  {attributes}\n}}\n"), STAGE, &FOLDER);
        assert_eq!(found.is_empty(), is_found);
    }
    let json = "{\"target\": {\"p\": {\"context\": \"backend\"}, \
                \"a\": {\"inherits\": [\"p\"], \"target\": «\"build\"»}, \"b\": {\"inherits\": [\"p\"], \"target\": \"backend\"}}}";
    check(JSON, json, STAGE, &FOLDER);
}

#[test]
fn an_argument_can_be_declared_in_the_dockerfile_of_a_descendant() {
    for (key, heir) in [
        ("second", "dockerfile = \"second\""),
        ("second", "dockerfile-inline = \"FROM a\\nARG second\""),
        ("second", "dockerfile = v"),
        ("«first»", "dockerfile = \"second\""),
        ("«first»", "dockerfile-inline = \"FROM a\\nARG second\""),
    ] {
        let text = format!(
            "target \"a\" {{\n  args = {{ {key} = 1 }}\n}}\ntarget \"b\" {{\n  inherits = [\"a\"]\n}}\n\
             target \"c\" {{\n  inherits = [\"b\"]\n  {heir}\n}}\n"
        );
        check(HCL, &text, &argument("first"), &FOLDER);
    }
    let json = "{\"target\": {\"a\": {\"args\": {\"second\": 1, «\"no\"»: 2}}, \
                \"b\": {\"inherits\": [\"a\"], \"dockerfile\": \"second\"}}}";
    check(JSON, json, &argument("no"), &FOLDER);
}

#[test]
fn cycles_and_long_chains_of_inheritance_are_bounded() {
    check(
        HCL,
        "target \"a\" {\n  inherits = [\"b\"]\n  target = \"x\"\n}\ntarget \"b\" {\n  inherits = [\"a\"]\n}\n",
        "",
        &FOLDER,
    );
    let target =
        |number| format!("target \"t{number}\" {{\n  inherits = [\"t{}\"]\n  args = {{ no = 1 }}\n}}\n", number + 1);
    let text = (0..20_000).map(target).collect::<Vec<_>>().concat();
    check(HCL, &text, "", &FOLDER);
    let found = analyze(&source(HCL, &format!("{text}target \"t20000\" {{\n}}\n"), &FOLDER)).diagnostics();
    assert!(!found.is_empty() && found.len() < 20_000, "{}", found.len());
}
