//! Values that the Compose Specification accepts or rejects. `«` and `»` enclose the ranges of diagnostics.

use super::{assert_reported, reported};

fn assert_refused(marked: &str, messages: &[&str]) {
    assert_reported(marked, "compose.yaml", true, messages);
}

#[test]
fn validation_must_be_enabled() {
    assert_eq!(reported("servces: 1\n", "compose.yaml", false), []);
    assert_eq!(reported("servces: 1\n", "compose.yaml", true).len(), 1);
}

#[test]
fn every_section_accepts_its_keys() {
    for text in [
        "",
        "version: '3.8'\nname: shop\nx-any: [1, {a: b}]\n",
        "include:\n  - other.yaml\n  - path: [a.yaml, b.yaml]\n    env_file: .env\n",
        "services:\n  web:\n    image: nginx\n    ports: ['80:80', 443, {target: 80, published: '8080'}]\n",
        "services:\n  web:\n    build: {context: ., args: [A=1, A=2], ssh: [default]}\n    environment: {A: 1, B: null, C: true}\n",
        "services:\n  web:\n    depends_on: {db: {condition: service_healthy}}\n    command: null\n    gpus: all\n",
        "services:\n  web:\n    volumes: ['a:/b', {type: bind, source: ., target: /c}, 'a:/b']\n    cap_add: [ALL, ALL]\n",
        "services:\n  web:\n    deploy: {resources: {reservations: {devices: [{capabilities: [gpu]}]}}}\n    develop: null\n",
        "models:\n  llm: {model: ai/x, context_size: 1024}\n",
        "networks:\n  a:\n  b: {driver: bridge, external: false, ipam: {config: [{subnet: 10.0.0.0/8}]}}\n",
        "volumes:\n  a:\n  b: {driver_opts: {o: 1}, external: {name: c}}\n",
        "secrets:\n  a: {file: ./a}\n  b: {environment: B}\n",
        "configs:\n  a: {content: 'b'}\n",
    ] {
        assert_refused(text, &[]);
    }
}

#[test]
fn other_keys_are_reported_where_they_are() {
    for (marked, messages) in [
        ("«servces»: {}\n", ["unknown key `servces` at the top level; did you mean `services`?"].as_slice()),
        ("version: «3»\n", &["expected a string, found a number"]),
        (
            "name: «[a]»\n".replace("«[a]»", "[a]").replace("name", "«name»").as_str(),
            &["expected a string, found a list"],
        ),
        ("«- a»\n", &["expected a mapping, found a list"]),
        ("include: «a.yaml»\n", &["expected a list, found a string"]),
        ("include:\n  - {path: a, «name»: b}\n", &["unknown key `name` in `include.0`"]),
        (
            "services:\n  «my web»: {}\n",
            &["invalid name `my web` in `services`: a name can contain letters, digits, `.`, `_` and `-`"],
        ),
        ("services:\n  «web»:\n", &["expected a mapping, found `null`"]),
        ("services:\n  web:\n    «imgae»: a\n", &["unknown key `imgae` in `services.web`; did you mean `image`?"]),
        ("services:\n  web:\n    image: «7»\n", &["expected a string, found a number"]),
        ("services:\n  web:\n    «ports»:\n      a: b\n", &["expected a list, found a mapping"]),
        (
            "services:\n  web:\n    depends_on:\n      db: {condition: «ready»}\n      «cache»: {}\n",
            &[
                "invalid value `ready` for `condition`: expected `service_started`, `service_healthy` or `service_completed_successfully`",
                "missing key `condition`",
            ],
        ),
        ("services:\n  web:\n    volumes:\n      - «target: /a»\n", &["missing key `type`"]),
        (
            "services:\n  web:\n    pull_policy: «often»\n    cpu_percent: «101»\n    cpu_count: «-1»\n",
            &[
                "invalid value `often` for `pull_policy`: expected `always`, `never`, `missing`, `if_not_present`, `build`, `refresh`, `daily`, `weekly` or a period such as `every_12h`",
                "invalid value `101` for `cpu_percent`: expected at most 100",
                "invalid value `-1` for `cpu_count`: expected at least 0",
            ],
        ),
        (
            "services:\n  web:\n    «security_opt»: [a, a]\n",
            &["the items of this list must be unique; remove the duplicates"],
        ),
        ("services:\n  web:\n    tty: «1»\n", &["expected a boolean or a string, found a number"]),
        ("services:\n  web:\n    environment: {«1»: a}\n", &["a key must be a string; put quotes around it"]),
        ("services:\n  web:\n    <<: «a»\n", &["`<<` can only merge mappings"]),
        ("models:\n  «llm»: {name: a}\n", &["missing key `model`"]),
        ("networks:\n  a: {«subnet»: b}\n", &["unknown key `subnet` in `networks.a`"]),
        ("volumes:\n  a: «b»\n", &["expected `null` or a mapping, found a string"]),
        ("secrets:\n  a: {file: «true»}\n", &["expected a string, found a boolean"]),
        (
            "configs:\n  a: {labels: {b: «[c]»}}\n".replace("b: «[c]»", "«b»: [c]").as_str(),
            &["expected `null`, a boolean, a number or a string, found a list"],
        ),
    ] {
        assert_refused(marked, messages);
    }
}

#[test]
fn ranges_are_right_in_any_text() {
    for marked in [
        "# ä😀\r\nservices:\r\n  web:\r\n    image: «7»\r\n",
        "\u{feff}x-ä: 😀\nservices:\n  web:\n    image: «7»\n",
        "services: {web: {x-ä: '😀', image: «7»}}\n",
    ] {
        assert_refused(marked, &["expected a string, found a number"]);
    }
}

#[test]
fn merged_and_aliased_values_are_reported_at_their_source() {
    for (marked, message) in [
        (
            "x-a: &a {tty: «1»}\nservices:\n  b: {<<: *a}\n  c: {<<: *a}\n",
            "expected a boolean or a string, found a number",
        ),
        (
            "x-a: &a {tty: 1}\nservices:\n  b: {<<: *a, tty: true}\n  c: {tty: «1.5»}\n",
            "expected a boolean or a string, found a number",
        ),
        (
            "x-a: &a {tty: 1}\nx-b: &b {tty: true}\nservices:\n  c: {<<: [*b, *a]}\n  d: {«e»: f}\n",
            "unknown key `e` in `services.d`",
        ),
        ("x-a: &a 7\nservices:\n  b: {image: «*a»}\n", "expected a string, found a number"),
        ("services:\n  a: &a {image: b}\n  c: *a\n  d: {<<: *a, «f»: g}\n", "unknown key `f` in `services.d`"),
    ] {
        assert_refused(marked, &[message]);
    }
}

#[test]
fn variables_and_resets_are_not_validated() {
    for text in [
        "services:\n  a: {cgroup: '${A}', pull_policy: $B, ports: ['${C}:80']}\n",
        "services:\n  a: {image: !reset 7, ports: [!reset {b: c}, '80']}\n",
        "services:\n  a: {image: !!str 7, hostname: '8'}\n",
    ] {
        assert_refused(text, &[]);
    }
    assert_refused("services:\n  a: {cgroup: «''»}\n", &["empty value for `cgroup`: expected `host` or `private`"]);
    assert_refused(
        "services:\n  a: {cgroup: «$$A»}\n",
        &["invalid value `$$A` for `cgroup`: expected `host` or `private`"],
    );
}

#[test]
fn override_files_can_omit_required_keys() {
    let text = "services:\n  web:\n    depends_on: {db: {restart: true}}\n    «imgae»: a\n";
    let unknown = "unknown key `imgae` in `services.web`; did you mean `image`?";
    assert_reported(text, "compose.override.yaml", true, &[unknown]);
    assert_reported("services: {}\n---\nservices: {a: {extends: {file: b}}}\n", "compose.yaml", true, &[]);
    assert_reported("services: {a: {«extends»: {file: b}}}\n", "compose.yaml", true, &["missing key `service`"]);
}

#[test]
fn plain_scalars_have_the_values_of_compose() {
    for number in ["7", "-7", "+7", "0x1F", "0o17", "017", "0b11", "1_000", "08", "18446744073709551615"] {
        assert_refused(
            &format!("services:\n  a: {{mem_swappiness: {number}, image: «{number}»}}\n"),
            &["expected a string, found a number"],
        );
    }
    for fraction in ["1.5", ".5", "5e-1", "-1.5"] {
        assert_refused(
            &format!("services:\n  a: {{cpus: {fraction}, scale: «{fraction}»}}\n"),
            &["expected an integer or a string, found a decimal number"],
        );
    }
    for text in ["1.2.3", "1e", "0xg", "+", ".", "yes", "12:30", "3-4", "--7", "+-7", "0x-1"] {
        assert_refused(&format!("services:\n  a: {{image: {text}}}\n"), &[]);
    }
    for date in ["2026-01-02", "2026-1-2", "2026-01-02 03:04:05", "2026-01-02T03:04:05Z"] {
        let message = "expected a string, found a date; put quotes around it";
        assert_refused(&format!("services:\n  a: {{image: «{date}»}}\n"), &[message]);
    }
    for text in ["2026-13-02", "2026-02-30", "26-01-02", "2026-01", "2026-01-02x", "'2026-01-02'"] {
        assert_refused(&format!("services:\n  a: {{image: {text}}}\n"), &[]);
    }
    for nothing in ["~", "null", "''"] {
        let messages: &[&str] = if nothing == "''" { &[] } else { &["expected a string, found `null`"] };
        let marked = if nothing == "''" { nothing.to_owned() } else { format!("«{nothing}»") };
        assert_refused(&format!("services:\n  a: {{image: {marked}}}\n"), messages);
    }
}
