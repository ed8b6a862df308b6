//! Addresses of providers. terraform-ls and Terraform parse them by the same rules.

use std::fmt;

use idna::AsciiDenyList;
use idna::uts46::{Hyphens, Uts46};

/// The host of providers whose source does not name one.
pub const DEFAULT_HOSTNAME: &str = "registry.terraform.io";

/// The namespace of providers without a source.
pub const LEGACY_NAMESPACE: &str = "-";

/// The namespace of providers whose source consists of a name only.
pub const UNKNOWN_NAMESPACE: &str = "?";

/// The prefix of the names of programs and repositories, which is not allowed in the names of providers.
const REDUNDANT_PREFIX: &str = "terraform-";

/// The maximum length of an address of a module or directory. Registries allow a fifth of it.
pub const MAX_ADDRESS_LEN: usize = 1_024;

/// The separators of the labels of a host name, in several scripts.
const FULL_STOPS: [char; 4] = ['.', '。', '．', '｡'];

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProviderAddress {
    pub hostname: String,
    pub namespace: String,
    pub name: String,
}

impl ProviderAddress {
    /// Parses `name`, `namespace/name` or `hostname/namespace/name`.
    pub fn from_source(source: &str) -> Option<Self> {
        let parts: Vec<&str> = source.split('/').take(4).collect();
        let (hostname, namespace, name) = match parts[..] {
            [name] => (None, None, name),
            [namespace, name] => (None, Some(namespace), name),
            [hostname, namespace, name] => (Some(hostname), Some(namespace), name),
            _ => return None,
        };
        let name = label(name, AsciiDenyList::STD3)?;
        let namespace = match namespace {
            None => UNKNOWN_NAMESPACE.to_owned(),
            Some(_) if name.starts_with(REDUNDANT_PREFIX) => return None,
            Some(LEGACY_NAMESPACE) => LEGACY_NAMESPACE.to_owned(),
            Some(namespace) => self::namespace(namespace)?,
        };
        let hostname = hostname.map_or_else(|| Some(DEFAULT_HOSTNAME.to_owned()), self::hostname)?;
        let is_legacy = namespace == LEGACY_NAMESPACE;
        (!is_legacy || hostname == DEFAULT_HOSTNAME).then_some(Self { hostname, namespace, name })
    }

    /// Returns the address of a provider without a source.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = label(name, AsciiDenyList::STD3)?;
        Some(Self { hostname: DEFAULT_HOSTNAME.to_owned(), namespace: LEGACY_NAMESPACE.to_owned(), name })
    }

    /// Returns the address as `source` of a requirement, without the public registry's name.
    pub fn source(&self) -> String {
        if self.hostname == DEFAULT_HOSTNAME { format!("{}/{}", self.namespace, self.name) } else { self.to_string() }
    }
}

impl fmt::Display for ProviderAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}/{}", self.hostname, self.namespace, self.name)
    }
}

/// Parses a namespace, which can contain underscores.
fn namespace(text: &str) -> Option<String> {
    let is_in_namespace = |character: char| !character.is_ascii() || is_in_label(character);
    let is_plain = text.chars().all(is_in_namespace) && !text.starts_with('_') && !text.ends_with('_');
    is_plain.then(|| label(text, AsciiDenyList::EMPTY)).flatten()
}

fn is_in_label(character: char) -> bool {
    character.is_ascii_alphanumeric() || matches!(character, '-' | '_')
}

/// Parses a valid label of a host name, and returns it in lower case.
fn label(text: &str, denied: AsciiDenyList) -> Option<String> {
    let is_label = !text.is_empty() && !text.contains('.') && !text.contains("--");
    is_label.then(|| normalised(text, denied)).flatten()
}

/// Parses a host name with an optional port, and returns it in lower case. The port of HTTPS is dropped, and names in
/// Punycode are rejected.
fn hostname(text: &str) -> Option<String> {
    let (name, port) = match text.split_once(':') {
        Some((name, port)) => (name, Some(port.parse::<u16>().ok()?)),
        None => (text, None),
    };
    // A name may end with the dot of the DNS root.
    let labels = name.strip_suffix(FULL_STOPS).unwrap_or(name);
    if labels.split(FULL_STOPS).any(|label| label.is_empty() || label.starts_with("xn--")) {
        return None;
    }
    let name = normalised(name, AsciiDenyList::STD3)?;
    Some(match port.filter(|port| *port != 443) {
        Some(port) => format!("{name}:{port}"),
        None => name,
    })
}

/// Returns the normal form of a name.
fn normalised(name: &str, denied: AsciiDenyList) -> Option<String> {
    let (name, result) = Uts46::new().to_unicode(name.as_bytes(), denied, Hyphens::Check);
    result.ok().map(|()| name.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn section_6_4_a_source_has_one_to_three_parts() {
        for (source, expected) in [
            ("foo", Some("registry.terraform.io/?/foo")),
            ("hashicorp/aws", Some("registry.terraform.io/hashicorp/aws")),
            ("HashiCorp/AWS", Some("registry.terraform.io/hashicorp/aws")),
            ("hashicorp/ÄWS", Some("registry.terraform.io/hashicorp/äws")),
            ("registry.terraform.io/-/aws", Some("registry.terraform.io/-/aws")),
            ("-/aws", Some("registry.terraform.io/-/aws")),
            ("terraform.io/builtin/terraform", Some("terraform.io/builtin/terraform")),
            ("PRIV.Example.com/Team/Thing", Some("priv.example.com/team/thing")),
            ("xn--mnchen-3ya.de/a/b", None),
            ("a..b/a/b", None),
            ("München.de/a/b", Some("münchen.de/a/b")),
            ("example.com:8443/a/b", Some("example.com:8443/a/b")),
            ("example.com:443/a/b", Some("example.com/a/b")),
            ("example.com./a/b", Some("example.com./a/b")),
            ("example.com:x/a/b", None),
            ("example.com/-/aws", None),
            ("ho st/a/b", None),
            ("a/b/c/d", None),
            ("", None),
            ("/aws", None),
            ("hashicorp/", None),
            ("hashicorp//aws", None),
            ("hashicorp/a.b", None),
            ("hashicorp/a_b", None),
            ("hash_icorp/aws", Some("registry.terraform.io/hash_icorp/aws")),
            ("_hashicorp/aws", None),
            ("hashicorp_/aws", None),
            ("hashi!corp/aws", None),
            ("Äcme/aws", Some("registry.terraform.io/äcme/aws")),
            ("hashicorp/a--b", None),
            ("hashicorp/aws-", None),
            ("-hashicorp/aws", None),
            ("terraform-aws", Some("registry.terraform.io/?/terraform-aws")),
            ("hashicorp/terraform-provider-aws", None),
            ("terraform-providers/aws", Some("registry.terraform.io/terraform-providers/aws")),
        ] {
            assert_eq!(
                ProviderAddress::from_source(source).map(|address| address.to_string()).as_deref(),
                expected,
                "{source}"
            );
        }
    }

    #[test]
    fn section_6_4_a_name_without_source_is_of_the_legacy_namespace() {
        for (name, expected) in [
            ("aws", Some("registry.terraform.io/-/aws")),
            ("AWS", Some("registry.terraform.io/-/aws")),
            ("my-cloud", Some("registry.terraform.io/-/my-cloud")),
            ("é", Some("registry.terraform.io/-/é")),
            ("", None),
            ("a_b", None),
            ("a.b", None),
            ("a--b", None),
            ("-a", None),
            ("a b", None),
        ] {
            assert_eq!(
                ProviderAddress::from_name(name).map(|address| address.to_string()).as_deref(),
                expected,
                "{name}"
            );
        }
    }
}
