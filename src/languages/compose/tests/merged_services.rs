//! Hovers of services that are merged from several places.

use std::fmt::Write as _;

use super::features::{Files, hover};

/// Returns the YAML in the hover of `web` in `compose.yaml`, which is in a folder with other files.
fn merged(services: &str, files: Files) -> String {
    let text = services.replacen("web", "w|eb", 1);
    let shown = hover("compose.yaml", &text, files);
    let yaml = shown.split_once("```yaml\n").map(|(_, yaml)| yaml.trim_end_matches("```").to_owned());
    yaml.unwrap_or(shown)
}

/// Asserts the result of merging a service with the same service in an override file.
fn assert_overridden(base: &str, over: &str, expected: &str) {
    let service = |members: &str| {
        let lines: Vec<String> = members.lines().map(|line| format!("    {line}\n")).collect();
        format!("services:\n  web:\n{}", lines.concat())
    };
    let over = service(over);
    let files: Vec<(&'static str, &'static str)> = vec![("compose.override.yaml", over.leak())];
    let expected: Vec<String> = expected.lines().map(|line| format!("  {line}\n")).collect();
    assert_eq!(merged(&service(base), &files), format!("web:\n{}", expected.concat()), "{base}");
}

#[test]
fn a_service_is_merged_with_its_override_and_with_what_it_extends() {
    let files = [
        ("base.yaml", "services:\n  base:\n    image: base\n    environment: [A=1, B=2]\n    command: [a]\n"),
        (
            "compose.override.yaml",
            "services:\n  web:\n    environment: { B: over }\n    ports: [\"81:80\"]\n    command: [c]\n    volumes: [./new:/data]\n    user: !reset null\n",
        ),
    ];
    let text = "services:\n  w|eb:\n    extends: { file: base.yaml, service: base }\n    user: me\n    ports: [\"80:80\"]\n    volumes: [./old:/data]\n    depends_on: [db]\n  db:\n    image: db\n";
    let expected = "Service `web`, merged from [base.yaml](base.yaml), [compose.yaml](compose.yaml) and [compose.override.yaml](compose.override.yaml):\n\n```yaml\nweb:\n  image: base\n  environment:\n    A: \"1\"\n    B: over\n  command:\n    - c\n  ports:\n    - 80:80\n    - 81:80\n  volumes:\n    - ./new:/data\n  depends_on:\n    db:\n      condition: service_started\n      required: true\n```";
    assert_eq!(hover("compose.yaml", text, &files), expected);
}

#[test]
fn a_service_that_expands_to_too_much_is_shown_as_it_is_written() {
    let mut text = String::from("x-a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let alias = format!("*a{}", level - 1);
        let items = vec![alias; 10].join(", ");
        let _ = writeln!(text, "x-a{level}: &a{level} [{items}]");
    }
    text.push_str("services:\n  w|eb:\n    image: a\n    command: *a8\n");
    assert!(hover("compose.yaml", &text, &[]).contains("command: *a8"));
}

#[test]
fn keys_and_values_of_a_merged_service_are_valid_yaml_whatever_their_characters() {
    let text = r##"services:
  "a|: b":
    extends: base
    environment: ["A=x\"y\\z", "B=\e[0m\r"]
    labels: { "a: b": "\0", "# c": one, 80: two, "": "" }
  base:
    image: a%b
"##;
    let expected = r##"```yaml
"a: b":
  image: a%b
  environment:
    A: "x\"y\\z"
    B: "\u001B[0m\r"
  labels:
    "a: b": "\u0000"
    "# c": one
    80: two
    "": ""
```"##;
    let shown = hover("compose.yaml", text, &[]);
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn the_files_of_a_merged_service_are_links_whatever_their_names() {
    let files = [("my base (1).yaml", "services:\n  base:\n    image: base\n")];
    let text = "services:\n  w|eb:\n    extends: { file: my base (1).yaml, service: base }\n";
    let shown = hover("compose.yaml", text, &files);
    assert!(shown.contains("from [my base (1).yaml](my%20base%20%281%29.yaml) and"), "{shown}");
}

#[test]
fn a_list_of_a_merged_service_keeps_each_item_once_and_the_last_mount_of_each_path() {
    let files = [(
        "compose.override.yaml",
        "services:\n  web:\n    ports: ['80:80', 81:81]\n    volumes: [new:/v, { type: volume, source: c, target: /w }]\n    user: !reset null\n",
    )];
    let text = "services:\n  w|eb:\n    user: me\n    ports: [80:80]\n    volumes: [old:/v, old:/w]\n";
    let shown = hover("compose.yaml", text, &files);
    let expected = "```yaml\nweb:\n  ports:\n    - 80:80\n    - 81:81\n  volumes:\n    - new:/v\n    - type: volume\n      source: c\n      target: /w\n```";
    assert!(shown.ends_with(expected), "{shown}");
}

#[test]
fn services_that_extend_each_other_are_merged_once() {
    let text = "services:\n  a|:\n    image: a\n    extends: b\n  b:\n    init: true\n    extends: a\n";
    let shown = hover("compose.yaml", text, &[]);
    assert!(shown.contains("init: true") && shown.contains("image: a"), "{shown}");
}

#[test]
fn the_options_of_another_logging_driver_are_dropped() {
    let base = "logging: { driver: json-file, options: { max-size: 1m } }";
    let expected = "logging:\n  driver: syslog\n  options:\n    tag: a";
    assert_overridden(base, "logging: { driver: syslog, options: { tag: a } }", expected);
    let expected = "logging:\n  driver: json-file\n  options:\n    max-size: 1m\n    max-file: 2";
    assert_overridden(base, "logging: { options: { max-file: 2 } }", expected);
}

#[test]
fn lists_and_mappings_of_names_with_values_are_merged_by_name() {
    let expected = "labels:\n  a: \"1\"\n  b: \"3\"\n  c:";
    assert_overridden("labels: [a=1, b=2]", "labels: { b: 3, c: }", expected);
    let expected = "deploy:\n  labels:\n    a: \"2\"";
    assert_overridden("deploy: { labels: [a=1] }", "deploy: { labels: { a: '2' } }", expected);
    let expected = "build:\n  context: .\n  ssh:\n    default:\n    key: b";
    assert_overridden("build: { context: ., ssh: [default, key=a] }", "build: { ssh: { key: b } }", expected);
    let expected = "extra_hosts:\n  - a=1.1.1.1\n  - b=2.2.2.2";
    assert_overridden("extra_hosts: { a: 1.1.1.1 }", "extra_hosts: ['b=2.2.2.2', 'a=1.1.1.1']", expected);
}

#[test]
fn entries_for_the_same_port_path_or_name_are_shown_once() {
    let expected = "ports:\n  - target: 80\n    published: \"8080\"\n  - 81:81";
    assert_overridden(
        "ports: ['8080:80', '81:81']",
        "ports: [{ target: 80, published: '8080' }, '0.0.0.0:81:81/tcp', '81:81']",
        expected,
    );
    let expected = "ports:\n  - 8000:8000\n  - target: 8001\n    published: \"8001\"\n  - 8002:8002";
    assert_overridden("ports: ['8000-8002:8000-8002']", "ports: [{ target: 8001, published: '8001' }]", expected);
    assert_overridden("volumes: ['old:/data/']", "volumes: ['new:/data']", "volumes:\n  - new:/data");
    assert_overridden("expose: [80, '81']", "expose: ['80', 81]", "expose:\n  - \"80\"\n  - 81");
    assert_overridden("devices: ['/a:/x']", "devices: ['/b:/x:r']", "devices:\n  - /b:/x:r");
    assert_overridden(
        "secrets: [a]",
        "secrets: [{ source: b, target: /run/secrets/a }]",
        "secrets:\n  - source: b\n    target: /run/secrets/a",
    );
    assert_overridden(
        "env_file: a.env",
        "env_file: [{ path: a.env, required: false }, b.env]",
        "env_file:\n  - path: a.env\n    required: false\n  - b.env",
    );
}

#[test]
fn devices_are_added_and_names_stand_for_mappings() {
    let expected = "gpus:\n  - count: all\n  - driver: nvidia";
    assert_overridden("gpus: all", "gpus: [{ driver: nvidia }]", expected);
    let devices = "deploy: { resources: { reservations: { devices: [{ count: 1, capabilities: [gpu] }] } } }";
    let same = "deploy: { resources: { reservations: { devices: [{ capabilities: [gpu], count: 1 }] } } }";
    let expected = "deploy:\n  resources:\n    reservations:\n      devices:\n        - count: 1\n          capabilities:\n            - gpu";
    assert_overridden(devices, same, expected);
    let expected = "networks:\n  a:\n    aliases:\n      - x\n  b:";
    assert_overridden("networks: [a]", "networks: { a: { aliases: [x] }, b: }", expected);
    let expected = "depends_on:\n  db:\n    condition: service_healthy\n    required: true\n    restart: true";
    assert_overridden(
        "depends_on: { db: { condition: service_healthy } }",
        "depends_on: { db: { restart: true } }",
        expected,
    );
}

#[test]
fn marked_values_replace_or_remove_those_of_earlier_files() {
    assert_overridden("ports: ['1:1', '2:2']", "ports: !override ['3:3']", "ports:\n  - 3:3");
    assert_overridden("image: a\nports: ['1:1']", "ports: !reset []", "image: a");
    assert_overridden("command: a\nimage: a", "command: null", "command:\nimage: a");
    assert_overridden("dns: 1.1.1.1", "dns: [8.8.8.8, 1.1.1.1]", "dns:\n  - 1.1.1.1\n  - 8.8.8.8");
}

#[test]
fn paths_of_other_folders_lead_from_the_folder_of_the_document() {
    let base = "services:\n  base:\n    build: { context: ., additional_contexts: { x: ../y, z: 'docker-image://a' } }\n    env_file: a.env\n    volumes: ['./data:/data:ro', 'named:/x', { type: bind, source: ../up, target: /up }, '/abs:/abs']\n    develop: { watch: [{ path: src, action: rebuild }] }\n";
    let files = [("sub/base.yaml", base)];
    let text = "services:\n  web:\n    extends: { file: ./sub/base.yaml, service: base }\n";
    let expected = "web:\n  build:\n    context: ./sub\n    additional_contexts:\n      x: ./y\n      z: docker-image://a\n  env_file:\n    - ./sub/a.env\n  volumes:\n    - ./sub/data:/data:ro\n    - named:/x\n    - type: bind\n      source: ./up\n      target: /up\n    - /abs:/abs\n  develop:\n    watch:\n      - path: ./sub/src\n        action: rebuild\n";
    assert_eq!(merged(text, &files), expected);
}

#[test]
fn a_service_is_merged_over_that_of_an_included_file() {
    let files = [
        (
            "sub/c.yaml",
            "services:\n  web:\n    extends: base\n    build: { target: a }\n  base:\n    user: me\n    env_file: ./x.env\n",
        ),
        ("sub/d.yaml", "services:\n  web:\n    user: you\n"),
    ];
    let text = "services:\n  web:\n    image: own\ninclude:\n  - path: [sub/c.yaml, sub/d.yaml]\n    project_directory: other\n";
    let expected = "web:\n  user: you\n  env_file:\n    - ./other/x.env\n  build:\n    target: a\n    context: ./other\n  image: own\n";
    assert_eq!(merged(text, &files), expected);
    assert_eq!(
        merged("services:\n  web:\n    extends: base\ninclude: [sub/c.yaml]\n", &files),
        "web:\n  user: me\n  env_file:\n    - ./sub/x.env\n  build:\n    target: a\n    context: ./sub\n"
    );
}

#[test]
fn the_documents_of_a_file_are_merged() {
    let text = "services:\n  web:\n    image: a\n    ports: ['1:1']\n---\nservices:\n  web:\n    image: b\n    ports: ['2:2']\n";
    assert_eq!(merged(text, &[]), "web:\n  image: b\n  ports:\n    - 1:1\n    - 2:2\n");
}

#[test]
fn entries_are_unique_in_every_network() {
    let text = "services:\n  web:\n    networks:\n      a: { aliases: [x, x] }\n      b: { aliases: [y, y] }\n";
    assert_eq!(merged(text, &[]).matches("- y").count(), 1);
}

#[test]
fn a_file_that_is_included_many_times_is_not_parsed_each_time() {
    let large = |services: &str| &*format!("# {}\nservices: {services}\n", "x".repeat(1_000_000)).leak();
    let files = [("large.yaml", large("{}")), ("last.yaml", large("{ web: { user: last } }"))];
    let text =
        |times| format!("include: [{}last.yaml]\nservices:\n  web:\n    image: a\n", "large.yaml, ".repeat(times));
    assert!(merged(&text(3), &files).contains("last"));
    assert!(!merged(&text(5), &files).contains("last"));
}

#[test]
fn a_build_without_a_value_has_no_path() {
    let files = [
        ("sub/a.yaml", "services:\n  web:\n    build: .\n"),
        ("sub/b.yaml", "services:\n  web:\n    build: null\n    user: me\n"),
    ];
    let text = "include: [{ path: [sub/a.yaml, sub/b.yaml] }]\nservices:\n  web:\n    init: true\n";
    let expected = "web:\n  build:\n    context: ./sub\n  user: me\n  init: true\n";
    assert_eq!(merged(text, &files), expected);
}
