//! The canonical form of a Git remote.

/// The host and the path of a remote, in one form for all its spellings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CanonicalRemote(String);

impl CanonicalRemote {
    /// Parses URLs and scp-like addresses. Returns `None` for paths and other remotes without a host.
    pub fn parse(remote: &str) -> Option<Self> {
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

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a string can be a host. `..` and `~` are directories.
fn names_host(text: &str) -> bool {
    text.contains(char::is_alphanumeric) || text.starts_with('[')
}

/// Whether a remote with this scheme is a path on this machine. The scheme may have a prefix, as in `git+file`.
fn is_file_scheme(scheme: &str) -> bool {
    scheme.rsplit('+').next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("file"))
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// Splits `user@host:path`. Returns `None` for a path that has a slash before its first colon or begins with a drive
/// letter, and for the `name::address` of a remote helper.
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
        CanonicalRemote::parse(remote).map(|remote| remote.0)
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
        assert_eq!(canonical("[::1]:a/b").as_deref(), Some("[::1]/a/b"));
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
}
