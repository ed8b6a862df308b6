//! Enforces the layers of the architecture: parses the sources and reports every line that breaks a rule, and the files
//! of every import cycle.

#[path = "layering/import_samples.rs"]
mod import_samples;
#[path = "layering/imports.rs"]
mod imports;
#[path = "layering/reading.rs"]
mod reading;
#[path = "layering/rules.rs"]
mod rules;
#[path = "layering/samples.rs"]
mod samples;

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use imports::Imports;
use rules::{MAY_USE, Rule, Source, Violation, violations};

/// Returns all Rust files below `folder`, with their paths relative to it.
fn sources(folder: &Path, before: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("the sources can be listed") {
        let path = entry.expect("the sources can be listed").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if path.is_dir() {
            found.extend(sources(&path, &format!("{before}{name}/")));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((format!("{before}{name}"), fs::read_to_string(&path).expect("a source can be read")));
        }
    }
    found
}

/// Returns all files in `src/`.
fn all_sources() -> Vec<(String, String)> {
    let sources = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "");
    assert!(sources.iter().any(|(path, _)| path == "telemetry/allowlists/mod.rs"), "the sources are found");
    sources
}

fn assert_kept(rule: Rule) {
    // The violations are computed once. Each test checks one rule.
    static VIOLATIONS: OnceLock<Vec<Violation>> = OnceLock::new();
    let all = VIOLATIONS
        .get_or_init(|| all_sources().iter().flat_map(|(path, text)| violations(&Source { path, text })).collect());
    let mut broken: Vec<&str> =
        all.iter().filter(|violation| violation.rule == rule).map(|violation| violation.place.as_str()).collect();
    broken.sort_unstable();
    assert!(broken.is_empty(), "{rule:?} is broken:\n{}", broken.join("\n"));
}

#[test]
fn folders_use_only_the_folders_below_them() {
    assert_kept(Rule::FoldersUseOnlyThoseBelow);
}

#[test]
fn every_folder_is_in_the_table_of_the_architecture_with_the_folders_that_it_may_use() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let document = fs::read_to_string(root.join("docs/architecture.md")).expect("the architecture can be read");
    for (folder, allowed) in MAY_USE {
        let row = document.lines().find(|line| line.starts_with(&format!("| `src/{folder}/` |")));
        let row = row.unwrap_or_else(|| panic!("docs/architecture.md has no row for src/{folder}/"));
        let documented: Vec<&str> = row.rsplit('|').nth(1).unwrap_or_default().split('`').skip(1).step_by(2).collect();
        assert_eq!(documented, allowed, "src/{folder}/");
    }
    let folders = fs::read_dir(root.join("src")).expect("the sources can be listed");
    let folders = folders.map(|entry| entry.expect("the sources can be listed").path()).filter(|path| path.is_dir());
    for folder in folders.filter_map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned())) {
        assert!(MAY_USE.iter().any(|(known, _)| *known == folder), "src/{folder}/ is in no row");
    }
}

#[test]
fn imports_of_files_form_no_circle() {
    let sources = all_sources();
    let sources: Vec<(&str, &str)> = sources.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let circles = Imports::new(&sources).circles();
    let circles: Vec<String> = circles.iter().map(ToString::to_string).collect();
    assert!(circles.is_empty(), "{} circles of imports:\n{}", circles.len(), circles.join("\n"));
}

#[test]
fn languages_are_neither_asynchronous_nor_do_they_wait() {
    assert_kept(Rule::LanguagesDoNotWait);
}

#[test]
fn only_the_bridge_names_napi() {
    assert_kept(Rule::NapiInBridge);
}

#[test]
fn only_the_server_names_tower_lsp_and_the_protocol_s_types() {
    assert_kept(Rule::ProtocolInServer);
}

#[test]
fn only_platform_reads_the_environment_the_clock_and_files_and_starts_programs() {
    assert_kept(Rule::SurroundingsInPlatform);
}

#[test]
fn only_reach_and_git_decide_which_files_may_be_read() {
    assert_kept(Rule::ReadsAreWithinReach);
}

#[test]
fn only_platform_asks_for_random_numbers() {
    assert_kept(Rule::RandomnessInPlatform);
}

#[test]
fn nothing_is_printed_and_no_code_is_unfinished() {
    assert_kept(Rule::SilentAndFinished);
}

#[test]
fn every_file_begins_with_a_comment_that_says_what_it_is_for() {
    assert_kept(Rule::FilesSayWhatTheyAreFor);
}

#[test]
fn a_file_of_more_than_500_lines_gives_the_reason() {
    assert_kept(Rule::LongFilesSayWhy);
}

#[test]
fn there_is_no_unsafe_code() {
    assert_kept(Rule::NothingUnsafe);
}
