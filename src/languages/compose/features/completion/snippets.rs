//! Keys with what follows them, as snippets: a value, a list or a mapping, and the short and long forms of a value.

use super::{Cursor, MARK, is_key_part, item, matches};
use crate::languages::answers::{Completion, CompletionKind};
use crate::languages::compose::reference::{Kinds, Property, Schema};
use crate::languages::syntax::yaml::{Style, line_start};

/// The forms of the values of a service, with the key that they belong to. The lines after the first are indented from
/// the key.
const SERVICE_FORMS: &[(&str, &str, &str)] = &[
    ("build", "long form", "build:\n  context: ${1:.}\n  dockerfile: ${2:Dockerfile}"),
    ("configs", "long form", "configs:\n  - source: ${1:config}\n    target: ${2:/etc/config}"),
    ("depends_on", "short form", "depends_on:\n  - ${1:service}"),
    (
        "depends_on",
        "long form",
        "depends_on:\n  ${1:service}:\n    condition: ${2|service_healthy,service_started,service_completed_successfully|}",
    ),
    ("env_file", "long form", "env_file:\n  - path: ${1:.env}\n    required: ${2|false,true|}"),
    ("environment", "list", "environment:\n  - ${1:NAME}=${2:value}"),
    ("environment", "mapping", "environment:\n  ${1:NAME}: ${2:value}"),
    ("extends", "long form", "extends:\n  file: ${1:compose.base.yaml}\n  service: ${2:service}"),
    (
        "healthcheck",
        "command",
        "healthcheck:\n  test: [\"CMD\", \"${1:command}\"]\n  interval: ${2:30s}\n  timeout: ${3:10s}\n  retries: ${4:3}",
    ),
    ("networks", "short form", "networks:\n  - ${1:network}"),
    ("networks", "long form", "networks:\n  ${1:network}:\n    aliases:\n      - ${2:alias}"),
    ("ports", "short form", "ports:\n  - \"${1:8080}:${2:80}\""),
    ("ports", "long form", "ports:\n  - target: ${1:80}\n    published: \"${2:8080}\"\n    protocol: ${3|tcp,udp|}"),
    ("secrets", "long form", "secrets:\n  - source: ${1:secret}\n    target: ${2:secret}"),
    ("volumes", "short form", "volumes:\n  - ${1:./data}:${2:/data}"),
    (
        "volumes",
        "long form",
        "volumes:\n  - type: ${1|bind,volume,tmpfs|}\n    source: ${2:./data}\n    target: ${3:/data}",
    ),
];

/// What can be written after a key.
pub(super) struct Following {
    /// The columns from the start of the line's text to the key, such as those of `- `.
    shift: usize,
}

impl Following {
    /// `None` if something follows the cursor that belongs to the key, or the key is in a flow mapping.
    pub(super) fn new(cursor: &Cursor, start: usize) -> Option<Self> {
        let tree = cursor.tree;
        let text = tree.text;
        let parent = tree.yaml.node(cursor.node).parent;
        let is_flow = parent.is_some_and(|parent| tree.yaml.node(parent).style == Style::Flow);
        let is_plain = tree.yaml.node(cursor.node).style == Style::Plain;
        if is_flow || !is_plain || !cursor.rest.trim().is_empty() {
            return None;
        }
        let line = line_start(text, start);
        let column = start - line;
        let next = text[cursor.offset + MARK.len_utf8()..].lines().skip(1).find(|line| !line.trim().is_empty());
        let is_followed = next.is_some_and(|next| {
            let indentation = next.len() - next.trim_start_matches(' ').len();
            indentation > column || indentation == column && next[indentation..].starts_with("- ")
        });
        let indentation = text[line..start].len() - text[line..start].trim_start_matches(' ').len();
        (!is_followed).then_some(Self { shift: column - indentation })
    }

    /// A key with the start of its value. `None` if a value follows on the same line that cannot be foreseen.
    pub(super) fn snippet(&self, property: &Property) -> Option<String> {
        let (name, schema) = (property.name, property.schema);
        let has = |kind: Kinds| schema.kinds.contains(kind);
        let (is_list, is_mapping) = (has(Kinds::LIST), has(Kinds::MAPPING));
        if !schema.values.is_empty() && !is_list && !is_mapping {
            return Some(format!("{name}: ${{1|{}|}}", schema.values.join(",")));
        }
        if has(Kinds::BOOLEAN) && !is_list && !is_mapping && !has(Kinds::INTEGER) && !has(Kinds::NUMBER) {
            let choices = if property.default == Some("true") { "false,true" } else { "true,false" };
            return Some(format!("{name}: ${{1|{choices}|}}"));
        }
        if has(Kinds::STRING) || !is_list && !is_mapping {
            return None;
        }
        let body = match (is_list, is_mapping) {
            (true, false) => "  - $1".to_owned(),
            (false, true) => required(schema),
            _ => "  $1".to_owned(),
        };
        Some(self.indented(&format!("{name}:\n{body}")))
    }

    /// The forms of the values of a service whose keys can be added.
    pub(super) fn forms(
        &self,
        path: &[&str],
        is_offered: impl Fn(&str) -> bool,
        make: impl Fn(&str, &str) -> Completion,
    ) -> Vec<Completion> {
        if !matches!(path, ["services", _]) {
            return Vec::new();
        }
        let forms = SERVICE_FORMS.iter().filter(|(name, ..)| is_offered(name));
        forms
            .map(|(name, form, text)| Completion {
                is_snippet: true,
                filter_text: Some((*name).to_owned()),
                ..make(&format!("{name} ({form})"), &self.indented(text))
            })
            .collect()
    }

    /// Indents all lines but the first by the columns before the key that are no indentation.
    fn indented(&self, text: &str) -> String {
        text.replace('\n', &format!("\n{}", " ".repeat(self.shift)))
    }
}

/// The keys that a mapping must have.
fn required(schema: &Schema) -> String {
    let keys: Vec<String> =
        schema.required.iter().enumerate().map(|(index, name)| format!("  {name}: ${}", index + 1)).collect();
    if keys.is_empty() { "  $1".to_owned() } else { keys.join("\n") }
}

/// Adds the forms after the keys that match what was typed.
pub(super) fn add_forms(
    following: &Following,
    cursor: &Cursor,
    path: &[&str],
    present: &std::collections::HashSet<&str>,
    items: &mut Vec<Completion>,
) {
    let (typed, insert) = cursor.word(is_key_part);
    let replace = insert.start..cursor.word_end(is_key_part);
    let make = |label: &str, text: &str| item(label, text, CompletionKind::Snippet, insert.clone(), replace.clone());
    let is_offered = |name: &str| !present.contains(name) && matches(name, typed);
    let forms = following.forms(path, is_offered, make);
    let matching = if typed.is_empty() {
        items.len()
    } else {
        items.iter().take_while(|item| matches(&item.label, typed)).count()
    };
    items.splice(matching..matching, forms);
}
