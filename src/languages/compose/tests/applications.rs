//! Names that several files of a workspace share.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::languages::Language;
use crate::languages::analysis::Analysis;
use crate::languages::answers::{Diagnostic, FileRef};
use crate::languages::compose::analyze;
use crate::languages::source::{FileProvider, Options, Source};

/// A workspace with the files of other folders. The document is in the folder `sub`.
struct Workspace(BTreeMap<&'static str, &'static str>);

impl FileProvider for Workspace {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.0.get(self.shortest_path(path).as_str()).map(|text| (*text).into())
    }

    fn documents(&self, language: Language) -> Vec<String> {
        let files = self.0.keys().filter(|_| language == Language::Compose);
        files.map(|path| (*path).to_owned()).collect()
    }

    fn shortest_path(&self, path: &str) -> String {
        path.strip_prefix("../sub/").unwrap_or(path).to_owned()
    }
}

/// The files and offsets of the references at `|` in `sub/c.yaml`, beside other files.
fn references(marked: &str, files: &[(&'static str, &'static str)]) -> Vec<String> {
    let offset = marked.find('|').expect("a cursor");
    let text = marked.replacen('|', "", 1);
    let workspace = Workspace(files.iter().copied().collect());
    let source = Source { text: &text, file_name: "c.yaml", files: &workspace, options: Options::default() };
    let found = analyze(&source).references(offset).into_iter();
    found
        .map(|place| match place.file {
            FileRef::Document => format!("{}", place.range.start),
            FileRef::Path(path) => format!("{path}:{}", place.range.start),
        })
        .collect()
}

#[test]
fn references_include_those_of_files_in_other_folders_that_include_the_document() {
    let files = [
        ("../compose.yaml", "include: [sub/c.yaml, d.yaml]\nservices: { web: { depends_on: [db] } }\n"),
        ("../d.yaml", "services: { d: { depends_on: [db] } }\n"),
        ("../other.yaml", "services: { db: {}, e: { depends_on: [db] } }\n"),
        ("../extends.yaml", "services: { f: { extends: { file: sub/c.yaml, service: db } }, db: {} }\n"),
    ];
    let expected = ["12", "../compose.yaml:62", "../d.yaml:30", "../extends.yaml:55"];
    assert_eq!(references("services: { d|b: {} }\n", &files), expected);
}

#[test]
fn names_of_an_included_file_are_shared_with_every_application_that_includes_it() {
    let files = [
        ("../common.yaml", "services: { db: {} }\n"),
        ("../app.yaml", "include: [common.yaml]\nservices: { web: { depends_on: [db] } }\n"),
    ];
    let own = "include: [../common.yaml]\nservices: { own: { depends_on: [d|b] }, web: {} }\n";
    assert_eq!(references(own, &files), ["58", "../app.yaml:55", "../common.yaml:12"]);
    // Names that only one of the applications declares are its own.
    let own = "include: [../common.yaml]\nservices: { w|eb: {} }\n";
    assert_eq!(references(own, &files), ["38"]);
}

#[test]
fn a_service_that_other_files_extend_is_found_from_each_of_them() {
    let files = [
        ("base.yaml", "services: { base: {}, more: { extends: base } }\n"),
        ("../compose.yaml", "services: { a: { extends: { file: sub/base.yaml, service: base } } }\n"),
    ];
    let own = "services: { own: { extends: { file: base.yaml, service: ba|se } }, base: {} }\n";
    assert_eq!(references(own, &files), ["56", "../compose.yaml:58", "base.yaml:12", "base.yaml:39"]);
}

#[test]
fn a_file_that_a_file_in_another_folder_includes_is_the_one_beside_the_document() {
    let files = [("../common.yaml", "include: [sub/db.yaml]\n"), ("db.yaml", "services: { db: {} }\n")];
    let own = "include: [../common.yaml]\nservices: { own: { depends_on: [d|b] } }\n";
    assert_eq!(references(own, &files), ["58", "db.yaml:12"]);
}

#[test]
fn an_include_that_leads_back_from_another_folder_is_a_cycle() {
    let files = Workspace(BTreeMap::from([("../common.yaml", "include: [sub/c.yaml]\n")]));
    let text = "include: [../common.yaml]\nservices: { own: { image: a } }\n";
    let source = Source { text, file_name: "c.yaml", files: &files, options: Options::default() };
    let found = analyze(&source).diagnostics();
    let messages: Vec<&str> = found.iter().map(Diagnostic::message).collect();
    assert_eq!(messages, ["include cycle: `../common.yaml` leads back to this file"]);
}

#[test]
fn an_extended_service_is_highlighted_whichever_path_leads_to_its_file() {
    let files = Workspace(BTreeMap::from([("base.yaml", "services: { base: {} }\n")]));
    let text = "services: { a: { extends: { file: ../sub/base.yaml, service: base } }, b: { extends: { file: base.yaml, service: base } } }\n";
    let source = Source { text, file_name: "c.yaml", files: &files, options: Options::default() };
    let found = analyze(&source).highlights(114);
    let starts: Vec<usize> = found.iter().map(|one| one.range.start).collect();
    assert_eq!(starts, [61, 113]);
}

#[test]
fn a_file_that_is_only_extended_or_included_can_have_any_name() {
    /// A workspace whose search finds Compose files by their names only.
    struct Named(Workspace);

    impl FileProvider for Named {
        fn read(&self, path: &str) -> Option<Arc<str>> {
            self.0.read(path)
        }
    }

    let files = Named(Workspace(BTreeMap::from([
        ("base.yml", "services: { base: { extends: { file: more.yml, service: more } } }\n"),
        ("more.yml", "services: { more: {}, other: { extends: more } }\n"),
    ])));
    let analyze = |text: &str, offset| {
        let source = Source { text, file_name: "c.yaml", files: &files, options: Options::default() };
        let found = analyze(&source).references(offset).into_iter();
        let name = |file| if let FileRef::Path(path) = file { path.to_string() } else { "c.yaml".to_owned() };
        found.map(|place| (name(place.file), place.range.start)).collect::<Vec<_>>()
    };
    let text = "services: { own: { extends: { file: base.yml, service: base } } }\n";
    let expected = [("c.yaml".to_owned(), 55), ("base.yml".to_owned(), 12)];
    assert_eq!(analyze(text, 56), expected);
    let text = "services: { own: { extends: { file: base.yml, service: base } }, a: { extends: { file: more.yml, service: more } } }\n";
    let expected = [("c.yaml", 106), ("base.yml", 56), ("more.yml", 12), ("more.yml", 40)];
    assert_eq!(analyze(text, 107), expected.map(|(file, offset)| (file.to_owned(), offset)));
}

#[test]
fn an_extended_service_is_not_renamed_to_another_service_of_its_file() {
    let files = Workspace(BTreeMap::from([("base.yaml", "services: { base: {}, db: {} }\n")]));
    let text = "services: { own: { extends: { file: base.yaml, service: base } } }\n";
    let source = Source { text, file_name: "c.yaml", files: &files, options: Options::default() };
    let analysis = analyze(&source);
    assert_eq!(analysis.rename(57, "db").err().as_deref(), Some("there is already a service `db`"));
    assert_eq!(analysis.rename(57, "1").err().as_deref(), Some("`1` is not a string in YAML; choose another name"));
    assert_eq!(analysis.rename(57, "own").map(|edits| edits.len()), Ok(2));
}

#[test]
fn a_merged_service_names_each_file_once_whichever_path_leads_to_it() {
    let text = "services: { own: { extends: { file: ../sub/c.yaml, service: two } }, two: { extends: { file: ../sub/base.yaml, service: base } } }\n";
    let base = "services: { base: { image: a, volumes: [./x:/x] } }\n";
    let files = Workspace(BTreeMap::from([("base.yaml", base), ("c.yaml", text)]));
    let source = Source { text, file_name: "c.yaml", files: &files, options: Options::default() };
    let shown = analyze(&source).hover(13).map(|hover| hover.markdown).unwrap_or_default();
    assert!(shown.starts_with("Service `own`, merged from [base.yaml](base.yaml) and [c.yaml](c.yaml):"), "{shown}");
    assert!(shown.contains("    - ./x:/x\n"), "{shown}");
}
