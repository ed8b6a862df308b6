//! Names that are shared by a Dockerfile and the files that build it.

use std::ops::Range;

use super::location::NavigationTarget;

/// A name that is shared by a Dockerfile and the files that build it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildName {
    /// The name of a stage, which is case-insensitive.
    Stage(String),
    /// The name of an argument that `ARG` declares.
    Argument(String),
    /// The name of a build context. A build defines the context, and a Dockerfile uses it like an image.
    Context(String),
}

impl BuildName {
    /// The name as a string.
    pub fn text(&self) -> &str {
        match self {
            Self::Stage(name) | Self::Argument(name) | Self::Context(name) => name,
        }
    }

    /// Whether BuildKit considers two names equal.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stage(one), Self::Stage(other)) => one.eq_ignore_ascii_case(other),
            (Self::Argument(one), Self::Argument(other)) => one == other,
            (Self::Context(one), Self::Context(other)) => context_key(one) == context_key(other),
            // A build context replaces a stage of the same name.
            (Self::Stage(stage), Self::Context(context)) | (Self::Context(context), Self::Stage(stage)) => {
                context.eq_ignore_ascii_case(stage)
            }
            _ => false,
        }
    }
}

/// The normalized name of an image by which builds look it up among their contexts: without the default registry and
/// tag.
pub fn context_key(name: &str) -> &str {
    let name = name.strip_suffix(":latest").unwrap_or(name);
    let name = name.strip_prefix("docker.io/").or_else(|| name.strip_prefix("index.docker.io/")).unwrap_or(name);
    name.strip_prefix("library/").unwrap_or(name)
}

/// A reference to a stage or an argument of a Dockerfile, or a definition of a build context for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildReference {
    /// The path of the Dockerfile, relative to the document's folder. Empty if the Dockerfile is inline or unknown.
    pub dockerfile: String,
    /// The stage, argument or context.
    pub name: BuildName,
    /// The byte range of the name.
    pub range: Range<usize>,
    /// The value of a context, such as `target:base`, if the document defines one.
    pub value: Option<String>,
}

/// The declarations and uses of a name in a Dockerfile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOccurrences {
    /// The declarations of the name.
    pub declarations: Vec<NavigationTarget>,
    /// All occurrences, including those in declarations, in document order.
    pub ranges: Vec<Range<usize>>,
}
