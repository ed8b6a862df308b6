//! Mends mistakes of the native syntax. As the reader tells little of what stands behind a mistake, all of a kind are
//! mended at once, one look at the text after the other. The edits are only offered where what is read after them is
//! right, so no guess at what was meant has to be.

mod candidates;
mod edited;

use std::collections::HashSet;
use std::ops::Range;

use super::Finding;
use super::syntax::{self, Mistake};
use crate::languages::answers::QuickFix;
use crate::languages::findings::{Correction, is_within};
use crate::languages::syntax::hcl::SyntaxErrorKind;
use crate::languages::text::LineIndex;
use edited::Edited;

/// Bytes that are read to mend what is wrong at a place: the text, once for each mistake of a kind.
const BYTES: usize = 8 << 20;

/// The fixes of the mistakes within a range, each of all of its kind.
pub fn quick_fixes(text: &str, found: &[Finding], within: &Range<usize>) -> Vec<QuickFix> {
    let mut kinds: Vec<SyntaxErrorKind> = Vec::new();
    for kind in
        found.iter().filter(|finding| is_within(&finding.diagnostic, within)).filter_map(|finding| finding.mistake)
    {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut bytes = BYTES.max(text.len());
    let fix = |kind| {
        let (title, edited) = mend(text, kind, &mut bytes)?;
        let of_kind = found.iter().filter(|finding| finding.mistake == Some(kind));
        let resolves = of_kind.map(|finding| finding.diagnostic.clone()).collect();
        Some(Correction::new(title, edited.into_edits()).into_fix(resolves))
    };
    kinds.into_iter().filter_map(fix).collect()
}

/// The text without mistakes of a kind.
fn mend<'t>(text: &'t str, kind: SyntaxErrorKind, bytes: &mut usize) -> Option<(String, Edited<'t>)> {
    let before = syntax::mistakes_of(text);
    let mut edited = Edited::new(text);
    let mut titles: Vec<String> = Vec::new();
    let mut left = of_kind(&before, kind);
    while !left.is_empty() {
        *bytes = bytes.checked_sub(text.len())?;
        let now = edited.text();
        for mistake in &left {
            let correction = candidates::candidate(&now, kind, mistake)?;
            titles.push(correction.title);
            edited.plan(correction.edits)?;
        }
        edited.apply();
        let after = syntax::mistakes_of(&edited.text());
        left = of_kind(&after, kind);
        if left.is_empty() && !is_better(&edited, &before, &after, kind) {
            return None;
        }
    }
    let title = titles.first()?;
    let title = match titles.len() {
        1 => title.clone(),
        count => format!("{title} ({count} in this file)"),
    };
    Some((title, edited))
}

fn of_kind(mistakes: &[Mistake], kind: SyntaxErrorKind) -> Vec<Range<usize>> {
    mistakes.iter().filter(|mistake| mistake.kind == Some(kind)).map(|mistake| mistake.range.clone()).collect()
}

/// Whether all is right where the text was edited. What is told behind that was hidden by the mistake.
fn is_better(edited: &Edited, before: &[Mistake], after: &[Mistake], kind: SyntaxErrorKind) -> bool {
    // Where something ends is only certain if all the rest fits.
    if matches!(kind, SyntaxErrorKind::UnclosedBlock | SyntaxErrorKind::UnclosedTemplate) {
        return after.is_empty();
    }
    let text = edited.text();
    let lines = LineIndex::new(&text);
    let Some(last) = edited.places().last().map(|last| lines.line(last)) else { return false };
    let edited: HashSet<usize> = edited.places().map(|place| lines.line(place)).collect();
    let count =
        |mistakes: &[Mistake], of: Option<SyntaxErrorKind>| mistakes.iter().filter(|one| one.kind == of).count();
    let mut near =
        after.iter().map(|one| (one.kind, lines.line(one.range.start))).take_while(|(_, line)| *line <= last);
    near.all(|(kind, line)| !edited.contains(&line) && count(before, kind) >= count(after, kind))
}
