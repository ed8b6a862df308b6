//! Names that a Dockerfile and the files that build it share.

use std::ops::Range;

use super::location::NavigationTarget;

/// A name that a Dockerfile shares with the files that build it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildName {
    /// A stage. Names of stages are compared without regard to case.
    Stage(String),
    /// An argument, which an `ARG` declares.
    Argument(String),
    /// A build context, which a build defines and a Dockerfile uses like an image.
    Context(String),
}

impl BuildName {
    /// The name.
    pub fn text(&self) -> &str {
        match self {
            Self::Stage(name) | Self::Argument(name) | Self::Context(name) => name,
        }
    }

    /// Whether two names are the same for BuildKit.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stage(one), Self::Stage(other)) => one.eq_ignore_ascii_case(other),
            (Self::Argument(one), Self::Argument(other)) => one == other,
            (Self::Context(one), Self::Context(other)) => context_key(one) == context_key(other),
            // A context takes the place of the stage of its name.
            (Self::Stage(stage), Self::Context(context)) | (Self::Context(context), Self::Stage(stage)) => {
                context.eq_ignore_ascii_case(stage)
            }
            _ => false,
        }
    }
}

/// The name of an image as builds look it up among their contexts: without the default registry and tag.
pub fn context_key(name: &str) -> &str {
    let name = name.strip_suffix(":latest").unwrap_or(name);
    let name = name.strip_prefix("docker.io/").or_else(|| name.strip_prefix("index.docker.io/")).unwrap_or(name);
    name.strip_prefix("library/").unwrap_or(name)
}

/// A place in a document that names a stage or an argument of a Dockerfile, or defines a build context for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildReference {
    /// The path of the Dockerfile from the document's folder. Empty if it is inline or unknown.
    pub dockerfile: String,
    /// What the name stands for.
    pub name: BuildName,
    /// The bytes of the name.
    pub range: Range<usize>,
    /// What a context stands for, if the document says so, such as `target:base`.
    pub value: Option<String>,
}

/// Where a Dockerfile declares and uses a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOccurrences {
    /// Where it is declared.
    pub declarations: Vec<NavigationTarget>,
    /// All occurrences with those in declarations, in the order of the text.
    pub ranges: Vec<Range<usize>>,
}
