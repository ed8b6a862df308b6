//! Tests of the text that completion inserts, of formatting, links and hovers.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::languages::analysis::{Analysis, FormattingOptions};
use crate::languages::answers::{Completion, LinkTarget, Severity};
use crate::languages::compose::{ComposeAnalysis, analyze};
use crate::languages::source::{FileProvider, Options, Source};

/// The files of a folder, by name.
struct Folder(BTreeMap<&'static str, &'static str>);

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(path).map(|text| (*text).into())
    }

    fn entries(&self) -> Vec<String> {
        self.0.keys().map(|name| (*name).to_owned()).collect()
    }
}

/// The names and texts of the files in the folder of a document.
pub type Files<'f> = &'f [(&'static str, &'static str)];

/// Analyzes a file in a folder with other files, and returns the answer to a request.
pub fn answer<T>(file_name: &str, text: &str, files: Files, request: impl FnOnce(&ComposeAnalysis) -> T) -> T {
    let files = Folder(files.iter().copied().collect());
    request(&analyze(&Source { text, file_name, files: &files, options: Options::default() }))
}

/// Returns the offset of `|`, and the text without it.
fn cursor(marked: &str) -> (usize, String) {
    (marked.find('|').expect("a cursor"), marked.replacen('|', "", 1))
}

/// Returns the completions at `|` in `compose.yaml`, which is in a folder with other files.
fn completions(marked: &str, files: Files) -> Vec<Completion> {
    let (offset, text) = cursor(marked);
    answer("compose.yaml", &text, files, |analysis| analysis.completions(offset).items)
}

/// Returns the text that the item with a label inserts.
fn inserted(marked: &str, label: &str) -> Option<String> {
    completions(marked, &[]).into_iter().find(|item| item.label == label).map(|item| item.text)
}

/// Returns the hover at `|` in a file of a folder.
pub fn hover(file_name: &str, marked: &str, files: Files) -> String {
    let (offset, text) = cursor(marked);
    let hover = answer(file_name, &text, files, |analysis| analysis.hover(offset));
    hover.map(|hover| hover.markdown).unwrap_or_default()
}

/// Returns the messages of the errors in `compose.yaml`, which is in a folder with other files.
pub fn errors(text: &str, files: Files) -> Vec<String> {
    let found = answer("compose.yaml", text, files, |analysis| analysis.diagnostics());
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|error| error.message().to_owned()).collect()
}

fn formatted(text: &str) -> String {
    let options = FormattingOptions { tab_size: 2, insert_spaces: true };
    let edits = answer("compose.yaml", text, &[], |analysis| analysis.formatting(options));
    let mut formatted = text.to_owned();
    for edit in edits.iter().rev() {
        formatted.replace_range(edit.range.clone(), &edit.text);
    }
    formatted
}

#[test]
fn the_first_element_of_a_health_check_is_its_kind() {
    let items = completions("services:\n  db:\n    image: postgres\n    healthcheck:\n      test:\n        |\n", &[]);
    let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["- CMD", "- CMD-SHELL", "- NONE"]);
}

#[test]
fn dependencies_that_are_removed_or_replaced_are_not_cycles() {
    let cycle = "  c:\n    image: c\n    depends_on: [a]\n";
    for services in [
        "  a:\n    extends: b\n    network_mode: host\n  b:\n    image: b\n    network_mode: service:c\n",
        "  a:\n    extends: b\n    depends_on: !reset []\n  b:\n    image: b\n    depends_on: [c]\n",
    ] {
        assert_eq!(errors(&format!("services:\n{services}{cycle}"), &[]), [""; 0]);
    }
    let text = format!("services:\n  a:\n    image: a\n    pid: service:c\n{cycle}");
    assert_eq!(errors(&text, &[]), ["dependency cycle: `a` → `c` → `a`"]);
    assert_eq!(errors(&format!("{text}---\nservices:\n  a:\n    pid: host\n"), &[]), [""; 0]);
}

#[test]
fn a_key_is_completed_with_the_start_of_its_value() {
    let service = "services:\n  web:\n    |\n";
    for (label, text) in [
        ("image", "image: "),
        ("init", "init: ${1|true,false|}"),
        ("attach", "attach: ${1|false,true|}"),
        ("cap_add", "cap_add:\n  - $1"),
        ("deploy", "deploy:\n  $1"),
        ("ports (short form)", "ports:\n  - \"${1:8080}:${2:80}\""),
        ("build (long form)", "build:\n  context: ${1:.}\n  dockerfile: ${2:Dockerfile}"),
    ] {
        assert_eq!(inserted(service, label).as_deref(), Some(text), "{label}");
    }
    // In an item of a list, the lines are indented relative to the key instead of the dash.
    let item = "services:\n  web:\n    volumes:\n      - |\n";
    assert_eq!(inserted(item, "bind").as_deref(), Some("bind:\n    $1"));
}

#[test]
fn only_the_key_is_inserted_where_its_value_is_already_there() {
    for marked in [
        "services:\n  web:\n    cap_a|\n      - ALL\n",
        "services:\n  web:\n    cap_a|: [ALL]\n",
        "services:\n  web: { cap_a| }\n",
    ] {
        let text = inserted(marked, "cap_add").unwrap_or_default();
        assert!(!text.contains('\n'), "{marked}: {text}");
    }
}

#[test]
fn a_value_in_quotes_is_completed_on_its_own_line() {
    let marked = "services:\n  linuxserver:\n    environment:\n      - \"A\nT|\"\n";
    let items = completions(marked, &[]);
    assert!(items.iter().any(|item| item.label == "TZ="), "{items:?}");
    let start = marked.rfind('T').expect("the typed letter");
    assert!(
        items.iter().all(|item| item.insert_range.start >= start && item.replace_range.start >= start),
        "{items:?}"
    );
}

#[test]
fn no_key_is_offered_in_front_of_an_entry_on_its_line() {
    for marked in [
        "services:\n  web:\n  |  - a\n",
        "services:\n  web:\n    |  image: a\n",
        "services:\n  web:\n    po|  image: a\n",
    ] {
        let items = completions(marked, &[]);
        assert!(items.iter().all(|item| !item.text.contains(':')), "{marked}: {items:?}");
    }
    for marked in ["services:\n  web:\n    po|  # a: b\n", "services:\n  web: { po| , image: a }\n"] {
        assert!(completions(marked, &[]).iter().any(|item| item.label == "ports"), "{marked}");
    }
}

#[test]
fn the_forms_of_a_value_come_after_the_keys_that_match() {
    let items = completions("services:\n  web:\n    vol|\n", &[]);
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).take(4).collect();
    assert_eq!(labels, ["volumes", "volumes_from", "volumes (short form)", "volumes (long form)"]);
    let present = completions("services:\n  web:\n    volumes: [a:/b]\n    vol|\n", &[]);
    assert!(present.iter().all(|item| !item.label.starts_with("volumes (")));
}

#[test]
fn variables_of_an_env_file_are_offered_after_those_of_env_and_say_that_only_containers_get_them() {
    let files = [(".env", "TAG=1\n"), ("web.env", "TOKEN=x\n")];
    let items = completions("services:\n  web:\n    env_file: web.env\n    image: a:${T|}\n", &files);
    let found: Vec<(&str, &str)> =
        items.iter().map(|item| (item.label.as_str(), item.documentation.as_deref().unwrap_or_default())).collect();
    let [set, passed, usual @ ..] = &found[..] else { panic!("{found:?}") };
    assert_eq!(*set, ("TAG", "Set in `.env`."));
    assert_eq!(passed.0, "TOKEN", "{found:?}");
    assert!(passed.1.contains("`web.env`") && passed.1.contains("does not use it for `${…}`"));
    assert!(usual.iter().all(|(_, documentation)| documentation.is_empty()), "{usual:?}");
}

#[test]
fn a_hover_stays_short_however_long_the_values_and_however_often_aliases_repeat_them() {
    let long = "v".repeat(50_000);
    let labels = (0..3_900).map(|number| format!("      k{number}: *a\n")).collect::<Vec<_>>().concat();
    let text = format!("x-a: &a {long}\nservices:\n  w|eb:\n    image: a\n    labels:\n{labels}");
    let shown = hover("compose.yaml", &text, &[]);
    assert!(shown.contains("k0: *a") && shown.len() < 20_000, "{} bytes", shown.len());

    let text = format!("services:\n  w|eb:\n    extends: b\n    user: {long}\n  b:\n    image: a\n");
    let shown = hover("compose.yaml", &text, &[]);
    assert!(shown.contains("  user: vvv") && shown.contains("image: a"), "{shown:.200}");
    assert!(shown.len() < 20_000, "{} bytes", shown.len());

    let items = "«ä»".repeat(400);
    let environment = (0..60).map(|number| format!("      k{number}: {items}\n")).collect::<Vec<_>>().concat();
    let text = format!("services:\n  w|eb:\n    extends: b\n    environment:\n{environment}  b:\n    image: a\n");
    let shown = hover("compose.yaml", &text, &[]);
    assert!(shown.contains("k0: «ä»") && shown.len() < 20_000, "{} bytes", shown.len());

    let text = format!("x: &a|nchor {}\ny: *anchor\n", "v".repeat(1_000_000));
    let shown = hover("compose.yaml", &text, &[]);
    assert!(shown.contains("vvv") && shown.len() < 20_000, "{} bytes", shown.len());
}

#[test]
fn formatting_leaves_one_space_after_a_colon_and_a_dash() {
    let text = "services:\n  web:\n    build:   .   # c\n    ports:\n    -   80\n    -   target: 1\n        published:  2\n    labels: {a:   b}\n    command: |\n      a:   b\n";
    let expected = "services:\n  web:\n    build: .   # c\n    ports:\n    - 80\n    - target: 1\n      published: 2\n    labels: {a:   b}\n    command: |\n      a:   b\n";
    assert_eq!(formatted(text), expected);
    assert_eq!(formatted(expected), expected);
    let comment = "services:\n  a:\n    ports:\n      - # b -  c\n        target: 80\n";
    assert_eq!(formatted(comment), comment);
}

/// Returns the links of a file, as the linked text and its target.
fn links(text: &str) -> Vec<(String, String)> {
    let links = answer("compose.yaml", text, &[], |analysis| analysis.document_links()).into_iter();
    let target = |target| match target {
        LinkTarget::Page(page) => page,
        LinkTarget::File(file) => format!("{file:?}"),
    };
    links.map(|link| (text[link.range].to_owned(), target(link.target))).collect()
}

#[test]
fn published_ports_and_addresses_are_links() {
    let text = "services:\n  web:\n    build: https://github.com/a/b.git\n    ports:\n      - \"8080:80\"\n      - 127.0.0.1:443:443\n      - 53:53/udp\n      - 10.0.0.1:80:80\n      - 9000-9001:90-91\n      - ${P}:80\n      - 3000\n      - target: 80\n        published: 81\n";
    let expected = [
        ("https://github.com/a/b.git", "https://github.com/a/b.git"),
        ("8080:80", "http://localhost:8080"),
        ("127.0.0.1:443:443", "https://localhost"),
        ("81", "http://localhost:81"),
    ];
    let found = links(text);
    let found: Vec<(&str, &str)> = found.iter().map(|(text, target)| (text.as_str(), target.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_format_of_an_env_file_matters_only_if_compose_reads_the_file() {
    let entry = |entry: &str| format!("services:\n  a:\n    image: x\n    env_file: [{{{entry}}}]\n");
    let files = [("there", "A=1\n")];
    for valid in [
        "path: nope, format: foo, required: false",
        "format: foo, path: nope, required: \"no\"",
        "path: nope, format: foo, required: \"${R:-true}\"",
        "path: \"${P:-there}\", format: foo, required: false",
        "path: there, format: raw, required: false",
    ] {
        assert_eq!(errors(&entry(valid), &files), [""; 0], "{valid}");
    }
    let message = "invalid value `foo` for `format`: expected `raw`, or no `format`";
    for (invalid, message) in [
        ("path: there, format: foo, required: false", message),
        ("path: there, format: foo", message),
        ("path: there, format: foo, required: true", message),
        (
            "path: nope, format: foo, required: maybe",
            "invalid value `maybe` for `required`: expected `true` or `false`",
        ),
    ] {
        assert_eq!(errors(&entry(invalid), &files), [message], "{invalid}");
    }
}

#[test]
fn another_file_can_declare_a_service_of_the_same_name_to_extend() {
    let services = "services:\n  a:\n    image: x\n  b:\n    image: x\n";
    let files = [("base.yaml", services), ("compose.yaml", services)];
    let labels = |file: &str| -> Vec<String> {
        let text = format!(
            "services:\n  a:\n    image: x\n    extends:\n      file: {file}\n      service: |\n  b:\n    image: x\n"
        );
        completions(&text, &files).into_iter().map(|item| item.label).collect()
    };
    assert_eq!(labels("base.yaml"), ["a", "b"]);
    assert_eq!(labels("compose.yaml"), ["b"]);
}

#[test]
fn an_item_that_follows_a_dash_brings_the_space() {
    let text = "services:\n  a:\n    depends_on:\n      - b\n      -|\n  b:\n    image: x\n  c:\n    image: x\n";
    let items = completions(text, &[]);
    let inserted: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(inserted, [" b", " c"]);
    let offset = text.find('|').expect("a cursor");
    assert!(items.iter().all(|item| item.replace_range == (offset..offset) && item.insert_range == (offset..offset)));
}

#[test]
fn a_name_does_not_replace_what_follows_its_separator() {
    for (list, label, replaced) in [
        ("environment:\n      - |A=${X}\n      - B=1", "B=", "A="),
        ("environment:\n      - |=${X}\n      - B=1", "B=", "="),
        ("environment:\n      - B=1\n      - B=|a${X}b", "B=1", "B=a${X}b"),
        ("environment:\n      - FOO=1\n      - FO|${Y:-a=b}=c", "FOO=", "FO${Y:-a=b}="),
        ("volumes:\n      - |da:/x\nvolumes:\n  data:", "data:", "da:"),
    ] {
        let marked = format!("services:\n  a:\n    image: x\n    {list}\n");
        let text = marked.replacen('|', "", 1);
        let item = completions(&marked, &[]).into_iter().find(|item| item.label == label).expect("a completion");
        assert_eq!(&text[item.replace_range], replaced, "{marked}");
    }
}

#[test]
fn only_a_mapping_of_services_has_a_code_lens() {
    let count = |text: &str| answer("compose.yaml", text, &[], |analysis| analysis.code_lenses().len());
    assert_eq!(["services: {}\n", "services: a\n", "services:\n", "services: []\n"].map(count), [2, 0, 0, 0]);
}

#[test]
fn nothing_is_completed_before_a_dash() {
    let text = "services:\n  a:\n    image: x\n    healthcheck:\n      test:\n      |- CMD\n";
    assert!(completions(text, &[]).is_empty());
}

#[test]
fn a_line_that_is_indented_with_tabs_belongs_to_the_lines_around_it() {
    for marked in [
        "services:\n  a:\n    image: x\n\tbuild: .\n    por|ts: [80]\n",
        "services:\n  a:\n\timage: x\n\tbuild: .\n\tpor|ts: [80]\n",
        "services:\n\ta:\n\t\timage: x\n\t\tpor|ts: [80]\n",
        "services:\n\tb:\n\t\timage: x\n\ta:\n\t\tpor|ts: [80]\n",
        "services:\n  a:\n\tbuild:\n\t\tcontext: .\n\tpor|ts: [80]\n",
        "services:\n  a:\n    build:\n\tcontext: .\n    por|ts: [80]\n",
    ] {
        assert!(hover("compose.yaml", marked, &[]).contains("Ports of the container"), "{marked}");
    }
}

#[test]
fn a_dash_at_the_end_of_an_invalid_text_has_no_completions() {
    for marked in ["? ?\n\n -|", "? '---?\n -|", "?\n *b&b%\n -|"] {
        assert!(completions(marked, &[]).is_empty(), "{marked}");
    }
}

#[test]
fn empty_paths_and_names_are_errors_where_compose_needs_them() {
    let service = |members: &str| format!("services:\n  web:\n    image: x\n    {members}\n");
    for (members, message) in [
        ("env_file: ''", "`env_file` is empty; write the path of a file"),
        ("env_file: [a.env, { path: \"\" }]", "`env_file` is empty; write the path of a file"),
        ("label_file: ['']", "`label_file` is empty; write the path of a file"),
        ("extends: ''", "`extends` needs the name of a service"),
        ("extends: { service: '' }", "`extends` needs the name of a service"),
        ("extends: { service: a, file: '' }", "`file` is empty; write the path of a file"),
        ("environment: ['A =1']", "remove the space after the name of the variable `A`"),
        ("build: { args: [\"B\\t\"] }", "remove the space after the name of the variable `B`"),
        ("post_start: [{ command: a, environment: ['C =1'] }]", "remove the space after the name of the variable `C`"),
        (
            "pre_start: [{ image: a, stop_grace_period: 5 s }]",
            "invalid duration `5 s`: expected a number with a unit, for example `1m30s`",
        ),
        ("pre_start: [{ image: a, extra_hosts: [b] }]", "missing the address of host `b`; write `b=ADDRESS`"),
        (
            "pre_start: [{ image: a, volumes: [{ type: bind, target: /a }] }]",
            "a bind mount needs a `source`: the path on the host",
        ),
    ] {
        assert_eq!(errors(&service(members), &[]), [message], "{members}");
    }
    for members in [
        "env_file: [{ path: '', required: false }]",
        "env_file: ''\n    profiles: [a]",
        "environment: { 'A ': 1 }",
        "labels: ['a =1']",
        "environment: ['${X:-a =}']",
        "pre_start: [{ image: a, env_file: [{ path: a, format: b }], devices: [{ source: /a }] }]",
        "volumes: ['$$:']",
    ] {
        assert_eq!(errors(&service(members), &[]), [""; 0], "{members}");
    }
    let included = |include: &str| errors(&format!("include: {include}\n{}", service("init: true")), &[]);
    for include in ["['']", "[{ path: '' }]", "[{ path: [''] }]"] {
        assert_eq!(included(include), ["`include` is empty; write the path of a file"], "{include}");
    }
    assert_eq!(included("[{ path: a.yaml, env_file: '' }]"), ["`env_file` is empty; write the path of a file"]);
    for include in [
        "[]",
        "[{ path: [] }]",
        "[{ path: ~, env_file: ~, project_directory: ~ }]",
        "[{ path: a, project_directory: 0 }]",
    ] {
        assert_eq!(included(include), [""; 0], "{include}");
    }
}

#[test]
fn a_restart_policy_can_have_retries_that_change_nothing() {
    for (policy, is_valid) in [
        ("always:0", true),
        ("unless-stopped:0", true),
        ("on-failure:3", true),
        ("always:1", false),
        ("on-failure:-1", false),
        ("never:0", false),
        ("on-failure:99999999999", true),
        ("always:", false),
        ("on-failure:x", false),
    ] {
        let text = format!("services:\n  a:\n    image: a\n    restart: \"{policy}\"\n");
        let found = answer("compose.yaml", &text, &[], |analysis| analysis.diagnostics());
        assert_eq!(found.is_empty(), is_valid, "{policy}");
    }
}

#[test]
fn a_service_that_another_file_extends_needs_no_image() {
    let text = "services:\n  base:\n    restart: always\n  other:\n    restart: always\n";
    let user = "services:\n  web:\n    extends:\n      file: ./common.yaml\n      service: base\n    image: a\n";
    let messages = |file_name: &str, files: Files| {
        let found = answer(file_name, text, files, |analysis| analysis.diagnostics());
        found.iter().map(|one| one.message().to_owned()).collect::<Vec<_>>()
    };
    let missing = |name: &str| format!("service `{name}` has neither `image` nor `build`; add one of them");
    assert_eq!(messages("common.yaml", &[("compose.prod.yaml", user)]), [missing("other")]);
    assert_eq!(messages("common.yaml", &[]), [missing("base"), missing("other")]);
    let with_variable: &str = user.replace("./", "${DIR}/").leak();
    assert_eq!(messages("common.yaml", &[("compose.prod.yaml", with_variable)]), [missing("other")]);
    // Compose rejects this file on its own.
    let user = user.replace("common", "compose").leak();
    assert_eq!(messages("compose.yaml", &[("compose.prod.yaml", user)]), [missing("base"), missing("other")]);
}
