//! Properties of all diagnostics and fixes, for any text.
//!
//! - Ranges are within the text and at character boundaries, in document order.
//! - A fix can be applied, changes something, and resolves existing diagnostics that all have the same code.
//! - After a fix, the diagnostics that it resolves are gone, and there are no new diagnostics.
//! - Preferred fixes come first.
//! - A fix only changes the instruction that it fixes. Exceptions are stage names, which other instructions refer to,
//!   and fixes for the entire file: ignoring a rule, and fixing all findings of a rule.

use std::collections::BTreeMap;
use std::ops::Range;

use candor::languages::analysis::Analysis;
use candor::languages::answers::{Diagnostic, Edit, QuickFix, Severity};
use candor::languages::{Language, Source};

use super::edits::apply;
use super::instructions::instructions;

/// Returns a description of each violated property.
pub fn violations(language: Language, source: &Source) -> Vec<String> {
    let analysis = language.analyze(source);
    let diagnostics = analysis.diagnostics();
    let mut found = misplaced(source.text, &diagnostics);
    for diagnostic in &diagnostics {
        let mut offered = analysis.quick_fixes(diagnostic.range.clone());
        offered.retain(|fix| fix.resolves.contains(diagnostic));
        if !offered.is_sorted_by_key(|fix| !fix.is_preferred) {
            found.push(format!("for '{}', a fix that is preferred comes after one that is not", diagnostic.message()));
        }
    }
    let fixes = fixes(&*analysis, &diagnostics);
    let instructions = if fixes.is_empty() { Vec::new() } else { instructions(source.text) };
    for fix in &fixes {
        let judged = Judged { language, source, diagnostics: &diagnostics, instructions: &instructions, fix };
        found.extend(judged.violations().into_iter().map(|what| format!("fix '{}': {what}", fix.title)));
    }
    found
}

/// Returns all fixes that an editor can be offered, without duplicates.
pub fn fixes(analysis: &dyn Analysis, diagnostics: &[Diagnostic]) -> Vec<QuickFix> {
    let mut all: Vec<QuickFix> = Vec::new();
    for diagnostic in diagnostics {
        for fix in analysis.quick_fixes(diagnostic.range.clone()) {
            if !all.contains(&fix) {
                all.push(fix);
            }
        }
    }
    all
}

/// Whether a fix ignores a rule instead of resolving the problem.
pub fn is_ignoring(fix: &QuickFix) -> bool {
    fix.title.to_lowercase().contains("ignore")
}

/// Reports ranges that an editor cannot display.
fn misplaced(text: &str, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut found = Vec::new();
    for diagnostic in diagnostics {
        let (range, message) = (&diagnostic.range, diagnostic.message());
        if text.get(range.clone()).is_none() {
            found.push(format!("'{message}' is at {range:?}, outside of the text or inside a character"));
        }
    }
    if !diagnostics.is_sorted_by_key(|diagnostic| diagnostic.range.start) {
        found.push("the diagnostics are not in the order of the text".to_owned());
    }
    found
}

/// A fix, and the context in which it is checked.
struct Judged<'a> {
    language: Language,
    source: &'a Source<'a>,
    diagnostics: &'a [Diagnostic],
    instructions: &'a [Range<usize>],
    fix: &'a QuickFix,
}

impl Judged<'_> {
    fn violations(&self) -> Vec<String> {
        let after = match apply(self.source.text, self.fix.document_edits()) {
            Ok(after) if after == self.source.text => return vec!["it changes nothing".to_owned()],
            Ok(after) => after,
            Err(reason) => return vec![reason],
        };
        let left = self.language.analyze(&Source { text: &after, ..*self.source }).diagnostics();
        let mut found = Vec::from_iter(self.badly_resolving());
        found.extend(self.left_over(&after, &left));
        found.extend(self.introduced(&left));
        found.extend(self.strayed());
        found
    }

    /// Reports an inconsistency in the diagnostics that the fix claims to resolve.
    fn badly_resolving(&self) -> Option<String> {
        let QuickFix { resolves, .. } = self.fix;
        let Some(first) = resolves.first() else { return Some("it resolves nothing".to_owned()) };
        if resolves.iter().any(|other| kind(other) != kind(first)) {
            return Some("it resolves diagnostics of several codes".to_owned());
        }
        resolves.iter().any(|one| !self.diagnostics.contains(one)).then(|| "it resolves what is not there".to_owned())
    }

    /// Reports diagnostics that still exist although the fix should resolve them.
    fn left_over(&self, text: &str, left: &[Diagnostic]) -> Option<String> {
        let first = self.fix.resolves.first()?;
        let count = |all: &[Diagnostic]| all.iter().filter(|one| kind(one) == kind(first)).count();
        let (before, after) = (count(self.diagnostics), count(left));
        let is_left = if self.uncovers() {
            // The same mistake may occur twice, but only the first one is an error.
            let count = |text: &str, written: &str| {
                let are_words = self.language == Language::Dockerfile && !written.contains(char::is_whitespace);
                if are_words {
                    text.split_whitespace().filter(|word| *word == written).count()
                } else {
                    text.matches(written).count()
                }
            };
            let is_there = |gone: &Diagnostic| {
                let written = self.source.text.get(gone.range.clone()).unwrap_or_default();
                count(text, written) >= count(self.source.text, written)
            };
            let is_same = |gone: &Diagnostic| left.iter().any(|one| one.message() == gone.message());
            self.fix.resolves.iter().any(|gone| is_same(gone) && is_there(gone))
        } else if is_ignoring(self.fix) {
            after > 0
        } else {
            after + self.fix.resolves.len() > before
        };
        is_left
            .then(|| format!("of {before} {} it resolves {}, and leaves {after}", kind(first), self.fix.resolves.len()))
    }

    /// Reports diagnostics that did not exist before the fix.
    fn introduced(&self, left: &[Diagnostic]) -> Vec<String> {
        let changed = self.changed();
        let before = counts(self.diagnostics.iter());
        // After an error is fixed, the parser continues, so only the place of the fix is compared. At this place, the
        // value of a flag is checked for the first time.
        let is_of_value = |one: &Diagnostic| {
            let is_flag =
                |mended: &Diagnostic| mended.severity == Severity::Error && mended.range.start == one.range.start;
            ["RedundantTargetPlatform", "FromPlatformFlagConstDisallowed", "UndefinedArgInFrom", "UndefinedVar"]
                .contains(&kind(one))
                || (one.severity == Severity::Error
                    && !self.fix.title.contains("Remove")
                    && self.fix.resolves.iter().any(is_flag))
        };
        // An instruction with an unknown keyword is checked for the first time.
        let is_new_instruction = self.fix.resolves.iter().any(|one| one.message().starts_with("unknown instruction"));
        // If a fix only deletes text, the remaining text may be parsed for the first time.
        let is_touched =
            |one: &Diagnostic| !changed.is_empty() && one.range.start < changed.end && changed.start < one.range.end;
        let is_checked_anew = |one: &Diagnostic| is_new_instruction && one.severity != Severity::Error;
        let is_own = |one: &Diagnostic| is_touched(one) && !is_of_value(one) && !is_checked_anew(one);
        // A fix may also resolve another error, for example if a name referred to another stage before.
        let is_gone = |one: &Diagnostic| {
            one.severity == Severity::Error && !left.iter().any(|other| other.message() == one.message())
        };
        let uncovers = self.uncovers() || self.diagnostics.iter().any(is_gone);
        let after = counts(&mut left.iter().filter(|one| !uncovers || is_own(one)));
        let more = after.into_iter().filter(|(what, count)| *count > before.get(what).copied().unwrap_or_default());
        more.map(|(what, count)| format!("it introduces '{what}': {count} are there after it")).collect()
    }

    /// Whether the fix resolves an error, which may have hidden other problems.
    fn uncovers(&self) -> bool {
        self.fix.resolves.iter().any(|one| one.severity == Severity::Error)
    }

    /// The range of the text after the fix that contains all changes.
    fn changed(&self) -> Range<usize> {
        let (Some(first), Some(last)) = (self.fix.document_edits().first(), self.fix.document_edits().last()) else {
            return 0..0;
        };
        let inserted: usize = self.fix.document_edits().iter().map(|edit| edit.text.len()).sum();
        let removed: usize = self.fix.document_edits().iter().map(|edit| edit.range.len()).sum();
        first.range.start..last.range.end + inserted - removed
    }

    /// Reports edits outside of the instruction that is fixed.
    fn strayed(&self) -> Vec<String> {
        let [diagnostic] = &self.fix.resolves[..] else { return Vec::new() };
        let concerns_others =
            is_ignoring(self.fix) || ["StageNameCasing", "DuplicateStageName"].contains(&kind(diagnostic));
        if self.language != Language::Dockerfile || concerns_others {
            return Vec::new();
        }
        let own = |instruction: &&Range<usize>| {
            instruction.start <= diagnostic.range.start && diagnostic.range.start <= instruction.end
        };
        let Some(own) = self.instructions.iter().rev().find(own).cloned() else { return Vec::new() };
        let edits = self.fix.document_edits().iter().map(|edit| narrowed(self.source.text, edit));
        let strayed = edits.filter(|edit| edit.start < own.start || edit.end > own.end);
        strayed.map(|edit| format!("its edit at {edit:?} is outside of the instruction at {own:?}")).collect()
    }
}

/// Counts the diagnostics by rule, and by message if they have no rule.
fn counts<'a>(diagnostics: impl Iterator<Item = &'a Diagnostic>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for one in diagnostics {
        // The text after a colon may be a list that becomes shorter.
        let error = one.message().split(':').next().unwrap_or_default();
        *counts.entry(one.code.map_or(error, |code| code.name)).or_default() += 1;
    }
    counts
}

/// The kind of a diagnostic: its rule, or its severity if it has none.
fn kind(diagnostic: &Diagnostic) -> &'static str {
    diagnostic.code.map_or(diagnostic.severity.as_str(), |code| code.name)
}

/// The bytes that an edit actually changes, without the equal bytes at both ends.
fn narrowed(text: &str, edit: &Edit) -> Range<usize> {
    let Some(replaced) = text.as_bytes().get(edit.range.clone()) else { return edit.range.clone() };
    let with = edit.text.as_bytes();
    let front = replaced.iter().zip(with).take_while(|(one, other)| one == other).count();
    let behind = replaced[front..].iter().rev().zip(with[front..].iter().rev());
    let back = behind.take_while(|(one, other)| one == other).count();
    edit.range.start + front..edit.range.end - back
}
