//! The flags of the instructions, with their documentation.

use crate::languages::dockerfile::syntax::instruction::Keyword;

/// A flag of an instruction.
#[derive(Clone, Copy, Debug)]
pub struct Flag {
    pub name: &'static str,
    pub value: FlagValue,
    pub description: &'static str,
    /// An example value, which completion inserts.
    pub example: &'static str,
}

/// The value that a flag takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagValue {
    Boolean,
    String,
    /// A string. The flag can be repeated.
    Strings,
}

const CHOWN: Flag =
    flag("chown", FlagValue::String, "user:group", "The owner of the copied files, as names or numeric IDs.");
const CHMOD: Flag = flag(
    "chmod",
    FlagValue::String,
    "0755",
    "The permissions of the copied files: an octal number, or letters as in `u=rwX,go=rX`.",
);
const LINK: Flag = flag(
    "link",
    FlagValue::Boolean,
    "true",
    "Copies into a layer of its own, which can be reused when earlier layers change.",
);
const EXCLUDE: Flag = flag("exclude", FlagValue::Strings, "*.log", "A pattern of files to exclude. Can be repeated.");

pub const ADD: &[Flag] = &[
    CHOWN,
    CHMOD,
    LINK,
    flag("keep-git-dir", FlagValue::Boolean, "true", "Keeps the `.git` directory of a Git repository."),
    flag("checksum", FlagValue::String, "sha256:", "The expected digest of a remote source."),
    flag("unpack", FlagValue::Boolean, "true", "Whether to unpack local and remote archives."),
    EXCLUDE,
];
pub const COPY: &[Flag] = &[
    CHOWN,
    flag("from", FlagValue::String, "stage", "The stage, build context or image from which files are copied."),
    CHMOD,
    LINK,
    EXCLUDE,
    flag("parents", FlagValue::Boolean, "true", "Keeps the parent directories of the sources."),
];
pub const FROM: &[Flag] = &[flag(
    "platform",
    FlagValue::String,
    "linux/amd64",
    "The platform of the image, such as `linux/arm64` or `$BUILDPLATFORM`.",
)];
pub const HEALTHCHECK: &[Flag] = &[
    flag("interval", FlagValue::String, "30s", "The time between checks. Default: 30s."),
    flag("timeout", FlagValue::String, "30s", "The time after which a check counts as failed. Default: 30s."),
    flag(
        "start-period",
        FlagValue::String,
        "5s",
        "The startup time during which failures are not counted. Default: 0s.",
    ),
    flag("start-interval", FlagValue::String, "5s", "The time between checks during the start period. Default: 5s."),
    flag(
        "retries",
        FlagValue::String,
        "3",
        "The number of consecutive failures after which a container is unhealthy. Default: 3.",
    ),
];
pub const RUN: &[Flag] = &[
    flag(
        "mount",
        FlagValue::Strings,
        "type=cache,target=/root/.cache",
        "Mounts files for this command only: a cache, a secret, or a part of the build context or of another stage.",
    ),
    flag("network", FlagValue::String, "none", "The network of the command: `default`, `none` or `host`."),
    flag(
        "security",
        FlagValue::String,
        "insecure",
        "`insecure` runs the command with elevated privileges, `sandbox` without.",
    ),
    flag(
        "device",
        FlagValue::Strings,
        "vendor.com/device=all",
        "A CDI device for the command. Needs version 1.27 of the syntax, and `--allow device`.",
    ),
];

/// The flags of an instruction.
pub fn flags_of(keyword: Keyword) -> &'static [Flag] {
    match keyword {
        Keyword::Add => ADD,
        Keyword::Copy => COPY,
        Keyword::From => FROM,
        Keyword::Healthcheck => HEALTHCHECK,
        Keyword::Run => RUN,
        _ => &[],
    }
}

const fn flag(name: &'static str, value: FlagValue, example: &'static str, description: &'static str) -> Flag {
    Flag { name, value, description, example }
}

/// A field of a mount.
#[derive(Clone, Copy, Debug)]
pub struct MountKey {
    pub name: &'static str,
    /// The mount types that support the field. Empty for all types.
    pub types: &'static [&'static str],
    pub values: &'static [&'static str],
    pub description: &'static str,
}

pub const MOUNT_TYPES: &[(&str, &str)] = &[
    ("bind", "Mounts files of the build context, of a stage or of an image. The default."),
    ("cache", "Mounts a directory that persists between builds."),
    ("tmpfs", "Mounts an in-memory directory."),
    ("secret", "Mounts a secret, which is not kept in the image."),
    ("ssh", "Gives the command access to SSH keys through an agent."),
];

pub const MOUNT_KEYS: &[MountKey] = &[
    key("type", &[], &["bind", "cache", "tmpfs", "secret", "ssh"], "The type of the mount. Default: `bind`."),
    key("target", &[], &[], "The path at which the mount appears. Aliases: `dst`, `destination`."),
    key(
        "source",
        &["bind", "cache", "secret"],
        &[],
        "The source path within `from`. For a secret, its `id`. Alias: `src`.",
    ),
    key(
        "from",
        &["bind", "cache"],
        &[],
        "The stage, build context or image that is mounted. Default: the build context, or an empty directory for a cache.",
    ),
    key("id", &["cache", "secret", "ssh"], &[], "The ID of the cache, secret or SSH agent."),
    key("sharing", &["cache"], &["shared", "private", "locked"], "How concurrent builds share the cache."),
    key("readonly", &["bind", "cache"], &["true", "false"], "Whether the mount is read-only. Alias: `ro`."),
    key("rw", &["bind"], &["true", "false"], "Whether the mount is writable. The build discards what is written."),
    key(
        "required",
        &["secret", "ssh"],
        &["true", "false"],
        "Whether the build fails if the secret or SSH agent is missing.",
    ),
    key("env", &["secret"], &[], "The environment variable that holds the secret."),
    key("mode", &["cache", "secret", "ssh"], &["0755", "0400", "0600"], "The file permissions, as an octal number."),
    key("uid", &["cache", "secret", "ssh"], &[], "The numeric ID of the owning user."),
    key("gid", &["cache", "secret", "ssh"], &[], "The numeric ID of the owning group."),
    key("size", &["tmpfs"], &[], "The maximum size, for example `64m`."),
];

const fn key(
    name: &'static str,
    types: &'static [&'static str],
    values: &'static [&'static str],
    description: &'static str,
) -> MountKey {
    MountKey { name, types, values, description }
}

/// Returns a field of a mount by one of its names.
pub fn mount_key(name: &str) -> Option<&'static MountKey> {
    let lower = name.to_ascii_lowercase();
    let name = match lower.as_str() {
        "dst" | "destination" => "target",
        "src" => "source",
        "ro" => "readonly",
        "readwrite" => "rw",
        name => name,
    };
    MOUNT_KEYS.iter().find(|key| key.name == name)
}
