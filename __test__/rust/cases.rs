//! False alarms that were found in public files: the findings that are expected for each file. All other findings are
//! failures.
//!
//! The files are in `../shared/cases`, next to the repository. Without them, the tests print a message and pass.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::answers::Severity;
use candor::languages::{FileProvider, Language, Options, Source};

/// For each folder, the expected findings of its cases: the names of the rules, or `error`.
const DOCKERFILE_CASES: &[(&str, &[(&str, &str)])] = &[
    (
        "01-unknown-image-errors",
        &[
            ("01", "MaintainerDeprecated"),
            ("02", "MaintainerDeprecated"),
            ("03", ""),
            ("04", ""),
            ("06", ""),
            ("08", ""),
            ("11", "UndefinedVar error"),
        ],
    ),
    (
        "02-argument-without-default",
        &[
            ("01", "InvalidDefaultArgInFrom"),
            ("02", "InvalidDefaultArgInFrom"),
            ("03", "InvalidDefaultArgInFrom LegacyKeyValueFormat"),
            ("05", ""),
            ("06", "LegacyKeyValueFormat"),
            ("08", ""),
            ("11", "InvalidDefaultArgInFrom UndefinedArgInFrom error"),
        ],
    ),
    (
        "04-undefined-var-of-image",
        &[("01", ""), ("02", ""), ("03", ""), ("06", ""), ("09", "UndefinedVar"), ("10", "UndefinedVar")],
    ),
    ("05-windows-paths", &[("01", ""), ("02", ""), ("03", ""), ("04", ""), ("08", "WorkdirRelativePath")]),
    ("09-custom-frontend", &[("01", ""), ("02", ""), ("03", ""), ("06", "error"), ("07", "error")]),
    // The case is older than version 1.27 of the syntax, in which `RUN --device` no longer needs labs:
    // frontend/dockerfile/docs/reference.md and instructions/commands_rundevice.go of BuildKit.
    ("10-labs", &[("01", ""), ("02", ""), ("05", ""), ("06", "")]),
    ("14-containerfile", &[("01", "LegacyKeyValueFormat"), ("02", ""), ("03", ""), ("07", "error")]),
];

/// Documents with a language identifier that only names their syntax.
const LANGUAGE_CASES: &[(&str, &str, &str, &str)] = &[
    ("01", "dockerfile.yml", "yaml", ""),
    ("02", "Dockerfile.yaml", "yaml", ""),
    ("03", "dockerfile.json", "json", ""),
    ("06", "dockerfile.txt", "plaintext", ""),
    ("08", "Dockerfile.gotmpl", "plaintext", ""),
    ("09", "Dockerfile.mustache", "plaintext", ""),
    ("10", "Dockerfile.in", "plaintext", ""),
    ("12", "install-docker-compose.yml", "yaml", ""),
    ("14", "Dockerfile.dev", "plaintext", "MaintainerDeprecated"),
];

#[test]
fn dockerfiles_get_the_findings_that_hold_for_every_image_and_argument() {
    let Some(root) = cases() else { return };
    let mut failures = Vec::new();
    for (kind, cases) in DOCKERFILE_CASES {
        for (case, expected) in *cases {
            let folder = root.join(kind).join(case);
            let name = if *kind == "14-containerfile" && *case != "07" { "Containerfile" } else { "Dockerfile" };
            let found = findings("dockerfile", &folder.join(name));
            if found != *expected {
                failures.push(format!("{kind}/{case}: expected '{expected}', found '{found}'"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_file_name_decides_which_documents_are_dockerfiles() {
    let Some(root) = cases() else { return };
    for (case, name, identifier, expected) in LANGUAGE_CASES {
        let found = findings(identifier, &root.join("08-language-by-name").join(case).join(name));
        assert_eq!(found, *expected, "{case}/{name}");
    }
}

/// Returns the rules of all findings in a file, sorted by name.
fn findings(identifier: &str, path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_else(|reason| panic!("{}: {reason}", path.display()));
    let file_name = path.file_name().and_then(|name| name.to_str()).expect("the case has a name");
    let Some(language) = Language::detect(identifier, file_name) else { return String::new() };
    let source = Source { text: &text, file_name, files: &NoFiles, options: Options::default() };
    let diagnostics = language.analyze(&source).diagnostics();
    let mut names: Vec<&str> = diagnostics
        .iter()
        .map(|one| match (one.severity, one.code) {
            (Severity::Error, _) => "error",
            (_, code) => code.map_or("warning", |code| code.name),
        })
        .collect();
    names.sort_unstable();
    names.join(" ")
}

fn cases() -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases");
    if root.is_dir() {
        return Some(root);
    }
    let _ = writeln!(std::io::stderr(), "skipped: there are no cases in {}", root.display());
    None
}

struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}
