//! Properties that all answers of every language must have, for any text, complete or truncated.

use std::ops::Range;

use candor::languages::analysis::{Analysis, FormattingOptions};
use candor::languages::answers::{Completion, Edit, FileEdits, FileRange, FileRef, Severity, Symbol};
use candor::languages::syntax::hcl::File;
use candor::languages::{Language, Options, Source, dockerfile};
use proptest::prelude::*;

use crate::NoFiles;
use crate::judge::edits::apply;

/// The maximum number of offsets in a text at which requests are made.
const MAX_OFFSETS: usize = 24;

/// The maximum number of completion items that are applied.
const MAX_ITEMS: usize = 12;

const NEW_NAME: &str = "renamed";

type Outcome = Result<(), TestCaseError>;

/// A document in a language, without other files.
#[derive(Clone, Debug)]
pub struct Document {
    pub language: Language,
    pub file_name: &'static str,
    pub text: String,
}

impl Document {
    fn source(&self) -> Source<'_> {
        Source { text: &self.text, file_name: self.file_name, files: &NoFiles, options: Options::default() }
    }

    fn analyze(&self) -> Box<dyn Analysis + '_> {
        self.language.analyze(&self.source())
    }

    fn with(&self, text: String) -> Self {
        Self { text, ..self.clone() }
    }

    /// Returns offsets in all parts of the text, including the end, where users type. No position of an editor is
    /// within a line break.
    fn offsets(&self) -> Vec<usize> {
        let is_within_break =
            |at: usize| self.text.as_bytes()[..at].ends_with(b"\r") && self.text[at..].starts_with('\n');
        let is_position = |at: &usize| self.text.is_char_boundary(*at) && !is_within_break(*at);
        let all: Vec<usize> = (0..=self.text.len()).filter(is_position).collect();
        let step = all.len().div_ceil(MAX_OFFSETS);
        all.iter().rev().step_by(step).copied().collect()
    }

    fn is_json(&self) -> bool {
        std::path::Path::new(self.file_name).extension().is_some_and(|extension| extension == "json")
    }

    fn syntax_errors(&self) -> usize {
        let text = self.text.as_str();
        match self.language {
            Language::Dockerfile => dockerfile::parse(text).errors.len(),
            Language::Compose => usize::from(self.analyze().has_syntax_errors()),
            Language::Bake if self.is_json() => usize::from(self.analyze().has_syntax_errors()),
            Language::Terraform if self.is_json() => {
                let diagnostics = self.analyze().diagnostics();
                diagnostics.iter().filter(|one| one.severity == Severity::Error && one.code.is_none()).count()
            }
            Language::Bake | Language::Terraform => File::parse(text).errors().len(),
        }
    }

    /// Returns the meaning of the text, as a program that reads it would see it.
    fn meaning(&self) -> String {
        let without_spaces = |text: &str| text.split_whitespace().collect::<String>();
        match self.language {
            Language::Dockerfile => {
                let file = dockerfile::parse(&self.text);
                let instructions = file.instructions.iter().map(|instruction| {
                    let words = with_single_spaces(instruction.text(&instruction.rest()), file.escape);
                    let heredocs: Vec<&str> =
                        instruction.heredocs().iter().map(|heredoc| &self.text[heredoc.content.clone()]).collect();
                    format!("{} {words:?} {heredocs:?}\n", instruction.name())
                });
                instructions.collect::<String>() + &without_spaces(&self.text)
            }
            Language::Compose => format!("{:?}{}", block_scalars(&self.text), without_spaces(&self.text)),
            Language::Bake => without_spaces(&self.text),
            // `terraform fmt` also replaces `"${a}"` with `a` and `"list"` with `list(string)`, and quotes labels.
            Language::Terraform => {
                let text = without_spaces(&self.text).replace("(string)", "").replace("(any)", "");
                text.replace(['"', '$', '{', '}'], "")
            }
        }
    }
}

/// Collapses each sequence of spaces outside of quotes into one space.
fn with_single_spaces(text: &str, escape: char) -> String {
    let (mut result, mut quote, mut is_escaped) = (String::new(), None, false);
    for character in text.chars() {
        match quote {
            None if character.is_whitespace() && !is_escaped => {
                if !result.ends_with(' ') {
                    result.push(' ');
                }
                continue;
            }
            None if matches!(character, '"' | '\'') && !is_escaped => quote = Some(character),
            Some(open) if open == character && !is_escaped => quote = None,
            _ => {}
        }
        is_escaped = character == escape && !is_escaped && quote != Some('\'');
        result.push(character);
    }
    result.trim_end().to_owned()
}

/// Returns the lines of block scalars in YAML, without their common indentation.
fn block_scalars(text: &str) -> Vec<Vec<&str>> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let lines: Vec<&str> = text.lines().collect();
    let mut scalars = Vec::new();
    let mut number = 0;
    while let Some(line) = lines.get(number) {
        number += 1;
        let header = line.trim_end().trim_end_matches(['+', '-']);
        if ![": |", ": >", "- |", "- >"].iter().any(|end| header.ends_with(end)) {
            continue;
        }
        let rest = &lines[number..];
        let first = rest.iter().find(|line| !line.trim().is_empty()).map_or(0, |line| indent(line));
        if first <= indent(line) {
            continue;
        }
        let content = rest.iter().take_while(|line| line.trim().is_empty() || indent(line) >= first);
        let content: Vec<&str> = content.map(|line| line.get(first..).unwrap_or_default().trim_end()).collect();
        number += content.len();
        scalars.push(content);
    }
    scalars
}

/// Every range is within the text and at character boundaries, and ranges are ordered and nested as editors require.
pub fn ranges_are_valid(document: &Document) -> Outcome {
    let text = document.text.as_str();
    let analysis = document.analyze();
    let whole = 0..text.len();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    ranges.extend(analysis.diagnostics().into_iter().map(|one| one.range));
    let tokens = analysis.semantic_tokens(whole.clone());
    prop_assert!(tokens.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start), "tokens overlap: {tokens:?}");
    ranges.extend(tokens.into_iter().map(|one| one.range));
    ranges.extend(analysis.folding_ranges().into_iter().map(|one| one.range));
    ranges.extend(analysis.document_links().into_iter().map(|one| one.range));
    ranges.extend(analysis.inlay_hints(whole.clone()).into_iter().map(|one| one.offset..one.offset));
    ranges.extend(analysis.code_lenses().into_iter().map(|one| one.range));
    ranges.extend(edit_ranges(&analysis.formatting(FormattingOptions::default())));
    for refactoring in analysis.refactorings(whole) {
        ranges.extend(own_edits(&refactoring.changes).flat_map(edit_ranges));
    }
    symbols_are_nested(&analysis.symbols(), &(0..text.len()), &mut ranges)?;
    for offset in document.offsets() {
        ranges_at(&*analysis, text, offset, &mut ranges)?;
    }
    for range in ranges {
        prop_assert!(text.get(range.clone()).is_some(), "{range:?} is not within the text or splits a character");
    }
    Ok(())
}

fn ranges_at(analysis: &dyn Analysis, text: &str, offset: usize, ranges: &mut Vec<Range<usize>>) -> Outcome {
    for item in analysis.completions(offset).items {
        let (insert, replace) = (&item.insert_range, &item.replace_range);
        prop_assert!(insert.start == replace.start && insert.end <= replace.end, "{item:?}");
        prop_assert!(insert.start <= offset && offset <= replace.end, "{item:?} is not at {offset}");
        // Editors only filter items on a single line.
        prop_assert!(!text[insert.clone()].contains('\n'), "{item:?} replaces several lines");
        ranges.extend([insert.clone(), replace.clone()]);
        ranges.extend(edit_ranges(&item.additional_edits));
    }
    ranges.extend(analysis.inline_completions(offset).into_iter().map(|one| one.range));
    ranges.extend(analysis.hover(offset).map(|one| one.range));
    ranges.extend(analysis.definition(offset).map(|one| one.origin));
    ranges.extend(analysis.highlights(offset).into_iter().map(|one| one.range));
    ranges.extend(analysis.linked_ranges(offset));
    if let Some(target) = analysis.rename_target(offset) {
        // The cursor can be at the sigil before a name: `*`, `$` or `${`.
        let range = &target.range;
        prop_assert!(range.start <= offset + 2 && offset <= range.end, "{target:?} is not at {offset}");
        ranges.push(target.range);
    }
    ranges.extend(in_document(&analysis.references(offset)));
    let selection = analysis.selection_ranges(offset);
    let is_nested = |pair: &[Range<usize>]| pair[1].start <= pair[0].start && pair[0].end <= pair[1].end;
    prop_assert!(selection.windows(2).all(is_nested), "{selection:?} at {offset}");
    ranges.extend(selection);
    if let Some(help) = analysis.signature_help(offset) {
        prop_assert!(help.active_signature < help.signatures.len(), "{help:?}");
        for signature in &help.signatures {
            let are_parts = signature.parameters.iter().all(|one| signature.label.get(one.label.clone()).is_some());
            prop_assert!(are_parts, "{signature:?}");
        }
    }
    Ok(())
}

fn symbols_are_nested(symbols: &[Symbol], parent: &Range<usize>, ranges: &mut Vec<Range<usize>>) -> Outcome {
    for symbol in symbols {
        let (full, focus) = (&symbol.full_range, &symbol.focus_range);
        prop_assert!(parent.start <= full.start && full.end <= parent.end, "{symbol:?} is outside of {parent:?}");
        prop_assert!(full.start <= focus.start && focus.end <= full.end, "{symbol:?}");
        ranges.extend([full.clone(), focus.clone()]);
        symbols_are_nested(&symbol.children, full, ranges)?;
    }
    Ok(())
}

/// Renaming a name adds no diagnostics, and renaming it back restores the text.
pub fn renaming_can_be_undone(document: &Document) -> Outcome {
    let text = document.text.as_str();
    if text.to_lowercase().contains(NEW_NAME) {
        return Ok(());
    }
    let analysis = document.analyze();
    let mut done: Vec<Range<usize>> = Vec::new();
    for offset in document.offsets() {
        let Some(target) = analysis.rename_target(offset) else { continue };
        // Base images set PATH, too.
        if done.contains(&target.range) || target.placeholder == "PATH" {
            continue;
        }
        done.push(target.range.clone());
        // Some names that the language accepts are rejected as new names.
        let is_valid = analysis.rename(offset, &target.placeholder).is_ok();
        let Ok(changes) = analysis.rename(offset, NEW_NAME) else { continue };
        let Some(edits) = own_edits(&changes).next() else { continue };
        let after = document.with(apply(text, edits).map_err(TestCaseError::fail)?);
        // A comment above the name may be renamed, too.
        let before = edits.iter().filter(|edit| edit.range.start < target.range.start);
        let moved = before.fold(target.range.start, |at, edit| at + NEW_NAME.len() - edit.range.len());
        let renamed = after.analyze();
        let mut old = kinds(&*analysis);
        let is_new = |kind: &(_, _)| old.iter().position(|other| other == kind).map(|at| old.swap_remove(at)).is_none();
        let new: Vec<_> = kinds(&*renamed).into_iter().filter(is_new).collect();
        // A key that is declared twice is an error that hides other problems.
        let hides_others = analysis.diagnostics().iter().any(|one| one.message().starts_with("duplicate key"));
        prop_assert!(new.is_empty() || hides_others, "renaming {target:?} brings {new:?}:\n{}", after.text);
        if !is_valid {
            continue;
        }
        let back = renamed.rename(moved, &target.placeholder);
        // The name is declared twice, which is an error itself.
        if back.as_ref().is_err_and(|reason| reason.contains("already")) {
            continue;
        }
        let edits = back.as_deref().ok().and_then(|changes| own_edits(changes).next()).unwrap_or_default();
        let restored = apply(&after.text, edits).map_err(TestCaseError::fail)?;
        // Stage names are case-insensitive; after a rename, all have the case of the declaration.
        let is_restored =
            restored == text || document.language == Language::Dockerfile && restored.eq_ignore_ascii_case(text);
        prop_assert!(is_restored, "{restored}\nis not\n{text}\nrenaming {:?} back: {:?}\n{}", target, back, after.text);
    }
    Ok(())
}

/// Returns the severity and the rule of each diagnostic.
fn kinds(analysis: &dyn Analysis) -> Vec<(&'static str, &'static str)> {
    let kind =
        |one: &candor::languages::answers::Diagnostic| (one.severity.as_str(), one.code.map_or("", |code| code.name));
    // These rules depend on the name itself: whether it mentions a platform, or occurs elsewhere in the text.
    let depends_on_name = |kind: &(_, &str)| matches!(kind.1, "FromPlatformFlagConstDisallowed" | "UnusedName");
    analysis.diagnostics().iter().map(kind).filter(|kind| !depends_on_name(kind)).collect()
}

/// Formatting is idempotent and keeps the meaning of the text.
pub fn formatting_keeps_the_meaning(document: &Document) -> Outcome {
    for tab_size in [2, 4, 3] {
        let options = FormattingOptions { tab_size, insert_spaces: tab_size != 3 };
        let format = |document: &Document| {
            let edits = document.analyze().formatting(options);
            apply(&document.text, &edits).map(|text| document.with(text)).map_err(TestCaseError::fail)
        };
        let once = format(document)?;
        let twice = format(&once)?;
        prop_assert_eq!(&twice.text, &once.text, "formatting {:?} again changes it", document.text);
        let is_valid = document.analyze().diagnostics().iter().all(|one| one.severity != Severity::Error);
        if once.text != document.text && is_valid {
            prop_assert_eq!(once.meaning(), document.meaning(), "formatting changes the meaning:\n{}", once.text);
            prop_assert_eq!(once.syntax_errors(), document.syntax_errors(), "{}", once.text);
        }
    }
    Ok(())
}

/// Accepting an item adds no syntax errors.
pub fn completions_are_valid(document: &Document) -> Outcome {
    let analysis = document.analyze();
    // After an error, the parser continues elsewhere, and incomplete text may remain incomplete.
    if document.syntax_errors() > 0 || analysis.diagnostics().iter().any(|one| one.severity == Severity::Error) {
        return Ok(());
    }
    for offset in document.offsets() {
        for item in analysis.completions(offset).items.into_iter().take(MAX_ITEMS) {
            // Before or within other text, accepting an item is only the start of a larger change. The value of a name
            // is kept.
            let rest = document.text[item.insert_range.end..].lines().next().unwrap_or_default();
            let is_replaced = document.text[item.replace_range.end..].starts_with('=');
            // Each directive accepts other values.
            let before = document.text[..item.insert_range.start].lines().next_back().unwrap_or_default();
            let is_name = document.language == Language::Dockerfile && !before.trim_start().starts_with('#');
            let has_value = is_name && is_replaced;
            let is_before_string = ["\"\"", "''"].iter().any(|empty| rest.contains(empty));
            let is_within = rest.contains(|c: char| !c.is_whitespace() && !"\"')],".contains(c));
            if !has_value && (is_within || is_before_string) {
                continue;
            }
            // Users rarely start a word directly after a bracket or another word.
            let before = document.text[..item.insert_range.start].chars().next_back();
            if item.insert_range.is_empty() && before.is_some_and(|c| !c.is_whitespace() && !"[(=:,".contains(c)) {
                continue;
            }
            let after = document.with(accept(&document.text, &item)?);
            let errors = after.syntax_errors();
            prop_assert!(errors == 0, "{errors} errors after {item:?}:\n{}", after.text);
        }
    }
    Ok(())
}

/// Returns the text after an item was accepted, with the default values of the snippet.
fn accept(text: &str, item: &Completion) -> Result<String, TestCaseError> {
    let inserted = if item.is_snippet { snippet_defaults(&item.text) } else { item.text.clone() };
    let mut edits = item.additional_edits.clone();
    edits.push(Edit::replace(item.replace_range.clone(), inserted));
    edits.sort_by_key(|edit| edit.range.start);
    apply(text, &edits).map_err(TestCaseError::fail)
}

/// Returns the text of a snippet with its default values. A placeholder without a default value becomes `x`.
fn snippet_defaults(snippet: &str) -> String {
    let mut text = String::new();
    let mut rest = snippet;
    let value = |number: &str, text: &str| {
        let begins_line = text.lines().next_back().is_none_or(|line| line.trim().is_empty()) || text.ends_with('\n');
        if number == "0" || begins_line { "" } else { "x" }
    };
    while let Some(character) = rest.chars().next() {
        rest = &rest[character.len_utf8()..];
        match character {
            '\\' => {
                let escaped = rest.chars().next();
                text.extend(escaped);
                rest = &rest[escaped.map_or(0, char::len_utf8)..];
            }
            '$' if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                text += value(&rest[..end], &text);
                rest = &rest[end..];
            }
            '$' if rest.starts_with('{') => {
                let (placeholder, after) = placeholder(&rest[1..]);
                let number_len = placeholder.find(|c: char| !c.is_ascii_digit()).unwrap_or(placeholder.len());
                match placeholder[number_len..].chars().next() {
                    Some(':') => text += &snippet_defaults(&placeholder[number_len + 1..]),
                    Some('|') => text += placeholder[number_len + 1..].split([',', '|']).next().unwrap_or_default(),
                    _ => text += value(&placeholder[..number_len], &text),
                }
                rest = after;
            }
            _ => text.push(character),
        }
    }
    text
}

/// Splits a text after a placeholder's opening brace into the content of the braces and the rest.
fn placeholder(text: &str) -> (&str, &str) {
    let (mut depth, mut is_escaped, mut last) = (1, false, ' ');
    for (at, character) in text.char_indices() {
        match character {
            _ if is_escaped => {}
            '{' if last == '$' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return (&text[..at], &text[at + 1..]);
        }
        is_escaped = character == '\\' && !is_escaped;
        last = character;
    }
    (text, "")
}

/// A declaration is among the references of its uses, and each reference has the same references.
pub fn references_are_symmetric(document: &Document) -> Outcome {
    let analysis = document.analyze();
    let text = document.text.as_str();
    for offset in document.offsets() {
        let references = in_document(&analysis.references(offset));
        if let Some(definition) = analysis.definition(offset) {
            let targets = definition.targets.iter().filter(|target| target.file == FileRef::Document);
            for target in targets.filter(|target| !references.is_empty() && !target.focus_range.is_empty()) {
                let is_listed = references.contains(&target.focus_range);
                prop_assert!(is_listed, "{target:?} is not among the references at {offset}: {references:?}\n{text}");
            }
        }
        for reference in &references {
            let others = in_document(&analysis.references(reference.start));
            prop_assert_eq!(&others, &references, "at {} and at {}\n{}", reference.start, offset, text);
        }
    }
    Ok(())
}

fn in_document(references: &[FileRange]) -> Vec<Range<usize>> {
    let own = references.iter().filter(|reference| reference.file == FileRef::Document);
    own.map(|reference| reference.range.clone()).collect()
}

fn own_edits(changes: &[FileEdits]) -> impl Iterator<Item = &[Edit]> {
    changes.iter().filter(|change| change.file == FileRef::Document).map(|change| change.edits.as_slice())
}

fn edit_ranges(edits: &[Edit]) -> Vec<Range<usize>> {
    edits.iter().map(|edit| edit.range.clone()).collect()
}
