//! Tests of each check in both syntaxes: the text with the expected ranges marked, and the text after the fix.

mod dockerfiles;
mod forms;

use super::*;
use std::sync::Arc;

use crate::languages::answers::{Severity, Tag};
use crate::languages::source::{FileProvider, Options};

/// The files that exist, by path.
struct Folder(&'static [(&'static str, &'static str)]);

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.iter().find(|(known, _)| *known == path).map(|(_, text)| Arc::from(*text))
    }
}

const HCL: &str = "docker-bake.hcl";
const JSON: &str = "docker-bake.json";
const EMPTY: Folder = Folder(&[]);

fn source<'a>(file_name: &'a str, text: &'a str, files: &'a Folder) -> Source<'a> {
    Source { text, file_name, files, options: Options::default() }
}

/// Removes the marks `«` and `»` from a text and checks that the diagnostics have the ranges between them.
#[track_caller]
fn check(file_name: &str, marked: &str, message: &str, files: &Folder) -> Vec<Diagnostic> {
    let text = marked.replace(['«', '»'], "");
    let mut expected = Vec::new();
    let mut removed = 0;
    for (at, mark) in marked.match_indices(['«', '»']) {
        let offset = at - removed;
        removed += mark.len();
        if mark == "«" {
            expected.push(offset..offset);
        } else {
            expected.last_mut().expect("marks come in pairs").end = offset;
        }
    }
    let found = analyze(&source(file_name, &text, files)).diagnostics();
    let ranges: Vec<_> = found.iter().map(|diagnostic| diagnostic.range.clone()).collect();
    assert_eq!(ranges, expected, "{text}\n{found:?}");
    assert!(found.iter().all(|diagnostic| diagnostic.message() == message && diagnostic.code.is_none()), "{found:?}");
    found
}

/// Applies the only quick fix. The result must not have diagnostics.
#[track_caller]
fn fixed(file_name: &str, text: &str) -> String {
    let fixes = analyze(&source(file_name, text, &EMPTY)).quick_fixes(0..text.len());
    let [fix] = fixes.as_slice() else { panic!("{fixes:?}") };
    let mut result = text.to_owned();
    for edit in fix.document_edits().iter().rev() {
        result.replace_range(edit.range.clone(), &edit.text);
    }
    assert_eq!(analyze(&source(file_name, &result, &EMPTY)).diagnostics(), [], "{result}");
    result
}

#[test]
fn bake_files_have_one_of_four_names() {
    for name in ["docker-bake.hcl", "docker-bake.json", "docker-bake.override.hcl", "docker-bake.override.json"] {
        assert!(is_file_name(name), "{name}");
    }
    for name in ["bake.hcl", "docker-bake", "docker-bake.yaml", "docker-bake.hcl.json", "main.tf"] {
        assert!(!is_file_name(name), "{name}");
    }
}

#[test]
fn syntax_errors_have_ranges() {
    let message = "expected a value";
    let found = check(HCL, "target \"a\" {\n  tags = «]»\n}\n", message, &EMPTY);
    assert_eq!((found[0].severity, found[0].tag), (Severity::Error, None));
    check(JSON, "{\"target\": {\"a\": {\"tags\": «]»}}}", message, &EMPTY);
    check(JSON, "{\"target\": {\"a\": «nil»}}", message, &EMPTY);
    check(JSON, "{\"target\": «»", message, &EMPTY);
    check(JSON, "{\"a\": 1}«}»", "unexpected text after the value", &EMPTY);
    check(JSON, "{\"a\": 1«,»}", "unexpected trailing comma", &EMPTY);
    check(JSON, "{\"a\": «\"b»\n}", "unterminated string", &EMPTY);
    check(JSON, "[1 «2»]", "expected `,` or `]`", &EMPTY);
}

#[test]
fn json_is_detected_by_the_file_name_or_else_by_the_text() {
    let json = "{\"target\": {\"a\": {\"network\": \"lan\"}}}";
    let hcl = "target \"a\" {\n network = \"lan\"\n}\n";
    for (name, text) in [(JSON, json), ("bake", json), ("bake.override.JSON", json), (HCL, hcl), ("bake", hcl)] {
        assert_eq!(analyze(&source(name, text, &EMPTY)).diagnostics().len(), 1, "{name}: {text}");
    }
    assert_ne!(analyze(&source(JSON, hcl, &EMPTY)).diagnostics().len(), 0);
}

#[test]
fn dockerfile_is_ignored_beside_dockerfile_inline() {
    let message = "`dockerfile` is ignored when `dockerfile-inline` is set";
    let found = check(
        HCL,
        "target \"a\" {\n  «dockerfile = \"./Dockerfile\"»\n  dockerfile-inline = \"FROM scratch\"\n}\n",
        message,
        &EMPTY,
    );
    assert_eq!((found[0].severity, found[0].tag), (Severity::Warning, Some(Tag::Unnecessary)));
    let found = check(
        JSON,
        "{\"target\": {\"a\": {«\"dockerfile\": \"x\"», \"dockerfile-inline\": \"FROM a\"}}}",
        message,
        &EMPTY,
    );
    assert_eq!((found[0].severity, found[0].tag), (Severity::Warning, Some(Tag::Unnecessary)));
    check(HCL, "target \"a\" {\n  dockerfile = \"x\"\n}\ntarget \"b\" {\n  dockerfile-inline = \"y\"\n}\n", "", &EMPTY);
}

#[test]
fn the_fix_removes_the_attribute_and_nothing_else() {
    for text in [
        "«  dockerfile = \"x\"\n»  dockerfile-inline = \"y\"\n",
        "  dockerfile-inline = \"y\"\n«  dockerfile = \"x\" # why\n»",
        "«  dockerfile = <<E\nx\nE\n»  dockerfile-inline = \"y\"\n",
        "«  dockerfile = join(\"\", [\n\"x\"])\r\n»  dockerfile-inline = \"y\"\r\n",
        "  /* 1\n 2 */ «dockerfile = \"x\"» // 3\n  dockerfile-inline = \"y\"\n",
        "  «dockerfile = \"x\"» /* 1\n 2 */\n  dockerfile-inline = \"y\"\n",
    ] {
        let text = format!("target \"a\" {{\n{text}}}\n");
        assert_eq!(fixed(HCL, &text.replace(['«', '»'], "")), without_marked(&text));
    }
    for text in [
        "{«\"dockerfile\": \"x\", »\"dockerfile-inline\": \"y\"}",
        "{\"dockerfile-inline\": \"y\"«, \"dockerfile\": \"x\"»}",
        "{\n  «\"dockerfile\": \"x\",\n  »\"dockerfile-inline\": \"y\"\n}",
        "{\n  \"dockerfile-inline\": \"y\"«,\n  \"dockerfile\": \"x\"»\n}",
        "{\"//\": 1, «\"dockerfile\": {\"b\": []} , »\"dockerfile-inline\": \"y\"}",
    ] {
        let text = format!("{{\"target\": {{\"a\": {text}}}}}");
        let result = fixed(JSON, &text.replace(['«', '»'], ""));
        assert_eq!(result, without_marked(&text));
        assert!(serde_json::from_str::<serde_json::Value>(&result).is_ok(), "{result}");
    }
}

#[test]
fn a_fix_is_offered_only_where_it_is_requested_and_certain() {
    let text = "target \"a\" {\n  dockerfile = \"x\"\n  dockerfile-inline = \"y\"\n}\n";
    let offered = |text: &str, within| analyze(&source(HCL, text, &EMPTY)).quick_fixes(within).len();
    assert_eq!(offered(text, 16..16), 1, "a cursor within");
    assert_eq!(offered(text, 0..5), 0, "another place");
    assert_eq!(offered(&format!("{text}b ="), 0..text.len()), 0, "a broken text");
    let json = "{\"target\": {\"a\": {\"dockerfile\": \"x\", \"dockerfile-inline\": \"y\"";
    assert_eq!(analyze(&source(JSON, json, &EMPTY)).quick_fixes(0..json.len()), []);
}

#[test]
fn completed_keys_have_quotes_where_they_need_them() {
    let text = "target \"a\" {\n  args = { \"a.b\" = 1, _c = 2 }\n}\ntarget \"b\" {\n  args = {\n    \n  }\n}\n";
    let offset = text.find("    \n").expect("an empty line") + 4;
    let items = analyze(&source(HCL, text, &EMPTY)).completions(offset).items;
    let inserted = |label: &str| items.iter().find(|item| item.label == label).map(|item| item.text.as_str());
    assert_eq!(inserted("a.b"), Some("\"a.b\" = \"$1\""));
    assert_eq!(inserted("_c"), Some("_c = \"$1\""));
}

/// Accepts the completion with this label at the `|` in a text. `None` if it is not offered.
fn accepted(file_name: &str, marked: &str, label: &str) -> Option<String> {
    let (before, after) = marked.split_once('|').expect("a cursor");
    let mut text = before.to_owned() + after;
    let items = analyze(&source(file_name, &text, &EMPTY)).completions(before.len()).items;
    let item = items.into_iter().find(|item| item.label == label)?;
    text.replace_range(item.replace_range, &item.text);
    Some(text)
}

#[test]
fn completed_keys_of_json_have_quotes_outside_of_a_string() {
    let accepted = |marked, label| accepted(JSON, marked, label);
    assert_eq!(accepted("{ | }", "target").as_deref(), Some("{ \"target\" }"));
    assert_eq!(accepted("{ tar| }", "target").as_deref(), Some("{ \"target\" }"));
    assert_eq!(accepted("{ \"tar|\" }", "target").as_deref(), Some("{ \"target\" }"));
    let attribute = "{ \"target\": { \"a\": { con| } } }";
    assert_eq!(accepted(attribute, "context").as_deref(), Some("{ \"target\": { \"a\": { \"context\" } } }"));
    let boolean = "{ \"target\": { \"a\": { \"pull\": t| } } }";
    assert_eq!(accepted(boolean, "true").as_deref(), Some("{ \"target\": { \"a\": { \"pull\": true } } }"));
    let argument = "{ \"target\": { \"a\": { \"args\": { \"ONE\": \"1\" } }, \"b\": { \"args\": { | } } } }";
    let expected = "{ \"target\": { \"a\": { \"args\": { \"ONE\": \"1\" } }, \"b\": { \"args\": { \"ONE\" } } } }";
    assert_eq!(accepted(argument, "ONE").as_deref(), Some(expected));
    for outside in ["|", "{}\n|"] {
        assert_eq!(accepted(outside, "target"), None, "{outside}");
    }
}

#[test]
fn a_completed_field_of_csv_replaces_the_field_around_the_cursor() {
    let secret = |marked: &str| format!("target \"a\" {{ secret = [\"{marked}\"] }}\n");
    for (marked, label, expected) in [
        ("i|d=x,src=y", "id=", Some("id=x,src=y")),
        ("type=e|nv,id=x", "type=env", Some("type=env,id=x")),
        ("s|,id=x", "src=", Some("src=,id=x")),
        // The key is there.
        ("|,id=x", "id=", None),
    ] {
        assert_eq!(accepted(HCL, &secret(marked), label), expected.map(secret), "{marked}");
    }
}

fn without_marked(text: &str) -> String {
    let (before, rest) = text.split_once('«').expect("a mark");
    let (_, after) = rest.split_once('»').expect("two marks");
    before.to_owned() + after
}
