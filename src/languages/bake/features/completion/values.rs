//! Completes the values of attributes: closed sets, names and expressions.

use super::{Completer, Insertion, expressions, names, words};
use crate::languages::answers::CompletionKind;
use crate::languages::bake::features::context::Frame;
use crate::languages::bake::reference::attributes::Kind;
use crate::languages::bake::reference::build_arguments::BUILT_IN;
use crate::languages::bake::reference::values::{
    ATTESTATIONS, CACHES, CALLS, Described, ENTITLEMENTS, IMAGE_SCHEME, NETWORKS, OUTPUTS, PLATFORMS, POLICY_KEYS,
    RESOURCES, cache_keys, output_keys,
};
use crate::languages::bake::syntax::Syntax;

/// Annotation keys of the Open Container Initiative.
const LABELS: [&str; 12] = [
    "org.opencontainers.image.source",
    "org.opencontainers.image.title",
    "org.opencontainers.image.description",
    "org.opencontainers.image.version",
    "org.opencontainers.image.revision",
    "org.opencontainers.image.created",
    "org.opencontainers.image.authors",
    "org.opencontainers.image.url",
    "org.opencontainers.image.documentation",
    "org.opencontainers.image.vendor",
    "org.opencontainers.image.licenses",
    "org.opencontainers.image.base.name",
];

/// Common default values of variables.
const USUAL_DEFAULTS: [&str; 20] = [
    "latest",
    "main",
    "local",
    "dev",
    "docker.io",
    "ghcr.io",
    "linux/amd64",
    "linux/arm64",
    "true",
    "false",
    "master",
    "nightly",
    "edge",
    "alpine",
    "stable",
    "debian",
    "ubuntu",
    "localhost",
    "production",
    "release",
];

/// Completes within the quotes of a string.
pub fn in_string(completer: &mut Completer) {
    let attribute = completer.context.attribute().unwrap_or_default().to_owned();
    let block = completer.context.block().map_or(String::new(), |(kind, _)| kind.to_owned());
    let within: Vec<Frame> = completer.context.within_value().to_vec();
    // A string within a template or a call is not an element of the list.
    if within.iter().any(|frame| matches!(frame, Frame::Interpolation)) {
        return;
    }
    let is_key = matches!(within.as_slice(), [.., Frame::Object(None), Frame::String(_)]);
    match (block.as_str(), attribute.as_str()) {
        ("group", "targets") => names::targets(completer, true, ""),
        ("target", "inherits") => names::targets(completer, false, ""),
        ("target", "contexts") if is_key => {
            names::name_of_value(completer, true);
            names::contexts(completer, true);
        }
        ("target", "contexts") => {
            names::targets(completer, false, "target:");
            completer.push_plain(IMAGE_SCHEME, CompletionKind::Value, Some("an image"));
            names::files(completer, ".", true, "");
        }
        ("target", "args") if is_key => {
            names::name_of_value(completer, true);
            names::arguments(completer, true);
            built_in_arguments(completer);
        }
        ("target", "target" | "no-cache-filter") => {
            names::stages(completer);
            if !names::has_known_stages(completer) {
                names::derived_values(completer, "target");
                names::used_values(completer, "target");
            }
        }
        ("target", "dockerfile") => {
            let folder = names::context_folder(completer);
            names::derived_values(completer, "dockerfile");
            names::used_values(completer, "dockerfile");
            names::dockerfiles(completer, &folder);
            completer.push_plain("Dockerfile", CompletionKind::File, None);
            names::files(completer, &folder, false, "");
        }
        ("target", "context") => {
            names::derived_values(completer, "context");
            names::used_values(completer, "context");
            names::files(completer, ".", true, "");
        }
        ("target", "network") => described(completer, &NETWORKS),
        ("target", "entitlements") => described(completer, &ENTITLEMENTS),
        ("target", "platforms") => {
            names::used_values(completer, "platforms");
            described(completer, &PLATFORMS);
        }
        ("target", "call") => described(completer, &CALLS),
        ("target", "secret") if !is_key => secret_string(completer),
        ("target", "tags" | "ssh" | "ulimits" | "shm-size" | "extra-hosts") if !is_key => {
            names::derived_values(completer, &attribute);
            names::used_values(completer, &attribute);
            if attribute == "extra-hosts" {
                completer.push_plain("host-gateway", CompletionKind::Value, Some("the host of the builder"));
            }
            if attribute == "ssh" {
                completer.push_plain("default", CompletionKind::Value, Some("the SSH agent of the client"));
            }
        }
        ("target", "labels") if is_key => {
            for label in LABELS {
                completer.push_plain(label, CompletionKind::Value, None);
            }
        }
        ("target", "annotations") => {
            for label in LABELS {
                completer.push_plain(&format!("{label}="), CompletionKind::Value, None);
            }
        }
        ("target", "output" | "cache-from" | "cache-to" | "attest") => entry_string(completer, &attribute, is_key),
        ("target", "secret" | "resources" | "policy") if is_key => keys(completer, &attribute, true),
        ("variable", "type") if completer.syntax() == Syntax::Json => expressions::types(completer),
        ("variable", "default") if !completer.text[completer.context.word.clone()].is_empty() => {
            for value in USUAL_DEFAULTS {
                completer.push_plain(value, CompletionKind::Value, None);
            }
        }
        _ => {}
    }
    let is_free = match (block.as_str(), attribute.as_str()) {
        ("variable", "default") => true,
        ("target", "args" | "labels" | "contexts") => !is_key,
        ("target", attribute) => {
            matches!(attribute, "tags" | "context" | "name" | "cache-from" | "cache-to" | "output")
        }
        _ => false,
    };
    // Types and modes are closed sets.
    let field = &completer.text[completer.context.word.clone()];
    if is_free && !field.starts_with("type=") && !field.starts_with("mode=") {
        words::of_file(completer);
    }
}

fn described<'v>(completer: &mut Completer, values: impl IntoIterator<Item = &'v Described>) {
    for (value, meaning) in values {
        completer.push_plain(value, CompletionKind::Value, Some(meaning));
    }
}

fn built_in_arguments(completer: &mut Completer) {
    for name in BUILT_IN {
        completer.push_plain(name, CompletionKind::Variable, Some("set by BuildKit"));
    }
}

/// Returns the types that an entry of a list can have.
fn types_of(attribute: &str) -> impl Iterator<Item = &'static Described> {
    let types: &[Described] = match attribute {
        "output" => &OUTPUTS,
        "attest" => &ATTESTATIONS,
        _ => &CACHES,
    };
    // An inline cache is read as the image that contains it.
    let is_import = attribute == "cache-from";
    types.iter().filter(move |(name, _)| !(is_import && *name == "inline"))
}

fn keys_of(attribute: &str, kind: &str) -> Vec<&'static str> {
    match attribute {
        "output" => output_keys(kind),
        "attest" if kind == "sbom" => vec!["generator", "disabled"],
        "attest" => vec!["mode", "builder-id", "disabled"],
        _ => cache_keys(kind),
    }
}

/// Completes an entry of outputs, caches or attestations, which is an object or a line of CSV.
fn entry_string(completer: &mut Completer, attribute: &str, is_key: bool) {
    if names::key(completer) == Some("type") {
        return described(completer, types_of(attribute));
    }
    if is_key {
        return keys(completer, attribute, true);
    }
    if names::key(completer).is_some() {
        return;
    }
    let (done, last) = &fields_around(completer);
    if last.strip_prefix("type=").is_some() {
        for (value, meaning) in types_of(attribute) {
            completer.push_plain(&format!("type={value}"), CompletionKind::Value, Some(meaning));
        }
    } else if done.is_empty() {
        for (value, meaning) in types_of(attribute) {
            completer.push_plain(&format!("type={value}"), CompletionKind::Value, Some(meaning));
        }
        names::used_values(completer, attribute);
        if attribute == "output" {
            names::files(completer, ".", true, "");
            for folder in names::OUTPUT_FOLDERS {
                completer.push_plain(folder, CompletionKind::Folder, Some("files are exported to this folder"));
            }
        }
    } else {
        let kind = done.split(',').find_map(|field| field.strip_prefix("type=")).unwrap_or_default();
        for key in keys_of(attribute, kind).into_iter().filter(|key| !has_field(done, key)) {
            completer.push_plain(&format!("{key}="), CompletionKind::Attribute, None);
        }
        let values: &[&str] = match last.split_once('=').map(|(key, _)| key) {
            Some("mode") => &["mode=max", "mode=min"],
            Some("src") => &["src=/tmp/.buildx-cache"],
            Some("dest") => &["dest=/tmp/.buildx-cache", "dest=./bin", "dest=./dist"],
            Some("compression") => &["compression=zstd", "compression=gzip", "compression=estargz"],
            _ => &[],
        };
        for value in values {
            completer.push_plain(value, CompletionKind::Value, None);
        }
    }
}

/// Splits the line of CSV around the cursor into the other fields, and the start of the field at the cursor, which becomes
/// the word to complete.
fn fields_around(completer: &mut Completer) -> (String, String) {
    let written = &completer.text[completer.context.word.clone()];
    let (done, last) = written.rsplit_once(',').map_or(("", written), |(done, last)| (done, last));
    let end = completer.context.word.end;
    let line = completer.text[end..].split(['"', '\n', '\r']).next().unwrap_or_default();
    let (rest, after) = line.split_once(',').unwrap_or((line, ""));
    // An item that is a key replaces the key with its `=`, and any other item the whole field.
    let replaced = rest.find('=').filter(|_| !last.contains('=')).map_or(rest.len(), |at| at + 1);
    let others = if after.is_empty() { done.to_owned() } else { format!("{done},{after}") };
    let last = last.to_owned();
    completer.context.word.start = end - last.len();
    completer.context.whole_word = end - last.len()..end + replaced;
    (others, last)
}

/// Whether a line of CSV has a field with this key.
fn has_field(line: &str, key: &str) -> bool {
    line.split(',').any(|field| field.strip_prefix(key).is_some_and(|rest| rest.starts_with('=')))
}

/// Completes a secret that is written as a line of CSV.
fn secret_string(completer: &mut Completer) {
    if names::key(completer).is_some() {
        return;
    }
    if !completer.text[completer.context.word.clone()].contains(',') {
        names::derived_values(completer, "secret");
        names::used_values(completer, "secret");
    }
    let (done, last) = &fields_around(completer);
    if last.starts_with("type=") {
        completer.push_plain("type=env", CompletionKind::Value, Some("an environment variable"));
        completer.push_plain("type=file", CompletionKind::Value, Some("a file"));
    } else if !last.contains('=') {
        for key in ["id", "src", "env", "type"].into_iter().filter(|key| !has_field(done, key)) {
            completer.push_plain(&format!("{key}="), CompletionKind::Attribute, None);
        }
    }
}

/// Completes the keys of an entry that is written as an object.
fn keys(completer: &mut Completer, attribute: &str, quotes: bool) {
    let has_value = completer.is_before_value();
    let names: Vec<&str> = match attribute {
        "secret" => vec!["id", "src", "env"],
        "ssh" => vec!["id", "paths"],
        "resources" => RESOURCES.to_vec(),
        "policy" => POLICY_KEYS.to_vec(),
        _ => std::iter::once("type").chain(keys_of(attribute, "")).collect(),
    };
    let present = names::present_keys(completer);
    for name in names.into_iter().filter(|name| !present.iter().any(|key| key == name)) {
        let text = if quotes || has_value { name.to_owned() } else { format!("{name} = \"$1\"") };
        let is_snippet = text != name;
        completer.push(name, CompletionKind::Attribute, None, None, Insertion { text, is_snippet });
    }
}

/// Completes outside of strings: the expression of a value, or the key of an object.
pub fn in_value(completer: &mut Completer) {
    let attribute = completer.context.attribute().unwrap_or_default().to_owned();
    let kind = completer.attribute_kind();
    let block = completer.context.block().map_or(String::new(), |(kind, _)| kind.to_owned());
    let is_key = matches!(completer.context.frames.last(), Some(Frame::Object(None)));
    if is_key {
        match attribute.as_str() {
            "args" => {
                names::name_of_value(completer, false);
                names::arguments(completer, false);
                built_in_arguments(completer);
            }
            "contexts" => {
                names::name_of_value(completer, false);
                names::contexts(completer, false);
            }
            "labels" => {
                let present = names::present_keys(completer);
                for label in LABELS.into_iter().filter(|label| !present.iter().any(|key| key == label)) {
                    names::push_key(completer, label, CompletionKind::Value, None, false);
                }
            }
            "output" | "cache-from" | "cache-to" | "attest" | "secret" | "ssh" | "resources" | "policy" => {
                keys(completer, &attribute, false);
            }
            _ => {}
        }
        return;
    }
    match (block.as_str(), attribute.as_str()) {
        ("variable", "type") => return expressions::types(completer),
        ("function", "params" | "variadic_params") => return,
        _ => {}
    }
    let is_element = matches!(completer.context.frames.last(), Some(Frame::List));
    if completer.context.path.is_empty() {
        let is_value = matches!(completer.context.frames.last(), Some(Frame::Value(_)));
        if is_element || is_value {
            quoted_values(completer, &attribute, is_element);
        }
        if is_value && completer.syntax() == Syntax::Hcl && kind == Kind::Bool {
            completer.push_plain("true", CompletionKind::Keyword, None);
            completer.push_plain("false", CompletionKind::Keyword, None);
        }
    }
    if completer.syntax() == Syntax::Json && !completer.context.frames.contains(&Frame::Interpolation) {
        // Outside of a string, JSON has no expressions.
        let words: &[&str] = if is_element || attribute == "description" {
            // Lists and descriptions take no null.
            &[]
        } else if kind == Kind::Bool || attribute == "default" {
            &["true", "false", "null"]
        } else {
            &["null"]
        };
        for word in words {
            completer.push_plain(word, CompletionKind::Keyword, None);
        }
        return;
    }
    expressions::expression(completer);
}

/// Completes strings with their quotes, at the start of an expression.
fn quoted_values(completer: &mut Completer, attribute: &str, is_element: bool) {
    let before = completer.items.len();
    match (attribute, is_element) {
        ("inherits", true) => names::targets(completer, false, ""),
        ("targets", true) => names::targets(completer, true, ""),
        ("target", false) | ("no-cache-filter", true) => names::stages(completer),
        ("network", false) => described(completer, &NETWORKS),
        ("call", false) => described(completer, &CALLS),
        ("entitlements", true) => described(completer, &ENTITLEMENTS),
        ("platforms", true) => described(completer, &PLATFORMS),
        _ => {}
    }
    for item in &mut completer.items[before..] {
        item.label = format!("\"{}\"", item.label);
        item.text = format!("\"{}\"", item.text);
    }
}
