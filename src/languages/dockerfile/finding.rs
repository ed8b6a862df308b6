//! What the checks find.

use std::ops::Range;

use super::rule::Rule;
use crate::languages::answers::{Diagnostic, Tag};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub diagnostic: Diagnostic,
    pub kind: Kind,
    /// The instruction that it is about.
    pub instruction: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    Warning(Rule),
    /// The file cannot be built.
    Error,
    /// The instruction has no such flag; one of a similar name may be meant.
    UnknownFlag {
        suggestion: Option<&'static str>,
    },
}

impl Finding {
    pub fn warning(rule: Rule, range: Range<usize>, instruction: usize, message: String) -> Self {
        let mut diagnostic = Diagnostic::warning(range, message).with_code(rule.code());
        if rule == Rule::MaintainerDeprecated {
            diagnostic = diagnostic.with_tag(Tag::Deprecated);
        }
        Self { diagnostic, kind: Kind::Warning(rule), instruction: Some(instruction) }
    }

    pub fn error(range: Range<usize>, instruction: Option<usize>, message: impl Into<String>) -> Self {
        Self { diagnostic: Diagnostic::error(range, message), kind: Kind::Error, instruction }
    }

    /// The rule that it comes from.
    pub fn rule(&self) -> Option<Rule> {
        match self.kind {
            Kind::Warning(rule) => Some(rule),
            _ => None,
        }
    }
}
