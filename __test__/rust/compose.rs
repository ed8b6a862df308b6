//! Compares the analysis of Compose files with recorded results of compose-go and with answers of other language
//! servers. Without the recordings, the tests print a message and are skipped.

#![expect(clippy::print_stdout, reason = "the figures are for people")]

#[path = "judge/edits.rs"]
mod edits;

#[path = "compose/recordings.rs"]
mod recordings;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use candor::languages::analysis::{Analysis, FormattingOptions};
use candor::languages::answers::{Diagnostic, FileRef, HighlightKind, LinkTarget, Severity, Symbol, SymbolKind};
use candor::languages::text::{Position, Text};
use candor::languages::{Language, Options, Source};
use serde_json::Value;

use edits::apply;
use recordings::{Agreement, Files, read};

/// Files that compose-go validated without their `.env`. Compose reads this file, so our results differ.
const WITHOUT_ENV_FILE: [&str; 4] =
    ["plex/compose.yaml", "examples/compose/compose.yml", "examples/traefik/compose.yml", "test/compose.yml"];

/// Wrong answers of the other server, with the reason.
const WRONG_ANSWERS: [(&str, &str, &str); 5] = [
    ("links", "/Dockerfile.connhelper-ssh", "a Dockerfile is in its build context, which is another folder here"),
    ("links", "file://${WS}/Dockerfile", "the build context is `..`"),
    ("rename", "compose-test-with-version.yaml", "Compose creates the network `default`, so its name cannot change"),
    ("formatting", "nginx-flask-mongo/compose.yaml", "surplus spaces stay after `-`"),
    ("inlay hints", "extends/reset.yaml", "the hint is inside of the tag `!reset`"),
];

/// Whether a link of the other server is broken, because its target contains a variable, or a registry in the place of
/// a Docker Hub user.
fn is_dead_link(target: &str) -> bool {
    let user = target.strip_prefix("https://hub.docker.com/r/").and_then(|rest| rest.split('/').next());
    target.contains("com/_/${") || user.is_some_and(|user| user.contains(['.', ':', '$']))
}

fn is_wrong(kind: &str, what: &str) -> bool {
    WRONG_ANSWERS.iter().any(|(wrong, part, _)| *wrong == kind && what.ends_with(part))
}

#[test]
fn verdicts_are_those_of_compose() {
    let Some(records) = read("verdicts.jsonl") else { return };
    let mut differences = Vec::new();
    for record in &records {
        let files = Files::new(record);
        let name = record["name"].as_str().unwrap_or("compose.yaml");
        let text = record["text"].as_str().unwrap_or_default();
        let source = Source { text, file_name: name, files: &files, options: Options::default() };
        let diagnostics = Language::Compose.analyze(&source).diagnostics();
        let refusals: Vec<&Diagnostic> = diagnostics.iter().filter(|one| is_refusal(one)).collect();
        let is_refused = record["error"].is_string();
        if refusals.is_empty() == is_refused {
            let file = record["file"].as_str().unwrap_or_default();
            let is_known = record["mutation"].is_null() && is_refused && WITHOUT_ENV_FILE.contains(&file);
            if !is_known {
                let found: Vec<&str> = refusals.iter().map(|one| one.message()).collect();
                differences.push(format!("{file} ({}): {} against {found:?}", record["mutation"], record["error"]));
            }
        }
    }
    println!("verdicts: {} of {} agree", records.len() - differences.len(), records.len());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// Whether Compose would reject a file because of a diagnostic.
fn is_refusal(diagnostic: &Diagnostic) -> bool {
    let code = diagnostic.code.map_or("", |code| code.name);
    diagnostic.severity == Severity::Error
        || code == "MissingFile"
        || diagnostic.severity == Severity::Warning && code != "PortConflict"
}

#[test]
fn answers_agree_with_those_of_docker_language_server() {
    let Some(records) = read("features/docker-language-server.jsonl") else { return };
    let items = recordings::items("features/docker-language-server.items.json");
    let mut agreement = Agreement::default();
    for record in &records {
        compare(record, &items, &mut agreement);
    }
    agreement.print();
    // `CANDOR_DIFFERENCES=1` lists the remaining differences of each kind. The remaining differences of typed words are
    // names that cannot be derived from the file.
    for (kind, least) in [
        ("definition", 99.5),
        ("highlight", 99.5),
        ("prepareRename", 99.5),
        ("rename", 99.5),
        ("links", 99.5),
        ("inlay hints", 99.5),
        ("symbols", 99.5),
        ("hover", 99.5),
        ("formatting", 99.0),
        ("typed first words", 90.0),
        ("typed keys", 91.0),
        ("typed keys among the first ten", 90.0),
        ("typed keys first", 80.0),
    ] {
        assert!(agreement.share(kind) >= least, "{kind}: {:.1} % of the answers agree", agreement.share(kind));
    }
}

fn compare(record: &Value, items: &[String], agreement: &mut Agreement) {
    let files = Files::new(record);
    let name = record["name"].as_str().unwrap_or("compose.yaml");
    let written = record["text"].as_str().unwrap_or_default();
    let text = Text::new(written.to_owned());
    let source = Source { text: written, file_name: name, files: &files, options: Options::default() };
    let analysis = Language::Compose.analyze(&source);
    let answers = &record["answers"];
    let place = |what: &str| format!("{} {what}", record["file"].as_str().unwrap_or_default());
    let document = format!("file://${{WS}}/{name}");

    let theirs: Vec<(String, u64)> = list(&answers["documentSymbol"])
        .map(|one| (one["name"].as_str().unwrap_or_default().to_owned(), one["kind"].as_u64().unwrap_or_default()))
        .collect();
    let ours: Vec<(String, u64)> = analysis.symbols().iter().map(|one| (one.name.clone(), kind_number(one))).collect();
    agreement.add("symbols", theirs == ours, || format!("{}: {theirs:?} {ours:?}", place("symbols")));

    let ours: BTreeSet<String> = analysis
        .document_links()
        .iter()
        .map(|link| match &link.target {
            LinkTarget::Page(page) => page.clone(),
            LinkTarget::File(FileRef::Path(path)) => format!("file://${{WS}}/{path}"),
            LinkTarget::File(FileRef::Document) => document.clone(),
        })
        .collect();
    for link in list(&answers["documentLink"]) {
        let target = link["target"].as_str().unwrap_or_default();
        if is_dead_link(target) || is_wrong("links", target) && !ours.contains(target) {
            continue;
        }
        let is_there = ours.contains(target);
        agreement.add("links", is_there, || format!("{}: {target} not in {ours:?}", place("links")));
    }

    let is_wrong_format = is_wrong("formatting", record["file"].as_str().unwrap_or_default());
    if let Some(formatting) = answers["formatting"].as_object().filter(|_| !is_wrong_format) {
        let edits = analysis.formatting(FormattingOptions { tab_size: 2, insert_spaces: true });
        let ours = apply(written, &edits).unwrap_or_default();
        let theirs = formatting.get("text").and_then(Value::as_str).unwrap_or(written);
        let strip = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
        let is_same = strip(&ours).trim_end() == strip(theirs).trim_end();
        agreement.add("formatting", is_same, || format!("{}\n{theirs}\n---\n{ours}", place("formatting")));
    }

    let ours: BTreeSet<(Position, String)> = analysis
        .inlay_hints(0..written.len())
        .into_iter()
        .map(|hint| (text.position(hint.offset), hint.label))
        .collect();
    for hint in list(&answers["inlayHint"]) {
        if is_wrong("inlay hints", record["file"].as_str().unwrap_or_default()) {
            continue;
        }
        let expected = (position(&hint["position"]), hint["label"].as_str().unwrap_or_default().to_owned());
        agreement.add("inlay hints", ours.contains(&expected), || format!("{}: {expected:?} {ours:?}", place("inlay")));
    }

    for at in list(&answers["positions"]) {
        compare_position(&Asked { record, files: &files, text: &text, analysis: &*analysis }, at, items, agreement);
    }
    for typed in list(&answers["typed"]) {
        compare_typed(record, typed, &files, agreement);
    }
}

/// A document with its analysis.
struct Asked<'a> {
    record: &'a Value,
    files: &'a Files,
    text: &'a Text,
    analysis: &'a dyn Analysis,
}

fn compare_position(asked: &Asked, at: &Value, items: &[String], agreement: &mut Agreement) {
    let Asked { record, files, text, analysis } = asked;
    let written = text.as_str();
    let name = record["name"].as_str().unwrap_or("compose.yaml");
    let document = format!("file://${{WS}}/{name}");
    let place = |what: &str| format!("{} {what}", record["file"].as_str().unwrap_or_default());
    let offset = text.offset(position(at));
    let what = |kind: &str| place(&format!("{}:{} {kind}", at["line"], at["character"]));
    if !at["hover"].is_null() {
        let is_there = analysis.hover(offset).is_some();
        agreement.add("hover", is_there, || what("hover"));
    }
    if let Some(theirs) = at["definition"].as_array() {
        let theirs: BTreeSet<(String, Position)> = theirs
            .iter()
            .map(|one| {
                (
                    one["targetUri"].as_str().unwrap_or_default().to_owned(),
                    position(&one["targetSelectionRange"]["start"]),
                )
            })
            .collect();
        let ours = analysis.definition(offset).map(|definition| definition.targets).unwrap_or_default();
        let ours: BTreeSet<(String, Position)> = ours
            .iter()
            .map(|target| match &target.file {
                FileRef::Document => (document.clone(), text.position(target.focus_range.start)),
                FileRef::Path(path) => {
                    let other = Text::new(files.text(path).unwrap_or_default());
                    (format!("file://${{WS}}/{path}"), other.position(target.focus_range.start))
                }
            })
            .collect();
        agreement.add("definition", theirs == ours, || format!("{}: {theirs:?} {ours:?}", what("definition")));
    }
    // The other server treats paths, variables and images as volumes.
    let is_path = |range: &Value| {
        let (start, end) = (text.offset(position(&range["start"])), text.offset(position(&range["end"])));
        written.get(start..end).is_some_and(|name| name.contains(['/', '\\', '$', ':']))
    };
    if is_path(&at["prepareRename"]) {
        return;
    }
    if let Some(theirs) = at["highlight"].as_array() {
        let theirs: BTreeSet<(Position, u64)> = theirs
            .iter()
            .map(|one| (position(&one["range"]["start"]), one["kind"].as_u64().unwrap_or_default()))
            .collect();
        let number = |kind: HighlightKind| if kind == HighlightKind::Write { 3 } else { 2 };
        let ours: BTreeSet<(Position, u64)> =
            analysis.highlights(offset).iter().map(|one| (text.position(one.range.start), number(one.kind))).collect();
        // The other server does not support `service:` in `ipc` and `network_mode`.
        agreement.add("highlight", theirs.is_subset(&ours), || format!("{}: {theirs:?} {ours:?}", what("highlight")));
    }
    if !at["prepareRename"].is_null() {
        let theirs = (position(&at["prepareRename"]["start"]), position(&at["prepareRename"]["end"]));
        let ours = analysis.rename_target(offset).map(|target| range_of(text, &target.range));
        agreement
            .add("prepareRename", ours == Some(theirs), || format!("{}: {theirs:?} {ours:?}", what("prepareRename")));
    }
    let is_wrong_rename = is_wrong("rename", record["file"].as_str().unwrap_or_default());
    if let Some(changes) = at["rename"]["changes"].as_object().filter(|_| !is_wrong_rename) {
        let theirs: BTreeSet<Position> =
            changes.values().flat_map(list).map(|edit| position(&edit["range"]["start"])).collect();
        let ours = analysis.rename(offset, "renamed").unwrap_or_default();
        let own = ours.iter().filter(|change| change.file == FileRef::Document);
        let ours: BTreeSet<Position> =
            own.flat_map(|change| &change.edits).map(|edit| text.position(edit.range.start)).collect();
        agreement.add("rename", theirs.is_subset(&ours), || format!("{}: {theirs:?} {ours:?}", what("rename")));
    }
    if let Some(theirs) = at["completion"]["items"].as_array() {
        let ours: BTreeSet<String> = analysis.completions(offset).items.into_iter().map(|one| one.label).collect();
        compare_items(theirs, items, &ours, "completion items", agreement, || what("completion"));
    }
}

/// Counts the items of another server that our server offers, too.
fn compare_items(
    theirs: &[Value],
    items: &[String],
    ours: &BTreeSet<String>,
    kind: &'static str,
    agreement: &mut Agreement,
    place: impl Fn() -> String,
) {
    for index in theirs {
        let index = index.as_u64().or_else(|| index[0].as_u64()).and_then(|index| usize::try_from(index).ok());
        let Some(label) = index.and_then(|index| items.get(index)) else { continue };
        agreement.add(kind, ours.contains(label), || format!("{}: {label}", place()));
    }
}

/// Checks whether the word that was removed from the text is offered.
fn compare_typed(record: &Value, typed: &Value, files: &Files, agreement: &mut Agreement) {
    let written = record["text"].as_str().unwrap_or_default();
    let original = Text::new(written.to_owned());
    let edit = &typed["edit"];
    let number = |index: usize| u32::try_from(edit[index].as_u64().unwrap_or_default()).unwrap_or_default();
    let start = original.offset(Position { line: number(0), column: number(1) });
    let inserted = edit[4].as_str().unwrap_or_default();
    let mut text = original.clone();
    text.replace(
        Position { line: number(0), column: number(1) }..Position { line: number(2), column: number(3) },
        inserted,
    );
    let name = record["name"].as_str().unwrap_or("compose.yaml");
    let source = Source { text: text.as_str(), file_name: name, files, options: Options::default() };
    let analysis = Language::Compose.analyze(&source);
    let offset = text.offset(position(typed));
    let completions = analysis.completions(offset);
    if !inserted.is_empty() {
        return;
    }
    // The word in the original text that contains the cursor.
    let is_part = |character: char| !character.is_whitespace() && !"\"':,[]{}".contains(character);
    let line_start = written[..start].rfind('\n').map_or(0, |end| end + 1);
    let word_start =
        written[line_start..start].rfind(|character| !is_part(character)).map_or(line_start, |at| line_start + at + 1);
    let word_end = written[start..].find(|character| !is_part(character)).map_or(written.len(), |at| start + at);
    let word = &written[word_start..word_end];
    let is_first = written[line_start..word_start].trim_matches([' ', '-', '"', '\'']).is_empty();
    let rank =
        completions.items.iter().position(|item| item.label == word || item.text.trim_end_matches([':', ' ']) == word);
    let kind = if is_first { "typed first words" } else { "typed later words" };
    let place = || format!("{} {typed:.0} word {word:?}", record["file"].as_str().unwrap_or_default());
    let is_key = written[word_end..].trim_start_matches(['"', '\'']).starts_with(':') && is_first;
    if is_key {
        agreement.add("typed keys", rank.is_some(), place);
        agreement.add("typed keys among the first ten", rank.is_some_and(|rank| rank < 10), place);
        agreement.add("typed keys first", rank == Some(0), place);
    }
    agreement.add(kind, rank.is_some(), place);
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn position(value: &Value) -> Position {
    let number = |name: &str| u32::try_from(value[name].as_u64().unwrap_or_default()).unwrap_or_default();
    Position { line: number("line"), column: number("character") }
}

fn range_of(text: &Text, range: &Range<usize>) -> (Position, Position) {
    (text.position(range.start), text.position(range.end))
}

fn kind_number(symbol: &Symbol) -> u64 {
    match symbol.kind {
        SymbolKind::Service => 5,
        SymbolKind::Network => 11,
        SymbolKind::File => 1,
        SymbolKind::Secret => 20,
        SymbolKind::Variable => 13,
        SymbolKind::Module => 2,
        _ => 0,
    }
}

/// The distinct texts of the recordings.
fn texts() -> BTreeMap<String, Value> {
    let records = read("features/docker-language-server.jsonl").unwrap_or_default();
    records.into_iter().map(|record| (record["text"].as_str().unwrap_or_default().to_owned(), record)).collect()
}

#[test]
fn every_question_is_answered_in_truncated_texts() {
    for (text, record) in texts().iter().filter(|(text, _)| text.len() < 1_200) {
        let files = Files::new(record);
        for (end, _) in text.char_indices().step_by(7) {
            let text = &text[..end];
            let source = Source { text, file_name: "compose.yaml", files: &files, options: Options::default() };
            let analysis = Language::Compose.analyze(&source);
            answer_everything(&*analysis, text, end);
        }
    }
}

/// Sends all requests at the end of a text, and checks that all ranges are within the text.
fn answer_everything(analysis: &dyn Analysis, text: &str, offset: usize) {
    let check = |range: Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?} is no part of {text:?}");
    for item in analysis.completions(offset).items {
        check(item.insert_range);
        check(item.replace_range);
    }
    analysis.hover(offset).into_iter().for_each(|hover| check(hover.range));
    analysis.highlights(offset).into_iter().for_each(|highlight| check(highlight.range));
    analysis.definition(offset).into_iter().for_each(|definition| check(definition.origin));
    analysis.selection_ranges(offset).into_iter().for_each(check);
    analysis.folding_ranges().into_iter().for_each(|fold| check(fold.range));
    analysis.document_links().into_iter().for_each(|link| check(link.range));
    analysis.semantic_tokens(0..text.len()).into_iter().for_each(|token| check(token.range));
    analysis.diagnostics().into_iter().for_each(|diagnostic| check(diagnostic.range));
    analysis.inlay_hints(0..text.len()).into_iter().for_each(|hint| check(hint.offset..hint.offset));
    for symbol in analysis.symbols() {
        assert!(symbol.full_range.start <= symbol.focus_range.start && symbol.focus_range.end <= symbol.full_range.end);
        check(symbol.full_range);
    }
    apply(text, &analysis.formatting(FormattingOptions::default())).expect("the edits can be applied");
}

#[test]
fn formatting_twice_changes_nothing_and_keeps_the_diagnostics() {
    for (text, record) in texts() {
        let files = Files::new(&record);
        for tab_size in [2, 4] {
            let options = FormattingOptions { tab_size, insert_spaces: true };
            let analyze = |text: &str| {
                let source = Source { text, file_name: "compose.yaml", files: &files, options: Options::default() };
                let analysis = Language::Compose.analyze(&source);
                (analysis.formatting(options), analysis.diagnostics().len())
            };
            let (edits, diagnostics) = analyze(&text);
            let formatted = apply(&text, &edits).expect("the edits can be applied");
            let (again, left) = analyze(&formatted);
            assert_eq!(apply(&formatted, &again).as_deref(), Ok(formatted.as_str()), "{}", record["file"]);
            assert_eq!(left, diagnostics, "{}", record["file"]);
        }
    }
}

#[test]
fn a_name_that_is_renamed_and_renamed_back_leaves_the_text_as_it_was() {
    let mut renamed = 0;
    for (text, record) in texts() {
        let files = Files::new(&record);
        let name = record["name"].as_str().unwrap_or("compose.yaml");
        let rename = |files: &Files, text: &str, offset: usize, new: &str| {
            let source = Source { text, file_name: name, files, options: Options::default() };
            let analysis = Language::Compose.analyze(&source);
            let changes = analysis.rename(offset, new).ok()?;
            let mut other = files.clone();
            for change in &changes {
                if let FileRef::Path(path) = &change.file {
                    let text = other.text(path).expect("a renamed file is there");
                    other.set(path, apply(&text, &change.edits).expect("the edits can be applied"));
                }
            }
            let own = changes.into_iter().find(|change| change.file == FileRef::Document)?;
            let text = apply(text, &own.edits).expect("the edits can be applied");
            Some((text, other, analysis.diagnostics().len()))
        };
        let mut offsets: Vec<usize> = (0..text.len()).step_by(7).collect();
        offsets.retain(|offset| text.is_char_boundary(*offset));
        for offset in offsets {
            let source = Source { text: &text, file_name: name, files: &files, options: Options::default() };
            let Some(target) = Language::Compose.analyze(&source).rename_target(offset) else { continue };
            let Some((there, others, before)) = rename(&files, &text, target.range.start, "renamed-name") else {
                continue;
            };
            let moved = there.find("renamed-name").expect("the new name is there");
            let (back, others, after) =
                rename(&others, &there, moved, &target.placeholder).expect("it can be renamed back");
            assert!(others == files, "{} {offset}: another file differs", record["file"]);
            assert_eq!(back, text, "{} {offset}", record["file"]);
            assert_eq!(before, after, "{} {offset}: the diagnostics differ", record["file"]);
            renamed += 1;
        }
    }
    println!("{renamed} names were renamed and renamed back");
}
