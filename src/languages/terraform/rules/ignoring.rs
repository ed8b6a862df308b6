//! Comments that ignore rules: `# candor-ignore: UnusedDeclaration` on a line or on the line before it.

use std::collections::HashMap;
use std::ops::Range;

use super::Rule;
use super::finding::Findings;
use crate::languages::answers::Diagnostic;
use crate::languages::findings::Correction;
use crate::languages::syntax::hcl::TokenKind;
use crate::languages::syntax::hcl::tokens::tokens;
use crate::languages::text::{LineIndex, closest_match, did_you_mean};

/// The start of a comment that ignores rules.
pub const MARK: &str = "candor-ignore:";

/// The rules that comments ignore, by line.
pub struct IgnoreComments<'t> {
    lines: Option<LineIndex>,
    rules: HashMap<usize, Vec<&'t str>>,
    /// The names of rules with their offsets: the first word of each comment, and those after commas.
    names: Vec<(usize, &'t str)>,
}

impl<'t> IgnoreComments<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut comments = Self { lines: None, rules: HashMap::new(), names: Vec::new() };
        // Most files have no such comment.
        if !text.contains(MARK) {
            return comments;
        }
        let comment_tokens: Vec<Range<usize>> =
            tokens(text).filter(|(kind, _)| *kind == TokenKind::Comment).map(|(_, range)| range).collect();
        // Strings and heredocs can contain the mark, too.
        let is_in_comment = |offset: usize| {
            let after = comment_tokens.partition_point(|comment| comment.start <= offset);
            after.checked_sub(1).is_some_and(|index| comment_tokens[index].contains(&offset))
        };
        let mut start = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let end_of_line = start + line.len();
            let start_of_line = std::mem::replace(&mut start, end_of_line);
            let line = line.trim_end_matches(['\n', '\r']);
            let is_comment = |before: &str| is_in_comment(start_of_line + before.len());
            let Some((before, rules)) = split_at_rules(line, is_comment) else { continue };
            let rules = rules.trim_end_matches(['*', '/', ' ', '\t']);
            let words = rules.split([',', ' ', '\t']).filter(|rule| !rule.is_empty());
            let is_alone = before.trim().trim_matches(['#', '/', '*', ' ']).is_empty();
            comments.rules.entry(number + usize::from(is_alone)).or_default().extend(words);
            // Other words can be a reason.
            let mut offset = start_of_line + before.len() + MARK.len();
            for part in rules.split(',') {
                if let Some(name) = part.split_whitespace().next() {
                    comments.names.push((offset + part.len() - part.trim_start().len(), name));
                }
                offset += part.len() + 1;
            }
        }
        comments.lines = Some(LineIndex::new(text));
        comments
    }

    /// Whether a comment ignores a diagnostic.
    pub fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let Some((lines, code)) = self.lines.as_ref().zip(diagnostic.code) else { return false };
        let Range { start, .. } = diagnostic.range;
        self.rules.get(&lines.line(start)).is_some_and(|rules| rules.contains(&code.name))
    }

    /// Reports names that no rule has.
    pub fn check(&self, findings: &mut Findings) {
        let known = || Rule::ALL.iter().map(|rule| rule.code().name);
        for (offset, name) in self.names.iter().filter(|(_, name)| !known().any(|rule| rule == *name)) {
            if !findings.admits(Rule::UnknownRuleName) {
                return;
            }
            let range = *offset..offset + name.len();
            let nearest = closest_match(name, known());
            // Words that begin in lowercase can be a reason.
            if nearest.is_none() && !name.starts_with(|first: char| first.is_ascii_uppercase()) {
                continue;
            }
            let message = format!("unknown rule `{name}`{}", did_you_mean(nearest));
            let correction =
                nearest.map(|nearest| Correction::replace(format!("Change to `{nearest}`"), range.clone(), nearest));
            findings.push_with_fix(Rule::UnknownRuleName, Diagnostic::hint(range, message), correction, None);
        }
    }
}

/// If a line contains a comment that ignores rules, returns the text before the mark and the text after it. `is_comment`
/// returns whether what follows a text in the line is part of a comment.
pub fn split_at_rules(line: &str, is_comment: impl Fn(&str) -> bool) -> Option<(&str, &str)> {
    let marks = line.match_indices(MARK).map(|(at, _)| (&line[..at], &line[at + MARK.len()..]));
    let mut comments = marks.filter(|(before, _)| before.trim_end().ends_with(['#', '/', '*']));
    comments.find(|(before, _)| is_comment(before))
}
