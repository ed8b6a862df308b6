//! The rules of Dockerfiles: BuildKit's build checks, and everything for which BuildKit refuses a file.
//!
//! [`checker`] goes through a file in BuildKit's order. What depends on a base image or on a build argument is unknown:
//! it is never an error. [`walker`] follows the instructions that are built. The other files
//! are a rule or a family of rules each, with their checks and their corrections; [`validation`] holds what an
//! instruction requires of itself. [`corrections`] makes quick fixes of the findings, and [`lint`] reads the `check`
//! directive.

pub mod checker;
pub mod commands;
pub mod corrections;
pub mod finding;

mod casing;
mod dependencies;
mod descriptions;
mod documentation;
mod empty_continuation;
mod files;
mod flags;
mod ignore;
mod images;
mod instructions;
mod keywords;
mod lint;
mod maintainer;
mod platform_flag;
mod ports;
mod stage_names;
mod stopsignal_and_volume;
mod undefined;
mod validation;
mod variables;
mod walker;
mod workdir;

use crate::languages::findings::rules;

rules! {
    "https://docs.docker.com/go/dockerfile/rule/" "/":
    ConsistentInstructionCasing "consistent-instruction-casing",
    CopyIgnoredFile "copy-ignored-file",
    DuplicateStageName "duplicate-stage-name",
    ExposeInvalidFormat "expose-invalid-format",
    ExposeProtoCasing "expose-proto-casing",
    FromAsCasing "from-as-casing",
    FromPlatformFlagConstDisallowed "from-platform-flag-const-disallowed",
    InvalidDefaultArgInFrom "invalid-default-arg-in-from",
    InvalidDefinitionDescription "invalid-definition-description",
    JSONArgsRecommended "json-args-recommended",
    LegacyKeyValueFormat "legacy-key-value-format",
    MaintainerDeprecated "maintainer-deprecated",
    MultipleInstructionsDisallowed "multiple-instructions-disallowed",
    NoEmptyContinuation "no-empty-continuation",
    RedundantTargetPlatform "redundant-target-platform",
    ReservedStageName "reserved-stage-name",
    SecretsUsedInArgOrEnv "secrets-used-in-arg-or-env",
    StageNameCasing "stage-name-casing",
    UndefinedArgInFrom "undefined-arg-in-from",
    UndefinedVar "undefined-var",
    WorkdirRelativePath "workdir-relative-path",
}

impl Rule {
    pub fn name(self) -> &'static str {
        self.code().name
    }

    /// Whether it is checked only if a `check` directive enables it.
    pub fn is_experimental(self) -> bool {
        matches!(self, Self::InvalidDefinitionDescription)
    }

    /// Whether docker-language-server leaves it to another Dockerfile server with `removeOverlappingIssues`.
    pub fn is_overlapping(self) -> bool {
        matches!(
            self,
            Self::ConsistentInstructionCasing
                | Self::DuplicateStageName
                | Self::MaintainerDeprecated
                | Self::MultipleInstructionsDisallowed
                | Self::NoEmptyContinuation
                | Self::WorkdirRelativePath
        )
    }
}
