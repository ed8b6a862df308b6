//! Compares our results for real and broken Bake files with those of buildx: the output of `--print` for every target
//! and group, or an error.

use candor::languages::Language;
use candor::languages::answers::Severity;
use serde_json::Value;

use super::{Folder, print, shared, source};

#[test]
fn every_target_resolves_to_what_buildx_prints() {
    let Some(path) = shared("goldens/bake/verdicts.jsonl") else { return };
    let text = std::fs::read_to_string(path).expect("verdicts can be read");
    let (mut files, mut verdicts, mut differences) = (0, 0, Vec::new());
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).expect("every line is JSON");
        let (name, text) = (row["name"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        let at = format!("{} {} {}", row["source"], row["file"], row["mutation"]);
        files += 1;
        // Each file was evaluated alone.
        let empty = Folder::default();
        if let Some(error) = row["error"].as_str() {
            verdicts += 1;
            if let Ok(printed) = candor::languages::bake::print(&source(name, text, &empty), "default") {
                let target = printed["target"].as_object().map(serde_json::Map::len);
                differences.push(format!("{at}: buildx refuses it: {error}\n  printed {target:?} targets"));
            }
            continue;
        }
        for (target, expected) in row["print"].as_object().expect("a verdict has a print or an error") {
            verdicts += 1;
            let printed = candor::languages::bake::print(&source(name, text, &empty), target);
            match (&expected["error"], printed) {
                (Value::Null, Ok(printed)) if printed == *expected => {}
                (Value::String(_), Err(_)) => {}
                (Value::String(error), Ok(_)) => differences.push(format!("{at} {target}: buildx refuses it: {error}")),
                (_, Err(error)) => differences.push(format!("{at} {target}: buildx prints it, but {error}")),
                (_, Ok(printed)) => {
                    differences.push(format!("{at} {target}:\n  buildx {expected}\n  candor {printed}"));
                }
            }
        }
    }
    print(&format!("bake print: {} of {verdicts} verdicts on {files} files agree\n", verdicts - differences.len()));
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn errors_are_reported_for_files_that_buildx_refuses_and_for_no_others() {
    let Some(path) = shared("goldens/bake/verdicts.jsonl") else { return };
    let text = std::fs::read_to_string(path).expect("verdicts can be read");
    let mut differences = Vec::new();
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).expect("every line is JSON");
        let (name, text) = (row["name"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        let empty = Folder::default();
        let found = Language::Bake.analyze(&source(name, text, &empty)).diagnostics();
        let prints = row["print"].as_object();
        let is_refused = prints.is_none_or(|prints| prints.values().any(|print| print["error"].is_string()));
        // A missing name is a warning if another file or the environment can provide it.
        let is_reported = found.iter().any(|diagnostic| {
            diagnostic.severity == Severity::Error || diagnostic.message().starts_with("there is no")
        });
        if is_refused != is_reported {
            differences.push(format!(
                "{} {} {}: refused {is_refused}, {found:?}",
                row["source"], row["file"], row["mutation"]
            ));
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn real_files_have_no_errors_beside_the_files_of_their_project() {
    let Some(path) = shared("goldens/bake/verdicts.jsonl") else { return };
    let text = std::fs::read_to_string(path).expect("verdicts can be read");
    let (mut files, mut warnings, mut alarms) = (0, Vec::new(), Vec::new());
    for line in text.lines() {
        let row: Value = serde_json::from_str(line).expect("every line is JSON");
        if !row["mutation"].is_null() || row["error"].is_string() {
            continue;
        }
        files += 1;
        let (name, text) = (row["name"].as_str().unwrap_or_default(), row["text"].as_str().unwrap_or_default());
        let siblings = row["siblings"].as_object().into_iter().flatten();
        let siblings = siblings.map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into()));
        let folder = Folder(siblings.collect());
        for diagnostic in Language::Bake.analyze(&source(name, text, &folder)).diagnostics() {
            let found = format!("{} {}: {}", row["source"], row["file"], diagnostic.message());
            let is_error = diagnostic.severity == Severity::Error;
            if is_error { &mut alarms } else { &mut warnings }.push(found);
        }
    }
    print(&format!("bake real files: {} errors and {} warnings on {files} files\n", alarms.len(), warnings.len()));
    if std::env::var_os("CANDOR_DIFFERENCES").is_some() {
        print(&warnings.join("\n"));
    }
    assert!(alarms.is_empty(), "{}", alarms.join("\n"));
}
