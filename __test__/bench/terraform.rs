//! Times the reading of Terraform's files beside a parser that only reads, and the search for modules beside a bare
//! listing of the same folder.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use candor::languages::syntax::hcl;
use candor::languages::terraform::model::module_requirements::FileSummary;
use candor::workspace::folders::{Folders, Ignored};
use candor::workspace::module_discovery;
use serde_json::{Value, json};

use crate::times::in_turns;

/// Nanoseconds, as JSON: of a pass over all files in `folder` that both can read.
pub fn measure(folder: &Path, rounds: usize) -> Result<Value, Box<dyn Error>> {
    let mut texts = Vec::new();
    list(folder, &mut |path| {
        if path.extension().is_some_and(|extension| extension == "tf")
            && let Ok(text) = fs::read_to_string(&path)
            && hcl_edit::parser::parse_body(&text).is_ok()
        {
            texts.push(text);
        }
    })?;
    if texts.is_empty() {
        return Err("there are no Terraform files".into());
    }
    let [theirs, read, modules] = in_turns(
        rounds,
        [
            &mut || texts.iter().for_each(|text| drop(black_box(hcl_edit::parser::parse_body(black_box(text))))),
            &mut || texts.iter().for_each(|text| drop(black_box(hcl::File::parse(black_box(text))))),
            &mut || texts.iter().for_each(|text| drop(black_box(FileSummary::parse("main.tf", black_box(text))))),
        ],
    );
    let bytes: usize = texts.iter().map(String::len).sum();
    Ok(json!({ "files": texts.len(), "bytes": bytes, "theirs": theirs, "read": read, "modules": modules }))
}

/// Nanoseconds, as JSON: of a bare listing of `folder` and all that is below it, and of the search for modules in it.
pub fn measure_discovery(folder: &Path, rounds: usize) -> Result<Value, Box<dyn Error>> {
    let folders = Folders::new([folder.to_owned()]);
    let ignored = Ignored::default();
    let found = module_discovery::modules(&folders, &ignored, || true).modules.len();
    let mut entries = 0;
    list(folder, &mut |_| entries += 1)?;
    let mut list_alone = || drop(black_box(list(folder, &mut |path| drop(black_box(path)))));
    let mut find = || drop(black_box(module_discovery::modules(&folders, &ignored, || true)));
    let [listing, search] = in_turns(rounds, [&mut list_alone, &mut find]);
    Ok(json!({ "modules": found, "files": entries, "listing": listing, "search": search }))
}

/// Hands out every file below a folder, and does nothing else.
fn list(folder: &Path, name: &mut dyn FnMut(PathBuf)) -> Result<(), Box<dyn Error>> {
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                name(path);
            }
        }
    }
    Ok(())
}
