//! Build arguments that need no declaration in a Dockerfile.

/// The arguments of BuildKit, among them the platforms, which every Dockerfile can use in FROM.
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

/// Whether an argument needs no declaration. Proxies can have either case, and BuildKit reads all arguments that start
/// with `BUILDKIT_`.
pub fn is_built_in(argument: &str) -> bool {
    let is_proxy = argument.to_ascii_uppercase().ends_with("_PROXY");
    (is_proxy && BUILT_IN.contains(&argument.to_ascii_uppercase().as_str()))
        || BUILT_IN.contains(&argument)
        || argument.starts_with("BUILDKIT_")
}
