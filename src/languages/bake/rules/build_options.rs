//! Literal values that Bake passes to the build, which refuses what it cannot parse.

use core::net::IpAddr;
use std::collections::BTreeMap;
use std::ops::Range;

use super::findings::{Check, Findings};
use super::{Block, Name, list, string};
use crate::languages::bake::evaluation::decode::csv_fields;
use crate::languages::bake::syntax::{Entry, Expr, ExprKind};
use crate::languages::byte_size::is_byte_size;
use crate::languages::dockerfile::{is_platform, parse_go_bool};

const ULIMITS: [&str; 15] = [
    "core",
    "cpu",
    "data",
    "fsize",
    "locks",
    "memlock",
    "msgqueue",
    "nice",
    "nofile",
    "nproc",
    "rss",
    "rtprio",
    "rttime",
    "sigpending",
    "stack",
];

pub fn check(block: &Block, findings: &mut Findings) {
    let value = |name: &str| block.body.attribute(name).map(|attribute| &attribute.value);
    for platform in list(block, "platforms") {
        check_platform(&platform, findings);
    }
    for limit in list(block, "ulimits") {
        if !is_ulimit(&limit.text) {
            findings.error(Check::BuildOption, &limit.range, || {
                let text = limit.text.escape_debug();
                format!("invalid limit `{text}`: expected name=soft:hard, for example `nofile=1024:2048`")
            });
        }
    }
    if let Some(size) = string(block, "shm-size") {
        check_size(&size, findings);
    }
    for (name, expression) in value("resources").into_iter().flat_map(entries) {
        if let Some(size) = expression.name()
            && (name == "memory" || name == "memory-swap" && size.text != "-1")
        {
            check_size(&size, findings);
        }
    }
    for (host, expression) in value("extra-hosts").into_iter().flat_map(entries) {
        if let Some(address) = expression.name().filter(|address| !is_host_address(&address.text)) {
            findings.error(Check::BuildOption, &address.range, || {
                let text = address.text.escape_debug();
                format!("invalid address `{text}` for host `{host}`: expected an IP address or host-gateway")
            });
        }
    }
    for (fields, range) in value("secret").into_iter().flat_map(literal_entries) {
        if fields.get("id").is_none_or(|id| id.as_deref() == Some("")) {
            findings.error(Check::BuildOption, &range, || "missing `id` in this secret".to_owned());
        }
    }
    for (fields, range) in value("output").into_iter().flat_map(literal_entries) {
        check_output(&fields, &range, findings);
    }
}

/// One platform, or several with commas between them.
fn check_platform(value: &Name, findings: &mut Findings) {
    let is_valid = |platform: &&str| platform.eq_ignore_ascii_case("local") || is_platform(platform);
    if value.text.is_empty() {
        return;
    }
    if let Some(invalid) = value.text.split(',').find(|platform| !is_valid(platform)) {
        findings.error(Check::BuildOption, &value.range, || {
            let invalid = invalid.escape_debug();
            format!("invalid platform `{invalid}`: expected os/arch, for example `linux/amd64`")
        });
    }
}

fn check_size(value: &Name, findings: &mut Findings) {
    if !is_byte_size(&value.text) {
        findings.error(Check::BuildOption, &value.range, || {
            let text = value.text.escape_debug();
            format!("invalid size `{text}`: expected a number with a unit, for example `128m`")
        });
    }
}

/// `name=soft:hard`, where -1 stands for no limit.
fn is_ulimit(text: &str) -> bool {
    let Some((name, limits)) = text.split_once('=') else { return text.is_empty() };
    let (soft, hard) = limits.split_once(':').unwrap_or((limits, limits));
    let (Ok(soft), Ok(hard)) = (soft.parse::<i64>(), hard.parse::<i64>()) else { return false };
    ULIMITS.contains(&name) && (hard == -1 || soft != -1 && soft <= hard)
}

/// IP addresses, in brackets or without, or the address that the builder knows.
fn is_host_address(text: &str) -> bool {
    let is_address = |text: &str| {
        let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        inner.parse::<IpAddr>().is_ok()
    };
    text == "host-gateway" || text.split(',').all(is_address)
}

/// An export to a directory needs one.
fn check_output(fields: &Fields, range: &Range<usize>, findings: &mut Findings) {
    let field = |name: &str| fields.get(name).and_then(Option::as_deref);
    let is_directory = match field("type") {
        Some("local") => true,
        Some("oci" | "docker") => field("tar").and_then(parse_go_bool) == Some(false),
        _ => false,
    };
    let is_missing = fields.get("dest").is_none_or(|dest| matches!(dest.as_deref(), Some("" | "-")));
    if is_directory && is_missing {
        findings.error(Check::BuildOption, range, || "missing `dest`: the directory to write the result to".to_owned());
    }
}

/// The fields of an entry, without the values that are not literal.
type Fields = BTreeMap<String, Option<String>>;

/// The entries of a list whose keys are all literal.
fn literal_entries(list: &Expr) -> Vec<(Fields, Range<usize>)> {
    let ExprKind::Tuple(elements) = &list.kind else { return Vec::new() };
    let fields = elements.iter().filter_map(|element| {
        let fields = match &element.kind {
            ExprKind::Object(entries) => {
                let field = |entry: &Entry| Some((entry.name.clone()?.text, entry.value.name().map(|name| name.text)));
                entries.iter().map(field).collect::<Option<Fields>>()
            }
            _ => element.name().filter(|name| !name.text.is_empty()).and_then(|name| fields_of(&name.text)),
        };
        Some((fields?, element.range.clone()))
    });
    fields.collect()
}

/// The fields of an entry that is written as a line of CSV. `None` if they are invalid, or without keys.
fn fields_of(text: &str) -> Option<Fields> {
    let fields = csv_fields(text)?;
    let field = |field: &String| {
        let (key, value) = field.split_once('=')?;
        Some((key.trim().to_ascii_lowercase(), Some(value.to_owned())))
    };
    fields.iter().map(field).collect()
}

/// The entries of an object that have literal names.
fn entries(object: &Expr) -> impl Iterator<Item = (&str, &Expr)> {
    let entries = match &object.kind {
        ExprKind::Object(entries) => entries.as_slice(),
        _ => &[],
    };
    entries.iter().filter_map(|entry| Some((entry.name.as_ref()?.text.as_str(), &entry.value)))
}
