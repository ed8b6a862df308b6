//! The closed lists of values that may be reported as they are, because they reveal nothing about a person.

pub(crate) mod editors;
pub(crate) mod languages;
pub(crate) mod methods;
pub mod providers;
pub(crate) mod rules;

/// Words of a pre-release that a client's version may keep.
pub const RELEASE_WORDS: [&str; 7] = ["insider", "dev", "nightly", "alpha", "beta", "rc", "oss"];

/// Words of a pre-release or a build that a version of Terraform or of a provider may keep.
pub const VERSION_WORDS: [&str; 4] = ["alpha", "beta", "rc", "dev"];

/// What may stand before a version in a constraint. None means `=`.
pub const OPERATORS: [&str; 8] = ["", "=", "!=", ">", ">=", "<", "<=", "~>"];

/// What Terraform itself can keep its state in.
pub const BACKENDS: [&str; 12] =
    ["local", "remote", "azurerm", "consul", "cos", "gcs", "http", "kubernetes", "oci", "oss", "pg", "s3"];

/// Classes of errors that JavaScript, Node and VS Code define.
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

/// Crates whose function names may appear in a stack: this one and what it is built from.
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
