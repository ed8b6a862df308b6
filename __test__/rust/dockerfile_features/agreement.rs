//! How often our answers agree with the recorded ones, for each request.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use candor::languages::analysis::FormattingOptions;
use candor::languages::answers::{FoldingKind, HighlightKind, LinkTarget, Symbol, SymbolKind};
use candor::languages::text::{LineIndex, Position, Text};
use serde_json::Value;

use crate::differences::reason;
use crate::recordings::{items, offset, range, read};
use crate::{analyze, print};

#[derive(Default)]
struct Count {
    equal: usize,
    /// Our answer contains every item of the peer's answer, and more.
    more: usize,
    /// Our answer differs intentionally.
    explained: usize,
    total: usize,
    differences: Vec<String>,
}

#[derive(Default)]
struct Counts(BTreeMap<&'static str, Count>);

impl Counts {
    /// Counts an answer. `difference` starts with the name of the file, followed by a space or colon.
    fn add(&mut self, request: &'static str, is_equal: bool, is_more: bool, difference: impl FnOnce() -> String) {
        let count = self.0.entry(request).or_default();
        count.total += 1;
        count.equal += usize::from(is_equal);
        count.more += usize::from(!is_equal && is_more);
        if !is_equal && !is_more {
            let difference = difference();
            let file = difference.split(' ').next().unwrap_or_default();
            match reason(request, file) {
                Some(reason) => {
                    count.explained += 1;
                    count.differences.push(format!("{difference}\n      {reason}"));
                }
                None => count.differences.push(difference),
            }
        }
    }
}

#[test]
fn recorded_answers_agree_with_ours() {
    let Some(records) = read() else { return };
    let mut counts = Counts::default();
    for record in &records {
        let source = record["text"].as_str().expect("a record has a text");
        let text = Text::new(source.to_owned());
        let name = record["name"].as_str().unwrap_or_default();
        let file = format!("{} {name}", record["file"].as_str().unwrap_or_default());
        whole_file(&mut counts, &file, &text, &record["answers"]);
        for position in record["answers"]["positions"].as_array().into_iter().flatten() {
            at_position(&mut counts, &file, &text, position);
        }
    }
    let mut report = String::from("agreement with dockerfile-language-server-nodejs\n");
    for (request, count) in &counts.0 {
        let Count { equal, more, explained, total, differences } = count;
        let (agreeing, or_explained) = (share(equal + more, *total), share(equal + more + explained, *total));
        let _ = writeln!(
            report,
            "  {request:14} {equal:5} equal, {more:4} more, of {total:5}: {agreeing} %, with {explained} explained \
             {or_explained} %"
        );
        if std::env::var("CANDOR_SHOW").is_ok_and(|shown| shown == *request) {
            for difference in differences.iter().take(60) {
                let _ = writeln!(report, "    {difference}");
            }
        }
    }
    print(&report);
    for request in ["definition", "highlight", "rename", "symbols", "links", "folding", "hover", "formatting"] {
        let Some(count) = counts.0.get(request) else { continue };
        let agreeing = count.equal + count.more + count.explained;
        let least = count.total * 995;
        assert!(agreeing * 1_000 >= least, "{request}: {agreeing} of {} agree or differ on purpose", count.total);
    }
}

/// Formats a share in percent, with two decimals.
fn share(count: usize, total: usize) -> String {
    let hundredths = count * 10_000 / total.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

fn whole_file(counts: &mut Counts, file: &str, text: &Text, answers: &Value) {
    let analysis = analyze(text.as_str());
    let theirs: Vec<(String, bool)> = answers["documentSymbol"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| (one["name"].as_str().unwrap_or_default().to_uppercase(), one["kind"] == 7))
        .collect();
    let mut ours = Vec::new();
    flatten(&analysis.symbols(), &mut ours);
    counts.add("symbols", ours == theirs, false, || format!("{file}: {ours:?} {theirs:?}"));

    let theirs: Vec<(usize, String)> = answers["documentLink"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|link| {
            let target = link["target"].as_str().map(str::to_owned);
            let data = link["data"].as_str().map(|data| format!("https://hub.docker.com/{data}"));
            (range(text, &link["range"]).0, target.or(data).unwrap_or_default())
        })
        .filter(|(_, target)| !target.contains('$'))
        .collect();
    let ours: Vec<(usize, String)> = analysis
        .document_links()
        .into_iter()
        .filter_map(|link| match link.target {
            LinkTarget::Page(page) => Some((link.range.start, page)),
            LinkTarget::File(_) => None,
        })
        .collect();
    let has_all = theirs.iter().all(|one| ours.contains(one));
    counts.add("links", ours == theirs, has_all, || format!("{file}: {ours:?} {theirs:?}"));

    let lines = LineIndex::new(text.as_str());
    let theirs: Vec<(u64, u64, bool)> = answers["foldingRange"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|one| {
            let line = |name: &str| one[name].as_u64().unwrap_or(0);
            (line("startLine"), line("endLine"), one["kind"] == "comment")
        })
        .collect();
    let ours: Vec<(u64, u64, bool)> = analysis
        .folding_ranges()
        .into_iter()
        .map(|one| {
            let line = |at| lines.line(at) as u64;
            (line(one.range.start), line(one.range.end), one.kind == FoldingKind::Comment)
        })
        .collect();
    let has_all = theirs.iter().all(|one| ours.contains(one));
    counts.add("folding", false, has_all, || {
        let missing: Vec<_> = theirs.iter().filter(|one| !ours.contains(one)).collect();
        format!("{file}: missing {missing:?}")
    });

    let edits = analysis.formatting(FormattingOptions::default());
    let mut after = text.as_str().to_owned();
    for edit in edits.iter().rev() {
        after.replace_range(edit.range.clone(), &edit.text);
    }
    let formatting = &answers["formatting"];
    let theirs = formatting["text"].as_str().unwrap_or(text.as_str());
    let trimmed = |text: &str| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n");
    counts.add("formatting", after == theirs, trimmed(&after) == trimmed(theirs), || file.to_owned());
}

fn flatten(symbols: &[Symbol], names: &mut Vec<(String, bool)>) {
    for symbol in symbols {
        // The peer names a stage by its keyword.
        let name = symbol.name.split(' ').next().unwrap_or_default().to_uppercase();
        names.push((name, symbol.kind == SymbolKind::Attribute));
        flatten(&symbol.children, names);
    }
}

fn at_position(counts: &mut Counts, file: &str, text: &Text, position: &Value) {
    let analysis = analyze(text.as_str());
    let at = offset(text, position);
    let place = || format!("{file}:{}:{}", position["line"], position["character"]);

    if let Some(theirs) = position.get("definition") {
        let theirs = range(text, &theirs["range"]);
        let ours = analysis.definition(at).and_then(|found| found.targets.first().map(|one| one.focus_range.clone()));
        let ours = ours.map(|range| (range.start, range.end));
        counts.add("definition", ours == Some(theirs), false, || format!("{}: {ours:?} {theirs:?}", place()));
    }
    if let Some(theirs) = position.get("highlight").and_then(Value::as_array) {
        let mut theirs: Vec<(usize, usize, bool)> = theirs
            .iter()
            .map(|one| {
                let (start, end) = range(text, &one["range"]);
                (start, end, one["kind"] == 3)
            })
            .collect();
        theirs.sort_unstable();
        let mut ours: Vec<(usize, usize, bool)> = analysis
            .highlights(at)
            .into_iter()
            .map(|one| (one.range.start, one.range.end, one.kind == HighlightKind::Write))
            .collect();
        ours.sort_unstable();
        let has_all = theirs.iter().all(|one| ours.contains(one));
        counts.add("highlight", ours == theirs, has_all, || format!("{}: {ours:?} {theirs:?}", place()));
    }
    if let Some(theirs) = position.get("rename") {
        let edits = theirs["changes"].as_object().and_then(|changes| changes.values().next());
        let edits = edits.or_else(|| theirs["documentChanges"].get(0).map(|change| &change["edits"]));
        let mut theirs: Vec<(usize, usize)> =
            edits.and_then(Value::as_array).into_iter().flatten().map(|edit| range(text, &edit["range"])).collect();
        theirs.sort_unstable();
        let ours = analysis.rename(at, "renamed");
        let mut edits: Vec<(usize, usize)> = ours
            .iter()
            .flatten()
            .flat_map(|change| &change.edits)
            .map(|edit| (edit.range.start, edit.range.end))
            .collect();
        edits.sort_unstable();
        let has_all = theirs.iter().all(|one| edits.contains(one));
        // We do not rename names that the file does not declare.
        let is_refused = ours.is_err();
        counts.add("rename", edits == theirs, has_all || is_refused, || format!("{}: {ours:?} {theirs:?}", place()));
    }
    if position.get("hover").is_some() {
        let ours = analysis.hover(at);
        counts.add("hover", ours.is_some(), false, || format!("{}: {}", place(), position["hover"]));
    }
    if let Some(theirs) = position.get("signatureHelp") {
        let has = theirs["signatures"].as_array().is_some_and(|all| !all.is_empty());
        let ours = analysis.signature_help(at);
        counts.add("signature", ours.is_some() || !has, false, || {
            format!("{}: {}", place(), theirs["signatures"][0]["label"])
        });
    }
}

#[test]
fn the_words_that_authors_wrote_are_offered() {
    let Some(records) = read() else { return };
    let known = items();
    let (mut total, mut in_ten, mut first) = (0, 0, 0);
    let (mut starts, mut starts_in_ten) = (0, 0);
    let (mut theirs_total, mut theirs_offered) = (0, 0);
    let mut missed = Vec::new();
    for record in &records {
        let source = record["text"].as_str().expect("a record has a text");
        for probe in record["answers"]["typed"].as_array().into_iter().flatten() {
            let Some((text, at, word)) = typed(source, probe) else { continue };
            let items = analyze(text.as_str()).completions(at).items;
            total += 1;
            let begin = at - typed_len(text.as_str(), at);
            let is_it = |item: &candor::languages::answers::Completion| {
                let start = item.insert_range.start;
                let wanted = if start <= begin {
                    format!("{}{word}", &text.as_str()[start..begin])
                } else {
                    word.get(start - begin..).unwrap_or_default().to_owned()
                };
                let head = |label: &str| {
                    let rest = label.strip_prefix(wanted.as_str());
                    rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || "-_./".contains(c)))
                };
                head(&item.label) || head(&item.text)
            };
            let place = items.iter().position(is_it);
            in_ten += usize::from(place.is_some_and(|place| place < 10));
            first += usize::from(place == Some(0));
            let line = text.as_str()[..at].rsplit('\n').next().unwrap_or_default();
            if !line.trim_start().contains([' ', '\t']) {
                starts += 1;
                starts_in_ten += usize::from(place.is_some_and(|place| place < 10));
            }
            if place.is_none_or(|place| place >= 10) {
                let place = place.map_or(String::new(), |place| format!(" (at {place})"));
                missed.push(format!("{line}| {word}{place}"));
            }
        }
        let text = Text::new(source.to_owned());
        for position in record["answers"]["positions"].as_array().into_iter().flatten() {
            let at = offset(&text, position);
            let mut ours = None;
            for index in position["completion"]["items"].as_array().into_iter().flatten() {
                let index = index.as_u64().or_else(|| index[0].as_u64()).unwrap_or(0);
                let label = known[usize::try_from(index).expect("a small index")]["label"].as_str().unwrap_or_default();
                // We keep the form that has been typed, with or without braces.
                let variable = label.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
                let ours = ours.get_or_insert_with(|| analyze(source).completions(at).items);
                theirs_total += 1;
                let head = label.split([' ', '=', '(']).next().unwrap_or_default();
                // Only FROM and ARG are valid before the first stage.
                let is_keyword = label.starts_with(|c: char| c.is_ascii_uppercase());
                let is_proxy = variable.is_some_and(|name| name.to_ascii_lowercase().ends_with("_proxy"));
                // BuildKit passes proxy arguments to commands, but does not expand them elsewhere.
                let is_valid = !is_proxy || in_command(&source[..at]);
                let is_valid = is_valid && (!is_keyword || matches!(head, "FROM" | "ARG") || has_stage(&source[..at]));
                if !is_valid {
                    theirs_total -= 1;
                    continue;
                }
                let is_offered = ours.iter().any(|item| {
                    variable.is_some_and(|name| item.label.trim_matches(['$', '{', '}']) == name)
                        || item.label.eq_ignore_ascii_case(label)
                        || item.label.split([' ', '=', '(']).next().is_some_and(|own| own.eq_ignore_ascii_case(head))
                });
                theirs_offered += usize::from(is_offered);
                if !is_offered && std::env::var("CANDOR_SHOW").is_ok_and(|shown| shown == "items") {
                    print(&format!("    {}:{} {label}\n", record["file"], position));
                }
            }
        }
    }
    print(&format!(
        "completion: of {total} words, {} % are among the first ten and {} % first; of {starts} first words of a line, {} %; \
         of {theirs_total} valid items of the peer, {} % are offered\n",
        share(in_ten, total),
        share(first, total),
        share(starts_in_ten, starts),
        share(theirs_offered, theirs_total)
    ));
    if std::env::var("CANDOR_SHOW").is_ok_and(|shown| shown == "words") {
        print(&(missed.join("\n") + "\n"));
    }
    assert!(total > 0, "no words were compared");
    assert!(in_ten * 100 >= total * 90, "{in_ten} of {total} words are among the first ten");
    assert!(first * 100 >= total * 70, "{first} of {total} words are first");
}

/// Whether a text ends within a `RUN` instruction.
fn in_command(text: &str) -> bool {
    let is_keyword = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let starts = text.lines().filter(|line| !line.starts_with([' ', '\t']));
    let mut words = starts.filter_map(|line| line.split([' ', '\t']).next());
    words.rfind(|word| is_keyword(word)) == Some("RUN")
}

/// Whether a text contains a `FROM`.
fn has_stage(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().get(..4).is_some_and(|word| word.eq_ignore_ascii_case("from")))
}

/// Returns the length of the word before the cursor, in bytes.
fn typed_len(text: &str, at: usize) -> usize {
    let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | ',' | '$' | '{' | ':');
    let begin =
        text[..at].rfind(is_end).map_or(0, |found| found + text[found..].chars().next().map_or(1, char::len_utf8));
    at - begin
}

/// Returns the text after the edit of a probe, the cursor, and the word in the original file.
fn typed(source: &str, probe: &Value) -> Option<(Text, usize, String)> {
    let edit = probe["edit"].as_array()?;
    let number = |index: usize| u32::try_from(edit[index].as_u64()?).ok();
    let mut text = Text::new(source.to_owned());
    let start = Position { line: number(0)?, column: number(1)? };
    let end = Position { line: number(2)?, column: number(3)? };
    let (from, to) = (text.offset(start), text.offset(end));
    let removed = source[from..to].to_owned();
    let inserted = edit[4].as_str()?.to_owned();
    text.replace(start..end, &inserted);
    let at = offset(&text, probe);
    // A word of which a prefix remains before the cursor. The rest was removed.
    let after = text.as_str();
    let begin = at - typed_len(after, at);
    let prefix = &after[begin..at];
    if prefix.is_empty() {
        return None;
    }
    let whole = format!("{prefix}{removed}");
    let end = whole.find(|c: char| c.is_whitespace() || matches!(c, '=' | '"' | '\'' | ',' | '}' | ':' | ';' | ')'));
    let word = whole[..end.unwrap_or(whole.len())].to_owned();
    (word.len() > prefix.len()).then(|| (text.clone(), at, word))
}
