//! The build checks of `BuildKit` that a Dockerfile's text decides.

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

    /// Whether it is checked only where a `check` directive asks for it.
    pub fn is_experimental(self) -> bool {
        matches!(self, Self::InvalidDefinitionDescription)
    }

    /// Whether docker-language-server leaves it to another Dockerfile server when asked to.
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
