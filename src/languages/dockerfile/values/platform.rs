//! Platforms: `os`, `architecture`, `os/architecture` or `os/architecture/variant`.

/// The normalized operating system and architecture of a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Platform {
    pub os: String,
    pub architecture: String,
}

const SYSTEMS: [&str; 17] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "linux",
    "nacl",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "windows",
    "zos",
];

const ARCHITECTURES: [&str; 24] = [
    "386",
    "amd64",
    "amd64p32",
    "arm",
    "armbe",
    "arm64",
    "arm64be",
    "ppc64",
    "ppc64le",
    "loong64",
    "mips",
    "mipsle",
    "mips64",
    "mips64le",
    "mips64p32",
    "mips64p32le",
    "ppc",
    "riscv",
    "riscv64",
    "s390",
    "s390x",
    "sparc",
    "sparc64",
    "wasm",
];

/// The platform that is assumed if none is specified.
pub const DEFAULT_PLATFORM: &str = "linux/amd64";

impl Platform {
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<&str> = text.split('/').collect();
        let (first, others) = parts.split_first()?;
        let named =
            |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
        if others.len() > 2 || !others.iter().all(named) {
            return None;
        }
        let os = operating_system(first)?;
        match others {
            [] if SYSTEMS.contains(&os.as_str()) => Some(Self { os, architecture: "amd64".to_owned() }),
            [] => {
                let architecture = architecture(first);
                let is_known = ARCHITECTURES.contains(&architecture.as_str());
                is_known.then(|| Self { os: "linux".to_owned(), architecture })
            }
            [own, ..] => Some(Self { os, architecture: architecture(own) }),
        }
    }
}

/// Parses `os` or `os(version+feature)`.
fn operating_system(text: &str) -> Option<String> {
    let (name, options) = text.split_once('(').map_or((text, None), |(name, options)| (name, Some(options)));
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    let is_option = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.%-".contains(&byte));
    let are_options = |inner: &&str| {
        let mut parts = inner.split('+');
        parts.next().is_some_and(is_option) && parts.all(|feature| !feature.is_empty() && is_option(feature))
    };
    let options = options.map(|options| options.strip_suffix(')').filter(are_options));
    if !is_name || options == Some(None) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    Some(if name == "macos" { "darwin".to_owned() } else { name })
}

fn architecture(text: &str) -> String {
    let name = text.to_ascii_lowercase();
    match name.as_str() {
        "i386" => "386",
        "x86_64" | "x86-64" => "amd64",
        "aarch64" => "arm64",
        "armhf" | "armel" => "arm",
        other => other,
    }
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn platforms_are_parsed() {
        let parse = |text| Platform::parse(text).map(|platform| format!("{}/{}", platform.os, platform.architecture));
        assert_eq!(parse("linux").as_deref(), Some("linux/amd64"));
        assert_eq!(parse("arm64").as_deref(), Some("linux/arm64"));
        assert_eq!(parse("Linux/x86_64").as_deref(), Some("linux/amd64"));
        assert_eq!(parse("linux/arm/v7").as_deref(), Some("linux/arm"));
        assert_eq!(parse("windows(10.0.17763)/amd64").as_deref(), Some("windows/amd64"));
        assert_eq!(parse("windows(+win32k)/amd64").as_deref(), Some("windows/amd64"));
        assert_eq!(parse("foo/bar").as_deref(), Some("foo/bar"));
        for bad in
            ["", "/", "foo", "linux/", "linux/amd64/v1/x", "linux/*", "linux(/amd64", "linux(a+)/amd64", "li nux/amd64"]
        {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
