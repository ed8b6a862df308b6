//! Compares our formatter with the results of `terraform fmt` and hclwrite for real and generated files.
//!
//! The results are in `../shared/goldens`, next to the repository, or in the folder that `CANDOR_GOLDENS` names.
//! Without them, the test prints a message and passes.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use candor::languages::syntax::hcl;
use candor::languages::terraform;
use serde::Deserialize;

/// A text with the results of both programs. The result of hclwrite is omitted if it is the same.
#[derive(Deserialize)]
struct Golden {
    file: String,
    text: String,
    formatted: String,
    hclwrite: Option<String>,
}

#[test]
fn terraform_and_hclwrite_format_every_file_as_we_do() {
    let Some(goldens) = read_goldens("terraform/fmt.jsonl") else { return };
    let mut count = 0;
    let mut differences = Vec::new();
    for golden in goldens.lines().map(|line| serde_json::from_str::<Golden>(line).expect("a line is JSON")) {
        let Golden { file, text, formatted, hclwrite } = golden;
        count += 1;
        // Terraform does not change texts that do not parse.
        let ours = terraform::format(&text).unwrap_or_else(|| text.clone());
        if ours != formatted {
            differences.push(format!("terraform fmt: {file}: {}", first_difference(&ours, &formatted)));
        }
        let again = terraform::format(&formatted).unwrap_or_else(|| formatted.clone());
        if again != formatted && hclwrite.is_none() {
            differences.push(format!("formatted again: {file}: {}", first_difference(&again, &formatted)));
        }
        let is_valid = hcl::File::parse(&text).errors().is_empty();
        let layout = if is_valid { hcl::format::layout(&text) } else { text };
        let expected = hclwrite.unwrap_or(formatted);
        if layout != expected {
            differences.push(format!("hclwrite: {file}: {}", first_difference(&layout, &expected)));
        }
    }
    writeln!(std::io::stderr(), "formatting: {count} files, {} differences", differences.len()).ok();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The files of a Terraform module.
#[derive(Deserialize)]
struct Module {
    files: BTreeMap<String, String>,
}

#[test]
fn terraform_itself_formats_the_files_of_real_and_broken_modules_as_we_do() {
    let Some(modules) = read_goldens("terraform/modules.jsonl") else { return };
    let folder = std::env::temp_dir().join(format!("candor-format-{}", std::process::id()));
    let mut files = Vec::new();
    for (index, line) in modules.lines().enumerate() {
        let module: Module = serde_json::from_str(line).expect("a line is JSON");
        let texts = module.files.into_values().enumerate();
        files.extend(texts.map(|(part, text)| (folder.join(format!("{index}-{part}.tf")), text)));
    }
    std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
    for (path, text) in &files {
        std::fs::write(path, text).expect("a temporary file can be written");
    }
    // Terraform does not change files that do not parse, and reports this with its exit code.
    let ran = Command::new("terraform").args(["fmt", "-list=false"]).current_dir(&folder).output();
    let results: Vec<_> = files.iter().map(|(path, _)| std::fs::read_to_string(path).unwrap_or_default()).collect();
    std::fs::remove_dir_all(&folder).expect("the folder is ours");
    if ran.is_err() {
        writeln!(std::io::stderr(), "skipped: there is no terraform on PATH").ok();
        return;
    }
    let mut differences = Vec::new();
    for ((path, text), theirs) in files.iter().zip(results) {
        let ours = terraform::format(text).unwrap_or_else(|| text.clone());
        if ours != theirs {
            differences.push(format!("{}: {}", path.display(), first_difference(&ours, &theirs)));
        }
    }
    writeln!(std::io::stderr(), "terraform fmt: {} files, {} differences", files.len(), differences.len()).ok();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn first_difference(ours: &str, theirs: &str) -> String {
    let mut lines = ours.split('\n').zip(theirs.split('\n')).enumerate();
    let found = lines.find(|(_, (ours, theirs))| ours != theirs);
    found.map_or_else(
        || "one has more lines".to_owned(),
        |(line, (ours, theirs))| format!("line {}: {ours:?} instead of {theirs:?}", line + 1),
    )
}

fn read_goldens(name: &str) -> Option<String> {
    let folder = std::env::var_os("CANDOR_GOLDENS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens"), PathBuf::from);
    let text = std::fs::read_to_string(folder.join(name)).ok();
    if text.is_none() {
        writeln!(std::io::stderr(), "skipped: there is no {name} in {}", folder.display()).ok();
    }
    text
}
