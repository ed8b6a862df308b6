//! Checks that generated files are up to date: documentation, TypeScript types and VS Code's `telemetry.json` are
//! generated from the catalogue of events, and the list of rules from the languages. `CANDOR_GENERATE=1` writes the
//! files instead of comparing them.

#[path = "generated/features.rs"]
mod features;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use candor::languages::{Language, RuleDocumentation};
use candor::telemetry::catalogue::{CATALOGUE, EventDocumentation, Kind, PropertyDocumentation, SessionProperties};

#[test]
fn generated_files_are_up_to_date() {
    let guide = replace_between_marks("events", &read("docs/telemetry.md"), &table());
    let diagnostics = replace_between_marks("rules", &read("docs/diagnostics.md"), &rules());
    let readme = replace_between_marks("features", &read("README.md"), &features::table());
    let files = [
        ("TELEMETRY.md", telemetry_md()),
        ("telemetry.json", telemetry_json()),
        ("js/internal/events/events.d.ts", events_d_ts()),
        ("js/internal/events/catalogue.js", catalogue_js()),
        ("docs/telemetry.md", guide),
        ("docs/diagnostics.md", diagnostics),
        ("README.md", readme),
    ];
    for (name, expected) in files {
        if std::env::var_os("CANDOR_GENERATE").is_some() {
            std::fs::write(root().join(name), &expected).expect("the project can be written");
        }
        assert!(read(name) == expected, "{name} is out of date: npm run generate");
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(name: &str) -> String {
    std::fs::read_to_string(root().join(name)).unwrap_or_default()
}

fn kind(event: &EventDocumentation) -> &'static str {
    match event.kind {
        Kind::Usage => "usage",
        Kind::Error => "error",
    }
}

fn description(text: &str) -> &str {
    text.trim()
}

/// Returns the properties of an event, including those of the session.
fn properties(event: &EventDocumentation) -> impl Iterator<Item = &'static PropertyDocumentation> {
    let session = if event.session { SessionProperties::DOCUMENTATION } else { &[] };
    event.properties.iter().chain(session)
}

/// Returns the title of an event, which also distinguishes it from events with the same name.
fn title(event: &EventDocumentation) -> String {
    let apart = event.discriminant.or(event.form).map(|(key, value)| format!(", {key} `{value}`")).unwrap_or_default();
    format!("`{}`{apart}", event.name)
}

fn table() -> String {
    let mut text =
        String::from("| event | sent at level | what it reports | properties |\n| --- | --- | --- | --- |\n");
    for event in CATALOGUE {
        let level = if event.kind == Kind::Error { "`error`, `all`" } else { "`all`" };
        let keys: Vec<String> = event.properties.iter().map(|property| format!("`{}`", property.key)).collect();
        let mut keys = keys.join(", ");
        if event.session {
            keys += if keys.is_empty() { "session" } else { ", session" };
        }
        let _ = writeln!(text, "| {} | {level} | {} | {keys} |", title(event), description(event.description));
    }
    let session: Vec<String> =
        SessionProperties::DOCUMENTATION.iter().map(|property| format!("`{}`", property.key)).collect();
    let _ = writeln!(
        text,
        "\n“session” means {}. [TELEMETRY.md](../TELEMETRY.md) says what each property holds.",
        session.join(", ")
    );
    text
}

fn telemetry_md() -> String {
    let mut text = String::from(
        "# What can be sent\n\n\
        Generated from the catalogue of events in `src/telemetry/catalogue/builtin.rs`, which lists every event.\n\
        Every event has the form `{ \"v\": 1, \"name\": …, \"properties\": { … } }`, and none is larger than 4 KiB.\n\
        An event is not sent after its end date. A telemetry session lasts from `initialize` or an opt-in to the next `off`\n\
        or `exit`.\n",
    );
    for event in CATALOGUE {
        let level = if event.kind == Kind::Error { "levels `error` and `all`" } else { "level `all`" };
        let _ = write!(text, "\n## {}\n\n{} Sent at {level}.\n\n", title(event), description(event.description));
        let EventDocumentation { purpose, owner, expiry, .. } = event;
        let _ = write!(text, "Purpose: {purpose} Owner: {owner}. End date: {expiry}.\n\n");
        text += "| property | type | contents |\n| --- | --- | --- |\n";
        if let Some((key, value)) = event.discriminant {
            let _ =
                writeln!(text, "| `{key}` | `'{value}'` | Distinguishes this event from others with the same name. |");
        }
        for property in properties(event) {
            let optional = if property.optional { " May be missing." } else { "" };
            let typescript = property.typescript.replace('|', "\\|");
            let _ = writeln!(
                text,
                "| `{}` | `{typescript}` | {}{optional} |",
                property.key,
                description(property.description)
            );
        }
    }
    text
}

/// Returns the file that VS Code shows with `code --telemetry`. Events with the same name are merged into one entry.
fn telemetry_json() -> String {
    let mut events = serde_json::Map::new();
    for event in CATALOGUE {
        let entry = events.entry(event.name).or_insert_with(|| serde_json::json!({}));
        let purpose = if event.kind == Kind::Error { "PerformanceAndHealth" } else { "FeatureInsight" };
        let member = |comment: &str| serde_json::json!({ "classification": "SystemMetaData", "purpose": purpose, "comment": comment });
        let Some(entry) = entry.as_object_mut() else { continue };
        // The metadata of an event that VS Code's tools support: an owner, a comment and an expiration.
        entry.entry("owner").or_insert_with(|| event.owner.into());
        entry.entry("expiration").or_insert_with(|| event.expiry.to_string().into());
        let comment = entry.entry("comment").or_insert_with(|| event.purpose.into());
        if let Some(said) = comment.as_str().filter(|said| !said.contains(event.purpose)) {
            *comment = format!("{said} {}", event.purpose).into();
        }
        if let Some((key, _)) = event.discriminant {
            entry.entry(key).or_insert_with(|| member("Distinguishes events with this name."));
        }
        for property in properties(event) {
            entry.entry(property.key).or_insert_with(|| member(description(property.description)));
        }
    }
    let document = serde_json::json!({ "events": events, "commonProperties": {} });
    serde_json::to_string_pretty(&document).expect("a JSON value can be written") + "\n"
}

fn events_d_ts() -> String {
    let mut text = String::from("// Generated from the catalogue of events: npm run generate.\n");
    let mut names: Vec<&str> = CATALOGUE.iter().map(|event| event.name).collect();
    names.dedup();
    let mut unions = Vec::new();
    for name in names {
        let events: Vec<_> = CATALOGUE.iter().filter(|event| event.name == name).collect();
        for event in &events {
            let _ = write!(
                text,
                "\n/** {} */\nexport interface {} {{\n  v: 1\n",
                description(event.description),
                event.interface
            );
            let _ = writeln!(text, "  name: '{name}'\n  properties: {{");
            if let Some((key, value)) = event.discriminant {
                let _ = writeln!(text, "    {key}: '{value}'");
            }
            for property in properties(event) {
                let key = quoted(property.key);
                let optional = if property.optional { "?" } else { "" };
                let _ = writeln!(
                    text,
                    "    /** {} */\n    {key}{optional}: {}",
                    description(property.description),
                    property.typescript
                );
            }
            for key in missing_keys(event, &events) {
                let _ = writeln!(text, "    {key}?: undefined");
            }
            text += "  }\n}\n";
        }
        let pascal: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        let union = format!("{pascal}Event");
        if events.len() > 1 {
            let members: Vec<&str> = events.iter().map(|event| event.interface).collect();
            let _ = writeln!(
                text,
                "\n/** Distinguished by `properties`. */\nexport type {union} = {}",
                members.join(" | ")
            );
        }
        unions.push(union);
    }
    let _ = writeln!(text, "\n/** Every event that can leave. */\nexport type TelemetryEvent = {}", unions.join(" | "));
    text
}

/// Returns the keys that only other forms of an event have. Code that handles all forms may access them.
fn missing_keys(event: &EventDocumentation, all: &[&'static &EventDocumentation]) -> BTreeSet<String> {
    if event.discriminant.is_some() {
        return BTreeSet::new();
    }
    let has = |key: &&str| properties(event).any(|property| property.key == *key);
    let keys = all.iter().flat_map(|other| properties(other)).map(|property| property.key);
    keys.filter(|key| !has(key)).map(quoted).collect()
}

/// Returns a key in the syntax of TypeScript.
fn quoted(key: &str) -> String {
    if key.contains('.') { format!("'{key}'") } else { key.to_owned() }
}

fn catalogue_js() -> String {
    let mut text = String::from(
        "'use strict'\n// Generated from the catalogue of events: npm run generate. Says of each event what kind it is.\n\nconst kinds = [\n",
    );
    let mut lines: Vec<String> = CATALOGUE.iter().map(|event| kind_line(event)).collect();
    // All forms of an event have the same kind.
    lines.dedup();
    text += &lines.concat();
    text + "]\n\nmodule.exports = { kinds }\n"
}

fn kind_line(event: &EventDocumentation) -> String {
    let apart = event.discriminant.map(|(key, value)| format!(", key: '{key}', value: '{value}'")).unwrap_or_default();
    format!("  {{ name: '{}'{apart}, kind: '{}' }},\n", event.name, kind(event))
}

/// Returns the documentation of every rule of every language.
fn rules() -> String {
    let languages = [
        (Language::Dockerfile, "Dockerfile", "dockerfile"),
        (Language::Compose, "Compose", "yaml"),
        (Language::Bake, "Bake", "hcl"),
        (Language::Terraform, "Terraform", "hcl"),
    ];
    let mut text = String::new();
    for (language, name, syntax) in languages {
        let rules = language.rules();
        if rules.is_empty() {
            continue;
        }
        let _ = write!(text, "### {name}\n\n");
        for rule in rules {
            let RuleDocumentation { code, severity, summary, reason, incorrect, correct, fix } = rule;
            let _ = write!(text, "#### {}\n\n{summary} {reason}", code.name);
            if let Some(page) = code.href {
                let _ = write!(text, " [Reference]({page})");
            }
            let _ = write!(text, "\n\n```{syntax}\n{incorrect}```\n\nCorrect:\n\n```{syntax}\n{correct}```\n\n");
            let _ = write!(text, "Severity: {}.\n\n", severity.as_str());
            if let Some(fix) = fix {
                let _ = write!(text, "Quick fix: {fix}\n\n");
            }
        }
    }
    text
}

fn replace_between_marks(name: &str, text: &str, with: &str) -> String {
    let (begin, end) = (format!("<!-- {name}: generated, npm run generate -->\n"), format!("<!-- end of {name} -->"));
    let Some((before, rest)) = text.split_once(&begin) else { return text.to_owned() };
    let after = rest.split_once(&end).map_or("", |(_, after)| after);
    format!("{before}{begin}\n{}\n\n{end}{after}", with.trim_end())
}
