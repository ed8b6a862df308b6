//! An error must be valid for every base image and every value of a variable. The unknown values of a generated file
//! are filled in, in several ways. Each line with an error must still have one.

use std::collections::BTreeSet;
use std::ops::Range;

use candor::languages::answers::Severity;
use candor::languages::dockerfile::{Keyword, parse};
use candor::languages::{Language, Options, Source};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::NoFiles;
use crate::shapes::{dockerfile, mutated_case};
use crate::vocabulary::{BAKE_BLOCKS, BAKE_VALUES, COMPOSE_LINES, COMPOSE_VALUES, UNKNOWN_LINES, VALUES};

/// Changes of a text: each range is replaced with a string.
type Changes = Vec<(Range<usize>, String)>;

/// Generates instructions that use variables wherever they are allowed.
pub fn dockerfile_with_unknown_values() -> impl Strategy<Value = String> {
    let base = select(&["FROM alpine", "FROM $BASE", "FROM alpine AS first\nENV A=$Z\nFROM first"][..]);
    let value = select(&["$A", "${A}", "${A:-}", "${A:+x}", "x$A", "$A/b", "${A%%/*}", "\"$A\"", "$A:$B"][..]);
    let declaration = select(&["", "ARG A\n", "ARG A=80\n", "ENV A=$Z\n"][..]);
    let lines = vec((select(UNKNOWN_LINES), value), 1..5);
    prop_oneof![
        3 => (base, declaration, lines).prop_map(|(base, declaration, lines)| {
            format!("ARG BASE\n{base}\n{declaration}{}\n", filled(&lines).join("\n"))
        }),
        1 => dockerfile(),
        1 => mutated_case(),
    ]
}

/// Generates services with variables.
pub fn compose_with_variables() -> impl Strategy<Value = String> {
    let line = (select(COMPOSE_LINES), select(&["${A}", "$A", "${A:-}", "x${A}", "${A}/b"][..]));
    vec(line, 1..8)
        .prop_map(|lines| format!("services:\n  web:\n    image: a\n    {}\n", filled(&lines).join("\n    ")))
}

/// A variable that is a string in every environment.
const STRING_VARIABLE: &str = "variable \"A\" {}";

/// A variable whose type is unknown.
const ANY_VARIABLE: &str = "variable \"A\" { default = null }";

/// Generates blocks of a Bake file with variables.
pub fn bake_with_variables() -> impl Strategy<Value = String> {
    let value = select(
        &[
            "A",
            "\"${A}\"",
            "[A]",
            "upper(A)",
            "A == \"x\" ? \"y\" : nope",
            "A == \"x\" || nope",
            "try(nope, A)",
            "{ k = A }",
        ][..],
    );
    let declaration = select(&[STRING_VARIABLE, ANY_VARIABLE][..]);
    (declaration, vec((select(BAKE_BLOCKS), value), 1..5))
        .prop_map(|(declaration, blocks)| format!("{declaration}\n{}\n", filled(&blocks).join("\n")))
}

/// Replaces the placeholder in each line with its value.
fn filled(lines: &[(&str, &str)]) -> Vec<String> {
    lines.iter().map(|(line, value)| line.replace('§', value)).collect()
}

/// Fills in the base images and the variables of a Dockerfile.
pub fn promise_of_dockerfile(text: &str) -> Result<(), TestCaseError> {
    // A `check` directive can turn warnings into errors.
    if text.contains("error") {
        return Ok(());
    }
    let file = parse(text);
    for value in VALUES {
        let mut changes = Changes::new();
        for instruction in &file.instructions {
            match instruction.keyword {
                // Variables that the image sets.
                Keyword::From
                    if instruction.words().first().is_some_and(|word| instruction.word(word) != "scratch") =>
                {
                    let end = text[instruction.range().end..].find('\n').map(|at| instruction.range().end + at + 1);
                    let end = end.filter(|_| {
                        text[..instruction.range().end].lines().last().is_some_and(|last| !last.ends_with(['\\', '`']))
                    });
                    changes.extend(
                        end.map(|end| {
                            (end..end, format!("ENV A={value} B={value} Z={value} FOO={value} BAR={value}\n"))
                        }),
                    );
                }
                // Arguments that the build passes. Variables of the image precede them and take precedence in a stage.
                Keyword::Arg => {
                    for word in instruction.words().iter().filter(|word| !instruction.word(word).contains('=')) {
                        let at = instruction.source(&word.range()).end;
                        let given = if instruction.word(word) == "BASE" { "debian" } else { value };
                        changes.push((at..at, format!("={given}")));
                    }
                }
                _ => {}
            }
        }
        holds(Language::Dockerfile, "Dockerfile", text, &changes)?;
    }
    Ok(())
}

/// Replaces the variable of a Compose file with its value.
pub fn promise_of_compose(text: &str) -> Result<(), TestCaseError> {
    for value in COMPOSE_VALUES {
        let forms = ["${A:-}", "${A}", "$A"];
        let mut changes = Changes::new();
        let mut at = 0;
        while let Some(found) = text[at..].find('$').map(|found| at + found) {
            let Some(form) = forms.iter().find(|form| text[found..].starts_with(**form)) else { break };
            changes.push((found..found + form.len(), (*value).to_owned()));
            at = found + form.len();
        }
        holds(Language::Compose, "compose.yaml", text, &changes)?;
    }
    Ok(())
}

/// Replaces the variable of a Bake file with a constant.
pub fn promise_of_bake(text: &str) -> Result<(), TestCaseError> {
    let is_string = text.starts_with(STRING_VARIABLE);
    let variable = if is_string { STRING_VARIABLE } else { ANY_VARIABLE };
    for value in BAKE_VALUES.iter().filter(|value| !is_string || value.starts_with('"')) {
        let changes = vec![(0..variable.len(), format!("A = {value}"))];
        holds(Language::Bake, "docker-bake.hcl", text, &changes)?;
    }
    Ok(())
}

/// Checks that every line with an error still has one after the changes.
fn holds(language: Language, file_name: &str, text: &str, changes: &Changes) -> Result<(), TestCaseError> {
    let mut filled_in = String::new();
    let mut at = 0;
    for (range, replacement) in changes {
        filled_in += &text[at..range.start];
        filled_in += replacement;
        at = range.end;
    }
    filled_in += &text[at..];
    let found = error_lines(language, file_name, &filled_in);
    for line in error_lines(language, file_name, text) {
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let before = changes.iter().filter(|(range, _)| range.end <= start);
        let added: usize = before.map(|(_, replacement)| replacement.matches('\n').count()).sum();
        prop_assert!(found.contains(&(line + added)), "line {} of\n{}\nhas no error in\n{}", line + 1, text, filled_in);
    }
    Ok(())
}

/// Returns the lines in which errors start, counted from 0.
fn error_lines(language: Language, file_name: &str, text: &str) -> BTreeSet<usize> {
    let source = Source { text, file_name, files: &NoFiles, options: Options::default() };
    let diagnostics = language.analyze(&source).diagnostics();
    let errors = diagnostics.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| text[..one.range.start].matches('\n').count()).collect()
}
