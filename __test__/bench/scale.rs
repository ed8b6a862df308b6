//! Times the loading of provider schemas beside a bare read of their JSON, and the bare read of all files in a folder.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;

use candor::languages::terraform::model::provider_schemas::SchemasBuilder;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use crate::times::in_turns;

/// Nanoseconds, as JSON: of loading schemas as a server does, and of reading the JSON alone. Also the bytes of the file
/// and of what is held.
pub fn measure_schemas(file: &Path, rounds: usize) -> Result<Value, Box<dyn Error>> {
    let load = || -> Result<usize, Box<dyn Error>> {
        let json = fs::read_to_string(file)?;
        let mut builder = SchemasBuilder::default();
        builder.add(&json, &BTreeMap::new())?;
        Ok(builder.build().bytes())
    };
    let held = load()?;
    let read_alone = || fs::read_to_string(file).map(|json| serde_json::from_str::<IgnoredAny>(&json).is_ok());
    let [loading, reading] = in_turns(rounds, [&mut || drop(black_box(load())), &mut || drop(black_box(read_alone()))]);
    Ok(json!({ "load": loading, "read": reading, "held": held, "file": fs::metadata(file)?.len() }))
}

/// Nanoseconds, as JSON: of listing a folder and all that is below it, and reading every file.
pub fn measure_reading(folder: &Path, rounds: usize) -> Result<Value, Box<dyn Error>> {
    read(folder)?;
    let [reading] = in_turns(rounds, [&mut || drop(black_box(read(folder)))]);
    Ok(json!({ "read": reading }))
}

fn read(folder: &Path) -> Result<usize, Box<dyn Error>> {
    let (mut folders, mut bytes) = (vec![folder.to_owned()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else {
                bytes += black_box(fs::read_to_string(entry.path())?).len();
            }
        }
    }
    Ok(bytes)
}
