//! Code lenses: actions that an editor shows above a line.

use std::ops::Range;

use super::location::FileRange;

/// An action that an editor shows above a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    /// The byte range. The lens is shown above its first line.
    pub range: Range<usize>,
    /// The action of a click.
    pub action: LensAction,
}

/// The action of a code lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Shows these references.
    References(Vec<FileRange>),
    /// Builds, checks or prints a target of a Bake file.
    Build {
        /// The name of the target.
        target: String,
    },
    /// Builds a stage of a Dockerfile.
    BuildStage {
        /// The name of the stage, or `None` for the last one.
        stage: Option<String>,
    },
    /// Checks the build of a target of a Bake file.
    Check {
        /// The name of the target.
        target: String,
    },
    /// Starts services of a Compose file.
    Start {
        /// The names of the services, or an empty list for all services.
        services: Vec<String>,
    },
    /// Shows the logs of services of a Compose file.
    ShowLogs {
        /// The names of the services, or an empty list for all services.
        services: Vec<String>,
    },
    /// Prints the definition of a target of a Bake file.
    Print {
        /// The name of the target.
        target: String,
    },
}
