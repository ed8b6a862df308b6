//! Snippets that insert a key with its value, a list or a mapping, or with the short or long form of a value.

use std::collections::HashSet;

use super::{Cursor, matches};
use crate::languages::answers::Completion;
use crate::languages::compose::reference::{Kinds, Property, Schema};
use crate::languages::syntax::yaml::line_start;

/// The forms of values in services: the key, the name of the form, and the text after the colon. Its lines are indented
/// relative to the key.
const SERVICE_FORMS: &[(&str, &str, &str)] = &[
    ("build", "long form", "\n  context: ${1:.}\n  dockerfile: ${2:Dockerfile}"),
    ("configs", "long form", "\n  - source: ${1:config}\n    target: ${2:/etc/config}"),
    ("depends_on", "short form", "\n  - ${1:service}"),
    (
        "depends_on",
        "long form",
        "\n  ${1:service}:\n    condition: ${2|service_healthy,service_started,service_completed_successfully|}",
    ),
    ("env_file", "long form", "\n  - path: ${1:.env}\n    required: ${2|false,true|}"),
    ("environment", "list", "\n  - ${1:NAME}=${2:value}"),
    ("environment", "mapping", "\n  ${1:NAME}: ${2:value}"),
    ("extends", "long form", "\n  file: ${1:compose.base.yaml}\n  service: ${2:service}"),
    (
        "healthcheck",
        "command",
        "\n  test: [\"CMD\", \"${1:command}\"]\n  interval: ${2:30s}\n  timeout: ${3:10s}\n  retries: ${4:3}",
    ),
    ("networks", "short form", "\n  - ${1:network}"),
    ("networks", "long form", "\n  ${1:network}:\n    aliases:\n      - ${2:alias}"),
    ("ports", "short form", "\n  - \"${1:8080}:${2:80}\""),
    ("ports", "long form", "\n  - target: ${1:80}\n    published: \"${2:8080}\"\n    protocol: ${3|tcp,udp|}"),
    ("secrets", "long form", "\n  - source: ${1:secret}\n    target: ${2:secret}"),
    ("volumes", "short form", "\n  - ${1:./data}:${2:/data}"),
    ("volumes", "long form", "\n  - type: ${1|bind,volume,tmpfs|}\n    source: ${2:./data}\n    target: ${3:/data}"),
];

/// The position after a key, where its value can be inserted.
pub(super) struct ValuePosition {
    /// The number of columns on the line between the indentation and the key, such as those of `- `.
    shift: usize,
}

impl ValuePosition {
    /// Returns `None` if the text after the cursor belongs to the key, or if the key is in a flow mapping.
    pub(super) fn new(cursor: &Cursor, start: usize) -> Option<Self> {
        if cursor.is_in_flow() || cursor.is_quoted() || !cursor.rest.trim().is_empty() {
            return None;
        }
        let text = cursor.tree.text;
        let line = line_start(text, start);
        let column = start - line;
        let next = text[cursor.offset + cursor.mark_len..].lines().skip(1).find(|line| !line.trim().is_empty());
        let is_followed = next.is_some_and(|next| {
            let indentation = next.len() - next.trim_start_matches(' ').len();
            indentation > column || indentation == column && next[indentation..].starts_with("- ")
        });
        let indentation = text[line..start].len() - text[line..start].trim_start_matches(' ').len();
        (!is_followed).then_some(Self { shift: column - indentation })
    }

    /// Returns a key with the start of its value. `None` if the value is on the same line and cannot be predicted.
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

    /// Returns the forms of values in a service, for keys that it does not contain yet and that match the typed text.
    pub(super) fn forms(
        &self,
        path: &[&str],
        present: &HashSet<&str>,
        typed: &str,
        make: impl Fn(&str, &str) -> Completion,
    ) -> Vec<Completion> {
        if !matches!(path, ["services", _]) {
            return Vec::new();
        }
        let forms = SERVICE_FORMS.iter().filter(|(name, ..)| !present.contains(name) && matches(name, typed));
        forms
            .map(|(name, form, value)| Completion {
                is_snippet: true,
                filter_text: Some((*name).to_owned()),
                ..make(&format!("{name} ({form})"), &self.indented(&format!("{name}:{value}")))
            })
            .collect()
    }

    /// Indents all lines except the first by the number of columns between the indentation and the key.
    fn indented(&self, text: &str) -> String {
        text.replace('\n', &format!("\n{}", " ".repeat(self.shift)))
    }
}

/// Returns the required keys of a mapping.
fn required(schema: &Schema) -> String {
    let keys: Vec<String> =
        schema.required.iter().enumerate().map(|(index, name)| format!("  {name}: ${}", index + 1)).collect();
    if keys.is_empty() { "  $1".to_owned() } else { keys.join("\n") }
}
