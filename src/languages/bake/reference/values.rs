//! Values of the attributes of targets.

/// The scheme of an image that is a build context.
pub const IMAGE_SCHEME: &str = "docker-image://";

/// A value with its description. Tables are sorted by frequency.
pub type Described = (&'static str, &'static str);

pub const NETWORKS: [Described; 3] = [
    ("default", "The sandbox network of the builder."),
    ("host", "The network of the host. Requires the entitlement `network.host`."),
    ("none", "No network."),
];

pub const ENTITLEMENTS: [Described; 3] = [
    ("device", "Access to devices of the host."),
    ("network.host", "Access to the network of the host."),
    ("security.insecure", "Privileged containers."),
];

pub const CALLS: [Described; 4] = [
    ("build", "Builds the target."),
    ("check", "Evaluates the build checks."),
    ("outline", "Lists the build arguments with their defaults."),
    ("targets", "Lists the targets of the Dockerfile."),
];

pub const PLATFORMS: [Described; 18] = [
    ("linux/amd64", "64-bit x86"),
    ("linux/arm64", "64-bit ARM"),
    ("linux/arm/v7", "32-bit ARM"),
    ("linux/arm/v6", "32-bit ARM, older processors"),
    ("linux/386", "32-bit x86"),
    ("linux/ppc64le", "PowerPC"),
    ("linux/s390x", "IBM Z"),
    ("linux/riscv64", "RISC-V"),
    ("linux/arm/v5", "32-bit ARM, oldest processors"),
    ("linux/loong64", "LoongArch"),
    ("linux/mips64le", "MIPS"),
    ("darwin/amd64", "macOS on Intel"),
    ("darwin/arm64", "macOS on Apple silicon"),
    ("windows/amd64", "Windows on x86"),
    ("windows/arm64", "Windows on ARM"),
    ("windows/386", "Windows on 32-bit x86"),
    ("freebsd/amd64", "FreeBSD on x86"),
    ("freebsd/arm64", "FreeBSD on ARM"),
];

pub const ATTESTATIONS: [Described; 2] =
    [("provenance", "How the image was built."), ("sbom", "What the image contains.")];

pub const OUTPUTS: [Described; 7] = [
    ("docker", "Loads an image into Docker, or writes an archive for `docker load`."),
    ("registry", "Pushes an image to a registry."),
    ("local", "Writes the files of the result to a directory."),
    ("image", "Creates an image in the image store of the builder."),
    ("cacheonly", "Keeps the result in the build cache only."),
    ("oci", "Writes an OCI image layout archive."),
    ("tar", "Writes the files of the result to a tar archive."),
];

pub const CACHES: [Described; 6] = [
    ("registry", "An image in a registry."),
    ("gha", "The GitHub Actions cache."),
    ("local", "A folder."),
    ("inline", "Stored in the image itself."),
    ("s3", "An Amazon S3 bucket."),
    ("azblob", "Azure Blob Storage."),
];

/// The keys of `resources`.
pub const RESOURCES: [&str; 7] =
    ["memory", "memory-swap", "cpu-shares", "cpu-period", "cpu-quota", "cpuset-cpus", "cpuset-mems"];

/// The keys of a policy.
pub const POLICY_KEYS: [&str; 5] = ["filename", "reset", "disabled", "strict", "log-level"];

const COMMON_OUTPUT_KEYS: &[&str] = &["compression", "compression-level", "force-compression", "rewrite-timestamp"];

/// Returns the keys of an output, by its type.
pub fn output_keys(output: &str) -> Vec<&'static str> {
    let own: &[&str] = match output {
        "local" | "tar" => return vec!["dest", "platform-split"],
        "cacheonly" => return Vec::new(),
        "image" | "registry" => &[
            "name",
            "push",
            "push-by-digest",
            "registry.insecure",
            "name-canonical",
            "dangling-name-prefix",
            "unpack",
            "store",
            "oci-mediatypes",
            "oci-artifact",
        ],
        "docker" | "oci" => &["dest", "name", "tar", "context", "oci-mediatypes"],
        _ => &["dest", "name", "push"],
    };
    own.iter().chain(COMMON_OUTPUT_KEYS).copied().collect()
}

/// Returns the keys of a cache entry, by its type.
pub fn cache_keys(cache: &str) -> Vec<&'static str> {
    let own: &[&str] = match cache {
        "azblob" => &["account_url", "name", "secret_access_key"],
        "gha" => &["scope", "url", "token", "timeout", "repository", "ghtoken"],
        "inline" => return Vec::new(),
        "local" => &["src", "dest", "digest", "tag"],
        "registry" => &["ref", "oci-mediatypes", "image-manifest", "registry.insecure"],
        "s3" => &[
            "bucket",
            "region",
            "name",
            "prefix",
            "blobs_prefix",
            "manifests_prefix",
            "endpoint_url",
            "access_key_id",
            "secret_access_key",
            "session_token",
            "use_path_style",
        ],
        _ => &["ref", "src", "dest", "scope"],
    };
    own.iter().copied().chain(["mode", "ignore-error", "compression"]).collect()
}
