//! Actions that an editor shows above a line.

use std::ops::Range;

use super::location::FileRange;

/// An action that an editor shows above a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    /// The bytes whose first line it is shown above.
    pub range: Range<usize>,
    /// What a click on it does.
    pub action: LensAction,
}

/// What a code lens does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Show these references.
    References(Vec<FileRange>),
    /// Build, check or print a target of a Bake file.
    Build {
        /// The name of the target.
        target: String,
    },
    /// Build a stage of a Dockerfile.
    BuildStage {
        /// The name of the stage. `None` for the last one.
        stage: Option<String>,
    },
    /// Check the build of a target of a Bake file.
    Check {
        /// The name of the target.
        target: String,
    },
    /// Start services of a Compose file.
    Start {
        /// The names of the services. Empty for all.
        services: Vec<String>,
    },
    /// Print the definition of a target of a Bake file.
    Print {
        /// The name of the target.
        target: String,
    },
}
