//! Findings of the checks.

use std::ops::Range;

use super::Rule;
use super::lint::MisspelledCheck;
use crate::languages::answers::{Diagnostic, Severity, Tag};
use crate::languages::text::did_you_mean;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub kind: FindingKind,
    /// The index of the instruction that the finding is about.
    pub instruction: Option<usize>,
    /// Whether the finding is valid for every base image and every build argument.
    pub is_certain: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    Warning(Rule),
    /// The file cannot be built.
    Error,
    /// The instruction does not support this flag.
    UnknownFlag {
        /// A flag with a similar name.
        suggestion: Option<&'static str>,
    },
    /// The instruction does not exist.
    UnknownInstruction {
        /// An instruction with a similar name.
        suggestion: Option<&'static str>,
    },
    /// A `check` directive names a check that does not exist.
    UnknownCheck {
        /// The name to change it to, if that can only remove findings.
        correction: Option<&'static str>,
    },
}

impl Finding {
    pub fn warning(rule: Rule, range: Range<usize>, instruction: usize, message: String) -> Self {
        let mut diagnostic = Diagnostic::warning(range, message).with_code(rule.code());
        if rule == Rule::MaintainerDeprecated {
            diagnostic = diagnostic.with_tag(Tag::Deprecated);
        }
        let kind = FindingKind::Warning(rule);
        Self { diagnostic, kind, instruction: Some(instruction), is_certain: true }
    }

    pub fn error(range: Range<usize>, instruction: Option<usize>, message: impl Into<String>) -> Self {
        let diagnostic = Diagnostic::error(range, message);
        Self { diagnostic, kind: FindingKind::Error, instruction, is_certain: true }
    }

    /// Creates a hint about a misspelled name in a `check` directive.
    pub fn unknown_check(name: &str, misspelled: MisspelledCheck) -> Self {
        let MisspelledCheck { range, suggestion, is_skipped } = misspelled;
        let message = format!("there is no check `{name}`{}", did_you_mean(Some(suggestion)));
        let kind = FindingKind::UnknownCheck { correction: is_skipped.then_some(suggestion) };
        Self { diagnostic: Diagnostic::hint(range, message), kind, instruction: None, is_certain: true }
    }

    /// Converts an error to a warning, if a build can avoid the error without changing the file.
    pub fn into_warning(mut self) -> Self {
        self.diagnostic.severity = Severity::Warning;
        self
    }

    /// The rule that is violated. `None` for errors and hints.
    pub fn rule(&self) -> Option<Rule> {
        match self.kind {
            FindingKind::Warning(rule) => Some(rule),
            _ => None,
        }
    }

    pub fn is_error(&self) -> bool {
        !matches!(self.kind, FindingKind::Warning(_) | FindingKind::UnknownCheck { .. })
    }
}
