//! Sources of modules: detects sources that Terraform certainly rejects, and finds the folder that was probably meant.
//!
//! A source with a scheme, a host or an absolute path may be valid, depending on the program that fetches it.

/// The maximum length of a source that is checked, in bytes.
const MAX_LEN: usize = 256;

/// Whether a source may be valid.
pub fn may_be_valid(source: &str) -> bool {
    is_local(source)
        || source.len() > MAX_LEN
        || source.starts_with('/')
        || source.contains([':', '@'])
        || {
            let package = source.split("//").next().unwrap_or_default();
            let parts: Vec<&str> = package.split('/').collect();
            // A host contains a dot, and is followed by a path.
            let has_host = parts.len() > 1 && parts[0].contains('.') && !parts[0].starts_with(['.', ' ']);
            has_host
                || matches!(parts[..], [namespace, name, system] if is_name(namespace) && is_name(name) && is_system(system))
        }
}

/// Whether a source certainly does not refer to a registry.
pub fn is_outside_registries(source: &str) -> bool {
    let has_other_host = ["/", "git@", "github.com/", "bitbucket.org/"].iter().any(|start| source.starts_with(start));
    is_local(source) || has_other_host || source.contains("::") || source.contains("://")
}

/// Returns the local path that an invalid source probably stands for, if its folder exists.
pub fn local_path_for(source: &str, is_folder: impl Fn(&str) -> bool) -> Option<String> {
    let trimmed = source.trim();
    if matches!(trimmed, "." | "..") {
        return Some(format!("{trimmed}/"));
    }
    if is_local(trimmed) {
        return Some(trimmed.to_owned());
    }
    let path = trimmed.replace('\\', "/");
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_plain = !path.starts_with('/') && !path.contains(['?', '*', '$', '%', '{', '~']);
    (is_plain && parts.first().is_some_and(|first| is_folder(first))).then(|| format!("./{}", parts.join("/")))
}

fn is_local(source: &str) -> bool {
    ["./", "../", ".\\", "..\\"].iter().any(|start| source.starts_with(start))
}

fn is_name(text: &str) -> bool {
    let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let has_end = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    text.bytes().all(is_inner) && has_end(text.bytes().next()) && has_end(text.bytes().next_back())
}

fn is_system(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}
