//! What people read about a rule: in `docs/diagnostics.md`, and in the hover of a finding.

use super::answers::Code;

/// The documentation of a rule. All texts are Markdown without headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleDocumentation {
    /// The code that diagnostics of the rule have.
    pub code: Code,
    /// What the rule reports, in one sentence.
    pub summary: &'static str,
    /// Why it matters to whoever wrote the file.
    pub reason: &'static str,
    /// A document that breaks the rule.
    pub incorrect: &'static str,
    /// The same document without the problem.
    pub correct: &'static str,
    /// What the quick fix does, if there is one.
    pub fix: Option<&'static str>,
}
