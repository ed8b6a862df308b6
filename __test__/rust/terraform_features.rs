//! Compares our answers about real Terraform modules with those of terraform-ls, request by request, and prints the
//! agreement for each kind of request.
//!
//! The recordings are in `../shared/goldens`, next to the repository, or in the folder that `CANDOR_GOLDENS` names.
//! Without them, the tests print a message and pass. `CANDOR_DIFFERENCES=<request>` prints every difference of a
//! request.
//!
//! What differs, and why:
//! - tokens: behind a template in an indented heredoc (`<<-`), terraform-ls counts columns in the text without its
//!   indentation, so its tokens overlap.
//! - token types: terraform-ls calls the keys of an object `hcl-mapKey` or `hcl-objectKey` by the type of the argument or
//!   variable, and we by the name of the argument.

#[path = "terraform_features/functions.rs"]
mod functions;
#[path = "terraform_features/real_modules.rs"]
mod real_modules;
#[path = "terraform_features/tally.rs"]
mod tally;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use candor::languages::analysis::Analysis;
use candor::languages::answers::{FileRef, LensAction, Symbol};
use candor::languages::syntax::hcl::cursor::{Cursor, FrameKind};
use candor::languages::terraform::model::provider_schemas::{ProviderSchemas, TypeKind};
use candor::languages::text::{LineIndex, Position};
use candor::languages::{Facts, FileProvider, Language, Options, Source};
use serde_json::Value;
use tally::{Tally, say};

#[test]
fn without_schemas_we_answer_what_terraform_ls_answers() {
    compare("terraform-ls");
}

#[test]
fn with_schemas_we_answer_what_terraform_ls_answers() {
    compare("terraform-ls-schemas");
}

fn compare(name: &str) {
    let folder = std::env::var_os("CANDOR_GOLDENS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/goldens"), PathBuf::from);
    let Ok(rows) = std::fs::read_to_string(folder.join(format!("terraform/features/{name}.jsonl"))) else {
        say(&format!("skipped: there are no recordings of {name} in {}\n", folder.display()));
        return;
    };
    let schemas = std::fs::read_to_string(folder.join("terraform/provider-schemas.json")).ok();
    let schemas = schemas.filter(|_| name.ends_with("-schemas"));
    let schemas =
        schemas.map(|json| Arc::new(ProviderSchemas::parse(&json).expect("the schemas can be read")) as Facts);
    let mut tally = Tally::new(std::env::var("CANDOR_DIFFERENCES").ok());
    for row in rows.lines().map(|row| serde_json::from_str::<Value>(row).expect("a recording is JSON")) {
        let files = row["files"].as_object().expect("a recording has files");
        let files: BTreeMap<String, Arc<str>> =
            files.iter().map(|(path, text)| (path.clone(), text.as_str().unwrap_or_default().into())).collect();
        for (path, answers) in row["answers"].as_object().into_iter().flatten() {
            let place =
                format!("{} {} {path}", row["source"].as_str().unwrap_or("?"), row["file"].as_str().unwrap_or(""));
            let Some(text) = files.get(path) else { continue };
            Document { files: &files, path, text, place, answers, schemas: schemas.clone() }.compare(&mut tally);
        }
    }
    let misses = tally.print(name);
    assert!(misses.is_empty(), "{}", misses.join("\n"));
}

/// A document with the recorded answers about it.
struct Document<'a> {
    files: &'a BTreeMap<String, Arc<str>>,
    path: &'a str,
    text: &'a str,
    place: String,
    answers: &'a Value,
    schemas: Option<Facts>,
}

/// The files of a recording, relative to the folder of a document.
struct Files<'a> {
    texts: &'a BTreeMap<String, Arc<str>>,
    folder: &'a str,
    schemas: Option<Facts>,
}

impl Files<'_> {
    fn absolute(&self, path: &str) -> String {
        let mut parts: Vec<&str> = self.folder.split('/').filter(|part| !part.is_empty()).collect();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                // Paths above the recorded files are unknown.
                ".." if parts.is_empty() => return "..".to_owned(),
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        parts.join("/")
    }

    /// Returns the path of a file, relative to the folder of the document.
    fn relative(&self, path: &str) -> String {
        let folder: Vec<&str> = self.folder.split('/').filter(|part| !part.is_empty()).collect();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        let shared = folder.iter().zip(&parts).take_while(|(left, right)| left == right).count();
        let up = folder.len() - shared;
        std::iter::repeat_n("..", up).chain(parts[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }
}

impl FileProvider for Files<'_> {
    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.texts.get(&self.absolute(path)).cloned()
    }

    fn entries(&self) -> Vec<String> {
        self.entries_in("").into_iter().map(|name| name.trim_end_matches('/').to_owned()).collect()
    }

    fn entries_in(&self, folder: &str) -> Vec<String> {
        let folder = self.absolute(folder);
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let mut names: Vec<String> = self
            .texts
            .keys()
            .filter_map(|path| {
                let rest = path.strip_prefix(&prefix)?;
                Some(rest.split_once('/').map_or_else(|| rest.to_owned(), |(name, _)| format!("{name}/")))
            })
            .collect();
        names.dedup();
        names
    }

    fn documents(&self, language: Language) -> Vec<String> {
        let is_language = |path: &&String| {
            let name = path.rsplit('/').next().unwrap_or(path);
            Language::detect("", name) == Some(language)
        };
        self.texts.keys().filter(is_language).map(|path| self.relative(path)).collect()
    }

    fn provider_schemas(&self) -> Option<Facts> {
        self.schemas.clone()
    }

    fn shortest_path(&self, path: &str) -> String {
        self.relative(&self.absolute(path))
    }
}

impl Document<'_> {
    fn compare(&self, tally: &mut Tally) {
        let (folder, file_name) = self.path.rsplit_once('/').unwrap_or(("", self.path));
        let files = Files { texts: self.files, folder, schemas: self.schemas.clone() };
        let source = Source { text: self.text, file_name, files: &files, options: Options::default() };
        let analysis = Language::Terraform.analyze(&source);
        let lines = LineIndex::new(self.text);
        self.symbols(&*analysis, &lines, tally);
        self.tokens(&*analysis, &lines, tally);
        self.lenses(&*analysis, &lines, tally);
        for position in self.answers["positions"].as_array().into_iter().flatten() {
            if position["unknownSchema"] != Value::Bool(true) {
                self.position(&*analysis, &files, &lines, position, tally);
            }
        }
        for probe in self.answers["typed"].as_array().into_iter().flatten() {
            self.typed(&source, &lines, probe, tally);
        }
    }

    fn symbols(&self, analysis: &dyn Analysis, lines: &LineIndex, tally: &mut Tally) {
        let mut ours = Vec::new();
        flatten(&analysis.symbols(), &mut |symbol| {
            ours.push((symbol.name.clone(), self.shown(lines, &symbol.full_range)));
        });
        let mut open: Vec<&Value> = self.answers["documentSymbol"].as_array().into_iter().flatten().collect();
        while let Some(symbol) = open.pop() {
            open.extend(symbol["children"].as_array().into_iter().flatten());
            let theirs = (symbol["name"].as_str().unwrap_or_default().to_owned(), range(&symbol["range"]));
            tally.count("symbols", ours.contains(&theirs), || format!("{}: {theirs:?}", self.place));
        }
    }

    fn tokens(&self, analysis: &dyn Analysis, lines: &LineIndex, tally: &mut Tally) {
        let ours: Vec<_> = analysis
            .semantic_tokens(0..self.text.len())
            .iter()
            .map(|token| (self.shown(lines, &token.range), token.modifiers.hcl))
            .collect();
        for token in self.answers["semanticTokens"].as_array().into_iter().flatten() {
            let number = |index: usize| token[index].as_u64().unwrap_or(u64::MAX);
            let (line, column, length) = (number(0), number(1), number(2));
            let text = self.text.split('\n').nth(usize::try_from(line).unwrap_or(usize::MAX)).unwrap_or_default();
            // In heredocs, some token lengths of terraform-ls exceed the line.
            if column + length > text.encode_utf16().count() as u64 {
                continue;
            }
            let covering = ours
                .iter()
                .find(|((start, end), _)| *start <= (line, column) && (line, column + length) <= *end)
                .map(|(_, hcl)| *hcl);
            tally.count("tokens", covering.is_some(), || format!("{}: {token} `{}`", self.place, text.trim()));
            if let Some(hcl) = covering {
                let mut theirs: Vec<&str> =
                    token[4].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
                theirs.sort_unstable();
                let is_same = hcl.token_type() == token[3].as_str() && hcl.modifiers().eq(theirs);
                tally.count("token types", is_same, || format!("{}: {token} {hcl:?} `{}`", self.place, text.trim()));
            }
        }
    }

    fn lenses(&self, analysis: &dyn Analysis, lines: &LineIndex, tally: &mut Tally) {
        let ours: Vec<_> = analysis
            .code_lenses()
            .iter()
            .filter_map(|lens| match &lens.action {
                LensAction::References(references) => {
                    Some((lines.position(self.text, lens.range.start).line, references.len()))
                }
                _ => None,
            })
            .collect();
        for lens in self.answers["codeLens"].as_array().into_iter().flatten() {
            let line = u32::try_from(lens["range"]["start"]["line"].as_u64().unwrap_or(0)).unwrap_or(0);
            let title = lens["command"]["title"].as_str().unwrap_or_default();
            let count = title.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or(0);
            let found = || ours.iter().filter(|(other, _)| *other == line).collect::<Vec<_>>();
            // terraform-ls does not count references from blocks whose schema is missing.
            let agrees = ours.iter().any(|(other, found)| *other == line && *found >= count);
            tally.count("lens", agrees, || format!("{}: {title} at {line}, not {:?}", self.place, found()));
        }
    }

    fn position(
        &self,
        analysis: &dyn Analysis,
        files: &Files<'_>,
        lines: &LineIndex,
        position: &Value,
        tally: &mut Tally,
    ) {
        let at = at(position);
        let offset = lines.offset(self.text, at);
        let place = || {
            let line = self.text.lines().nth(at.line as usize).unwrap_or_default();
            format!("{}:{}:{} `{}`", self.place, at.line, at.column, line.trim())
        };
        let file = |file: &FileRef| match file {
            FileRef::Document => self.path.to_owned(),
            FileRef::Path(path) => files.absolute(path),
        };
        let text_range = |path: &str, range: &std::ops::Range<usize>| {
            let text: &str = self.files.get(path).map_or("", |text| text);
            shown(text, &LineIndex::new(text), range)
        };
        if let Some(theirs) = position["definition"].as_array().and_then(|targets| targets.first()) {
            let expected = (path(&theirs["targetUri"]), range(&theirs["targetRange"]));
            let ours: Vec<_> = analysis.definition(offset).map_or_else(Vec::new, |definition| {
                let targets = definition.targets.iter();
                targets
                    .map(|target| (file(&target.file), text_range(&file(&target.file), &target.full_range)))
                    .collect()
            });
            // For attributes that the provider sets, terraform-ls returns an empty range within the block. It returns
            // an attribute for every name of a reference, but we return the block for the names of the block.
            let (uri, (start, end)) = &expected;
            let agrees = ours.iter().any(|(file, (first, last))| {
                file == uri && ((first, last) == (start, end) || first <= start && end <= last)
            });
            tally.count("definition", agrees, || format!("{}: {expected:?}, not {ours:?}", place()));
        }
        // Within a value, terraform-ls lists the uses of the argument whose value it is.
        let is_declaration = || {
            let definition = analysis.definition(offset);
            definition.is_some_and(|definition| {
                definition.targets.iter().any(|target| {
                    target.file == FileRef::Document
                        && target.full_range.start <= offset
                        && target.focus_range == definition.origin
                })
            })
        };
        let is_alias = place().contains("configuration_aliases");
        if let Some(theirs) = position["references"].as_array().filter(|_| is_declaration() && !is_alias) {
            let mut expected: Vec<_> =
                theirs.iter().map(|reference| (path(&reference["uri"]), range(&reference["range"]))).collect();
            expected.sort();
            expected.dedup();
            let ours = analysis.references(offset);
            let missing: Vec<_> = expected
                .iter()
                .filter(|(uri, (start, end))| {
                    !ours.iter().any(|reference| {
                        let ours = text_range(&file(&reference.file), &reference.range);
                        file(&reference.file) == *uri && ours.0 >= *start && ours.1 <= *end
                    })
                })
                .collect();
            tally.count("references", missing.is_empty(), || format!("{}: lacks {missing:?}", place()));
        }
        if position["hover"]["contents"].is_object() {
            let is_there = analysis.hover(offset).is_some();
            tally.count("hover", is_there, || format!("{}: {}", place(), position["hover"]["contents"]["value"]));
        }
        if let Some(theirs) = position["signatureHelp"]["signatures"].as_array().filter(|theirs| !theirs.is_empty()) {
            let ours = analysis.signature_help(offset);
            let expected = position["signatureHelp"]["activeParameter"].as_u64().unwrap_or(0);
            let found = ours.as_ref().and_then(|help| help.active_parameter).unwrap_or(0) as u64;
            let is_same = ours.is_some() && expected == found;
            tally.count("signature", is_same, || {
                format!("{}: {expected} of {}, not {found}", place(), theirs[0]["label"])
            });
        }
    }

    /// Checks that the word in the original file is among the completions of its prefix.
    fn typed(&self, source: &Source<'_>, lines: &LineIndex, probe: &Value, tally: &mut Tally) {
        let number = |index: usize| u32::try_from(probe["edit"][index].as_u64().unwrap_or(0)).unwrap_or(0);
        let start = lines.offset(self.text, Position { line: number(0), column: number(1) });
        let end = lines.offset(self.text, Position { line: number(2), column: number(3) });
        let inserted = probe["edit"][4].as_str().unwrap_or_default();
        let is_word = |character: char| character.is_alphanumeric() || "_-".contains(character);
        let before = self.text[..start].trim_end_matches(is_word);
        let beginning = &self.text[before.len()..start];
        let rest = self.text[start..].split(|character| !is_word(character)).next().unwrap_or_default();
        if !inserted.is_empty() || beginning.is_empty() || rest.is_empty() || !self.is_judged(start) {
            return;
        }
        let word = format!("{beginning}{rest}");
        let text = format!("{}{}", &self.text[..start], &self.text[end..]);
        let analysis = Language::Terraform.analyze(&Source { text: &text, ..*source });
        let completions = analysis.completions(start);
        let is_match = |item: &candor::languages::answers::Completion| {
            let name = item.filter_text.as_deref().unwrap_or(&item.label);
            // An address only counts if the original file contains the complete address.
            let is_address = name.contains('.') && self.text[before.len()..].starts_with(name);
            is_address || name.trim_matches('"') == word
        };
        // Editors filter the items by the typed text.
        let fitting: Vec<_> = completions
            .items
            .iter()
            .filter(|item| {
                let name = item.filter_text.as_deref().unwrap_or(&item.label);
                let typed = text.get(item.insert_range.clone()).unwrap_or_default();
                name.trim_start_matches('"').to_lowercase().starts_with(&typed.trim_start_matches('"').to_lowercase())
            })
            .collect();
        let rank = fitting.iter().position(|item| is_match(item));
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let is_first = before[line_start..].trim().is_empty();
        let place = || {
            let line = self.text[line_start..].lines().next().unwrap_or_default();
            let offered: Vec<&str> = fitting.iter().take(5).map(|item| item.label.as_str()).collect();
            format!("{}: `{word}` in `{}`, offered {offered:?}", self.place, line.trim())
        };
        let kind = if is_first { "first words" } else { "later words" };
        tally.count(
            if is_first { "completion (first words)" } else { "completion (later words)" },
            rank.is_some(),
            || format!("{kind}: {}", place()),
        );
        tally.count("completion: in the first ten", rank.is_some_and(|rank| rank < 10), || {
            format!("{kind}: {}", place())
        });
        tally.count("completion: first", rank == Some(0), || format!("{kind}: {}", place()));
    }

    /// Whether a word can be predicted: it is not prose, not a name that its author invented, and not an argument of a
    /// type whose schema is missing.
    fn is_judged(&self, offset: usize) -> bool {
        let cursor = Cursor::new(self.text, offset);
        let is_label = {
            let line = self.text[..offset].rsplit('\n').next().unwrap_or_default();
            let starts = ["resource \"", "data \"", "provider \"", "backend \"", "provisioner \""];
            starts.iter().any(|start| line.trim_start().strip_prefix(start).is_some_and(|rest| !rest.contains('"')))
        };
        let is_text = cursor.frame().kind == FrameKind::Template && !is_label;
        if cursor.is_in_comment || is_text {
            return false;
        }
        let has_schema = |kind, name: &str| {
            let schemas = self.schemas.clone().and_then(|schemas| schemas.downcast::<ProviderSchemas>().ok());
            schemas.is_some_and(|schemas| schemas.type_body(kind, name).is_some())
        };
        let is_type = |kind| {
            let line = self.text[..offset].rsplit('"').next().unwrap_or_default().len();
            let name = self.text[offset - line..].split('"').next().unwrap_or_default();
            has_schema(kind, name)
        };
        if is_label {
            let line = self.text[..offset].rsplit('\n').next().unwrap_or_default();
            return !line.starts_with("resource") && !line.starts_with("data")
                || is_type(TypeKind::Resource)
                || is_type(TypeKind::Data);
        }
        let is_name = cursor.frame().item.is_empty()
            && !matches!(
                cursor.frame().kind,
                FrameKind::Sequence | FrameKind::List | FrameKind::Call { .. } | FrameKind::Parentheses
            );
        let outer = cursor.blocks().next();
        match outer {
            Some(("locals", _)) if is_name => false,
            _ if is_name && cursor.frame().kind == FrameKind::Object => {
                // Keys of maps are not fixed.
                cursor.blocks().any(|(keyword, _)| keyword == "required_providers")
                    && cursor.value_path().is_some_and(|path| path.len() == 1)
            }
            Some(("resource", [name, ..])) if is_name => has_schema(TypeKind::Resource, name),
            Some(("data", [name, ..])) if is_name => has_schema(TypeKind::Data, name),
            Some(("provider", _)) if is_name => false,
            Some(("module", _)) if is_name => self.files.len() > 1 && self.files.keys().any(|path| path.contains('/')),
            _ => true,
        }
    }

    fn shown(&self, lines: &LineIndex, range: &std::ops::Range<usize>) -> (Place, Place) {
        shown(self.text, lines, range)
    }
}

/// A line and a column.
type Place = (u64, u64);

fn shown(text: &str, lines: &LineIndex, range: &std::ops::Range<usize>) -> (Place, Place) {
    let place = |offset: usize| {
        let position = lines.position(text, offset);
        (u64::from(position.line), u64::from(position.column))
    };
    (place(range.start), place(range.end))
}

fn range(range: &Value) -> (Place, Place) {
    let place = |end: &str| (range[end]["line"].as_u64().unwrap_or(0), range[end]["character"].as_u64().unwrap_or(0));
    (place("start"), place("end"))
}

fn at(position: &Value) -> Position {
    let number = |name: &str| u32::try_from(position[name].as_u64().unwrap_or(0)).unwrap_or(0);
    Position { line: number("line"), column: number("character") }
}

fn path(uri: &Value) -> String {
    uri.as_str().unwrap_or_default().trim_start_matches("file://${WS}/").to_owned()
}

fn flatten(symbols: &[Symbol], visit: &mut dyn FnMut(&Symbol)) {
    for symbol in symbols {
        visit(symbol);
        flatten(&symbol.children, visit);
    }
}
