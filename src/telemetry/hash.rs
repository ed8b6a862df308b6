//! The keyed hash that replaces Git remotes and paths in events.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};

use crate::platform;

use super::git_remote::CanonicalRemote;
use super::limits;

/// Where the key of the hash comes from.
#[derive(Clone, Debug, Default)]
pub enum Hashing {
    /// A random key, which is forgotten at stop and on revocation.
    #[default]
    Session,
    /// The publisher's own key: hashes are equal across sessions and machines.
    Key(Vec<u8>),
    /// No key: anyone can compare the hashes, and reverse them with a dictionary.
    Plain,
}

/// Computes the hashes of one identity.
#[derive(Debug)]
pub struct Hasher {
    /// `None` means to hash without a key.
    key: Option<Vec<u8>>,
}

impl Hasher {
    /// Returns `None` if a random key is needed and the system provides no randomness: nothing can be hashed safely
    /// then.
    pub fn new(hashing: &Hashing) -> Option<Self> {
        Some(match hashing {
            Hashing::Session => Self { key: Some(platform::random_bytes::<{ limits::KEY_BYTES }>()?.to_vec()) },
            Hashing::Key(key) => Self { key: Some(key.clone()) },
            Hashing::Plain => Self { key: None },
        })
    }

    pub(super) fn remote(&self, remote: &CanonicalRemote) -> String {
        self.hash(&format!("git_remote:{}", remote.as_str()))
    }

    pub(super) fn document(&self, remote: Option<&CanonicalRemote>, path: &str) -> String {
        self.hash(&format!("document:{}:{path}", remote.map_or("", CanonicalRemote::as_str)))
    }

    fn hash(&self, text: &str) -> String {
        match &self.key {
            Some(key) => {
                // HMAC accepts keys of any length.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn remote() -> CanonicalRemote {
        CanonicalRemote::parse("https://github.com/acme/app").expect("it has a host")
    }

    #[test]
    fn plain_hashes_are_the_documented_ones() {
        let (hasher, remote) = (Hasher { key: None }, remote());
        let sha = |text: &str| hex(&Sha256::digest(text.as_bytes()));
        assert_eq!(hasher.remote(&remote), sha("git_remote:github.com/acme/app"));
        assert_eq!(hasher.document(Some(&remote), "a/Dockerfile"), sha("document:github.com/acme/app:a/Dockerfile"));
    }

    #[test]
    fn d16_session_hashes_differ_between_identities_and_fields() {
        let remote = remote();
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
