//! The blocks of a Bake file and their attributes: <https://docs.docker.com/build/bake/reference/>.

/// The type of an attribute's value, and how values of several targets are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    String,
    Bool,
    /// A list of strings that replaces an inherited list.
    Strings,
    /// A list of strings that is appended to an inherited list.
    MoreStrings,
    /// A map of strings that is merged into an inherited map.
    StringMap,
    Attests,
    /// Cache entries that are appended to inherited ones.
    CacheFrom,
    /// Cache entries that replace inherited ones.
    CacheTo,
    Outputs,
    Policies,
    Resources,
    Secrets,
    Ssh,
    /// Values that are not examined.
    Other,
    /// An attribute that is part of the syntax and evaluated separately.
    Special,
}

#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    pub name: &'static str,
    pub kind: Kind,
    /// The type in words.
    pub r#type: &'static str,
    pub documentation: &'static str,
    /// The snippet that completion inserts after the name.
    pub snippet: &'static str,
}

/// A kind of block.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    pub name: &'static str,
    pub attributes: &'static [Attribute],
    pub documentation: &'static str,
    /// The anchor of its section in the reference.
    pub anchor: &'static str,
}

/// The page that describes blocks and attributes.
pub const PAGE: &str = "https://docs.docker.com/build/bake/reference/";

pub const BLOCKS: [Block; 4] = [
    Block {
        name: "function",
        attributes: &FUNCTION,
        documentation: "A function that expressions can call.",
        anchor: "function",
    },
    Block {
        name: "group",
        attributes: &GROUP,
        documentation: "Several targets that are built together. Without arguments, Bake builds the group or target `default`.",
        anchor: "group",
    },
    Block {
        name: "target",
        attributes: &TARGET,
        documentation: "A single build, with the options of one `docker buildx build` command.",
        anchor: "target",
    },
    Block {
        name: "variable",
        attributes: &VARIABLE,
        documentation: "A value for expressions. An environment variable of the same name overrides its default.",
        anchor: "variable",
    },
];

/// The block within a variable.
pub const VALIDATION_BLOCK: Block = Block {
    name: "validation",
    attributes: &VALIDATION,
    documentation: "A condition that the value of the variable must satisfy.",
    anchor: "variable",
};

pub fn block(name: &str) -> Option<&'static Block> {
    BLOCKS.iter().find(|block| block.name == name)
}

const fn attribute(
    name: &'static str,
    kind: Kind,
    r#type: &'static str,
    snippet: &'static str,
    documentation: &'static str,
) -> Attribute {
    Attribute { name, kind, r#type, documentation, snippet }
}

const TEXT: &str = "\"$1\"";
const LIST: &str = "[\"$1\"]";
const MAP: &str = "{\n  $1\n}";
const BLOCK_LIST: &str = "[\n  {\n    type = \"$1\"\n  }\n]";
const FLAG: &str = "${1|true,false|}";

pub const TARGET: [Attribute; 31] = [
    attribute(
        "args",
        Kind::StringMap,
        "map(string)",
        MAP,
        "Build arguments, by name. With `null`, the default in the Dockerfile applies.",
    ),
    attribute(
        "annotations",
        Kind::MoreStrings,
        "list(string)",
        LIST,
        "Annotations of the image, as `key=value`. A prefix such as `index,manifest:` selects where they are added.",
    ),
    attribute(
        "attest",
        Kind::Attests,
        "list(object)",
        BLOCK_LIST,
        "Build attestations: `type` is `provenance` or `sbom`.",
    ),
    attribute(
        "cache-from",
        Kind::CacheFrom,
        "list(object)",
        BLOCK_LIST,
        "Where to import the build cache from. Entries are added to inherited ones.",
    ),
    attribute("cache-to", Kind::CacheTo, "list(object)", BLOCK_LIST, "Where to export the build cache to."),
    attribute("call", Kind::String, "string", TEXT, "What the build does: `build`, `check`, `outline` or `targets`."),
    attribute(
        "context",
        Kind::String,
        "string",
        TEXT,
        "The build context: a directory, a Git repository or a URL. The default is the current directory.",
    ),
    attribute(
        "contexts",
        Kind::StringMap,
        "map(string)",
        MAP,
        "Additional build contexts, by name: directories, `docker-image://` references, URLs, or `target:NAME` for another target.",
    ),
    attribute(
        "description",
        Kind::String,
        "string",
        TEXT,
        "What the target is for, as `docker buildx bake --list=targets` shows it.",
    ),
    attribute(
        "dockerfile",
        Kind::String,
        "string",
        TEXT,
        "The path of the Dockerfile within the build context. The default is `Dockerfile`.",
    ),
    attribute(
        "dockerfile-inline",
        Kind::String,
        "string",
        "<<EOT\n$1\nEOT",
        "The text of a Dockerfile. It takes precedence over `dockerfile`.",
    ),
    attribute(
        "entitlements",
        Kind::MoreStrings,
        "list(string)",
        LIST,
        "Permissions that the build needs: `network.host`, `security.insecure` or `device`.",
    ),
    attribute("extra-hosts", Kind::StringMap, "map(string)", MAP, "IP addresses of hosts, by name."),
    attribute(
        "inherits",
        Kind::Special,
        "list(string)",
        LIST,
        "Targets whose attributes this target inherits. Later ones override earlier ones.",
    ),
    attribute("labels", Kind::StringMap, "map(string)", MAP, "Labels of the image."),
    attribute(
        "matrix",
        Kind::Special,
        "map(list)",
        MAP,
        "Values for which Bake creates copies of the target. Each key is a variable in the target.",
    ),
    attribute("name", Kind::Special, "string", TEXT, "The name of each target that `matrix` creates."),
    attribute(
        "network",
        Kind::String,
        "string",
        TEXT,
        "The network of `RUN` instructions: `default`, `host` or `none`.",
    ),
    attribute("no-cache", Kind::Bool, "bool", FLAG, "Whether to build without the cache."),
    attribute("no-cache-filter", Kind::MoreStrings, "list(string)", LIST, "Stages to build without the cache."),
    attribute(
        "output",
        Kind::Outputs,
        "list(object)",
        BLOCK_LIST,
        "What to do with the result: `type` is `cacheonly`, `docker`, `image`, `local`, `oci`, `registry` or `tar`.",
    ),
    attribute("platforms", Kind::Strings, "list(string)", LIST, "Platforms to build for, such as `linux/amd64`."),
    attribute(
        "policy",
        Kind::Policies,
        "list(object)",
        "[\n  {\n    filename = \"$1\"\n  }\n]",
        "Policies for the sources and metadata of the build: `filename`, `reset`, `disabled`, `strict` and `log-level`.",
    ),
    attribute("pull", Kind::Bool, "bool", FLAG, "Whether to always pull images."),
    attribute(
        "resources",
        Kind::Resources,
        "object",
        MAP,
        "Limits for build containers, such as `memory` and `cpu-shares`.",
    ),
    attribute(
        "secret",
        Kind::Secrets,
        "list(object)",
        "[\n  {\n    id = \"$1\"\n  }\n]",
        "Secrets for the build: `id`, and `src` or `env`.",
    ),
    attribute("shm-size", Kind::String, "string", TEXT, "The size of `/dev/shm`, such as `128m`."),
    attribute(
        "ssh",
        Kind::Ssh,
        "list(object)",
        "[\n  {\n    id = \"$1\"\n  }\n]",
        "SSH agent sockets and keys for the build.",
    ),
    attribute("tags", Kind::Strings, "list(string)", LIST, "Names and tags of the image."),
    attribute(
        "target",
        Kind::String,
        "string",
        TEXT,
        "The stage of the Dockerfile to build. The default is the last one.",
    ),
    attribute(
        "ulimits",
        Kind::MoreStrings,
        "list(string)",
        LIST,
        "Resource limits of processes, such as `nofile=1024:1024`.",
    ),
];

pub const GROUP: [Attribute; 2] = [
    attribute("description", Kind::String, "string", TEXT, "What the group is for."),
    attribute("targets", Kind::Special, "list(string)", LIST, "The targets and groups that belong to the group."),
];

pub const VARIABLE: [Attribute; 3] = [
    attribute("default", Kind::Special, "any", TEXT, "The value if no environment variable of this name is set."),
    attribute("description", Kind::Special, "string", TEXT, "What the variable is for."),
    attribute(
        "type",
        Kind::Special,
        "type",
        "${1:string}",
        "The type of the value, such as `string`, `number`, `bool` or `list(string)`.",
    ),
];

pub const VALIDATION: [Attribute; 2] = [
    attribute("condition", Kind::Special, "bool", "$1", "A condition that is true for valid values."),
    attribute("error_message", Kind::Special, "string", TEXT, "What Bake reports for an invalid value."),
];

pub const FUNCTION: [Attribute; 3] = [
    attribute("params", Kind::Special, "list(name)", "[$1]", "The names of the parameters."),
    attribute("result", Kind::Special, "any", "$1", "The expression that computes the result."),
    attribute(
        "variadic_params",
        Kind::Special,
        "name",
        "$1",
        "The name of the list that receives all additional arguments.",
    ),
];
