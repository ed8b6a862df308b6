//! Quick fixes for syntax errors. Because the parser reports little about the text after an error, all errors of a kind
//! are corrected together, in several passes. The edits may be wrong guesses: they are offered only if the corrected
//! text can be parsed.

use std::collections::HashSet;
use std::ops::Range;

use super::rewrite::Rewrite;
use super::{ReportedError, candidates, reported_in_native};
use crate::languages::answers::QuickFix;
use crate::languages::findings::{Correction, is_within};
use crate::languages::syntax::hcl::SyntaxErrorKind;
use crate::languages::terraform::rules::finding::Finding;
use crate::languages::text::LineIndex;

/// The maximum number of bytes that are parsed to correct errors, because the text is parsed again in every pass.
const MAX_PARSED_BYTES: usize = 8 << 20;

/// Returns the quick fixes for the errors within a range, one for each kind.
pub fn quick_fixes(text: &str, found: &[Finding], within: &Range<usize>) -> Vec<QuickFix> {
    let mut kinds: Vec<SyntaxErrorKind> = Vec::new();
    for kind in
        found.iter().filter(|finding| is_within(&finding.diagnostic, within)).filter_map(|finding| finding.syntax_error)
    {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut budget = MAX_PARSED_BYTES.max(text.len());
    let fix = |kind| {
        let (title, rewrite) = correct(text, kind, &mut budget)?;
        let of_kind = found.iter().filter(|finding| finding.syntax_error == Some(kind));
        let resolves = of_kind.map(|finding| finding.diagnostic.clone()).collect();
        Some(Correction::new(title, rewrite.into_edits()).into_fix(resolves))
    };
    kinds.into_iter().filter_map(fix).collect()
}

/// Corrects all errors of a kind. Returns a title and the rewritten text.
fn correct<'t>(text: &'t str, kind: SyntaxErrorKind, budget: &mut usize) -> Option<(String, Rewrite<'t>)> {
    let before = reported_in_native(text);
    let mut rewrite = Rewrite::new(text);
    let mut titles: Vec<String> = Vec::new();
    let mut left = of_kind(&before, kind);
    while !left.is_empty() {
        *budget = budget.checked_sub(text.len())?;
        let now = rewrite.text();
        for range in &left {
            let correction = candidates::candidate(&now, kind, range)?;
            titles.push(correction.title);
            rewrite.plan(correction.edits)?;
        }
        rewrite.apply();
        let after = reported_in_native(&rewrite.text());
        left = of_kind(&after, kind);
        if left.is_empty() && !is_better(&rewrite, &before, &after, kind) {
            return None;
        }
    }
    let title = titles.first()?;
    let title = match titles.len() {
        1 => title.clone(),
        count => format!("{title} ({count} in this file)"),
    };
    Some((title, rewrite))
}

fn of_kind(errors: &[ReportedError], kind: SyntaxErrorKind) -> Vec<Range<usize>> {
    errors.iter().filter(|error| error.kind == Some(kind)).map(|error| error.range.clone()).collect()
}

/// Whether the rewritten lines have no errors. Errors after them may have been hidden before.
fn is_better(rewrite: &Rewrite, before: &[ReportedError], after: &[ReportedError], kind: SyntaxErrorKind) -> bool {
    // The end of a block or string is certain only if everything else can be parsed.
    if matches!(kind, SyntaxErrorKind::UnclosedBlock | SyntaxErrorKind::UnclosedTemplate) {
        return after.is_empty();
    }
    let text = rewrite.text();
    let lines = LineIndex::new(&text);
    let Some(last) = rewrite.edit_ends().last().map(|last| lines.line(last)) else { return false };
    let rewritten: HashSet<usize> = rewrite.edit_ends().map(|place| lines.line(place)).collect();
    let count =
        |errors: &[ReportedError], of: Option<SyntaxErrorKind>| errors.iter().filter(|one| one.kind == of).count();
    let mut near =
        after.iter().map(|one| (one.kind, lines.line(one.range.start))).take_while(|(_, line)| *line <= last);
    near.all(|(kind, line)| !rewritten.contains(&line) && count(before, kind) >= count(after, kind))
}
