//! Actions that an editor shows above a line.

use std::ops::Range;

use super::location::FileRange;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    pub range: Range<usize>,
    pub action: LensAction,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Show these references.
    References(Vec<FileRange>),
    /// Build, check or print a target of a Bake file.
    Build {
        target: String,
    },
    Check {
        target: String,
    },
    Print {
        target: String,
    },
}
