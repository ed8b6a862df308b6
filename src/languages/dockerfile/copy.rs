//! What `COPY` and `ADD` say beside paths: sources that are fetched, and modes of files.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Local,
    Http,
    Git,
}

impl Source {
    pub fn of(text: &str) -> Self {
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
                "http" | "https" if path(rest).ends_with(".git") => Self::Git,
                _ if text.starts_with("http://") || text.starts_with("https://") => Self::Http,
                _ => Self::Local,
            };
        }
        if is_scp_style(text) { Self::Git } else { Self::Local }
    }
}

/// `user@host:path`
fn is_scp_style(text: &str) -> bool {
    let Some((user, rest)) = text.split_once('@') else { return false };
    let Some((host, _)) = rest.split_once(':') else { return false };
    let is_user = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_host = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    !user.is_empty() && user.bytes().all(is_user) && !host.is_empty() && host.bytes().all(is_host)
}

/// Whether a text is a mode of a file, in octal digits or in the letters of `chmod`; nothing is one, too.
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
    fn sources_are_told_apart() {
        for (text, source) in [
            ("a/b", Source::Local),
            ("https://example.com/a.tar", Source::Http),
            ("https://example.com/a.git#main", Source::Git),
            ("git@example.com:a/b.git", Source::Git),
            ("git@example.com:", Source::Git),
            ("ssh://example.com/a", Source::Git),
            ("github.com/a/b", Source::Local),
            ("ftp://example.com/a", Source::Local),
            ("a@b", Source::Local),
        ] {
            assert_eq!(Source::of(text), source, "{text}");
        }
    }

    #[test]
    fn modes_are_judged() {
        for good in ["", "755", "0755", "7777", "u+x", "a=rX,g-w", "+x", "u=g"] {
            assert!(is_mode(good), "{good}");
        }
        for bad in ["888", "17777", "u", "x", "u+x,", "u+z"] {
            assert!(!is_mode(bad), "{bad}");
        }
    }
}
