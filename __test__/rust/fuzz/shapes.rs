//! Strategies that generate texts: arbitrary texts, texts that resemble a Dockerfile or a Terraform file, and mutated
//! cases of the fixtures.

use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use candor::languages::Language;

use crate::answers::Document;
use crate::vocabulary::{
    DIRECTIVES, FLAGS, INSTRUCTIONS, JOINTS, PIECES, STAGES, TERRAFORM_LINES, TERRAFORM_VALUES, WORDS,
};

/// The maximum size of a seed, in bytes.
const MAX_SEED_LEN: usize = 6_000;

/// Generates characters of all kinds, and more often those with a meaning.
pub fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => select(PIECES).prop_map(ToOwned::to_owned),
        2 => any::<char>().prop_map(String::from),
        2 => instruction(),
        1 => Just("\n".to_owned()),
    ];
    vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

/// Generates a few directives, and stages with instructions.
pub fn dockerfile() -> impl Strategy<Value = String> {
    let line_end = prop_oneof![9 => Just("\n"), 1 => Just("\r\n")];
    (vec(line(DIRECTIVES), 0..3), vec(stage(), 1..4), line_end, any::<bool>()).prop_map(
        |(directives, stages, line_end, is_ended)| {
            let mut text = directives.concat() + &stages.concat();
            if text.contains("escape=`") {
                text = text.replace("\\\n", "`\n");
            }
            if !is_ended {
                text.pop();
            }
            text.replace('\n', line_end)
        },
    )
}

/// Generates lines of a module's settings, in any order.
pub fn terraform() -> impl Strategy<Value = String> {
    let line = (select(TERRAFORM_LINES), select(TERRAFORM_VALUES), select(TERRAFORM_VALUES))
        .prop_map(|(line, first, second)| line.replacen("VALUE", first, 1).replacen("VALUE", second, 1));
    let line_end = prop_oneof![9 => Just("\n"), 1 => Just("\r\n")];
    (vec(line, 0..14), line_end).prop_map(|(lines, line_end)| {
        let body: String = lines.iter().flat_map(|line| [line, line_end]).collect();
        format!("terraform {{{line_end}required_providers {{{line_end}{body}}}{line_end}}}{line_end}")
    })
}

/// Generates the text of a case with a few changes.
pub fn mutated_case() -> impl Strategy<Value = String> {
    (select(cases()), vec(change(), 1..5)).prop_map(|(text, changes)| {
        changes.into_iter().fold(text, |text, (kind, place, piece, line)| changed(&text, kind, place, &piece, &line))
    })
}

fn stage() -> impl Strategy<Value = String> {
    (line(STAGES), vec(prop_oneof![9 => instruction(), 1 => Just("\n".to_owned())], 0..6))
        .prop_map(|(from, instructions)| from + &instructions.concat())
}

/// Generates a keyword in one of three cases, with flags and words.
fn instruction() -> impl Strategy<Value = String> {
    let keyword = (select(INSTRUCTIONS), 0..8_u8).prop_map(|(keyword, case)| match case {
        0 | 1 => keyword.to_lowercase(),
        2 => keyword.chars().take(1).chain(keyword.chars().skip(1).flat_map(char::to_lowercase)).collect(),
        _ => keyword.to_owned(),
    });
    let onbuild = prop_oneof![15 => Just(""), 1 => Just("ONBUILD ")];
    let word = prop_oneof![5 => select(WORDS).prop_map(ToOwned::to_owned), 1 => vec(select(PIECES), 1..4).prop_map(|pieces| pieces.concat())];
    let joint = || prop_oneof![9 => Just(" "), 1 => select(JOINTS)];
    let flag = (select(FLAGS), joint()).prop_map(|(flag, joint)| format!("{flag}{joint}"));
    let words = vec((word, joint()).prop_map(|(word, joint)| word + joint), 0..4);
    let flags = prop_oneof![2 => Just(Vec::new()), 1 => vec(flag, 1..3)];
    (onbuild, keyword, joint(), flags, words).prop_map(|(onbuild, keyword, joint, flags, words)| {
        let line = format!("{onbuild}{keyword}{joint}{}{}", flags.concat(), words.concat());
        let end = if line.contains("<<E") { "\n$FOO \"\nE\n" } else { "\n" };
        line.trim_end_matches(' ').to_owned() + end
    })
}

fn line(of: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(of).prop_map(|line| format!("{line}\n"))
}

fn change() -> impl Strategy<Value = (u8, Index, String, String)> {
    (0..9_u8, any::<Index>(), select(PIECES).prop_map(ToOwned::to_owned), instruction())
}

fn changed(text: &str, kind: u8, place: Index, piece: &str, line: &str) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    let at = place.index(lines.len().max(1));
    let mut character = place.index(text.len() + 1);
    while !text.is_char_boundary(character) {
        character -= 1;
    }
    match kind {
        0 if !lines.is_empty() => drop(lines.remove(at)),
        1 if !lines.is_empty() => lines.insert(at, lines[at]),
        2 => lines.insert(at, line),
        3 => lines.reverse(),
        4 => return text.to_lowercase(),
        5 => return text.replacen(' ', piece, 1),
        6 => return [&text[..character], &text[character..].chars().skip(1).collect::<String>()].concat(),
        7 => return text.replace('\n', "\r\n"),
        _ => return [&text[..character], piece, &text[character..]].concat(),
    }
    lines.concat()
}

/// Returns the texts of all cases for Dockerfiles.
fn cases() -> Vec<String> {
    let cases = cases_of("dockerfile");
    assert!(!cases.is_empty(), "there is nothing to change");
    cases
}

/// Returns the texts of all cases in a folder.
fn cases_of(folder: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("__test__/languages").join(folder);
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("there are cases").flatten().map(|file| file.path()).collect();
    paths.sort();
    let files = paths.iter().map(|path| std::fs::read_to_string(path).expect("a file with cases can be read"));
    files.flat_map(|file| file.split("\n== ").skip(1).map(text).collect::<Vec<_>>()).collect()
}

/// Generates documents of all languages: cases and shared files, complete, truncated or with a few changes.
pub fn documents() -> impl Strategy<Value = Document> {
    let changes = prop_oneof![
        2 => Just(Vec::new()),
        3 => vec(change(), 1..4),
    ];
    let truncation = prop_oneof![1 => Just(None), 1 => any::<Index>().prop_map(Some)];
    (select(seeds()), changes, truncation).prop_map(|(seed, changes, truncation)| {
        let mut text = changes
            .into_iter()
            .fold(seed.text.clone(), |text, (kind, place, piece, line)| changed(&text, kind, place, &piece, &line));
        if let Some(end) = truncation {
            let mut end = end.index(text.len() + 1);
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        Document { text, ..seed }
    })
}

/// Returns the texts that documents are generated from: all cases, and the files below the folders in
/// `CANDOR_FUZZ_SEEDS`.
fn seeds() -> Vec<Document> {
    let mut seeds = Vec::new();
    for (folder, language, names) in [
        ("dockerfile", Language::Dockerfile, ["Dockerfile", "Dockerfile"]),
        ("compose", Language::Compose, ["compose.yaml", "compose.yaml"]),
        ("bake", Language::Bake, ["docker-bake.hcl", "docker-bake.json"]),
        ("terraform", Language::Terraform, ["main.tf", "main.tf.json"]),
    ] {
        for text in cases_of(folder) {
            let is_json = text.trim_start().starts_with('{');
            seeds.push(Document { language, file_name: names[usize::from(is_json)], text });
        }
    }
    let folders = std::env::var("CANDOR_FUZZ_SEEDS").unwrap_or_default();
    for folder in folders.split(':').filter(|folder| !folder.is_empty()) {
        read_seeds(Path::new(folder), &mut seeds);
    }
    seeds
}

/// Adds the files of known languages below a folder. Long files are skipped, because they take more time than they are
/// worth.
fn read_seeds(folder: &Path, seeds: &mut Vec<Document>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).expect("a folder can be read").flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::path);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            read_seeds(&path, seeds);
            continue;
        }
        let name = entry.file_name().into_string().unwrap_or_default();
        let Some(language) = Language::detect("", &name) else { continue };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if text.len() < MAX_SEED_LEN {
            let file_name = Box::leak(name.into_boxed_str());
            seeds.push(Document { language, file_name, text });
        }
    }
}

/// Returns the text of a case, with visible substitutes kept as they are.
fn text(case: &str) -> String {
    let drawn = case.lines().take_while(|line| !line.starts_with("fix"));
    let lines = drawn.filter_map(|line| line.strip_prefix("| ").or((line == "|").then_some("")));
    let text = lines.flat_map(|line| [line, "\n"]).collect::<String>();
    let signs = [("␃\n", ""), ("␉", "\t"), ("␍", "\r"), ("␠", " "), ("␂", "\u{feff}")];
    signs.iter().fold(text, |text, (sign, meant)| text.replace(sign, meant))
}
