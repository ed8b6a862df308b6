//! Compares our answers about 43 real Bake files with those of docker-language-server. The agreement for each kind of
//! request is printed. Its wrong answers are described in `../shared/reference/peer-features.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use candor::languages::Language;
use candor::languages::analysis::Analysis;
use candor::languages::answers::{FileRef, HighlightKind, LinkTarget, SemanticToken, SymbolKind, TokenType};
use candor::languages::text::{LineIndex, Position};
use serde_json::Value;

use super::{Folder, print, shared, source};

/// The agreement for one kind of request.
#[derive(Default)]
struct Agreement {
    right: usize,
    all: usize,
    differences: Vec<String>,
}

#[derive(Default)]
struct Agreements(BTreeMap<&'static str, Agreement>);

impl Agreements {
    fn add(&mut self, kind: &'static str, is_right: bool, difference: impl FnOnce() -> String) {
        let agreement = self.0.entry(kind).or_default();
        agreement.all += 1;
        if is_right {
            agreement.right += 1;
        } else if agreement.differences.len() < 40 {
            agreement.differences.push(difference());
        }
    }
}

/// The minimum agreement for each kind, in tenths of a percent.
const GOALS: [(&str, usize); 13] = [
    ("code lens", 1000),
    ("completion: items of the peer", 960),
    ("definition", 995),
    ("document link", 995),
    ("highlight", 995),
    ("hover", 995),
    ("inlay hint", 995),
    ("inline completion", 995),
    ("semantic tokens", 995),
    ("symbols", 995),
    ("typed: among the first ten", 900),
    ("typed: first", 680),
    ("typed: first words, among the first ten", 970),
];

#[test]
fn answers_agree_with_those_of_docker_language_server() {
    let Some(path) = shared("goldens/bake/features/docker-language-server.jsonl") else { return };
    let Some(items) = shared("goldens/bake/features/docker-language-server.items.json") else { return };
    let items: Value = serde_json::from_str(&std::fs::read_to_string(items).expect("items can be read")).expect("JSON");
    let mut agreements = Agreements::default();
    for line in std::fs::read_to_string(path).expect("answers can be read").lines() {
        let row: Value = serde_json::from_str(line).expect("every line is JSON");
        Row::new(&row, &items).compare(&mut agreements);
    }
    let mut report = String::new();
    let mut failures = Vec::new();
    for (kind, agreement) in &agreements.0 {
        let Agreement { right, all, differences } = agreement;
        let tenths = right * 1000 / (*all).max(1);
        let _ = writeln!(report, "bake {kind}: {right} of {all} ({}.{} %)", tenths / 10, tenths % 10);
        let goal = GOALS.iter().find(|(name, _)| name == kind).map_or(0, |(_, goal)| *goal);
        if tenths < goal {
            failures.push(format!("{kind}: {right} of {all}\n  {}", differences.join("\n  ")));
        }
        if std::env::var("CANDOR_DIFFERENCES").is_ok_and(|wanted| *kind == wanted) {
            report += &differences.join("\n");
        }
    }
    print(&report);
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// A recorded file with its record.
struct Row<'r> {
    record: &'r Value,
    items: &'r Value,
    text: &'r str,
    index: LineIndex,
    files: Folder,
}

impl<'r> Row<'r> {
    fn new(record: &'r Value, items: &'r Value) -> Self {
        let text = record["text"].as_str().expect("a text");
        let siblings = record["siblings"].as_object().into_iter().flatten();
        let files = siblings.map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into())).collect();
        Self { record, items, text, index: LineIndex::new(text), files: Folder(files) }
    }

    fn name(&self) -> &'r str {
        self.record["name"].as_str().expect("a name")
    }

    fn position(&self, offset: usize) -> (u64, u64) {
        let Position { line, column } = self.index.position(self.text, offset);
        (line.into(), column.into())
    }

    fn offset(&self, value: &Value) -> usize {
        offset_in(self.text, &self.index, value)
    }

    fn at(&self, value: &Value) -> String {
        let line = value["line"].as_u64().unwrap_or(0);
        let shown = self.text.lines().nth(usize::try_from(line).unwrap_or(0)).unwrap_or_default();
        format!("{} {line}:{} `{}`", self.record["source"], value["character"], shown.trim())
    }

    fn compare(&self, agreements: &mut Agreements) {
        let source = source(self.name(), self.text, &self.files);
        let analysis = Language::Bake.analyze(&source);
        let answers = &self.record["answers"];
        self.symbols(&*analysis, answers, agreements);
        self.links(&*analysis, answers, agreements);
        self.tokens(&*analysis, answers, agreements);
        self.hints_and_lenses(&*analysis, answers, agreements);
        for position in answers["positions"].as_array().into_iter().flatten() {
            self.at_position(&*analysis, position, agreements);
        }
        for typed in answers["typed"].as_array().into_iter().flatten() {
            self.typed(typed, agreements);
        }
    }

    fn symbols(&self, analysis: &dyn Analysis, answers: &Value, agreements: &mut Agreements) {
        let theirs: Vec<(String, u64)> = answers["documentSymbol"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|symbol| {
                (symbol["name"].as_str().unwrap_or_default().to_owned(), symbol["kind"].as_u64().unwrap_or(0))
            })
            .collect();
        let kind = |kind| match kind {
            SymbolKind::Variable => 13,
            SymbolKind::Attribute => 7,
            _ => 12,
        };
        let ours: Vec<(String, u64)> =
            analysis.symbols().into_iter().map(|symbol| (symbol.name, kind(symbol.kind))).collect();
        agreements
            .add("symbols", ours == theirs, || format!("{} theirs {theirs:?} ours {ours:?}", self.record["source"]));
    }

    fn links(&self, analysis: &dyn Analysis, answers: &Value, agreements: &mut Agreements) {
        let ours = analysis.document_links();
        for link in answers["documentLink"].as_array().into_iter().flatten() {
            let target = link["target"].as_str().unwrap_or_default().trim_start_matches("file://${WS}/").to_owned();
            let start = self.offset(&link["range"]["start"]);
            let found = ours.iter().any(|ours| {
                ours.range.start == start
                    // The peer ignores the build context.
                    && matches!(&ours.target, LinkTarget::File(FileRef::Path(path)) if path.ends_with(&target))
            });
            agreements
                .add("document link", found, || format!("{} {target} ours {ours:?}", self.at(&link["range"]["start"])));
        }
    }

    fn tokens(&self, analysis: &dyn Analysis, answers: &Value, agreements: &mut Agreements) {
        let mut types: BTreeMap<usize, &'static str> = BTreeMap::new();
        for token in analysis.semantic_tokens(0..self.text.len()) {
            for offset in token.range {
                types.insert(offset, type_name(token.token_type));
            }
        }
        for token in answers["semanticTokens"].as_array().into_iter().flatten() {
            let start = self.offset(&serde_json::json!({ "line": token[0], "character": token[1] }));
            let length = usize::try_from(token[2].as_u64().unwrap_or(0)).unwrap_or(0);
            let theirs = token[3].as_str().unwrap_or_default();
            // For the peer, a traversal is one token, including its dots.
            let is_same = (start..start + length).all(|offset| {
                types.get(&offset).is_some_and(|ours| *ours == theirs)
                    || self.text.as_bytes().get(offset) == Some(&b'.')
            });
            let ours: Vec<_> = (start..start + length).map(|offset| types.get(&offset)).collect();
            let at = serde_json::json!({ "line": token[0], "character": token[1] });
            agreements.add("semantic tokens", is_same, || format!("{} {theirs} ours {ours:?}", self.at(&at)));
        }
    }

    fn hints_and_lenses(&self, analysis: &dyn Analysis, answers: &Value, agreements: &mut Agreements) {
        let hints = analysis.inlay_hints(0..self.text.len());
        // The peer shows the quotes of the Dockerfile.
        let is_same =
            |theirs: &Value, ours: &str| theirs.as_str().is_some_and(|theirs| theirs.replace('"', "") == ours);
        for hint in answers["inlayHint"].as_array().into_iter().flatten() {
            let found = hints.iter().any(|ours| {
                let (line, character) = self.position(ours.offset);
                hint["position"]["line"] == line
                    && hint["position"]["character"] == character
                    && is_same(&hint["label"], &ours.label)
            });
            agreements.add("inlay hint", found, || {
                format!("{} {} ours {hints:?}", self.at(&hint["position"]), hint["label"])
            });
        }
        let lenses = analysis.code_lenses().len();
        let theirs = answers["codeLens"].as_array().map_or(0, Vec::len);
        agreements
            .add("code lens", lenses == theirs, || format!("{} theirs {theirs} ours {lenses}", self.record["source"]));
    }

    fn at_position(&self, analysis: &dyn Analysis, position: &Value, agreements: &mut Agreements) {
        let offset = self.offset(position);
        if let Some(theirs) = position["definition"].as_array() {
            let ours = analysis.definition(offset);
            let found = theirs.iter().all(|theirs| {
                let file = theirs["targetUri"].as_str().unwrap_or_default().trim_start_matches("file://${WS}/");
                let line = &theirs["targetSelectionRange"]["start"]["line"];
                ours.iter().flat_map(|ours| &ours.targets).any(|target| {
                    let (text, is_file) = match &target.file {
                        FileRef::Document => (self.text.to_owned(), file == self.name()),
                        FileRef::Path(path) => (self.files.0[&**path].to_string(), **path == *file),
                    };
                    let place = LineIndex::new(&text).position(&text, target.focus_range.start);
                    is_file && *line == place.line
                })
            });
            agreements.add("definition", found, || format!("{} theirs {theirs:?} ours {ours:?}", self.at(position)));
        }
        if let Some(theirs) = position["highlight"].as_array() {
            let ours = analysis.highlights(offset);
            let found = theirs.iter().all(|theirs| {
                ours.iter().any(|ours| {
                    let (line, character) = self.position(ours.range.start);
                    let kind = if ours.kind == HighlightKind::Write { 3 } else { 2 };
                    let start = &theirs["range"]["start"];
                    start["line"] == line && start["character"] == character && theirs["kind"] == kind
                })
            });
            agreements.add("highlight", found, || format!("{} theirs {theirs:?} ours {ours:?}", self.at(position)));
        }
        if let Some(contents) = position["hover"]["contents"]["value"].as_str() {
            // The peer shows the type of every literal, and the values of variables in and next to comments.
            let is_name = |token: &SemanticToken| {
                let is_name = matches!(
                    token.token_type,
                    TokenType::Property | TokenType::Variable | TokenType::Type | TokenType::Class
                );
                is_name && token.range.start <= offset && offset <= token.range.end
            };
            let around = offset.saturating_sub(1)..offset + 1;
            if !contents.starts_with('_') && analysis.semantic_tokens(around).iter().any(is_name) {
                let found = analysis.hover(offset).is_some();
                agreements.add("hover", found, || format!("{} {contents}", self.at(position)));
            }
        }
        if let Some(theirs) = position["inlineCompletion"].as_array() {
            let ours = analysis.inline_completions(offset).len();
            agreements.add("inline completion", ours == theirs.len(), || {
                format!("{} theirs {} ours {ours}", self.at(position), theirs.len())
            });
        }
        self.completion(analysis, position, offset, self.text, agreements);
    }

    /// Adds the share of the peer's items that we offer.
    fn completion(
        &self,
        analysis: &dyn Analysis,
        answer: &Value,
        offset: usize,
        text: &str,
        agreements: &mut Agreements,
    ) {
        let completion = &answer["completion"];
        let Some(theirs) = completion["items"].as_array().filter(|items| !items.is_empty()) else { return };
        // The peer offers items that would replace the entire block.
        let range = &completion["range"];
        if range["start"]["line"] != range["end"]["line"] || completion["hostDirectory"] == true {
            return;
        }
        // The peer offers attributes in comments, after values and in unterminated strings.
        let before = text[..offset].lines().last().unwrap_or_default().trim_start();
        let is_behind = [']', '{', '}'].iter().any(|end| before.trim_end().ends_with(*end));
        if before.starts_with('#') || before.contains("//") || is_behind {
            return;
        }
        let ours = analysis.completions(offset);
        for theirs in theirs {
            let index = theirs.as_u64().or_else(|| theirs[0].as_u64()).unwrap_or(0);
            let label = self.items[usize::try_from(index).unwrap_or(0)]["label"].as_str().unwrap_or_default();
            let plain = label.trim_matches('"');
            // Functions in Bake files do not have this attribute.
            if plain == "variadic_param" {
                continue;
            }
            let last = |label: &str| label.trim_matches(['"', '/']).rsplit('/').next().unwrap_or_default().to_owned();
            let found =
                ours.items.iter().any(|item| item.label.trim_matches('"') == plain || last(&item.label) == plain);
            agreements.add("completion: items of the peer", found, || {
                let labels: Vec<_> = ours.items.iter().take(12).map(|item| item.label.as_str()).collect();
                let before: String = text[..offset].lines().last().unwrap_or_default().to_owned();
                format!("{} `{before}|` lacks {label}: {labels:?}", self.record["source"])
            });
        }
    }

    fn typed(&self, typed: &Value, agreements: &mut Agreements) {
        let edit = &typed["edit"];
        let place = |line: usize, character: usize| {
            self.offset(&serde_json::json!({ "line": edit[line], "character": edit[character] }))
        };
        let (start, end) = (place(0, 1), place(2, 3));
        let text = format!("{}{}{}", &self.text[..start], edit[4].as_str().unwrap_or_default(), &self.text[end..]);
        let offset = offset_in(&text, &LineIndex::new(&text), typed);
        let source = source(self.name(), &text, &self.files);
        let analysis = Language::Bake.analyze(&source);
        self.completion(&*analysis, typed, offset, &text, agreements);
        if edit[4].as_str() != Some("") {
            return;
        }
        // The word in the original file. The letters before the cursor are what remains of it.
        let is_word = |character: &char| character.is_alphanumeric() || "_-./:=".contains(*character);
        let before: String =
            self.text[..start].chars().rev().take_while(is_word).collect::<Vec<_>>().into_iter().rev().collect();
        let after: String = self.text[start..].chars().take_while(is_word).collect();
        let word = before + &after;
        let ours = analysis.completions(offset).items;
        let rank = ours.iter().position(|item| {
            let label = item.label.trim_matches('"');
            label == word || word.ends_with(label) && label.len() > after.len()
        });
        let difference = || {
            let labels: Vec<_> = ours.iter().take(12).map(|item| item.label.as_str()).collect();
            format!("{} {} of `{word}`: {labels:?}", self.record["source"], self.at(typed))
        };
        let is_first_word =
            self.text[..start].lines().last().is_some_and(|line| line.trim().chars().all(|c| is_word(&c)));
        let kind = if is_first_word {
            "typed: first words, among the first ten"
        } else {
            "typed: later words, among the first ten"
        };
        agreements.add(kind, rank.is_some_and(|rank| rank < 10), difference);
        agreements.add("typed: among the first ten", rank.is_some_and(|rank| rank < 10), difference);
        agreements.add("typed: first", rank == Some(0), difference);
    }
}

fn offset_in(text: &str, index: &LineIndex, value: &Value) -> usize {
    let number = |value: &Value| u32::try_from(value.as_u64().unwrap_or(0)).unwrap_or(0);
    index.offset(text, Position { line: number(&value["line"]), column: number(&value["character"]) })
}

fn type_name(token_type: TokenType) -> &'static str {
    match token_type {
        TokenType::Class => "class",
        TokenType::Comment => "comment",
        TokenType::Function => "function",
        TokenType::Keyword => "keyword",
        TokenType::Number => "number",
        TokenType::Operator => "operator",
        TokenType::Property => "property",
        TokenType::String => "string",
        TokenType::Type => "type",
        TokenType::Variable => "variable",
        _ => "other",
    }
}
