//! Checks strings that Bake passes to the build, which rejects them if it cannot parse them.

use core::net::IpAddr;

use crate::languages::byte_size::is_byte_size;
use crate::languages::dockerfile::is_platform;

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

/// Returns the reason why a string is invalid as the value of an attribute, in words for the user.
pub fn invalid_value(attribute: &str, text: &str) -> Option<String> {
    let shown = text.escape_debug();
    match attribute {
        "shm-size" => invalid_size(text),
        "network" if !matches!(text, "" | "default" | "host" | "none") => {
            Some(format!("unknown network `{shown}`: expected default, host or none"))
        }
        "context" if text == "-" => Some("Bake cannot read the build context from standard input".to_owned()),
        "dockerfile" if text == "-" => Some("Bake cannot read the Dockerfile from standard input".to_owned()),
        _ => None,
    }
}

/// Returns the reason why a string is invalid as an element of an attribute's list.
pub fn invalid_element(attribute: &str, text: &str) -> Option<String> {
    match attribute {
        "annotations" => invalid_annotation(text),
        "entitlements" => invalid_entitlement(text),
        "platforms" => invalid_platform(text),
        "ulimits" if !is_ulimit(text) => {
            let text = text.escape_debug();
            Some(format!("invalid limit `{text}`: expected name=soft:hard, for example `nofile=1024:2048`"))
        }
        _ => None,
    }
}

/// Returns the reason why a string is invalid as the value of a key of an attribute.
pub fn invalid_entry(attribute: &str, key: &str, text: &str) -> Option<String> {
    match (attribute, key) {
        ("resources", "memory") => invalid_size(text),
        ("resources", "memory-swap") if text != "-1" => invalid_size(text),
        ("extra-hosts", host) if !is_host_address(text) => {
            let text = text.escape_debug();
            Some(format!("invalid address `{text}` for host `{host}`: expected an IP address or host-gateway"))
        }
        _ => None,
    }
}

/// Checks one platform, or several platforms separated by commas.
fn invalid_platform(text: &str) -> Option<String> {
    let is_valid = |platform: &&str| platform.eq_ignore_ascii_case("local") || is_platform(platform);
    let invalid = text.split(',').find(|platform| !text.is_empty() && !is_valid(platform))?;
    let invalid = invalid.escape_debug();
    Some(format!("invalid platform `{invalid}`: expected os/arch, for example `linux/amd64`"))
}

fn invalid_size(text: &str) -> Option<String> {
    let shown = text.escape_debug();
    (!is_byte_size(text)).then(|| format!("invalid size `{shown}`: expected a number with a unit, for example `128m`"))
}

/// Whether a string has the form `name=soft:hard`, where -1 means that there is no limit.
fn is_ulimit(text: &str) -> bool {
    let Some((name, limits)) = text.split_once('=') else { return text.is_empty() };
    let (soft, hard) = limits.split_once(':').unwrap_or((limits, limits));
    let (Ok(soft), Ok(hard)) = (soft.parse::<i64>(), hard.parse::<i64>()) else { return false };
    ULIMITS.contains(&name) && (hard == -1 || soft != -1 && soft <= hard)
}

/// Whether a string is a comma-separated list of IP addresses, with or without brackets, or `host-gateway`, which the
/// builder resolves.
fn is_host_address(text: &str) -> bool {
    let is_address = |text: &str| {
        let inner = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
        inner.parse::<IpAddr>().is_ok()
    };
    text == "host-gateway" || text.split(',').all(is_address)
}

/// Checks an entitlement. An empty string is ignored, so that an expression can make an entitlement optional.
fn invalid_entitlement(text: &str) -> Option<String> {
    let name = text.split('=').next().unwrap_or_default();
    let is_known = matches!(name, "" | "network.host" | "security.insecure" | "device" | "buildx.local.delete");
    let shown = text.escape_debug();
    (!is_known).then(|| format!("unknown entitlement `{shown}`: expected network.host, security.insecure or device"))
}

/// Checks an annotation of the form `key=value` or `types:key=value`. An empty string is ignored.
fn invalid_annotation(text: &str) -> Option<String> {
    if text.is_empty() {
        return None;
    }
    let Some((key, _)) = text.split_once('=') else {
        return Some(format!("invalid annotation `{}`: expected key=value", text.escape_debug()));
    };
    let (types, _) = key.split_once(':')?;
    let platform_of = |kind: &str| kind.split_once('[').and_then(|(_, end)| Some(end.strip_suffix(']')?.to_owned()));
    let mut platforms = types.split(',').filter_map(platform_of);
    if let Some(platform) = platforms.find(|platform| !platform.is_empty() && !is_platform(platform)) {
        let platform = platform.escape_debug();
        return Some(format!("invalid platform `{platform}`: expected os/arch, for example `linux/amd64`"));
    }
    let unknown = types.split(',').find(|kind| !is_annotation_type(kind))?;
    let unknown = unknown.escape_debug();
    Some(format!(
        "unknown annotation type `{unknown}`: expected index, index-descriptor, manifest or manifest-descriptor"
    ))
}

/// Whether a string is an annotation type, with an optional platform in square brackets.
fn is_annotation_type(kind: &str) -> bool {
    let name = match kind.split_once('[') {
        Some((name, platform)) if platform.len() > 1 && platform.ends_with(']') => name,
        Some(_) => return false,
        None => kind,
    };
    matches!(name, "index" | "index-descriptor" | "manifest" | "manifest-descriptor")
}
