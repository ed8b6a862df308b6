//! Checks strings and numbers that Compose converts to other types.

use core::net::IpAddr;
use std::borrow::Cow;

use crate::languages::byte_size::is_byte_size;
use crate::languages::compose::reference::Kinds;
use crate::languages::compose::values::command::can_be_split;
use crate::languages::syntax::yaml::shown;

/// The type that a value is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Conversion {
    Boolean,
    Integer,
    /// A non-negative integer.
    Natural,
    Decimal,
    /// An octal number.
    FileMode,
    Size,
    Address,
    /// A command line, which is split into words like in a shell.
    Command,
    /// `all` or an integer.
    DeviceCount,
    /// The format of an `env_file`.
    EnvFileFormat,
    /// A number that Compose does not convert from strings.
    UnquotedNumber,
}

/// Keys whose string values are integers.
const INTEGERS: [&str; 10] = [
    "cpu_count",
    "cpu_period",
    "cpu_quota",
    "cpu_rt_period",
    "cpu_rt_runtime",
    "cpu_shares",
    "oom_score_adj",
    "pids",
    "pids_limit",
    "value",
];

/// Keys whose values are non-negative integers.
const NATURALS: [&str; 7] =
    ["max_attempts", "max_replicas_per_node", "parallelism", "replicas", "retries", "scale", "target"];

const DECIMALS: [&str; 3] = ["cpu_percent", "cpus", "max_failure_ratio"];

const SIZES: [&str; 7] =
    ["mem_limit", "mem_reservation", "mem_swappiness", "memory", "memswap_limit", "rate", "shm_size"];

/// Mappings whose keys are chosen by the user.
const FREE_MAPPINGS: [&str; 10] = [
    "additional_contexts",
    "annotations",
    "args",
    "driver_opts",
    "environment",
    "extra_hosts",
    "labels",
    "options",
    "storage_opt",
    "sysctls",
];

/// Returns the reason why Compose rejects a string at a path of keys, with the expected value.
pub fn check(path: &[Cow<str>], kinds: Kinds, text: &str) -> Option<String> {
    let key = key_of(path)?;
    let (is_valid, expected) = match Conversion::of(path, key, kinds)? {
        Conversion::Boolean => (is_boolean(text), "`true` or `false`"),
        Conversion::Integer => (is_integer(text), "an integer"),
        Conversion::Natural => (is_integer(text) && !text.starts_with('-'), NATURAL),
        Conversion::Decimal => (text.replace('_', "").parse::<f64>().is_ok(), "a number"),
        Conversion::FileMode => (i64::from_str_radix(text, 8).is_ok(), "an octal number, for example `0440`"),
        Conversion::Size => (is_byte_size(&text.replace('_', "")) || text == "-1", "a size, for example `512m`"),
        Conversion::Address => (text.parse::<IpAddr>().is_ok(), "an IP address"),
        Conversion::Command if can_be_split(text) => return None,
        Conversion::Command => {
            return Some(format!("`{key}` has an unclosed quote or parenthesis; close it, or use a list"));
        }
        Conversion::DeviceCount => (text.eq_ignore_ascii_case("all") || is_integer(text), "`all` or an integer"),
        Conversion::EnvFileFormat => (matches!(text, "" | ".env" | "raw"), "`raw`, or no `format`"),
        Conversion::UnquotedNumber => (false, "a number without quotes"),
    };
    (!is_valid).then(|| invalid_value(path, text, expected))
}

/// The message about a value at a path of keys.
pub fn invalid_value(path: &[Cow<str>], text: &str, expected: &str) -> String {
    let key = key_of(path).map(|key| format!(" for `{}`", shown(key))).unwrap_or_default();
    if text.is_empty() {
        return format!("empty value{key}: expected {expected}");
    }
    format!("invalid value `{}`{key}: expected {expected}", shown(text))
}

const NATURAL: &str = "a non-negative integer";

/// Returns the reason why Compose rejects a number at a path of keys.
pub fn check_number(path: &[Cow<str>], kinds: Kinds, number: f64, is_integer: bool) -> Option<String> {
    let (is_valid, expected) = match Conversion::of(path, key_of(path)?, kinds) {
        Some(Conversion::Natural) => (number >= 0.0, NATURAL),
        Some(Conversion::FileMode) => (is_integer, "an octal number, for example `0440`"),
        Some(Conversion::DeviceCount) => (is_integer, "`all` or an integer"),
        _ if is_below(path, "ulimits") => (is_integer, "an integer"),
        _ => (number.is_finite(), "a finite number"),
    };
    (!is_valid).then(|| invalid_value(path, &number.to_string(), expected))
}

/// Returns the last key of a path. The path may end with indices.
pub fn key_of<'p>(path: &'p [Cow<str>]) -> Option<&'p str> {
    path.iter().map(|key| &**key).rfind(|key| !key.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether a path contains a key below the name of a service, volume or other declaration.
pub fn is_below(path: &[Cow<str>], name: &str) -> bool {
    path.iter().skip(2).any(|key| key == name)
}

impl Conversion {
    fn of(path: &[Cow<str>], key: &str, kinds: Kinds) -> Option<Self> {
        let is_service = matches!(&**path.first()?, "services" | "jobs");
        let has_number = kinds.contains(Kinds::INTEGER) || kinds.contains(Kinds::NUMBER);
        let is_below = |name: &str| is_service && is_below(path, name);
        match key {
            _ if !kinds.contains(Kinds::STRING) => None,
            // Values of these keys are attestations, too.
            "provenance" | "sbom" => None,
            _ if FREE_MAPPINGS.iter().any(|name| is_below(name) && *name != key) => None,
            "command" | "entrypoint" if is_service && path.last().is_some_and(|last| last == key) => {
                Some(Self::Command)
            }
            "format" if is_below("env_file") => Some(Self::EnvFileFormat),
            _ if kinds.contains(Kinds::BOOLEAN) && !has_number => Some(Self::Boolean),
            "host_ip" if is_service => Some(Self::Address),
            "size" if is_below("tmpfs") => Some(Self::Size),
            _ if is_service && SIZES.contains(&key) => Some(Self::Size),
            _ if !has_number || !is_service || kinds.contains(Kinds::BOOLEAN) => None,
            _ if is_below("ulimits") && is_below("build") => Some(Self::UnquotedNumber),
            _ if is_below("ulimits") => Some(Self::Integer),
            "mode" if is_below("tmpfs") => Some(Self::UnquotedNumber),
            "weight" if is_below("blkio_config") => Some(Self::UnquotedNumber),
            "count" if is_below("devices") || is_below("gpus") => Some(Self::DeviceCount),
            "mode" => Some(Self::FileMode),
            _ if INTEGERS.contains(&key) => Some(Self::Integer),
            _ if NATURALS.contains(&key) => Some(Self::Natural),
            _ if DECIMALS.contains(&key) => Some(Self::Decimal),
            _ => None,
        }
    }
}

fn is_boolean(text: &str) -> bool {
    is_true(text) || is_false(text)
}

/// Whether Compose converts a string to `true`.
pub fn is_true(text: &str) -> bool {
    ["true", "y", "yes", "on"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Whether Compose converts a string to `false`.
pub fn is_false(text: &str) -> bool {
    ["false", "n", "no", "off"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}
