//! Checks properties that must hold for all texts, on randomly generated texts.
//!
//! Every run generates the same cases, and no failures are persisted. `CANDOR_FUZZ_CASES` sets the number of cases, and
//! `CANDOR_FUZZ_SEED` selects other cases. `CANDOR_FUZZ_SEEDS` names folders whose files are mutated and truncated,
//! too.

mod judge;

#[path = "fuzz/answers.rs"]
mod answers;
#[path = "fuzz/certainty.rs"]
mod certainty;
#[path = "fuzz/shapes.rs"]
mod shapes;
#[path = "fuzz/vocabulary.rs"]
mod vocabulary;

use std::ops::Range;
use std::sync::Arc;

use candor::languages::answers::Severity;
use candor::languages::dockerfile::{Arguments, Instruction, Keyword, parse};
use candor::languages::{FileProvider, Language, Options, Source};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

use judge::edits::apply;
use judge::properties::violations;

const LANGUAGES: [Language; 4] = [Language::Dockerfile, Language::Compose, Language::Bake, Language::Terraform];

#[test]
fn no_language_fails_on_any_text() {
    check(400, &shapes::any_text(), |text| {
        for language in LANGUAGES {
            promise_of_language(language, text)?;
        }
        Ok(())
    });
}

#[test]
fn the_parts_of_instructions_lie_where_they_say() {
    check(600, &prop_oneof![shapes::any_text(), shapes::dockerfile(), shapes::mutated_case()], promise_of_parts);
}

#[test]
fn every_promise_is_kept_for_texts_like_dockerfiles() {
    check(250, &shapes::dockerfile(), promise_of_fixes);
}

#[test]
fn every_promise_is_kept_for_cases_that_were_changed() {
    check(400, &shapes::mutated_case(), promise_of_fixes);
}

#[test]
fn every_promise_is_kept_for_texts_like_terraform_files() {
    check(400, &shapes::terraform(), |text| {
        for file_name in ["main.tf", "main.tf.json"] {
            let source = Source { file_name, ..source(text) };
            let mut broken = violations(Language::Terraform, &source);
            // A fix can make text parse that was not checked before, so new findings are allowed.
            broken.retain(|what| !what.contains("it introduces"));
            prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
        }
        promise_of_language(Language::Terraform, text)
    });
}

#[test]
fn errors_do_not_depend_on_the_default_values_of_arguments() {
    check(400, &prop_oneof![shapes::dockerfile(), shapes::mutated_case()], promise_of_errors);
}

#[test]
fn an_error_in_a_dockerfile_holds_for_every_image_and_argument() {
    check(400, &certainty::dockerfile_with_unknown_values(), certainty::promise_of_dockerfile);
}

#[test]
fn an_error_in_a_compose_file_holds_for_every_value_of_a_variable() {
    check(400, &certainty::compose_with_variables(), certainty::promise_of_compose);
}

#[test]
fn an_error_in_a_bake_file_holds_for_every_value_of_a_variable() {
    check(400, &certainty::bake_with_variables(), certainty::promise_of_bake);
}

#[test]
fn every_answer_about_a_document_lies_within_it() {
    check_all(150, &shapes::documents(), answers::ranges_are_valid);
}

#[test]
fn renaming_brings_no_diagnostic_and_can_be_undone() {
    check_all(200, &shapes::documents(), answers::renaming_can_be_undone);
}

#[test]
fn formatting_is_idempotent_and_keeps_the_meaning() {
    check_all(300, &shapes::documents(), answers::formatting_keeps_the_meaning);
}

#[test]
fn an_accepted_completion_brings_no_syntax_error() {
    check_all(60, &shapes::documents(), answers::completions_are_valid);
}

#[test]
fn a_declaration_and_its_references_know_each_other() {
    check_all(200, &shapes::documents(), answers::references_are_symmetric);
}

/// Checks a property on the texts that a strategy generates.
fn check(cases: u32, texts: &impl Strategy<Value = String>, promise: impl Fn(&str) -> Result<(), TestCaseError>) {
    check_all(cases, texts, |text| promise(text));
}

fn check_all<T: std::fmt::Debug>(
    cases: u32,
    values: &impl Strategy<Value = T>,
    promise: impl Fn(&T) -> Result<(), TestCaseError>,
) {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().expect("a number"));
    let asked = number("CANDOR_FUZZ_CASES").and_then(|cases| u32::try_from(cases).ok());
    let config = ProptestConfig {
        cases: asked.unwrap_or(cases),
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(number("CANDOR_FUZZ_SEED").unwrap_or(1)),
        ..ProptestConfig::default()
    };
    let result = TestRunner::new(config).run(values, |value| promise(&value));
    if let Err(reason) = result {
        panic!("{reason}");
    }
}

/// Diagnostics and fixes can be displayed, and are the same each time.
fn promise_of_language(language: Language, text: &str) -> Result<(), TestCaseError> {
    let source = source(text);
    let diagnostics = language.analyze(&source).diagnostics();
    prop_assert_eq!(&diagnostics, &language.analyze(&source).diagnostics());
    for diagnostic in &diagnostics {
        prop_assert!(text.get(diagnostic.range.clone()).is_some(), "{:?} cannot be shown", diagnostic);
    }
    let analysis = language.analyze(&source);
    for query in (0..=text.len()).filter_map(|offset| analysis.host_query(offset)) {
        prop_assert!(text.get(query.replace_range.clone()).is_some(), "{:?} cannot be replaced", query);
    }
    for fix in analysis.quick_fixes(0..text.len()) {
        let applied = apply(text, fix.document_edits());
        prop_assert!(applied.is_ok(), "{:?}: {:?}", applied, fix);
    }
    Ok(())
}

fn promise_of_fixes(text: &str) -> Result<(), TestCaseError> {
    let broken = violations(Language::Dockerfile, &source(text));
    prop_assert!(broken.is_empty(), "{}", broken.join("\n"));
    promise_of_language(Language::Dockerfile, text)
}

/// A build can pass any value for an argument, so errors must not depend on the default value.
fn promise_of_errors(text: &str) -> Result<(), TestCaseError> {
    // A `check` directive can turn warnings about default values into errors.
    if text.contains("error") {
        return Ok(());
    }
    let file = parse(text);
    let mut changed = String::new();
    let mut at = 0;
    for instruction in file.instructions.iter().filter(|instruction| instruction.keyword == Keyword::Arg) {
        for word in instruction.words() {
            let Some((name, _)) = instruction.text(&word.range()).split_once('=') else { continue };
            let value = instruction.source(&(word.range().start + name.len() + 1..word.range().end));
            if value.is_empty() || text[value.clone()].contains(['\n', '$', '"', '\'', '\\', '`']) {
                continue;
            }
            changed += &text[at..value.start];
            changed += "0/other";
            at = value.end;
        }
    }
    changed += &text[at..];
    prop_assert_eq!(errors(text), errors(&changed));
    Ok(())
}

/// Returns the errors in a text, each with its line and message.
fn errors(text: &str) -> Vec<(usize, String)> {
    let diagnostics = Language::Dockerfile.analyze(&source(text)).diagnostics();
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| (text[..one.range.start].matches('\n').count(), one.message().to_owned())).collect()
}

/// Instructions do not overlap, and the parts of each instruction are within its range.
fn promise_of_parts(text: &str) -> Result<(), TestCaseError> {
    let file = parse(text);
    let mut end = 0;
    for instruction in &file.instructions {
        let own = instruction.range();
        prop_assert!(text.get(own.clone()).is_some(), "{:?} is outside of the text", own);
        prop_assert!(end <= own.start, "{:?} begins before the end of the one before at {}", own, end);
        end = own.end;
        for part in parts(text, instruction) {
            prop_assert!(text.get(part.clone()).is_some(), "{:?} is outside of the text", part);
            prop_assert!(own.start <= part.start && part.end <= own.end, "{:?} is outside of {:?}", part, own);
        }
    }
    for error in &file.errors {
        prop_assert!(text.get(error.range.clone()).is_some(), "{:?} cannot be shown", error);
    }
    for comment in &file.comments {
        prop_assert!(text.get(comment.clone()).is_some(), "the comment {:?} is outside of the text", comment);
    }
    Ok(())
}

/// Returns the ranges of an instruction's parts in the text.
fn parts(text: &str, instruction: &Instruction) -> Vec<Range<usize>> {
    let words = instruction.flags.iter().chain(instruction.words()).map(|word| instruction.source(&word.range()));
    let own = words.chain([instruction.keyword_range(), instruction.rest()].map(|range| instruction.source(&range)));
    let pairs = match &instruction.arguments {
        Arguments::Pairs(pairs) => &**pairs,
        Arguments::LegacyPair(pair) => std::slice::from_ref(pair),
        _ => &[],
    };
    let pairs = pairs.iter().flat_map(|pair| [pair.key(), pair.value()]).map(|range| instruction.source(&range));
    // The end of the last blank line is after the instruction.
    let blank_lines = instruction.blank_lines().iter().map(|line| line.start..line.start);
    // The same applies to the last line of an unterminated heredoc.
    let contents = instruction.heredocs().iter().map(|heredoc| heredoc.content.clone());
    let without_end = |content: &str| content.trim_end_matches(['\r', '\n']).len();
    let heredocs = contents.filter(|content| !content.is_empty());
    let heredocs = heredocs.map(|content| content.start..content.start + without_end(&text[content]));
    let mut parts: Vec<_> = own.chain(pairs).chain(heredocs).chain(blank_lines).collect();
    if let Arguments::Trigger(trigger) = &instruction.arguments {
        parts.extend(trigger.words().iter().map(|word| trigger.source(&word.range())));
    }
    parts
}

fn source(text: &str) -> Source<'_> {
    Source { text, file_name: "Dockerfile", files: &NoFiles, options: Options::default() }
}

/// A file provider without files.
struct NoFiles;

impl FileProvider for NoFiles {
    fn read(&self, _: &str) -> Option<Arc<str>> {
        None
    }
}
