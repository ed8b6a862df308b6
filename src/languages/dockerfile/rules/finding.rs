//! Findings of the checks.

use std::ops::Range;

use super::Rule;
use crate::languages::answers::{Diagnostic, Severity, Tag};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub kind: FindingKind,
    /// The index of the instruction that it is about.
    pub instruction: Option<usize>,
    /// Whether it holds for every base image and every build argument.
    pub is_certain: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    Warning(Rule),
    /// The file cannot be built.
    Error,
    /// The instruction has no such flag.
    UnknownFlag {
        /// A flag of a similar name.
        suggestion: Option<&'static str>,
    },
    /// There is no such instruction.
    UnknownInstruction {
        /// An instruction of a similar name.
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

    /// Makes a warning of an error that a build can avoid without a change of the file.
    pub fn into_warning(mut self) -> Self {
        self.diagnostic.severity = Severity::Warning;
        self
    }

    /// The rule that is broken. `None` for errors.
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
