//! Errors, values and hostile texts. `«` and `»` enclose the ranges of errors.

use std::ops::Range;

use super::{Content, Yaml};
use crate::languages::findings::MAX_FINDINGS_PER_RULE;

fn errors(text: &str) -> Vec<(Range<usize>, String)> {
    let (yaml, errors) = Yaml::parse(text);
    for id in yaml.ids() {
        let range = yaml.node(id).range.clone();
        assert!(text.get(range.clone()).is_some(), "{range:?} is no part of the text");
    }
    errors.into_iter().map(|error| (error.range.clone(), error.message().to_owned())).collect()
}

/// Asserts that the marked ranges of a text, and no others, have these messages.
fn assert_errors(marked: &str, messages: &[&str]) {
    let text = marked.replace(['«', '»'], "");
    let mut drawn = String::new();
    let mut end = 0;
    let errors = errors(&text);
    for (range, _) in &errors {
        drawn.extend([&text[end..range.start], "«", &text[range.clone()], "»"]);
        end = range.end;
    }
    drawn.push_str(&text[end..]);
    assert_eq!(drawn, marked, "{errors:?}");
    assert_eq!(errors.iter().map(|(_, message)| message.as_str()).collect::<Vec<_>>(), messages, "{marked}");
}

fn assert_error(marked: &str, message: &str) {
    assert_errors(marked, &[message]);
}

fn assert_fine(text: &str) {
    assert_errors(text, &[]);
}

/// The documents of a text in a short notation.
fn outline(text: &str) -> String {
    fn node(yaml: &Yaml, id: super::NodeId, outline: &mut String) {
        match &yaml.node(id).content {
            Content::Scalar(text) => outline.extend([format!("{text:?}")]),
            Content::Alias(_) => outline.push('*'),
            Content::List(items) => {
                outline.push('[');
                for item in items {
                    node(yaml, *item, outline);
                    outline.push(' ');
                }
                outline.push(']');
            }
            Content::Mapping(entries) => {
                outline.push('{');
                for (key, value) in entries {
                    node(yaml, *key, outline);
                    outline.push(':');
                    node(yaml, *value, outline);
                    outline.push(' ');
                }
                outline.push('}');
            }
        }
    }
    let (yaml, _) = Yaml::parse(text);
    let mut drawn = String::new();
    for document in &yaml.documents {
        node(&yaml, *document, &mut drawn);
    }
    drawn.replace(" }", "}").replace(" ]", "]")
}

#[test]
fn errors_are_reported_where_they_can_be_corrected() {
    const KEY: &str = "expected `:` and a space after this key";
    const EXPECTED_KEY: &str = "expected a key; check the indentation and the previous line";
    const QUOTE: &str = "unterminated quoted string";
    const BRACKET: &str = "unclosed bracket";
    const TAB: &str = "tabs are not allowed in indentation; use spaces";
    for (marked, message) in [
        ("services:\n  web:\n    «image»\n    build: .\n", KEY),
        ("services:\n  web:\n    «ports»\n      - 80\n    tty: true\n", KEY),
        ("services:\n  web:\n    image: a\n    «name:\"b\"»\n", KEY),
        ("a: 1\n«b»", KEY),
        ("a:\n  b: c\n     «d: e»\n", "unexpected indentation: this line is indented more than the key above it"),
        ("a: b«: c»\n", "unexpected `: ` in a value; put quotes around the value"),
        ("a:\n  b: c\n «d: e»\n", EXPECTED_KEY),
        ("a:\n  - b\n «c: d»\n", EXPECTED_KEY),
        ("a:\n  b: [c]\n  «- d»\n", EXPECTED_KEY),
        ("a: b\n«- c»\n", EXPECTED_KEY),
        ("- a\n«b: c»\n", "expected a list item that starts with `-`; check the indentation"),
        ("a: «\"b»\nc: d\n", QUOTE),
        ("a: «'b»\n", QUOTE),
        ("a: \"b\" «c»\n", "unexpected text after the closing quote"),
        ("a: \"«\\w»\"\n", "unknown escape sequence in double quotes; write a backslash as `\\\\`"),
        ("a: «[b, c»\nd: e\n", BRACKET),
        ("a: «[b, c»\n", BRACKET),
        ("a:\n  b: «{c: d»\n  e: f\n", BRACKET),
        ("a: [\n  \"b\"\n  «\"c\"»\n]\n", "expected `,` or `]`"),
        ("a: {b: c\n   «d: e}»\n".replace("«d: e}»", "d«: e}»").as_str(), "expected `,` or `}`"),
        ("a: b«]»\n".replace("b«]»", "«]»").as_str(), "unexpected closing bracket"),
        ("a:\n«\tb: c»\n", TAB),
        ("a:\n  b: c\n«\td: e»\n", TAB),
        ("«\ta: b»\n", TAB),
        ("a: b\n«\t»\nc: d\n", TAB),
        ("a: «@b»\n", "a value cannot start with this character; put quotes around the value"),
        ("a: «*b»\n", "unknown anchor; define it with `&` earlier in this file"),
        ("a: &b\n  c: «*b»\n", "an alias cannot be inside the value that it refers to"),
        ("a: «&»\n", "expected a name; put quotes around a value that starts with `&` or `*`"),
        ("a: «| b»\n", "the text of `|` or `>` must start on the next line"),
        ("a: 1\nb: 2\n«a: 3»\n", "duplicate key `a`; remove one of the two"),
        ("x: &x\n  a: 1\ny:\n  <<: *x\n  «<<: *x»\n", "duplicate key `<<`; remove one of the two"),
        ("a:\n  «: b»\n", "expected a key before `:`"),
        ("a: {«{ .Values.b }}»\n", "a key must be a string; put quotes around a value that starts with a bracket"),
        ("«%x»\na: b\n", "unknown directive; put quotes around a value that starts with `%`"),
    ] {
        assert_error(marked, message);
    }
}

#[test]
fn each_broken_line_is_reported() {
    let messages = ["unterminated quoted string", "unterminated quoted string"];
    assert_errors("a: «'b»\nc: «'d»\n", &messages);
    let messages = ["expected `:` and a space after this key", "unclosed bracket"];
    assert_errors("a: b\n«c»\nd: «[e»\nf: g\n", &messages);
    let messages = ["unclosed bracket", "expected a key; check the indentation and the previous line"];
    assert_errors("a:\n  «[b: c»\n  «d: e»\n", &messages);
}

#[test]
fn ranges_are_in_bytes() {
    const KEY: &str = "expected `:` and a space after this key";
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
        "a: !reset null\nb: !override [c]\n",
        "? a\n: b\n",
        "a: 'it''s'\nb: \"\\u00e4\"\nc: >-\n  d\n\n  e\n",
    ] {
        assert_fine(text);
    }
}

#[test]
fn invalid_keys_before_a_syntax_error_are_reported() {
    let messages =
        ["duplicate key `a`; remove one of the two", "duplicate key `b`; remove one of the two", "unclosed bracket"];
    assert_errors("a: 1\n«a: 2»\nb: 1\n«b: 2»\nc: «[»\n", &messages);
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
        // A scanner that is slower than linear would not finish.
        assert!(errors(&text).len() <= 2 * MAX_FINDINGS_PER_RULE + 1);
    }
}

#[test]
fn quoted_strings_can_go_on_without_indentation() {
    for text in [
        "a:\n  b: \"c\n    d\"\n",
        "a:\n  b: \"c\nd\"\n",
        "a:\n  b: 'c\nd'\ne: f\n",
        "a:\n- \"b\n  c\"\n- d\n",
        "a: \"b\r\n c\"\r\n",
        "a: \"b\n\tc\"\n",
        "a: \"b\n\nc: d\n- e\"\n",
        "a: [\"b\nc\", 'd\ne']\n",
        "a: \"b\n# c\"\n",
        "a: \"-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\"\n",
    ] {
        assert_fine(text);
    }
}

#[test]
fn a_comment_can_follow_a_quote_or_a_bracket_directly() {
    for text in [
        "a: \"b\"#c\n",
        "a: 'b'#c\n",
        "a: [b]#c\n",
        "a: {b: c}#d\n",
        "- \"a\"#b\n- c\n",
        "a: [\"b\"#c\n  , d]\n",
        "a: &b \"c\"#d\n",
        "a: !!str \"b\"# c\n",
        "\"a\": b\n",
        "a: []#\n",
    ] {
        assert_fine(text);
    }
}

#[test]
fn line_breaks_of_yaml_1_1_end_lines() {
    for text in [
        "a: b\n\u{2028}c: d\n",
        "a: b\u{2028}c: d\n",
        "a: b\u{2029}c: d\n",
        "a: b\u{85}c: d\n",
        "a:\n  b: c\n\u{2028}  d: e\n",
        "a: \"b\u{2028}c\"\n",
        "a: |\n  b\u{2028}  c\n",
        "# a\u{2028}b: c\n",
        "a:\u{85}  b: c\n",
        "- a\u{2028}- b\n",
    ] {
        assert_fine(text);
    }
    assert_eq!(outline("a: b\u{2028}c: d\n"), r#"{"a":"b" "c":"d"}"#);
}

#[test]
fn tabs_before_comments_and_other_versions_are_errors() {
    for marked in [
        "a: b\n«\t# c»\n",
        "a: >\n  b\n«\t# c»\nd: e\n",
        "a:\n  b: c\n«\t# d»\n  e: f\n",
        "a: # b\n«\t# c»\n  d: e\n",
        "# a\n«\tb: c»\n",
    ] {
        assert_error(marked, "tabs are not allowed in indentation; use spaces");
    }
    for marked in ["«%YAML 1.2»\n---\na: b\n", "«%YAML 2.0»\n--- {}\n"] {
        assert_error(marked, "unsupported YAML version; Compose reads `%YAML 1.1` only");
    }
    for text in [
        "# a\n\t# b\nc: d\n",
        "a:\n  # b\n\t# c\n  d: e\n",
        "a: b\n# c\n\n \t# d\n\t\ne: f\n",
        "--- # a\n\t# b\nc: d\n",
        "a: >\n  b\n# c\n\t# d\ne: f\n",
        "%YAML 1.1\n---\na: b\n",
        "%TAG ! tag:a,2000:\n---\na: !b c\n",
        "a: b\n  \t# c\n",
    ] {
        assert_fine(text);
    }
}

#[test]
fn an_anchor_is_known_in_later_documents() {
    assert_fine("--- &a b\n--- \nc: *a\n");
}

#[test]
fn a_broken_line_hides_nothing_else() {
    for (text, expected) in [
        ("a:\n  b\n  c: d\n", r#"{"a":{"b":"" "c":"d"}}"#),
        ("a:\n  b: c\n  d\n    e: f\n  g: h\n", r#"{"a":{"b":"c" "d":{"e":"f"} "g":"h"}}"#),
        ("a:\n  b\n    c: d\ne: f\n", r#"{"a":{"b":{"c":"d"}} "e":"f"}"#),
        ("a: [b, c\nd: e\n", r#"{"a":["b" "c"] "d":"e"}"#),
        ("a: \"b\nc: d\n", r#"{"a":"b" "c":"d"}"#),
        ("a: \"b\nc: \"d\"\n", r#"{"a":"b" "c":"d"}"#),
        ("a: {b: c\nd:\n  - e\n", r#"{"a":{"b":"c"} "d":["e"]}"#),
        ("a:\n\tb: c\nd: e\n", r#"{"a":{"b":"c"} "d":"e"}"#),
        ("a: @b\nc: d\n", r#"{"a":"@b" "c":"d"}"#),
        ("a: b: c\nd: e\n", r#"{"a":"b: c" "d":"e"}"#),
        ("a: *b\nc: d\n", r#"{"a":"" "c":"d"}"#),
        ("a:\n  b: c\n d: e\nf: g\n", r#"{"a":{"b":"c"} "d":"e" "f":"g"}"#),
    ] {
        assert_eq!(outline(text), expected, "{text}");
    }
}

#[test]
fn values_are_decoded() {
    for (text, expected) in [
        ("a: 'it''s'\n", r#"{"a":"it's"}"#),
        ("a: \"\\u00e4\\x41\\t\"\n", r#"{"a":"äA\t"}"#),
        ("a: \"b \\\n  c\"\n", r#"{"a":"b c"}"#),
        ("a: b\n  c\n\n  d\n", r#"{"a":"b c\nd"}"#),
        ("a: |\n  b\n   c\n\nd: e\n", r#"{"a":"b\n c\n" "d":"e"}"#),
        ("a: >-\n  b\n  c\n\n  d\n", r#"{"a":"b c\nd"}"#),
        ("a: |+\n  b\n\n", r#"{"a":"b\n\n"}"#),
        ("a: |2\n   b\n", r#"{"a":" b\n"}"#),
        ("[a: b, {c}, d]\n", r#"[{"a":"b"} {"c":""} "d"]"#),
        ("? a\n: b\n", r#"{"a":"b"}"#),
        ("- - a\n  - b\n- c: d\n  e: f\n", r#"[["a" "b"] {"c":"d" "e":"f"}]"#),
        ("a:\n- b\nc: d\n", r#"{"a":["b"] "c":"d"}"#),
    ] {
        assert_eq!(outline(text), expected, "{text}");
        assert_fine(text);
    }
}

#[test]
fn every_truncated_text_can_be_parsed() {
    let text = "a: &a\n  b: [\"c\", 'd']\n  e: |\n    f\n  g: {h: *a}\n- i\n? j\n: !k \"\\u00e4\"\n--- >\n 😀\n";
    for (end, _) in text.char_indices() {
        errors(&text[..end]);
        errors(&text[end..]);
        errors(&(text[..end].to_owned() + "\n" + &text[end..]));
    }
}
