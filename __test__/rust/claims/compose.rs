//! YAML as interpreted by Compose, its newest keys, and additions by other files or the environment.

use std::collections::BTreeMap;

use candor::languages::Language;

use super::{Folder, findings, judge};

#[test]
fn what_compose_reads_is_not_a_syntax_error() {
    let texts = [
        "services:\n  a:\n    image: a\n    environment:\n      CERT: \"-----BEGIN\nabc\n-----END\"\n",
        "services:\n  a:\n    image: a\n    command: \"sh -c '\n  x\n  '\"\n",
        "services:\n  a:\n    image: a\n    command: 'sh -c \"\nx\n\"'\n",
        "services:\n  a:\n    image: a\n    labels:\n      - \"a=\n\n b\"\n",
        "services: {a: {image: \"a\n\"}}\n",
        "services:\n  a:\n    image: \"a\"#c\n",
        "services:\n  a:\n    image: 'a'#c\n",
        "services:\n  a:\n    image: a\n    command: [a]#c\n",
        "services:\n  a:\n    image: a\n    labels: {a: b}#c\n",
        "services:\n  a:\n    image: a\u{2028}    init: true\n",
        "services:\n  a:\n    image: a\u{2029}    init: true\n",
        "services:\n  a:\n    image: a\u{85}    init: true\n",
        "services:\r\n  a:\r\n    image: a\r\n",
        "\u{feff}services:\n  a:\n    image: a\n",
        "---\nservices:\n  a:\n    image: a\n...\n",
        "%YAML 1.1\n---\nservices:\n  a:\n    image: a\n",
        "services:\n  a: &a\n    image: a\n  b:\n    <<: *a\n",
        "x-a: &a {init: true}\nservices:\n  a:\n    <<: [*a]\n    image: a\n",
        "services:\n  a:\n    image: !!str a\n",
        "services:\n  a:\n    image: a\n    command: |\n\n      a\n    init: true\n",
        "services:\n  a:\n    image: a\n    command: >-\n      a\n\n      b\n",
        "? services\n: a:\n    image: a\n",
        "name: a\nservices:\n  a:\n    image: a\n    ports: !reset []\n",
    ];
    judge(Language::Compose, "compose.yaml", &texts.map(|text| (text, "")));
}

#[test]
fn what_compose_cannot_read_is_an_error() {
    let texts = [
        "services:\n  a:\n    image: \"a\n",
        "services:\n  a:\n    image: 'a\n",
        "services:\n\ta:\n    image: a\n",
        "services:\n  a:\n    image: a\n    command: [a\n",
        "services:\n  a:\n    image: *b\n",
        "%YAML 1.2\n---\nservices:\n  a:\n    image: a\n",
        "services:\n  a:\n    image: a\n    labels: [2024-01-01]\n",
        "services:\n  a:\n    image: a\n   init: true\n",
        "services:\n  a:\n    image: @a\n",
        "services:\n  a:\n    image: a\n    command: \"\\q\"\n",
        "services:\n  a:\n    image: a\n  a:\n    image: b\n",
    ];
    judge(Language::Compose, "compose.yaml", &texts.map(|text| (text, "error")));
}

#[test]
fn the_newest_keys_are_known() {
    let texts = [
        "services:\n  a:\n    image: a\n    umask: \"022\"\n",
        "services:\n  a:\n    image: a\n    networks:\n      n:\n        use_service_name_alias: false\nnetworks:\n  n:\n",
        "services:\n  a:\n    image: a\n    pre_start:\n      - image: b\n        command: c\n        volumes: [./a:/b]\n",
        "jobs:\n  a:\n    image: a\n    triggers: {manual: true}\n",
        "services:\n  a:\n    image: a\n    models: [m]\nmodels:\n  m:\n    model: ai/x\n",
        "services:\n  a:\n    provider:\n      type: x\n      options:\n        a: b\n",
        "services:\n  a:\n    image: a\n    gpus: all\n",
        "services:\n  a:\n    image: a\n    post_start:\n      - command: x\n    pre_stop:\n      - command: y\n",
        "services:\n  a:\n    image: a\n    develop:\n      watch:\n        - action: sync+restart\n          path: a\n          target: /b\n",
        "services:\n  a:\n    image: a\n    attach: false\n    annotations: {a: b}\n",
        "services:\n  a:\n    build:\n      context: .\n      additional_contexts: {b: service:c}\n      provenance: true\n      sbom: true\n      ulimits: {nofile: 1}\n  c:\n    build: .\n",
        "services:\n  a:\n    image: a\n    x-own: 1\n    healthcheck:\n      test: x\n      start_interval: 1s\n      x-own: 1\n",
        "services:\n  a:\n    image: a\n    env_file:\n      - path: a\n        required: false\n        format: raw\n",
    ];
    judge(Language::Compose, "compose.yaml", &texts.map(|text| (text, "")));
}

#[test]
fn an_unknown_key_is_a_warning() {
    judge(
        Language::Compose,
        "compose.yaml",
        &[
            ("services:\n  a:\n    image: a\n    portz: [80]\n", "UnknownKey"),
            ("servces:\n  a:\n    image: a\n", "UnknownKey"),
            ("services:\n  a:\n    image: a\n    healthcheck:\n      tst: x\n", "UnknownKey"),
            ("services:\n  a:\n    build:\n      contxt: .\n", "UnknownKey"),
            ("services:\n  a:\n    image: a\n    deploy:\n      resorces: {}\n", "UnknownKey"),
            ("services:\n  a:\n    image: a\nvolumes:\n  v:\n    drver: x\n", "UnknownKey"),
            (
                "services:\n  a:\n    image: a\n    depends_on:\n      b:\n        condition: service_started\n        restrt: true\n  b:\n    image: b\n",
                "UnknownKey",
            ),
            ("services:\n  a:\n    image: a\n    logging:\n      drivr: x\n", "UnknownKey"),
            ("services:\n  a:\n    image: a\n    x-portz: [80]\n", ""),
            ("x-servces: 1\nservices:\n  a:\n    image: a\n", ""),
        ],
    );
}

#[test]
fn what_a_merged_file_may_add_is_a_warning() {
    judge(
        Language::Compose,
        "docker-compose.yml",
        &[
            ("services:\n  a:\n    environment: [A=1]\n", "MissingImage"),
            ("services:\n  a:\n    image: a\n    depends_on: [db]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    volumes: [data:/x]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    networks: [front]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    secrets: [token]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    configs: [token]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    network_mode: service:db\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    volumes_from: [db]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    links: [db]\n", "UndefinedName"),
            ("services:\n  a:\n    image: a\n    secrets: [t]\nsecrets:\n  t:\n    name: x\n", "warning"),
            ("services:\n  a:\n    image: a\n    configs: [t]\nconfigs:\n  t: {}\n", "warning"),
        ],
    );
}

#[test]
fn what_a_variable_may_change_is_never_an_error() {
    let texts = [
        "services:\n  a:\n    image: ${A}\n    ports: [\"${P}:80\"]\n",
        "services:\n  a:\n    image: a\n    ports: [\"80:${P}\"]\n",
        "services:\n  a:\n    image: a\n    scale: ${N}\n",
        "services:\n  a:\n    image: a\n    read_only: ${R}\n",
        "services:\n  a:\n    image: a\n    stop_grace_period: ${S}\n",
        "services:\n  a:\n    image: a\n    healthcheck: {test: x, interval: \"${I}\", retries: \"${R}\"}\n",
        "services:\n  a:\n    image: a\n    volumes: [\"${D}:/x\"]\n",
        "services:\n  a:\n    image: a\n    network_mode: ${M}\n",
        "services:\n  a:\n    image: a\n    deploy: {replicas: \"${R}\", resources: {limits: {cpus: \"${C}\"}}}\n",
        "services:\n  a:\n    image: a\n    healthcheck: {test: [\"${T}\", x]}\n",
        "services:\n  a:\n    image: ${A:?set A}\n    depends_on: [\"${D}\"]\n",
        "services:\n  a:\n    image: a\n    env_file: ${F}\ninclude: [\"${I}\"]\n",
    ];
    let errors = |text: &&str| {
        let found = super::findings(Language::Compose, "compose.yaml", text, &super::Folder::default());
        found.contains("error")
    };
    let failures: Vec<&str> = texts.into_iter().filter(errors).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn a_template_has_no_diagnostics() {
    let texts = [
        "services:\n  a:\n    image: {{ image }}\n",
        "{{- if .x }}\nservices:\n  a:\n    image: a\n{{- end }}\n",
        "services:\n{% for s in x %}\n  {{ s }}:\n    image: a\n{% endfor %}\n",
        "services:\n  <%= name %>:\n    image: a\n",
        "services:\n  a:\n    image: @IMAGE@\n",
        "services:\n  {{ a }}: {}\n",
        "services:\n  a:\n    bogus: {{ a }}\n",
        "<% if x %>\nbogus: 1\n<% end %>\n",
        "services:\n  a:\n    image: a:{{ tag }}\n    bogus: 1\n",
        "services:\n  @NAME@:\n    bogus: 1\n",
    ];
    judge(Language::Compose, "compose.yaml", &texts.map(|text| (text, "")));
    // Quotes and comments may contain anything.
    judge(
        Language::Compose,
        "compose.yaml",
        &[
            ("services:\n  a:\n    image: a\n    bogus: \"{{ x }}\"\n", "UnknownKey"),
            ("services:\n  a:\n    image: a # {{ x }}\n    bogus: 1\n", "UnknownKey"),
        ],
    );
}

/// Compares the findings in a service with this key.
fn judge_key(table: &[(&str, &str)]) {
    let mut failures = Vec::new();
    for (key, expected) in table {
        let text = format!("services:\n  a:\n    image: a\n    {key}\n");
        let found = findings(Language::Compose, "compose.yaml", &text, &Folder::default());
        if found != *expected {
            failures.push(format!("{key}: expected '{expected}', found '{found}'"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn strings_that_compose_converts_must_be_what_they_stand_for() {
    judge_key(&[
        ("attach: \"no\"", ""),
        ("attach: maybe", "error"),
        ("init: \"true\"", ""),
        ("init: \"\"", "error"),
        ("privileged: \"1\"", "error"),
        ("tty: On", ""),
        ("read_only: \"${X:-true}\"", ""),
        ("build: { context: ., no_cache: \"yes\", pull: \"false\" }", ""),
        ("build: { context: ., no_cache: always }", "error"),
        ("build: { context: ., provenance: mode=max, sbom: \"generator=a\" }", ""),
        ("healthcheck: { disable: \"true\" }", ""),
        ("healthcheck: { retries: \"three\" }", "error"),
        ("healthcheck: { retries: \"3\" }", ""),
        ("cpu_shares: \"512\"", ""),
        ("cpu_shares: half", "error"),
        ("cpu_shares: 1e3", ""),
        ("cpus: \"0.5\"", ""),
        ("cpus: \"0.5x\"", "error"),
        ("pids_limit: \"-1\"", ""),
        ("pids_limit: \"0x10\"", "error"),
        ("oom_score_adj: \"${X}\"", ""),
        ("mem_limit: 512m", ""),
        ("mem_limit: \"1.5 GiB\"", ""),
        ("mem_limit: 512x", "error"),
        ("mem_limit: \"\"", "error"),
        ("memswap_limit: \"-1\"", ""),
        ("shm_size: ${SIZE:-64m}", ""),
        ("deploy: { resources: { limits: { memory: 1g, cpus: \"0.5\" } } }", ""),
        ("deploy: { resources: { limits: { memory: 1gigabyte } } }", "error"),
        ("deploy: { replicas: \"2\", restart_policy: { max_attempts: \"3\" } }", ""),
        ("deploy: { replicas: two }", "error"),
        ("ports: [{ target: \"80\", published: \"8000-8010\", host_ip: 127.0.0.1 }]", ""),
        ("ports: [{ target: http }]", "error"),
        ("ports: [{ target: 80, host_ip: localhost }]", "error"),
        ("ports: [{ target: 80, host_ip: \"::1\" }]", ""),
        ("env_file: [{ path: ./a, required: \"false\" }]", ""),
        ("env_file: [{ path: ./a, required: never }]", "error"),
        ("ulimits: { nofile: { soft: \"1\", hard: \"2\" } }", ""),
        ("ulimits: { nofile: { soft: few, hard: 2 } }", "error"),
        ("devices: [{ source: /dev/a, target: /dev/b }, /dev/c, \"vendor.com/class=a\"]", ""),
        ("devices: [{ source: /dev/a }]", "error"),
        ("sysctls: { net.core.somaxconn: many }", ""),
        ("environment: { A: \"yes\", B: 1 }", ""),
        ("labels: { a: \"x\" }", ""),
        ("build: { context: ., args: { A: x, target: y } }", ""),
    ]);
}

#[test]
fn null_and_dates_are_valid_where_compose_does_not_look() {
    judge(
        Language::Compose,
        "compose.yaml",
        &[
            ("include:\nservices:\n  a:\n    image: a\n", ""),
            ("include:\n  -\nservices:\n  a:\n    image: a\n", ""),
            ("name: 2024-01-01\nservices:\n  a:\n    image: a\n", ""),
            ("services:\n  a:\n    image: a\n    mem_limit: 2024-01-01\n", ""),
            ("services:\n  a:\n    image: a\n    extends:\n      service: b\n      file:\n  b:\n    image: b\n", ""),
            ("services:\n  a:\n    image: a\n    hostname: 2024-01-01\n", "error"),
            ("services:\n  a:\n    image: a\n    env_file:\n      - path:\n", "error"),
        ],
    );
}

#[test]
fn variables_that_compose_cannot_read_are_errors() {
    judge_key(&[
        ("command: echo $ $5 $$ $${X $(date)", ""),
        ("command: \"${X:-${Y:-z}} ${Z+a} ${Z?e}\"", ""),
        ("command: \"${X\"", "error"),
        ("command: \"${}\"", "error"),
        ("labels: [\"a=${1}\"]", "error"),
        ("labels: { a: \"${X/a/b}\" }", "error"),
        ("x-a: \"${X:=a}\"", "error"),
        ("environment: { \"${\": a }", ""),
        ("init: true # ${", ""),
    ]);
}

#[test]
fn attributes_that_exclude_or_contradict_each_other_are_errors() {
    judge_key(&[
        ("platform: linux/arm64\n    build: { context: ., platforms: [linux/amd64] }", "error"),
        ("platform: linux/arm64\n    build: { context: ., platforms: [linux/arm64/v8] }", "error"),
        ("platform: linux/arm64\n    build: { context: ., platforms: [linux/amd64, linux/arm64] }", ""),
        ("platform: linux/arm64\n    build: { context: ., platforms: [\"${P}\"] }", ""),
        ("platform: \"${P}\"\n    build: { context: ., platforms: [linux/amd64] }", ""),
        ("platform: linux/arm64\n    build: { context: ., platforms: [] }", ""),
        ("platform: linux/arm64\n    build: .", ""),
        ("scale: 3\n    deploy: { replicas: 2 }", "error"),
        ("scale: 2\n    deploy: { replicas: \"2\" }", ""),
        ("mem_limit: 1g\n    deploy: { resources: { limits: { memory: 2g } } }", "error"),
        ("mem_limit: 1g\n    deploy: { resources: { limits: { memory: 1024m } } }", ""),
        ("mem_limit: 1g\n    deploy: { resources: { limits: { memory: \"${M}\" } } }", ""),
        ("cpus: 0.5\n    deploy: { resources: { limits: { cpus: \"0.50\" } } }", ""),
        ("cpus: 0.5\n    deploy: { resources: { limits: { cpus: \"1\" } } }", "error"),
    ]);
}

#[test]
fn short_ports_are_parsed_as_docker_does() {
    judge_key(&[
        ("ports: [\"80\", \"8080:80\", \"127.0.0.1::80\", \"127.0.0.1:8080:80/tcp\", \"[::1]:6000:6000\"]", ""),
        ("ports: [\"8000-8010:9000-9010/udp\", \"8000-8010:80\", \"80/SCTP\", \"${P}:80\", 3000]", ""),
        ("ports: [\"http:80\"]", "error"),
        ("ports: [\"70000:80\"]", "error"),
        ("ports: [\"80:70000\"]", "error"),
        ("ports: [\"80/http\"]", "error"),
        ("ports: [\"localhost:80:80\"]", "error"),
        ("ports: [\"256.0.0.1:80:80\"]", "error"),
        ("ports: [\"80:80:80:80\"]", "error"),
        ("ports: [\"8000-8010:9000-9005\"]", "error"),
        ("ports: [\"90-80:80\"]", "error"),
    ]);
}

#[test]
fn every_kind_of_dependency_can_form_a_cycle() {
    let services = |a: &str, b: &str| format!("services:\n  a:\n    image: a\n    {a}\n  b:\n    image: b\n    {b}\n");
    for (a, b, expected) in [
        ("depends_on: [b]", "depends_on: [a]", "DependencyCycle"),
        ("links: [\"b:db\"]", "depends_on: [a]", "DependencyCycle"),
        ("network_mode: service:b", "volumes_from: [a]", "DependencyCycle"),
        ("ipc: service:b", "init: true", ""),
        ("links: [b]", "external_links: [a]", ""),
    ] {
        let text = services(a, b);
        let found = findings(Language::Compose, "compose.yaml", &text, &Folder::default());
        let is_expected = if expected.is_empty() { found.is_empty() } else { found == "error" };
        assert!(is_expected, "{text}: {found}");
    }
}

#[test]
fn only_volumes_exclude_other_keys_when_they_are_external() {
    let with = |rest: &str| format!("services:\n  a:\n    image: a\n{rest}");
    for (rest, expected) in [
        ("networks:\n  n: { external: true, driver: x }\n", ""),
        ("secrets:\n  s: { external: true, file: x }\n", ""),
        ("volumes:\n  v: { external: true, driver: x }\n", "error"),
        ("volumes:\n  v: { external: true, name: x }\n", ""),
    ] {
        judge(Language::Compose, "compose.yaml", &[(&with(rest), expected)]);
    }
}

#[test]
fn what_compose_reads_after_validation_must_be_complete() {
    judge_key(&[
        ("command: sh -c \"echo 'a'\"", ""),
        ("command: sh -c 'echo $$(date) (a)'", ""),
        ("command: echo \"it's\"", ""),
        ("command: echo a; it's", ""),
        ("command: [\"it's\"]", ""),
        ("command: echo ${X:-it's}", ""),
        ("healthcheck: { test: it's }", ""),
        ("command: it's", "error"),
        ("entrypoint: sh -c \"a", "error"),
        ("command: (a)", "error"),
        ("volumes: [{ type: bind, source: ./a }]", "error"),
        ("extra_hosts: [a=1.2.3.4, \"b:::1\", \"${X}\"]", ""),
        ("extra_hosts: [a]", "error"),
        ("develop: { watch: [{ path: ., action: sync, target: /a }, { path: ., action: rebuild }] }", ""),
        ("develop: { watch: [{ path: ., action: restart }] }", ""),
        ("develop: { watch: [{ path: ., action: sync+restart }] }", "error"),
        ("gpus: [{ count: 1 }, { device_ids: [a] }]", ""),
        ("gpus: [{ count: 1, device_ids: [a] }]", "error"),
        ("volumes: [{ type: tmpfs, target: /a }]", ""),
    ]);
}

#[test]
fn strings_that_stand_for_numbers_and_sizes_are_converted_as_compose_does() {
    judge_key(&[
        ("scale: \"2\"", ""),
        ("scale: -1", "error"),
        ("scale: \"-1\"", "error"),
        ("healthcheck: { retries: \"3\" }", ""),
        ("healthcheck: { retries: -1 }", "error"),
        ("deploy: { update_config: { parallelism: 0 } }", ""),
        ("deploy: { update_config: { parallelism: -1 } }", "error"),
        ("deploy: { resources: { limits: { pids: \"5\" } } }", ""),
        ("deploy: { resources: { limits: { pids: many } } }", "error"),
        ("pids_limit: -1", ""),
        ("cpu_percent: \"50\"", ""),
        ("cpu_percent: \"150\"", "error"),
        ("cpu_percent: \"1.5\"", "error"),
        ("cpu_count: \"-1\"", "error"),
        ("cpus: .inf", "error"),
        ("oom_score_adj: 99999999999999999999", "error"),
        ("ulimits: { nofile: \"1024\" }", ""),
        ("ulimits: { nofile: -1 }", ""),
        ("ulimits: { nofile: { soft: \"1\", hard: \"2\" } }", ""),
        ("ulimits: { nofile: unlimited }", "error"),
        ("ulimits: { nofile: \"1:2\" }", "error"),
        ("ulimits: { nofile: 1.0 }", "error"),
        ("build: { context: ., ulimits: { nofile: 1 } }", ""),
        ("build: { context: ., ulimits: { nofile: \"1\" } }", "error"),
        ("gpus: [{ count: ALL }, { count: \"2\" }]", ""),
        ("gpus: [{ count: some }]", "error"),
        ("blkio_config: { weight: 10 }", ""),
        ("blkio_config: { weight: \"10\" }", "error"),
        ("blkio_config: { device_read_bps: [{ path: /a, rate: 1mb }] }", ""),
        ("blkio_config: { device_read_bps: [{ path: /a, rate: fast }] }", "error"),
        ("volumes: [{ type: tmpfs, target: /a, tmpfs: { size: 64m } }]", ""),
        ("volumes: [{ type: tmpfs, target: /a, tmpfs: { size: big } }]", "error"),
        ("volumes: [{ type: tmpfs, target: /a, tmpfs: { mode: \"0755\" } }]", "error"),
        ("group_add: [1, \"1\"]", ""),
        ("group_add: [1, 1]", "error"),
        ("scale: !!int \"2\"", ""),
        ("image: !!int \"2\"", "error"),
        ("pull_policy: every_1d12h", ""),
        ("pull_policy: every_day", "error"),
        ("stop_grace_period: .5s", ""),
        ("stop_grace_period: .s", "error"),
        ("stop_grace_period: 9999999h", "error"),
        ("init: \"$\"", "error"),
        ("init: \"$INIT\"", "UnsetVariable"),
        // The keys of these mappings are not fixed.
        ("environment: { command: it's, mode: x, cpus: x, target: x }", ""),
        ("logging: { driver: x, options: { mode: x, size: x } }", ""),
        ("storage_opt: { size: 120G, count: 1 }", ""),
        ("storage_opt: { size: true }", "error"),
        ("environment: { \"\": a }", "error"),
    ]);
}

#[test]
fn services_are_checked_by_their_values_and_not_by_their_names() {
    for name in ["command", "labels", "options", "ulimits", "build", "env_file", "driver_opts", "tmpfs"] {
        let text = format!("services:\n  {name}:\n    image: a\n    mem_limit: x\n");
        judge(Language::Compose, "compose.yaml", &[(&text, "error")]);
        let text = format!("services:\n  {name}:\n    image: a\n    cpus: 1.5\n    scale: 2\n");
        judge(Language::Compose, "compose.yaml", &[(&text, "")]);
    }
}

#[test]
fn hooks_and_env_files_are_checked() {
    judge_key(&[
        ("post_start: [{ command: echo a, user: root, privileged: \"true\" }]", ""),
        ("pre_stop: [{ command: [a, \"it's\"] }]", ""),
        ("post_start: [{ command: it's }]", "error"),
        ("pre_stop: [{ command: \"a $(b\" }]", "error"),
        ("pre_start: [{ image: a, command: \"(a)\" }]", "error"),
        ("pre_start: [{ image: a, environment: [A, A] }]", "error"),
        ("develop: { watch: [{ path: ., action: sync+exec, target: /a, exec: { command: it's } }] }", "error"),
        ("develop: { watch: [{ path: \"\", action: rebuild }] }", "error"),
        ("env_file: [{ path: a, format: raw }]", ""),
        ("env_file: [{ path: a, format: yaml }]", "error"),
        ("build: { context: ., ssh: [default, a=b] }", ""),
        ("build: { context: ., ssh: [a] }", "error"),
        ("build: { context: ., additional_contexts: [a=b] }", ""),
        ("build: { context: ., additional_contexts: [a] }", "error"),
        ("build: { context: ., extra_hosts: [a] }", "error"),
        ("extra_hosts: [\":1\"]", "error"),
        ("devices: [\"a:b:rw\"]", ""),
        ("devices: [\"a:b:c:d\"]", "error"),
        ("uts: service:b", "UndefinedName"),
        ("depends_on: [\"\"]", "error"),
        ("configs: [{ target: /a }]", "error"),
    ]);
}

#[test]
fn mounts_and_ports_have_the_parts_that_compose_reads() {
    judge_key(&[
        ("volumes: [./a:/b, ./c:/b]", ""),
        ("volumes: [\"./a:/b:\"]", "error"),
        ("volumes: [\"./a:/b:ro:rw\"]", "error"),
        ("volumes: [\"C:/a:/b:ro\"]", ""),
        ("volumes: [{ type: bind, target: /a }]", "error"),
        ("tmpfs: [/a, /a]", ""),
        ("tmpfs: [/a, \"/a:size=1m\"]", "error"),
        ("tmpfs: /a\n    volumes: [./b:/a]", "error"),
        ("tmpfs: /a\n    volumes: [{ type: bind, source: ., target: /a }]", "error"),
        ("ports: [80, 65535]", ""),
        ("ports: [0]", "error"),
        ("ports: [70000]", "error"),
        ("ports: [\"+80:80\"]", "error"),
        ("ports: [\"80:80/tcp/udp\"]", ""),
        ("cpus: 1\n    deploy: { resources: { limits: { cpus: \"1.0\" } } }", ""),
        ("cpus: 1\n    deploy: { resources: { limits: { memory: 1g } } }", "error"),
        ("cpus: 1\n    deploy: { resources: { reservations: { memory: 1g } } }", ""),
        ("mem_limit: 1g\n    deploy: { resources: { limits: { memory: 1024m } } }", ""),
        ("mem_limit: 1g\n    deploy: { resources: { limits: { memory: 1000m } } }", "error"),
        ("scale: 0\n    deploy: { replicas: 1 }", "error"),
    ]);
}

#[test]
fn a_file_cannot_include_itself_or_extend_what_is_not_there() {
    let folder = Folder(BTreeMap::from([
        ("o.yaml", "services:\n  o:\n    image: o\n"),
        ("i.yaml", "include: [compose.yaml]\n"),
    ]));
    for (text, expected) in [
        ("include: [o.yaml]\nservices:\n  a:\n    image: a\n", ""),
        ("include: [compose.yaml]\nservices:\n  a:\n    image: a\n", "error"),
        ("include: [i.yaml]\nservices:\n  a:\n    image: a\n", "error"),
        ("services:\n  a:\n    extends: { service: o, file: o.yaml }\n", ""),
        ("services:\n  a:\n    extends: { service: p, file: o.yaml }\n", "UndefinedName"),
        ("services:\n  a:\n    image: a\n    extends: { service: a, file: compose.yaml }\n", "error"),
        ("services:\n  a:\n    build: { context: ., additional_contexts: { b: service:b } }\n  b:\n    build: .\n", ""),
        (
            "services:\n  a:\n    build: { context: ., additional_contexts: { b: service:b } }\n  b:\n    image: b\n",
            "error",
        ),
    ] {
        let found = findings(Language::Compose, "compose.yaml", text, &folder);
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn unknown_tags_and_restart_policies_are_warnings() {
    judge_key(&[
        ("environment: !overide {A: b}", "warning"),
        ("ports: !rest []", "warning"),
        ("user: !unknown x", "warning"),
        ("environment: !override {A: b}", ""),
        ("ports: !reset []", ""),
        ("environment: {A: !!str 1}", ""),
        ("environment: {A: ! 1}", ""),
        ("restart: allways", "warning"),
        ("restart: always:3", "warning"),
        ("restart: on-failure:x", "warning"),
        ("restart: on-failure:3", ""),
        ("restart: 'no'", ""),
        ("restart: ''", ""),
        ("restart: ${R}", ""),
        ("restart: none", ""),
    ]);
}

#[test]
fn names_in_references_are_not_empty() {
    judge_key(&[
        ("network_mode: 'service:'", "error"),
        ("ipc: 'service:'", "error"),
        ("pid: 'service:'", "error"),
        ("secrets: [{source: ''}]", "error"),
        ("configs: [{source: ''}]", "error"),
        ("models: ['']", "error"),
        ("build: {context: ., secrets: ['']}", "error"),
        ("build: {context: ., secrets: [{source: ''}]}", "error"),
        ("network_mode: service:${S}", ""),
    ]);
}

#[test]
fn only_keys_that_compose_converts_accept_variables() {
    judge_key(&[
        ("use_api_socket: ${A}", "error"),
        ("networks: {default: {priority: \"${A}\"}}", "error"),
        ("develop: {watch: [{path: ., action: rebuild, initial_sync: \"${A}\"}]}", "error"),
        ("expose: [1.5]", "error"),
        ("expose: [80, '80-90/udp', \"${A}\"]", ""),
        ("privileged: ${A}", "UnsetVariable"),
    ]);
    judge(
        Language::Compose,
        "compose.yaml",
        &[
            (
                "services:\n  a:\n    image: a\n    depends_on: {b: {condition: service_started, required: 'true'}}\n  b:\n    image: b\n",
                "",
            ),
            (
                "services:\n  a:\n    image: a\n    depends_on: {b: {condition: service_started, required: \"${A}\"}}\n  b:\n    image: b\n",
                "",
            ),
        ],
    );
}

#[test]
fn what_several_documents_declare_is_judged_together() {
    let service = |members: &str| format!("services:\n  a:\n    {members}\n");
    let cycle = "services:\n  a:\n    image: a\n    ports: !reset []\n    depends_on: [b]\n  b:\n    image: b\n    depends_on: [a]\n";
    let removed = cycle.replace("depends_on: [b]", "depends_on: !reset [b]");
    let (image, user, empty) = (service("image: a"), service("user: x"), service("image: ''"));
    judge(
        Language::Compose,
        "compose.yaml",
        &[
            (&format!("{user}---\n{image}"), ""),
            (&format!("{image}---\n{user}"), ""),
            (&format!("{user}---\n{user}"), "MissingImage"),
            (&format!("{user}---\n{empty}"), "MissingImage"),
            (&format!("{user}---\n{}", service("extends: b")), "UndefinedName"),
            (cycle, "error"),
            (&removed, ""),
        ],
    );
}
