//! Values that Compose compares with each other after merging all parts of a service.

use super::features::{Files, answer};
use crate::languages::analysis::Analysis;
use crate::languages::answers::Severity;

/// Returns the errors and warnings in a file of a folder with other files, each with the text of its range.
fn reported(file_name: &str, text: &str, files: Files) -> Vec<String> {
    let found = answer(file_name, text, files, |analysis| analysis.diagnostics());
    let shown = found.iter().filter(|one| matches!(one.severity, Severity::Error | Severity::Warning)).map(|one| {
        let severity = if one.severity == Severity::Error { "error" } else { "warning" };
        format!("{severity} at {}: {}", &text[one.range.clone()], one.message())
    });
    shown.collect()
}

const NETWORKS: &str = "`networks` cannot be combined with `network_mode`; remove one of them";

#[test]
fn a_conflict_can_be_between_a_file_and_its_override() {
    let base = "services:\n  web:\n    image: a\n    network_mode: host\n    scale: 2\n    build: { context: ., dockerfile: D }\n";
    let over = "services:\n  web:\n    networks: [default]\n    deploy: { replicas: 3 }\n    build: { dockerfile_inline: FROM a }\n";
    let inline = "`dockerfile_inline` cannot be combined with `dockerfile`; remove one of them";
    let scale = "`scale` differs from `deploy.replicas`; remove one of them";
    let expected = [
        format!("error at network_mode: {NETWORKS}"),
        format!("error at scale: {scale}"),
        format!("error at dockerfile: {inline}"),
    ];
    assert_eq!(reported("compose.yaml", base, &[("compose.override.yaml", over)]), expected);
    let expected = [
        format!("error at networks: {NETWORKS}"),
        format!("error at replicas: {scale}"),
        format!("error at dockerfile_inline: {inline}"),
    ];
    assert_eq!(reported("compose.override.yaml", over, &[("compose.yaml", base)]), expected);
    // It is not known with which files this one is used.
    assert_eq!(reported("compose.prod.yaml", over, &[("compose.yaml", base)]), [""; 0]);
}

#[test]
fn an_override_can_resolve_a_conflict() {
    let base = "services:\n  web:\n    image: a\n    scale: 2\n    deploy: { replicas: 3 }\n    network_mode: host\n    networks: [default]\n    container_name: cc\n";
    let over = "services:\n  web:\n    deploy: !reset {}\n    scale: 1\n    network_mode: !reset ''\n";
    assert_eq!(reported("compose.yaml", base, &[("compose.override.yaml", over)]), [""; 0]);
}

#[test]
fn a_conflict_can_be_with_an_extended_service_or_another_yaml_document() {
    let base = "services:\n  base:\n    image: a\n    network_mode: host\n    tmpfs: /t\n";
    let text = "services:\n  web:\n    extends: { file: base.yaml, service: base }\n    networks: [default]\n    volumes: [./x:/t]\n";
    let expected = [
        format!("error at networks: {NETWORKS}"),
        "error at ./x:/t: this path is already mounted by `tmpfs`; remove one of the two".to_owned(),
    ];
    assert_eq!(reported("compose.yaml", text, &[("base.yaml", base)]), expected);
    let text =
        "services:\n  web:\n    image: a\n    networks: [default]\n---\nservices:\n  web:\n    network_mode: host\n";
    assert_eq!(reported("compose.yaml", text, &[]), [format!("error at networks: {NETWORKS}")]);
}

#[test]
fn a_conflict_of_a_service_that_needs_a_profile_is_a_warning() {
    let text = "services:\n  web:\n    image: a\n    network_mode: host\n    networks: [default]\n    profiles: [p]\n";
    assert_eq!(reported("compose.yaml", text, &[]), [format!("warning at networks: {NETWORKS}")]);
    let text = "services:\n  a:\n    image: a\n    depends_on: [b]\n  b:\n    extends: c\n    depends_on: [a]\n  c:\n    image: a\n    profiles: [p]\n";
    assert_eq!(reported("compose.yaml", text, &[]), ["warning at a: dependency cycle: `a` → `b` → `a`"]);
}

#[test]
fn other_files_can_change_the_number_of_replicas() {
    let text = "services:\n  web:\n    image: a\n    container_name: cc\n    scale: 2\n";
    let message = "`container_name` cannot be combined with several replicas; remove one of the two";
    assert_eq!(reported("compose.yaml", text, &[]), [format!("error at container_name: {message}")]);
    assert_eq!(reported("compose.prod.yaml", text, &[]), [format!("warning at container_name: {message}")]);
}

#[test]
fn a_file_that_only_others_read_may_contain_conflicts() {
    let text = "services:\n  web:\n    image: a\n    network_mode: host\n    networks: [default]\n";
    assert_eq!(reported("compose.prod.yaml", text, &[]), [format!("error at networks: {NETWORKS}")]);
    assert_eq!(reported("base.yaml", text, &[]), [format!("warning at networks: {NETWORKS}")]);
}

#[test]
fn compose_reads_a_service_that_needs_a_profile_when_it_is_enabled() {
    let text = "services:\n  web:\n    build: { context: ., additional_contexts: { x: service:db } }\n    healthcheck: { test: [a] }\n    profiles: [p]\n  db:\n    image: a\n";
    let found = reported("compose.yaml", text, &[]);
    assert!(found.len() == 2 && found.iter().all(|one| one.starts_with("warning")), "{found:?}");
    let found = reported("compose.yaml", &text.replace("profiles: [p]", "init: true"), &[]);
    assert!(found.len() == 2 && found.iter().all(|one| one.starts_with("error")), "{found:?}");
}

#[test]
fn a_variable_can_be_empty() {
    let text = "services:\n  web:\n    image: a\n    network_mode: ${MODE:-}\n    networks: [default]\n";
    assert_eq!(reported("compose.yaml", text, &[]), [""; 0]);
}

#[test]
fn a_key_without_a_value_must_be_set_by_another_part_of_the_service() {
    let base = "services:\n  web:\n    image: a\n    cpus: 1\n";
    let over = "services:\n  web:\n    cpus:\n    user:\n";
    let message = "`user` has no value, and no other part of the service sets it";
    let files = [("compose.yaml", base)];
    assert_eq!(reported("compose.override.yaml", over, &files), [format!("error at user: {message}")]);
    let text = "services:\n  web:\n    extends: base\n    user:\n    cpus:\n  base:\n    image: a\n    user: me\n    cpus: 1\n";
    assert_eq!(reported("compose.yaml", text, &[]), [""; 0]);
    let including = "include: [included.yaml]\nservices:\n  web:\n    user:\n    cpus:\n";
    let included = "services:\n  web:\n    image: a\n    cpus: 1\n";
    let files = [("included.yaml", included)];
    assert_eq!(reported("compose.yaml", including, &files), [format!("error at user: {message}")]);
    // Another file may set it.
    let found = reported("included.yaml", "services:\n  web:\n    image: a\n    user:\n", &[]);
    assert_eq!(found, ["warning at user: expected a string, found `null`"]);
}

#[test]
fn a_service_needs_an_image_after_extending_another() {
    let text = "services:\n  web:\n    extends: { file: base.yaml, service: base }\n";
    let message = "service `web` has neither `image` nor `build`, nor has the service that it extends; add one of them";
    let files = [("base.yaml", "services:\n  base:\n    user: me\n")];
    assert_eq!(reported("compose.yaml", text, &files), [format!("warning at web: {message}")]);
    assert_eq!(reported("compose.yaml", text, &[("base.yaml", "services:\n  base:\n    build: .\n")]), [""; 0]);
    assert_eq!(reported("compose.yaml", &text.replace("base.yaml", "$FILE.yaml"), &files), [""; 0]);
}

#[test]
fn extends_without_a_file_finds_only_services_of_the_same_yaml_document() {
    let base = "services:\n  web:\n    image: a\n";
    let over = "services:\n  new:\n    extends: web\n    image: b\n";
    let message = "undefined service `web`: without `file`, `extends` finds only services of the same YAML document";
    let expected = [format!("warning at web: {message}")];
    assert_eq!(reported("compose.override.yaml", over, &[("compose.yaml", base)]), expected);
    assert_eq!(reported("compose.yaml", &format!("{base}---\n{over}"), &[]), expected);
    let including = format!("include: [base.yaml]\n{over}");
    assert_eq!(reported("compose.yaml", &including, &[("base.yaml", base)]), [""; 0]);
    // The later part of a service does not inherit from the earlier part of another one.
    let text = "services:\n  a:\n    image: a\n    links: [b]\n  b:\n    image: a\n---\nservices:\n  a: {}\n  b:\n    extends: a\n";
    assert_eq!(reported("compose.yaml", text, &[]), [""; 0]);
}

#[test]
fn the_sources_of_a_config_are_compared_across_files() {
    let base = "services:\n  web:\n    image: a\n    configs: [c]\nconfigs:\n  c:\n    file: ./c\n";
    let message = |own: &str, other: &str| {
        format!("error at {own}: `{own}` cannot be combined with `{other}`; remove one of them")
    };
    let files = [("compose.override.yaml", "configs:\n  c:\n    content: x\n")];
    assert_eq!(reported("compose.yaml", base, &files), [message("file", "content")]);
    let files = [("compose.override.yaml", "configs:\n  c: !override\n    content: x\n")];
    assert_eq!(reported("compose.yaml", base, &files), [""; 0]);
    let text = format!("{base}---\nconfigs:\n  c:\n    environment: X\n");
    assert_eq!(reported("compose.yaml", &text, &[]), [message("environment", "file")]);
}

#[test]
fn the_hover_of_a_service_without_a_value_shows_the_service_of_the_other_file() {
    let files = [("compose.yaml", "services:\n  web:\n    image: a\n")];
    let shown = super::features::hover("compose.override.yaml", "services:\n  w|eb:\n", &files);
    assert!(shown.contains("image: a"), "{shown}");
}

#[test]
fn an_override_can_replace_a_build_context() {
    let base =
        "services:\n  web:\n    build: { context: ., additional_contexts: { x: service:db } }\n  db:\n    image: a\n";
    let over = "services:\n  web:\n    build: { additional_contexts: { x: ./y } }\n";
    assert_eq!(reported("compose.yaml", base, &[("compose.override.yaml", over)]), [""; 0]);
}

#[test]
fn an_override_can_remove_a_whole_service() {
    let base = "services:\n  web:\n    image: a\n    network_mode: host\n    networks: [default]\n";
    for over in ["services:\n  web: !reset null\n", "services: !override\n  web:\n    image: a\n"] {
        assert_eq!(reported("compose.yaml", base, &[("compose.override.yaml", over)]), [""; 0], "{over}");
    }
}

#[test]
fn compose_cleans_the_paths_of_volumes_but_not_those_of_tmpfs() {
    let conflict = "this path is already mounted by `tmpfs`; remove one of the two";
    for (tmpfs, target, is_valid) in [("/run/", "/run/", true), ("/run", "/run/", false), ("/run", "/run", false)] {
        for volume in [format!("./a:{target}"), format!("{{ type: bind, source: ./a, target: {target} }}")] {
            let text = format!("services:\n  web:\n    image: a\n    tmpfs: {tmpfs}\n    volumes: [{volume}]\n");
            let found = reported("compose.yaml", &text, &[]);
            let is_reported = found.iter().any(|one| one.ends_with(conflict));
            assert_eq!(found.is_empty(), is_valid, "{text}{found:?}");
            assert_ne!(is_reported, is_valid, "{text}");
        }
    }
}

#[test]
fn limits_are_equal_in_single_precision() {
    let text = |limit: &str| {
        format!(
            "services:\n  web:\n    image: a\n    cpus: 0.33333333333\n    deploy: {{ resources: {{ limits: {{ cpus: \"{limit}\" }} }} }}\n"
        )
    };
    assert_eq!(reported("compose.yaml", &text("0.333333333"), &[]), [""; 0]);
    assert_eq!(reported("compose.yaml", &text("0.34"), &[]).len(), 1);
}

#[test]
fn an_override_can_replace_ports() {
    let base =
        "services:\n  web:\n    image: a\n    ports: [\"80:80\"]\n  proxy:\n    image: a\n    ports: [\"80:80\"]\n";
    let over = "services:\n  web:\n    ports: !override [\"81:80\"]\n";
    assert_eq!(reported("compose.yaml", base, &[("compose.override.yaml", over)]), [""; 0]);
    assert_eq!(reported("compose.override.yaml", over, &[("compose.yaml", base)]), [""; 0]);
    assert_eq!(reported("compose.yaml", base, &[]).len(), 1);
}
