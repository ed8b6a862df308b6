//! Build arguments that do not have to be declared in a Dockerfile.

/// The predefined arguments of BuildKit, including the platforms, which every Dockerfile can use in FROM.
pub const BUILT_IN: [&str; 20] = [
    "ALL_PROXY",
    "BUILDARCH",
    "BUILDKIT_CACHE_MOUNT_NS",
    "BUILDKIT_CONTEXT_KEEP_GIT_DIR",
    "BUILDKIT_DOCKERFILE_CHECK",
    "BUILDKIT_MULTI_PLATFORM",
    "BUILDKIT_SANDBOX_HOSTNAME",
    "BUILDKIT_SYNTAX",
    "BUILDOS",
    "BUILDPLATFORM",
    "BUILDVARIANT",
    "FTP_PROXY",
    "HTTPS_PROXY",
    "HTTP_PROXY",
    "NO_PROXY",
    "SOURCE_DATE_EPOCH",
    "TARGETARCH",
    "TARGETOS",
    "TARGETPLATFORM",
    "TARGETVARIANT",
];

/// Whether an argument does not have to be declared. Proxy arguments can be in upper or lower case, and BuildKit reads
/// all arguments that start with `BUILDKIT_`.
pub fn is_built_in(argument: &str) -> bool {
    let is_proxy = argument.to_ascii_uppercase().ends_with("_PROXY");
    (is_proxy && BUILT_IN.contains(&argument.to_ascii_uppercase().as_str()))
        || BUILT_IN.contains(&argument)
        || argument.starts_with("BUILDKIT_")
}
