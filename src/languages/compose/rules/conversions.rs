//! Strings that Compose converts to values of other types.

use core::net::IpAddr;

use crate::languages::byte_size::is_byte_size;
use crate::languages::compose::reference::Kinds;

/// What a string is converted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Conversion {
    Boolean,
    Integer,
    Decimal,
    /// A number in base eight.
    FileMode,
    Size,
    Address,
}

/// Keys whose strings are integers.
const INTEGERS: [&str; 17] = [
    "cpu_count",
    "cpu_period",
    "cpu_quota",
    "cpu_rt_period",
    "cpu_rt_runtime",
    "cpu_shares",
    "hard",
    "max_attempts",
    "max_replicas_per_node",
    "oom_score_adj",
    "parallelism",
    "pids_limit",
    "replicas",
    "retries",
    "scale",
    "soft",
    "target",
];

const DECIMALS: [&str; 3] = ["cpu_percent", "cpus", "max_failure_ratio"];

const SIZES: [&str; 6] = ["mem_limit", "mem_reservation", "mem_swappiness", "memory", "memswap_limit", "shm_size"];

/// Why Compose rejects a string at a path of keys, with what it expects instead.
pub fn check(path: &[String], kinds: Kinds, text: &str) -> Option<String> {
    let key = path.iter().rfind(|key| !key.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (is_valid, expected) = match Conversion::of(path, key, kinds)? {
        Conversion::Boolean => (is_boolean(text), "`true` or `false`"),
        Conversion::Integer => (is_integer(text), "a whole number"),
        Conversion::Decimal => (text.parse::<f64>().is_ok_and(f64::is_finite), "a number"),
        Conversion::FileMode => (i64::from_str_radix(text, 8).is_ok(), "an octal number, for example `0440`"),
        Conversion::Size => (is_byte_size(text) || text == "-1", "a size, for example `512m`"),
        Conversion::Address => (text.is_empty() || text.parse::<IpAddr>().is_ok(), "an IP address"),
    };
    (!is_valid).then(|| format!("invalid value `{text}` for `{key}`: expected {expected}"))
}

impl Conversion {
    fn of(path: &[String], key: &str, kinds: Kinds) -> Option<Self> {
        let is_service = matches!(path.first()?.as_str(), "services" | "jobs");
        let has_number = kinds.contains(Kinds::INTEGER) || kinds.contains(Kinds::NUMBER);
        match key {
            _ if !kinds.contains(Kinds::STRING) => None,
            // The values of these are attestations, too.
            "provenance" | "sbom" => None,
            _ if kinds.contains(Kinds::BOOLEAN) && !has_number => Some(Self::Boolean),
            "host_ip" if is_service => Some(Self::Address),
            _ if is_service && SIZES.contains(&key) => Some(Self::Size),
            _ if !has_number || !is_service || kinds.contains(Kinds::BOOLEAN) => None,
            "mode" => Some(Self::FileMode),
            _ if INTEGERS.contains(&key) => Some(Self::Integer),
            _ if DECIMALS.contains(&key) => Some(Self::Decimal),
            _ => None,
        }
    }
}

fn is_boolean(text: &str) -> bool {
    let words = ["true", "false", "y", "yes", "n", "no", "on", "off"];
    words.iter().any(|word| text.eq_ignore_ascii_case(word))
}

fn is_integer(text: &str) -> bool {
    text.parse::<i64>().is_ok()
}
