//! Image names: `[host[:port]/]path[:tag][@digest]`.

/// The maximum length of a name, including its host, in bytes.
const MAX_NAME_LEN: usize = 255;

/// Returns the reason why an image name is invalid, or `None` for a valid name.
pub fn name_error(name: &str) -> Option<String> {
    if name.len() == 64 && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        return Some("invalid image name: expected a name, found an image ID".to_owned());
    }
    let (host, remainder) = split_host(name);
    let path = split_once(remainder, b':').map_or(remainder, |(path, _)| path);
    if has_upper_case(path) {
        return Some(format!("image name must be lowercase: `{path}`"));
    }
    (!is_reference(host, remainder))
        .then(|| format!("invalid image name `{name}`: expected [registry/]name[:tag][@digest]"))
}

/// Whether a name starts with the transport by which Podman and Buildah get the image, as in `oci-archive:image.tar`.
pub fn has_transport(name: &str) -> bool {
    const TRANSPORTS: [&str; 12] = [
        "atomic",
        "containers-storage",
        "dir",
        "docker",
        "docker-archive",
        "docker-daemon",
        "oci",
        "oci-archive",
        "ostree",
        "sif",
        "tarball",
        "storage",
    ];
    name.split_once(':').is_some_and(|(transport, rest)| TRANSPORTS.contains(&transport) && !rest.is_empty())
}

/// Splits a name into the host of the registry, if the name starts with one, and the rest.
fn split_host(name: &str) -> (Option<&str>, &str) {
    let is_host = |host: &str| {
        host == "localhost" || host.bytes().any(|byte| matches!(byte, b'.' | b':')) || has_upper_case(host)
    };
    match split_once(name, b'/') {
        Some((host, rest)) if is_host(host) => (Some(host), rest),
        _ => (None, name),
    }
}

/// Splits a string at an ASCII byte. For short names, this is faster than `str::split_once`.
fn split_once(text: &str, at: u8) -> Option<(&str, &str)> {
    let index = text.bytes().position(|byte| byte == at)?;
    Some((&text[..index], &text[index + 1..]))
}

fn has_upper_case(text: &str) -> bool {
    let is_upper = |c: char| if c.is_ascii() { c.is_ascii_uppercase() } else { c.is_uppercase() };
    text.chars().any(is_upper)
}

fn is_reference(host: Option<&str>, remainder: &str) -> bool {
    let (named, digest) =
        split_once(remainder, b'@').map_or((remainder, None), |(named, digest)| (named, Some(digest)));
    let (path, tag) = split_once(named, b':').map_or((named, None), |(path, tag)| (path, Some(tag)));
    // An invalid host can still be a valid path component.
    host.is_none_or(|host| is_host(host) || is_path_component(host.as_bytes()))
        && path.as_bytes().split(|byte| *byte == b'/').all(is_path_component)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest)
        && full_length(host, path) <= MAX_NAME_LEN
}

/// Returns the length of a name with its implied parts. An image without a host is in Docker's registry, and one
/// without a namespace is in `library`.
fn full_length(host: Option<&str>, path: &str) -> usize {
    let implied = if path.contains('/') { "docker.io/" } else { "docker.io/library/" };
    host.map_or(implied.len(), |host| host.len() + 1) + path.len()
}

fn is_host(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        let Some((address, port)) = rest.split_once(']') else { return false };
        let is_address = !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b':');
        return is_address && (port.is_empty() || port.strip_prefix(':').is_some_and(is_port));
    }
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_component = |part: &str| {
        let is_inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        !part.is_empty() && part.bytes().all(is_inner) && !part.starts_with('-') && !part.ends_with('-')
    };
    name.split('.').all(is_component) && port.is_none_or(is_port)
}

fn is_port(port: &str) -> bool {
    !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a path component is valid: lowercase letters and digits, separated by a dot, one or two underscores or any
/// number of hyphens.
fn is_path_component(component: &[u8]) -> bool {
    let is_alphanumeric = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
    let is_separator = |text: &[u8]| matches!(text, b"." | b"_" | b"__") || text.iter().all(|byte| *byte == b'-');
    if !component.first().is_some_and(is_alphanumeric) || !component.last().is_some_and(is_alphanumeric) {
        return false;
    }
    let mut rest = component;
    while let Some(start) = rest.iter().position(|byte| !is_alphanumeric(byte)) {
        let length = rest[start..].iter().position(is_alphanumeric).unwrap_or(rest.len() - start);
        if !is_separator(&rest[start..start + length]) {
            return false;
        }
        rest = &rest[start + length..];
    }
    true
}

fn is_tag(tag: &str) -> bool {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=128).contains(&tag.len())
        && tag.bytes().all(|byte| is_word(byte) || matches!(byte, b'.' | b'-'))
        && tag.bytes().next().is_some_and(is_word)
}

/// Whether a string has the form `algorithm:digits` with an algorithm that images use.
pub fn is_digest(digest: &str) -> bool {
    let Some((algorithm, digits)) = digest.split_once(':') else { return false };
    let length = match algorithm {
        "sha256" => 64,
        "sha384" => 96,
        "sha512" => 128,
        _ => return false,
    };
    digits.len() == length && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_checked() {
        let digest = "0123456789abcdef".repeat(4);
        for good in [
            "alpine",
            "alpine:3.20",
            "library/alpine",
            "localhost/a",
            "registry.example:5000/a/b-c__d:Tag_1.0",
            "[::1]:5000/a",
            "HOST/a",
            "my_host.example/a",
            "a--b",
            &format!("alpine@sha256:{digest}"),
            &format!("alpine:3@sha256:{digest}"),
        ] {
            assert_eq!(name_error(good), None, "{good}");
        }
        for bad in [
            "",
            ":",
            "alpine:",
            "Alpine",
            "a/B",
            "a__",
            "a___b",
            "-a",
            "a:b:c",
            "a@sha256:12",
            "a b",
            "a//b",
            "host.example:/a",
            &digest,
        ] {
            assert!(name_error(bad).is_some(), "{bad}");
        }
    }
}
