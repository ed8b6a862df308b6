//! Values in `COPY` and `ADD`: remote sources and file modes.

use crate::languages::dockerfile::values::go_bool::parse_go_bool;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceKind {
    Local,
    Http,
    Git,
}

impl SourceKind {
    pub fn parse(text: &str) -> Self {
        if !text.contains(':') {
            return Self::Local;
        }
        let path = |rest: &str| {
            let rest = rest.split(['?', '#']).next().unwrap_or_default();
            rest.find('/').map_or(String::new(), |slash| rest[slash..].to_owned())
        };
        if let Some((scheme, rest)) = text.split_once("://")
            && !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
        {
            return match scheme.to_ascii_lowercase().as_str() {
                "git" | "ssh" => Self::Git,
                // URLs of Git repositories have this suffix, in lower case.
                "http" | "https" if path(rest).strip_suffix(".git").is_some() => Self::Git,
                _ if text.starts_with("http://") || text.starts_with("https://") => Self::Http,
                _ => Self::Local,
            };
        }
        if is_scp_style(text) { Self::Git } else { Self::Local }
    }
}

/// Whether an address has the form `user@host:path`.
fn is_scp_style(text: &str) -> bool {
    let Some((user, rest)) = text.split_once('@') else { return false };
    let Some((host, _)) = rest.split_once(':') else { return false };
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    !user.is_empty() && user.bytes().all(is_user) && !host.is_empty() && host.bytes().all(is_host)
}

/// Returns the reason why the query of a Git URL is invalid, as in `https://example.com/a.git?branch=main`.
pub fn query_error(address: &str) -> Option<String> {
    let (address, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (_, query) = address.split_once('?')?;
    let (fragment_ref, fragment_folder) = fragment.split_once(':').unwrap_or((fragment, ""));
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty() && !pair.contains(';')) {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        if seen.iter().any(|(other, _)| *other == key) {
            return Some(format!("duplicate query parameter `{key}` in the Git URL"));
        }
        let is_valid = match key {
            "ref" => !value.is_empty() && (fragment_ref.is_empty() || fragment_ref == value),
            "subdir" => !value.is_empty() && (fragment_folder.is_empty() || fragment_folder == value),
            "tag" | "branch" | "checksum" | "commit" => !value.is_empty(),
            "keep-git-dir" | "submodules" | "fetch-by-commit" => value.is_empty() || parse_go_bool(value).is_some(),
            "mtime" => matches!(value, "checkout" | "commit"),
            _ => return Some(format!("unknown query parameter `{key}` in the Git URL")),
        };
        if !is_valid {
            return Some(format!("invalid value `{value}` for `{key}` in the Git URL"));
        }
        seen.push((key, value));
    }
    let named = |name: &str, folder: &str| {
        let value = seen.iter().find(|(key, _)| *key == name).map(|(_, value)| *value)?;
        Some(value.strip_prefix(folder).unwrap_or(value))
    };
    let written = named("ref", "").or(Some(fragment_ref).filter(|name| !name.is_empty()));
    let (tag, branch) = (named("tag", "refs/tags/"), named("branch", "refs/heads/"));
    let differs = |name: Option<&str>, folder: &str| {
        let given = written.zip(name);
        given.is_some_and(|(written, name)| written.strip_prefix(folder).is_none_or(|written| written != name))
    };
    let is_several =
        (tag.is_some() && branch.is_some()) || differs(tag, "refs/tags/") || differs(branch, "refs/heads/");
    is_several.then(|| "conflicting refs in the Git URL: use only one of `branch`, `tag` and `ref`".to_owned())
}

/// Whether a string is a file mode, in octal digits or in the syntax of `chmod`. An empty string is valid.
pub fn is_mode(text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return u32::from_str_radix(text, 8).is_ok_and(|mode| mode <= 0o7777);
    }
    text.split(',').all(|clause| {
        let actions = clause.trim_start_matches(['a', 'u', 'g', 'o']);
        actions.starts_with(['+', '-', '=']) && actions.bytes().all(|byte| b"+-=rwxXstugo".contains(&byte))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_sources_are_distinguished() {
        for (text, source) in [
            ("a/b", SourceKind::Local),
            ("https://example.com/a.tar", SourceKind::Http),
            ("https://example.com/a.git#main", SourceKind::Git),
            ("git@example.com:a/b.git", SourceKind::Git),
            ("git@example.com:", SourceKind::Git),
            ("ssh://example.com/a", SourceKind::Git),
            ("github.com/a/b", SourceKind::Local),
            ("ftp://example.com/a", SourceKind::Local),
            ("a@b", SourceKind::Local),
            ("a.b@c:d", SourceKind::Local),
        ] {
            assert_eq!(SourceKind::parse(text), source, "{text}");
        }
    }

    #[test]
    fn queries_of_git_urls_are_checked() {
        for good in ["", "#main", "?", "?ref=a", "?tag=a&submodules", "?keep-git-dir=true#:b", "?branch=a#refs/heads/a"]
        {
            assert_eq!(query_error(&format!("https://example.com/a.git{good}")), None, "{good}");
        }
        for bad in ["?a=b", "?ref", "?ref=a#b", "?tag=a&branch=b", "?tag=a&tag=a", "?mtime=now", "?submodules=maybe"] {
            assert!(query_error(&format!("git@example.com:a{bad}")).is_some(), "{bad}");
        }
    }

    #[test]
    fn modes_are_checked() {
        for good in ["", "755", "0755", "7777", "u+x", "a=rX,g-w", "+x", "u=g"] {
            assert!(is_mode(good), "{good}");
        }
        for bad in ["888", "17777", "u", "x", "u+x,", "u+z"] {
            assert!(!is_mode(bad), "{bad}");
        }
    }
}
