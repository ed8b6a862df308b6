//! Files with thousands of services. If the work were quadratic in their number, these tests would not finish.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::NoFiles;
use crate::languages::analysis::Analysis;
use crate::languages::answers::Diagnostic;
use crate::languages::compose::analyze;
use crate::languages::findings::MAX_FINDINGS_PER_RULE;
use crate::languages::source::{FileProvider, Options, Source};

/// A folder with a file of many services, and with unreadable files. It counts how often it is used.
#[derive(Default)]
struct Folder {
    base: String,
    entries: Vec<String>,
    readings: AtomicUsize,
    listings: AtomicUsize,
}

impl FileProvider for Folder {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        if path != "base.yaml" {
            return None;
        }
        self.readings.fetch_add(1, Ordering::Relaxed);
        Some(self.base.as_str().into())
    }

    fn entries_in(&self, _: &str) -> Vec<String> {
        self.listings.fetch_add(1, Ordering::Relaxed);
        self.entries.clone()
    }
}

fn diagnostics(text: &str, files: &dyn FileProvider) -> Vec<Diagnostic> {
    let source = Source { text, file_name: "compose.yaml", files, options: Options::default() };
    analyze(&source).diagnostics()
}

fn services(count: usize, service: impl Fn(usize) -> String) -> String {
    let mut text = String::from("services:\n");
    for number in 0..count {
        let _ = writeln!(text, "  service-{number}: {{ {} }}", service(number));
    }
    text
}

#[test]
fn a_file_that_thousands_of_services_extend_is_read_once() {
    let base = services(3_000, |_| "image: a".to_owned());
    let folder = Folder { base, entries: vec!["base.yaml".to_owned()], ..Folder::default() };
    let text = services(3_000, |number| format!("extends: {{ file: base.yaml, service: servlce-{number} }}"));
    let found = diagnostics(&text, &folder);
    assert_eq!(found.len(), MAX_FINDINGS_PER_RULE);
    assert_eq!(found[0].message(), "undefined service `servlce-0` in `base.yaml`; did you mean `service-0`?");
    assert!(folder.readings.load(Ordering::Relaxed) <= 4);
    let hints = {
        let source = Source { text: &text, file_name: "compose.yaml", files: &folder, options: Options::default() };
        let analysis = analyze(&source);
        folder.readings.store(0, Ordering::Relaxed);
        analysis.inlay_hints(0..text.len())
    };
    assert!(hints.is_empty());
    assert_eq!(folder.readings.load(Ordering::Relaxed), 1);
}

#[test]
fn a_folder_is_listed_once_however_many_files_it_lacks() {
    let entries = (0..2_000).map(|number| format!("file-{number}.yaml")).collect();
    let folder = Folder { entries, ..Folder::default() };
    let text = services(3_000, |number| format!("extends: {{ file: flle-{number}.yaml, service: a }}"));
    let found = diagnostics(&text, &folder);
    assert_eq!(found.len(), MAX_FINDINGS_PER_RULE);
    assert_eq!(found[0].message(), "file `flle-0.yaml` does not exist; did you mean `file-0.yaml`?");
    assert_eq!(folder.listings.load(Ordering::Relaxed), 1);
}

#[test]
fn hints_of_the_visible_part_do_not_visit_all_services_that_extend_a_large_one() {
    let mut text = services(10_000, |_| "extends: parent, image: b".to_owned());
    text.push_str("  parent:\n    image: a\n");
    for number in 0..10_000 {
        let _ = writeln!(text, "    x-{number}: v");
    }
    let source = Source { text: &text, file_name: "compose.yaml", files: &NoFiles, options: Options::default() };
    let analysis = analyze(&source);
    assert_eq!(analysis.inlay_hints(0..60).len(), 1);
    let all = analysis.inlay_hints(0..text.len());
    assert_eq!(all.len(), 10_000);
    assert!(all.iter().all(|hint| hint.label == "(parent value: a)"));
}

#[test]
fn undefined_and_unused_names_of_thousands_of_services_are_limited() {
    let mut text = services(5_000, |number| format!("image: a, depends_on: [servlce-{number}]"));
    text.push_str("volumes:\n");
    for number in 0..5_000 {
        let _ = writeln!(text, "  volume-{number}: {{}}");
    }
    let found = diagnostics(&text, &NoFiles);
    assert_eq!(found.len(), 2 * MAX_FINDINGS_PER_RULE);
    assert_eq!(found[0].message(), "undefined service `servlce-0`; did you mean `service-0`?");
}

#[test]
fn services_that_publish_the_same_port_are_each_reported_once() {
    let text = services(2_000, |_| "image: a, ports: ['80:80']".to_owned());
    let found = diagnostics(&text, &NoFiles);
    assert_eq!(found.len(), MAX_FINDINGS_PER_RULE);
    let places: HashSet<usize> = found.iter().map(|one| one.range.start).collect();
    assert_eq!(places.len(), found.len());
    assert!(found.iter().all(|one| one.message().contains("by service `service-0`")));
}

#[test]
fn tags_in_deep_nesting_take_no_time() {
    for tag in ["!other", "!reset"] {
        let items = format!("{tag} x,").repeat(50_000);
        let open = format!("services:\n  a:\n    image: a\n    command: {}", "[".repeat(5_000));
        diagnostics(&(open + &items + &"]".repeat(5_000) + "\n"), &NoFiles);
    }
}

#[test]
fn completion_and_refactorings_in_deep_nesting_take_no_time() {
    let open = format!("services:\n  a:\n    image: a\n    command: {}", "[".repeat(5_000));
    let text = open + &"x,".repeat(50_000) + "word" + &"]".repeat(5_000) + "\n";
    let source = Source { text: &text, file_name: "compose.yaml", files: &NoFiles, options: Options::default() };
    let analysis = analyze(&source);
    analysis.completions(text.find("word").expect("the word") + 1);
    assert!(analysis.refactorings(0..text.len()).is_empty());
}

#[test]
fn many_services_that_are_built_from_another_service_are_valid() {
    let text = services(1_500, |_| "build: { additional_contexts: { base: 'service:service-0' } }".to_owned());
    let found = diagnostics(&text, &NoFiles);
    assert!(found.is_empty(), "{:?}", found.first());
}

#[test]
fn unset_variables_are_compared_with_thousands_of_names() {
    struct EnvFile(String);
    impl FileProvider for EnvFile {
        fn read(&self, path: &str) -> Option<Arc<str>> {
            (path == ".env").then(|| self.0.as_str().into())
        }
    }
    let mut env_file = String::new();
    for number in 0..3_000 {
        let _ = writeln!(env_file, "VARIABLE_{number}=1");
    }
    let text = services(3_000, |number| format!("image: \"${{VARIABEL_{number}}}\""));
    let found = diagnostics(&text, &EnvFile(env_file));
    assert_eq!(found.len(), MAX_FINDINGS_PER_RULE);
    assert!(found[0].message().ends_with("; did you mean `VARIABLE_0`?"), "{}", found[0].message());
}

#[test]
fn variables_in_an_extension_that_thousands_of_aliases_use_are_found() {
    let mut text = String::from("x-common: &common\n  volumes:\n");
    for number in 0..5_000 {
        let _ = writeln!(text, "    - \"${{VOLUME_{number}:-v}}:/v{number}\"");
    }
    text.push_str("x-uses:\n");
    for _ in 0..5_000 {
        text.push_str("  - *common\n");
    }
    text.push_str("services:\n  web: { image: a }\nvolumes:\n  unused:\n");
    let found = diagnostics(&text, &NoFiles);
    assert!(found.is_empty(), "{:?}", found.first());
}

#[test]
fn thousands_of_unknown_keys_in_a_mapping_are_compared_with_known_ones_only() {
    let mut text = "services:\n  a:\n    image: x\n".to_owned();
    for number in 0..100_000 {
        let _ = writeln!(text, "    key-{number}: 1");
    }
    let found = diagnostics(&text, &NoFiles);
    assert_eq!(found.len(), MAX_FINDINGS_PER_RULE);
    assert_eq!(found[0].message(), "unknown key `key-0` in `services.a`");
}

#[test]
fn names_before_many_variables_are_completed_at_once() {
    let mut names = String::new();
    for number in 0..2_000 {
        let _ = writeln!(names, "      - K{number}=v");
    }
    let text = format!(
        "services:\n  a:\n    image: a\n    environment:\n{names}  b:\n    image: a\n    environment:\n      - K{}\n",
        "${A:-b}".repeat(2_000)
    );
    let offset = text.find("K$").expect("a name at the cursor") + 1;
    let source = Source { text: &text, file_name: "compose.yaml", files: &NoFiles, options: Options::default() };
    assert!(analyze(&source).completions(offset).items.len() > 100);
}
