//! The rules of Dockerfiles: BuildKit's build checks, and all errors for which BuildKit rejects a file.
//!
//! [`checker`] checks a file in BuildKit's order. Anything that depends on a base image or on a build argument is
//! unknown: it is never an error. [`walker`] follows the instructions that are built. Each of the other files contains
//! a rule or a family of rules, with their checks and corrections. [`validation`] checks an instruction independently
//! of the rest of the file. [`corrections`] creates quick fixes for the findings, and [`lint`] parses the `check`
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

    /// Whether the rule is only checked if a `check` directive enables it.
    pub fn is_experimental(self) -> bool {
        matches!(self, Self::InvalidDefinitionDescription)
    }

    /// Whether docker-language-server does not report the rule if `removeOverlappingIssues` is set, because another
    /// Dockerfile server reports it.
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
