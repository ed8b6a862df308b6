//! The documentation of a rule, which is shown in `docs/diagnostics.md` and in the hover of a finding.

use super::answers::{Code, Severity};

/// The documentation of a rule. All strings are Markdown without headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleDocumentation {
    /// The code of the rule's diagnostics.
    pub code: Code,
    /// The usual severity of the rule's diagnostics. Where a tool might accept the file, it can be lower.
    pub severity: Severity,
    /// What the rule reports, in one sentence.
    pub summary: &'static str,
    /// Why the rule matters to the author of a file.
    pub reason: &'static str,
    /// A document that breaks the rule.
    pub incorrect: &'static str,
    /// The same document without the problem.
    pub correct: &'static str,
    /// What the quick fix does, if there is one.
    pub fix: Option<&'static str>,
}
