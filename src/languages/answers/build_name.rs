//! Names that a Dockerfile declares for the files that build it.

use std::ops::Range;

use super::location::NavigationTarget;

/// A name in a Dockerfile that other files use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BuildName {
    /// A stage. Names of stages are compared without regard to case.
    Stage(String),
    /// An argument, which an `ARG` declares.
    Argument(String),
}

impl BuildName {
    /// The name.
    pub fn text(&self) -> &str {
        match self {
            Self::Stage(name) | Self::Argument(name) => name,
        }
    }

    /// Whether two names are the same for BuildKit.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Stage(one), Self::Stage(other)) => one.eq_ignore_ascii_case(other),
            (Self::Argument(one), Self::Argument(other)) => one == other,
            _ => false,
        }
    }
}

/// A place in a document that names a stage or an argument of a Dockerfile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildReference {
    /// The path of the Dockerfile from the document's folder.
    pub dockerfile: String,
    /// What the name stands for.
    pub name: BuildName,
    /// The bytes of the name.
    pub range: Range<usize>,
}

/// Where a Dockerfile declares and uses a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildOccurrences {
    /// Where it is declared.
    pub declarations: Vec<NavigationTarget>,
    /// All occurrences with those in declarations, in the order of the text.
    pub ranges: Vec<Range<usize>>,
}
