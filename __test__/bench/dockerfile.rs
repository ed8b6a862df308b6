//! Times the reading and checking of Dockerfiles: real files beside a parser that only reads, and a megabyte of text in
//! the shapes that could take longest.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::{FileProvider, Language, Options, Source, dockerfile};
use serde_json::{Value, json};

use crate::shapes;
use crate::times::{in_turns, median, nanoseconds};

/// Bytes of a shape for which quick fixes are asked.
const PART: usize = 1 << 16;

/// Nanoseconds, as JSON: of a pass over all files in `folder`, and of each shape.
pub fn measure(folder: &Path, rounds: usize) -> Result<Value, Box<dyn Error>> {
    let mut texts = Vec::new();
    for path in files(folder)? {
        // Only what both can read, so that neither is paid for giving up.
        if let Ok(text) = String::from_utf8(fs::read(path)?)
            && parse_dockerfile::parse(&text).is_ok()
        {
            texts.push(text);
        }
    }
    let all = |work: fn(&str)| texts.iter().for_each(|text| work(text));
    let [theirs, parse, checks] = in_turns(rounds, [&mut || all(theirs), &mut || all(parse), &mut || all(check)]);
    let shapes: Vec<Value> = shapes::all().into_iter().map(|(name, text)| measure_shape(name, &text)).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    Ok(json!({
        "files": texts.len(), "bytes": bytes,
        "theirs": theirs, "parse": parse, "checks": checks,
        "shapes": shapes,
    }))
}

/// Every Dockerfile below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name().is_some_and(|name| name.to_string_lossy().contains("Dockerfile")) {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        return Err("there are no Dockerfiles".into());
    }
    Ok(found)
}

fn theirs(text: &str) {
    let _ = black_box(parse_dockerfile::parse(black_box(text)));
}

fn parse(text: &str) {
    black_box(dockerfile::parse(black_box(text)));
}

fn check(text: &str) {
    let none = Ignoring { patterns: 0 };
    black_box(Language::Dockerfile.analyze(&source(black_box(text), &none)).diagnostics());
}

fn measure_shape(name: &str, text: &str) -> Value {
    // As many patterns as a careful project has, which every source is compared with.
    let ignoring = Ignoring { patterns: 20 };
    let source = source(text, &ignoring);
    let mut times: [Vec<f64>; 2] = Default::default();
    for _ in 0..5 {
        times[0].push(nanoseconds(|| parse(text)));
        times[1].push(nanoseconds(|| drop(black_box(Language::Dockerfile.analyze(&source).diagnostics()))));
    }
    // Fixes are asked for one place, but may mend everything of a rule. Of a part alone, as nobody would wait for the
    // whole if their time grew faster than the text.
    let end = (0..=PART.min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default();
    let part = Source { text: &text[..end], ..source };
    let first = Language::Dockerfile.analyze(&part).diagnostics().into_iter().next();
    let fixes = first.map(|first| {
        nanoseconds(|| drop(black_box(Language::Dockerfile.analyze(&part).quick_fixes(first.range.clone()))))
    });
    let [parse, checks] = times.map(median);
    json!({ "name": name, "parse": parse, "checks": checks, "fixes": fixes })
}

fn source<'a>(text: &'a str, files: &'a Ignoring) -> Source<'a> {
    Source { text, file_name: "Dockerfile", files, options: Options::default() }
}

/// A `.dockerignore` of some patterns, if any.
struct Ignoring {
    patterns: usize,
}

impl FileProvider for Ignoring {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        let is_there = self.patterns > 0 && path == ".dockerignore";
        let patterns: Vec<String> = (0..self.patterns).map(|at| format!("**/folder{at}")).collect();
        is_there.then(|| patterns.join("\n").into())
    }
}
