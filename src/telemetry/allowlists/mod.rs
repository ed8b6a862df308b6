//! The closed lists of values that may be reported as they are, because they reveal nothing about a person.

pub(crate) mod editors;
pub(crate) mod languages;
pub(crate) mod methods;
pub mod providers;
pub(crate) mod rules;

/// The pre-release words that are kept in a client's version.
pub const RELEASE_WORDS: [&str; 7] = ["insider", "dev", "nightly", "alpha", "beta", "rc", "oss"];

/// The words for pre-releases and builds that are kept in a version of Terraform or of a provider.
pub const VERSION_WORDS: [&str; 4] = ["alpha", "beta", "rc", "dev"];

/// The operators before a version in a constraint. No operator means `=`.
pub const OPERATORS: [&str; 8] = ["", "=", "!=", ">", ">=", "<", "<=", "~>"];

/// The types of backends that are part of Terraform.
pub const BACKENDS: [&str; 12] =
    ["local", "remote", "azurerm", "consul", "cos", "gcs", "http", "kubernetes", "oci", "oss", "pg", "s3"];

/// The classes of errors that JavaScript, Node and VS Code define.
pub const ERROR_CLASSES: [&str; 15] = [
    "AbortError",
    "AggregateError",
    "AssertionError",
    "CancellationError",
    "Error",
    "EvalError",
    "FileSystemError",
    "RangeError",
    "ReferenceError",
    "ResponseError",
    "SyntaxError",
    "SystemError",
    "TimeoutError",
    "TypeError",
    "URIError",
];

/// The crates whose function names may appear in a stack: this crate and its dependencies.
pub const CRATES: [&str; 21] = [
    "alloc",
    "backtrace",
    "candor",
    "core",
    "dashmap",
    "futures",
    "futures_channel",
    "futures_core",
    "futures_util",
    "git2",
    "lsp_types",
    "napi",
    "serde",
    "serde_json",
    "std",
    "tokio",
    "tower",
    "tower_lsp",
    "tower_service",
    "url",
    "uuid",
];
