//! What an event may say about a Terraform module: names from closed lists, versions printed anew, and random
//! identities for everything else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::ser::SerializeMap;

use super::pseudonyms::Pseudonyms;
use crate::telemetry::property::Property;
use crate::telemetry::{known, limits};

/// Where providers come from whose source names no host.
const PUBLIC_REGISTRY: &str = "registry.terraform.io";

/// A version as it was read.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    pub numbers: &'a [u64],
    pub prerelease: &'a str,
    pub build: &'a str,
}

/// An operator and the version it compares with.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    pub operator: &'a str,
    pub version: Version<'a>,
}

/// The address of a provider, in lower case.
#[derive(Clone, Copy, Debug)]
pub struct Provider<'a> {
    pub hostname: &'a str,
    pub namespace: &'a str,
    pub name: &'a str,
}

/// Which providers are named, and what stands for the others.
#[derive(Clone, Copy, Debug)]
pub struct ProviderNames<'a> {
    /// As `namespace/name`, in any case.
    pub named_by_host: &'a [String],
    pub pseudonyms: &'a Pseudonyms,
}

/// Random identity of a module's directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleId(String);
text_property!(ModuleId, "string");

impl ModuleId {
    pub fn of(directory: &str, pseudonyms: &Pseudonyms) -> Option<Self> {
        pseudonyms.module(directory).map(Self)
    }
}

/// Type of a backend, when it is one of Terraform's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackendType(&'static str);
text_property!(
    BackendType,
    "'local' | 'remote' | 'azurerm' | 'consul' | 'cos' | 'gcs' | 'http' | 'kubernetes' | 'oci' | 'oss' | 'pg' | 's3' | 'custom'"
);

impl BackendType {
    pub fn of(backend: &str) -> Self {
        Self(known::BACKENDS.iter().find(|known| **known == backend).copied().unwrap_or("custom"))
    }

    pub fn is_remote(self) -> bool {
        self.0 == "remote"
    }
}

/// Host of a backend or of HCP Terraform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackendHostname(&'static str);
text_property!(BackendHostname, "'app.terraform.io' | 'custom-hostname'");

impl BackendHostname {
    /// Where none is given, it is the default.
    pub fn of(hostname: &str) -> Self {
        Self(if matches!(hostname, "" | "app.terraform.io") { "app.terraform.io" } else { "custom-hostname" })
    }
}

/// A version, or what is asked of one: operators, numbers and a few words. Empty where it was not understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionText(String);
text_property!(VersionText, "string");

impl VersionText {
    /// Prints what several texts ask for, each the pieces between its commas. A text is left out where one of its
    /// pieces says more than a version.
    pub fn of_constraints<'a, T: IntoIterator<Item = Piece<'a>>>(texts: impl IntoIterator<Item = T>) -> Self {
        let printed: Vec<_> = texts.into_iter().take(limits::CONSTRAINTS).filter_map(print_constraint).collect();
        Self(printed.join(","))
    }

    /// Prints a version that is in use, as go-version does: with three numbers at least.
    pub fn of_version(version: Version) -> Self {
        let mut numbers = version.numbers.to_vec();
        numbers.resize(numbers.len().max(3), 0);
        Self(print(Version { numbers: &numbers, ..version }).unwrap_or_default())
    }

    /// `None` where it was not understood.
    pub fn understood(self) -> Option<Self> {
        Some(self).filter(|text| !text.0.is_empty())
    }
}

/// Providers by address, each with its version or what is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Providers(BTreeMap<String, String>);

impl Providers {
    /// A provider that is not widely used has a random identity and no version. `None` without providers.
    pub fn of<'a>(
        providers: impl IntoIterator<Item = (Provider<'a>, VersionText)>,
        names: ProviderNames,
    ) -> Option<Self> {
        let entries = providers.into_iter().take(limits::PROVIDERS).filter_map(|(provider, version)| {
            let Provider { hostname, namespace, name } = provider;
            let address = format!("{hostname}/{namespace}/{name}");
            if names.include(&provider) {
                return Some((address, version.0));
            }
            let uuid = names.pseudonyms.provider(&address)?;
            Some((format!("unlisted/{uuid}"), String::new()))
        });
        Some(Self(entries.collect())).filter(|providers| !providers.0.is_empty())
    }
}

impl Property for Providers {
    const TYPESCRIPT: &'static str = "{ [address: string]: string }";

    fn write<M: SerializeMap>(&self, key: &'static str, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry(key, &self.0)
    }
}

impl ProviderNames<'_> {
    fn include(&self, provider: &Provider) -> bool {
        let Provider { hostname, namespace, name } = *provider;
        let is = |known: &str| {
            known.split_once('/').is_some_and(|(known_namespace, known_name)| {
                let is_of_namespace = matches!(namespace, "-" | "?") || known_namespace.eq_ignore_ascii_case(namespace);
                is_of_namespace && known_name.eq_ignore_ascii_case(name)
            })
        };
        match hostname {
            "terraform.io" => namespace == "builtin" && name == "terraform",
            PUBLIC_REGISTRY => {
                known::providers::PROVIDERS.iter().any(|known| is(known))
                    || self.named_by_host.iter().any(|known| is(known))
            }
            _ => false,
        }
    }
}

fn print_constraint<'a>(pieces: impl IntoIterator<Item = Piece<'a>>) -> Option<String> {
    let mut text = String::new();
    for (index, piece) in pieces.into_iter().enumerate() {
        if index == limits::PIECES {
            return None;
        }
        let operator =
            ["<=", ">=", "!=", "~>", "<", ">", "=", ""].into_iter().find(|known| *known == piece.operator)?;
        let separator = if index == 0 { "" } else { ", " };
        let blank = if operator.is_empty() { "" } else { " " };
        let _ = write!(text, "{separator}{operator}{blank}{}", print(piece.version)?);
    }
    Some(text)
}

fn print(version: Version) -> Option<String> {
    let Version { numbers, prerelease, build } = version;
    let is_plain = numbers.len() <= limits::VERSION_NUMBERS
        && numbers.iter().all(|number| *number <= limits::VERSION_NUMBER)
        && [prerelease, build].iter().all(|words| words.is_empty() || words.split('.').all(is_version_word));
    if !is_plain {
        return None;
    }
    let mut text = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
    for (sign, words) in [('-', prerelease), ('+', build)] {
        if !words.is_empty() {
            text.push(sign);
            text.push_str(words);
        }
    }
    Some(text)
}

/// Whether it is one of the known words, with or without digits behind it, or three digits at most.
fn is_version_word(word: &str) -> bool {
    let digits = word.trim_start_matches(|character: char| !character.is_ascii_digit());
    let letters = &word[..word.len() - digits.len()];
    let longest = if letters.is_empty() { 3 } else { limits::VERSION_WORD_DIGITS };
    (letters.is_empty() || known::VERSION_WORDS.contains(&letters))
        && digits.len() <= longest
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !word.is_empty()
}

#[cfg(test)]
mod tests;
