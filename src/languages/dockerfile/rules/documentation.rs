//! The documentation of each rule of Dockerfiles.
//!
//! Over 120 lines because it is a table.

use super::Rule;
use crate::languages::answers::Severity;
use crate::languages::rule_documentation::RuleDocumentation;

impl Rule {
    /// Returns the documentation of the rule for users.
    pub fn documentation(self) -> RuleDocumentation {
        let Texts { summary, reason, incorrect, correct, fix } = self.texts();
        RuleDocumentation { code: self.code(), severity: Severity::Warning, summary, reason, incorrect, correct, fix }
    }

    #[expect(clippy::too_many_lines, reason = "a table")]
    fn texts(self) -> Texts {
        match self {
            Self::ConsistentInstructionCasing => Texts {
                summary: "The instructions of a file should all be uppercase or all be lowercase.",
                reason: "Mixed casing makes a file harder to scan. BuildKit itself ignores the case.",
                incorrect: "FROM alpine\nrun true\nCMD [\"sh\"]\n",
                correct: "FROM alpine\nRUN true\nCMD [\"sh\"]\n",
                fix: Some("Changes the instruction to the casing that most instructions of the file have."),
            },
            Self::CopyIgnoredFile => Texts {
                summary: "`COPY` and `ADD` should not name a file that `.dockerignore` excludes.",
                reason: "The file is not part of the build context, so the build fails when it copies it.",
                incorrect: "FROM scratch\nCOPY ignored.txt /\n",
                correct: "FROM scratch\nCOPY kept.txt /\n",
                fix: None,
            },
            Self::DuplicateStageName => Texts {
                summary: "Every stage should have its own name.",
                reason: "`FROM name` uses the closest earlier stage of that name and `--from=name` the last one in the file, which may not be the intended stage.",
                incorrect: "FROM alpine AS build\nFROM debian AS build\n",
                correct: "FROM alpine AS build\nFROM debian AS build-2\n",
                fix: Some("Renames the later stage and the references to it."),
            },
            Self::ExposeInvalidFormat => Texts {
                summary: "`EXPOSE` takes ports of the container, without an IP address or a port of the host.",
                reason: "An image cannot choose how its ports are published, and BuildKit ignores the rest.",
                incorrect: "FROM alpine\nEXPOSE 127.0.0.1:80:80\n",
                correct: "FROM alpine\nEXPOSE 80\n",
                fix: None,
            },
            Self::ExposeProtoCasing => Texts {
                summary: "The protocol of `EXPOSE` should be lowercase.",
                reason: "Tools that read the image expect `tcp`, `udp` or `sctp`.",
                incorrect: "FROM alpine\nEXPOSE 80/TCP\n",
                correct: "FROM alpine\nEXPOSE 80/tcp\n",
                fix: Some("Changes the protocol to lowercase."),
            },
            Self::FromAsCasing => Texts {
                summary: "`AS` should have the casing of `FROM`.",
                reason: "Mixed casing makes a file harder to scan. BuildKit itself ignores the case.",
                incorrect: "FROM alpine as build\n",
                correct: "FROM alpine AS build\n",
                fix: Some("Changes the casing of `AS`."),
            },
            Self::FromPlatformFlagConstDisallowed => Texts {
                summary: "`FROM --platform` should not have a constant value.",
                reason: "Such a stage is built for one platform, whatever the target platforms are. A variable, or the `--platform` flag of the build, keeps that choice open.",
                incorrect: "FROM --platform=linux/amd64 alpine\n",
                correct: "FROM --platform=$BUILDPLATFORM alpine\n",
                fix: None,
            },
            Self::InvalidDefaultArgInFrom => Texts {
                summary: "A base image should have a valid name with the default values of its arguments.",
                reason: "Otherwise, the build fails unless the argument is passed.",
                incorrect: "ARG TAG\nFROM alpine:$TAG\n",
                correct: "ARG TAG=3.22\nFROM alpine:$TAG\n",
                fix: None,
            },
            Self::InvalidDefinitionDescription => Texts {
                summary: "The comment directly above an `ARG` or a stage should begin with its name.",
                reason: "`docker build --call=outline` shows such comments as descriptions. The check is experimental: \
                         `# check=experimental=InvalidDefinitionDescription` enables it.",
                incorrect: "# check=experimental=InvalidDefinitionDescription\n\n# the version to build\nARG VERSION=1\nFROM alpine\n",
                correct: "# check=experimental=InvalidDefinitionDescription\n\n# VERSION is the version to build\nARG VERSION=1\nFROM alpine\n",
                fix: None,
            },
            Self::JSONArgsRecommended => Texts {
                summary: "`CMD` and `ENTRYPOINT` should be JSON arrays.",
                reason: "In shell form, a shell starts the command. Many shells remain process 1 in the container and do not forward signals, so `docker stop` waits for its timeout and then kills the container.",
                incorrect: "FROM scratch\nCMD run-server --port 80\n",
                correct: "FROM scratch\nCMD [\"run-server\", \"--port\", \"80\"]\n",
                fix: Some("Converts the command to a JSON array if the shell would only split it into words."),
            },
            Self::LegacyKeyValueFormat => Texts {
                summary: "`ENV` and `LABEL` should separate name and value with `=`.",
                reason: "The form with a space sets only one variable per instruction and takes the rest of the line, `=` included, as its value.",
                incorrect: "FROM alpine\nENV DIR /srv\n",
                correct: "FROM alpine\nENV DIR=/srv\n",
                fix: Some("Changes to `name=value`, with quotes if the value contains white space."),
            },
            Self::MaintainerDeprecated => Texts {
                summary: "`MAINTAINER` is deprecated.",
                reason: "A label appears with the other metadata of an image in `docker inspect`.",
                incorrect: "FROM alpine\nMAINTAINER team@example.com\n",
                correct: "FROM alpine\nLABEL org.opencontainers.image.authors=\"team@example.com\"\n",
                fix: Some("Changes the instruction to the label."),
            },
            Self::MultipleInstructionsDisallowed => Texts {
                summary: "A stage should have at most one `CMD`, one `ENTRYPOINT` and one `HEALTHCHECK`.",
                reason: "Only the last one has an effect.",
                incorrect: "FROM alpine\nCMD [\"one\"]\nCMD [\"two\"]\n",
                correct: "FROM alpine\nCMD [\"two\"]\n",
                fix: None,
            },
            Self::NoEmptyContinuation => Texts {
                summary: "A continued instruction should not contain empty lines.",
                reason: "BuildKit skips them with a warning, and a future version will reject them.",
                incorrect: "FROM alpine\nRUN echo \\\n\n  hello\n",
                correct: "FROM alpine\nRUN echo \\\n  hello\n",
                fix: Some("Removes the empty lines."),
            },
            Self::RedundantTargetPlatform => Texts {
                summary: "`FROM --platform=$TARGETPLATFORM` is the default.",
                reason: "The flag changes nothing, but suggests that it does.",
                incorrect: "FROM --platform=$TARGETPLATFORM alpine\n",
                correct: "FROM alpine\n",
                fix: Some("Removes the flag."),
            },
            Self::ReservedStageName => Texts {
                summary: "A stage should not be named `scratch` or `context`.",
                reason: "`FROM scratch` starts from an empty image, and `context` names the build context, so nothing can refer to the stage.",
                incorrect: "FROM alpine AS scratch\n",
                correct: "FROM alpine AS base\n",
                fix: None,
            },
            Self::SecretsUsedInArgOrEnv => Texts {
                summary: "`ARG` and `ENV` should not hold secrets.",
                reason: "Their values are stored in the image or its history, where everyone who has the image can read them. `RUN --mount=type=secret` does not store them.",
                incorrect: "FROM alpine\nARG GITHUB_TOKEN\n",
                correct: "FROM alpine\nRUN --mount=type=secret,id=github_token true\n",
                fix: None,
            },
            Self::StageNameCasing => Texts {
                summary: "The name of a stage should be lowercase.",
                reason: "Names are case-insensitive; lowercase distinguishes them from instructions.",
                incorrect: "FROM alpine AS Build\n",
                correct: "FROM alpine AS build\n",
                fix: Some("Renames the stage and the references to it."),
            },
            Self::UndefinedArgInFrom => Texts {
                summary: "`FROM` should only use arguments that are declared before the first `FROM`.",
                reason: "Other variables are empty there.",
                incorrect: "ARG VERSION=3\nFROM alpine:${VERSIO}\n",
                correct: "ARG VERSION=3\nFROM alpine:${VERSION}\n",
                fix: None,
            },
            Self::UndefinedVar => Texts {
                summary: "An instruction should only use variables that are set.",
                reason: "A variable that is not set expands to an empty string. Usually its name is misspelled.",
                incorrect: "FROM scratch\nENV FOO=1\nCOPY $FOOO .\n",
                correct: "FROM scratch\nENV FOO=1\nCOPY $FOO .\n",
                fix: None,
            },
            Self::WorkdirRelativePath => Texts {
                summary: "The first `WORKDIR` of a stage should be absolute.",
                reason: "A relative one depends on the working directory of the base image, which can change.",
                incorrect: "FROM alpine\nWORKDIR app\n",
                correct: "FROM alpine\nWORKDIR /app\n",
                fix: Some("Makes the path absolute."),
            },
        }
    }
}

struct Texts {
    summary: &'static str,
    reason: &'static str,
    incorrect: &'static str,
    correct: &'static str,
    fix: Option<&'static str>,
}
