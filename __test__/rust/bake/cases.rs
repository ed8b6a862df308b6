//! False alarms and missed errors of an earlier version, each with the expected findings.

use std::collections::BTreeMap;
use std::path::Path;

use candor::languages::Language;
use candor::languages::answers::Severity;

use super::{Folder, print, shared, source};

#[test]
fn every_case_about_bake_is_judged_as_expected() {
    let Some(root) = shared("cases") else { return };
    let mut judged = 0;
    let mut failures = Vec::new();
    for folder in ["06-bake-several-files", "07-bake-stage-names", "11-bake-words", "12-bake-arguments"] {
        let folder = root.join(folder);
        let readme = std::fs::read_to_string(folder.join("README.md")).expect("a kind of case has a README");
        for line in readme.lines() {
            let cells: Vec<&str> = line.split('|').map(str::trim).collect();
            let [_, case, document, "dockerbake", expected, ..] = cells.as_slice() else { continue };
            judged += 1;
            let files = read(&folder.join(case));
            let text = files.0.get(*document).expect("the document is there").clone();
            let found = Language::Bake.analyze(&source(document, &text, &files)).diagnostics();
            let is_right = match *expected {
                "nothing" => found.is_empty(),
                "an error" | "there is no such stage" | "there is no such stage (BuildKit knows none by number)" => {
                    found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
                }
                "not declared" => found.iter().any(|diagnostic| {
                    diagnostic.severity == Severity::Warning && diagnostic.message().contains("not declared")
                }),
                other => panic!("unknown expectation {other}"),
            };
            if !is_right {
                failures.push(format!("{} {case}: expected {expected}, found {found:?}", folder.display()));
            }
        }
    }
    print(&format!("bake cases: {} of {judged} as expected\n", judged - failures.len()));
    assert!(judged > 0 && failures.is_empty(), "{}", failures.join("\n"));
}

fn read(folder: &Path) -> Folder {
    let mut files = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).expect("a folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                let name = path.strip_prefix(folder).expect("within the folder").to_string_lossy().replace('\\', "/");
                files.insert(name, text.into());
            }
        }
    }
    Folder(files)
}
