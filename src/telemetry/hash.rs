//! The canonical form of a Git remote, and the keyed hash that remotes and paths leave as.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::platform;

use super::limits;

/// Where the key of the hash comes from.
#[derive(Clone, Debug, Default)]
pub enum Hashing {
    /// Random, forgotten at stop and on revocation.
    #[default]
    Session,
    /// The publisher's own: equal across sessions and machines.
    Key(Vec<u8>),
    /// None: comparable by anyone, and reversible with a dictionary.
    Plain,
}

/// Hashes for one identity.
#[derive(Debug)]
pub struct Hasher {
    /// `None` hashes without a key.
    key: Option<Vec<u8>>,
}

impl Hasher {
    /// `None` where a random key was asked for and the system has no randomness: then nothing can be hashed safely.
    pub fn new(hashing: &Hashing) -> Option<Self> {
        Some(match hashing {
            Hashing::Session => Self { key: Some(platform::random_bytes::<{ limits::KEY_BYTES }>()?.to_vec()) },
            Hashing::Key(key) => Self { key: Some(key.clone()) },
            Hashing::Plain => Self { key: None },
        })
    }

    pub(super) fn remote(&self, remote: &CanonicalRemote) -> String {
        self.hash(&format!("git_remote:{}", remote.0))
    }

    pub(super) fn document(&self, remote: Option<&CanonicalRemote>, path: &str) -> String {
        self.hash(&format!("document:{}:{path}", remote.map_or("", |remote| &remote.0)))
    }

    fn hash(&self, text: &str) -> String {
        match &self.key {
            Some(key) => {
                // HMAC takes keys of every length.
                let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return String::new() };
                mac.update(text.as_bytes());
                hex(&mac.finalize().into_bytes())
            }
            None => hex(&Sha256::digest(text.as_bytes())),
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect()
}

/// A remote's host and path, spelt the same for every way to write them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalRemote(String);

impl CanonicalRemote {
    /// Understands URLs and scp-like addresses. `None` for paths and other remotes without a host.
    pub fn of(remote: &str) -> Option<Self> {
        let remote = remote.trim();
        let (authority, path) = match remote.split_once("://") {
            Some((scheme, _)) if !is_scheme(scheme) || is_file_scheme(scheme) => return None,
            Some((_, rest)) => {
                let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
                rest.split_at(end)
            }
            None => split_scp(remote)?,
        };
        let host_and_port = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let host_and_port =
            host_and_port.strip_suffix(":22").or_else(|| host_and_port.strip_suffix(":443")).unwrap_or(host_and_port);
        let host_and_port = host_and_port.strip_suffix(':').unwrap_or(host_and_port).to_lowercase();
        let host = host_and_port.split(':').next().unwrap_or_default();
        if !names_host(host) || host_and_port.chars().any(char::is_whitespace) {
            return None;
        }
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let path = path.trim_matches('/');
        let path = path.strip_suffix(".git").unwrap_or(path).trim_end_matches('/');
        Some(Self(format!("{host_and_port}/{path}")))
    }
}

/// Whether a text may be a host, and not a directory: `..` and `~` are none.
fn names_host(text: &str) -> bool {
    text.contains(char::is_alphanumeric) || text.starts_with('[')
}

/// Whether what follows is a path on this machine, also through another program, as in `git+file`.
fn is_file_scheme(scheme: &str) -> bool {
    scheme.rsplit('+').next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("file"))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// Splits `user@host:path`. A path with a slash before its first colon and a drive letter are no hosts, neither is
/// the `name::address` of a remote helper.
fn split_scp(remote: &str) -> Option<(&str, &str)> {
    let bracket = remote.find('[').filter(|at| *at == 0 || remote[..*at].ends_with('@'));
    let colon = match bracket {
        Some(start) => start + remote[start..].find("]:")? + 1,
        None => remote.find(':')?,
    };
    let (authority, path) = (&remote[..colon], &remote[colon + 1..]);
    let drive = authority.len() == 1 && authority.starts_with(|letter: char| letter.is_ascii_alphabetic());
    let is_path = authority.contains(['/', '\\']) || drive || path.starts_with(':') || path.is_empty();
    // `file:/srv/app` is a path, although Git looks for a host of this name.
    (!is_path && !is_file_scheme(authority)).then_some((authority, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(remote: &str) -> Option<String> {
        CanonicalRemote::of(remote).map(|remote| remote.0)
    }

    #[test]
    fn d18_every_spelling_of_one_remote_is_one_remote() {
        let spellings = [
            "https://github.com/acme/app",
            "https://github.com/acme/app.git",
            "https://github.com/acme/app.git/",
            "https://GitHub.com/acme/app",
            "https://alice:token@github.com/acme/app.git",
            "https://github.com:443/acme/app?x=1#y",
            "http://github.com/acme/app/",
            "ssh://git@github.com:22/acme/app.git",
            "ssh://git@github.com/acme/app",
            "git@github.com:acme/app.git",
            "github.com:acme/app",
            "git@GITHUB.COM:/acme/app.git",
            "git+ssh://git@github.com/acme/app",
            "  https://github.com/acme/app\n",
        ];
        for spelling in spellings {
            assert_eq!(canonical(spelling).as_deref(), Some("github.com/acme/app"), "{spelling}");
        }
        assert_eq!(canonical("ssh://git@host:7999/a/b.git").as_deref(), Some("host:7999/a/b"));
        assert_eq!(canonical("git@[::1]:a/b.git"), canonical("ssh://git@[::1]:22/a/b"));
        assert_ne!(canonical("https://github.com/acme/App"), canonical("https://github.com/acme/app"));
    }

    #[test]
    fn a_remote_without_a_host_is_none() {
        let paths = [
            "/srv/git/app.git",
            "../app",
            "./a:b",
            "C:\\repos\\app",
            "C:/repos/app",
            "file:///srv/app",
            "FILE://host/app",
            "file:/srv/app",
            "File:srv/app",
            "file:C:/repos/app",
            "git+file:///srv/app",
            "git+file://localhost/srv/app",
            "..:/srv/app",
            "https://../srv/app",
            "~:/srv/app",
            "",
            "https:///acme/app",
            "https://alice@/acme",
            "ext::ssh git@host %S a",
            "codecommit::eu-west-1://app",
            "host:",
            "app",
        ];
        for path in paths {
            assert_eq!(canonical(path), None, "{path}");
        }
    }

    #[test]
    fn plain_hashes_are_the_documented_ones() {
        let (hasher, remote) = (Hasher { key: None }, CanonicalRemote("github.com/acme/app".to_owned()));
        let sha = |text: &str| hex(&Sha256::digest(text.as_bytes()));
        assert_eq!(hasher.remote(&remote), sha("git_remote:github.com/acme/app"));
        assert_eq!(hasher.document(Some(&remote), "a/Dockerfile"), sha("document:github.com/acme/app:a/Dockerfile"));
    }

    #[test]
    fn d16_session_hashes_differ_between_identities_and_fields() {
        let remote = CanonicalRemote("github.com/acme/app".to_owned());
        let hasher = || Hasher::new(&Hashing::Session).expect("the system has randomness");
        let (first, second) = (hasher(), hasher());
        assert_eq!(first.remote(&remote), first.remote(&remote));
        assert_ne!(first.remote(&remote), second.remote(&remote));
        assert_ne!(first.document(Some(&remote), "x"), first.document(None, "x"));
        assert_eq!(first.remote(&remote).len(), 64);
    }

    #[test]
    fn hmac_sha_256_agrees_with_rfc_4231() {
        let hasher = Hasher { key: Some(b"Jefe".to_vec()) };
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hasher.hash("what do ya want for nothing?"), expected);
    }
}
