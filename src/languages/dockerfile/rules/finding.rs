//! Findings of the checks.

use std::ops::Range;

use super::Rule;
use crate::languages::answers::{Diagnostic, Severity, Tag};

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

    /// Converts an error to a warning, if a build can avoid the error without changing the file.
    pub fn into_warning(mut self) -> Self {
        self.diagnostic.severity = Severity::Warning;
        self
    }

    /// The rule that is violated. `None` for errors.
    pub fn rule(&self) -> Option<Rule> {
        match self.kind {
            FindingKind::Warning(rule) => Some(rule),
            _ => None,
        }
    }

    pub fn is_error(&self) -> bool {
        self.rule().is_none()
    }
}
