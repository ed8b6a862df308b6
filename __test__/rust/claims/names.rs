//! Detection of the language: the client's identifier decides, and the file name decides if the identifier only names a
//! syntax.

use candor::languages::Language;

use Language::{Bake, Compose, Dockerfile};

fn judge(table: &[(&str, &str, Option<Language>)]) {
    let mut failures = Vec::new();
    for (identifier, name, expected) in table {
        let found = Language::detect(identifier, name);
        if found != *expected {
            failures.push(format!("{identifier} {name}: expected {expected:?}, found {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_identifier_of_a_language_wins() {
    judge(&[
        ("dockerfile", "dockerfile.yml", Some(Dockerfile)),
        ("dockerfile", "Dockerfile.gotmpl", Some(Dockerfile)),
        ("dockerfile", "notes.txt", Some(Dockerfile)),
        ("dockerfile", "compose.yaml", Some(Dockerfile)),
        ("dockercompose", "stack.yml", Some(Compose)),
        ("dockercompose", "install-docker-compose.yml", Some(Compose)),
        ("dockercompose", "Dockerfile", Some(Compose)),
        ("dockerbake", "x.json", Some(Bake)),
        ("dockerbake", "compose.yaml", Some(Bake)),
        ("markdown", "Dockerfile", None),
        ("go", "dockerfile.go", None),
        ("shellscript", "Dockerfile.sh", None),
    ]);
}

#[test]
fn a_syntax_alone_needs_a_name_that_the_tools_look_for() {
    judge(&[
        ("yaml", "compose.yaml", Some(Compose)),
        ("yaml", "compose.yml", Some(Compose)),
        ("yaml", "docker-compose.yml", Some(Compose)),
        ("yaml", "docker-compose.yaml", Some(Compose)),
        ("yaml", "docker-compose.override.yml", Some(Compose)),
        ("yaml", "compose.dev.yaml", Some(Compose)),
        ("yaml", "my-compose.yaml", None),
        ("yaml", "install-docker-compose.yml", None),
        ("yaml", "app.compose.yaml", None),
        ("yaml", "dockerfile.yml", None),
        ("yaml", "Dockerfile", None),
        ("yaml", "docker-bake.yaml", None),
        ("json", "docker-bake.json", Some(Bake)),
        ("json", "docker-bake.override.json", Some(Bake)),
        ("json", "dockerfile.json", None),
        ("json", "compose.json", None),
        ("json", "package.json", None),
        ("hcl", "docker-bake.hcl", Some(Bake)),
        ("hcl", "docker-bake.override.hcl", Some(Bake)),
        ("hcl", "Dockerfile.hcl", None),
        ("hcl", "nomad.hcl", None),
    ]);
}

#[test]
fn plain_text_is_a_dockerfile_by_its_name() {
    let is = |name| ("plaintext", name, Some(Dockerfile));
    judge(&[
        is("Dockerfile"),
        is("dockerfile"),
        is("Containerfile"),
        is("Dockerfile.dev"),
        is("Dockerfile.alpine-3.20"),
        is("Dockerfile.windows.amd64"),
        is("Dockerfile.go"),
        is("Dockerfile.node"),
        is("api.Dockerfile"),
        is("web.prod.dockerfile"),
        is("Containerfile.rhel9"),
        is("base.containerfile"),
    ]);
}

#[test]
fn an_ending_of_a_file_type_is_not_a_variant() {
    let not = |name| ("plaintext", name, None);
    judge(&[
        not("Dockerfile.yml"),
        not("Dockerfile.yaml"),
        not("Dockerfile.json"),
        not("Dockerfile.hcl"),
        not("dockerfile.txt"),
        not("Dockerfile.md"),
        not("Dockerfile.patch"),
        not("Dockerfile.in"),
        not("Dockerfile.m4"),
        not("Dockerfile.gotmpl"),
        not("Dockerfile.mustache"),
        not("Dockerfile.tmpl"),
        not("Dockerfile.j2"),
        not("Dockerfile.erb"),
        not("Dockerfile.template"),
        not("Dockerfile.jinja2"),
        not("Dockerfile.hbs"),
        not("Dockerfile.tpl"),
        not("Dockerfile.tftpl"),
        not("Dockerfile.dev.j2"),
        not("Dockerfile.dockerignore"),
        not("Dockerfile.rego"),
        not("Dockerfile.bak"),
        not("Dockerfile.orig"),
        not("Dockerfile.dev~"),
        not("dockerfile.go"),
        not("dockerfile.py"),
        not("dockerfile.ts"),
        not("containerfile.rs"),
        not("MyDockerfile"),
        not("Dockerfile-notes"),
        not("Containerfile.toml"),
    ]);
}
