//! File names, YAML errors and hostile texts. `«` and `»` enclose the ranges of diagnostics.

mod schema;

use std::ops::Range;
use std::sync::Arc;

use super::{analyze, is_file_name};
use crate::languages::analysis::Analysis;
use crate::languages::answers::Severity;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;
use crate::languages::source::{FileProvider, Options, Source};

struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}

/// The ranges and messages of the diagnostics of a file.
pub fn reported(text: &str, file_name: &str, validate_compose: bool) -> Vec<(Range<usize>, String)> {
    let options = Options { validate_compose, ..Options::default() };
    let found = analyze(&Source { text, file_name, files: &NoFiles, options }).diagnostics();
    for diagnostic in &found {
        assert_eq!((diagnostic.severity, diagnostic.code, diagnostic.tag), (Severity::Error, None, None));
        assert!(text.get(diagnostic.range.clone()).is_some(), "{:?} is no part of the text", diagnostic.range);
    }
    found.into_iter().map(|diagnostic| (diagnostic.range.clone(), diagnostic.message().to_owned())).collect()
}

/// Asserts that the marked ranges of a text, and no others, have these messages.
pub fn assert_reported(marked: &str, file_name: &str, validate_compose: bool, messages: &[&str]) {
    let text = marked.replace(['«', '»'], "");
    let mut drawn = String::new();
    let mut end = 0;
    let reported = reported(&text, file_name, validate_compose);
    for (range, _) in &reported {
        drawn.extend([&text[end..range.start], "«", &text[range.clone()], "»"]);
        end = range.end;
    }
    drawn.push_str(&text[end..]);
    assert_eq!(drawn, marked);
    assert_eq!(reported.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>(), messages, "{marked}");
}

fn assert_error(marked: &str, message: &str) {
    assert_reported(marked, "compose.yaml", false, &[message]);
}

fn assert_fine(text: &str) {
    assert_reported(text, "compose.yaml", false, &[]);
}

#[test]
fn compose_files_are_recognised_by_name() {
    for name in [
        "compose.yaml",
        "compose.yml",
        "compose.override.yml",
        "compose.prod.eu.yaml",
        "docker-compose.yml",
        "docker-compose.yaml",
        "docker-compose.override.yml",
        "Docker-Compose.YML",
    ] {
        assert!(is_file_name(name), "{name}");
    }
    for name in [
        "",
        "compose",
        "compose.json",
        "composer.yaml",
        "my-compose.yaml",
        "my.docker-compose.yml",
        "install-docker-compose.yml",
        "docker-compose-dev.yaml",
        "docker_compose.yml",
        "compose..yml",
        "compose-docker.yml",
        "docker.yml",
        "values.yaml",
    ] {
        assert!(!is_file_name(name), "{name}");
    }
}

#[test]
fn errors_are_reported_where_they_can_be_corrected() {
    const KEY: &str = "expected ':' and a space after this key";
    const EXPECTED_KEY: &str = "expected a key; check the indentation and the line before";
    const QUOTE: &str = "this quote is never closed";
    const BRACKET: &str = "this bracket is never closed";
    const TAB: &str = "tabs cannot indent YAML; use spaces";
    for (marked, message) in [
        ("services:\n  web:\n    «image»\n    build: .\n", KEY),
        ("services:\n  web:\n    «ports»\n      - 80\n    tty: true\n", KEY),
        ("services:\n  web:\n    image: a\n    «name:\"b\"»\n", KEY),
        ("a: 1\n«b»", KEY),
        ("a:\n  b: c\n     «d: e»\n".replace("«d: e»", "d«: e»").as_str(), "this key is indented too deeply"),
        ("a: b«: c»\n", "a value with ': ' in it needs quotes"),
        ("a:\n  b: c\n «d: e»\n", EXPECTED_KEY),
        ("a:\n  - b\n «c: d»\n", EXPECTED_KEY),
        ("a:\n  b: [c]\n  - «d»\n".replace("- «d»", "«- d»").as_str(), EXPECTED_KEY),
        ("a: b\n«- c»\n", EXPECTED_KEY),
        ("- a\n«b: c»\n", "expected a list item with '-'; check the indentation"),
        ("a: «\"b»\nc: d\n", QUOTE),
        ("a: «'b»\n", QUOTE),
        ("a: «'b»\nc: 'd\n", QUOTE),
        ("a: \"b\" «c»\n", "unexpected text after a closing quote"),
        ("a: «\"\\w\"»\n", "unknown escape in double quotes; a backslash is written '\\\\'"),
        ("a: «[b, c»\nd: e\n", BRACKET),
        ("a: «[b, c»\n", BRACKET),
        ("a:\n  b: «{c: d»\n  e: f\n", BRACKET),
        ("a:\n  «[b: c»\n  d: e\n", BRACKET),
        ("a: [\n  \"b\"\n  «\"c\"»\n]\n", "expected ',' or ']'"),
        ("a: {b: c\n   «d: e}»\n".replace("«d: e}»", "d«: e}»").as_str(), "expected ',' or '}'"),
        ("a: b«]»\n".replace("b«]»", "«]»").as_str(), "unexpected closing bracket"),
        ("a:\n«\tb: c»\n", TAB),
        ("a:\n  b: c\n«\td: e»\n", TAB),
        ("«\ta: b»\n", TAB),
        ("a: b\n«\t»\nc: d\n", TAB),
        ("a: «@b»\n", "a value that starts with this character needs quotes"),
        ("a: «*b»\n", "no anchor has this name"),
        ("--- &a b\n--- \nc: «*a»\n", "no anchor has this name"),
        ("a: &b\n  c: «*b»\n", "an alias cannot stand inside what it refers to"),
        ("a: «&»\n", "expected a name; a value that starts with '&' or '*' needs quotes"),
        ("a: «| b»\n", "text after '|' or '>' starts on the next line"),
        ("a: 1\nb: 2\n«a: 3»\n", "duplicate key `a`"),
        ("x: &x\n  a: 1\ny:\n  <<: *x\n  «<<: *x»\n", "duplicate key `<<`"),
        ("a:\n  «: b»\n", "expected a key before ':'"),
        ("a: {«{ .Values.b }}»\n", "a key must be text; a value that starts with a bracket needs quotes"),
        ("%x\na: b\n".replace("%x", "«%x»").as_str(), "unexpected text; check the indentation and the line before"),
    ] {
        assert_error(marked, message);
    }
}

#[test]
fn ranges_are_in_bytes() {
    const KEY: &str = "expected ':' and a space after this key";
    for marked in [
        "ä: 😀\n«b»\n",
        "\u{feff}ä: 😀\n«b»\n",
        "ä: 😀\r\n«b»\r\n",
        "# 中文 注释\na: \"中\"\n«b 中»\nc: d\n",
        "ä: 😀\r«b»\r",
    ] {
        assert_error(marked, KEY);
    }
}

#[test]
fn valid_files_have_no_errors() {
    for text in [
        "",
        "\n",
        "# nothing yet\n",
        "services:\n",
        "x-a: &a {b: c}\nd:\n  <<: *a\n  e: &f [1, *a]\ng: *f\n",
        "d:\n  <<: [{a: 1}, {b: 2}]\n",
        "a: b\n---\na: c\n...\n---\na: d\n",
        "\u{feff}a: b\r\nc:\r\n- d\r\n",
        "a: |\n\ttext\n".replace("\ttext", "  text\n\tmore").replace("\n\tmore", "\n  \tmore").as_str(),
        "a: \"b\n  \tc\"\n",
        "a: [b,\n\tc]\n",
        "a: [\n  \"b\",\n  'c',\n]\nd:\n  e: {\n    f: [\"g\"]\n  }\n",
        "a:\t b\n\t# a comment\n",
        "a: !reset null\nb: !override [c]\n",
        "? a\n: b\n",
        "a: 'it''s'\nb: \"\\u00e4\"\nc: >-\n  d\n\n  e\n",
    ] {
        assert_fine(text);
    }
}

#[test]
fn invalid_keys_before_a_syntax_error_are_reported() {
    let messages = ["duplicate key `a`", "duplicate key `b`", "this bracket is never closed"];
    assert_reported("a: 1\n«a: 2»\nb: 1\n«b: 2»\nc: «[»\n", "compose.yaml", false, &messages);
}

#[test]
fn hostile_texts_take_linear_time() {
    let many = 200_000;
    let texts = [
        "[".repeat(many),
        "{".repeat(many),
        "{a: ".repeat(many),
        "- ".repeat(many),
        "? ".repeat(many),
        format!("{}x\nb", "- ".repeat(many)),
        (0..3_000).fold(String::new(), |text, depth| text + &" ".repeat(depth) + "a:\n"),
        "a".repeat(10_000_000),
        format!("a: \"{}", "b ".repeat(500_000)),
        format!("{{{}}}", "a: 1, ".repeat(many)),
        format!("a: [{}]", "*b, ".repeat(many)),
        "*a : b\n".repeat(many),
        "\n\t".repeat(many),
        format!("\"{}\": 1\n\"{0}\": 2", "a".repeat(1_000_000)),
        "\0".repeat(many),
        "😀: [\n".repeat(many),
    ];
    for text in texts {
        // Anything worse than linear would not end.
        assert!(reported(&text, "compose.yaml", true).len() <= 2 * MAX_FINDINGS_PER_RULE + 1);
    }
}

#[test]
fn aliases_that_stand_for_billions_of_values_are_not_followed() {
    let mut text = "a0: &a0 [x, x]\n".to_owned();
    for level in 1..40 {
        let below = level - 1;
        text.extend([format!("a{level}: &a{level} [*a{below}, *a{below}, *a{below}]\n")]);
    }
    let reported = reported(&text, "compose.yaml", true);
    assert_eq!(reported, [(0..14, "aliases repeat too much of this file for it to be checked".to_owned())]);
}
