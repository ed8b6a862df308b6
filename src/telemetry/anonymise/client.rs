//! The name of the client, if this library or the host lists it, and the part of its version that many users share.

use super::json_length;
use crate::telemetry::allowlists;
use crate::telemetry::limits::MAX_NAME_BYTES;

/// The name of the client if this library or the host lists it, else `other`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientName(String);
text_property!(ClientName, "string");

/// The first two numbers of a client's version, and a release word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientVersion(String);
text_property!(ClientVersion, "string");

/// The name and the version of a client. Only a client with a listed name has a version, because the version of an
/// unknown client could contain anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientInfo {
    name: Option<ClientName>,
    version: Option<ClientVersion>,
}

impl ClientInfo {
    /// Creates the name and the version from the values of `clientInfo`, reduced to what may be reported.
    pub fn new(name: Option<&str>, version: Option<&str>, named_by_host: &[String]) -> Self {
        let Some(name) = name else { return Self::default() };
        let is_known = allowlists::editors::EDITORS.contains(&name)
            || json_length(name) <= MAX_NAME_BYTES && named_by_host.iter().any(|known| known == name);
        if !is_known {
            return Self { name: Some(ClientName("other".to_owned())), version: None };
        }
        Self { name: Some(ClientName(name.to_owned())), version: version.and_then(ClientVersion::parse) }
    }

    /// Returns the name, if the client states one.
    pub fn name(&self) -> Option<&ClientName> {
        self.name.as_ref()
    }

    /// Returns the version, if the client has a listed name and states a version.
    pub fn version(&self) -> Option<&ClientVersion> {
        self.version.as_ref()
    }
}

/// The maximum number of numbers of a client's version that are kept, and of digits in each. Some editors use years,
/// which have four digits.
const NUMBERS: usize = 2;
const DIGITS: usize = 4;

impl ClientVersion {
    /// Returns `None` if the string does not begin with a number of at most four digits.
    fn parse(version: &str) -> Option<Self> {
        let version = version.strip_prefix('v').unwrap_or(version);
        let mut numbers = Vec::new();
        let mut rest = version;
        while numbers.len() < NUMBERS {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=DIGITS).contains(&digits) {
                break;
            }
            let (number, after) = rest.split_at(digits);
            numbers.push(number);
            let Some(after) = after.strip_prefix('.') else { break };
            rest = after;
        }
        if numbers.is_empty() {
            return None;
        }
        let word = version
            .split(|character: char| !character.is_ascii_alphabetic())
            .find(|word| allowlists::RELEASE_WORDS.contains(word));
        let word = word.map(|word| format!("-{word}")).unwrap_or_default();
        Some(Self(format!("{}{word}", numbers.join("."))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str, named_by_host: &[String]) -> String {
        ClientInfo::new(Some(name), None, named_by_host).name.expect("a client with a name").0
    }

    #[test]
    fn a_client_name_is_kept_only_when_it_is_known() {
        let long = "x".repeat(MAX_NAME_BYTES);
        assert_eq!(name("Visual Studio Code", &[]), "Visual Studio Code");
        assert_eq!(name("Alice's editor", &[]), "other");
        assert_eq!(name("Acme", &["Acme".to_owned()]), "Acme");
        assert_eq!(name(&long, std::slice::from_ref(&long)), "other");
        assert_eq!(name(&"\u{1}".repeat(100), &["\u{1}".repeat(100)]), "other");
    }

    #[test]
    fn a_client_version_is_two_numbers_and_one_known_word() {
        let table = [
            ("1.95.3", Some("1.95")),
            ("1.95.0-insider", Some("1.95-insider")),
            ("0.11.0-dev-1234+gabcdef", Some("0.11-dev")),
            ("v0.10.4", Some("0.10")),
            ("25.01.1 (e7ac2fcd)", Some("25.01")),
            ("2024.3", Some("2024.3")),
            ("192.168.1.7", Some("192.168")),
            ("1.20240101", Some("1")),
            ("1.0-alice.laptop", Some("1.0")),
            ("1.0-RC1", Some("1.0")),
            ("2.0.0-rc1", Some("2.0-rc")),
            ("30", Some("30")),
            ("1.", Some("1")),
            ("1.x", Some("1")),
            ("2024010112", None),
            ("alice", None),
            ("", None),
            ("-1", None),
        ];
        for (version, expected) in table {
            let info = ClientInfo::new(Some("vscode"), Some(version), &[]);
            assert_eq!(info.version.map(|version| version.0).as_deref(), expected, "{version}");
        }
    }

    #[test]
    fn only_a_client_that_is_named_has_a_version() {
        for name in [None, Some("Alice's editor"), Some("")] {
            assert_eq!(ClientInfo::new(name, Some("192.168.1.7"), &[]).version, None);
        }
        assert!(ClientInfo::new(Some("Acme"), Some("1.2"), &["Acme".to_owned()]).version().is_some());
    }
}
