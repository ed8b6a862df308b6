//! Comments that ignore rules: `# candor-ignore: UnusedDeclaration` on a line or on the line before it.

use std::collections::HashMap;
use std::ops::Range;

use crate::languages::answers::Diagnostic;
use crate::languages::text::LineIndex;

/// The start of a comment that ignores rules.
const MARK: &str = "candor-ignore:";

/// The rules that comments ignore, by line.
pub struct IgnoreComments<'t> {
    lines: Option<LineIndex>,
    rules: HashMap<usize, Vec<&'t str>>,
}

impl<'t> IgnoreComments<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut comments = Self { lines: None, rules: HashMap::new() };
        // Most files have no such comment.
        if !text.contains(MARK) {
            return comments;
        }
        for (number, line) in text.lines().enumerate() {
            let Some((before, rules)) = line.split_once(MARK) else { continue };
            let is_comment = before.trim_end().ends_with(['#', '/', '*']);
            if !is_comment {
                continue;
            }
            let rules = rules.trim_end_matches(['*', '/', ' ']).split([',', ' ']);
            let rules: Vec<&str> = rules.map(str::trim).filter(|rule| !rule.is_empty()).collect();
            let is_alone = before.trim().trim_matches(['#', '/', '*', ' ']).is_empty();
            comments.rules.entry(number + usize::from(is_alone)).or_default().extend(rules);
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
}
