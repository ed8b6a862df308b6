//! The client's settings for Terraform modules, from `initialize`.

use std::path::PathBuf;
use std::time::Duration;

use crate::workspace::folders::Ignored;

/// Settings for Terraform modules and the program that is run for them.
#[derive(Clone, Debug)]
pub struct ModuleSettings {
    pub ignored: Ignored,
    /// The program to run instead of the first one in `PATH`.
    pub terraform: Option<PathBuf>,
    pub time_limit: Option<Duration>,
}
