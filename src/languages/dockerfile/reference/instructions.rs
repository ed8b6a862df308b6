//! The instructions: their documentation, their forms, and the snippets that completion inserts.

use crate::languages::dockerfile::syntax::instruction::Keyword;

/// The URL of the reference, without the anchor.
pub const REFERENCE: &str = "https://docs.docker.com/reference/dockerfile/";

pub struct InstructionDocumentation {
    pub keyword: Keyword,
    /// The name in upper case.
    pub name: &'static str,
    pub description: &'static str,
    /// The forms of the arguments.
    pub forms: &'static [Form],
}

/// A form of an instruction: its parameters in order, including the syntax between them.
pub struct Form {
    /// The arguments, with parameters in angle brackets: `<source>`.
    pub arguments: &'static str,
    /// The text that completion inserts after the keyword, in snippet syntax.
    pub snippet: &'static str,
}

impl Form {
    /// Returns the start of the arguments for clients without support for snippets. It contains no placeholder that the
    /// user would have to delete.
    pub fn plain_arguments(&self) -> String {
        let mut parts = self.snippet.split("${");
        let mut plain = parts.next().unwrap_or_default().to_owned();
        // A JSON array needs its closing quotes and bracket.
        if plain.starts_with('[') {
            plain.extend(parts.filter_map(|part| part.split_once('}')).map(|(_, after)| after));
        }
        plain
    }
}

/// Returns the description of a parameter by its name.
pub fn parameter_description(name: &str) -> Option<&'static str> {
    let name = name.trim_matches(['<', '>', '"', '.', '[', ']']);
    PARAMETERS.iter().find(|(other, _)| *other == name).map(|(_, description)| *description)
}

const PARAMETERS: &[(&str, &str)] = &[
    ("argument", "An argument of the command."),
    ("command", "A command. Without brackets, a shell runs it."),
    ("default", "The value if the build does not pass one."),
    ("destination", "A path in the image. A directory ends with `/`."),
    ("digest", "The digest of the content, for example `sha256:…`."),
    ("executable", "The program to run. No shell interprets it."),
    ("group", "A group name or numeric ID."),
    ("image", "An image with an optional tag or digest, or an earlier stage."),
    ("instruction", "The instruction that a build on top of this image runs first."),
    ("key", "The name of a variable or label."),
    ("name", "A name."),
    ("options", "Options of the instruction."),
    ("parameter", "An argument of the shell."),
    ("path", "A path in the image."),
    ("port", "A port or a range of ports of the container."),
    ("protocol", "`tcp`, `udp` or `sctp`."),
    ("signal", "A signal name or number."),
    (
        "source",
        "A path in the build context, or in another stage or image. `ADD` also accepts a URL or a Git repository.",
    ),
    ("stage", "The name of this stage."),
    ("tag", "The tag of the image."),
    ("user", "A user name or numeric ID."),
    ("value", "A value, in which variables are expanded."),
];

pub fn documentation_of(keyword: Keyword) -> Option<&'static InstructionDocumentation> {
    INSTRUCTIONS.iter().find(|instruction| instruction.keyword == keyword)
}

pub const INSTRUCTIONS: &[InstructionDocumentation] = &[
    InstructionDocumentation {
        keyword: Keyword::Add,
        name: "ADD",
        description: "Copies files from the build context, a URL or a Git repository into the image, and unpacks local archives. To copy local files, `COPY` is clearer.",
        forms: &[
            Form { arguments: "<options> <source> ... <destination>", snippet: "${1:source} ${2:destination}" },
            Form {
                arguments: "<options> [ \"<source>\", ..., \"<destination>\" ]",
                snippet: "[ \"${1:source}\", \"${2:destination}\" ]",
            },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Arg,
        name: "ARG",
        description: "Declares a variable that a build can set with `--build-arg`. It is not kept in the image, but is visible in its history. An `ARG` before the first `FROM` is visible only in `FROM` lines; to use it in a stage, redeclare it there without a default.",
        forms: &[
            Form { arguments: "<name>", snippet: "${1:name}" },
            Form { arguments: "<name>=<default>", snippet: "${1:name}=${2:default}" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Cmd,
        name: "CMD",
        description: "Sets the command that a container runs by default, or the default arguments of `ENTRYPOINT`. Only the last `CMD` in a stage takes effect.",
        forms: &[
            Form { arguments: "[ \"<executable>\", \"<argument>\", ... ]", snippet: "[ \"${1:executable}\" ]" },
            Form { arguments: "<command>", snippet: "${1:command}" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Copy,
        name: "COPY",
        description: "Copies files and directories from the build context, another stage or another image.",
        forms: &[
            Form { arguments: "<options> <source> ... <destination>", snippet: "${1:source} ${2:destination}" },
            Form {
                arguments: "<options> [ \"<source>\", ..., \"<destination>\" ]",
                snippet: "[ \"${1:source}\", \"${2:destination}\" ]",
            },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Entrypoint,
        name: "ENTRYPOINT",
        description: "Sets the program that a container runs by default. In JSON form, the arguments of `docker run`, or else those of `CMD`, are appended. Only the last `ENTRYPOINT` in a stage takes effect.",
        forms: &[
            Form { arguments: "[ \"<executable>\", \"<argument>\", ... ]", snippet: "[ \"${1:executable}\" ]" },
            Form { arguments: "<command>", snippet: "${1:command}" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Env,
        name: "ENV",
        description: "Sets environment variables for the following instructions and for containers of the image.",
        forms: &[Form { arguments: "<key>=<value> ...", snippet: "${1:key}=${2:value}" }],
    },
    InstructionDocumentation {
        keyword: Keyword::Expose,
        name: "EXPOSE",
        description: "Documents the ports on which a container listens. It does not publish them.",
        forms: &[Form { arguments: "<port>/<protocol> ...", snippet: "${1:port}" }],
    },
    InstructionDocumentation {
        keyword: Keyword::From,
        name: "FROM",
        description: "Starts a build stage from an image, from an earlier stage, or from the empty image `scratch`.",
        forms: &[
            Form { arguments: "<image>", snippet: "${1:image}" },
            Form { arguments: "<image>:<tag> AS <stage>", snippet: "${1:image}:${2:tag} AS ${3:stage}" },
            Form { arguments: "<image>@<digest> AS <stage>", snippet: "${1:image}@${2:digest} AS ${3:stage}" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Healthcheck,
        name: "HEALTHCHECK",
        description: "Sets the command that checks the health of a container. `NONE` disables the check of the base image.",
        forms: &[
            Form {
                arguments: "<options> CMD <command> ...",
                snippet: "--interval=${1:30s} --timeout=${2:30s} CMD ${3:command}",
            },
            Form { arguments: "NONE", snippet: "NONE" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Label,
        name: "LABEL",
        description: "Adds metadata to the image.",
        forms: &[Form { arguments: "<key>=<value> ...", snippet: "${1:key}=\"${2:value}\"" }],
    },
    InstructionDocumentation {
        keyword: Keyword::Maintainer,
        name: "MAINTAINER",
        description: "Names the author. Deprecated: use the label `org.opencontainers.image.authors`.",
        forms: &[Form { arguments: "<name>", snippet: "${1:name}" }],
    },
    InstructionDocumentation {
        keyword: Keyword::Onbuild,
        name: "ONBUILD",
        description: "Adds an instruction that runs when another build uses this image as its base.",
        forms: &[Form { arguments: "<instruction>", snippet: "${1:INSTRUCTION}" }],
    },
    InstructionDocumentation {
        keyword: Keyword::Run,
        name: "RUN",
        description: "Runs a command while the image is built, and keeps the changes as a layer.",
        forms: &[
            Form { arguments: "<options> <command> ...", snippet: "${1:command}" },
            Form {
                arguments: "<options> [ \"<executable>\", \"<argument>\", ... ]",
                snippet: "[ \"${1:executable}\", \"${2:argument}\" ]",
            },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Shell,
        name: "SHELL",
        description: "Sets the shell for commands in shell form. The default is `[\"/bin/sh\", \"-c\"]` on Linux.",
        forms: &[Form {
            arguments: "[ \"<executable>\", \"<parameter>\", ... ]",
            snippet: "[ \"${1:executable}\", \"${2:parameter}\" ]",
        }],
    },
    InstructionDocumentation {
        keyword: Keyword::Stopsignal,
        name: "STOPSIGNAL",
        description: "Sets the signal that stops a container. The default is `SIGTERM`.",
        forms: &[Form { arguments: "<signal>", snippet: "${1:signal}" }],
    },
    InstructionDocumentation {
        keyword: Keyword::User,
        name: "USER",
        description: "Sets the user, and optionally the group, for the following instructions and for containers.",
        forms: &[
            Form { arguments: "<user>", snippet: "${1:user}" },
            Form { arguments: "<user>:<group>", snippet: "${1:user}:${2:group}" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Volume,
        name: "VOLUME",
        description: "Declares directories that hold data outside the image. Each container gets an anonymous volume for each of them.",
        forms: &[
            Form { arguments: "<path> ...", snippet: "${1:/data}" },
            Form { arguments: "[ \"<path>\", ... ]", snippet: "[ \"${1:/data}\" ]" },
        ],
    },
    InstructionDocumentation {
        keyword: Keyword::Workdir,
        name: "WORKDIR",
        description: "Sets the working directory for the following instructions and for containers, and creates it.",
        forms: &[Form { arguments: "<path>", snippet: "${1:/app}" }],
    },
];

/// A directive at the top of a file.
pub struct DirectiveDocumentation {
    pub name: &'static str,
    pub description: &'static str,
    pub values: &'static [&'static str],
}

pub const DIRECTIVES: &[DirectiveDocumentation] = &[
    DirectiveDocumentation {
        name: "syntax",
        description: "Selects the frontend that parses the file. `docker/dockerfile:1` is the latest stable release.",
        values: &["docker/dockerfile:1", "docker/dockerfile:1-labs"],
    },
    DirectiveDocumentation {
        name: "escape",
        description: "Sets the escape and line continuation character: `\\`, or a backtick for Windows paths.",
        values: &["`", "\\"],
    },
    DirectiveDocumentation {
        name: "check",
        description: "Configures build checks: `skip=` disables some, `error=true` turns warnings into errors, `experimental=` enables experimental ones.",
        values: &["skip=all", "error=true", "experimental=all"],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_instruction_is_documented() {
        for (name, keyword) in Keyword::NAMES {
            assert_eq!(documentation_of(keyword).map(|found| found.name), Some(name));
        }
    }
}
