//! The only maker of property values from outside text. Each type holds what its constructor lets through, and its
//! field is private to this file.

use std::time::Duration;

use serde::ser::SerializeMap;
use serde_json::Value;

use crate::platform;

use super::hash::{CanonicalRemote, Hasher};
use super::property::Property;
use super::{known, limits};

/// Gives a type of one text field its place in events.
macro_rules! text_property {
    ($type:ident, $typescript:literal) => {
        impl Property for $type {
            const TYPESCRIPT: &'static str = $typescript;

            fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
                map.serialize_entry(key, &self.0)
            }
        }
    };
}

pub mod modules;
pub mod pseudonyms;

/// `word` where it is on the list, else `other`.
fn listed(list: &[&'static str], word: &str) -> &'static str {
    list.iter().find(|known| **known == word).copied().unwrap_or("other")
}

/// A random UUID (version 4). `None` where the system has no randomness.
fn random_uuid() -> Option<String> {
    Some(uuid::Builder::from_random_bytes(platform::random_bytes()?).into_uuid().to_string())
}

/// Name of the editor, when the code or the host knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientName(String);
text_property!(ClientName, "string");

impl ClientName {
    pub fn of(name: &str, named_by_host: &[String]) -> Self {
        let known = known::editors::EDITORS.contains(&name) || named_by_host.iter().any(|known| known == name);
        Self(if known { name } else { "other" }.to_owned())
    }
}

/// Leading numbers and release word of a client's version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientVersion(String);
text_property!(ClientVersion, "string");

impl ClientVersion {
    /// At most four numbers of at most four digits, then the first word if it is one of the known ones. `None` where
    /// the text does not begin with a number.
    pub fn of(version: &str) -> Option<Self> {
        let version = version.strip_prefix('v').unwrap_or(version);
        let mut rest = version;
        let mut numbers = Vec::new();
        loop {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if digits == 0 || digits > 4 || numbers.len() == 4 {
                break;
            }
            numbers.push(&rest[..digits]);
            rest = &rest[digits..];
            match rest.strip_prefix('.') {
                Some(after) if after.starts_with(|next: char| next.is_ascii_digit()) => rest = after,
                _ => break,
            }
        }
        if numbers.is_empty() {
            return None;
        }
        let word = version
            .split(|character: char| !character.is_ascii_alphabetic())
            .find(|word| known::RELEASE_WORDS.contains(word));
        let mut printed = numbers.join(".");
        if let Some(word) = word {
            printed.push('-');
            printed.push_str(word);
        }
        Some(Self(printed))
    }
}

/// Version of this server.
#[derive(Clone, Copy, Debug)]
pub struct ServerVersion(&'static str);
text_property!(ServerVersion, "string");

impl ServerVersion {
    pub const CURRENT: Self = Self(env!("CARGO_PKG_VERSION"));
}

/// Random identity of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionId(String);
text_property!(SessionId, "string");

impl SessionId {
    /// `None` where the system has no randomness.
    pub fn random() -> Option<Self> {
        random_uuid().map(Self)
    }
}

/// What the client named as its root.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RootKind(&'static str);
text_property!(RootKind, "'dir' | 'file' | 'invalid'");

impl RootKind {
    pub const DIRECTORY: Self = Self("dir");
    pub const FILE: Self = Self("file");
    pub const INVALID: Self = Self("invalid");
}

/// Terraform's time limit, printed anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeout(String);
text_property!(Timeout, "string");

impl Timeout {
    pub fn not_given() -> Self {
        Self(String::new())
    }

    /// `None` where none is given.
    pub fn duration(&self) -> Option<Duration> {
        self.0.strip_suffix('s')?.parse().ok().map(Duration::from_secs)
    }

    /// Understands Go's durations when they are whole seconds, at most an hour.
    pub fn of(duration: &str) -> Option<Self> {
        if duration.is_empty() {
            return Some(Self::not_given());
        }
        let mut milliseconds = 0_u64;
        let mut rest = duration;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let amount: u64 = rest.get(..digits)?.parse().ok()?;
            rest = &rest[digits..];
            let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            let unit = match &rest[..letters] {
                "ms" => 1,
                "s" => 1_000,
                "m" => 60_000,
                "h" => 3_600_000,
                _ => return None,
            };
            rest = &rest[letters..];
            milliseconds = milliseconds.checked_add(amount.checked_mul(unit)?)?;
        }
        let whole = milliseconds.is_multiple_of(1_000) && (1..=3_600_000).contains(&milliseconds);
        whole.then(|| Self(format!("{}s", milliseconds / 1_000)))
    }
}

/// A flag that is only ever reported as true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Only;

impl Only {
    pub fn when(given: bool) -> Option<Self> {
        given.then_some(Self)
    }
}

impl Property for Only {
    const TYPESCRIPT: &'static str = "true";

    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &true)
    }
}

/// A method of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Method(&'static str);
text_property!(Method, "string");

impl Method {
    pub fn of(method: &str) -> Self {
        Self(listed(known::methods::METHODS, method))
    }
}

/// A language that this server understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LanguageIdentifier(&'static str);
text_property!(
    LanguageIdentifier,
    "'dockerbake' | 'dockercompose' | 'dockerfile' | 'terraform' | 'terraform-vars' | 'other'"
);

impl LanguageIdentifier {
    pub fn of(identifier: &str) -> Self {
        Self(listed(&known::languages::LANGUAGES, identifier))
    }
}

/// What kind of quick fix was executed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionId(&'static str);
text_property!(ActionId, "'server.textDocument.codeAction.diagnostics'");

impl ActionId {
    pub const DIAGNOSTICS: Self = Self("server.textDocument.codeAction.diagnostics");

    pub fn as_str(self) -> &'static str {
        self.0
    }
}

/// Code of a diagnostic's rule, or that it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleCode(Option<&'static str>);
text_property!(RuleCode, "string | null");

impl RuleCode {
    /// Understands a listed rule and null; `None` for anything else, which no quick fix of this server issues.
    pub fn of(code: &Value) -> Option<Self> {
        match code {
            Value::Null => Some(Self(None)),
            Value::String(code) => known::rules::RULES.iter().find(|rule| *rule == code).map(|rule| Self(Some(rule))),
            _ => None,
        }
    }
}

/// Hash of a Git remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RemoteHash(String);
text_property!(RemoteHash, "string");

impl RemoteHash {
    pub fn of(remote: &CanonicalRemote, hasher: &Hasher) -> Self {
        Self(hasher.remote(remote))
    }
}

/// Hash of a relative path and the remote it belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentHash(String);
text_property!(DocumentHash, "string");

impl DocumentHash {
    pub fn of(path: &str, remote: Option<&CanonicalRemote>, hasher: &Hasher) -> Self {
        Self(hasher.document(remote, path))
    }
}

/// One function of a stack, or `foreign`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FunctionName(String);
text_property!(FunctionName, "string");

impl FunctionName {
    /// Keeps a demangled name whose crate is on the list.
    pub fn of(symbol: Option<&str>) -> Self {
        let ours = symbol.filter(|symbol| {
            let start = symbol.trim_start_matches(|character: char| !character.is_alphanumeric());
            let name = start.strip_prefix("dyn ").unwrap_or(start);
            name.split_once("::").is_some_and(|(first, _)| known::CRATES.contains(&first))
        });
        Self(ours.map_or_else(|| "foreign".to_owned(), |symbol| symbol.chars().take(limits::FUNCTION_NAME).collect()))
    }

    /// Whether it is a function of this library itself.
    pub fn is_own(&self) -> bool {
        self.0.trim_start_matches('<').starts_with("candor::")
    }
}

/// The functions that were running when a handler panicked, the innermost first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StackTrace(String);
text_property!(StackTrace, "string");

impl StackTrace {
    pub fn of(frames: &[FunctionName]) -> Self {
        let names: Vec<&str> = frames.iter().take(limits::FRAMES).map(|frame| frame.0.as_str()).collect();
        Self(names.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_name_is_kept_only_when_it_is_known() {
        assert_eq!(ClientName::of("Visual Studio Code", &[]).0, "Visual Studio Code");
        assert_eq!(ClientName::of("Alice's editor", &[]).0, "other");
        assert_eq!(ClientName::of("Acme", &["Acme".to_owned()]).0, "Acme");
    }

    #[test]
    fn a_client_version_keeps_numbers_and_one_known_word() {
        let table = [
            ("1.95.3", Some("1.95.3")),
            ("1.95.0-insider", Some("1.95.0-insider")),
            ("0.11.0-dev-1234+gabcdef", Some("0.11.0-dev")),
            ("v0.10.4", Some("0.10.4")),
            ("1.2.3.4.5", Some("1.2.3.4")),
            ("1.2.20240101", Some("1.2")),
            ("1.0-alice.laptop", Some("1.0")),
            ("1.0-RC1", Some("1.0")),
            ("2.0.0-rc1", Some("2.0.0-rc")),
            ("2024010112", None),
            ("alice", None),
            ("", None),
            ("-1", None),
        ];
        for (version, expected) in table {
            assert_eq!(ClientVersion::of(version).map(|version| version.0).as_deref(), expected, "{version}");
        }
    }

    #[test]
    fn t7_and_t20_a_time_limit_is_printed_anew_or_left_out() {
        let table = [
            ("", Some("")),
            ("30s", Some("30s")),
            ("1m30s", Some("90s")),
            ("1h", Some("3600s")),
            ("2000ms", Some("2s")),
            ("1h1s", None),
            ("0s", None),
            ("1500ms", None),
            ("soon", None),
            ("30", None),
            ("s", None),
            ("-5s", None),
            ("99999999999999999999h", None),
            ("ä", None),
        ];
        for (duration, expected) in table {
            assert_eq!(Timeout::of(duration).map(|timeout| timeout.0).as_deref(), expected, "{duration}");
        }
    }

    #[test]
    fn d13_and_d14_frames_of_other_software_are_foreign() {
        assert_eq!(FunctionName::of(Some("candor::server::commands::execute")).0, "candor::server::commands::execute");
        assert_eq!(FunctionName::of(Some("<candor::a::B as core::c::D>::e")).0, "<candor::a::B as core::c::D>::e");
        assert_eq!(FunctionName::of(Some("<dyn core::ops::FnOnce>::call")).0, "<dyn core::ops::FnOnce>::call");
        for foreign in [Some("secret::acme_merger::run"), Some("napi_call_function"), Some("uv_run"), None] {
            assert_eq!(FunctionName::of(foreign).0, "foreign");
        }
    }

    #[test]
    fn a_rule_code_is_listed_or_refused() {
        assert_eq!(RuleCode::of(&"JSONArgsRecommended".into()), Some(RuleCode(Some("JSONArgsRecommended"))));
        assert_eq!(RuleCode::of(&Value::Null), Some(RuleCode(None)));
        assert_eq!(RuleCode::of(&"/home/alice".into()), None);
        assert_eq!(RuleCode::of(&1.into()), None);
    }
}
