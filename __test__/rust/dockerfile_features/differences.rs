//! Intended differences between our answers and the recorded ones, each with its reason.

/// `env` in PowerShell's `$env:NAME` is a namespace; the variable is `NAME`.
const POWERSHELL: &str = "the peer takes `env` in `$env:NAME` for the variable";
/// A comment between continued lines is not an argument.
const COMMENT: &str = "the peer indents comments between continued lines like arguments";
const BLANK_LINES: &str = "the peer keeps runs of blank lines";
const STRING: &str = "the peer changes white space within a quoted string";
const HEREDOC: &str = "the peer changes white space within a heredoc";
const SHELL_STRING: &str = "the peer takes all of `f#/src/` in `${f#/src/}` for the name of a variable";
const UNKNOWN_PAGE: &str = "the peer links an image of an unknown registry to a page of Docker Hub that is not its own";
const DIRECTIVE: &str = "the peer takes a comment, `# hadolint shell=…`, for a directive of BuildKit";

/// A request, the file, and the reason why the answers differ.
const DIFFERENCES: &[(&str, &str, &str)] = &[
    ("highlight", "windows/windowsservercore/hotspot/Dockerfile", POWERSHELL),
    ("highlight", "hack/dockerfiles/opafmt.Dockerfile", SHELL_STRING),
    ("rename", "windows/windowsservercore/hotspot/Dockerfile", POWERSHELL),
    ("links", "kernel-builder/Dockerfile", UNKNOWN_PAGE),
    ("symbols", "windows/windowsservercore/hotspot/Dockerfile", DIRECTIVE),
    ("formatting", "Dockerfile", COMMENT),
    ("formatting", "containerd/Dockerfile.1.7", COMMENT),
    ("formatting", "containerd/Dockerfile.rc", COMMENT),
    ("formatting", "handbrake/Dockerfile", COMMENT),
    ("formatting", "infosiftr-moby/Dockerfile", COMMENT),
    ("formatting", "nolibc/Dockerfile", COMMENT),
    ("formatting", "pkg/e2e/fixtures/build-test/ssh/Dockerfile", BLANK_LINES),
    ("formatting", "golinks/Dockerfile", BLANK_LINES),
    ("formatting", "pomerium/Dockerfile", BLANK_LINES),
    ("formatting", "src/Dockerfile", BLANK_LINES),
    ("formatting", "src/ld/Dockerfile", BLANK_LINES),
    ("formatting", "util/bats-assert/Dockerfile", BLANK_LINES),
    ("formatting", "guetzli/Dockerfile", STRING),
    ("formatting", "protocol/Dockerfile", STRING),
    ("formatting", "zookeeper/3.4/Dockerfile", STRING),
    ("formatting", "frontend/dockerfile/parser/testfiles/lk4d4-the-edge-case-generator/Dockerfile", STRING),
    ("formatting", "daemon/libnetwork/cmd/ssd/Dockerfile", STRING),
    ("formatting", "buildkit/Dockerfile.0.13", STRING),
    ("formatting", "buildkit/Dockerfile.0.16", STRING),
    ("formatting", "docker-master/Dockerfile", STRING),
    ("formatting", "Dockerfile.simple", HEREDOC),
];

/// Returns the reason why the answers to a request differ in a file, or `None` if they should not differ.
pub fn reason(request: &str, file: &str) -> Option<&'static str> {
    let known = DIFFERENCES.iter().find(|(known, path, _)| *known == request && *path == file);
    known.map(|(_, _, reason)| *reason)
}
