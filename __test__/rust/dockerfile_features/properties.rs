//! Properties that all answers must have, checked on texts that are truncated at every position.

use std::ops::Range;

use candor::languages::analysis::FormattingOptions;
use candor::languages::answers::Symbol;

use crate::analyze;
use crate::recordings::read;

/// Texts that contain all syntax that the features support.
const TEXTS: [&str; 4] = [
    "# syntax=docker/dockerfile:1\n# check=skip=all\nARG TAG=3 NAME\nFROM --platform=$BUILDPLATFORM alpine:${TAG} AS build\n\
     ARG TAG\nENV A=ü B=$A 😀=1\nRUN --mount=type=cache,target=/root/.cache,from=build <<EOF\necho \"$A ${B:-x}\"\nEOF\n\
     COPY --from=build --chown=a:b [ \"x y\", \"/z\" ]\nONBUILD RUN echo $A && \\\n  # note\n  ls -l | grep 'ä'\n\
     FROM build\nCOPY --from=0 a b\nEXPOSE 80/tcp\nHEALTHCHECK --interval=5s CMD curl localhost\nLABEL a=b \"c d\"=e\n",
    "\u{feff}from scratch as x\r\nrun a \\\r\n\r\n   b\r\ncopy <<-'E' <<F /x\r\n\tü$a\r\n\tE\r\nF\r\nadd https://example.com/a.git#b /c\r\n",
    "# escape=`\nFROM mcr.microsoft.com/windows/nanoserver AS w\nRUN dir `\n  C:\\ & $env:PATH\nSTOPSIGNAL SIGTERM\nSHELL [\"cmd\"]\n",
    "FROM a\nRUN <<A\n$b\nFROM ${\nENV \"\nRUN --mount=",
];

#[test]
fn every_answer_on_a_truncated_text_can_be_shown() {
    for text in TEXTS {
        for end in (0..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            check(&text[..end]);
        }
    }
}

#[test]
fn every_answer_at_every_offset_can_be_shown() {
    for text in TEXTS {
        for offset in 0..=text.len() + 1 {
            check_at(text, offset);
        }
    }
}

#[test]
fn every_answer_on_a_recorded_text_can_be_shown() {
    for record in read().into_iter().flatten() {
        let text = record["text"].as_str().expect("a record has a text");
        check(text);
        for part in 1..8 {
            let mut end = text.len() * part / 8;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            check(&text[..end]);
            check_at(text, end);
        }
    }
}

/// Accepts the completion item with a label at the `|` in a text. It replaces the word around the cursor.
fn accepted(marked: &str, label: &str) -> String {
    let offset = marked.find('|').expect("a cursor");
    let mut text = marked.replace('|', "");
    let items = analyze(&text).completions(offset).items;
    let item = items.iter().find(|item| item.label == label);
    let item = item.unwrap_or_else(|| panic!("no {label} in {marked}"));
    text.replace_range(item.replace_range.clone(), &item.text);
    text
}

#[test]
fn a_completed_name_keeps_its_value() {
    for (marked, label, expected) in [
        ("FROM a\nENV HO|ST=a\n", "HOME", "FROM a\nENV HOME=a\n"),
        ("FROM a\nENV HO|ST=a B=c\n", "HOME", "FROM a\nENV HOME=a B=c\n"),
        ("FROM a\nARG TARGETP|X=a\n", "TARGETPLATFORM", "FROM a\nARG TARGETPLATFORM=a\n"),
        ("FROM a\nLABEL main|=\"b\"\n", "maintainer", "FROM a\nLABEL maintainer=\"b\"\n"),
        ("FROM a AS b\nFROM a\nCOPY --fr|=b /c /d\n", "--from", "FROM a AS b\nFROM a\nCOPY --from=b /c /d\n"),
    ] {
        assert_eq!(accepted(marked, label), expected);
    }
}

#[test]
fn a_completed_variable_is_a_string_in_a_json_array() {
    for (marked, label, expected) in [
        ("FROM a\nARG B\nCMD [$|\n", "\"$B\"", "FROM a\nARG B\nCMD [\"$B\"\n"),
        ("FROM a\nARG B\nENTRYPOINT [\"a\", ${|\n", "\"${B}\"", "FROM a\nARG B\nENTRYPOINT [\"a\", \"${B}\"\n"),
        ("FROM a\nARG B\nCOPY [\"$|\"]\n", "$B", "FROM a\nARG B\nCOPY [\"$B\"]\n"),
        ("FROM a\nARG B\nVOLUME [$|]\n", "\"$B\"", "FROM a\nARG B\nVOLUME [\"$B\"]\n"),
        ("FROM a\nARG B\nADD [\"a\",$|]\n", "\"$B\"", "FROM a\nARG B\nADD [\"a\",\"$B\"]\n"),
        ("FROM a\nARG B\nSHELL [\"a\", $|]\n", "\"$B\"", "FROM a\nARG B\nSHELL [\"a\", \"$B\"]\n"),
        ("FROM a\nARG B\nHEALTHCHECK CMD [$|]\n", "\"$B\"", "FROM a\nARG B\nHEALTHCHECK CMD [\"$B\"]\n"),
        ("FROM a\nARG B\nONBUILD CMD [$|]\n", "\"$B\"", "FROM a\nARG B\nONBUILD CMD [\"$B\"]\n"),
        ("FROM a\nARG B\nRUN [\"a\", $|]\n", "\"$B\"", "FROM a\nARG B\nRUN [\"a\", \"$B\"]\n"),
        ("FROM a\nARG B\nRUN [ $|\n", "$B", "FROM a\nARG B\nRUN [ $B\n"),
        ("FROM a\nARG B\nLABEL a=[$|\n", "$B", "FROM a\nARG B\nLABEL a=[$B\n"),
    ] {
        assert_eq!(accepted(marked, label), expected);
    }
}

fn is_shown(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} cannot be shown in {text:?}");
}

fn check(text: &str) {
    let analysis = analyze(text);
    let whole = 0..text.len();
    symbols(text, &analysis.symbols());
    let mut end = 0;
    for token in analysis.semantic_tokens(whole.clone()) {
        is_shown(text, &token.range);
        assert!(end <= token.range.start, "tokens overlap at {:?} in {text:?}", token.range);
        end = token.range.end;
    }
    analysis.folding_ranges().iter().for_each(|one| is_shown(text, &one.range));
    analysis.document_links().iter().for_each(|one| is_shown(text, &one.range));
    analysis.inlay_hints(whole.clone()).iter().for_each(|one| is_shown(text, &(one.offset..one.offset)));
    formatting(text);
    for refactoring in analysis.refactorings(whole) {
        refactoring.changes.iter().flat_map(|change| &change.edits).for_each(|edit| is_shown(text, &edit.range));
    }
    check_at(text, text.len());
    check_at(text, text.len().saturating_sub(1));
}

fn symbols(text: &str, all: &[Symbol]) {
    for symbol in all {
        is_shown(text, &symbol.full_range);
        let (full, focus) = (&symbol.full_range, &symbol.focus_range);
        assert!(full.start <= focus.start && focus.end <= full.end, "{symbol:?} in {text:?}");
        symbols(text, &symbol.children);
    }
}

/// Checks that formatting is idempotent and keeps the instructions.
fn formatting(text: &str) {
    let format = |text: &str| {
        let mut after = text.to_owned();
        for edit in analyze(text).formatting(FormattingOptions::default()).into_iter().rev() {
            is_shown(text, &edit.range);
            after.replace_range(edit.range, &edit.text);
        }
        after
    };
    let once = format(text);
    assert_eq!(format(&once), once, "formatting {text:?} again changes it");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&once), words(text));
    let messages =
        |text: &str| analyze(text).diagnostics().iter().map(|one| one.message().to_owned()).collect::<Vec<_>>();
    let without_blank_lines =
        |messages: Vec<String>| messages.into_iter().filter(|one| !one.contains("empty line")).collect::<Vec<_>>();
    assert_eq!(without_blank_lines(messages(&once)), without_blank_lines(messages(text)), "{text:?}");
}

fn check_at(text: &str, offset: usize) {
    let analysis = analyze(text);
    for item in analysis.completions(offset).items {
        is_shown(text, &item.insert_range);
        is_shown(text, &item.replace_range);
        assert!(item.insert_range.start == item.replace_range.start, "{item:?} in {text:?}");
    }
    if let Some(hover) = analysis.hover(offset) {
        is_shown(text, &hover.range);
    }
    if let Some(help) = analysis.signature_help(offset) {
        let signature = &help.signatures[help.active_signature];
        assert!(help.active_parameter.is_none_or(|active| active < signature.parameters.len()), "{help:?}");
        signature.parameters.iter().for_each(|parameter| is_shown(&signature.label, &parameter.label));
    }
    let mut last: Option<Range<usize>> = None;
    for range in analysis.selection_ranges(offset) {
        is_shown(text, &range);
        assert!(last.is_none_or(|last| range.start <= last.start && last.end <= range.end), "{range:?} in {text:?}");
        last = Some(range);
    }
    let references = analysis.references(offset);
    for one in &references {
        is_shown(text, &one.range);
    }
    if let Some(definition) = analysis.definition(offset) {
        is_shown(text, &definition.origin);
        for target in &definition.targets {
            let is_listed = references.iter().any(|one| one.range == target.focus_range);
            assert!(is_listed, "the declaration {target:?} is no reference in {text:?}");
        }
    }
    for reference in &references {
        assert_eq!(analysis.references(reference.range.start + 1).len(), references.len(), "{reference:?} in {text:?}");
    }
    rename(text, offset);
    analysis.linked_ranges(offset).iter().for_each(|range| is_shown(text, range));
}

/// Checks that renaming a name and renaming it back restores the text, and keeps the number of diagnostics.
fn rename(text: &str, offset: usize) {
    let analysis = analyze(text);
    let Some(target) = analysis.rename_target(offset) else { return };
    is_shown(text, &target.range);
    let Ok(changes) = analysis.rename(offset, "renamed") else { return };
    let mut after = text.to_owned();
    for edit in changes.iter().flat_map(|change| &change.edits).rev() {
        is_shown(text, &edit.range);
        after.replace_range(edit.range.clone(), &edit.text);
    }
    // A comment above the name may be renamed, too.
    let edits = changes.iter().flat_map(|change| &change.edits);
    let before = edits.filter(|edit| edit.range.start < target.range.start);
    let at = before.fold(target.range.start, |at, edit| at + edit.text.len() - edit.range.len());
    let back = analyze(&after).rename(at, &target.placeholder);
    let mut again = after.clone();
    for edit in back.iter().flatten().flat_map(|change| &change.edits).rev() {
        again.replace_range(edit.range.clone(), &edit.text);
    }
    assert_eq!(again, text, "renaming {target:?} back: {back:?}");
    assert_eq!(analyze(&after).diagnostics().len(), analyze(text).diagnostics().len(), "{after:?} {text:?}");
}

#[test]
fn flags_are_offered_after_many_images_and_before_a_flag() {
    for (text, flag) in [
        ("FROM |--platform=linux/amd64 alpine\n", "--platform"),
        ("FROM |alpine\n", "--platform"),
        ("FROM alpine\nCOPY |--from=build a b\n", "--from"),
    ] {
        let offset = text.find('|').expect("a cursor");
        let items = analyze(&text.replacen('|', "", 1)).completions(offset).items;
        assert!(items.iter().any(|item| item.label == flag), "{text}");
    }
}

#[test]
fn an_item_for_a_field_keeps_the_next_field() {
    let text = "FROM alpine\nRUN --mount=type=b,target=/x make\n";
    let offset = text.find("b,").expect("a cursor") + 1;
    let items = analyze(text).completions(offset).items;
    let bind = items.iter().find(|item| item.label == "bind").expect("an item");
    assert_eq!(&text[bind.replace_range.clone()], "b");
}
